"""What the pages of figures show: tiles with what they are compared with, one figure in full, and their tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.reports import figures, formats, names
from amends.reports.counting import counts
from amends.reports.counting.counts import Counts, Number, Packs
from amends.reports.counting.marks import PACK
from amends.reports.figures import BY_PROCEDURE, FIGURES, Definition
from amends.reports.frozen import snapshots
from amends.reports.periods import Period, months_until
from amends.reports.statistics import Figure
from amends.reports.tables import Table

Way = Literal["better", "worse", ""]
MONTHS_SHOWN = 13  # so that the same month of last year is seen too


@dataclass(frozen=True, slots=True)
class Compared:
    """The same figure of another period; `way` only where the difference is more than chance explains."""

    period: Period
    figure: Figure
    said: str
    stands_on: str
    way: Way


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure as the dashboard shows it."""

    definition: Definition
    figure: Figure
    said: str
    stands_on: str
    interval: str
    parts: Sequence[tuple[str, str]]
    compared: Sequence[Compared]
    target: str
    reached: bool | None  # None where there is no target, or nothing to measure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One value of a dimension, or one month, with its figure."""

    key: str
    title: str
    figure: Figure
    said: str
    stands_on: str
    interval: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One procedure with some of its figures, each a row with the title of the figure."""

    key: str
    rows: tuple[FigureRow, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Every figure as a tile, some month by month, and procedures side by side where several took complaints."""

    tiles: list[Tile]
    months: dict[str, list[FigureRow]]
    procedures: list[FigureLine]


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figure as it was when its month was frozen; `differs` when the records say otherwise by now."""

    taken_on: date
    said: str
    differs: bool


NO_TARGETS: Mapping[str, float] = {}
NO_TITLES: Mapping[str, str] = {}


def tiles(
    keys: Iterable[str], period: Period, *, packs: Packs, today: date, targets: Mapping[str, float] = NO_TARGETS
) -> list[Tile]:
    """These figures of a period, beside the period before and the one a year before. Targets are by figure."""
    others = [period.before, period.year_before]
    asked = list(keys)
    found, *before = counts.of_each([period, *others], packs=packs, today=today, also=figures.needs(asked))
    pairs = list(zip(others, before, strict=True))
    return [_tile(FIGURES[key], found, pairs, targets.get(key)) for key in asked]


def overview(
    period: Period, *, drawn: Sequence[str], packs: Packs, today: date, language: str,
    targets: Mapping[str, float] = NO_TARGETS, titles: Mapping[str, str] = NO_TITLES,
) -> Overview:  # fmt: skip
    """All that is shown first, read together. What is drawn so stands on tallies alone; `titles` of packs are known."""
    others = [period.before, period.year_before]
    months = _months(period, today)
    opened = counts.open_by_pack([one.up_to(today) for one in (period, *others)], packs)
    asked = [period, *others, *months]
    read = counts.of_each(asked, packs=packs, today=today, also=("again", "base"), first=1 + len(others))
    first = [one.plus(*by_pack.values()) for one, by_pack in zip(read, opened, strict=False)]
    pairs = list(zip(others, first[1:], strict=True))
    tiles_of_all = [_tile(one, first[0], pairs, targets.get(key)) for key, one in FIGURES.items()]
    by_month = read[len(first) :]
    apart = [] if packs else _apart(period, opened[0], today=today, language=language, titles=titles)
    return Overview(tiles_of_all, {key: _rows(key, months, by_month) for key in drawn}, apart)


def figure(
    key: str, period: Period, *, packs: Packs, today: date, targets: Mapping[str, float] = NO_TARGETS
) -> tuple[Tile, list[FigureRow]]:
    """One figure as a tile, and month by month, read together."""
    others = [period.before, period.year_before]
    months = _months(period, today)
    found, *rest = counts.of_each([period, *others, *months], packs=packs, today=today, also=figures.needs([key]))
    pairs = list(zip(others, rest, strict=False))
    return _tile(FIGURES[key], found, pairs, targets.get(key)), _rows(key, months, rest[len(others) :])


def by_month(keys: Sequence[str], period: Period, *, packs: Packs, today: date) -> dict[str, list[FigureRow]]:
    """Each figure in each of the thirteen months that end with this period."""
    months = _months(period, today)
    found = counts.of_each(months, packs=packs, today=today, also=figures.needs(keys))
    return {key: _rows(key, months, found) for key in keys}


def split(key: str, dimension: str, period: Period, *, packs: Packs, today: date, language: str) -> list[FigureRow]:
    """The figure for each value of a dimension, those that most cases stand behind first."""
    found = counts.split(period, dimension, packs=packs, today=today, also=figures.needs([key]))
    titles = names.titles(dimension, found, language=language, packs=packs or ())
    rows = [_row(FIGURES[key], value, titles[value], one) for value, one in found.items()]
    counted = (row for row in rows if row.figure.denominator or row.figure.value)
    return sorted(counted, key=lambda row: (-row.figure.denominator, row.title))


def frozen(key: str, period: Period, tile: Tile, *, packs: Packs) -> Frozen | None:
    """What was frozen of this month, if it was."""
    snapshot = snapshots.snapshot_of(period, packs)
    kept = snapshot.content["figures"].get(key) if snapshot else None
    if snapshot is None or kept is None:
        return None
    parts = tuple(sorted(kept["parts"].items())) if tile.definition.unit == "money" else ()
    was = Figure(kept["value"], kept["numerator"], kept["denominator"], parts=parts)
    now = tile.figure
    same = (was.value, was.numerator, was.denominator) == (now.value, now.numerator, now.denominator)
    return Frozen(timezone.localdate(snapshot.taken_at), formats.value(tile.definition, was), not same)


def finding(tile: Tile, period: Period) -> str:
    """What a chart says, in a sentence: its title is the finding, not the axis."""
    before = tile.compared[0]
    said = {
        "title": str(tile.definition.title), "now": _with(tile.said, tile.stands_on), "period": formats.period(period),
        "then": _with(before.said, before.stands_on), "before": formats.period(before.period),
    }  # fmt: skip
    if before.figure.value is None:
        return _("%(title)s: %(now)s in %(period)s") % said
    return _("%(title)s: %(now)s in %(period)s, after %(then)s in %(before)s") % said


def _with(said: str, stands_on: str) -> str:
    return f"{said} ({stands_on})" if stands_on and said != formats.NONE else said


def table(found: Sequence[Tile], period: Period) -> Table:
    """The whole dashboard as a table, each figure with how it is counted."""
    heads = [_("Figure"), _("Value"), _("In words"), _("Of"), _("Lower limit"), _("Upper limit")]
    heads.append(_("How it is counted"))
    rows = [
        [str(one.definition.title), one.figure.value, one.said, one.figure.denominator, one.figure.low,
         one.figure.high, str(one.definition.formula)]
        for one in found
    ]  # fmt: skip
    return Table(_("Figures, %(period)s") % {"period": formats.period(period)}, heads, rows)


def table_of(key: str, rows: Sequence[FigureRow], first_head: str, period: Period) -> Table:
    """One figure by month or by dimension, with its rule below."""
    one = FIGURES[key]
    heads = [first_head, _("Value"), _("In words"), _("Counted"), _("Of"), _("Lower limit"), _("Upper limit")]
    lines = [
        [row.title, row.figure.value, row.said, row.figure.numerator, row.figure.denominator, row.figure.low,
         row.figure.high]
        for row in rows
    ]  # fmt: skip
    return Table(f"{one.title}, {formats.period(period)}", heads, lines, rule(one))


def rule(one: Definition) -> list[str]:
    """How it is counted, in sentences: nobody has to guess what a number means."""
    said = [_("Formula: %(words)s"), _("Of which cases: %(words)s"), _("In which period: %(words)s")]
    words = [one.formula, one.population, one.day]
    lines = [sentence % {"words": word} for sentence, word in zip(said, words, strict=True)]
    return [*lines, _("Left out: %(words)s") % {"words": one.leaves_out}] if one.leaves_out else lines


def _apart(
    period: Period, opened: Mapping[str, Mapping[Number, int]], *, today: date, language: str, titles: Mapping[str, str]
) -> list[FigureLine]:
    """The figures that tell procedures apart, for each of them; the one that most complaints came by first."""
    found = counts.split(period, PACK, packs=None, today=today)
    lines = [
        FigureLine(pack, tuple(_row(FIGURES[key], key, str(FIGURES[key].title), one) for key in BY_PROCEDURE))
        for pack, one in ((pack, found.get(pack, counts.NOTHING).plus(opened.get(pack, {})))
                          for pack in {**found, **opened})
    ]  # fmt: skip
    told = [line for line in lines if any(row.figure.value for row in line.rows)]
    named = {**names.procedures({line.key for line in told} - titles.keys(), language), **titles}
    told = [replace(line, title=named.get(line.key, line.key)) for line in told]
    return sorted(told, key=lambda line: (-(line.rows[0].figure.value or 0), line.title)) if len(told) > 1 else []


def _months(period: Period, today: date) -> list[Period]:
    return [month for month in months_until(period, MONTHS_SHOWN).months() if month.since <= today]


def _tile(one: Definition, found: Counts, before: Sequence[tuple[Period, Counts]], target: float | None) -> Tile:
    figure = one.reckon(found)
    compared = [_compared(one, figure, period, counts_then) for period, counts_then in before]
    reached = None if target is None or figure.value is None else _reached(one, figure.value, target)
    return Tile(
        one, figure, formats.value(one, figure), formats.stands_on(one, figure), formats.interval(one, figure),
        formats.parts(one, figure), compared, "" if target is None else formats.number(target, one.unit), reached,
    )  # fmt: skip


def _rows(key: str, months: Sequence[Period], found: Sequence[Counts]) -> list[FigureRow]:
    return [
        _row(FIGURES[key], month.since.isoformat(), formats.month(month.since), one)
        for month, one in zip(months, found, strict=True)
    ]


def _compared(one: Definition, figure: Figure, period: Period, then: Counts) -> Compared:
    was = one.reckon(then)
    return Compared(period, was, formats.value(one, was), formats.stands_on(one, was), _way(one, figure, was))


def _way(one: Definition, now: Figure, was: Figure) -> Way:
    """Better or worse is said only where the two intervals do not touch: most changes are chance."""
    if not one.better or now.low is None or now.high is None or was.low is None or was.high is None:
        return ""
    if now.low > was.high:
        return "better" if one.better == "up" else "worse"
    if now.high < was.low:
        return "worse" if one.better == "up" else "better"
    return ""


def _reached(one: Definition, value: float, target: float) -> bool:
    return value <= target if one.better == "down" else value >= target


def _row(one: Definition, key: str, title: str, found: Counts) -> FigureRow:
    figure = one.reckon(found)
    return FigureRow(
        key, title, figure, formats.value(one, figure), formats.stands_on(one, figure), formats.interval(one, figure)
    )
