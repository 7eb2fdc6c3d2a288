"""Working time, case by case: each case has its number in the list of the hard ones."""

from __future__ import annotations

import os
import time as clock
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from amends.organisation import holidays
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Amount, Calendar, Due, Pause, Special, TraceStep

NINE_TO_FIVE = ((time(9), time(17)),)
WEEK = (NINE_TO_FIVE,) * 5 + ((), ())
PLAIN = Calendar("plain", 1, "UTC", WEEK)


def made(country: str, part: str | None = None) -> Calendar:
    return Calendar.from_json(holidays.generate(country, part, years=range(2026, 2028)))


ENGLAND = made("GB", "ENG")
SCOTLAND = made("GB", "SCT")
TURKEY = made("TR")
CHINA = made("CN")


def at(calendar: Calendar, text: str) -> datetime:
    """A moment as the clock on the office wall shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(calendar.zone)).astimezone(UTC)


def due(calendar: Calendar, amount: str, start: str, **how: object) -> Due:
    return working_time.due(calendar, Amount.parse(amount), at(calendar, start), **how)  # type: ignore[arg-type]


def day(text: str) -> date:
    return date.fromisoformat(text)


def pause(calendar: Calendar, since: str, until: str | None, reason: str = "waiting for the customer") -> Pause:
    return Pause(at(calendar, since), at(calendar, until) if until else None, reason)


@pytest.mark.parametrize(
    "case",
    [
        (1, ENGLAND, "5 working days", "2026-04-02 10:00", {}, "2026-04-13"),
        (1, SCOTLAND, "5 working days", "2026-04-02 10:00", {}, "2026-04-10"),
        (3, ENGLAND, "1 working day", "2026-06-05 17:30", {}, "2026-06-08"),
        (3, ENGLAND, "1 working day", "2026-06-05 17:30", {"after_hours_next": True}, "2026-06-09"),
        (4, ENGLAND, "3 working days", "2026-05-29 10:00", {}, "2026-06-03"),
        (7, ENGLAND, "30 calendar days", "2026-11-20 10:00", {"roll": "next working day"}, "2026-12-21"),
        (7, ENGLAND, "30 calendar days", "2026-11-20 10:00", {}, "2026-12-20"),
        (8, ENGLAND, "30 calendar days", "2026-11-20 10:00", {"start_counts": True}, "2026-12-19"),
        (10, ENGLAND, "10 working days", "2026-05-12 10:00", {}, "2026-05-27"),
        (10, ENGLAND, "20 working days", "2026-05-12 10:00", {}, "2026-06-10"),
        (12, ENGLAND, "20 working days", "2026-06-01 10:00", {}, "2026-06-29"),
        (18, TURKEY, "6 working days", "2026-05-26 10:00", {}, "2026-06-08"),
    ],
    ids=lambda case: f"case {case[0]}: {case[2]} from {case[3]} {case[1].key}",
)
def test_a_duty_in_days_falls_due_on_the_day_worked_out_by_hand(
    case: tuple[int, Calendar, str, str, dict[str, object], str],
) -> None:
    _, calendar, amount, start, how, expected = case
    found = due(calendar, amount, start, **how)
    assert found.on == day(expected)
    assert found.at == at(calendar, f"{day(expected) + timedelta(days=1)} 00:00")


def test_close_of_business_is_the_last_closing_of_the_due_day() -> None:
    """Case 4."""
    assert due(ENGLAND, "3 working days", "2026-05-29 10:00", closes="close of business").at == at(
        ENGLAND, "2026-06-03 17:00"
    )


def test_an_extension_counts_on_from_the_due_day_and_not_from_the_midnight_after_it() -> None:
    """Case 10: the end of 27 May is already 00:00 of 28 May, which is nobody's first day."""
    first = due(ENGLAND, "10 working days", "2026-05-12 10:00")
    assert first.on is not None
    assert working_time.due(ENGLAND, Amount.parse("10 working days"), first.on).on == day("2026-06-10")
    later = working_time.add(ENGLAND, first.at, Amount.parse("10 working days"))
    assert later == at(ENGLAND, "2026-06-11 00:00")


def test_stages_of_one_four_and_one_working_days_end_with_the_promised_total() -> None:
    """Case 18."""
    moment: date = day("2026-05-26")
    stages = (
        ("1 working day", "2026-06-01"),
        ("4 working days", "2026-06-05"),
        ("1 working day", "2026-06-08"),
    )
    for amount, expected in stages:
        found = working_time.due(TURKEY, Amount.parse(amount), moment).on
        assert found == day(expected)
        moment = found


