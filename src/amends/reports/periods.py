"""Periods: a month, a quarter, a year or any run of days; and the two that it is compared with."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

Length = Literal["month", "quarter", "year", "days"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both within."""

    since: date
    until: date
    length: Length = "days"

    @classmethod
    def around(cls, day: date, length: Length) -> Self:
        """The whole month, quarter or year that this day lies in."""
        months = MONTHS[length]
        first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
        return cls(first, later(first, months) - DAY, length)

    @property
    def before(self) -> Period:
        """The one just before it, of the same length."""
        if self.length == "days":
            return Period(self.since - (self.until - self.since) - DAY, self.since - DAY)
        return Period.around(self.since - DAY, self.length)

    @property
    def after(self) -> Period:
        """The one that follows."""
        if self.length == "days":
            return Period(self.until + DAY, self.until + (self.until - self.since) + DAY)
        return Period.around(self.until + DAY, self.length)

    @property
    def year_before(self) -> Period:
        """The same days a year earlier; whole months stay whole."""
        if self.length == "days":
            return Period(later(self.since, -12), later(self.until, -12))
        return Period.around(later(self.since, -12), self.length)

    def up_to(self, today: date) -> Period:
        """What of it has come: nothing is said about days to come, such as promises that fall due then."""
        return Period(self.since, min(self.until, today), self.length)

    def months(self) -> Iterator[Period]:
        """Each month that it touches."""
        month = Period.around(self.since, "month")
        while month.since <= self.until:
            yield month
            month = month.after


def months_until(last: Period, number: int) -> Period:
    """So many months, ending with the month in which this period ends."""
    end = Period.around(last.until, "month")
    return Period(later(end.since, 1 - number), end.until)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
