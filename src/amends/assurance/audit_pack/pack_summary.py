"""The summary of an audit pack on paper: clauses with evidence and gaps, figures, objectives, and our own work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from amends.assurance import evidence_labels, pdf
from amends.assurance.audit_pack import registers
from amends.assurance.audit_pack.audit_pack_request import AuditPackRequest
from amends.assurance.matrix import ClauseLine
from amends.assurance.pdf import Drawn, Grid, Paper, Part
from amends.cases.models import Case
from amends.organisation.models import Organisation
from amends.platform import dates
from amends.procedure.schema import say
from amends.reports import dashboard, formats
from amends.reports.charts import chart_specs, chart_svg
from amends.reports.dashboard import FigureRow, Tile
from amends.reports.figures import FIGURES
from amends.reports.periods import Period
from amends.reports.tables import Cell, Table

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST = 200  # lines of one list on paper: nobody reads further
DRAWN = ("volume", "final-in-time", "acknowledged-in-time", "process-satisfaction")


@dataclass(frozen=True, slots=True)
class Content:
    """What the pack holds: the clauses, our own work, and how many cases."""

    lines: Sequence[ClauseLine]
    ours: Sequence[Case]
    cases: int
    sampled: int


def summary_pdf(asked: AuditPackRequest, content: Content, *, now: datetime, language: str) -> bytes:
    own = Organisation.objects.get(id=1)
    period = formats.period(asked.period)
    paper = Paper(
        _("Evidence of complaint handling"),
        evidence_labels.readiness(tuple(content.lines)),
        f"{own.name} · {period}",
        tuple(_parts(asked, content, now=now, language=language)),
        facts=[
            (_("Period"), period),
            (_("Made"), dates.moment(now)),
            (_("Cases in the period"), str(content.cases)),
            (_("Cases drawn"), str(content.sampled)),
            (_("Seed"), asked.seed),
        ],
    )
    return pdf.printed_as_pdf(paper, language=language)


def figures_of(asked: AuditPackRequest) -> Table:
    return dashboard.table(_tiles(asked), asked.period)


def _parts(asked: AuditPackRequest, content: Content, *, now: datetime, language: str) -> Iterator[Part]:
    yield clauses(content.lines, language=language)
    yield figures(_tiles(asked), asked.period, draws=DRAWN)
    yield objectives(asked.until)
    yield own_work(registers.own_work(content.ours, language=language))
    yield grid(registers.actions(content.ours, today=asked.until), (0, 1, 2, 4), wide=(1, 3))
    yield grid(registers.documents_of(now, language=language), (1, 2, 3, 5, 8, 10, 11), end=(5, 6))
    yield grid(registers.trained(now, language=language), (0, 1, 2, 3), wide=(0, 1))


def clauses(lines: Sequence[ClauseLine], *, language: str) -> Part:
    """A clause a line: what is shown, and plainly what is not."""
    heads = [_("Clause"), _("What it says"), _("State"), _("What is shown, and what is missing")]
    rows = [
        [
            f"{one.clause.key}\n({one.clause.earlier})",
            f"{say(one.clause.title, language)}\n{say(one.clause.says, language)}",
            str(evidence_labels.STATES[one.state]),
            _shows(one),
        ]
        for one in lines
    ]
    words = _("Numbers are those of the edition of 2018; those of 2004 and 2014 stand below in brackets.")
    return Part(_("Clause by clause"), words, grid=Grid(heads, rows, wide=(1, 3), titled=(0, 1)))


def objectives(until: date) -> Part:
    """Each in one line; period by period they stand on their own page."""
    part = grid(registers.objectives_in_short(until), range(6))
    if part.grid is None:
        return part
    return replace(part, soft=_("Each period stands on the page “Objectives”, and in objectives.csv of an audit pack."))


def own_work(table: Table) -> Part:
    """By kind, in numbers: each of them stands in own-work.csv."""
    kinds = sorted({str(row[1]) for row in table.rows})
    rows = [[kind, *_counted([row for row in table.rows if row[1] == kind])] for kind in kinds]
    if not rows:
        return Part(table.title, _("There is none."))
    heads = [_("Kind"), _("In the period"), _("Closed"), _("Open"), _("With a promise missed")]
    return Part(table.title, _("Each of them stands in own-work.csv."), grid=Grid(heads, rows, end=(1, 2, 3, 4)))


def figures(tiles: Sequence[Tile], period: Period, *, draws: Sequence[str]) -> Part:
    heads = [_("Figure"), _("Value"), _("Of"), _("Before"), _("A year before")]
    rows = [[str(one.definition.title), one.said, one.stands_on, *(it.said for it in one.compared)] for one in tiles]
    known = [one for one in tiles if one.definition.key in draws]
    return Part(
        _("Figures"),
        grid=Grid(heads, rows, end=(1, 3, 4)),
        drawings=drawings(known, period),
        soft=_("Shares of fewer than 20 cases say little; each stands beside the number it is of."),
    )


def drawings(tiles: Sequence[Tile], period: Period, packs: Sequence[str] | None = None) -> list[Drawn]:
    """Each figure month by month, over thirteen months that end with the period."""
    keys = [one.definition.key for one in tiles]
    months = dashboard.by_month(keys, period, packs=packs, today=period.until)
    wanted = [
        (dashboard.finding(one, period), _says(rows), chart_specs.by_month(one.definition, rows))
        for one, rows in zip(tiles, months.values(), strict=True)
        if sum(row.figure.value is not None for row in rows) > 1  # one point is no trend
    ]
    return [Drawn(title, says, svg) for (title, says, _spec), svg in zip(wanted, chart_svg.svgs(wanted), strict=True)]


def grid(table: Table, columns: Sequence[int], *, wide: Sequence[int] = (0,), end: Sequence[int] = ()) -> Part:
    """Some columns of a register on paper; where it is empty, that is said, and where it is too long to be read."""
    if not table.rows:
        return Part(table.title, _("There is none."))
    rows = [[_readable(row[at]) for at in columns] for row in table.rows[:MOST]]
    more = len(table.rows) - len(rows)
    soft = _("%(count)s more are not printed; an audit pack lists them all.") % {"count": dates.number(more)}
    whole = Grid([table.heads[at] for at in columns], rows, wide=wide, end=end)
    return Part(table.title, grid=whole, soft=soft if more else "")


def _readable(cell: Cell) -> str:
    """A file carries days as machines sort them; paper, as people say them."""
    said = "" if cell is None else str(cell)
    return dates.short_day(date.fromisoformat(said), with_year=True) if DAY.fullmatch(said) else said


def _counted(rows: Sequence[Sequence[Cell]]) -> list[str]:
    closed = sum(bool(row[5]) for row in rows)
    return [str(len(rows)), str(closed), str(len(rows) - closed), str(sum(bool(row[7]) for row in rows))]


def _tiles(asked: AuditPackRequest) -> list[Tile]:
    return dashboard.tiles(FIGURES, asked.period, packs=None, today=asked.until)


def _shows(one: ClauseLine) -> str:
    there = [it.says for it in one.evidence if not it.missing]
    gaps = [_("missing: %(what)s") % {"what": it.says} for it in one.gaps]
    return "\n".join([*there, *gaps])


def _says(rows: Sequence[FigureRow]) -> str:
    """The drawing in words, for who cannot see it."""
    return " ".join(f"{row.title}: {row.said}." for row in rows)
