"""What becomes of an e-mail: a case, an answer, words added to a case, or something a person has to look at."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from amends.cases import reply_address
from amends.cases.acts import handling
from amends.cases.acts.perform import By
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.models import Case
from amends.intake.attachments import files
from amends.intake.mail import classify_mail, inbound_mail, to_case
from amends.intake.mail.classify_mail import Sorted
from amends.intake.mail.mail_message import Mail
from amends.intake.mail.to_case import Brought
from amends.intake.models import Incoming
from amends.organisation import inbound_channels

log = logging.getLogger(__name__)
LATELY = timedelta(hours=1)
MOST_CASES = 5  # by one sender in an hour: more is a machine, and two machines write to each other for ever
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter of ours that somebody speaks of."""

    case: Case
    to_complainant: bool


@dataclass(frozen=True, slots=True)
class Post:
    """What the ways in must ask of the ways out; the server brings the two together."""

    sent: Callable[[UUID], Sent | None]
    came_back: Callable[[UUID, datetime], Case | None]  # the case, once its history says so


def step(now: datetime, *, post: Post, most: int = 50, among: Sequence[UUID] | None = None) -> int:
    """Sorts what was kept and not yet sorted, each in a transaction of its own. Returns how many.

    With `among`, only those messages: a proof in simulated time must not touch a living one.
    """
    due = Incoming.objects.filter(next_at__lte=now, way="email").order_by("next_at").values_list("pk", flat=True)
    if among is not None:
        due = due.filter(pk__in=among)
    return sum(_sort_one(pk, now, post) for pk in list(due[:most]))


def _sort_one(pk: UUID, now: datetime, post: Post) -> int:
    """All of it happens, or none: a sorter that dies leaves the message as it was, and it is sorted again, once."""
    try:
        with transaction.atomic():
            one = (
                Incoming.objects.select_for_update(skip_locked=True, of=("self",))
                .filter(pk=pk, next_at__lte=now)
                .first()
            )
            if one is None:
                return 0
            _settle(one, *_sorted(one, now, post), now)
    except files.Unstored:
        inbound_mail.wait(Incoming.objects.get(pk=pk), now=now)
    except Exception as error:
        log.error("message %s could not be sorted: %s", pk, type(error).__name__)
        inbound_mail.put_off(Incoming.objects.get(pk=pk), now=now)
    return 1


def _settle(one: Incoming, found: Sorted, case: Case | None, now: datetime) -> None:
    one.sort, one.reason, one.case, one.next_at, one.sorted_at = found.sort, found.reason, case, None, now
    if found.sort != "held":
        one.settled_at = now
    one.save(update_fields=["sort", "reason", "case", "next_at", "settled_at", "sorted_at"])


def _sorted(one: Incoming, now: datetime, post: Post) -> tuple[Sorted, Case | None]:
    mail = inbound_mail.mail(one)
    ours = inbound_channels.kinds_by_address()
    machine = classify_mail.classify(mail, ours)
    if machine and machine.sort == "bounce":
        return _bounced(mail, now, post)
    about = _about(mail, ours, post)
    if machine and not (about and machine.sort == "spam"):  # whoever has our tag or our letter is no stranger
        return machine, about.case if about else None
    if not one.whole:
        return Sorted("held", "too-large"), about.case if about else None
    if held := classify_mail.suspected(mail) or classify_mail.unreadable(mail):
        return held, about.case if about else None
    return _to_case(one, mail, about, now) if about else _new_case(one, mail, ours, now)


def _bounced(mail: Mail, now: datetime, post: Post) -> tuple[Sorted, Case | None]:
    """Only what will never arrive takes a kept promise back; a delay is news, and no more."""
    known = [found for one in classify_mail.returned(mail) if (found := post.sent(one))]
    if not classify_mail.for_good(mail):
        sure = "bounce" if mail.report else "held"  # without a report only its subject says that it is a delay
        return Sorted(sure, "delayed"), known[0].case if known else None
    for one in classify_mail.returned(mail):
        if case := post.came_back(one, now):
            return Sorted("bounce", "came-back"), case
    return Sorted("held", "bounce-unknown"), known[0].case if known else None


def _about(mail: Mail, ours: dict[str, str], post: Post) -> Sent | None:
    """The case that this mail belongs to: by our own tag, by our own letter, or by number and sender together."""
    for address in mail.to:
        name, _at, domain = address.partition("@")
        base, plus, tag = name.rpartition("+")
        if plus and f"{base}@{domain}" in ours and (case := reply_address.tagged(tag)):
            return Sent(case, to_complainant=True)
    for letter in classify_mail.answered_letters(mail):
        if found := post.sent(letter):
            return found
    for number in classify_mail.numbers(mail.subject):
        # A stranger who knows only a number gets nowhere: this becomes a case of its own.
        if case := reply_address.of_sender(number, mail.address):
            return Sent(case, to_complainant=True)
    return None


def _to_case(one: Incoming, mail: Mail, about: Sent, now: datetime) -> tuple[Sorted, Case | None]:
    if not about.to_complainant:
        return Sorted("held", "colleague"), about.case  # whether it is meant for the complainant, a person knows
    if inbound_mail.written_by(one.sender, since=one.came_at - LATELY, until=one.came_at) >= MOST_WORDS:
        return Sorted("held", "too-many"), about.case
    try:
        with transaction.atomic():
            return Sorted(attach(about.case, mail, by="complainant", now=now), ""), about.case
    except (InvalidForm, ActNotAllowed):
        return Sorted("held", "closed"), about.case


def attach(case: Case, mail: Mail, *, by: By, now: datetime) -> str:
    """The mail's words and files go to the case, as the answer where a question waits; which of the two it was."""
    brought = to_case.brought(mail, language=case.language, quoted=False)
    try:
        return _attached(case, brought, by=by, now=now)
    except Exception:
        to_case.forget(brought)
        raise


def _attached(case: Case, brought: Brought, *, by: By, now: datetime) -> str:
    if by == "complainant" and reply_address.is_reply_asked(case):
        handling.answer(case, words=brought.words, files=brought.files, by=by, now=now)
        return "answer"
    theirs = by == "complainant"
    handling.add(case, words=brought.words, files=brought.files, by=by, now=now, public=theirs)
    return "addition"


def _new_case(one: Incoming, mail: Mail, ours: dict[str, str], now: datetime) -> tuple[Sorted, Case | None]:
    if mail.doubt:
        return Sorted("held", mail.doubt), None
    recent = inbound_mail.written_by(one.sender, since=one.came_at - LATELY, until=one.came_at, sorts=("complaint",))
    if recent >= MOST_CASES:
        return Sorted("held", "too-many"), None
    try:
        with transaction.atomic():
            case = to_case.case(one, mail, kind=to_case.kind_of(mail, ours), by="complainant", now=now)
    except InvalidForm:
        return Sorted("held", "not-taken"), None
    other = any(classify_mail.numbers(mail.subject))
    return replace(Sorted("complaint", ""), reason="other-number" if other else ""), case
