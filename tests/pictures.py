"""Pictures for tests: whole, cut, damaged and enormous ones; and the worker's step that draws them."""

from __future__ import annotations

import io
import time
import uuid
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pillow_heif import register_heif_opener

from amends.cases.acts.perform import File
from amends.cases.models import Attachment
from amends.intake.attachments import files, redraw_queue
from amends.intake.models import DraftFile

register_heif_opener()


def picture(kind: str = "JPEG", *, side: int = 60, mode: str = "RGB", **more: object) -> bytes:
    """A picture with something on it, so that it has bytes to be cut."""
    out = io.BytesIO()
    seen = Image.effect_noise((side, side), 60).convert(mode)
    seen.save(out, kind, **more)
    return out.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(content: bytes, name: str = "photo.jpg") -> File:
    """A file in the store, as any door keeps it."""
    chosen = upload(content, name)
    return files.store(chosen, files.judge(chosen), uuid.uuid4())


def draw_all(*, within: float = 60.0) -> None:
    """Takes the worker's step until no picture waits."""
    deadline = time.monotonic() + within
    while waiting() and time.monotonic() < deadline:
        redraw_queue.step(datetime.now(UTC))
        time.sleep(0.02)
    assert not waiting()


def waiting() -> int:
    return sum(model.objects.filter(drawing="waiting").count() for model in (Attachment, DraftFile))
