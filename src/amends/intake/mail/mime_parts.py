"""The parts of an e-mail: which of them a person reads, which are files, and which are mere decoration."""

from __future__ import annotations

import binascii
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message

import tnefparse
from PIL import Image

from amends.intake.mail import charsets, html_to_text

MOST_PARTS = 300
DEEPEST = 20
LONGEST_WORDS = 1_000_000
REPORTS = {
    "message/delivery-status",
    "message/global-delivery-status",
    "text/rfc822-headers",
    "message/feedback-report",
}
WINMAIL = {"application/ms-tnef", "application/vnd.ms-tnef"}
# Where the boundary that is announced stands nowhere, what is there is read as it stands.
BROKEN = {"multipart/mixed", "multipart/alternative", "multipart/related", "multipart/signed"}
SEALS = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
LOGO_BYTES, LOGO_SIDE = 6_000, 120  # an inline picture below either is a signature's decoration, no photograph


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """One part: words to read, or a file, or both empty."""

    kind: str
    words: str = ""
    file: Attached | None = None
    report: bool = False


def parts_of(message: Message) -> tuple[Piece, ...]:
    """The parts in the order in which a person meets them."""
    found: list[Piece] = []
    for piece in _pieces(message, 0):
        found.append(piece)
        if len(found) >= MOST_PARTS:
            break
    return tuple(found)


def files(found: tuple[Piece, ...]) -> tuple[Attached, ...]:
    return tuple(one.file for one in found if one.file)


def _pieces(message: Message, depth: int) -> Iterator[Piece]:
    kind = message.get_content_type()
    if depth > DEEPEST:
        return
    if kind in REPORTS:
        yield Piece(kind, _flat(message), report=True)
    elif kind in ("message/rfc822", "message/global"):
        yield from _within(message, depth)
    elif kind in BROKEN and not message.is_multipart():
        yield Piece("text/plain", charsets.decode(_content(message)[: LONGEST_WORDS * 4], _charset(message)))
    elif kind == "multipart/alternative":
        yield from _alternatives(message, depth)
    elif kind == "multipart/report":
        yield from _reported(message, depth)
    elif message.is_multipart():
        for one in _parts(message):
            yield from _pieces(one, depth + 1)
    else:
        yield from _leaf(message, kind)


def _alternatives(message: Message, depth: int) -> Iterator[Piece]:
    """The plain words where there are any, else the page; what is neither, such as an invitation, comes along."""
    found = [piece for one in _parts(message) for piece in _pieces(one, depth + 1)]
    said = [one for one in found if one.words.strip()]
    best = next((one for one in said if one.kind == "text/plain"), said[0] if said else None)
    yield from (one if one is best or not one.words else replace(one, words="") for one in found)


def _reported(message: Message, depth: int) -> Iterator[Piece]:
    """In a report, the message that came back is evidence, and nobody's complaint."""
    for at, one in enumerate(_parts(message)):
        if at and one.get_content_type() in ("message/rfc822", "message/global"):
            yield Piece(one.get_content_type(), _flat(one), report=True)
        else:
            yield from _pieces(one, depth + 1)


def _within(message: Message, depth: int) -> Iterator[Piece]:
    """A message that was passed on whole: who wrote it, then all that it says."""
    yield Piece("message/rfc822")
    for one in _parts(message):
        named = (f"{key}: {charsets.header(str(value))}" for key, value in one.raw_items() if key.lower() in HEAD)
        yield Piece("message/head", "\n".join(named))
        yield from _pieces(one, depth + 1)


HEAD = {"from", "to", "date", "subject"}


def _leaf(message: Message, kind: str) -> Iterator[Piece]:
    name = charsets.header(message.get_filename() or "")
    content = _content(message)
    if kind in WINMAIL or name.lower() == "winmail.dat":
        yield from _winmail(content, kind)
    elif kind in ("text/plain", "text/html") and not _is_file(message, name):
        words = charsets.decode(content[: LONGEST_WORDS * 4], _charset(message))
        yield Piece(kind, html_to_text.of_html(words) if kind == "text/html" else words)
    elif kind in SEALS or not (content or name) or (_is_inline(message) and _decorates(content, kind)):
        yield Piece(kind)
    else:
        yield Piece(kind, file=Attached(_named(name, kind), content))


def _is_file(message: Message, name: str) -> bool:
    return message.get_content_disposition() == "attachment" or bool(name)


def _is_inline(message: Message) -> bool:
    """What says itself that it is attached is a file, also with an id: some programs give one to everything."""
    said = message.get_content_disposition()
    return said == "inline" or (said != "attachment" and bool(message.get("Content-ID")))


def _decorates(content: bytes, kind: str) -> bool:
    if not kind.startswith("image/"):
        return False
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return len(content) < LOGO_BYTES or min(picture.size) < LOGO_SIDE
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def _winmail(content: bytes, kind: str) -> Iterator[Piece]:
    """What Outlook hides in winmail.dat; where it cannot be opened, it stays a file."""
    try:
        hidden = tnefparse.TNEF(content)
        words = hidden.body or html_to_text.of_html(_text(hidden.htmlbody))
        inside = [(_text(one.long_filename() or one.name), bytes(one.data)) for one in hidden.attachments]
    except Exception:  # its reader fails in ways of its own on broken files
        yield Piece(kind, file=Attached("winmail.dat", content))
        return
    if not words and not inside:
        yield Piece(kind, file=Attached("winmail.dat", content))
        return
    yield Piece(kind, charsets.tidy(_text(words)))
    for name, data in inside:
        yield Piece("application/octet-stream", file=Attached(charsets.tidy(name).strip() or "file", data))


def _text(said: object) -> str:
    return charsets.decode(said) if isinstance(said, bytes) else str(said or "")


def _content(message: Message) -> bytes:
    try:
        content = message.get_payload(decode=True)
    except (ValueError, binascii.Error, LookupError):
        content = None
    return content if isinstance(content, bytes) else b""


def _charset(message: Message) -> str:
    try:
        return str(message.get_param("charset") or "")
    except (ValueError, LookupError):
        return ""


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _flat(message: Message) -> str:
    """Headers and words of a report, as they stand."""
    lines: list[str] = []
    for one in message.walk():
        lines += [f"{key}: {charsets.header(str(value))}" for key, value in one.raw_items()]
        if not one.is_multipart():
            lines.append(charsets.decode(_content(one)[:LONGEST_WORDS]))
    return "\n".join(lines)


def _named(name: str, kind: str) -> str:
    known = {"image/jpeg": "picture.jpg", "image/png": "picture.png", "application/pdf": "document.pdf"}
    known |= {"text/calendar": "invitation.ics", "application/pkcs7-mime": "smime.p7m"}
    return name or known.get(kind, "file")