def test_twenty_four_hours_over_the_change_of_clocks_are_twenty_four_hours() -> None:
    """Case 14."""
    assert due(ENGLAND, "24 hours", "2026-03-28 17:00").at == at(ENGLAND, "2026-03-29 18:00")


def test_hours_never_roll() -> None:
    saturday = due(ENGLAND, "24 hours", "2026-03-27 17:00", roll="next working day")
    assert saturday.at == at(ENGLAND, "2026-03-28 17:00")


def test_a_mail_late_in_the_evening_is_received_on_the_local_day() -> None:
    """Case 16: 22:30 UTC on 1 July is 01:30 on 2 July in Istanbul."""
    found = working_time.due(TURKEY, Amount.parse("1 calendar day"), datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert found.trace[0] == TraceStep(day("2026-07-02"), None, "start day not counted")
    assert found.on == day("2026-07-03")


def test_a_holiday_proclaimed_later_makes_a_new_version_and_both_dates_can_be_told() -> None:
    """Case 22."""
    mourning = {**ENGLAND.special, day("2026-06-03"): Special("Day of mourning", "closure")}
    newer = replace(ENGLAND, version=2, special=mourning)
    before, after = (due(one, "3 working days", "2026-05-29 10:00") for one in (ENGLAND, newer))
    assert (before.on, before.version) == (day("2026-06-03"), 1)
    assert (after.on, after.version) == (day("2026-06-04"), 2)
    assert TraceStep(day("2026-06-03"), None, "closure", "Day of mourning") in after.trace


@pytest.mark.parametrize(
    ("received", "near"), [("2026-03-10", 0), ("2026-03-11", 1), ("2026-03-15", 1), ("2026-03-16", 0)]
)
def test_an_estimated_holiday_within_two_days_of_the_due_day_is_told(received: str, near: int) -> None:
    """Case 23."""
    feast = Special("Ramazan Bayramı", "holiday", provisional=True)
    calendar = replace(PLAIN, special={day("2026-03-20"): feast, day("2026-03-19"): Special("Fixed", "holiday")})
    found = due(calendar, "7 calendar days", f"{received} 10:00")
    assert working_time.provisional_near(calendar, found) == [(day("2026-03-20"), feast)] * near


def test_an_estimated_holiday_is_told_for_a_duty_in_hours_too() -> None:
    """Case 23."""
    feast = Special("Kurban Bayramı", "holiday", provisional=True)
    calendar = replace(PLAIN, special={day("2026-03-20"): feast})
    assert working_time.provisional_near(calendar, due(calendar, "24 hours", "2026-03-17 10:00"))
    assert not working_time.provisional_near(calendar, due(calendar, "24 hours", "2026-03-16 10:00"))
    assert working_time.provisional_near(calendar, due(calendar, "24 hours", "2026-03-16 10:00"), days=3)


@pytest.mark.parametrize(
    ("since", "until", "expected", "why"),
    [
        ("2026-06-03 10:00", "2026-06-13 10:00", "2026-06-18", "ten days hold not quite eight working days"),
        ("2026-06-03 10:00", "2026-06-12 10:00", "2026-06-17", "seven working days exactly"),
        ("2026-06-06 00:00", "2026-06-08 00:00", "2026-06-08", "a weekend contributes nothing"),
        ("2026-06-05 17:00", "2026-06-08 09:00", "2026-06-08", "nor does the time outside the hours"),
        ("2026-06-04 00:00", "2026-06-05 00:00", "2026-06-09", "a working day contributes one"),
        ("2026-06-04 09:00", "2026-06-04 17:00", "2026-06-09", "and so do its hours"),
        ("2026-06-01 10:00", "2026-06-04 10:00", "2026-06-11", "a pause from the start on takes all it lasted"),
        ("2026-06-08 10:00", "2026-06-10 10:00", "2026-06-10", "a pause on the due day takes all it lasted"),
        ("2026-06-09 00:00", "2026-06-20 00:00", "2026-06-08", "a pause after the due moment saves nothing"),
        ("2026-05-01 00:00", "2026-06-01 09:30", "2026-06-08", "a pause before the start takes nothing"),
        ("2026-06-04 10:00", None, "2026-06-08", "an open pause takes nothing yet"),
    ],
)
def test_an_internal_due_day_moves_by_the_working_time_paused(
    since: str, until: str | None, expected: str, why: str
) -> None:
    """Case 24."""
    rests = [pause(PLAIN, since, until)]
    assert due(PLAIN, "5 working days", "2026-06-01 09:30", pauses=rests).on == day(expected), why


def test_a_statutory_due_moment_knows_no_pause_because_it_is_given_none() -> None:
    """Case 24."""
    assert due(PLAIN, "5 working days", "2026-06-01 09:30").on == day("2026-06-08")


def test_two_half_pauses_make_one_day_and_the_trace_says_which() -> None:
    """Case 24."""
    morning = pause(PLAIN, "2026-06-02 09:00", "2026-06-02 13:00", "lot")
    rests = [morning, pause(PLAIN, "2026-06-03 13:00", "2026-06-03 17:00")]
    found = due(PLAIN, "3 working days", "2026-06-01 10:00", pauses=rests)
    assert found.on == day("2026-06-05")
    assert found.trace[1] == TraceStep(day("2026-06-02"), None, "paused", "lot")
    assert [step.counted for step in found.trace] == [None, None, 1, 2, 3]


def test_two_pauses_at_the_same_time_take_that_time_once() -> None:
    later, earlier = ("2026-06-03 00:00", "2026-06-05 00:00"), ("2026-06-02 00:00", "2026-06-04 00:00")
    twice = [pause(PLAIN, *later), pause(PLAIN, *earlier)]
    once = [pause(PLAIN, earlier[0], later[1])]
    for amount in ("24 hours", "8 working hours", "3 working days", "1 week"):
        found = due(PLAIN, amount, "2026-06-01 10:00", pauses=twice)
        assert found.at == due(PLAIN, amount, "2026-06-01 10:00", pauses=once).at


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("48 hours", "2026-06-06 10:00"),  # 3 June and three days
        ("12 working hours", "2026-06-05 14:00"),  # seven before the pause, five after
        ("5 calendar days", "2026-06-10 00:00"),
        ("1 week", "2026-06-12 00:00"),
        ("1 month", "2026-07-05 00:00"),
    ],
)
def test_each_unit_gives_back_the_time_paused_in_its_own_measure(amount: str, expected: str) -> None:
    """Case 24: paused from Tuesday ten o'clock to Friday ten o'clock, received on Monday at ten."""
    rests = [pause(PLAIN, "2026-06-02 10:00", "2026-06-05 10:00")]
    assert due(PLAIN, amount, "2026-06-01 10:00", pauses=rests).at == at(PLAIN, expected)


