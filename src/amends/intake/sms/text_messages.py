"""Text messages that come in: proven to be the gateway's; a password asks, a question is answered, the rest kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases import reply_address
from amends.cases.acts import handling
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.models import Case
from amends.intake.mail import charsets, inbound_mail
from amends.intake.models import Incoming
from amends.intake.sms import sms_commands
from amends.intake.sms.sms_commands import SmsCommand
from amends.organisation import addresses
from amends.organisation.inbound_channels import Gateway
from amends.organisation.models import Organisation
from amends.platform import json_values, sealing
from amends.platform.json_values import Json, JsonTable

LATELY = timedelta(hours=1)
MOST_ANSWERS = 5  # to one number in an hour: two machines must not write to each other for ever
MOST_AT_ONCE = 50
LONGEST = 2000
SORTS = {"status": "status", "rate": "rating"}  # what is asked for, as the list of messages calls it
NAMES = {
    "sender": ("from", "sender", "msisdn", "originator", "source", "phone", "mobile"),
    "words": ("text", "message", "body", "content", "msg"),
    "key": ("id", "message_id", "messageid", "message-id", "messagesid", "smsmessagesid", "sms_id", "uuid"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One message as a gateway tells of it."""

    key: str
    sender: str
    words: str


Say = Callable[[str, str], None]  # number, words


def proven(gateway: Gateway, header: str, body: bytes) -> bool:
    """Whether the sender of this request knows the gateway's secret; compared in constant time."""
    secret = sealing.unseal(bytes(gateway.secret)).encode()
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
            found = json_values.to_json(json.loads(said))
        except (ValueError, RecursionError):
            return []
    else:
        found = json_values.table(dict(parse_qsl(said)))
    return [text for one in _messages(found) if (text := _text(one))]


def take(text: Text, *, gateway: Gateway, now: datetime) -> Incoming:
    """Handles one message, once by the gateway's own number for it. What it is answered is sent later."""
    sender = _tidy(text.sender)
    asked = sms_commands.command_of(text.words)
    with transaction.atomic():
        # However they wrote their password, nothing of it is kept.
        words = f"{asked.word} …" if asked else sms_commands.without_password(text.words[:LONGEST])
        one, new = inbound_mail.keep_text(words.encode(), gateway=gateway, key=text.key, sender=sender, now=now)
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


def _handle(one: Incoming, sender: str, asked: SmsCommand | None, words: str, now: datetime) -> None:
    many = _answered(one, now) >= MOST_ANSWERS
    if asked is not None:
        one.sort, one.settled_at = SORTS[asked.verb], now
        one.reason = "too-many" if many or not sender else ""
        one.answer = "" if one.reason else sms_commands.answer(asked, sender=sender, now=now)
        return
    case = reply_address.waiting_for(sender) if sender.startswith("+") and words.strip() else None
    if case is None or not _took(case, words, now):
        one.sort, one.reason, one.sorted_at = "held", "text", now
        return
    one.sort, one.case, one.settled_at = "answer", case, now
    one.answer = "" if many else _thanks(case)


def _answered(one: Incoming, now: datetime) -> int:
    sorts = (*SORTS.values(), "answer")
    return inbound_mail.written_by(one.sender, since=now - LATELY, until=now, sorts=sorts)


def _took(case: Case, words: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            handling.answer(case, words=words, by="complainant", now=now)
    except (InvalidForm, ActNotAllowed):
        return False
    return True


def _thanks(case: Case) -> str:
    """Says which case it went to: the sender may have several, and the one asked last was meant most likely."""
    with translation.override(case.language):
        words = _("Thank you. Your answer went to %(number)s, the case whose question is newest.")
        return words % {"number": case.number}


def _messages(found: Json) -> Iterator[JsonTable]:
    """One message, a list of them, or a list within an envelope."""
    if isinstance(found, list):
        for one in found[:MOST_AT_ONCE]:
            yield from _messages(one)
    elif isinstance(found, dict):
        within = next((found[key] for key in ("messages", "results", "inbound", "data") if key in found), None)
        if isinstance(within, list | dict):
            yield from _messages(within)
        else:
            yield found


def _text(said: JsonTable) -> Text | None:
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
    return addresses.number(sender, country) or addresses.number(f"+{sender}", country)


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
