"""Files on their way in: what is larger than we take is counted to its end, but never fills the disk."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, cast

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from amends.intake.attachments.files import LARGEST, Upload


def uploads_of(sent: Iterable[object]) -> list[Upload]:
    """What Django made of the files in a form, as `pending_files.take` takes them."""
    return [cast(Upload, one) for one in sent]


class Lost(io.RawIOBase):
    """The bytes of a file for which there was no room, not even on its way; whoever reads it is told so."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, *_where: Any) -> int:
        raise OSError("no room for this file")

    def readinto(self, _buffer: Any) -> int:
        raise OSError("no room for this file")


class Bounded(TemporaryFileUploadHandler):
    """Reads a file to its end, so that the person gets a page and not a broken line, and keeps no more than allowed.

    Its size stays the true one, by which it is turned away with a sentence. Where the disk is full, the rest of the
    form is read all the same: the words that came with the file are not lost with it.
    """

    lost = False

    def new_file(self, *given: Any, **more: Any) -> None:
        self.lost = False
        try:
            super().new_file(*given, **more)
        except OSError:
            self.lost = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        if self.lost or start + len(raw_data) > LARGEST + self.chunk_size:
            return None
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError:
            self.lost = True
            return None

    def file_complete(self, file_size: int) -> Any:
        if not self.lost:
            try:
                return super().file_complete(file_size)
            except OSError:  # what was still to be written found no room
                self.lost = True
        return InMemoryUploadedFile(
            cast(Any, Lost()), self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