def test_a_letter_that_lay_in_the_mailroom_is_counted_from_the_day_it_came() -> None:
    """Case 27: nothing in the clock knows when it is asked."""
    assert due(ENGLAND, "3 working days", "2026-06-01 09:00").on == day("2026-06-04")


def test_a_changed_amount_counts_from_the_same_start_with_the_same_pauses() -> None:
    """Case 32."""
    rests = [pause(ENGLAND, "2026-06-03 00:00", "2026-06-05 00:00")]
    assert due(ENGLAND, "5 working days", "2026-06-01 10:00", pauses=rests).on == day("2026-06-10")
    assert due(ENGLAND, "3 working days", "2026-06-01 10:00", pauses=rests).on == day("2026-06-08")


def test_a_calendar_without_working_hours_is_refused() -> None:
    """Case 38."""
    with pytest.raises(working_time.FaultyCalendar, match="no day of the week has working hours"):
        Calendar("empty", 1, "UTC", ((),) * 7)


def test_round_the_clock_working_hours_are_hours_on_the_wall() -> None:
    """Case 38."""
    always = Calendar.always(zone="Europe/London")
    start = "2026-03-28 17:00"
    assert due(always, "24 working hours", start).at == at(always, "2026-03-29 18:00")
    assert due(always, "2 working days", start).at == due(always, "2 calendar days", start).at
    assert due(always, "2 working days", start, closes="close of business").at == at(always, "2026-03-31 00:00")
    spring = working_time.working_time(always, at(always, "2026-03-29 00:00"), at(always, "2026-03-30 00:00"))
    assert spring == timedelta(hours=23)


