"""One e-mail read to its end, whatever its makers did to it: who, to whom, what they say, and the files with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from amends.intake.mail import address_headers, charsets, mime_parts
from amends.intake.mail.address_headers import AddressList
from amends.intake.mail.mime_parts import Attached, Piece

Pair = tuple[str, str]
TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to", "x-forwarded-to")
OURS = "own-address"  # it names no sender but ourselves
MOST_OF_A_NAME = 30  # headers; more were made to keep us busy
IDS = re.compile(r"<\s*([^<>\s]{1,250})\s*>")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says of itself, all of it claims of whoever sent it."""

    name: str = ""
    address: str = ""  # empty unless it is beyond doubt the sender's, and a letter can go there
    doubt: str = address_headers.NONE  # why it is empty
    candidates: tuple[str, ...] = ()  # whatever its headers name as a sender: for a person to choose from
    to: tuple[str, ...] = ()  # every address it was for, in small letters
    subject: str = ""
    message_id: str = ""
    refers_to: tuple[str, ...] = ()  # what it answers, the nearest first
    claimed_at: datetime | None = None
    words: str = ""
    language: str = ""  # as declared
    files: tuple[Attached, ...] = ()
    kinds: frozenset[str] = frozenset()  # media types of all its parts
    encloses: tuple[str, ...] = ()  # the ids of messages that came with it
    headers: Mapping[str, str] = field(default_factory=dict)  # the first of each name, in small letters
    report: str = ""  # what a mail server reports of a message of ours

    def says(self, name: str) -> str:
        """A header's words in small letters; empty without it."""
        return self.headers.get(name, "").lower()


def read(raw: bytes, ours: Collection[str] = ()) -> Mail:
    """The mail in these bytes. Whatever bytes they are, something readable comes out.

    With `ours`, our own addresses, a mail whose answers would go to ourselves is answered to whoever wrote it.
    """
    try:
        return _read(message_from_bytes(raw), ours)
    except Exception:  # Python's reader has its limits: nested a thousand deep, or broken in a new way
        head, _gap, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        try:
            known = _headed(message_from_bytes(head), ours)
        except Exception:
            known = Mail()
        return replace(known, words=charsets.decode(body[: mime_parts.LONGEST_WORDS]).strip())


def _read(message: Message, ours: Collection[str]) -> Mail:
    found = mime_parts.parts_of(message)
    return replace(
        _headed(message, ours),
        words=_words(found),
        files=mime_parts.files(found),
        report=_report(found),
        kinds=frozenset(one.kind for one in found) | {message.get_content_type()},
        encloses=_enclosed(message),
    )


def _headed(message: Message, ours: Collection[str]) -> Mail:
    raw = [(key.lower(), str(value)) for key, value in message.raw_items()]
    headers: dict[str, str] = {}
    for key, value in raw:
        headers.setdefault(key, charsets.header(value)[:10_000])
    sender = _sender(raw, ours)
    return replace(
        sender,
        to=_recipients(raw),
        subject=headers.get("subject", "")[:500],
        message_id=next(iter(_ids(headers.get("message-id", ""))), ""),
        headers=headers,
        refers_to=tuple(
            dict.fromkeys([*_ids(headers.get("in-reply-to", "")), *reversed(_ids(headers.get("references", "")))])
        ),
        claimed_at=_claimed(headers.get("date", "")),
        language=headers.get("content-language", "")[:20].lower(),
    )


def _sender(raw: Sequence[Pair], ours: Collection[str]) -> Mail:
    """Whoever wants the answer: Reply-To where it names one other than us, else From; anything else is in doubt.

    A header that may mean two people is answered to neither: number and password would go with the letter.
    """
    named = {key: _lists(raw, key) for key in ("from", "reply-to", "sender")}
    candidates = tuple(dict.fromkeys(one for lists in named.values() for each in lists for one in each.candidates))
    writer, name, doubt = _one(named["from"], ours)
    answers, answers_name, answers_doubt = _one(named["reply-to"], ours)
    for one in (doubt, answers_doubt):
        if one not in ("", address_headers.NONE, OURS):
            return Mail(name, doubt=one, candidates=candidates)
    if answers:
        return Mail(answers_name or name, answers, doubt="", candidates=candidates)
    return Mail(name, writer, doubt=doubt, candidates=candidates)


def _lists(raw: Sequence[Pair], key: str) -> list[AddressList]:
    """Every header of this name: with two of one name, programs differ in which they show."""
    values = [value for said, value in raw if said == key]
    if len(values) > MOST_OF_A_NAME:
        return [AddressList(doubt=address_headers.SEVERAL)]
    return [address_headers.parse(value) for value in values]


def _one(lists: Sequence[AddressList], ours: Collection[str]) -> tuple[str, str, str]:
    """The one address that these headers name, its name, and what stands against it."""
    found = {each.address.lower(): each for one in lists for each in one.addresses}
    name = next((each.name for each in found.values() if each.name), "") or _nameless(lists)
    if doubt := next((one.doubt for one in lists if one.doubt), ""):
        return "", name, doubt
    if len(found) > 1:
        return "", name, address_headers.SEVERAL
    if not found:
        return "", name, address_headers.NONE
    [(low, one)] = found.items()
    return ("", name, OURS) if is_ours(low, ours) else (one.address, name, "")


def _nameless(lists: Sequence[AddressList]) -> str:
    return next((one.said for one in lists if one.said), "")


def is_ours(address: str, ours: Collection[str]) -> bool:
    """Whether an address is one of ours; a tag after a plus sign changes nothing."""
    name, _at, domain = address.lower().partition("@")
    return address.lower() in ours or f"{name.partition('+')[0]}@{domain}" in ours


def _recipients(raw: Sequence[Pair]) -> tuple[str, ...]:
    values = [value for key, value in raw if key in TO][:MOST_OF_A_NAME]
    found = (each.lower() for value in values for each in address_headers.parse(value).candidates)
    return tuple(dict.fromkeys(found))[:200]


def _enclosed(message: Message) -> tuple[str, ...]:
    said = (str(one["message-id"] or "") for one in message.walk() if one is not message)
    return tuple(dict.fromkeys(each for one in said for each in _ids(one)))[:20]


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
    return "\n\n".join(filter(None, said))[: mime_parts.LONGEST_WORDS]


def _report(found: tuple[Piece, ...]) -> str:
    return "\n".join(_reports(found))[: mime_parts.LONGEST_WORDS]


def _reports(found: tuple[Piece, ...]) -> Iterator[str]:
    for one in found:
        if one.report:
            yield one.words
