"""Medians, intervals, limits, periods: checked against tables and against every case that is small enough to count."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amends.reports import figures, funnels, statistics
from amends.reports.counting.counts import Counts
from amends.reports.periods import Period, later

DAYS = some.dictionaries(some.integers(0, 400), some.integers(1, 30), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe 1998, table I, method 3 (the score method without correction).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_the_published_one(part: int, whole: int, low: float, high: float):
    found = statistics.wilson(part, whole)
    assert found == pytest.approx((low, high), abs=5e-5)


@given(DAYS)
def test_the_median_of_a_histogram_is_the_median_of_its_cases(days: dict[int, int]):
    cases = sorted(Counter(days).elements())
    half = len(cases) // 2
    median = cases[half] if len(cases) % 2 else (cases[half - 1] + cases[half]) / 2
    assert statistics.quantile_of(days, 0.5) == median
    assert sum(case <= statistics.quantile_of(days, 0.9) for case in cases) >= 0.9 * len(cases)


@given(some.integers(1, 120), some.integers(1, 99), some.sampled_from([0.025, 0.001]))
def test_the_limits_of_chance_are_exact(number: int, percent: int, tail: float):
    """Added up in whole fractions: below the lower limit lies no more than the tail, nor above the upper one."""
    mean = Fraction(percent, 100)
    likely = [math.comb(number, at) * mean**at * (1 - mean) ** (number - at) for at in range(number + 1)]
    low, high = funnels.limits(number, percent / 100, tail)
    below = sum(one for at, one in enumerate(likely) if at < round(low * number))
    above = sum(one for at, one in enumerate(likely) if at > round(high * number))
    assert below <= tail + 1e-9
    assert above <= tail + 1e-9
    assert below + likely[round(low * number)] > tail - 1e-9


def test_few_cases_are_never_called_unusual():
    split = {"rana": _decided(19, 0), "emre": _decided(300, 290)}
    verdicts = {spot.value: spot.verdict for spot in funnels.funnel_of(split, ("good",), ("all",)).spots}
    assert verdicts["rana"] == "too few"


def test_what_chance_does_not_explain_is_named():
    split = {"rana": _decided(200, 190), "emre": _decided(200, 188), "zoe": _decided(100, 40)}
    verdicts = {spot.value: spot.verdict for spot in funnels.funnel_of(split, ("good",), ("all",)).spots}
    assert verdicts["zoe"] == "beyond chance"


def test_limits_of_large_numbers_are_quick_and_close():
    low, high = funnels.limits(1_000_000, 0.5, 0.025)
    assert (low, high) == pytest.approx((0.5 - 0.00098, 0.5 + 0.00098), abs=2e-5)


def test_nothing_divided_by_nothing_is_nothing():
    found = statistics.share(("good",), ("all",))(Counts({}))
    assert (found.value, found.low, found.few) == (None, None, False)


def test_a_share_of_few_says_so():
    assert statistics.ratio(19, 19).few
    assert not statistics.ratio(20, 20).few


@given(some.dates(date(1990, 1, 1), date(2090, 1, 1)), some.sampled_from(["month", "quarter", "year"]))
def test_periods_follow_one_another_without_a_gap(day: date, length: str):
    period = Period.around(day, length)  # type: ignore[arg-type]
    assert period.since <= day <= period.until
    assert (period.since - period.before.until).days == 1
    assert period.after.before == period
    assert period.year_before.since == later(period.since, -12)


def test_run_days_are_compared_with_as_many_days_before():
    period = Period(date(2026, 3, 10), date(2026, 3, 16))
    assert (period.before.since, period.before.until) == (date(2026, 3, 3), date(2026, 3, 9))
    assert Period(date(2024, 2, 29), date(2024, 2, 29)).year_before.since == date(2023, 2, 28)


def _decided(whole: int, good: int) -> Counts:
    return Counts({("complaint", "all", ""): whole, ("complaint", "good", ""): good})


def test_the_reference_says_of_each_figure_what_the_program_does():
    text = (Path(__file__).parents[2] / "docs/reference/figures.md").read_text(encoding="utf-8")
    for key, one in figures.FIGURES.items():
        part = text[text.index(f"### {one.title}\n\n`{key}`") :].partition("\n### ")[0]
        for words in (one.formula, one.population, one.day, one.leaves_out, f"clause {one.clause}"):
            assert str(words) in part, key
