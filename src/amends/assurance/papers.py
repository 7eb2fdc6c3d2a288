"""Papers of several parts on tagged PDF: paragraphs, tables and drawings, set by one hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from amends.organisation.models import Organisation
from amends.reports import printed

TEMPLATE = Path(__file__).with_name("papers.typ")
Row = Sequence[str]


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
        "language": language.split("-")[0], "organisation": own.name, "title": paper.title, "lead": paper.lead,
        "foot": paper.foot, "facts": paper.facts, "parts": [_part(one) for one in paper.parts],
    }  # fmt: skip
    return _set(json.dumps(sheet))


def _part(one: Part) -> dict[str, Any]:
    drawings = [{"title": it.title, "says": it.says, "svg": printed.inked(it.svg)} for it in one.drawings]
    return {**asdict(one), "drawings": drawings}


def _set(sheet: str) -> bytes:
    inputs = {"sheet": sheet}
    try:
        return bytes(_compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=printed.STANDARD))
    except typst.TypstError:
        # A sign that no font here can draw breaks the standard; the paper, tagged all the same, is still of use.
        return bytes(_compiler().compile(format="pdf", sys_inputs=inputs))


@lru_cache(maxsize=1)
def _compiler() -> Any:
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(settings.FONTS)])
