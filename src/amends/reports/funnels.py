"""Funnels: whether handlers, sites or channels differ by more than chance, honest about small numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from amends.reports.counting.counts import Counts
from amends.reports.statistics import FEW

Verdict = Literal["within", "worth a look", "beyond chance", "too few"]
OUTER, INNER = 0.001, 0.025  # on each side: 99.8 % and 95 % of what chance alone does lies within
STEPS = 24  # points of each drawn limit


@dataclass(frozen=True, slots=True)
class Spot:
    """One handler, site, channel or language: its share, and the limits that chance keeps to at its number."""

    value: str
    part: int
    whole: int
    inner: tuple[float, float]
    outer: tuple[float, float]

    @property
    def share(self) -> float:
        return self.part / self.whole

    @property
    def verdict(self) -> Verdict:
        """Outside the outer limits is a reason to look, never a proof that somebody works badly."""
        if self.whole < FEW:
            return "too few"
        if not self.outer[0] <= self.share <= self.outer[1]:
            return "beyond chance"
        return "within" if self.inner[0] <= self.share <= self.inner[1] else "worth a look"


@dataclass(frozen=True, slots=True)
class Funnel:
    part: int
    whole: int
    spots: tuple[Spot, ...]

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None

    def limits(self) -> Iterator[tuple[int, tuple[float, float], tuple[float, float]]]:
        """The drawn lines: at so many cases, the inner and the outer limits."""
        if self.share is None:
            return
        most = max(max((spot.whole for spot in self.spots), default=1), FEW)
        for number in sorted({max(round(most * 1.05 * at / STEPS), 1) for at in range(1, STEPS + 1)}):
            yield number, limits(number, self.share, INNER), limits(number, self.share, OUTER)


def funnel_of(split: Mapping[str, Counts], good: tuple[str, ...], whole: tuple[str, ...]) -> Funnel:
    """Of counts by value: `good` and `whole` are each a measure and its buckets. All together are the measure."""
    numbers = {value: (found.n(*good), found.n(*whole)) for value, found in split.items()}
    part, total = (sum(one[at] for one in numbers.values()) for at in (0, 1))
    if not total:
        return Funnel(0, 0, ())
    mean = part / total
    spots = (
        Spot(value, here, of_them, limits(of_them, mean, INNER), limits(of_them, mean, OUTER))
        for value, (here, of_them) in numbers.items()
        if of_them > 0
    )
    return Funnel(part, total, tuple(sorted(spots, key=lambda spot: (-spot.whole, spot.value))))


def limits(number: int, mean: float, tail: float) -> tuple[float, float]:
    """The smallest and the largest share that chance reaches more often than `tail`: exactly binomial."""
    if mean in (0.0, 1.0):
        return mean, mean
    return _limit(number, mean, tail), _limit(number, mean, 1 - tail)


def _limit(number: int, mean: float, chance: float) -> float:
    """The smallest share that is not exceeded with this chance."""
    likely = _binomial(number, mean)
    upto = 0.0
    for at in range(_unlikely(number, mean), number):
        upto += likely(at)
        if upto > chance:
            return at / number
    return 1.0


def _unlikely(number: int, mean: float) -> int:
    """So few that fewer never happen: ten times the usual distance below what is expected."""
    return max(math.floor(number * mean - 10 * math.sqrt(number * mean * (1 - mean)) - 10), 0)


def _binomial(number: int, mean: float) -> Callable[[int], float]:
    """How likely exactly so many of this number are, by logarithms: large numbers do not overflow."""
    whole, yes, no = math.lgamma(number + 1), math.log(mean), math.log1p(-mean)

    def likely(at: int) -> float:
        ways = whole - math.lgamma(at + 1) - math.lgamma(number - at + 1)
        return math.exp(ways + at * yes + (number - at) * no)

    return likely
