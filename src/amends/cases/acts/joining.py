"""Complaints about one matter: handled together, each complainant with dates and answers of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases import history, tracking, vault, visibility
from amends.cases.acts import perform
from amends.cases.errors import InvalidForm
from amends.cases.history import Locked
from amends.cases.models import Case, Entry
from amends.organisation.models import Member
from amends.procedure.payloads import act_payloads, case_payloads
from amends.procedure.payloads.natures import Private
from amends.procedure.stored_fields import Answer, Fields, Point, Reference, is_reference


@transaction.atomic
def join(case: Case, number: str, *, by: Member, now: datetime, seen: int | None = None) -> Case:
    """Handles this case with the one of that number: what staff do there is done here too, until the decision is sent.

    The earliest receipt of any of them counts for the promises of all. Each complainant keeps number, password,
    letters and the right to accept or refuse.
    """
    leading = _leading(number, by, now)
    locked = history.lock(case.pk, seen=seen)
    if fault := _unfit(locked, leading):
        raise InvalidForm({"number": fault})
    earliest = min(_counted_from(locked), _counted_from(leading)).isoformat()
    joined = perform.by_verb(locked, _joined(locked, leading, earliest), by=by, now=now)
    gathered = case_payloads.Gathered(number=case.number, received_at=earliest)
    history.record(leading, gathered, by=by.by, now=now)
    return _with_draft(joined, leading, now=now).case


@transaction.atomic
def part(case: Case, *, by: Member, now: datetime, seen: int | None = None) -> Case:
    """Handles the case apart again, from where it stands."""
    locked = history.lock(case.pk, seen=seen)
    return perform.by_verb(locked, act_payloads.Parted(leading=locked.state.joined), by=by, now=now).case


def _leading(number: str, by: Member, now: datetime) -> Locked:
    """Locked before the case that joins it: acts take the two in the same order."""
    found = Case.objects.filter(number=tracking.tidy_number(number) or number.strip()).first()
    if found is None or not visibility.may_see(by, found, now):
        raise InvalidForm({"number": _("There is no case with this number.")})
    return history.lock(found.pk)


def _unfit(locked: Locked, leading: Locked) -> str:
    """Why these two cannot be handled together, in words; empty when they can."""
    one, other = locked.state, leading.state
    if locked.case.pk == leading.case.pk:
        return _("This is the number of this case itself.")
    if other.closed_at:
        return _("That case is closed.")
    if other.joined:
        return _("That case is itself handled with %(number)s. Give this number instead.") % {"number": other.joined}
    if Case.objects.filter(joined_to=locked.case.number).exists():
        return _("Other cases are handled with this one. Join that case to this one instead.")
    if locked.case.edition_id != leading.case.edition_id or one.kind != other.kind:
        return _("That case follows another procedure.")
    if one.round != other.round or other.decided_round == other.round:
        return _("That case has come further: its decision has been sent already.")
    return ""


def _counted_from(locked: Locked) -> datetime:
    """The earliest receipt that any promise of this case counts from."""
    duties = locked.procedure.duties
    received = (
        one.since for one in locked.state.owed if one.duty in duties and duties[one.duty].start.what == "received"
    )
    return min([locked.state.received_at, *received])


def _joined(locked: Locked, leading: Locked, earliest: str) -> act_payloads.Joined:
    """What the leading case knows goes over; its site does not, for it says who may see the case."""
    other = leading.state
    return act_payloads.Joined(
        leading=leading.case.number,
        received_at=earliest,
        category=other.category or None,
        product=other.product or None,
        department=other.department or None,
        owner=other.owner or None,
        class_key=other.class_key or None,
        hands=dict(other.hands) or None,
        to=other.stage if locked.state.stage != other.stage else None,
    )


def _with_draft(locked: Locked, leading: Locked, *, now: datetime) -> Locked:
    """A draft that stands in the leading case is this case's draft too."""
    entry = Entry.objects.filter(case=leading.case, no=leading.state.drafted_no).first()
    if entry is None:
        return locked
    draft = _unsealed(entry.fields, vault.contents_of(leading.case.pk))
    return history.record(locked, draft, by=entry.by, now=now)


def _unsealed(stored: Fields, contents: vault.Contents) -> act_payloads.Drafted:
    """A draft with its words in it, to be sealed anew for another case."""
    alternatives, form = stored.get("alternatives"), stored.get("form")
    return act_payloads.Drafted(
        act=stored.get("act"),
        to=stored.get("to"),
        department=stored.get("department"),
        site=stored.get("site"),
        links=stored.get("links"),
        form={key: _answer(one, contents) for key, one in form.items()} if form else None,
        points=[_point(point, contents) for point in stored["points"]],
        summary=vault.unsealed(stored["summary"], contents),
        alternatives=vault.unsealed(alternatives, contents) if alternatives else None,
    )


def _answer(stored: Answer, contents: vault.Contents) -> str | int | list[str] | Private | Reference:
    return vault.unsealed(stored, contents) if is_reference(stored) else stored


def _point(stored: Point, contents: vault.Contents) -> act_payloads.Point:
    point = act_payloads.Point(**stored)
    for key in act_payloads.POINT_WORDS:
        if reference := stored.get(key):
            point[key] = vault.unsealed(reference, contents)
    return point
