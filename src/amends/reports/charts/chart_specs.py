"""Charts as plain Vega-Lite: what is drawn of a figure, in five inks that the style sheet colours by day and night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from babel.numbers import get_currency_precision

from amends.platform.json_values import Json
from amends.reports import formats
from amends.reports.charts.chart_svg import INK, Spec
from amends.reports.figures import Definition
from amends.reports.funnels import Funnel
from amends.reports.statistics import Figure

WIDTH, HEIGHT = 400, 190
AXIS: Spec = {
    "labelColor": INK["soft"],
    "titleColor": INK["soft"],
    "gridColor": INK["hair"],
    "domainColor": INK["hair"],
    "tickColor": INK["hair"],
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
}
BESIDE: Spec = {
    "mark": {"type": "text", "align": "left", "dx": 5, "color": INK["soft"], "fontSize": 12},
    "encoding": {"text": {"field": "beside", "type": "nominal"}},
}
Point = tuple[str, float | None]


class Measured(Protocol):
    """A row with its figure: a month, or a value of a dimension."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def figure(self) -> Figure: ...


def by_month(one: Definition, months: Sequence[Measured]) -> Spec:
    """Numbers stand as columns, shares and lengths of time run as a line."""
    label = str(one.title)
    if one.unit == "money":
        currency = _commonest(months)
        sums: list[Point] = [
            (_month(row), dict(row.figure.parts).get(currency, 0.0) / _whole(currency)) for row in months
        ]
        return columns(sums, label=currency or label)
    points = [(_month(row), row.figure.value) for row in months]
    if one.unit in ("number", "hours"):
        return columns(points, label=label)
    return line(points, label=label, share=one.unit == "share")


def by_value(one: Definition, rows: Sequence[Measured]) -> Spec:
    """Side by side, with their names."""
    points = [(row.title, row.figure.value) for row in rows if row.figure.value is not None]
    return bars(points, label=str(one.title), share=one.unit == "share")


def _month(row: Measured) -> str:
    return formats.short_month(date.fromisoformat(row.key))


def _commonest(rows: Sequence[Measured]) -> str:
    """The currency that most months know: one axis can carry only one."""
    known = Counter(currency for row in rows for currency, _amount in row.figure.parts)
    return known.most_common(1)[0][0] if known else ""


def _whole(currency: str) -> int:
    return int(10 ** get_currency_precision(currency)) if currency else 1


def columns(points: Sequence[Point], *, label: str) -> Spec:
    """A number month by month."""
    mark: Spec = {"type": "bar", "color": INK["one"], "width": {"band": 0.7}}
    return _spec(_values(points), [{"mark": mark, "encoding": _named(label)}], y=_y(None), x=_x(points))


def line(points: Sequence[Point], *, label: str, share: bool, target: float | None = None) -> Spec:
    """A share or a length of time month by month; with a target, a broken line across."""
    axis: Spec = {"format": "%"} if share else {}
    mark: Spec = {"type": "line", "color": INK["one"], "point": {"color": INK["one"], "size": 45}, "strokeWidth": 2}
    layers: list[Json] = [{"mark": mark, "encoding": _named(label, **axis)}]
    if target is not None:
        across: Spec = {"type": "line", "color": INK["late"], "strokeDash": [5, 4], "strokeWidth": 1.5}
        layers.append({"mark": across, "encoding": {"y": {"datum": target}}})
    known = [value for _label, value in points if value is not None]
    scale: Spec = {"domain": [0, 1]} if share and max(known, default=0) > 0.4 else {"zero": True}
    return _spec(_values(points), layers, y=_y(None, axis=axis, scale=scale), x=_x(points))


def bars(points: Sequence[Point], *, label: str, share: bool = False, beside: Sequence[str] = ()) -> Spec:
    """Values side by side, the largest on top; for a share, the whole runs from nothing to all.

    `beside` are words to stand at the end of each bar.
    """
    axis: Spec = {"format": "%"} if share else {"tickMinStep": 1}
    x: Spec = {"field": "y", "type": "quantitative", "title": None, "axis": {"tickCount": 5, **axis}}
    if share:
        x["scale"] = {"domain": [0, 1]}
    names: Spec = {"labelLimit": 170, "domain": False, "ticks": False, "labelPadding": 6}
    y: Spec = {"field": "x", "type": "nominal", "sort": None, "title": None, "axis": names}
    layer: Spec = {
        "mark": {"type": "bar", "color": INK["one"], "height": {"band": 0.72}},
        "encoding": _named(label, **axis),
    }
    spec = _spec(_values(points, beside), [layer, *([BESIDE] if beside else [])], x=x, y=y)
    return {**spec, "width": WIDTH - 140, "height": {"step": 26}}


