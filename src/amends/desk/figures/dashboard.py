"""The figures: a dashboard, each figure in full with how it is counted, and their tables to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amends.assurance import objectives
from amends.desk import page
from amends.desk.figures import figures_query
from amends.desk.figures import saved_reports as figures_saved_reports
from amends.desk.figures.figures_query import FiguresQuery
from amends.desk.request import Request
from amends.reports import dashboard, formats, pdf, saved_reports, sheets, tables
from amends.reports.charts import chart_specs, chart_svg, overview_charts
from amends.reports.dashboard import FigureRow, Tile
from amends.reports.figures import FIGURES, HEADLINES, Definition
from amends.reports.tables import Table

KINDS = {
    "csv": (tables.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (tables.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def overview(request: Request) -> HttpResponse:
    """The figures that managers ask for first, drawn and compared; below, all of them in one table."""
    asked = figures_query.query_of(request)
    seen = dashboard.overview(
        asked.period,
        drawn=overview_charts.ON_TOP,
        packs=asked.packs,
        today=asked.today,
        language=asked.language,
        targets=_targets(asked),
        titles=dict(figures_query.packs(request)),
    )
    found = {tile.definition.key: tile for tile in seen.tiles}
    drawings = overview_charts.by_month(seen.tiles, seen.months, asked.period)
    context = {
        "tiles": [found[key] for key in HEADLINES],
        "all": seen.tiles,
        "anything": found["volume"].figure.value,
        "drawn": [(title, safe(svg)) for title, _says, svg in drawings],
        "procedures": seen.procedures,
        "saved": figures_saved_reports.rows(request),
        "wanted": asked.wanted("overview"),
    }
    return show(request, "figures/figures", asked, context)


def one(request: Request, key: str) -> HttpResponse:
    """One figure: what it says, how that moved, by what it differs, and how it is counted."""
    if key not in FIGURES:
        raise Http404
    asked = figures_query.query_of(request)
    definition = FIGURES[key]
    tile, months = dashboard.figure(key, asked.period, packs=asked.packs, today=asked.today, targets=_targets(asked))
    by = _dimension(request, definition)
    values = _split(key, by, asked)
    if len(values) < 2 and not definition.splits:
        by, values = "", []  # of one procedure alone there is nothing side by side
    drawings = _drawings(tile, months, values, by, asked)
    context = {
        "tile": tile,
        "months": months[::-1],
        "counts_of": any(row.stands_on for row in months),
        "values": values,
        "by": by,
        "rule": dashboard.rule(definition),
        "by_title": formats.DIMENSIONS[by] if by else "",
        "drawings": drawings,
        "dimensions": [(one, formats.DIMENSIONS[one]) for one in definition.dimensions],
        "wanted": asked.wanted(key, by=by),
        "frozen": dashboard.frozen(key, asked.period, tile, packs=asked.packs),
        "definition": definition,
    }
    return show(request, "figures/figure", asked, context)


def table(request: Request, key: str, kind: str) -> HttpResponse:
    """The same rows as a file; `all` is the whole overview."""
    asked = figures_query.query_of(request)
    said = {name: page.typed(request.GET, name)[:60] for name in ("by", "kind")}
    wanted = saved_reports.sound(
        asked.wanted("overview" if key == "all" else key, **said), packs=[asked.pack], today=asked.today
    )
    if kind not in KINDS or wanted is None:
        raise Http404
    found = [sheet.table for sheet in sheets.sheets_of(wanted, today=asked.today, language=asked.language)]
    return attachment(found[:1] if key in FIGURES else found, f"{key}-{asked.period.since}", kind)


def _targets(asked: FiguresQuery) -> Mapping[str, float]:
    """The objectives that hold today, where all procedures are looked at together."""
    return objectives.targets(asked.today) if asked.packs is None else {}


def report(request: Request) -> HttpResponse:
    """The overview on paper, with the drawings and every rule."""
    asked = figures_query.query_of(request)
    content = pdf.overview(asked.period, packs=asked.packs, today=asked.today, language=asked.language, now=request.now)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="figures-{asked.period.since}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def attachment(found: Sequence[Table], name: str, kind: str) -> HttpResponse:
    """Tables as one file of this kind."""
    write, media_type = KINDS[kind]
    answer = HttpResponse(write(*found), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def show(request: Request, template: str, asked: FiguresQuery, context: Mapping[str, object]) -> HttpResponse:
    """A page of figures with its picker of periods and procedures."""
    facts = {
        "asked": asked,
        "period": formats.period(asked.period),
        "periods": figures_query.offered(asked),
        "packs": figures_query.packs(request, asked.pack),
        "key_of_period": asked.key,
        "before": asked.around(asked.period.before) if asked.period.length != "days" else "",
        "after": asked.around(asked.period.after) if _has_come(asked) else "",
        "groups": {
            "moving": _("What moves with time"),
            "month": _("Months"),
            "quarter": _("Quarters"),
            "year": _("Years"),
        },
    }
    return page.show(request, template, {**facts, **context})


def safe(svg: str) -> SafeString:
    """Drawn by our own program of our own specs, with every word escaped."""
    return mark_safe(svg)


def _has_come(asked: FiguresQuery) -> bool:
    return asked.period.length != "days" and asked.period.after.since <= asked.today


def _dimension(request: Request, definition: Definition) -> str:
    by = request.GET.get("by", "")
    return by if by in definition.dimensions else definition.dimensions[0]


def _split(key: str, by: str, asked: FiguresQuery) -> list[FigureRow]:
    if not by:
        return []
    return dashboard.split(key, by, asked.period, packs=asked.packs, today=asked.today, language=asked.language)


def _drawings(
    tile: Tile, months: list[FigureRow], values: list[FigureRow], by: str, asked: FiguresQuery
) -> dict[str, tuple[str, SafeString]]:
    finding = dashboard.finding(tile, asked.period)
    wanted: dict[str, tuple[str, str, chart_svg.Spec]] = {}
    if any(row.figure.value or row.figure.parts for row in months):
        wanted["months"] = (finding, overview_charts.says(months), chart_specs.by_month(tile.definition, months))
    if any(row.figure.value for row in values) and tile.definition.unit != "money":
        title = f"{tile.definition.title}: {formats.DIMENSIONS[by]}"
        wanted["side"] = (title, overview_charts.says(values), chart_specs.by_value(tile.definition, values[:15]))
    svgs = chart_svg.svgs(list(wanted.values()))
    return {name: (wanted[name][0], safe(svg)) for name, svg in zip(wanted, svgs, strict=True)}
