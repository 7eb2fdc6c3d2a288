"""The folder that keeps files: whether it can be written to, and how much room is left."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

MEBIBYTE = 1024 * 1024
FULL_BYTES, LOW_BYTES = 100 * MEBIBYTE, 1024 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Room:
    """What the store can still take."""

    writable: bool
    free_bytes: int

    @property
    def full(self) -> bool:
        return self.free_bytes < FULL_BYTES

    @property
    def low(self) -> bool:
        return self.free_bytes < LOW_BYTES


def room() -> Room:
    """Tried and not guessed: a few bytes are written beside the files, and taken away again."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"room")
            file.flush()
        return Room(True, shutil.disk_usage(folder).free)
    except OSError:
        return Room(False, _free(folder))


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
