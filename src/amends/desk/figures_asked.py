"""What a page of figures is asked for: which period, which procedure; read from its address, and written into links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from amends.desk import page
from amends.desk.door import Request
from amends.procedure.language import say
from amends.reports import shown
from amends.reports.periods import Length, Period

KEY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-Q(?P<quarter>[1-4]))?")
OFFERED = {"month": 13, "quarter": 8, "year": 4}
YEARS = range(1950, 2200)
LONGEST_DAYS = 3700
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The period and the procedure of this page; `faulty` when two days were typed that make no period."""

    period: Period
    pack: str
    today: date
    language: str
    since: str
    until: str
    faulty: bool

    @property
    def packs(self) -> list[str] | None:
        return [self.pack] if self.pack else None

    @property
    def query(self) -> str:
        """For links that stay with the same period and procedure."""
        if self.period.length == "days":
            said = {"since": self.period.since.isoformat(), "until": self.period.until.isoformat()}
        else:
            said = {"period": key(self.period)}
        return urlencode({**said, **({"pack": self.pack} if self.pack else {})})

    def around(self, period: Period) -> str:
        """The same page for another period of the same length."""
        return urlencode({"period": key(period), **({"pack": self.pack} if self.pack else {})})


def asked(request: Request) -> Asked:
    """Forgivingly: what cannot be read is the last quarter that is over."""
    today = timezone.localdate(request.now)
    since, until = (page.typed(request.GET, name)[:10] for name in ("since", "until"))
    period, faulty = _period(request.GET, since, until, today)
    pack = page.typed(request.GET, "pack")[:60]
    known = dict(packs(request))
    return Asked(period, pack if pack in known else "", today, page.tongue(), since, until, faulty)


def key(period: Period) -> str:
    """2026-10 · 2026-Q4 · 2026."""
    match period.length:
        case "month":
            return f"{period.since:%Y-%m}"
        case "quarter":
            return f"{period.since.year}-Q{(period.since.month + 2) // 3}"
    return str(period.since.year)


def offered(found: Asked) -> list[tuple[str, list[Choice]]]:
    """Months, quarters and years to choose from, the newest first; the one that is shown is always among them."""
    groups: list[tuple[str, list[Choice]]] = []
    for length, number in OFFERED.items():
        period, choices = Period.around(found.today, _length(length)), []
        for _ in range(number):
            choices.append((key(period), shown.period(period)))
            period = period.before
        if found.period.length == length and key(found.period) not in dict(choices):
            choices.append((key(found.period), shown.period(found.period)))
        groups.append((length, choices))
    return groups


def packs(request: Request) -> list[Choice]:
    """The procedures that take complaints now."""
    language = page.tongue()
    return [(one.key, say(one.title, language)) for one in request.ground.at(request.now).outsides()]


def _period(query: QueryDict, since: str, until: str, today: date) -> tuple[Period, bool]:
    usual = Period.around(today, "quarter").before
    if since and until and not query.get("period"):
        return _run(since, until, usual)
    found = KEY.fullmatch(query.get("period", ""))
    if found is None or int(found["year"]) not in YEARS:
        return usual, bool(since or until)
    return _named(found, usual), False


def _run(since: str, until: str, usual: Period) -> tuple[Period, bool]:
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        return usual, True
    right = {first.year, last.year} <= set(YEARS) and first <= last and (last - first).days < LONGEST_DAYS
    return (Period(first, last), False) if right else (usual, True)


def _named(found: re.Match[str], usual: Period) -> Period:
    year, month, quarter = int(found["year"]), found["month"], found["quarter"]
    if quarter:
        return Period.around(date(year, int(quarter) * 3, 1), "quarter")
    if not month:
        return Period.around(date(year, 1, 1), "year")
    return Period.around(date(year, int(month), 1), "month") if 1 <= int(month) <= 12 else usual


def _length(name: str) -> Length:
    return {"month": "month", "quarter": "quarter", "year": "year"}[name]  # type: ignore[return-value]
