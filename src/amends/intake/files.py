"""Files that people add: judged by their signature, limited, stored under a name of our own, pictures re-encoded."""

from __future__ import annotations

import hashlib
import io
import uuid
import zipfile
from collections.abc import Mapping
from typing import IO, Protocol

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from amends.cases.acts import File
from amends.cases.errors import Faulty

register_heif_opener()
MEBIBYTE = 1024 * 1024
LARGEST = 20 * MEBIBYTE
MOST = 10
MOST_PIXELS = 50_000_000  # more is a bomb, or no phone of this world
MOST_UNPACKED = 200 * MEBIBYTE
SHOWN_SIDE = 2000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

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
    "pdf": "application/pdf", "txt": "text/plain", "mp4": "video/mp4", "mov": "video/quicktime", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "ogg": "audio/ogg",
}  # fmt: skip
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
ALLOWED: Mapping[str, str] = {**PICTURES, **OFFICE, **OTHERS}
ACCEPT = ",".join("." + ending for ending in ALLOWED)


class Upload(Protocol):
    """What a browser sent; Django's uploaded file is one."""

    name: str | None
    size: int | None
    file: IO[bytes]


def keep(uploads: list[Upload], *, already: int = 0) -> list[File]:
    """Stores the files, or none of them: Faulty names every fault by file, all at once."""
    faults: list[str] = []
    if len(uploads) + already > MOST:
        words = ngettext("You can add at most %(most)s file.", "You can add at most %(most)s files.", MOST)
        faults.append(words % {"most": MOST} + " " + _("You chose %(chosen)s.") % {"chosen": len(uploads) + already})
        raise Faulty({"files": faults[0]})
    checked: list[tuple[Upload, str]] = []
    for upload in uploads:
        try:
            checked.append((upload, _ending(upload)))
        except ValueError as fault:
            faults.append(f"{_short(upload.name)}: {fault}")
    if faults:
        raise Faulty({"files": "\n".join(faults)})
    return [_stored(upload, ending) for upload, ending in checked]


def forget(file: File) -> None:
    """Takes a file out of the store: it was removed before the complaint was sent."""
    for name in (file.stored, file.shown):
        if name:
            default_storage.delete(name)


def _ending(upload: Upload) -> str:
    """What the file is by its own bytes; ValueError in words for the person who chose it."""
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
    if found in PICTURES:
        _check_picture(upload)
    if found in OFFICE:
        _check_archive(upload)
    return found


def _named(upload: Upload) -> str:
    ending = (upload.name or "").rpartition(".")[2].lower()
    return ALIKE.get(ending, ending)


def _signature(upload: Upload) -> str | None:
    upload.file.seek(0)
    head = upload.file.read(64 * 1024)
    try:
        found = [
            ALIKE.get(one.extension.lstrip("."), one.extension.lstrip(".")) for one in puremagic.magic_string(head)
        ]
    except puremagic.PureError:
        return None
    named = _named(upload)
    if head.startswith(b"PK\x03\x04"):
        return named if named in OFFICE else None
    if named in found:
        return named
    return next((one for one in found if one in ALLOWED and one != "txt"), None)


def _is_text(upload: Upload) -> bool:
    upload.file.seek(0)
    head = upload.file.read(64 * 1024)
    return b"\x00" not in head and not head.startswith((b"MZ", b"\x7fELF", b"#!"))


def _check_picture(upload: Upload) -> None:
    """Looks at the size before a single pixel is unpacked."""
    upload.file.seek(0)
    try:
        with Image.open(upload.file) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError(_("This picture is too large to open: %(width)s × %(height)s dots.") % {
                    "width": picture.width, "height": picture.height})  # fmt: skip
            picture.verify()
    except Image.DecompressionBombError:
        raise ValueError(_("This picture is too large to open.")) from None
    except (OSError, SyntaxError, EOFError):
        raise ValueError(_("This picture is damaged; take it again or choose another.")) from None


def _check_archive(upload: Upload) -> None:
    upload.file.seek(0)
    try:
        with zipfile.ZipFile(upload.file) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile:
        raise ValueError(_("This document is damaged.")) from None
    if unpacked > MOST_UNPACKED:
        raise ValueError(_("This document unpacks to more than we can take."))


def _stored(upload: Upload, ending: str) -> File:
    upload.file.seek(0)
    content = upload.file.read()
    own = uuid.uuid4()
    folder = f"cases/{str(own)[:2]}"
    stored = default_storage.save(f"{folder}/{own}.{ending}", ContentFile(content))
    shown = _shown(content, folder) if ending in PICTURES else ""
    return File(
        id=own, name=_short(upload.name), media_type=ALLOWED[ending], size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), stored=stored, shown=shown,
    )  # fmt: skip


def _shown(content: bytes, folder: str) -> str:
    """The picture drawn anew: upright, no larger than a screen, without place, date or camera in it."""
    with Image.open(io.BytesIO(content)) as original:
        picture = ImageOps.exif_transpose(original).convert("RGB")
        picture.thumbnail((SHOWN_SIDE, SHOWN_SIDE))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=85)
    return default_storage.save(f"{folder}/{uuid.uuid4()}.jpg", ContentFile(out.getvalue()))


def _short(name: str | None) -> str:
    """The name as the person knows it, without folders or signs that could mislead."""
    bare = (name or _("file")).replace("\\", "/").rpartition("/")[2]
    clean = "".join(sign for sign in bare if sign.isprintable() and sign not in '<>"\u202e\u202d')
    return clean[-200:] or _("file")
