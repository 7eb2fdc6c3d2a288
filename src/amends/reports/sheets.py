"""Every page of figures as tables and as words: what is taken along, and what is sent by e-mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases import editions
from amends.procedure.schema import say
from amends.reports import analysis, dashboard, formats, funnels, names, path
from amends.reports.counting import counts
from amends.reports.counting.marks import PACK
from amends.reports.dashboard import FigureRow, Tile
from amends.reports.figures import FIGURES, HEADLINES
from amends.reports.funnels import Funnel, Verdict
from amends.reports.periods import Period
from amends.reports.query_string import FiguresRequest
from amends.reports.tables import Cell, Table

SPOKEN = 15  # lines of a table that are said in words too
BY = ("owner", "site", "channel", "language", PACK)  # by what answers are compared
ABOUT = ("category", "product")  # what the quarterly analysis looks at
# What must not depend on who decides: buckets that count, of all buckets.
EQUAL: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "upheld": (("decided", "upheld", "partly"), ("decided",)),
    "in-time": (("answer", "kept"), ("answer",)),
}
VERDICTS: Mapping[Verdict, str | Promise] = {
    "too few": gettext_lazy("too few to say"),
    "beyond chance": gettext_lazy("chance does not explain it"),
    "worth a look": gettext_lazy("worth a look"),
    "within": gettext_lazy("as chance would have it"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table, and its first lines in words."""

    table: Table
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What is asked for, as it is on one day and in one language."""

    wanted: FiguresRequest
    period: Period
    today: date
    language: str


def sheets_of(wanted: FiguresRequest, *, today: date, language: str) -> list[Sheet]:
    """The tables of a page, the most asked for first."""
    about = About(wanted, wanted.of(today), today, language)
    return list(PAGES.get(wanted.page, _figure)(about))


def titled(wanted: FiguresRequest, language: str) -> str:
    """What a page is called, with its split."""
    title = str(TITLES.get(wanted.page) or FIGURES[wanted.page].title)
    by = formats.DIMENSIONS.get(wanted.by)
    if wanted.pack:
        title = f"{title}, {names.pack(wanted.pack, language)}"
    return f"{title} – {by}" if by else title


def split_by(page: str, by: str) -> str:
    """By what a page is really split when this is asked for."""
    if page == "consistency":
        return by if by in BY else BY[0]
    return by if page in FIGURES and by in FIGURES[page].dimensions else ""


def address(wanted: FiguresRequest) -> str:
    """The page at the desk, with its filter."""
    view = VIEWS.get(wanted.page)
    return f"{reverse(view) if view else reverse('desk-figure', args=[wanted.page])}?{wanted.query}"


def heads() -> dict[str, str]:
    """The two questions of consistency."""
    return {"upheld": _("Upheld, wholly or partly"), "in-time": str(FIGURES["final-in-time"].title)}


def compared(wanted: FiguresRequest, period: Period, *, today: date) -> dict[str, Funnel]:
    """Whether people, sites, channels, languages or procedures differ by more than chance."""
    split = counts.split(period, wanted.by, packs=wanted.packs, today=today)
    return {key: funnels.funnel_of(split, good, whole) for key, (good, whole) in EQUAL.items()}


def line(tile: Tile) -> str:
    """A figure with what it stands on and what it was before, in one line."""
    before = tile.compared[0]
    stands = f" ({tile.stands_on})" if tile.stands_on else ""
    then = _("before: %(value)s") % {"value": before.said}
    return f"{tile.definition.title}: {tile.said}{stands}; {then}"


def _overview(about: About) -> Iterator[Sheet]:
    tiles = dashboard.tiles(FIGURES, about.period, packs=about.wanted.packs, today=about.today)
    said = tuple(line(tile) for tile in tiles if tile.definition.key in HEADLINES)
    yield Sheet(dashboard.table(tiles, about.period), said)


def _figure(about: About) -> Iterator[Sheet]:
    key, by, packs = about.wanted.page, about.wanted.by, about.wanted.packs
    if by:
        rows = dashboard.split(key, by, about.period, packs=packs, today=about.today, language=about.language)
        yield Sheet(dashboard.table_of(key, rows, str(formats.DIMENSIONS[by]), about.period), _spoken(rows))
    months = dashboard.by_month([key], about.period, packs=packs, today=about.today)[key]
    yield Sheet(dashboard.table_of(key, months, _("Month"), about.period), _spoken(months[::-1]))


def _spoken(rows: Sequence[FigureRow]) -> tuple[str, ...]:
    return tuple(f"{row.title}: {_with(row.said, row.stands_on)}" for row in rows[:SPOKEN])


def _with(said: str, more: str) -> str:
    return f"{said} ({more})" if more else said


def _consistency(about: About) -> Iterator[Sheet]:
    by = about.wanted.by
    found = compared(about.wanted, about.period, today=about.today)
    values = {spot.value for funnel in found.values() for spot in funnel.spots}
    titles = names.titles(by, values, language=about.language)
    columns = [
        str(formats.DIMENSIONS[by]),
        _("Share"),
        _("Counted"),
        _("Of"),
        _("Lower limit"),
        _("Upper limit"),
        _("What it says"),
    ]
    for key, funnel in found.items():
        rows: list[list[Cell]] = [
            [titles[spot.value], spot.share, spot.part, spot.whole, *spot.inner, str(VERDICTS[spot.verdict])]
            for spot in funnel.spots
        ]
        says = (
            f"{titles[spot.value]}: {_with(formats.percent(spot.share), _of(spot.part, spot.whole))}; "
            f"{VERDICTS[spot.verdict]}"
            for spot in funnel.spots[:SPOKEN]
        )
        title = f"{heads()[key]}, {formats.period(about.period)}"
        yield Sheet(Table(title, columns, rows, [_limits()]), tuple(says))


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": formats.plain(part, 0), "whole": formats.plain(whole, 0)}


def _limits() -> str:
    return _("The limits are those that chance keeps to in 95 of 100 cases.")


def _path(about: About) -> Iterator[Sheet]:
    procedure = editions.newest(about.wanted.pack)
    if procedure is None:
        return
    kind = about.wanted.kind if about.wanted.kind in procedure.kinds else next(iter(procedure.kinds))
    stops = path.stops_of(procedure, kind, about.period, language=about.language, today=about.today)
    columns = [_("Stage"), _("Came"), _("Went on"), _("Median days"), _("Nine of ten within"), _("There now")]
    rows: list[list[Cell]] = [
        [stop.title, stop.came, stop.left, stop.median_days, stop.p90_days, stop.waiting] for stop in stops
    ]
    says = (_stop(stop) for stop in stops)
    title = f"{say(procedure.kinds[kind].title, about.language)}, {formats.period(about.period)}"
    yield Sheet(Table(title, columns, rows), tuple(says))


def _stop(stop: path.Stop) -> str:
    said = {"stage": stop.title, "came": formats.plain(stop.came, 0), "waiting": formats.plain(stop.waiting, 0)}
    return _("%(stage)s: %(came)s came, %(waiting)s are there now") % said


def _analysis(about: About) -> Iterator[Sheet]:
    for what in ABOUT:
        lines = analysis.pareto(
            what, about.period, packs=about.wanted.packs, today=about.today, language=about.language
        )
        head = str(formats.DIMENSIONS[what])
        columns = [head, _("Complaints"), _("All so far"), _("Before"), _("A year before")]
        rows: list[list[Cell]] = [[one.title, one.number, one.upto, one.before, one.year_before] for one in lines]
        says = (f"{one.title}: {formats.plain(one.number, 0)}" for one in lines[:SPOKEN])
        yield Sheet(Table(f"{head}, {formats.period(about.period)}", columns, rows), tuple(says))


PAGES: Mapping[str, Callable[[About], Iterator[Sheet]]] = {
    "overview": _overview,
    "consistency": _consistency,
    "path": _path,
    "analysis": _analysis,
}
TITLES: Mapping[str, str | Promise] = {
    "overview": gettext_lazy("Overview"),
    "consistency": gettext_lazy("Consistency"),
    "path": gettext_lazy("The path"),
    "analysis": gettext_lazy("What it was about"),
}
VIEWS: Mapping[str, str] = {
    "overview": "desk-figures",
    "consistency": "desk-figures-consistency",
    "path": "desk-figures-path",
    "analysis": "desk-figures-analysis",
}
