"""What a page of figures is asked for, in words that fit an address: which page, which period, and how it is split."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amends.reports.periods import Period

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
LONGEST_DAYS = 3700
YEARS = range(1950, 2200)
WHOLE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-Q(?P<quarter>[1-4]))?")
RUN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
USUAL = "last-quarter"
# Periods that move: asked for again later, they are others.
MOVING: Mapping[str, str | Promise] = {
    "last-week": _("last week"),
    "last-month": _("last month"),
    "last-quarter": _("last quarter"),
    "last-year": _("last year"),
}


@dataclass(frozen=True, slots=True)
class FiguresRequest:
    """One page of figures with its filter: overview · consistency · path · analysis · or a figure by its key."""

    page: str
    period: str  # 2026-10 · 2026-Q4 · 2026 · 2026-03-01..2026-04-09 · last-month
    pack: str = ""  # nothing: all procedures together
    by: str = ""
    kind: str = ""  # of cases, on the path

    @property
    def packs(self) -> list[str] | None:
        return [self.pack] if self.pack else None

    @property
    def query(self) -> str:
        """For links to this page."""
        said = {"period": self.period, "pack": self.pack, "by": self.by, "kind": self.kind}
        return urlencode({key: value for key, value in said.items() if value})

    def of(self, today: date) -> Period:
        """The period as it is today; what cannot be read is the last quarter that is over."""
        return read(self.period, today) or LAST[USUAL](today)


def last_week(today: date) -> Period:
    """From Monday to Sunday."""
    monday = today - today.weekday() * DAY
    return Period(monday - WEEK, monday - DAY)


LAST: Mapping[str, Callable[[date], Period]] = {
    "last-week": last_week,
    "last-month": lambda today: Period.around(today, "month").before,
    "last-quarter": lambda today: Period.around(today, "quarter").before,
    "last-year": lambda today: Period.around(today, "year").before,
}


def key(period: Period) -> str:
    """2026-10 · 2026-Q4 · 2026 · 2026-03-01..2026-04-09."""
    match period.length:
        case "month":
            return f"{period.since:%Y-%m}"
        case "quarter":
            return f"{period.since.year}-Q{(period.since.month + 2) // 3}"
        case "year":
            return str(period.since.year)
    return f"{period.since}..{period.until}"


def read(said: str, today: date) -> Period | None:
    """The period that these words mean today; None when they mean none."""
    if said in LAST:
        return LAST[said](today)
    if found := RUN.fullmatch(said):
        return run(*found.groups())
    found = WHOLE.fullmatch(said)
    return _whole(found) if found and int(found["year"]) in YEARS else None


def run(since: str, until: str) -> Period | None:
    """These days, both within; None when they are none, or more than ten years."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        return None
    right = {first.year, last.year} <= set(YEARS) and first <= last and (last - first).days < LONGEST_DAYS
    return Period(first, last) if right else None


def _whole(found: re.Match[str]) -> Period | None:
    year, month, quarter = int(found["year"]), found["month"], found["quarter"]
    if quarter:
        return Period.around(date(year, int(quarter) * 3, 1), "quarter")
    if not month:
        return Period.around(date(year, 1, 1), "year")
    return Period.around(date(year, int(month), 1), "month") if 1 <= int(month) <= 12 else None
