"""One e-mail read to its end, whatever its makers did to it: who, to whom, what they say, and the files with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from amends.intake import charsets, pieces
from amends.intake.pieces import Attached, Piece

Pair = tuple[str, str]
TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to", "x-forwarded-to")
ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]+@[^\s<>\"'(),;:\[\]]+")
IDS = re.compile(r"<\s*([^<>\s]{1,250})\s*>")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says of itself, all of it claims of whoever sent it."""

    name: str = ""
    address: str = ""  # empty when nobody gave one that could be answered
    to: tuple[str, ...] = ()  # every address it was for, in small letters
    subject: str = ""
    message_id: str = ""
    refers_to: tuple[str, ...] = ()  # what it answers, the nearest first
    claimed_at: datetime | None = None
    words: str = ""
    language: str = ""  # as declared
    files: tuple[Attached, ...] = ()
    kinds: frozenset[str] = frozenset()  # media types of all its parts
    headers: Mapping[str, str] = field(default_factory=dict)  # the first of each name, in small letters
    report: str = ""  # what a mail server reports of a message of ours

    def says(self, name: str) -> str:
        """A header's words in small letters; empty without it."""
        return self.headers.get(name, "").lower()


def read(raw: bytes) -> Mail:
    """The mail in these bytes. Whatever bytes they are, something readable comes out."""
    try:
        return _read(message_from_bytes(raw))
    except Exception:  # Python's reader has its limits: nested a thousand deep, or broken in a new way
        head, _gap, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        try:
            known = _headed(message_from_bytes(head))
        except Exception:
            known = Mail()
        return replace(known, words=charsets.decode(body[: pieces.LONGEST_WORDS]).strip())


def _read(message: Message) -> Mail:
    found = pieces.of(message)
    return replace(
        _headed(message), words=_words(found), files=pieces.files(found), report=_report(found),
        kinds=frozenset(one.kind for one in found) | {message.get_content_type()},
    )  # fmt: skip


def _headed(message: Message) -> Mail:
    headers: dict[str, str] = {}
    for key, value in message.raw_items():
        headers.setdefault(key.lower(), charsets.header(str(value))[:10_000])
    everything = [(key.lower(), charsets.header(str(value))) for key, value in message.raw_items()]
    name, address = _sender(headers)
    return Mail(
        name=name, address=address, to=_recipients(everything), subject=headers.get("subject", "")[:500],
        message_id=next(iter(_ids(headers.get("message-id", ""))), ""), headers=headers,
        refers_to=tuple(
            dict.fromkeys([*_ids(headers.get("in-reply-to", "")), *reversed(_ids(headers.get("references", "")))])
        ),
        claimed_at=_claimed(headers.get("date", "")), language=headers.get("content-language", "")[:20].lower(),
    )  # fmt: skip


def _sender(headers: Mapping[str, str]) -> Pair:
    """Whoever wants the answer: Reply-To where it names an address, else From, else Sender."""
    name = ""
    for key in ("from", "reply-to", "sender"):
        pair = _pair(headers.get(key, ""))
        name = name or pair[0]
    for key in ("reply-to", "from", "sender"):
        if address := _pair(headers.get(key, ""))[1]:
            return name, address
    return name, ""


def _pair(said: str) -> Pair:
    """Name and address, also where the quoting is broken."""
    for name, address in getaddresses([said]):
        if ADDRESS.fullmatch(address.strip()):
            return " ".join(name.split())[:120], address.strip()[:254]
    found = ADDRESS.search(said)
    name = " ".join(said[: found.start()].replace('"', " ").replace("<", " ").split()) if found else ""
    return name[:120], found.group()[:254] if found else ""


def _recipients(headers: list[Pair]) -> tuple[str, ...]:
    found = (address.lower() for key, value in headers if key in TO for address in ADDRESS.findall(value))
    return tuple(dict.fromkeys(found))[:200]


def _ids(said: str) -> list[str]:
    return IDS.findall(said)[:100]


def _claimed(said: str) -> datetime | None:
    """The sender's own date, as evidence; nothing is counted from it."""
    try:
        moment = parsedate_to_datetime(said)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(found: tuple[Piece, ...]) -> str:
    said = (one.words.strip() for one in found if one.words and not one.report)
    return "\n\n".join(filter(None, said))[: pieces.LONGEST_WORDS]


def _report(found: tuple[Piece, ...]) -> str:
    return "\n".join(_reports(found))[: pieces.LONGEST_WORDS]


def _reports(found: tuple[Piece, ...]) -> Iterator[str]:
    for one in found:
        if one.report:
            yield one.words
