"""Text messages that come in: proven to be the gateway's; a status is told, a question answered, the rest kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import phonenumbers
from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _

from amends.cases import handling, replying, tracking
from amends.cases.errors import Faulty, Shut
from amends.cases.models import Case
from amends.intake import charsets, incoming
from amends.intake.models import Incoming
from amends.organisation.models import Organisation
from amends.organisation.ways import Gateway

LATELY = timedelta(hours=1)
MOST_ANSWERS = 5  # to one number in an hour: two machines must not write to each other for ever
MOST_AT_ONCE = 50
LONGEST = 2000
STATUS = re.compile(r"\s*(?:status|durum)\b[\s:]*(.*)", re.IGNORECASE | re.DOTALL)
PASSWORD = re.compile(r"\b(?:[0-9A-Z]{4}[- ]){3}[0-9A-Z]{4}\b|\b[0-9A-Z]{16}\b", re.IGNORECASE)
NAMES = {
    "sender": ("from", "sender", "msisdn", "originator", "source", "phone", "mobile"),
    "words": ("text", "message", "body", "content", "msg"),
    "key": ("id", "message_id", "messageid", "message-id", "messagesid", "smsmessagesid", "sms_id", "uuid"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One message as a gateway tells of it."""

    key: str
    sender: str
    words: str


Say = Callable[[str, str], None]  # number, words


def proven(gateway: Gateway, header: str, body: bytes) -> bool:
    """Whether the sender of this request knows the gateway's secret; compared in constant time."""
    secret = tracking.unseal(bytes(gateway.secret)).encode()
    said = header.strip().removeprefix("Bearer ").encode("utf-8", "replace")
    if gateway.proof == "secret":
        return hmac.compare_digest(said, secret)
    made = hmac.digest(secret, body, "sha256")
    given = _signature(said.removeprefix(b"sha256=").removeprefix(b"v1="))
    return hmac.compare_digest(given, made)


def read(body: bytes, media_type: str) -> list[Text]:
    """The messages in a request, in any of the shapes in which gateways put them."""
    said = charsets.decode(body)
    if "json" in media_type or said.lstrip().startswith(("{", "[")):
        try:
            found: Any = json.loads(said)
        except (ValueError, RecursionError):
            return []
    else:
        found = dict(parse_qsl(said))
    return [text for one in _messages(found) if (text := _text(one))]


def take(text: Text, *, gateway: Gateway, now: datetime) -> Incoming:
    """Handles one message, once by the gateway's own number for it. What it is answered is sent later."""
    sender = _tidy(text.sender)
    asked = _asked(text.words)
    with transaction.atomic():
        # A password is never kept, wherever in the message it stands.
        words = PASSWORD.sub("…", text.words[:LONGEST])
        one, new = incoming.keep_text(words.encode(), gateway=gateway, key=text.key, sender=sender, now=now)
        if new:
            one.head = {**one.head, "subject": words[:200]}
            _handle(one, sender, asked, words, now)
            one.save()
            Gateway.objects.filter(pk=gateway.pk).update(last_at=now, fault="", fault_since=None)
    return one


def refused(gateway: Gateway, *, now: datetime) -> None:
    """Somebody without the secret knocked: seen in the register, since it may be the gateway with an old one."""
    if not gateway.fault:
        Gateway.objects.filter(pk=gateway.pk).update(fault="signature", fault_since=now)


def step(*, say: Say) -> int:
    """Sends the answers. Each at most once: an answer that is lost is asked for again, a loop is not."""
    waiting = list(Incoming.objects.exclude(answer="").filter(way="sms").values_list("pk", "answer")[:MOST_AT_ONCE])
    for pk, words in waiting:
        if Incoming.objects.filter(pk=pk, answer=words).update(answer=""):
            say(str(Incoming.objects.get(pk=pk).head.get("from", "")), words)
    return len(waiting)


