"""Shares, medians and intervals: exact, from whole numbers, and silent where there is nothing to divide by."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from amends.reports.counting.counts import BANDS, Counts
from amends.reports.counting.marks import FEEDBACK

Z95 = 1.959963984540054
FEW = 20  # below this a share says little, and a page says so


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it stands on; none where nothing was counted. Amounts are by currency, in its minor unit."""

    value: float | None
    numerator: int = 0
    denominator: int = 0
    low: float | None = None
    high: float | None = None
    parts: tuple[tuple[str, float], ...] = ()

    @property
    def few(self) -> bool:
        """Nothing should be concluded from so small a number."""
        return self.value is not None and self.denominator < FEW


Reckon = Callable[[Counts], Figure]


def number(measure: str, *buckets: str, kind: str = "complaint") -> Reckon:
    """How many."""

    def reckon(counts: Counts) -> Figure:
        found = counts.n(measure, *buckets, kind=kind)
        return Figure(found, found, found)

    return reckon


def share(good: tuple[str, ...], of: tuple[str, ...], *, kind: str = "complaint") -> Reckon:
    """How many of how many, with an interval. Each is a measure and the buckets of it that count; none: all."""

    def reckon(counts: Counts) -> Figure:
        return ratio(counts.n(*good, kind=kind), counts.n(*of, kind=kind))

    return reckon


def ratio(part: int, whole: int) -> Figure:
    if whole <= 0:
        return Figure(None, part, 0)
    low, high = wilson(part, whole)
    return Figure(part / whole, part, whole, low, high)


def quantile(measure: str, of: float) -> Reckon:
    """The smallest number of days within which this share of the cases had it."""

    def reckon(counts: Counts) -> Figure:
        days = counts.days(measure)
        whole = sum(days.values())
        return Figure(quantile_of(days, of), whole, whole) if whole > 0 else Figure(None)

    return reckon


def quantile_of(days: Mapping[int, int], of: float) -> float:
    """The lower quantile; of an even number, the median is the mean of the two in the middle."""
    whole = sum(days.values())
    if of == 0.5 and whole % 2 == 0:
        return (_at(days, whole // 2) + _at(days, whole // 2 + 1)) / 2
    return _at(days, max(math.ceil(of * whole), 1))


def _at(days: Mapping[int, int], place: int) -> int:
    passed = 0
    for day in sorted(days):
        passed += days[day]
        if passed >= place:
            return day
    raise ValueError("there is nothing at this place")


def satisfied(measure: str) -> Reckon:
    """The share that answered 4 or more of 5 on average, with an interval."""
    return share((measure, "4", "5"), (measure,))


def per_thousand(base: str) -> Reckon:
    """Complaints for each thousand orders or customers."""

    def reckon(counts: Counts) -> Figure:
        came, whole = counts.n("received"), counts.n("base", base)
        return Figure(1000 * came / whole, came, whole) if whole else Figure(None, came)

    return reckon


def feedback(counts: Counts) -> Figure:
    """How much feedback came for each complaint."""
    feedback, complaints = counts.n("received", kind=FEEDBACK), counts.n("received")
    return Figure(feedback / complaints if complaints else None, feedback, complaints)


def still_open(counts: Counts) -> Figure:
    """How many are open, and for how long."""
    parts = tuple((band, float(counts.n("open", band))) for band in BANDS)
    number = counts.n("open")
    return Figure(number, number, number, parts=parts)


def granted(counts: Counts) -> Figure:
    """Money by currency: sums of different money are never added."""
    parts = tuple(sorted((currency, float(amount)) for currency, amount in counts.spread("granted").items()))
    decided = counts.n("decided")
    return Figure(parts[0][1] if len(parts) == 1 else None, decided, decided, parts=parts)


def cost(counts: Counts) -> Figure:
    """Money for each complaint decided, by currency."""
    decided = counts.n("decided")
    parts = tuple((currency, amount / decided) for currency, amount in granted(counts).parts) if decided else ()
    return Figure(parts[0][1] if len(parts) == 1 else None, decided, decided, parts=parts)


def unowned(counts: Counts) -> Figure:
    """Hours in which nobody held the case."""
    minutes, times = counts.n("unowned", "minutes"), counts.n("unowned", "times")
    return Figure(minutes / 60 if times else None, minutes, times)


def wilson(part: int, whole: int, z: float = Z95) -> tuple[float, float]:
    """The interval of a share that holds for small numbers too, and never leaves 0 to 1 (Wilson, 1927)."""
    p, spread = part / whole, z * z / whole
    middle = (p + spread / 2) / (1 + spread)
    reach = z * math.sqrt(p * (1 - p) / whole + spread / (4 * whole)) / (1 + spread)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
