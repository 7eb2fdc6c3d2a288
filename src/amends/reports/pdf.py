"""Figures on paper: a tagged PDF with every rule of counting, which a screen reader reads too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from amends.organisation.models import Organisation
from amends.platform import dates, typesetting
from amends.platform.json_values import Json
from amends.reports import dashboard, formats
from amends.reports.charts import overview_charts
from amends.reports.counting.counts import Packs
from amends.reports.dashboard import Tile
from amends.reports.periods import Period

TEMPLATE = Path(__file__).with_name("pdf.typ")
# Paper has one light only; on screen the style sheet gives these inks their colours.
ON_PAPER = {"ink": "#1c1b19", "soft": "#5b574f", "hair": "#ddd8cd", "one": "#1f5f8b", "late": "#a3201a"}


def overview(period: Period, *, packs: Packs, today: date, language: str, now: datetime) -> bytes:
    """All figures of a period, those on top drawn month by month."""
    seen = dashboard.overview(period, drawn=overview_charts.ON_TOP, packs=packs, today=today, language=language)
    drawings = overview_charts.by_month(seen.tiles, seen.months, period)
    return report(
        seen.tiles, period, [(title, title, svg) for title, _says, svg in drawings], language=language, now=now
    )


def report(
    tiles: Sequence[Tile], period: Period, drawings: Sequence[tuple[str, str, str]], *, language: str, now: datetime
) -> bytes:
    """The overview of a period: all figures, drawings (title, words, SVG), and how each figure is counted."""
    organisation = Organisation.objects.get(id=1)
    sheet = {
        "language": language.split("-")[0],
        "organisation": organisation.name,
        "title": _("Complaints in figures, %(period)s") % {"period": formats.period(period)},
        "lead": _("Read from the records on %(moment)s.") % {"moment": dates.moment(now)},
        "foot": f"{organisation.name} · {formats.period(period)}",
        "heads": [_("Figure"), _("Value"), _("Of"), _("Before"), _("A year before")],
        "rows": [_row(tile) for tile in tiles],
        "drawings": [{"title": title, "says": says, "svg": inked(svg)} for title, says, svg in drawings],
        "rules": [_rule(tile) for tile in tiles],
        "words": {
            "figures": _("Figures"),
            "rules": _("How each figure is counted"),
            "small": _("Shares of fewer than 20 cases say little; each stands beside the number it is of."),
        },
    }
    return _set(json.dumps(sheet))


def inked(svg: str) -> str:
    """A drawing in the colours of paper."""
    for name, colour in ON_PAPER.items():
        for what in ("fill", "stroke"):
            svg = svg.replace(f'{what}="currentColor" data-{what}="{name}"', f'{what}="{colour}"')
    return svg.replace('class="chart"', 'font-family="Inter"')


def _row(tile: Tile) -> list[str]:
    return [str(tile.definition.title), tile.said, tile.stands_on, *(one.said for one in tile.compared)]


def _rule(tile: Tile) -> dict[str, Json]:
    one = tile.definition
    return {"title": str(one.title), "clause": f"ISO 10002, {one.clause}", "lines": [*dashboard.rule(one)]}


def _set(sheet: str) -> bytes:
    return typesetting.pdf(TEMPLATE, "sheet", sheet)
