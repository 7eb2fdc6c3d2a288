"""What became of letters, written down: in each case's history, in the letter's own row, and when it is tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from amends.cases import failures, history
from amends.cases.models import Failure, Secret
from amends.dispatch.carriers.errors import DeliveryFailed, Unready
from amends.dispatch.models import Message
from amends.platform import bulk_sql
from amends.procedure.payloads import case_payloads
from amends.procedure.payloads.case_payloads import Sent

AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
READY, SAID = "letter ready", "letter said"  # steps of failures: making one ready, and saying that it left
CARRIER = "carrier"
ASIDE = "set aside: it could not be made ready"


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What became of one letter at the moment when its carrier had spoken."""

    message: Message
    claim: int  # the number of the sender that had claimed it
    tries: int  # this one with them
    aside: bool  # whether it had been set aside before
    at: datetime
    fault: DeliveryFailed | Unready | None


def write_down(outcomes: Sequence[DeliveryOutcome], *, following: Callable[[], list[Message]] = list) -> list[Message]:
    """Says in each case's history what became of its letters; a case whose history takes no word stops no other.

    The letters that follow are claimed in the same transaction: one commit a letter instead of two.
    """
    if not outcomes:
        return following()
    try:
        with transaction.atomic():
            _written(outcomes)
            return following()
    except Exception as error:
        if failures.passing(error):
            raise
    for one in outcomes:
        _write_alone(one)
    return following()


def _written(outcomes: Sequence[DeliveryOutcome]) -> None:
    cases = {one.message.case_id for one in outcomes if _says(one)}
    locked = history.lock_many(cases)  # the case before its messages, as everywhere
    mine = _still_ours(outcomes)
    happenings: dict[int, list[tuple[str, Sent]]] = {}
    for one in mine:
        if said := _says(one):
            happenings.setdefault(one.message.case_id, []).append((CARRIER, said))
    here = [case for case in locked if case.case.pk in happenings]
    numbers = _numbered(here, happenings, max(one.at for one in outcomes))
    _settle_all(mine, numbers)


def _write_alone(one: DeliveryOutcome) -> None:
    """What the carrier did is true, whatever the history says to it: a letter that left never leaves again."""
    try:
        with transaction.atomic():
            _written([one])
    except Exception as error:
        if failures.passing(error):
            raise
        case_id, number = one.message.case_id, one.message.case.number
        with transaction.atomic():
            failures.set_aside(SAID, number, error, now=one.at, case_id=case_id)
            _settle_all(_still_ours([one]), {})


def _still_ours(outcomes: Sequence[DeliveryOutcome]) -> list[DeliveryOutcome]:
    """Without those that others took up, because the database had lost sight of us; what had left is written anyway."""
    messages = Message.objects.filter(pk__in=[one.message.pk for one in outcomes]).order_by("pk")
    rows_now = messages.select_for_update(of=("self",)).values_list("pk", "state", "claimed_by")
    now = {pk: (state, by) for pk, state, by in rows_now}
    return [one for one in outcomes if _ours(one, *now[one.message.pk])]


def _ours(one: DeliveryOutcome, state: str, claimed_by: int | None) -> bool:
    return (state == "sending" and claimed_by == one.claim) or (state == "waiting" and one.fault is None)


def _says(one: DeliveryOutcome) -> Sent | None:
    """The entry that follows, if any does yet."""
    if one.fault is None:
        return _sent(one.message)
    if _gives_up(one):
        return _undelivered(one.message, _reason(one))
    return None


def _numbered(
    locked: list[history.Locked], happenings: Mapping[int, Sequence[tuple[str, Sent]]], now: datetime
) -> dict[str, int]:
    """Appends the entries; which entry's number says what of which message."""
    numbers: dict[str, int] = {}
    for done in history.record_all(locked, happenings, now=now):
        mine = happenings[done.case.pk]
        first = done.case.last_no - len(mine) + 1
        numbers.update({said.message or "": first + at for at, (_by, said) in enumerate(mine)})
    return numbers