def test_the_due_day_belongs_to_the_duty_and_its_end_does_not() -> None:
    """Case 39."""
    found = due(ENGLAND, "5 working days", "2026-04-02 10:00")
    assert at(ENGLAND, "2026-04-13 23:59:59.999999") < found.at == at(ENGLAND, "2026-04-14 00:00")


def test_working_hours_that_end_at_closing_are_due_at_closing() -> None:
    """Case 39."""
    assert due(ENGLAND, "4 working hours", "2026-06-05 13:00").at == at(ENGLAND, "2026-06-05 17:00")


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata"])
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setitem(os.environ, "TZ", request.param)
    clock.tzset()
    yield request.param
    monkeypatch.undo()
    clock.tzset()


def test_the_server_s_own_time_zone_changes_nothing(server_zone: str) -> None:
    """Case 40."""
    assert clock.tzname[0]
    assert due(ENGLAND, "5 working days", "2026-04-02 10:00").at == datetime(2026, 4, 13, 23, tzinfo=UTC)
    assert due(ENGLAND, "24 hours", "2026-03-28 17:00").at == datetime(2026, 3, 29, 17, tzinfo=UTC)
    assert due(TURKEY, "4 working hours", "2026-10-28 11:00").at == datetime(2026, 10, 30, 8, tzinfo=UTC)
    assert Due.from_json(due(TURKEY, "1 month", "2026-01-31 11:00").to_json()).on == day("2026-02-28")


@pytest.mark.parametrize(
    ("zone", "sunday", "opens", "length"),
    [
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04 03:00", 23),
        ("America/Sao_Paulo", "2018-02-17", "2018-02-17 02:00", 25),
        ("Africa/Cairo", "2026-04-24", "2026-04-23 22:00", 23),
        ("Africa/Cairo", "2026-10-29", "2026-10-28 21:00", 25),
        ("Asia/Beirut", "2026-03-29", "2026-03-28 22:00", 23),
        ("America/Havana", "2026-11-01", "2026-11-01 04:00", 25),
        ("Pacific/Apia", "2011-12-30", "2011-12-30 10:00", 0),
        ("America/Toronto", "1919-03-31", "1919-03-31 04:30", 23.5),
    ],
)
def test_a_day_whose_midnight_is_moved_begins_when_the_last_one_ends(
    zone: str, sunday: str, opens: str, length: float
) -> None:
    calendar, eve = Calendar.always(zone=zone), day(sunday) - timedelta(days=1)
    start = working_time.start_of_day(calendar, day(sunday))
    assert start == datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert working_time.end_of_day(calendar, day(sunday)) - start == timedelta(hours=length)
    assert working_time.due(calendar, Amount.parse("1 calendar day"), eve).at == start + timedelta(hours=length)


def test_an_hour_that_is_jumped_over_is_nobody_s_working_time() -> None:
    night = (((time(1), time(1, 30)), (time(2), time(4))),) * 7
    calendar = Calendar("night", 1, "Europe/London", night)
    start, end = at(calendar, "2026-03-29 00:00"), at(calendar, "2026-03-30 00:00")
    assert working_time.working_time(calendar, start, end) == timedelta(hours=2)


@pytest.mark.parametrize(
    ("amount", "start", "how", "expected"),
    [
        ("12 months", "2024-02-29", {}, "2025-02-28"),
        ("48 months", "2024-02-29", {}, "2028-02-29"),
        ("1 month", "2026-01-31", {}, "2026-02-28"),
        ("1 month", "2024-01-31", {}, "2024-02-29"),
        ("1 month", "2026-02-28", {}, "2026-03-28"),
        ("1 month", "2026-12-31", {}, "2027-01-31"),
        ("1 month", "2026-11-20", {"start_counts": True}, "2026-12-19"),
        ("1 month", "2026-03-01", {"start_counts": True}, "2026-03-31"),
        ("1 month", "2026-01-31", {"start_counts": True}, "2026-02-28"),
        ("2 weeks", "2026-06-01", {}, "2026-06-15"),
        ("2 weeks", "2026-06-01", {"start_counts": True}, "2026-06-14"),
        ("8 weeks", "2026-06-06", {"roll": "next working day"}, "2026-08-03"),
        ("1 week", "2026-05-23", {"roll": "next working day"}, "2026-06-01"),  # into the next month
        ("1 week", "2026-05-24", {"roll": "previous working day"}, "2026-05-29"),
        ("1 week", "2026-05-25", {"roll": "previous working day"}, "2026-06-01"),  # a working day does not roll
        ("1 calendar day", "2026-06-06", {"roll": "previous working day"}, "2026-06-07"),  # not before it starts
        ("1 calendar day", "2026-06-05", {"roll": "previous working day"}, "2026-06-05"),
        ("1 working day", "2026-06-06", {"start_counts": True}, "2026-06-08"),  # a closed day cannot be the first
        ("1 working day", "2026-06-05", {"start_counts": True}, "2026-06-05"),
        ("1 calendar day", "2026-06-06", {"start_counts": True}, "2026-06-06"),
        ("1 working day", "2026-06-06", {"after_hours_next": True}, "2026-06-09"),
        ("0 working days", "2026-06-06", {}, "2026-06-08"),
        ("0 working days", "2026-06-05", {}, "2026-06-05"),
        ("0 calendar days", "2026-06-06", {}, "2026-06-06"),
        ("0 months", "2026-06-06", {"start_counts": True}, "2026-06-06"),
    ],
)
def test_days_weeks_and_months_begin_end_and_roll_as_the_rule_says(
    amount: str, start: str, how: dict[str, object], expected: str
) -> None:
    assert due(PLAIN, amount, f"{start} 12:00", **how).on == day(expected)


