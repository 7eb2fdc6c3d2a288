"""What a page of figures is asked for: which period, which procedure; read from its address, and written into links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from amends.desk import page
from amends.desk.request import Request
from amends.procedure.schema import say
from amends.reports import formats, names, query_string
from amends.reports.periods import Length, Period
from amends.reports.query_string import FiguresRequest

OFFERED = {"month": 13, "quarter": 8, "year": 4}
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FiguresQuery:
    """The period and the procedure of this page; `faulty` when two days were typed that make no period."""

    period: Period
    key: str  # as it was asked for: last-quarter moves, 2026-Q3 does not
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
    def by_days(self) -> bool:
        """Whether the days themselves were asked for."""
        return query_string.RUN.fullmatch(self.key) is not None

    @property
    def query(self) -> str:
        """For links that stay with the same period and procedure."""
        return self._query(self.key)

    def around(self, period: Period) -> str:
        """The same page for another period of the same length."""
        return self._query(query_string.key(period))

    def wanted(self, page: str, *, pack: str = "", by: str = "", kind: str = "") -> FiguresRequest:
        """This page, as it can be kept."""
        return FiguresRequest(page, self.key, pack or self.pack, by, kind)

    def _query(self, period: str) -> str:
        return urlencode({"period": period, **({"pack": self.pack} if self.pack else {})})


def query_of(request: Request) -> FiguresQuery:
    """Forgivingly: what cannot be read is the last quarter that is over."""
    today = timezone.localdate(request.now)
    since, until = (page.typed(request.GET, name)[:10] for name in ("since", "until"))
    key, faulty = _key(request.GET, since, until, today)
    pack = page.typed(request.GET, "pack")[:60]
    known = dict(packs(request, pack))
    period = FiguresRequest("", key).of(today)
    return FiguresQuery(period, key, pack if pack in known else "", today, page.tongue(), since, until, faulty)


def offered(found: FiguresQuery) -> list[tuple[str, list[Choice]]]:
    """What moves, then months, quarters and years, the newest first; the one that is shown is always among them."""
    groups: list[tuple[str, list[Choice]]] = [
        ("moving", [(key, str(words)) for key, words in query_string.MOVING.items()])
    ]
    for length, number in OFFERED.items():
        period, choices = Period.around(found.today, _length(length)), []
        for _number in range(number):
            choices.append((query_string.key(period), formats.period(period)))
            period = period.before
        if found.period.length == length and query_string.key(found.period) not in dict(choices):
            choices.append((query_string.key(found.period), formats.period(found.period)))
        groups.append((length, choices))
    return groups


def packs(request: Request, also: str = "") -> list[Choice]:
    """The procedures that take complaints now, and this one: a report that was kept may be of one that ended."""
    language = page.tongue()
    found = [(one.key, say(one.title, language)) for one in request.ground.at(request.now).outsides()]
    return found if not also or also in dict(found) else [*found, *names.procedures([also], language).items()]


def _key(query: QueryDict, since: str, until: str, today: date) -> tuple[str, bool]:
    """The period in the words of an address; and whether two days were typed that make none."""
    said = page.typed(query, "period")[:30]
    run = query_string.run(since, until) if since and until and not said else None
    if run:
        return query_string.key(run), False
    if query_string.read(said, today):
        return said, False
    return query_string.USUAL, bool(since or until)


def _length(name: str) -> Length:
    return {"month": "month", "quarter": "quarter", "year": "year"}[name]  # type: ignore[return-value]
