"""A chart of months as shapes on a grid: columns, the limit above them, and marks that do not need colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amends.improvement.effectiveness import Effect
from amends.improvement.trends import MonthView

WIDTH, HEIGHT = 480, 150
LARGE, SMALL = (960, 260), (300, 130)
LEFT, RIGHT, TOP, BOTTOM = 26, 4, 16, 20
GAP = 0.28  # of a column's place


@dataclass(frozen=True, slots=True)
class Column:
    """A month: where its column stands, and how it stood."""

    on: date
    count: int
    x: float
    y: float
    width: float
    height: float
    standing: str
    running: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything in the units of its own grid; `limit` are the steps of the line, as points of polylines."""

    width: int
    height: int
    floor: float
    columns: tuple[Column, ...]
    limit: tuple[str, ...]
    ticks: tuple[Tick, ...]
    named: tuple[Column, ...]  # the months whose names stand below
    mark: float | None = None  # where something began, such as an action


def chart(months: Sequence[MonthView], *, size: tuple[int, int] = (WIDTH, HEIGHT), begun: date | None = None) -> Chart:
    """With `begun`, the moment of an action is marked between the months before it and since."""
    width, height = size
    top = _top(max([1, *(one.count for one in months), *((one.limit or 0) + 1 for one in months)]))
    floor, place = height - BOTTOM, (width - LEFT - RIGHT) / max(len(months), 1)
    scale = (floor - TOP) / top
    columns = tuple(
        Column(
            one.on,
            one.count,
            _r(LEFT + place * at + place * GAP / 2),
            _r(floor - one.count * scale),
            _r(place * (1 - GAP)),
            _r(one.count * scale),
            one.standing,
            one.running,
        )
        for at, one in enumerate(months)
    )
    return Chart(
        width,
        height,
        floor,
        columns,
        _steps(months, place, floor, scale),
        tuple(Tick(_r(floor - value * scale), value) for value in (0, top // 2, top)),
        _named(columns),
        _mark(months, place, begun),
    )


def before_and_since(worked: Effect, *, today: date) -> Chart:
    """The months around an action, with the moment of it marked and the criterion as the line."""
    limit = None if worked.most is None else int(worked.most)
    months = [
        MonthView(on, count, limit if on > worked.since else None, "within", on == today.replace(day=1))
        for on, count in worked.months
    ]
    return chart(months, size=SMALL, begun=worked.since)


def _steps(months: Sequence[MonthView], place: float, floor: float, scale: float) -> tuple[str, ...]:
    """Half a complaint above the limit: a column that reaches the line is still within."""
    lines: list[list[str]] = [[]]
    for at, one in enumerate(months):
        if one.limit is None:
            lines.append([])
            continue
        y, x = _r(floor - (one.limit + 0.5) * scale), LEFT + place * at
        lines[-1] += [f"{_r(x)},{max(y, 2)}", f"{_r(x + place)},{max(y, 2)}"]
    return tuple(" ".join(one) for one in lines if one)


def _named(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Every January, and the first month: enough to know where one is."""
    found = [one for at, one in enumerate(columns) if at == 0 or one.on.month in (1, 7)]
    return tuple(one for at, one in enumerate(found) if at == 0 or one.x - found[at - 1].x >= 60)


def _mark(months: Sequence[MonthView], place: float, begun: date | None) -> float | None:
    if begun is None:
        return None
    at = next((at for at, one in enumerate(months) if one.on == begun.replace(day=1)), None)
    return None if at is None else _r(LEFT + place * (at + (begun.day - 1) / 31))


def _top(most: int) -> int:
    """The next number that two or five divide well, so that the middle of the axis is a whole number."""
    step: int = 10 ** max(int(math.log10(most)) - 1, 0)
    return next(step * nice for nice in (2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 60, 80, 100, 120) if step * nice >= most)


def _r(number: float) -> float:
    return round(number, 1)