def _handle(one: Incoming, sender: str, asked: str | None, words: str, now: datetime) -> None:
    many = _answered(one, now) >= MOST_ANSWERS
    if asked is not None:
        one.sort, one.settled_at = "status", now
        one.reason = "too-many" if many or not sender else ""
        one.answer = "" if one.reason else _status(asked, sender, now)
        return
    case = replying.waiting_for(sender) if sender.startswith("+") and words.strip() else None
    if case is None or not _took(case, words, now):
        one.sort, one.reason = "held", "text"
        return
    one.sort, one.case, one.settled_at = "answer", case, now
    one.answer = "" if many else _thanks(case)


def _asked(words: str) -> str | None:
    """Number and password of a question for the status; "Status of my sofa?" is a sentence, and stays one."""
    found = STATUS.fullmatch(words)
    if found is None:
        return None
    signs = "".join(sign for sign in found.group(1) if sign.isalnum())
    number = tracking.tidy_number(signs[: -tracking.PASSWORD_SIGNS]) or tracking.tidy_number(signs)
    return found.group(1) if number or not signs or PASSWORD.search(words) else None


def _answered(one: Incoming, now: datetime) -> int:
    sorts = ("status", "answer")
    return incoming.written_by(one.sender, since=now - LATELY, until=now, sorts=sorts)


def _took(case: Case, words: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            handling.answer(case, words=words, by="complainant", now=now)
    except (Faulty, Shut):
        return False
    return True


def _thanks(case: Case) -> str:
    """Says which case it went to: the sender may have several, and the one asked last was meant most likely."""
    with translation.override(case.language):
        words = _("Thank you. Your answer went to %(number)s, the case whose question is newest.")
        return words % {"number": case.number}


def _status(asked: str, sender: str, now: datetime) -> str:
    """The public status; the same words for an unknown number, a wrong password and one try too many."""
    signs = "".join(sign for sign in asked if sign.isalnum())
    number, password = signs[: -tracking.PASSWORD_SIGNS], signs[-tracking.PASSWORD_SIGNS :]
    case = tracking.open_case(number, password, address=f"sms:{sender}", now=now)
    if case is None:
        with translation.override(_first_language()):
            return _("We cannot tell a status with this number and password. Write: STATUS number password")
    with translation.override(case.language):
        status, due = replying.said_of(case, language=case.language)
        if due is None:
            return f"{case.number}: {status}"
        told = {"number": case.number, "status": status, "day": formats.date_format(due, "j F Y")}
        return _("%(number)s: %(status)s. Next step promised by %(day)s.") % told


def _first_language() -> str:
    return next(iter(Organisation.objects.values_list("languages", flat=True).get(id=1)), "en")


def _messages(found: Any) -> Iterator[Mapping[str, Any]]:
    """One message, a list of them, or a list within an envelope."""
    if isinstance(found, list):
        for one in found[:MOST_AT_ONCE]:
            yield from _messages(one)
    elif isinstance(found, Mapping):
        within = next((found[key] for key in ("messages", "results", "inbound", "data") if key in found), None)
        if isinstance(within, (list, Mapping)):
            yield from _messages(within)
        else:
            yield found


def _text(said: Mapping[str, Any]) -> Text | None:
    low = {str(key).lower(): value for key, value in said.items() if isinstance(value, (str, int))}
    found = {name: next((str(low[key]) for key in keys if low.get(key)), "") for name, keys in NAMES.items()}
    if not found["sender"] or not found["words"]:
        return None
    # A gateway without numbers of its own is believed to tell of the same message in the same words.
    key = found["key"] or hashlib.sha256(json.dumps(low, sort_keys=True).encode()).hexdigest()
    return Text(key, found["sender"][:60], charsets.tidy(found["words"]))


def _tidy(sender: str) -> str:
    """The number as contacts keep it; a name, as banks send by, stays a name and is never answered."""
    country = str(Organisation.objects.values_list("country", flat=True).get(id=1))
    for said in (sender, f"+{sender}"):
        try:
            number = phonenumbers.parse(said, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ""


def _signature(said: bytes) -> bytes:
    """In hex or in Base64, as gateways write it; what is neither fits nothing."""
    for decode in (bytes.fromhex, base64.b64decode):
        try:
            found = decode(said.decode("ascii"))
        except (ValueError, binascii.Error):
            continue
        if len(found) == 32:
            return bytes(found)
    return b""
