"""Files on their way in: what is larger than we take is counted to its end, but never fills the disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from amends.intake.files import LARGEST, Upload


def of(sent: Iterable[object]) -> list[Upload]:
    """What Django made of the files in a form, as `files.keep` takes them."""
    return [cast(Upload, one) for one in sent]


class Bounded(TemporaryFileUploadHandler):
    """Reads a file to its end, so that the person gets a page and not a broken line, and keeps no more than allowed.

    Its size stays the true one, by which `files.keep` turns it away with a sentence.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        if start + len(raw_data) <= LARGEST + self.chunk_size:
            return super().receive_data_chunk(raw_data, start)
        return None
