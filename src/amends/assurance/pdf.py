"""Papers of several parts on tagged PDF: paragraphs, tables and drawings, set by one hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from amends.organisation.models import Organisation
from amends.platform import typesetting
from amends.platform.json_values import Json
from amends.reports import pdf

TEMPLATE = Path(__file__).with_name("pdf.typ")
Row = Sequence[str]
NARROW, WIDEST = 20, 48  # signs in a column that needs no more room, and that gets no more


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: columns that take the room, that carry numbers, and whose first line is a title."""

    heads: Row
    rows: Sequence[Row]
    wide: Sequence[int] = (0,)
    end: Sequence[int] = ()
    titled: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with its finding as the title, and what it shows in words."""

    title: str
    says: str
    svg: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a paper: a heading, then whatever of these it has."""

    title: str
    lead: str = ""
    said: Sequence[tuple[str, str]] = ()  # a label and the words under it
    grid: Grid | None = None
    drawings: Sequence[Drawn] = ()
    level: int = 2
    soft: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    lead: str
    foot: str
    parts: Sequence[Part]
    facts: Sequence[tuple[str, str]] = ()


def printed_as_pdf(paper: Paper, *, language: str) -> bytes:
    """The paper in the organisation's hand; a screen reader reads it too."""
    own = Organisation.objects.get(id=1)
    sheet = {
        "language": language.split("-")[0],
        "organisation": own.name,
        "title": paper.title,
        "lead": paper.lead,
        "foot": paper.foot,
        "facts": paper.facts,
        "parts": [_part(one) for one in paper.parts],
    }
    return _set(json.dumps(sheet))


def _part(one: Part) -> dict[str, Json]:
    drawings: list[Json] = [{"title": it.title, "says": it.says, "svg": pdf.inked(it.svg)} for it in one.drawings]
    sheet: dict[str, Json] = {**asdict(one), "drawings": drawings}
    if one.grid:
        longest = [_longest(row[at] for row in one.grid.rows) for at in range(len(one.grid.heads))]
        heads = [_parted(head) if most <= NARROW else head for head, most in zip(one.grid.heads, longest, strict=True)]
        sheet["widths"] = [*_widths(one.grid, longest)]
        sheet["grid"] = asdict(replace(one.grid, heads=heads))
    return sheet


def _widths(grid: Grid, longest: Sequence[int]) -> list[int]:
    """Of each column, how much of the room it shares in; zero for what is as narrow as its words.

    A wide column beside many narrow ones would otherwise have no room left, and its words would lie over the next.
    """
    found = [min(most, WIDEST) if most > NARROW and at not in grid.end else 0 for at, most in enumerate(longest)]
    return found if any(found) else [int(at in grid.wide) for at in range(len(found))]


def _longest(cells: Iterable[str]) -> int:
    return max((len(line) for cell in cells for line in cell.split("\n")), default=0)


def _parted(head: str) -> str:
    """A long head over short cells stands on two lines, parted near its middle."""
    spaces = [at for at, sign in enumerate(head) if sign == " "]
    if len(head) <= NARROW or not spaces:
        return head
    middle = min(spaces, key=lambda at: abs(at - len(head) // 2))
    return f"{head[:middle]}\n{head[middle + 1 :]}"


def _set(sheet: str) -> bytes:
    return typesetting.pdf(TEMPLATE, "sheet", sheet)
