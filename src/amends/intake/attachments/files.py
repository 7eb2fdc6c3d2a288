"""Files that people add: judged by their first bytes and their last, limited, stored under a name of our own."""

from __future__ import annotations

import hashlib
import logging
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Protocol

import puremagic
from django.core.files.base import File as Bytes
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from amends.cases.acts.perform import File
from amends.intake.attachments import integrity

MEBIBYTE = 1024 * 1024
LARGEST = 20 * MEBIBYTE
MOST = 10
MOST_PIXELS = 250_000_000  # more is a bomb, or no phone of this world
MOST_UNPACKED = 200 * MEBIBYTE
CHUNK = 1024 * 1024
log = logging.getLogger(__name__)

PICTURES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
}
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
OTHERS = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
}
ALIKE = {
    "jpeg": "jpg",
    "jfif": "jpg",
    "jpe": "jpg",
    "heif": "heic",
    "heix": "heic",
    "avif": "heic",
    "m4v": "mp4",
    "qt": "mov",
    "text": "txt",
}
STILL = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}  # brands of pictures
ALLOWED: Mapping[str, str] = {**PICTURES, **OFFICE, **OTHERS}
ACCEPT = ",".join("." + ending for ending in ALLOWED)


class Upload(Protocol):
    """What a browser sent; Django's uploaded file is one."""

    name: str | None
    size: int | None
    file: IO[bytes]


class Unstored(Exception):
    """The store is full, cannot be written, or is gone: nobody's fault who sends a file."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file is by its own bytes, and what its sender should know of it before it is sent."""

    ending: str
    flaw: str = ""

    @property
    def media_type(self) -> str:
        return ALLOWED[self.ending]


def judge(upload: Upload) -> Judged:
    """What the file is; ValueError, in words for the person who chose it, where we cannot take it.

    A file that came cut or damaged is evidence all the same: it is taken, and its flaw is said.
    """
    if not upload.size:
        raise ValueError(_("This file is empty."))
    if upload.size > LARGEST:
        size = {"most": LARGEST // MEBIBYTE, "size": -(-upload.size // MEBIBYTE)}
        raise ValueError(_("This file has %(size)s MB; a file may have at most %(most)s MB.") % size)
    named = _named(upload)
    found = _signature(upload)
    if found is None and named == "txt" and _is_text(upload):
        found = "txt"
    if found is None or found not in ALLOWED:
        raise ValueError(_("We cannot take this kind of file. Send a photo, a PDF, a document, a sound or a video."))
    return Judged(found, _flaw(upload, found))


def store(upload: Upload, judged: Judged, own: uuid.UUID) -> File:
    """Keeps the file under its own id, piece by piece; Unstored where that cannot be, and then nothing is left."""
    digest = hashlib.sha256()
    try:
        upload.file.seek(0)
        while chunk := upload.file.read(CHUNK):
            digest.update(chunk)
        upload.file.seek(0)
        stored = default_storage.save(place(own, judged), Bytes(upload.file))
    except OSError as fault:
        log.error("a file could not be stored: %s", type(fault).__name__)
        remove(place(own, judged))
        raise Unstored from fault
    return File(
        id=own,
        name=short(upload.name),
        media_type=judged.media_type,
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        stored=stored,
        drawing="waiting" if judged.ending in PICTURES else "",
    )


def place(own: uuid.UUID, judged: Judged) -> str:
    """The name in the store, known before anything is there."""
    return f"cases/{str(own)[:2]}/{own}.{judged.ending}"


def is_picture(media_type: str) -> bool:
    return media_type in PICTURES.values()


def forget(file: File) -> None:
    """Takes a file out of the store: it was removed before the complaint was sent."""
    remove(file.stored, file.shown)


def remove(*names: str) -> bool:
    """Takes these out of the store; False where it did not let go of one, which is then swept later."""
    gone = True
    for name in filter(None, names):
        try:
            default_storage.delete(name)
        except OSError:
            gone = False
    return gone


def _flaw(upload: Upload, ending: str) -> str:
    if ending in PICTURES:
        width, height = integrity.size(upload.file, ending)
        if width * height > MOST_PIXELS:
            raise ValueError(
                _("This picture is too large to open: %(width)s × %(height)s dots.")
                % {"width": width, "height": height}
            )
        if not width * height:
            return _(
                "This picture is damaged, and perhaps nobody can open it. Take it again or choose another, "
                "or send it as it is."
            )
    if ending in OFFICE:
        return _archive_flaw(upload)
    try:
        integrity.check(upload.file, ending)
    except integrity.Broken:
        if ending in PICTURES:
            return _("This picture is not whole: its end is missing. Choose it again, or send it as it is.")
        return _("This file is not whole: its end is missing. Choose it again, or send it as it is.")
    return ""


def _named(upload: Upload) -> str:
    ending = (upload.name or "").rpartition(".")[2].lower()
    return ALIKE.get(ending, ending)


def _signature(upload: Upload) -> str | None:
    upload.file.seek(0)
    head = upload.file.read(64 * 1024)
    if picture := _picture(head):
        return picture
    try:
        found = [
            ALIKE.get(one.extension.lstrip("."), one.extension.lstrip(".")) for one in puremagic.magic_string(head)
        ]
    except (puremagic.PureError, ValueError):
        return None
    named = _named(upload)
    if head.startswith(b"PK\x03\x04"):
        return named if named in OFFICE else None
    if named in found:
        return named
    return next((one for one in found if one in ALLOWED and one != "txt"), None)


def _picture(head: bytes) -> str:
    """A picture whatever it is called: one that passed for a film would be shown with its place in it."""
    for start, ending in ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif")):
        if head.startswith(start):
            return ending
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    brands = (
        {head[at : at + 4] for at in (8, *range(16, min(len(head), head[3]), 4))} if head[4:8] == b"ftyp" else set()
    )
    return "heic" if brands & STILL else ""


def _is_text(upload: Upload) -> bool:
    upload.file.seek(0)
    head = upload.file.read(64 * 1024)
    return b"\x00" not in head and not head.startswith((b"MZ", b"\x7fELF", b"#!"))


def _archive_flaw(upload: Upload) -> str:
    upload.file.seek(0)
    try:
        with zipfile.ZipFile(upload.file) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return _("This document is damaged, and perhaps nobody can open it. Choose it again, or send it as it is.")
    if unpacked > MOST_UNPACKED:
        raise ValueError(_("This document unpacks to more than we can take."))
    return ""


def short(name: str | None) -> str:
    """The name as the person knows it, without folders or signs that could mislead."""
    bare = (name or _("file")).replace("\\", "/").rpartition("/")[2]
    clean = "".join(sign for sign in bare if sign.isprintable() and sign not in '<>"\u202e\u202d')
    return clean[-200:] or _("file")
