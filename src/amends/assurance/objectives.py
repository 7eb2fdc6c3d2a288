"""Objectives: a figure, a target, an owner and a way there; measured each period, and what was measured stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q

from amends.assurance.models import Measured, Objective
from amends.cases import failures
from amends.reports import figures
from amends.reports.counting import counts, recount
from amends.reports.periods import Period
from amends.reports.statistics import Figure

STEP = "objectives"  # of failures
SETTLED = timedelta(days=3)  # what is typed in late is typed in by then


def step(now: datetime) -> int:
    """Measures each objective for the last period that is over; once, and never again."""
    return failures.one_by_one(
        STEP, list(_due(now)), lambda one: measure(*one, now=now), about=lambda one: f"objective {one[0].pk}", now=now
    )


def _due(now: datetime) -> Iterator[tuple[Objective, Period]]:
    today = now.astimezone(recount.organisation_zone()).date()
    for objective in Objective.objects.filter(Q(until=None) | Q(until__gte=today - timedelta(days=366))):
        period = Period.around(today - SETTLED, objective.period).before  # type: ignore[arg-type]
        if _holds(objective, period) and not objective.measured.filter(since=period.since).exists():
            yield objective, period


def measure(objective: Objective, period: Period, *, now: datetime) -> Measured:
    """What the figure came to in this period, and whether the target was reached; unknown where nothing happened."""
    found = reckoned(objective, period)
    return Measured.objects.create(
        objective=objective,
        since=period.since,
        value=found.value,
        numerator=found.numerator,
        denominator=found.denominator,
        reached=reached(objective, found),
        at=now,
    )


def reckoned(objective: Objective, period: Period) -> Figure:
    """The figure of this objective as it stands for a period."""
    packs = [objective.pack] if objective.pack else None
    return figures.FIGURES[objective.figure].reckon(counts.counts_of(period, packs=packs, today=period.until))


def reached(objective: Objective, found: Figure) -> bool | None:
    if found.value is None:
        return None
    if figures.FIGURES[objective.figure].better == "down":
        return found.value <= objective.target
    return found.value >= objective.target


def current(today: date) -> list[Objective]:
    """The objectives that hold today, with what was measured, the newest first."""
    known = Objective.objects.filter(Q(until=None) | Q(until__gte=today), since__lte=today)
    return list(known.select_related("owner").prefetch_related("measured").order_by("figure", "id"))


def _holds(objective: Objective, period: Period) -> bool:
    return objective.since <= period.since and (objective.until is None or period.until <= objective.until)


def targets(today: date) -> dict[str, float]:
    """Figure -> the target that holds today for all procedures together, for pages that show figures."""
    held = [one for one in current(today) if not one.pack]
    return {one.figure: one.target for one in held}
