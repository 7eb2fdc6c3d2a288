"""What the control limits promise: how often they are wrong, how soon they see, and that small numbers stay small."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.improvement import control_limits
from amends.improvement.control_limits import EARLY, SIGNAL, FalseAlarmRate, Month

RUNS, LENGTH = 1000, 24
FIRST = date(2024, 1, 1)
counted = st.integers(min_value=0, max_value=60)
shares = st.floats(min_value=0.01, max_value=0.6)


def months(counts) -> list[Month]:
    return [Month(FIRST, int(count)) for count in counts]


def signals(counts, promise: FalseAlarmRate) -> list[bool]:
    """Of the months that can be judged."""
    return [one.beyond for one in control_limits.judged(months(counts), promise) if one]


@pytest.mark.parametrize("promise", [SIGNAL, EARLY], ids=["signal", "early"])
@pytest.mark.parametrize("mean", [0.5, 2, 4, 20])
def test_a_topic_in_which_nothing_changes_raises_no_more_false_signals_than_promised(
    mean: float, promise: FalseAlarmRate
):
    runs = np.random.default_rng(20260302).poisson(mean, (RUNS, LENGTH))
    false = [signals(run, promise) for run in runs]
    judged, wrong = sum(map(len, false)), sum(map(sum, false))
    assert judged == RUNS * (LENGTH - promise.least)
    assert wrong / judged <= promise.rate
    print(f"mean {mean}: 1 in {judged / max(wrong, 1):.0f} months, in {sum(map(any, false))} of {RUNS} runs")


def seen_within(mean: float, factor: float, promise: FalseAlarmRate, *, within: int, known: int) -> float:
    """The share of runs in which a rise is signalled within so many months of its beginning."""
    dice = np.random.default_rng(7)
    before, after = dice.poisson(mean, (RUNS, known)), dice.poisson(mean * factor, (RUNS, within))
    found = 0
    for old, new in zip(before, after, strict=True):
        so_far = months([*old, *new])
        looks = (control_limits.judge(so_far[: known + at], promise) for at in range(1, within + 1))
        found += any(one is not None and one.beyond for one in looks)
    return found / RUNS


def test_a_doubling_of_four_a_month_is_worth_a_look_within_two_months():
    assert seen_within(4, 2, EARLY, within=2, known=24) >= 0.8


def test_a_doubling_of_four_a_month_becomes_a_problem_within_six_months_and_a_tripling_within_two():
    assert seen_within(4, 2, SIGNAL, within=6, known=24) >= 0.75
    assert seen_within(4, 3, SIGNAL, within=2, known=24) >= 0.8


def test_a_doubling_of_twenty_a_month_becomes_a_problem_within_two_months():
    assert seen_within(20, 2, SIGNAL, within=2, known=24) >= 0.95


def test_nothing_is_said_before_there_are_enough_months():
    assert control_limits.judge(months([0] * 6), SIGNAL) is None
    verdict = control_limits.judge(months([0] * 6 + [30]), SIGNAL)
    assert verdict is not None
    assert verdict.beyond
    assert (verdict.observed, verdict.expected) == (30, 0)


def test_few_complaints_before_make_wide_limits():
    """Two in a year promise little: the limit lies far above the mean, where mean and three sigma would not put it."""
    alone = FalseAlarmRate(SIGNAL.rate, {1: SIGNAL.shares[1]})
    few, many = (
        control_limits.judge(months([0, 0, 1] * 4 + [0]), alone),
        control_limits.judge(months([4] * 12 + [0]), alone),
    )
    assert few is not None
    assert many is not None
    assert few.limit >= 4
    assert many.limit >= 11


def test_the_probability_is_the_exact_binomial_one():
    """12 in three months after 12 in nine: of 24, as many as 12 with a quarter of the time."""
    assert control_limits.more(12, 12, 0.25) == pytest.approx(0.0072, abs=0.0001)
    assert control_limits.fewer(3, 12, 0.5) == pytest.approx(0.0176, abs=0.0001)


@given(counted, counted, shares)
def test_more_complaints_are_never_more_probable(seen: int, known: int, share: float):
    assert control_limits.more(seen + 1, known, share) <= control_limits.more(seen, known, share) + 1e-12


@given(counted, counted, shares)
def test_more_complaints_before_never_make_a_count_less_expected(seen: int, known: int, share: float):
    assert control_limits.more(seen, known + 1, share) >= control_limits.more(seen, known, share) - 1e-12


@given(counted, counted, shares)
def test_as_many_or_more_and_fewer_are_everything(seen: int, known: int, share: float):
    fewer = control_limits.fewer(seen - 1, known + 1, share) if seen else 0.0
    assert control_limits.more(seen, known, share) + fewer == pytest.approx(1, abs=1e-9)


@given(st.lists(counted, min_size=7, max_size=40))
def test_a_month_is_beyond_its_limit_just_when_its_count_is(counts: list[int]):
    alone = FalseAlarmRate(SIGNAL.rate, {1: 1.0})
    verdict = control_limits.judge(months(counts), alone)
    assert verdict is not None
    assert verdict.beyond == (counts[-1] > verdict.limit)


@given(st.lists(counted, min_size=7, max_size=40), st.integers(min_value=1, max_value=20))
def test_a_running_month_that_is_beyond_stays_beyond(counts: list[int], more: int):
    early, late = control_limits.judge(months(counts)), control_limits.judge(months([*counts[:-1], counts[-1] + more]))
    assert early is not None
    assert late is not None
    assert late.beyond or not early.beyond


@given(st.lists(counted, min_size=7, max_size=30), st.integers(min_value=2, max_value=9))
def test_out_of_how_much_is_only_a_matter_of_scale(counts: list[int], scale: int):
    one = control_limits.judge([Month(FIRST, count, 1.0) for count in counts])
    other = control_limits.judge([Month(FIRST, count, float(scale)) for count in counts])
    assert one is not None
    assert other is not None
    assert one.probability == pytest.approx(other.probability)


def test_twice_the_complaints_out_of_twice_the_orders_are_no_signal():
    steady = [Month(FIRST, 20, 1.0) for _ in range(12)]
    grown = control_limits.judge([*steady, Month(FIRST, 40, 2.0)])
    alarming = control_limits.judge([*steady, Month(FIRST, 40, 1.0)])
    assert grown is not None
    assert alarming is not None
    assert not grown.beyond
    assert alarming.beyond