def test_a_day_rolled_over_keeps_its_number_and_says_why_it_rolled() -> None:
    found = due(ENGLAND, "35 calendar days", "2026-11-20 10:00", roll="next working day")
    assert found.trace[-5:] == (
        TraceStep(day("2026-12-25"), 35, "holiday", "Christmas Day"),
        TraceStep(day("2026-12-26"), None, "holiday", "Boxing Day"),
        TraceStep(day("2026-12-27"), None, "weekend"),
        TraceStep(day("2026-12-28"), None, "holiday", "Boxing Day (observed)"),
        TraceStep(day("2026-12-29"), None, "rolled"),
    )


def test_the_trace_names_every_day_and_why() -> None:
    assert due(ENGLAND, "2 working days", "2026-04-02 10:00").trace == (
        TraceStep(day("2026-04-02"), None, "start day not counted"),
        TraceStep(day("2026-04-03"), None, "holiday", "Good Friday"),
        TraceStep(day("2026-04-04"), None, "weekend"),
        TraceStep(day("2026-04-05"), None, "weekend"),
        TraceStep(day("2026-04-06"), None, "holiday", "Easter Monday"),
        TraceStep(day("2026-04-07"), 1, "counted"),
        TraceStep(day("2026-04-08"), 2, "counted"),
    )


def test_receipt_after_closing_is_deemed_the_next_working_day_and_the_trace_says_so() -> None:
    """Case 3."""
    assert due(ENGLAND, "1 working day", "2026-06-05 17:00", after_hours_next=True).trace == (
        TraceStep(day("2026-06-05"), None, "deemed next working day"),
        TraceStep(day("2026-06-08"), None, "start day not counted"),
        TraceStep(day("2026-06-09"), 1, "counted"),
    )


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2026-06-05 16:59", "1 working day", "2026-06-09 00:00"),
        ("2026-06-08 07:00", "1 working day", "2026-06-10 00:00"),  # before opening is the same day
        ("2026-06-08 07:00", "24 hours", "2026-06-09 09:00"),
        ("2026-06-05 17:30", "24 hours", "2026-06-09 09:00"),  # an hour's clock starts with the opening
        ("2026-06-05 17:30", "2 working hours", "2026-06-08 11:00"),
        ("2026-06-05 17:30", "1 calendar day", "2026-06-10 00:00"),
    ],
)
def test_only_what_comes_after_closing_is_deemed(received: str, amount: str, expected: str) -> None:
    """Case 3."""
    assert due(PLAIN, amount, received, after_hours_next=True).at == at(PLAIN, expected)


def test_a_half_day_is_a_whole_working_day_with_fewer_hours() -> None:
    assert due(TURKEY, "1 working day", "2026-10-27 10:00").on == day("2026-10-28")
    closing = due(TURKEY, "1 working day", "2026-10-27 10:00", closes="close of business")
    assert closing.at == at(TURKEY, "2026-10-28 13:00")
    assert closing.trace[-1].why == "half-day"
    assert due(TURKEY, "6 working hours", "2026-10-28 10:00").at == at(TURKEY, "2026-10-30 12:00")
    assert due(TURKEY, "1 working day", "2026-10-28 13:30", after_hours_next=True).on == day("2026-11-02")


