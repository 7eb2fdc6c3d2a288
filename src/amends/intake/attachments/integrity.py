"""Whether a file came whole, and how large a picture is: by its first bytes and its last, without opening it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

CHUNK = 256 * 1024
LARGEST_BOX = 1 << 62
SIDELESS = b"\x01" + bytes(range(0xD0, 0xDA))  # the second bytes of JPEG marks that stand alone
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
TAIL = 4096


class Broken(Exception):
    """The file is not what it says, or ends before its end."""


def check(file: IO[bytes], ending: str) -> None:
    """Broken where the file ends early; kinds whose end cannot be seen cheaply pass."""
    looks = {
        "jpg": _jpeg,
        "png": _png,
        "gif": _gif,
        "webp": _webp,
        "heic": _boxes,
        "mp4": _boxes,
        "mov": _boxes,
        "m4a": _boxes,
        "pdf": _pdf,
    }
    if look := looks.get(ending):
        file.seek(0)
        try:
            look(file)
        except (struct.error, IndexError, OverflowError, ValueError) as fault:
            raise Broken from fault


def size(file: IO[bytes], ending: str) -> tuple[int, int]:
    """Width and height as its head says; (0, 0) where that cannot be read."""
    looks = {"jpg": _jpeg_size, "png": _png_size, "gif": _gif_size, "webp": _webp_size, "heic": _heic_size}
    file.seek(0)
    try:
        return looks[ending](file)
    except (Broken, struct.error, IndexError, OverflowError, ValueError):
        return 0, 0


def _exactly(file: IO[bytes], count: int) -> bytes:
    found = file.read(count)
    if len(found) < count:
        raise Broken
    return found


def _length(file: IO[bytes]) -> int:
    at = file.tell()
    file.seek(0, 2)
    length = file.tell()
    file.seek(at)
    return length


def _marks(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """The segments of a JPEG up to the picture itself: the mark and the length of each. The reader stands in it."""
    if _exactly(file, 2) != b"\xff\xd8":
        raise Broken
    while True:
        mark = _exactly(file, 2)
        while mark == b"\xff\xff":  # filling
            mark = b"\xff" + _exactly(file, 1)
        if mark[0] != 0xFF:
            raise Broken
        if mark[1] in SIDELESS:
            continue
        [length] = struct.unpack(">H", _exactly(file, 2))
        at = file.tell()
        yield mark[1], length - 2
        file.seek(at + length - 2)


def _jpeg(file: IO[bytes]) -> None:
    """Its end mark stands after the picture; the one of a small picture in its head does not count."""
    for mark, length in _marks(file):
        if mark == 0xDA:
            file.seek(length, 1)
            return _holds(file, b"\xff\xd9")
    return None


def _holds(file: IO[bytes], wanted: bytes) -> None:
    last = b""
    while chunk := file.read(CHUNK):
        if wanted in last + chunk:
            return
        last = chunk[-1:]
    raise Broken


def _jpeg_size(file: IO[bytes]) -> tuple[int, int]:
    for mark, _length in _marks(file):
        if mark in JPEG_SIZES:
            height, width = struct.unpack(">xHH", _exactly(file, 5))
            return width, height
    return 0, 0


def _png(file: IO[bytes]) -> None:
    file.seek(8)
    end = _length(file)
    while True:
        length, kind = struct.unpack(">I4s", _exactly(file, 8))
        file.seek(length + 4, 1)
        if file.tell() > end:
            raise Broken
        if kind == b"IEND":
            return


def _png_size(file: IO[bytes]) -> tuple[int, int]:
    file.seek(16)
    width, height = struct.unpack(">II", _exactly(file, 8))
    return width, height


def _gif(file: IO[bytes]) -> None:
    """Block by block to the mark of its end."""
    head = _exactly(file, 13)
    file.seek(_palette(head[10]), 1)
    while (kind := _exactly(file, 1)) != b";":
        if kind == b",":
            file.seek(_palette(_exactly(file, 9)[8]) + 1, 1)
        elif kind == b"!":
            file.seek(1, 1)
        else:
            raise Broken
        while length := _exactly(file, 1)[0]:
            file.seek(length, 1)


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_size(file: IO[bytes]) -> tuple[int, int]:
    width, height = struct.unpack("<6xHH", _exactly(file, 10))
    return width, height


def _webp(file: IO[bytes]) -> None:
    [length] = struct.unpack("<4xI", _exactly(file, 8))
    if length + 8 > _length(file):
        raise Broken


def _webp_size(file: IO[bytes]) -> tuple[int, int]:
    head = _exactly(file, 30)
    match head[12:16]:
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case _:
            width, height = struct.unpack("<HH", head[26:30])
            return width & 0x3FFF, height & 0x3FFF


def _boxes(file: IO[bytes]) -> None:
    """Box after box, each as long as it says."""
    end = _length(file)
    while (at := file.tell()) < end:
        length, _kind = struct.unpack(">I4s", _exactly(file, 8))
        if length == 1:
            [length] = struct.unpack(">Q", _exactly(file, 8))
        if length == 0:  # to the end, however far that is
            return
        if length < 8 or at + length > end:
            raise Broken
        file.seek(at + length)


def _heic_size(file: IO[bytes]) -> tuple[int, int]:
    """The largest of the sizes that it names: parts of a picture are smaller than the whole."""
    head = file.read(CHUNK)
    found, at = [(0, 0)], head.find(b"ispe")
    while at >= 0:
        found.append(struct.unpack(">II", head[at + 8 : at + 16]))
        at = head.find(b"ispe", at + 4)
    return max(found, key=lambda sides: sides[0] * sides[1])


def _pdf(file: IO[bytes]) -> None:
    file.seek(max(0, _length(file) - TAIL))
    if b"%%EOF" not in file.read(TAIL):
        raise Broken
