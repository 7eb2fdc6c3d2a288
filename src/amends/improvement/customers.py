"""The history of one customer: every case of this person, what was decided, what it cost, whether they came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from amends.cases import editions, queries, vault, visibility
from amends.cases.errors import Forbidden
from amends.cases.models import Case
from amends.improvement import fingerprints
from amends.improvement.models import Trace
from amends.organisation.models import Member
from amends.platform import json_values
from amends.procedure.schema import say
from amends.procedure.state import State

MOST = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """One case of this person: what became of it, and what was granted."""

    number: str
    summary: str
    kind: str
    stage: str
    received_at: datetime
    closed_at: datetime | None
    outcome: str  # of the last decision: upheld · partly · not upheld; empty: none was sent
    rounds: int
    granted: Mapping[str, Decimal]  # currency -> sum of what was decided
    again: int | None  # days from its closing until they came with the next matter; None: nothing heard since


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything known of one person by the contact on file; `hidden` cases exist that this member may not see."""

    number: str  # of the case that was asked for
    name: str
    visits: tuple[Visit, ...]  # the oldest first
    hidden: int
    granted: Mapping[str, Decimal]
    unreachable: bool  # there is no e-mail address or mobile number to know the person by


def history(number: str, *, member: Member, language: str, now: datetime) -> Customer:
    """By the same e-mail address or mobile number; what is stored to find them is a keyed hash, not the address.

    `number` is a case of theirs that this member may see: Forbidden when it is not, or is nobody's.
    """
    case = queries.by_number(number)
    if case is None or case.inside or not visibility.may_see(member, case, now):
        raise Forbidden(number)
    marks = _marks(case)
    if not marks:
        visits = _visits([case], language)
        return Customer(case.number, case.words.complainant, visits, 0, _sums(visits), unreachable=True)
    traced = Trace.objects.filter(contacts__overlap=marks).exclude(contacts=[]).order_by("-pk")
    ids = {case.pk, *traced.values_list("pk", flat=True)[:MOST]}
    ids = set(Case.objects.filter(visibility.not_recused(member), pk__in=ids).values_list("pk", flat=True))
    seen = _seen(ids, member, now)
    visits = _visits(seen, language)
    hidden = len(ids) - len(seen)
    return Customer(case.number, case.words.complainant, visits, hidden, _sums(visits), unreachable=False)


def _marks(case: Case) -> list[int]:
    """From the vault, so that a case that was not traced yet is known too."""
    opened = vault.opened({"contact": case.answers.get("contact")}, vault.contents_of(case.pk))
    contact = json_values.inside(opened["contact"])
    return fingerprints.contacts({key: json_values.text(value) for key, value in contact.items()})


def _seen(ids: set[int], member: Member, now: datetime) -> Sequence[Case]:
    """The oldest first."""
    mine = visibility.visible(member, now)
    return list(Case.objects.filter(mine, pk__in=ids).select_related("words").order_by("received_at", "pk"))


def _visits(cases: Sequence[Case], language: str) -> tuple[Visit, ...]:
    following = [*cases[1:], None]
    return tuple(_visit(case, after, language) for case, after in zip(cases, following, strict=True))


def _visit(case: Case, after: Case | None, language: str) -> Visit:
    procedure, state = editions.procedure(case.edition_id), State.from_json(case.state)
    again = max((after.received_at - case.closed_at).days, 0) if after and case.closed_at else None
    return Visit(
        case.number,
        case.words.summary,
        say(procedure.kinds[case.kind].title, language),
        say(procedure.stages[case.stage].title, language),
        case.received_at,
        case.closed_at,
        state.outcome if state.decided_no else "",
        case.round,
        _granted(state),
        again,
    )


def _granted(state: State) -> Mapping[str, Decimal]:
    """What the decision grants, once it was sent."""
    return {currency: Decimal(sum_) for currency, sum_ in state.draft_money.items()} if state.decided_no else {}


def _sums(visits: Sequence[Visit]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in visits:
        for currency, amount in one.granted.items():
            sums[currency] += amount
    return dict(sums)