def test_a_half_day_cannot_open_a_closed_day() -> None:
    saturday = replace(PLAIN, special={day("2026-06-06"): Special("Eve", "half-day", ((time(9), time(13)),))})
    found = due(saturday, "1 working day", "2026-06-05 10:00")
    assert found.on == day("2026-06-08")
    assert found.trace[1] == TraceStep(day("2026-06-06"), None, "weekend")


def test_a_saturday_that_is_worked_counts() -> None:
    found = due(CHINA, "1 working day", "2026-05-08 10:00")
    assert found.on == day("2026-05-09")
    assert found.trace[-1] == TraceStep(day("2026-05-09"), 1, "extra working day", "Make-up working day")


def test_a_due_day_without_business_ends_with_the_day() -> None:
    sunday = due(PLAIN, "1 week", "2026-05-31 10:00", closes="close of business")
    assert sunday.at == at(PLAIN, "2026-06-08 00:00")


def test_what_is_received_after_closing_is_not_late_when_it_comes() -> None:
    found = due(PLAIN, "1 working day", "2026-06-05 18:00", start_counts=True, closes="close of business")
    assert found.at == at(PLAIN, "2026-06-06 00:00")


def test_several_intervals_a_day_leave_out_the_lunch() -> None:
    lunch = replace(PLAIN, week=(((time(9), time(12)), (time(13), time(17))),) * 5 + ((), ()))
    assert due(lunch, "4 working hours", "2026-06-05 10:00").at == at(lunch, "2026-06-05 15:00")
    assert due(lunch, "8 working hours", "2026-06-05 12:30").at == at(lunch, "2026-06-08 13:00") + timedelta(hours=1)
    assert due(lunch, "1 working day", "2026-06-05 12:30", after_hours_next=True).on == day("2026-06-08")


def test_working_hours_say_where_they_went() -> None:
    rests = [pause(PLAIN, "2026-06-09 00:00", "2026-06-10 11:00", "sample")]
    assert due(PLAIN, "9 working hours", "2026-06-05 18:00", pauses=rests).trace == (
        TraceStep(day("2026-06-05"), None, "after closing"),
        TraceStep(day("2026-06-06"), None, "weekend"),
        TraceStep(day("2026-06-07"), None, "weekend"),
        TraceStep(day("2026-06-08"), 8, "counted"),
        TraceStep(day("2026-06-09"), None, "paused", "sample"),
        TraceStep(day("2026-06-10"), 9, "counted"),
    )


@pytest.mark.parametrize(
    ("amount", "moment", "before", "after"),
    [
        ("1 working day", "2026-04-14 00:00", "2026-04-11 00:00", "2026-04-15 00:00"),
        ("2 working days", "2026-04-08 00:00", "2026-04-02 00:00", "2026-04-10 00:00"),
        ("1 working day", "2026-06-03 17:00", "2026-06-02 17:00", "2026-06-04 17:00"),
        ("1 working day", "2026-12-21 00:00", "2026-12-18 00:00", "2026-12-22 00:00"),  # due on a Sunday
        ("4 working hours", "2026-06-08 11:00", "2026-06-05 15:00", "2026-06-08 15:00"),
        ("4 working hours", "2026-06-09 00:00", "2026-06-08 13:00", "2026-06-09 13:00"),
        ("24 hours", "2026-03-29 18:00", "2026-03-28 17:00", "2026-03-30 18:00"),
        ("2 calendar days", "2026-03-30 00:00", "2026-03-28 00:00", "2026-04-01 00:00"),
        ("1 week", "2026-03-30 00:00", "2026-03-23 00:00", "2026-04-06 00:00"),
        ("1 month", "2026-04-01 00:00", "2026-03-01 00:00", "2026-05-01 00:00"),  # the end of 31 March
        ("0 working hours", "2026-06-07 11:00", "2026-06-07 11:00", "2026-06-07 11:00"),
    ],
)
def test_warnings_and_escalations_stand_so_long_before_and_after_the_due_moment(
    amount: str, moment: str, before: str, after: str
) -> None:
    assert working_time.subtract(ENGLAND, at(ENGLAND, moment), Amount.parse(amount)) == at(ENGLAND, before)
    assert working_time.add(ENGLAND, at(ENGLAND, moment), Amount.parse(amount)) == at(ENGLAND, after)


