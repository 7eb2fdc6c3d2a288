"""One picture drawn anew, in a process of its own with little memory and time.

`python -m amends.intake.attachments.redraw_process < the picture > the drawing`

Whoever makes a picture that asks for too much, or that breaks the program that reads it, breaks this process alone.
"""

from __future__ import annotations

import ctypes
import io
import os
import resource
import signal
import sys
from contextlib import suppress

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

SIDE = 2000
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 30
LARGEST_DRAWN = 64 * 1024 * 1024
MOST_PIXELS = 64_000_000
MOST_PIXELS_OF_JPEG = 250_000_000  # it is read smaller than it is, at an eighth of its sides at most
FAILED = 3
LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_FSIZE, LARGEST_DRAWN),
    (resource.RLIMIT_CORE, 0),
)


def main() -> int:
    """Reads a picture and writes it as JPEG; ends with FAILED where it cannot be drawn within the limits."""
    _limit()
    try:
        drawn = redrawn(sys.stdin.buffer.read())
    except Exception:  # readers of pictures fail in ways of their own; what it was about is nobody's to log
        return FAILED
    sys.stdout.buffer.write(drawn)
    return 0


def redrawn(content: bytes) -> bytes:
    """The picture upright, no larger than a screen, without place, date or camera in it."""
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    register_heif_opener(thumbnails=False)
    with Image.open(io.BytesIO(content)) as original:
        most = MOST_PIXELS_OF_JPEG if original.format == "JPEG" else MOST_PIXELS
        if not 0 < original.width * original.height <= most:
            raise ValueError("too many pixels")
        original.draft("RGB", (SIDE, SIDE))
        original.thumbnail((SIDE, SIDE), reducing_gap=2.0)
        picture = _as_colours(ImageOps.exif_transpose(original))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _as_colours(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # sixteen bits of grey; only the upper half can be shown
        return picture.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if picture.mode in ("LA", "PA", "RGBA", "P"):
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


def _limit() -> None:
    os.nice(10)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it ends with the worker that began it
    for what, most in LIMITS:
        with suppress(ValueError, OSError):  # macOS does not limit memory in this way; time and pixels it does
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
