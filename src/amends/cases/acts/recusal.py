"""Who is complained about has no door to the case, unless nobody else or nobody above them exists (ISO 10002, 4.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _

from amends.cases import failures, history
from amends.cases.errors import InvalidForm
from amends.cases.history import Locked
from amends.cases.models import Case
from amends.organisation import access
from amends.organisation.models import Member
from amends.procedure import conflict_of_interest
from amends.procedure.payloads import case_payloads
from amends.procedure.payloads.natures import Value

CLOCK = "clock"
STEP = "recusal"  # of failures


def may_change(locked: Locked, by: Member, now: datetime) -> bool:
    """Whoever sees the case may name somebody first; afterwards only a person above, who is not named, changes it."""
    named = conflict_of_interest.complained_about(locked.procedure, locked.state)
    return not named or (by.by not in named and _stands_above(locked, by, now))


def guard(locked: Locked, answers: Mapping[str, Value], by: Member, now: datetime) -> None:
    """InvalidForm, where a pack's own form would name somebody else than is named, by whoever may not change it."""
    fields = conflict_of_interest.asking_about(locked.procedure) & answers.keys()
    if not fields or may_change(locked, by, now):
        return
    known = conflict_of_interest.complained_about(locked.procedure, locked.state)
    changed = [key for key in fields if set(_each(answers[key])) != known]
    if changed:
        raise InvalidForm(dict.fromkeys(changed, only_above()))


def only_above() -> str:
    return _("It is said already whom the complaint is about. Only somebody above may change it.")


def settle(locked: Locked, now: datetime) -> Locked:
    """Writes down when whoever is complained about keeps the case, with the reason; and when that is over."""
    if not locked.state.recusal_waived and not conflict_of_interest.complained_about(locked.procedure, locked.state):
        return locked
    waived = _waiver(locked, now)
    if waived == locked.state.recusal_waived:
        return locked
    return history.record(locked, case_payloads.Recusal(waived=waived), by=CLOCK, now=now)


def step(now: datetime) -> int:
    """A step of the worker: people come and go, so each open case about a colleague is looked at again.

    Returns nothing to do: they are looked at as seldom as the worker takes this step.
    """
    about = Case.objects.filter(~Q(complained_about=[]), closed_at=None).order_by("pk").only("pk", "number")
    failures.one_by_one(STEP, list(about), partial(_settle_one, now=now), about=lambda case: case.number, now=now)
    return 0


def _settle_one(case: Case, *, now: datetime) -> None:
    settle(history.lock(case.pk), now)


def _waiver(locked: Locked, now: datetime) -> str:
    """Why those named keep the case: nobody else could handle it, or nobody stands above them; empty when neither."""
    named = conflict_of_interest.complained_about(locked.procedure, locked.state)
    members = Member.objects.filter(is_active=True).prefetch_related("role_assignments") if named else ()
    others = [one for one in members if one.by not in named]
    if named and not any(access.may_be_given(one, **_place(locked), now=now) for one in others):
        return "nobody else"
    above = any(_stands_above(locked, one, now) for one in others)
    return "nobody above" if named and not above else ""


def _stands_above(locked: Locked, member: Member, now: datetime) -> bool:
    above = conflict_of_interest.roles_above(locked.procedure)
    return access.stands_above(member, above=above, **_place(locked), now=now)


def _place(locked: Locked) -> Mapping[str, str]:
    return {"site": locked.state.site, "department": locked.state.department}


def _each(answer: Value) -> Sequence[str]:
    return [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]
