"""Stages as boxes in one column, their moves as labelled arrows beside them: an SVG that a phone shows legibly.

No style attribute and no script: a strict content security policy forbids both. Colours come from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

WIDTH = 390
LEFT, BOX = 6, 292  # a box begins here and is this wide; the lanes of the arrows are to the right of it
LANE = 10
PAD = 10
LINE, SMALL_LINE = 18, 16
FITS, SMALL_FITS = 34, 46  # Latin letters in a line of 15 px and of 12 px
GREEK = 1.12  # what a Greek letter takes of the room of a Latin one
# A word with the space behind it, or one sign of a script that may be broken anywhere, with the stops that follow it.
PIECES = re.compile(
    r"[\u2e80-\u2fff\u3040-\u9fff][\u3001\u3002\uff0c\uff1a\uff09\uff1b]*\s*|[^\s\u2e80-\u2fff\u3040-\u9fff]+\s*"
)


@dataclass(frozen=True, slots=True)
class Box:
    """A stage: its title, small print inside, and an arrow (label, stage, title of the stage) for each way on."""

    key: str
    title: str
    small: tuple[str, ...]
    arrows: tuple[tuple[str, str, str], ...]
    closes: bool
    monitored: bool
    visits: int | None


@dataclass(frozen=True, slots=True)
class _Arrow:
    y: float
    to: str


@dataclass
class _Sheet:
    """The drawing while it grows downwards."""

    y: float = 8
    parts: list[str] = field(default_factory=list)
    middles: dict[str, float] = field(default_factory=dict)  # of each box
    arrows: list[_Arrow] = field(default_factory=list)


def svg(key: str, name: str, says: str, boxes: Sequence[Box]) -> str:
    """The whole drawing, with a title and a description for who does not see it."""
    sheet = _Sheet()
    known = {box.key for box in boxes}
    for box in boxes:
        _box(sheet, box)
        for label, to, title in box.arrows:
            _label(sheet, label, to, title, draws=to in known)
        sheet.y += 14
    parts = [*sheet.parts, *_lanes(sheet)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" '
        f'width="{WIDTH}" height="{sheet.y:.0f}" viewBox="0 0 {WIDTH} {sheet.y:.0f}" '
        'fill="none" stroke-linejoin="round">'
        f'<title id="{key}-title">{escape(name)}</title><desc id="{key}-desc">{escape(says)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _box(sheet: _Sheet, box: Box) -> None:
    title = _wrapped(box.title, FITS)
    small = [line for words in box.small for line in _wrapped(words, SMALL_FITS)]
    height = 2 * PAD + LINE * len(title) + SMALL_LINE * len(small)
    sheet.parts.append(_frame(sheet.y, height, box))
    y = sheet.y + PAD + 13
    for line in title:
        sheet.parts.append(_text(LEFT + 12, y, line, "drawing-title", size=15, weight=600))
        y += LINE
    for line in small:
        sheet.parts.append(_text(LEFT + 12, y - 1, line, "drawing-promise", size=12))
        y += SMALL_LINE
    if box.visits is not None:
        x = LEFT + BOX - 10
        visits = _text(x, sheet.y + PAD + 13, str(box.visits), "drawing-visits", size=12, anchor="end")
        sheet.parts.append(visits)
    sheet.middles[box.key] = sheet.y + height / 2
    sheet.y += height


def _frame(y: float, height: float, box: Box) -> str:
    """A case that is closed has a thick frame, one that is only watched a broken one."""
    kind = "closes" if box.closes else "monitored" if box.monitored else "open"
    width = 2.5 if box.closes else 1.25
    dashes = ' stroke-dasharray="5 4"' if box.monitored else ""
    visited = " drawing-visited" if box.visits else ""
    return (
        f'<rect class="drawing-stage drawing-stage-{kind}{visited}" x="{LEFT}" y="{y:.1f}" width="{BOX}" '
        f'height="{height:.1f}" rx="9" stroke="currentColor" stroke-width="{width}"{dashes}/>'
    )


def _label(sheet: _Sheet, label: str, to: str, title: str, *, draws: bool) -> None:
    """One way on, written under its box; its arrow leaves from the end of the line."""
    sheet.y += 4
    lines = _wrapped(f"↳ {label} → {title}", SMALL_FITS)
    for line in lines:
        sheet.y += SMALL_LINE
        sheet.parts.append(_text(LEFT + 14, sheet.y - 3, line, "drawing-move", size=12))
    if draws:
        sheet.arrows.append(_Arrow(sheet.y - 7, to))


def _wrapped(words: str, fits: float) -> list[str]:
    """Lines that fit, by the room that the letters of a script take; a word too long for a line keeps one to itself."""
    lines = [""]
    for piece in PIECES.findall(words):
        if lines[-1] and _room(lines[-1] + piece.rstrip()) > fits:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _room(words: str) -> float:
    return sum(2 if east_asian_width(sign) in "WF" else GREEK if "\u0370" <= sign <= "\u03ff" else 1 for sign in words)


def _lanes(sheet: _Sheet) -> Iterator[str]:
    """Arrows to the same stage share one lane, so that they never hide each other."""
    targets = sorted({arrow.to for arrow in sheet.arrows}, key=lambda key: sheet.middles[key])
    taken: list[list[tuple[float, float]]] = []
    found: list[tuple[int, list[float], float]] = []
    for to in targets:
        rows = [arrow.y for arrow in sheet.arrows if arrow.to == to]
        end = sheet.middles[to]
        found.append((_free(taken, min(*rows, end), max(*rows, end)), rows, end))
    first = LEFT + BOX + 14
    apart = min(LANE, (WIDTH - LEFT - first) / max(len(taken) - 1, 1))  # many lanes stand closer together
    for number, rows, end in found:
        yield from _arrow(round(first + apart * number, 1), rows, end)


def _free(taken: list[list[tuple[float, float]]], top: float, bottom: float) -> int:
    """The first lane in which nothing runs between these heights."""
    for number, spans in enumerate(taken):
        if all(bottom + 6 < start or end + 6 < top for start, end in spans):
            spans.append((top, bottom))
            return number
    taken.append([(top, bottom)])
    return len(taken) - 1


def _arrow(x: float, rows: Sequence[float], end: float) -> Iterator[str]:
    """One path for all of a lane, so that lines over each other are no darker."""
    edge = LEFT + BOX
    ways = "".join(f"M{edge - 4} {y:.1f}H{x}" for y in rows)
    trunk = f"M{x} {min(*rows, end):.1f}V{max(*rows, end):.1f}M{x} {end:.1f}H{edge + 7}"
    line = 'stroke="currentColor" stroke-width="1" opacity="0.6"'
    yield f'<path class="drawing-arrow" d="{ways}{trunk}" {line}/>'
    yield f'<path class="drawing-head" d="M{edge + 1} {end:.1f}l8 -4v8z" fill="currentColor"/>'


def _text(x: float, y: float, words: str, kind: str, *, size: int, weight: int = 400, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="currentColor">{escape(words)}</text>'
    )