def test_working_days_between_count_the_last_and_not_the_first() -> None:
    assert working_time.working_days_between(ENGLAND, day("2026-04-02"), day("2026-04-13")) == 5
    assert working_time.working_days_between(ENGLAND, day("2026-04-13"), day("2026-04-02")) == -5
    assert working_time.working_days_between(ENGLAND, day("2026-04-02"), day("2026-04-02")) == 0


def test_working_time_counts_only_the_hours_of_the_calendar() -> None:
    since, until = at(TURKEY, "2026-10-27 16:00"), at(TURKEY, "2026-10-30 10:00")
    assert working_time.working_time(TURKEY, since, until) == timedelta(hours=1 + 4 + 1)
    assert working_time.working_time(TURKEY, until, since) == -timedelta(hours=6)


@pytest.mark.parametrize(
    "text",
    ["7 working days", "1 working day", "24 hours", "1 hour", "3 weeks", "0 months", "4 working hours"],
)
def test_an_amount_is_read_and_written_as_people_say_it(text: str) -> None:
    assert str(Amount.parse(text)) == text


def test_an_amount_is_read_whatever_its_capitals_and_spaces() -> None:
    assert Amount.parse("  7   Working  days ") == Amount(7, "working days")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "seven days",
        "7",
        "days",
        "7 days",
        "1.5 hours",
        "-1 hours",
        "7 business days",
        "٣ hours",
        "7workingdays",
        "99999 hours",
        "121 months",
        "1000000000 hours",
    ],
)
def test_what_is_no_amount_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"write a whole number|ten years"):
        Amount.parse(text)


def test_a_calendar_names_every_fault_at_once() -> None:
    with pytest.raises(working_time.FaultyCalendar) as refused:
        Calendar.from_json(
            {
                "key": "",
                "version": 0,
                "zone": "Mars/Olympus",
                "week": [[["17:00", "09:00"]], [["09:00", "13:00"], ["12:00", "17:00"]], [["9", "noon"]], [], []],
                "special": {
                    "2026-13-01": {"name": "Never", "kind": "holiday", "hours": []},
                    "2026-01-01": {"name": "New Year", "kind": "holiday", "hours": [["09:00", "10:00"]]},
                    "2026-01-02": {"name": "Eve", "kind": "half-day", "hours": []},
                    "2026-01-03": {"name": "Odd", "kind": "party", "hours": []},
                },
            }
        )
    assert len(refused.value.faults) == 11
    assert "; ".join(refused.value.faults) == str(refused.value)


@pytest.mark.parametrize("zone", ["", "Europe", "../etc/passwd", "Europe/Nowhere", "/etc/localtime"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        replace(PLAIN, zone=zone)


def test_a_calendar_whose_working_days_never_come_says_so_instead_of_looking_for_ever() -> None:
    closed = {day("2026-01-01") + timedelta(days=number): Special("Closed", "closure") for number in range(41 * 366)}
    calendar = replace(PLAIN, special=closed)
    for amount in ("1 working day", "1 working hour"):
        with pytest.raises(ValueError, match=r"Calendar plain: counting from .* did not end"):
            due(calendar, amount, "2026-01-01 10:00")
    with pytest.raises(ValueError, match="did not end"):
        due(calendar, "1 calendar day", "2026-01-01 10:00", roll="next working day")


def test_moments_without_a_zone_or_out_of_all_time_are_refused() -> None:
    for moment in (datetime(2026, 1, 1), datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)):
        with pytest.raises(ValueError, match=r"no time zone|not between"):
            working_time.due(PLAIN, Amount(1, "hours"), moment)
        with pytest.raises(ValueError, match=r"no time zone|not between"):
            working_time.subtract(PLAIN, moment, Amount(1, "hours"))


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    backwards = pause(PLAIN, "2026-06-03 10:00", "2026-06-02 10:00")
    with pytest.raises(ValueError, match="ends before it starts"):
        due(PLAIN, "1 working day", "2026-06-01 10:00", pauses=[backwards])


def test_calendars_and_due_moments_survive_being_written_down() -> None:
    for calendar in (ENGLAND, TURKEY, CHINA, PLAIN, Calendar.always()):
        assert Calendar.from_json(calendar.to_json()) == calendar
        for amount in ("24 hours", "9 working hours", "5 working days", "1 month"):
            found = due(calendar, amount, "2026-05-08 10:00")
            assert Due.from_json(found.to_json()) == found
