"""Figures frozen: of any period for a review, and of each month once it is over, so that nobody rewrites the past."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from amends.cases import failures
from amends.reports import figures
from amends.reports.counting import counts, recount
from amends.reports.counting.counts import Counts
from amends.reports.frozen.frozen_figures import Frozen, FrozenFigure
from amends.reports.models import Snapshot, Tally
from amends.reports.periods import Period
from amends.reports.statistics import Figure

STEP = "freezing"  # of failures
SETTLED = timedelta(days=3)  # what is typed in late is typed in by then: a month is frozen on the 4th day after it
SPLIT = ("channel", "category", "product", "department", "vulnerable")
IN_SPLITS = ("volume", "acknowledged-in-time", "final-in-time", "upheld", "days-to-final", "process-satisfaction")


def freeze(period_from: date, period_until: date, packs: Sequence[str] | None = None) -> Frozen:
    """All figures of these days as they stand now, in plain values that JSON keeps: what a review puts on file.

    Both days belong to the period; without packs, all procedures together. It only reads, and the same records give
    the same answer. `figures` has each figure by its key (value, numerator, denominator, the 95 % interval, parts by
    currency or age); `by` has the most asked of them for each value of some dimensions. Digest it with `digest`.
    """
    period = Period(period_from, period_until)
    whole = counts.counts_of(period, packs=packs, today=period_until)
    return {
        "from": period_from.isoformat(),
        "until": period_until.isoformat(),
        "packs": None if packs is None else sorted(packs),
        "figures": {key: _plain(one) for key, one in figures.figures_of(whole).items()},
        "by": {
            dimension: {value: _some(found) for value, found in _split(period, dimension, packs).items()}
            for dimension in SPLIT
        },
    }


def digest(frozen: Frozen) -> str:
    """By which anybody sees that frozen figures are still the ones that were frozen."""
    text = json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def step(now: datetime) -> int:
    """Freezes the last month of each procedure, once, when the month has settled."""
    today = now.astimezone(recount.organisation_zone()).date()
    month = Period.around(today - SETTLED, "month").before
    frozen = Snapshot.objects.filter(month=month.since)
    there = frozen.filter(pack="").exists() and not failures.due(STEP, now)
    if there or not Tally.objects.exists():
        return 0
    packs = Tally.objects.filter(on__lte=month.until).values_list("pack", flat=True).distinct()
    missing = sorted({"", *packs} - set(frozen.values_list("pack", flat=True)))
    return failures.one_by_one(
        STEP,
        missing,
        lambda pack: _snapshot(month, pack, now),
        about=lambda pack: f"{month.since:%Y-%m} {pack}",
        now=now,
    )


def snapshot_of(period: Period, packs: Sequence[str] | None) -> Snapshot | None:
    """The frozen figures of a whole month: of one procedure, or of all."""
    if period.length != "month" or (packs is not None and len(packs) != 1):
        return None
    return Snapshot.objects.filter(month=period.since, pack=packs[0] if packs else "").first()


def _snapshot(month: Period, pack: str, now: datetime) -> None:
    content = freeze(month.since, month.until, [pack] if pack else None)
    made = Snapshot(month=month.since, pack=pack, content=content, digest=digest(content), taken_at=now)
    Snapshot.objects.bulk_create([made], ignore_conflicts=True)  # another worker may have been faster


def _split(period: Period, dimension: str, packs: Sequence[str] | None) -> dict[str, Counts]:
    found = counts.split(period, dimension, packs=packs, today=period.until)
    return dict(sorted(found.items()))


def _some(found: Counts) -> dict[str, FrozenFigure]:
    return {key: _plain(figures.FIGURES[key].reckon(found)) for key in IN_SPLITS}


def _plain(one: Figure) -> FrozenFigure:
    return {
        "value": one.value,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "low": one.low,
        "high": one.high,
        "parts": dict(one.parts),
    }
