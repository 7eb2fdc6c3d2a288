"""From messages to carriers: claimed, handed over, written down. What a dying sender left open is marked repeated."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from amends.cases import history, rows, tracking
from amends.cases.models import Secret, Vaulted
from amends.dispatch import email, letters, outbox, senders, sms
from amends.dispatch.errors import Undelivered
from amends.dispatch.letter import Letter
from amends.dispatch.models import Message

log = logging.getLogger(__name__)
SENDERS = 4150  # the class of advisory locks by which senders show that they live
AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
Carrier = Callable[[Message, Letter], None]
Carriers = Callable[[str], Carrier]  # the key of a carrier -> whoever takes its letters
Outcome = tuple[Message, Undelivered | None]


def step(
    now: datetime, *, most: int = 200, among: Sequence[int] | None = None, carriers: Carriers | None = None
) -> int:
    """Sends what is waiting, and says so in each case's history. Returns how many were handed over.

    With `among` only the letters of those cases, and with `carriers` by those: a proof sends nothing to anybody.
    """
    me = senders.alive(SENDERS)
    _give_back(now, me)
    claimed = _claim(now, most, among, me)
    if not claimed:
        return 0
    passwords = passwords_of(claimed)
    outcomes = [(message, _hand_over(message, passwords, carriers or configured)) for message in claimed]
    _write_down(outcomes, now)
    return len(claimed)


def _give_back(now: datetime, me: int) -> None:
    """What a sender that died had claimed was perhaps sent: it goes out again, marked as possibly repeated."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE amends_message SET state = 'waiting', repeated = true, next_at = %s, claimed_by = NULL "
            "WHERE state = 'sending' AND (claimed_by = %s OR NOT EXISTS (SELECT 1 FROM pg_locks "
            "WHERE locktype = 'advisory' AND classid = %s AND objid = claimed_by::oid))",
            [now, me, SENDERS],
        )


def _claim(now: datetime, most: int, among: Sequence[int] | None, me: int) -> list[Message]:
    """Committed before anything is handed over, so that no other sender takes the same message."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE amends_message SET state = 'sending', claimed_by = %s, tries = tries + 1 WHERE id IN ("
            "SELECT id FROM amends_message WHERE state = 'waiting' AND next_at <= %s "
            "AND (%s::bigint[] IS NULL OR case_id = ANY(%s::bigint[])) "
            "ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING id",
            [me, now, *[None if among is None else list(among)] * 2, most],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(Message.objects.filter(pk__in=ids).select_related("content").order_by("made_at")) if ids else []


def _hand_over(message: Message, passwords: Mapping[int, str], carriers: Carriers) -> Undelivered | None:
    content: dict[str, Any] = message.content.content or {}
    if message.content.erased_at:
        return Undelivered("its words were erased before it was sent", permanent=True)
    password = passwords.get(message.case_id, "")
    if message.secret and not password:
        return Undelivered("the password was replaced before this letter was sent", permanent=True)
    said = {key: str(content.get(key, "")).replace(letters.PASSWORD, password) for key in ("subject", "body", "sms")}
    letter = Letter(str(message.id), content.get("to", ""), **said, repeated=message.repeated)
    try:
        carriers(message.carrier)(message, letter)
    except Undelivered as fault:
        return fault
    except Exception as fault:
        log.exception("carrier %s failed", message.carrier)
        return Undelivered(type(fault).__name__, permanent=False)
    return None


def configured(key: str) -> Carrier:
    """Who takes letters of this kind: the configured one, or the outbox that keeps them for reading."""
    if key == "email":
        return email.deliver if settings.EMAIL else outbox.deliver
    if key == "sms":
        return sms.deliver if settings.SMS_URL else outbox.deliver
    return outbox.leave  # the tracking page: it waits there to be read


@transaction.atomic
def _write_down(outcomes: Sequence[Outcome], now: datetime) -> None:
    happenings: dict[int, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for message, fault in outcomes:
        if fault is None:
            happenings.setdefault(message.case_id, []).append(("sent", "carrier", _fields(message)))
        elif _gives_up(message, fault):
            said = {**_fields(message), "fault": fault.reason}
            happenings.setdefault(message.case_id, []).append(("undelivered", "carrier", said))
    numbers = _record(happenings, now)
    for message, fault in outcomes:
        _settle(message, fault, numbers, now)
    messages = [message for message, _ in outcomes]
    rows.update(Message, messages, ["state", "sent_at", "sent_no", "next_at", "fault", "claimed_by"])
    rows.update(Vaulted, [one.content for one in messages if outbox.kept(one)], ["content"])
    forget_passwords({message.case_id for message, _ in outcomes if message.secret})


def _record(happenings: Mapping[int, Sequence[tuple[str, str, Mapping[str, Any]]]], now: datetime) -> dict[str, int]:
    """Appends the entries; which entry's number says what of which message."""
    numbers: dict[str, int] = {}
    for locked in history.record_all(happenings, now=now) if happenings else []:
        mine = happenings[locked.case.pk]
        first = locked.case.last_no - len(mine) + 1
        numbers.update({fields["message"]: first + at for at, (_, _, fields) in enumerate(mine)})
    return numbers


def _settle(message: Message, fault: Undelivered | None, numbers: Mapping[str, int], now: datetime) -> None:
    message.claimed_by = None
    message.sent_no = numbers.get(str(message.id))
    if fault is None:
        message.state, message.sent_at, message.next_at, message.fault = "sent", now, None, ""
    elif _gives_up(message, fault):
        message.state, message.next_at, message.fault = "failed", None, fault.reason[:300]
    else:
        message.state, message.fault = "waiting", fault.reason[:300]
        message.next_at = now + AGAIN_AFTER[min(message.tries, len(AGAIN_AFTER)) - 1]


def _gives_up(message: Message, fault: Undelivered) -> bool:
    return fault.permanent or message.tries > len(AGAIN_AFTER)


def _fields(message: Message) -> dict[str, Any]:
    said: dict[str, Any] = {
        "letter": message.letter, "carrier": message.carrier, "to_whom": message.to_whom,
        "message": str(message.id), "entry": message.entry_no,
    }  # fmt: skip
    return {**said, "repeated": True} if message.repeated else said


def passwords_of(messages: Sequence[Message]) -> dict[int, str]:
    cases = [message.case_id for message in messages if message.secret]
    secrets = Secret.objects.filter(case__in=cases, sealed__isnull=False) if cases else []
    return {secret.case_id: tracking.unseal(bytes(secret.sealed)) for secret in secrets if secret.sealed}


def forget_passwords(cases: set[int]) -> None:
    """Once every letter that carries it has gone, or failed for good, nobody holds the password but the complainant."""
    if not cases:
        return
    waiting = Message.objects.filter(case__in=cases, secret=True, state__in=["waiting", "sending", "to print"])
    Secret.objects.filter(case__in=cases - set(waiting.values_list("case_id", flat=True))).update(sealed=None)
