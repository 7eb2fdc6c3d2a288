"""What holds for every calendar, start, amount and pause, and not only for those a table names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import UNITS, Amount, Calendar, Due, Pause, Special

ZONES = (
    "UTC",
    "Europe/London",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Beirut",
    "Pacific/Kiritimati",
    "Asia/Kolkata",
)
FIRST, LAST = date(2016, 1, 1), date(2030, 12, 31)
DATED = ("calendar days", "working days", "weeks", "months")

days = st.dates(FIRST, LAST)
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2016, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
hours = st.sampled_from(
    [
        ((time(9), time(17)),),
        ((time(8, 30), time(12)), (time(13), time(17, 45))),
        ((time.min, time.min),),
        ((time.min, time(6)), (time(22), time.min)),
    ]
)
week_patterns = st.lists(st.booleans(), min_size=7, max_size=7).filter(any)
specials = st.one_of(
    st.builds(Special, st.just("Feast"), st.just("holiday"), st.just(()), st.booleans()),
    st.builds(Special, st.just("Shut"), st.just("closure")),
    st.builds(Special, st.just("Eve"), st.just("half-day"), st.just(((time(9), time(13)),))),
    st.builds(Special, st.just("Make-up"), st.just("extra working day"), hours),
)
amounts = st.builds(Amount, st.integers(0, 60), st.sampled_from(UNITS))
working_amounts = st.builds(Amount, st.integers(0, 40), st.sampled_from(("working days", "working hours")))
rolls = st.sampled_from(("none", "next working day", "previous working day"))
ways: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {
        "start_counts": st.booleans(),
        "roll": rolls,
        "closes": st.sampled_from(("end of day", "close of business")),
        "after_hours_next": st.booleans(),
    }
)


@st.composite
def calendars(draw: Callable[..., object]) -> Calendar:
    open_hours = draw(hours)
    week = tuple(open_hours if works else () for works in draw(week_patterns))
    special = draw(st.dictionaries(st.dates(date(2020, 1, 1), date(2020, 6, 30)), specials, max_size=30))
    return Calendar("any", 1, draw(zones), week, special)  # type: ignore[arg-type]


near = st.datetimes(datetime(2019, 12, 20), datetime(2020, 7, 10), timezones=st.just(UTC))


@st.composite
def pauses(draw: Callable[..., object]) -> Pause:
    since = draw(near)
    return Pause(since, since + draw(st.timedeltas(timedelta(), timedelta(days=20))), "waiting")  # type: ignore


def due(calendar: Calendar, amount: Amount, start: datetime, **how: object) -> Due:
    return working_time.due(calendar, amount, start, **how)  # type: ignore[arg-type]


@given(calendars(), amounts, near, ways)
def test_one_more_of_anything_is_never_earlier(calendar: Calendar, amount: Amount, start: datetime, how: dict) -> None:
    more = Amount(amount.number + 1, amount.unit)
    assert due(calendar, amount, start, **how).at <= due(calendar, more, start, **how).at


@given(calendars(), amounts, near, near, ways)
def test_what_starts_later_is_not_due_earlier(
    calendar: Calendar, amount: Amount, one: datetime, other: datetime, how: dict
) -> None:
    start, later = sorted((one, other))
    assert due(calendar, amount, start, **how).at <= due(calendar, amount, later, **how).at


@given(calendars(), amounts, near, ways, st.dates(date(2020, 1, 1), date(2020, 6, 30)))
def test_one_more_holiday_never_makes_a_due_moment_earlier(
    calendar: Calendar, amount: Amount, start: datetime, how: dict, feast: date
) -> None:
    fewer = replace(calendar, special={day: one for day, one in calendar.special.items() if day != feast})
    more = replace(fewer, special={**fewer.special, feast: Special("Feast", "holiday")})
    if how["roll"] != "previous working day":  # which a holiday is there to make earlier
        assert due(fewer, amount, start, **how).at <= due(more, amount, start, **how).at


@given(calendars(), st.integers(0, 60), near, ways, st.lists(pauses(), max_size=3))
def test_a_due_day_in_working_days_is_a_working_day(
    calendar: Calendar, number: int, start: datetime, how: dict, rests: list[Pause]
) -> None:
    found = due(calendar, Amount(number, "working days"), start, pauses=rests, **how)
    assert found.on is not None
    assert working_time.is_working_day(calendar, found.on)


@given(calendars(), amounts, near, ways, st.lists(pauses(), max_size=3), pauses())
def test_a_pause_never_shortens(
    calendar: Calendar, amount: Amount, start: datetime, how: dict, rests: list[Pause], another: Pause
) -> None:
    found = due(calendar, amount, start, pauses=rests, **how)
    assert found.at <= due(calendar, amount, start, pauses=[*rests, another], **how).at


@given(calendars(), amounts, near, ways, st.lists(pauses(), max_size=3), near)
def test_an_open_pause_changes_nothing_until_it_ends(
    calendar: Calendar, amount: Amount, start: datetime, how: dict, rests: list[Pause], since: datetime
) -> None:
    waiting = [*rests, Pause(since, None, "waiting")]
    assert due(calendar, amount, start, pauses=waiting, **how) == due(calendar, amount, start, pauses=rests, **how)


@given(calendars(), st.integers(1, 30), near, pauses())
def test_working_hours_hold_their_number_between_start_and_due_whatever_is_paused(
    calendar: Calendar, number: int, start: datetime, rest: Pause
) -> None:
    at = due(calendar, Amount(number, "working hours"), start, pauses=[rest]).at
    since, until = max(start, rest.since), min(at, rest.until or at)
    paused = working_time.working_time(calendar, since, until) if since < until else timedelta()
    assert working_time.working_time(calendar, start, at) - paused == timedelta(hours=number)


@given(calendars(), amounts, near, ways, st.lists(pauses(), max_size=2))
def test_nothing_is_due_before_it_starts_and_the_trace_leads_to_the_due_day(
    calendar: Calendar, amount: Amount, start: datetime, how: dict, rests: list[Pause]
) -> None:
    found = due(calendar, amount, start, pauses=rests, **how)
    assert found.at >= start
    counted = [step.counted for step in found.trace if step.counted is not None]
    assert counted == sorted(counted)
    if found.on:
        assert found.trace[-1].on == found.on == working_time.day_of(calendar, found.at - timedelta.resolution)
    assert Due.from_json(found.to_json()) == found


@given(calendars(), st.builds(Amount, st.integers(0, 60), st.sampled_from(DATED)), near, ways)
def test_every_day_from_the_start_to_the_due_day_is_in_the_trace(
    calendar: Calendar, amount: Amount, start: datetime, how: dict
) -> None:
    how = {**how, "roll": "next working day", "after_hours_next": False}
    found = due(calendar, amount, start, **how)
    first = working_time.day_of(calendar, start)
    assert found.on is not None
    expected = [first + timedelta(days=number) for number in range((found.on - first).days + 1)]
    assert [step.on for step in found.trace] == expected


@given(calendars(), working_amounts, near)
def test_adding_undoes_subtracting_at_the_end_of_working_time(
    calendar: Calendar, amount: Amount, moment: datetime
) -> None:
    stand = due(calendar, Amount(1, "working days"), moment, closes="end of day").at
    if amount.unit == "working hours":
        stand = due(calendar, Amount(1, "working hours"), moment).at
    earlier = working_time.subtract(calendar, stand, amount)
    assert earlier <= stand
    assert working_time.add(calendar, earlier, amount) == stand


@given(calendars(), st.integers(0, 40), near)
def test_a_warning_leaves_the_working_days_it_promises(calendar: Calendar, number: int, moment: datetime) -> None:
    start = working_time.subtract(calendar, moment, Amount(number, "working days"))
    day_before, day_after = (working_time.day_of(calendar, one - timedelta.resolution) for one in (start, moment))
    assert working_time.working_days_between(calendar, day_before, day_after) == number


@given(calendars(), near, near, near)
def test_working_time_adds_up(calendar: Calendar, one: datetime, two: datetime, three: datetime) -> None:
    spent = working_time.working_time
    assert spent(calendar, one, three) == spent(calendar, one, two) + spent(calendar, two, three)


@given(days, zones)
def test_days_stand_next_to_each_other(day: date, zone: str) -> None:
    calendar = Calendar.always(zone=zone)
    end = working_time.end_of_day(calendar, day)
    assert end == working_time.start_of_day(calendar, day + timedelta(days=1))
    assert working_time.day_of(calendar, end) == day + timedelta(days=1)
    assert working_time.day_of(calendar, end - timedelta.resolution) == day


@given(calendars())
def test_a_calendar_survives_being_written_down(calendar: Calendar) -> None:
    assert Calendar.from_json(calendar.to_json()) == calendar


@given(amounts)
def test_an_amount_survives_being_written_down(amount: Amount) -> None:
    assert Amount.parse(str(amount)) == amount


@given(week_patterns, st.sets(days, max_size=60), days, st.integers(0, 500))
def test_working_days_agree_with_numpy(pattern: list[bool], feasts: set[date], day: date, number: int) -> None:
    week = tuple(((time(9), time(17)),) if works else () for works in pattern)
    calendar = Calendar("any", 1, "UTC", week, {feast: Special("Feast", "holiday") for feast in feasts})
    noon = datetime.combine(day, time(12), UTC)
    rules = {"weekmask": pattern, "holidays": sorted(feasts)}
    # numpy counts from a working day: from a closed one the first working day before it stands for it.
    roll, counted = ("forward", 0) if number == 0 else ("backward", number)
    expected = numpy.busday_offset(day, counted, roll=roll, **rules).astype(date)
    assert due(calendar, Amount(number, "working days"), noon).on == expected
    tomorrow = day + timedelta(days=1)
    between = int(numpy.busday_count(tomorrow, expected + timedelta(days=1), **rules))
    assert working_time.working_days_between(calendar, day, expected) == between


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_promise_can_be_counted(unit: str) -> None:
    longest = working_time.LONGEST[unit]  # type: ignore[index]
    calendar = (
        Calendar.always()
        if unit == "working hours"
        else Calendar("any", 1, "UTC", (((time(9), time(17)),),) * 5 + ((), ()))
    )
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert due(calendar, Amount(longest, unit), start).at > datetime(2035, 1, 1, tzinfo=UTC)  # type: ignore[arg-type]
