"""Control limits for counts of complaints: exact for small numbers, honest about what few months can tell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Month:
    """What was counted in one month, and out of how much: thousands of orders or customers, or the month's days."""

    on: date  # the first day
    count: int
    exposure: float = 1.0


@dataclass(frozen=True, slots=True)
class FalseAlarmRate:
    """How often a topic in which nothing changed may raise a false signal: in `rate` of its months at most.

    The last month alone, the last two together and so on are looked at; `shares` divides the rate among them, so that
    all looks together keep it.
    """

    rate: float
    shares: Mapping[int, float]  # months looked at together -> its part of the rate
    least: int = 6  # months before those looked at, without which nothing is said
    most: int = 36  # older months tell nothing about today


# One month in 200: what is beyond this becomes a problem that somebody has to look into.
SIGNAL = FalseAlarmRate(1 / 200, {1: 0.2, 2: 0.25, 3: 0.2, 6: 0.35})
# One month in 8: worth a look, no more. No test of counts alone can see a doubling of four a month within two months
# in 80 of 100 cases and be wrong less often than about one month in 16 (Neyman and Pearson); this one sees it.
EARLY = FalseAlarmRate(1 / 8, {1: 0.4, 2: 0.6})


@dataclass(frozen=True, slots=True)
class LimitVerdict:
    """What the months up to one say: the look that is furthest from what was to be expected."""

    on: date
    over: int  # so many months together
    observed: int
    expected: float
    limit: int  # the largest count that is still no signal
    probability: float  # of as many or more, had nothing changed
    allowed: float  # the part of the promised rate that this look may use

    @property
    def beyond(self) -> bool:
        return self.probability <= self.allowed

    @property
    def distance(self) -> float:
        """How far beyond the limit, in powers of ten; below zero within it."""
        return math.log10(self.allowed / max(self.probability, 1e-300))


def judge(months: Sequence[Month], promise: FalseAlarmRate = SIGNAL) -> LimitVerdict | None:
    """What the last of these months says; None while too few lie before it.

    A month that still runs is judged against the limit of the whole month: its count can only grow, so a signal
    before its end is one at its end too, and looking every day costs nothing of the promise.
    """
    looks = [_look(months, over, promise) for over in promise.shares if len(months) - over >= promise.least]
    return max((one for one in looks if one), key=lambda one: one.distance, default=None)


def judged(months: Sequence[Month], promise: FalseAlarmRate = SIGNAL) -> tuple[LimitVerdict | None, ...]:
    """Every month, each by the months before it alone."""
    return tuple(judge(months[: at + 1], promise) for at in range(len(months)))


def _look(months: Sequence[Month], over: int, promise: FalseAlarmRate) -> LimitVerdict | None:
    """Those months before, and the months looked at, are two counts of one rate if nothing changed."""
    now, before = months[-over:], months[:-over][-promise.most :]
    known, base = sum(one.count for one in before), sum(one.exposure for one in before)
    seen, exposure = sum(one.count for one in now), sum(one.exposure for one in now)
    if base <= 0 or exposure <= 0:
        return None
    allowed, share = promise.rate * promise.shares[over], exposure / (base + exposure)
    expected, limit = known * exposure / base, _limit(known, share, allowed)
    # A surge that is over is no news: the last month itself must bring more than it would have.
    rising = now[-1].count > known * now[-1].exposure / base
    probability = more(seen, known, share) if rising else 1.0
    return LimitVerdict(now[-1].on, over, seen, expected, limit, probability, allowed)


@lru_cache(maxsize=8192)
def more(seen: int, known: int, share: float) -> float:
    """How probable as many or more are, had nothing changed, when `known` came in the rest of the time.

    Given both together, the later count is binomial with its share of the exposure, whatever the true rate is: so the
    promise holds for a base of few counts too. It is the same as the tail of the predictive negative binomial.
    """
    return _tail(seen, known + 1, share)


def fewer(seen: int, known: int, share: float) -> float:
    """How probable as few or fewer are, had nothing changed: the exact comparison of two Poisson rates."""
    return _tail(known, seen + 1, 1 - share)


@lru_cache(maxsize=8192)
def _limit(known: int, share: float, allowed: float) -> int:
    """The largest count whose probability is still above what is allowed, found by halving."""
    low, high = 0, 8
    while more(high, known, share) > allowed:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if more(middle, known, share) > allowed else (low, middle)
    return low


def _tail(at_least: int, size: int, share: float) -> float:
    """The negative binomial's upper tail, summed from its first term: no subtraction, so small ones stay exact."""
    if at_least <= 0:
        return 1.0
    if share >= 1:
        return 1.0
    log = math.lgamma(at_least + size) - math.lgamma(size) - math.lgamma(at_least + 1)
    term = math.exp(log + size * math.log1p(-share) + at_least * math.log(share))
    total, k = 0.0, at_least
    mode = size * share / (1 - share)
    while k <= mode or term > 1e-17 * total:
        total += term
        k += 1
        term *= share * (k - 1 + size) / k
        if term == 0.0 and k > mode:
            break
    return min(1.0, total)