def pareto(rows: Sequence[tuple[str, int, float]], *, label: str) -> Spec:
    """From the most frequent down, with the share that all so far make together beside each bar."""
    points = [(name, number) for name, number, _upto in rows]
    return bars(points, label=label, beside=[formats.percent(share, 0) for _name, _number, share in rows])


def funnel(found: Funnel, names: dict[str, str], *, labels: tuple[str, str]) -> Spec:
    """Each one's share over its number, between the limits that chance keeps to."""
    limits: list[Json] = [
        {"n": number, "in1": inner[0], "in2": inner[1], "out1": outer[0], "out2": outer[1]}
        for number, inner, outer in found.limits()
    ]
    spots: list[Json] = [
        {"n": one.whole, "y": one.share, "x": names.get(one.value, one.value), "v": one.verdict} for one in found.spots
    ]
    x: Spec = {"field": "n", "type": "quantitative", "title": labels[0], "axis": {"tickMinStep": 1}}
    layers = [
        _limit(limits, which, dash=dash, gap=3)
        for which, dash in (
            ("in1", 2),
            ("in2", 2),
            ("out1", 6),
            ("out2", 6),
        )
    ]
    mean: Spec = {"mark": {"type": "rule", "color": INK["soft"]}, "encoding": {"y": {"datum": found.share}}}
    return _spec([], [mean, *layers, *_spots(spots)], x=x, y=_y(labels[1], axis={"format": "%"}))


def _spots(spots: list[Json]) -> list[Spec]:
    """Beyond chance: filled, in another form, and named; so that no colour speaks alone."""
    y: Spec = {"field": "y", "type": "quantitative"}
    shape: Spec = {
        "field": "v",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": ["within", "worth a look", "beyond chance", "too few"],
            "range": ["circle", "square", "triangle-up", "circle"],
        },
    }
    colour: Spec = {"condition": {"test": "datum.v == 'beyond chance'", "value": INK["late"]}, "value": INK["one"]}
    filled: Spec = {"condition": {"test": "datum.v == 'too few'", "value": 0.35}, "value": 1}
    mark: Spec = {
        "mark": {"type": "point", "filled": True, "size": 70},
        "encoding": {
            "y": y,
            "shape": shape,
            "color": colour,
            "opacity": filled,
            "description": {"field": "x", "type": "nominal"},
        },
    }
    named: Spec = {
        "mark": {"type": "text", "dy": -11, "fontSize": 12, "color": INK["ink"]},
        "transform": [{"filter": "datum.v == 'beyond chance' || datum.v == 'worth a look'"}],
        "encoding": {"y": y, "text": {"field": "x", "type": "nominal"}},
    }
    return [{"data": {"values": spots}, **mark}, {"data": {"values": spots}, **named}]


def _limit(limits: list[Json], which: str, *, dash: int, gap: int) -> Spec:
    mark: Spec = {
        "type": "line",
        "color": INK["soft"],
        "strokeDash": [dash, gap],
        "strokeWidth": 1,
        "interpolate": "linear",
    }
    return {"data": {"values": limits}, "mark": mark, "encoding": {"y": {"field": which, "type": "quantitative"}}}


def _values(points: Sequence[Point], beside: Sequence[str] = ()) -> list[Json]:
    if beside:
        both = zip(points, beside, strict=True)
        return [{"x": label, "y": value, "beside": words} for (label, value), words in both]
    return [{"x": label, "y": value} for label, value in points]


def _x(points: Sequence[Point]) -> Spec:
    """Months in their order; where they are many, every other one is named."""
    every = max(1, -(-len(points) // 12))
    shown: list[Json] = [label for at, (label, _value) in enumerate(points) if at % every == 0]
    axis: Spec = {"labelAngle": 0 if len(points) <= 6 else -45, "values": shown}
    return {"field": "x", "type": "ordinal", "sort": None, "title": None, "axis": axis}


def _y(label: str | None, *, axis: Spec | None = None, scale: Spec | None = None) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "title": label,
        "scale": scale or {"zero": True},
        "axis": {"tickCount": 4, "domain": False, "ticks": False, **(axis or {"tickMinStep": 1})},
    }


def _named(label: str, **form: Json) -> Spec:
    """What shows under the pointer."""
    name: Spec = {"field": "x", "type": "nominal", "title": ""}
    value: Spec = {"field": "y", "type": "quantitative", "title": label, **form}
    return {"tooltip": [name, value]}


def _spec(values: list[Json], layers: list[Json], *, x: Spec, y: Spec) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": values},
        "encoding": {"x": x, "y": y},
        "layer": layers,
        "config": {
            "background": "transparent",
            "font": "Inter",
            "view": {"stroke": None},
            "axis": AXIS,
            "padding": 4,
        },
    }
