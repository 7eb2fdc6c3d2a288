"""Controlled documents: what is in force, who must read it, who has not yet; and the register of standards and laws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from amends.cases import editions
from amends.cases.models import Case
from amends.organisation import staff as working
from amends.organisation.models import Member
from amends.organisation.staff import Staff
from amends.platform import author
from amends.procedure import stored_fields
from amends.procedure.schema import Procedure
from amends.procedure.state import Done, State

PACK = "documents"


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it stands: its kind, its version, from when, until when it is looked at again, who reads it."""

    number: str
    title: str
    kind: str
    version: str
    approved_by: str  # "staff:7", empty before anybody has
    approved_on: date | None
    effective_on: date | None
    review_on: date | None
    in_force: bool
    readers: str  # everyone · handlers · nobody
    read: frozenset[int]  # members who have read the version in force
    closed: bool


def all_of(kinds: Iterable[str] = (), *, among: Iterable[int] | None = None) -> list[Document]:
    """Every document that is not withdrawn, by its title; with `among`, of these cases alone."""
    cases = Case.objects.filter(pack=PACK, inside=True, closed_at=None).select_related("words")
    if among is not None:
        cases = cases.filter(pk__in=among)
    found = [document_of(case) for case in cases]
    wanted = set(kinds)
    return sorted((one for one in found if not wanted or one.kind in wanted), key=lambda one: one.title.casefold())


def document_of(case: Case) -> Document:
    procedure = editions.procedure(case.edition_id)
    state = State.from_json(case.state)
    reading = {act.key: act.stages for act in procedure.acts_of("read")}
    read = author.member_ids(done.by for done in state.done if done.act in reading and done.round == state.round)
    said = state.values
    approved = _approval(procedure, state, reading.values())
    return Document(
        case.number,
        case.words.summary,
        stored_fields.chosen(said, "document_kind"),
        str(said.get("version", "")),
        approved.by if approved else "",
        timezone.localdate(approved.at) if approved else None,
        _day(stored_fields.chosen(said, "effective_on")),
        _day(stored_fields.chosen(said, "review_on")),
        any(state.stage in stages for stages in reading.values()),
        stored_fields.chosen(said, "readers") or "nobody",
        frozenset(read),
        closed=case.closed_at is not None,
    )


def reading(
    found: Iterable[Document], *, staff: Staff, standing: editions.RulesInForce
) -> list[tuple[Document, tuple[Member, ...]]]:
    """Each document with whoever must read the version in force and has not said so."""
    asked = {"everyone": frozenset(one.pk for one in staff.members), "handlers": handlers(staff, standing)}
    return [(one, staff.among(_left(one, asked))) for one in found]


def handlers(staff: Staff, standing: editions.RulesInForce) -> frozenset[int]:
    """Those who hold a role for complaints."""
    return staff.holding(role for procedure in standing.outsides() for role in procedure.roles)


def unread(document: Document, now: datetime) -> tuple[Member, ...]:
    """Of one document."""
    return reading([document], staff=working.staff(), standing=editions.standing(now))[0][1]


def _approval(procedure: Procedure, state: State, read_in: Iterable[Iterable[str]]) -> Done | None:
    """The last act that led to where the document is read: whatever a pack calls it, that is its approval."""
    stages = {stage for stages in read_in for stage in stages}
    acts = {act.key for act in procedure.acts.values() if act.to in stages}
    return next((one for one in reversed(state.done) if one.act in acts and one.round == state.round), None)


def _left(document: Document, asked: Mapping[str, AbstractSet[int]]) -> AbstractSet[int]:
    return asked.get(document.readers, frozenset()) - document.read if document.in_force else frozenset()


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
