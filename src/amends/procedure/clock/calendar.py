"""Working time: what a calendar is, when a promise is due by it, and how far one moment is from another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from amends.procedure.clock import counting
from amends.procedure.clock.counting import checked, later_by_months
from amends.procedure.clock.days import (
    DAY,
    Calendar,
    FaultyCalendar,
    Interval,
    Special,
    day_of,
    days_from,
    end_of_day,
    instant,
    is_working_day,
    spans,
    start_of_day,
    working_days_between,
    working_time,
)
from amends.procedure.clock.due import LONGEST, UNITS, Amount, Closes, Due, Pause, Roll, TraceStep, Unit, Why

__all__ = [
    "LONGEST",
    "UNITS",
    "Amount",
    "Calendar",
    "Closes",
    "Due",
    "FaultyCalendar",
    "Interval",
    "Pause",
    "Roll",
    "Special",
    "TraceStep",
    "Unit",
    "Why",
    "add",
    "dated",
    "day_of",
    "due",
    "end_of_day",
    "is_working_day",
    "provisional_near",
    "start_of_day",
    "subtract",
    "working_days_between",
    "working_time",
]


def due(
    calendar: Calendar,
    amount: Amount,
    start: datetime | date,
    *,
    start_counts: bool = False,
    roll: Roll = "none",
    closes: Closes = "end of day",
    after_hours_next: bool = False,
    pauses: Sequence[Pause] = (),
) -> Due:
    """When `amount` from `start` is over. A plain date is a whole local day, such as another duty's due day.

    An open pause takes nothing yet: nobody knows the due moment until it ends, and the case shows as resting.
    """
    begin = counting.begin(calendar, start, counts=start_counts, after_hours_next=after_hours_next)
    rests = counting.rests(pauses, begin.moment)
    on: date | None = None
    if amount.unit == "hours":
        at, steps = counting.elapsed(calendar, amount, begin, rests)
    elif amount.unit == "working hours":
        at, steps = counting.worked(calendar, amount, begin, rests)
    else:
        steps = counting.counted(calendar, amount, begin, rests)
        steps = counting.rolled(calendar, begin, steps, roll)
        on = steps[-1].on
        at = counting.closing(calendar, on, begin, closes)
    return Due(at, on, (*begin.steps, *steps), calendar.key, calendar.version)


def dated(calendar: Calendar, amount: Amount, day: date, *, before: bool = False) -> Due:
    """The end of a day that somebody named, or of the day so long before or after it."""
    if amount.number and not before:
        return due(calendar, amount, day)
    at = subtract(calendar, end_of_day(calendar, day), amount)
    return Due(
        at,
        day_of(calendar, at - timedelta.resolution),
        (TraceStep(day, None, "begins"),),
        calendar.key,
        calendar.version,
    )


def add(calendar: Calendar, moment: datetime, amount: Amount) -> datetime:
    """So long after a due moment, as an escalation is ("1 working day after")."""
    return _shifted(calendar, checked(moment), amount, 1)


def subtract(calendar: Calendar, moment: datetime, amount: Amount) -> datetime:
    """So long before a due moment, as a warning is: the amount asked for lies whole between the two."""
    return _shifted(calendar, checked(moment), amount, -1)


def provisional_near(calendar: Calendar, due: Due, days: int = 2) -> list[tuple[date, Special]]:
    """The estimated holidays so near the due day that it may move with them."""
    day = due.on or day_of(calendar, due.at)
    near = (day + DAY * number for number in range(-days, days + 1))
    return [
        (one, calendar.special[one]) for one in near if one in calendar.special and calendar.special[one].provisional
    ]


def _shifted(calendar: Calendar, moment: datetime, amount: Amount, sign: Literal[1, -1]) -> datetime:
    if amount.number == 0:
        return moment
    if amount.unit == "hours":
        return moment + timedelta(hours=sign * amount.number)
    if amount.unit == "working hours":
        return _worked(calendar, moment, timedelta(hours=amount.number), sign)
    # A due moment is the end of its day, so 24:00 on Monday is Monday's and not Tuesday's.
    ends = day_of(calendar, moment - timedelta.resolution)
    day = _shifted_day(calendar, ends, amount, sign)
    if moment == end_of_day(calendar, ends):
        return end_of_day(calendar, day)
    return instant(calendar, datetime.combine(day, moment.astimezone(ZoneInfo(calendar.zone)).time()))


def _shifted_day(calendar: Calendar, day: date, amount: Amount, sign: Literal[1, -1]) -> date:
    match amount.unit:
        case "months":
            return later_by_months(day, sign * amount.number)
        case "weeks":
            return day + DAY * (7 * sign * amount.number)
        case "working days":
            # On a closed day no work is done: it stands where the working day before it ended.
            before = (one for one in days_from(calendar, day, -1) if is_working_day(calendar, one))
            after = (one for one in days_from(calendar, day + DAY) if is_working_day(calendar, one))
            return next(islice(before, amount.number, None) if sign < 0 else islice(after, amount.number - 1, None))
        case _:
            return day + DAY * (sign * amount.number)


def _worked(calendar: Calendar, moment: datetime, left: timedelta, sign: Literal[1, -1]) -> datetime:
    for day in days_from(calendar, day_of(calendar, moment), sign):
        for start, end in spans(calendar, day)[::sign]:
            start, end = (max(start, moment), end) if sign > 0 else (start, min(end, moment))
            if left <= end - start:
                return start + left if sign > 0 else end - left
            left -= max(end - start, timedelta())
    raise AssertionError("days_from ends by raising")
