"""The figures: a dashboard, each figure in full with how it is counted, and their tables to take along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amends.assurance import objectives
from amends.desk import figures_asked, page
from amends.desk.door import Request
from amends.desk.figures_asked import Asked
from amends.reports import charts, dashboard, drawing, mailing, printed, shown, tables
from amends.reports.dashboard import Row, Tile
from amends.reports.facts import DIMENSIONS
from amends.reports.figures import FIGURES, HEADLINES, Definition
from amends.reports.tables import Table

ON_TOP = ("volume", "final-in-time")  # drawn on the dashboard
KINDS = {
    "csv": (tables.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (tables.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def overview(request: Request) -> HttpResponse:
    """The figures that managers ask for first, drawn and compared; below, all of them in one table."""
    asked = figures_asked.asked(request)
    tiles, months = dashboard.overview(
        asked.period, drawn=ON_TOP, packs=asked.packs, today=asked.today, targets=_targets(asked)
    )
    found = {tile.definition.key: tile for tile in tiles}
    drawn = _drawn_by_month(found, months, asked)
    context = {
        "tiles": [found[key] for key in HEADLINES], "all": tiles, "drawn": drawn,
        "subscribed": mailing.ordered(request.user), "anything": found["volume"].figure.value,
    }  # fmt: skip
    return show(request, "figures", asked, context)


def one(request: Request, key: str) -> HttpResponse:
    """One figure: what it says, how that moved, by what it differs, and how it is counted."""
    if key not in FIGURES:
        raise Http404
    asked = figures_asked.asked(request)
    definition = FIGURES[key]
    tile = dashboard.tiles([key], asked.period, packs=asked.packs, today=asked.today, targets=_targets(asked))[0]
    months = dashboard.by_month([key], asked.period, packs=asked.packs, today=asked.today)[key]
    by = _dimension(request, definition)
    values = _split(key, by, asked)
    drawings = _drawings(tile, months, values, by, asked)
    context = {
        "tile": tile, "months": months[::-1], "values": values, "by": by, "rule": dashboard.rule(definition),
        "by_title": shown.DIMENSIONS[by] if by else "", "dimensions": shown.DIMENSIONS.items(), "drawings": drawings,
        "frozen": dashboard.frozen(key, asked.period, tile, packs=asked.packs), "definition": definition,
    }  # fmt: skip
    return show(request, "figure", asked, context)


def table(request: Request, key: str, kind: str) -> HttpResponse:
    """The same rows as a file; `all` is the whole dashboard."""
    if kind not in KINDS or (key != "all" and key not in FIGURES):
        raise Http404
    asked = figures_asked.asked(request)
    return attachment(_table(request, key, asked), f"{key}-{asked.period.since}", kind)


def _targets(asked: Asked) -> Mapping[str, float]:
    """The objectives that hold today, where all procedures are looked at together."""
    return objectives.targets(asked.today) if asked.packs is None else {}


def report(request: Request) -> HttpResponse:
    """The overview on paper, with the drawings and every rule."""
    asked = figures_asked.asked(request)
    tiles, months = dashboard.overview(asked.period, drawn=ON_TOP, packs=asked.packs, today=asked.today)
    drawn = _drawn_by_month({tile.definition.key: tile for tile in tiles}, months, asked)
    content = printed.report(
        tiles, asked.period, [(title, title, svg) for title, svg in drawn], language=asked.language, now=request.now
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="figures-{asked.period.since}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def attachment(found: Table, name: str, kind: str) -> HttpResponse:
    """A table as a file of this kind."""
    write, media_type = KINDS[kind]
    answer = HttpResponse(write(found), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def show(request: Request, template: str, asked: Asked, context: Mapping[str, Any]) -> HttpResponse:
    """A page of figures with its picker of periods and procedures."""
    facts = {
        "asked": asked, "period": shown.period(asked.period), "periods": figures_asked.offered(asked),
        "packs": figures_asked.packs(request), "key_of_period": figures_asked.key(asked.period),
        "before": asked.around(asked.period.before) if asked.period.length != "days" else "",
        "after": asked.around(asked.period.after) if _has_come(asked) else "",
        "groups": {"month": _("Months"), "quarter": _("Quarters"), "year": _("Years")},
    }  # fmt: skip
    return page.show(request, template, {**facts, **context})


def safe(svg: str) -> SafeString:
    """Drawn by our own program of our own specs, with every word escaped."""
    return mark_safe(svg)


def _has_come(asked: Asked) -> bool:
    return asked.period.length != "days" and asked.period.after.since <= asked.today


def _dimension(request: Request, definition: Definition) -> str:
    by = request.GET.get("by", "channel")
    return by if definition.splits and by in DIMENSIONS else ("channel" if definition.splits else "")


def _split(key: str, by: str, asked: Asked) -> list[Row]:
    if not by:
        return []
    return dashboard.split(key, by, asked.period, packs=asked.packs, today=asked.today, language=asked.language)


def _table(request: Request, key: str, asked: Asked) -> Table:
    if key == "all":
        tiles = dashboard.tiles(FIGURES, asked.period, packs=asked.packs, today=asked.today)
        return dashboard.table(tiles, asked.period)
    by = request.GET.get("by", "")
    if by in DIMENSIONS and FIGURES[key].splits:
        return dashboard.table_of(key, _split(key, by, asked), str(shown.DIMENSIONS[by]), asked.period)
    months = dashboard.by_month([key], asked.period, packs=asked.packs, today=asked.today)[key]
    return dashboard.table_of(key, months, _("Month"), asked.period)


def _drawn_by_month(
    tiles: Mapping[str, Tile], months: Mapping[str, list[Row]], asked: Asked
) -> list[tuple[str, SafeString]]:
    wanted = [
        (dashboard.finding(tiles[key], asked.period), _says(rows), charts.by_month(FIGURES[key], rows))
        for key, rows in months.items()
    ]
    return [(title, safe(svg)) for (title, _words, _spec), svg in zip(wanted, drawing.svgs(wanted), strict=True)]


def _drawings(
    tile: Tile, months: list[Row], values: list[Row], by: str, asked: Asked
) -> dict[str, tuple[str, SafeString]]:
    finding = dashboard.finding(tile, asked.period)
    wanted: dict[str, tuple[str, str, drawing.Spec]] = {}
    if any(row.figure.value or row.figure.parts for row in months):
        wanted["months"] = (finding, _says(months), charts.by_month(tile.definition, months))
    if any(row.figure.value for row in values) and tile.definition.unit != "money":
        title = f"{tile.definition.title}: {shown.DIMENSIONS[by]}"
        wanted["side"] = (title, _says(values), charts.by_value(tile.definition, values[:15]))
    svgs = drawing.svgs(list(wanted.values()))
    return {name: (wanted[name][0], safe(svg)) for name, svg in zip(wanted, svgs, strict=True)}


def _says(rows: list[Row]) -> str:
    """The drawing in words, for who cannot see it."""
    return " ".join(f"{row.title}: {row.said}." for row in rows)
