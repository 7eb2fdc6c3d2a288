"""A short check made of real cases: drawn by a session's number, with nothing of any person (ISO 10002, 6.4)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from amends.cases import editions
from amends.cases.models import Case, Entry
from amends.cases.views import case_labels, wording
from amends.procedure import engine
from amends.procedure.schema import Procedure, say
from amends.procedure.state import State

DRAWN = 3
LATEST = 300  # closed cases among which is drawn: what was long ago was done by other rules


@dataclass(frozen=True, slots=True)
class ExampleStep:
    """On which day after receipt the case came to which stage."""

    day: int
    stage: str


@dataclass(frozen=True, slots=True)
class SettledCase:
    """One point of a decision: how it was judged, what was done, what it cost; none of the words."""

    outcome: str
    remedy: str
    money: str


@dataclass(frozen=True, slots=True)
class Example:
    """A case as the question shows it, and what really happened."""

    at: int
    procedure: str
    facts: tuple[tuple[str, str], ...]  # what -> its title; keys are those of wording
    allowed: tuple[str, ...]  # remedies of its class, from the lightest to the heaviest
    class_says: str
    guidance: tuple[str, ...]
    steps: tuple[ExampleStep, ...]
    settled: tuple[SettledCase, ...]
    rounds: int
    days: int
    ended: str


def draw(session: str, *, language: str, now: datetime) -> tuple[Example, ...]:
    """Three closed cases with a decision; the same session has the same three while no other case is closed."""
    closed = Case.objects.filter(inside=False, closed_at__lte=now, state__decided_no__gt=0)
    latest = sorted(closed.order_by("-closed_at").values_list("pk", flat=True)[:LATEST])
    chosen = random.Random(session).sample(latest, min(DRAWN, len(latest)))
    cases = Case.objects.filter(pk__in=chosen).select_related("category", "product").order_by("pk")
    told = _entries(chosen)
    return tuple(_example(at, case, told[case.pk], language) for at, case in enumerate(cases, 1))


def _entries(cases: Sequence[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {pk: [] for pk in cases}
    for entry in Entry.objects.filter(case__in=cases).order_by("case_id", "no"):
        found[entry.case_id].append(entry)
    return found


def _example(at: int, case: Case, entries: Sequence[Entry], language: str) -> Example:
    procedure = editions.procedure(case.edition_id)
    names = wording.Names(procedure, language)
    known = procedure.classes.get(case.class_key)
    remedies = known.remedies if known else tuple(procedure.remedies)
    facts = {
        "kind": say(procedure.kinds[case.kind].title, language),
        "category": say(case.category.titles, language) if case.category else "",
        "product": say(case.product.titles, language) if case.product else "",
        "class": names.class_title(case.class_key) if case.class_key else "",
        "channel": case_labels.channel(case.channel),
    }
    return Example(
        at,
        say(procedure.title, language),
        tuple((what, title) for what, title in facts.items() if title),
        tuple(names.remedy(one) for one in remedies),
        say(known.says, language) if known else "",
        _guidance(procedure, case, names),
        _steps(procedure, case, entries, language),
        _settled(entries, names),
        case.round,
        (_day(case.closed_at) - case.received_on).days if case.closed_at else 0,
        say(procedure.stages[case.stage].title, language),
    )


def _guidance(procedure: Procedure, case: Case, names: wording.Names) -> tuple[str, ...]:
    """From an apology to compensation: what the procedure says for cases like this one."""
    found = engine.guidance(procedure, State.from_json(case.state))
    return tuple(names.text(one.says) for one in found)


def _steps(procedure: Procedure, case: Case, entries: Sequence[Entry], language: str) -> tuple[ExampleStep, ...]:
    first = ExampleStep(0, say(procedure.stages[procedure.kinds[case.kind].first].title, language))
    came = [
        ExampleStep((_day(entry.at) - case.received_on).days, say(procedure.stages[to].title, language))
        for entry in entries
        if (to := str(entry.fields.get("to", ""))) in procedure.stages
    ]
    return (first, *came)


def _settled(entries: Sequence[Entry], names: wording.Names) -> tuple[SettledCase, ...]:
    """The points of the last decision, by how they were judged and settled."""
    decided = next((one for one in reversed(entries) if one.kind == "decided"), None)
    draft = next((one for one in entries if decided and one.no == decided.fields.get("draft")), None)
    points = draft.fields["points"] if draft else ()
    return tuple(
        SettledCase(
            case_labels.outcome(point.get("outcome", "")),
            names.remedy(point["remedy"]) if point.get("remedy") else "",
            wording.money(point.get("amount", ""), point.get("currency", "")),
        )
        for point in points
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
