"""The daily look: whoever holds the named role looks through all that was put aside or held, and says so."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from amends.cases import editions
from amends.intake.mail import inbound_mail
from amends.intake.models import Incoming, MailLook, MailWatch
from amends.organisation import access
from amends.organisation.models import CalendarVersion, Member, Organisation
from amends.procedure.clock import calendar
from amends.procedure.clock.calendar import Amount

ONE_DAY = Amount(1, "working days")


@dataclass(frozen=True, slots=True)
class LookDue:
    """A look that somebody owes: at how many messages, and by the end of which day."""

    count: int
    due_on: date
    late: bool


def owed(now: datetime) -> LookDue | None:
    """The look that is owed now; None where nothing was put aside or held since the last one."""
    first = unseen().order_by("sorted_at").values_list("sorted_at", flat=True).first()
    if first is None:
        return None
    due_on = _due_on(first)
    return LookDue(unseen()[:1000].count(), due_on, late=_today(now) > due_on)


def owed_by(member: Member, now: datetime) -> LookDue | None:
    """The look, where it is this member who owes it."""
    return owed(now) if owes(member, now) else None


def owes(member: Member, now: datetime) -> bool:
    """Whoever holds the named role and may read the mail; where nobody does, the owner of the procedure."""
    if not access.may_read_incoming(member, now):
        return False
    key = role()
    if key and key in access.roles(member, site="", department="", now=now):
        return True
    return access.owns_procedure(member) and not (key and _held(key, now))


def role() -> str:
    """The key of the role that looks; empty: the owner of the procedure does."""
    return str(MailWatch.objects.values_list("role", flat=True).filter(id=1).first() or "")


def choose(key: str, *, known: Collection[str]) -> None:
    """From now on whoever holds this role owes the look."""
    if not key or key in known:
        MailWatch.objects.update_or_create(id=1, defaults={"role": key})


def unseen() -> QuerySet[Incoming]:
    """What was put aside or held, and nobody has looked at or decided."""
    return Incoming.objects.exclude(inbound_mail.FORGOTTEN).filter(inbound_mail.UNSEEN)


@transaction.atomic
def look(seen: Sequence[str], *, by: Member, now: datetime) -> int:
    """Writes down that somebody looked at these very messages; what came meanwhile is not among them."""
    ids = [one for text in seen if (one := _uuid(text))]
    locked = unseen().filter(pk__in=ids).select_for_update(of=("self",)).order_by("sorted_at")
    rows = list(locked.values_list("pk", "sorted_at"))
    if not rows:
        return 0
    made = MailLook.objects.create(at=now, by=by.by, count=len(rows), due_on=_due_on(rows[0][1] or now))
    Incoming.objects.filter(pk__in=[pk for pk, _at in rows]).update(look=made)
    return len(rows)


def lately(most: int = 10) -> list[tuple[MailLook, int]]:
    """The last looks, the newest first, each with how many days late it was."""
    found = MailLook.objects.order_by("-at", "-id")[:most]
    return [(one, max(0, (_today(one.at) - one.due_on).days)) for one in found]


def _held(key: str, now: datetime) -> bool:
    """Whether anybody who may read the mail holds the role, so that the look falls to them and not to the owner."""
    members = (
        Member.objects.filter(is_active=True, role_assignments__role=key)
        .prefetch_related("role_assignments")
        .distinct()
    )
    return any(
        access.may_read_incoming(one, now) and key in access.roles(one, site="", department="", now=now)
        for one in members
    )


def _due_on(since: datetime) -> date:
    """The end of the next working day: what is put aside on a Friday evening is looked at on Monday."""
    key = Organisation.objects.values_list("calendar", flat=True).get(id=1)
    newest = CalendarVersion.objects.filter(key=key).order_by("-version").values_list("version", flat=True).first()
    if newest is None:
        return _today(since)
    due = calendar.due(editions.CALENDARS[f"{key}/{newest}"], ONE_DAY, since)
    return due.on or _today(due.at)


def _today(now: datetime) -> date:
    return timezone.localtime(now).date()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