def _settle_all(outcomes: Sequence[DeliveryOutcome], numbers: Mapping[str, int]) -> None:
    again = {one.message.case_id for one in outcomes if one.aside and not isinstance(one.fault, Unready)}
    if again:
        failures.works_again(READY, cases=again)
    for one in outcomes:
        _settle(one, numbers.get(str(one.message.id)))
    columns = ["state", "sent_at", "sent_no", "next_at", "fault", "claimed_by", "tries", "repeated"]
    bulk_sql.update(Message, [one.message for one in outcomes], columns)
    forget_passwords({one.message.case_id for one in outcomes if one.message.secret})


def _settle(one: DeliveryOutcome, number: int | None) -> None:
    message, fault = one.message, one.fault
    message.claimed_by, message.sent_no = None, number
    if fault is None:
        message.state, message.sent_at, message.next_at, message.fault = "sent", one.at, None, ""
    elif isinstance(fault, Unready):
        _set_aside(one, fault)
    elif _gives_up(one):
        message.state, message.next_at, message.fault = "failed", None, _reason(one)
    else:
        message.state, message.fault = "waiting", _reason(one)
        message.repeated = message.repeated or fault.perhaps
        message.next_at = one.at + AGAIN_AFTER[min(one.tries, len(AGAIN_AFTER)) - 1]


def _set_aside(one: DeliveryOutcome, fault: Unready) -> None:
    """It waits for us, not for a carrier: no try is used up, and nothing else waits with it."""
    message, cause = one.message, fault.__cause__
    message.state, message.tries = "waiting", one.tries - 1
    if cause is not None and failures.passing(cause):  # the database was away: that says nothing of this letter
        message.next_at = one.at
        return
    error = cause if isinstance(cause, Exception) else fault
    failed = failures.set_aside(READY, message.case.number, error, now=one.at, case_id=message.case_id)
    message.fault, message.next_at = ASIDE, failed.next_at


def _gives_up(one: DeliveryOutcome) -> bool:
    fault = one.fault
    return isinstance(fault, DeliveryFailed) and (fault.permanent or one.tries > len(AGAIN_AFTER))


def _reason(one: DeliveryOutcome) -> str:
    return one.fault.reason[:300] if isinstance(one.fault, DeliveryFailed) else ""


def _sent(message: Message) -> Sent:
    return Sent(
        letter=message.letter,
        carrier=message.carrier,
        to_whom=message.to_whom,
        message=str(message.id),
        entry=message.entry_no,
        repeated=message.repeated or None,
    )


def _undelivered(message: Message, fault: str) -> Sent:
    return case_payloads.Undelivered(
        letter=message.letter,
        carrier=message.carrier,
        to_whom=message.to_whom,
        message=str(message.id),
        entry=message.entry_no,
        repeated=message.repeated or None,
        fault=fault,
    )


def say_late(now: datetime, *, among: Sequence[int] | None = None) -> int:
    """A step of the worker: entries about letters that left, where the history could not take them at the time."""
    due = Failure.objects.filter(step=SAID, next_at__lte=now)
    if among is not None:
        due = due.filter(case__in=among)
    return sum(_say_late(failure, now) for failure in due.order_by("next_at")[: failures.AGAIN_AT_ONCE])


def _say_late(failure: Failure, now: datetime) -> int:
    try:
        with transaction.atomic():
            [locked] = history.lock_many([failure.case_id or 0])
            unsaid = Message.objects.filter(case=locked.case, state__in=["sent", "failed"], sent_no=None)
            for message in unsaid.order_by("made_at").select_for_update(of=("self",)):
                said = _sent(message) if message.state == "sent" else _undelivered(message, message.fault)
                at = message.sent_at or now
                locked = history.record(locked, said, by=CARRIER, now=at)
                Message.objects.filter(pk=message.pk).update(sent_no=locked.case.last_no)
            failure.delete()
    except Exception as error:
        if failures.passing(error):
            raise
        failures.set_aside(SAID, failure.about, error, now=now, case_id=failure.case_id)
    return 1


def forget_passwords(cases: Iterable[int]) -> None:
    """Once every letter that carries it has gone, or failed for good, nobody holds the password but the complainant."""
    if not (listed := set(cases)):
        return
    carrying = Message.objects.filter(secret=True, state__in=["waiting", "sending", "to print"])
    still = Exists(carrying.filter(case=OuterRef("pk")))
    Secret.objects.filter(~still, case__in=listed, sealed__isnull=False).update(sealed=None)
