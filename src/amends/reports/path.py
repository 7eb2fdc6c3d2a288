"""The path: through which stages cases really went, how long they stayed in each, and where they wait now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.utils import timezone

from amends.cases.models import Case
from amends.procedure import diagram
from amends.procedure.schema import Procedure
from amends.reports.counting import tallies
from amends.reports.counting.marks import COMPLAINT, FEEDBACK, STAGE
from amends.reports.periods import Period
from amends.reports.statistics import quantile_of


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage: how often cases came to it and how long they stayed, in the period; and how many are there now."""

    key: str
    title: str
    came: int
    left: int
    median_days: float | None
    p90_days: float | None
    waiting: int
    longest_days: int


def stops_of(procedure: Procedure, kind: str, period: Period, *, language: str, today: date) -> list[Stop]:
    """Every stage of a kind, in the order in which a case meets them."""
    came, stayed = _walked(procedure, kind, period.up_to(today))
    waiting = _waiting(procedure, kind, today)
    return [_stop(row.stage, row.title, came, stayed, waiting) for row in diagram.steps(procedure, kind, language)]


def draw(procedure: Procedure, kind: str, stops: list[Stop], language: str) -> str:
    """The procedure's own drawing, with how many cases came to each stage."""
    return diagram.draw(procedure, language, {stop.key: stop.came for stop in stops}, kind=kind)


def _walked(procedure: Procedure, kind: str, period: Period) -> tuple[Counter[str], Mapping[str, Counter[int]]]:
    counted = kind if procedure.inside or kind == FEEDBACK else COMPLAINT
    came: Counter[str] = Counter()
    stayed: dict[str, Counter[int]] = {}
    for _at, (measure, stage, bucket), number in tallies.sums(
        [period], STAGE, columns=("measure", "value", "bucket"), kinds=[counted], packs=[procedure.key]
    ):
        if measure == "entered":
            came[stage] += number
        else:
            stayed.setdefault(stage, Counter())[int(bucket)] += number
    return came, stayed


def _waiting(procedure: Procedure, kind: str, today: date) -> dict[str, tuple[int, int]]:
    """Open cases by stage: how many, and for how many days the longest has been there."""
    rows = Case.objects.filter(pack=procedure.key, kind=kind, closed_at=None).values_list("stage")
    found = rows.annotate(number=Count("id"), since=Min("stage_since"))
    return {stage: (number, (today - timezone.localdate(since)).days) for stage, number, since in found}


def _stop(
    key: str, title: str, came: Counter[str], stayed: Mapping[str, Counter[int]], waiting: Mapping[str, tuple[int, int]]
) -> Stop:
    days = stayed.get(key, Counter())
    number, longest = waiting.get(key, (0, 0))
    median, p90 = (quantile_of(days, 0.5), quantile_of(days, 0.9)) if days else (None, None)
    return Stop(key, title, came[key], sum(days.values()), median, p90, number, longest)
