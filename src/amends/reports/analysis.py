"""The quarterly analysis (ISO 10002, 8.2): what complaints were about, how that moved, and what makes up most of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amends.reports import names
from amends.reports.counting import tallies
from amends.reports.counting.counts import Packs
from amends.reports.counting.marks import COMPLAINT
from amends.reports.periods import Period

VITAL = 0.8  # of all complaints; the few values that make this much are worth most of the work (Juran)


@dataclass(frozen=True, slots=True)
class ParetoLine:
    """One category, product or other value: how many came, how many before, and the share with all above it."""

    key: str
    title: str
    number: int
    before: int
    year_before: int
    upto: float
    vital: bool


def pareto(dimension: str, period: Period, *, packs: Packs, today: date, language: str) -> list[ParetoLine]:
    """The most frequent first."""
    spans = [period.up_to(today), period.before, period.year_before]
    found: list[dict[str, int]] = [{}, {}, {}]
    for at, (value,), number in tallies.sums(
        spans, dimension, columns=("value",), kinds=(COMPLAINT,), packs=packs, measures=("received",)
    ):
        found[at][value] = number
    titles = names.titles(dimension, {*found[0], *found[1]}, language=language, packs=packs or ())
    return list(_lines(found, titles))


def _lines(found: Sequence[dict[str, int]], titles: dict[str, str]) -> list[ParetoLine]:
    now, before, year = found
    keys = sorted({*now, *before}, key=lambda key: (-now.get(key, 0), titles[key]))
    whole, upto = sum(now.values()), 0
    lines: list[ParetoLine] = []
    for key in keys:
        vital = bool(whole) and upto < VITAL * whole and now.get(key, 0) > 0
        upto += now.get(key, 0)
        share = upto / whole if whole else 0.0
        lines.append(ParetoLine(key, titles[key], now.get(key, 0), before.get(key, 0), year.get(key, 0), share, vital))
    return lines
