"""The drawings of the overview: a figure month by month, under what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amends.reports import dashboard
from amends.reports.charts import chart_specs, chart_svg
from amends.reports.dashboard import FigureRow, Tile
from amends.reports.figures import FIGURES
from amends.reports.periods import Period

ON_TOP = ("volume", "final-in-time")
Drawn = tuple[str, str, str]  # title, words, SVG


def by_month(tiles: Sequence[Tile], months: Mapping[str, Sequence[FigureRow]], period: Period) -> list[Drawn]:
    """One drawing for each figure that was counted by month."""
    found = {tile.definition.key: tile for tile in tiles}
    wanted = [
        (dashboard.finding(found[key], period), says(rows), chart_specs.by_month(FIGURES[key], rows))
        for key, rows in months.items()
    ]
    return [(title, said, svg) for (title, said, _spec), svg in zip(wanted, chart_svg.svgs(wanted), strict=True)]


def says(rows: Sequence[FigureRow]) -> str:
    """The drawing in words, for who cannot see it."""
    return " ".join(f"{row.title}: {row.said}." for row in rows)
