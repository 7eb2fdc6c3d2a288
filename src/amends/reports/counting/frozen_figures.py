"""Figures as they are put on file: plain values that JSON keeps, so that they can be read as they stood."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class FrozenFigure(TypedDict):
    value: float | None
    numerator: int
    denominator: int
    low: float | None
    high: float | None
    parts: dict[str, float]  # by currency or age


class FrozenTopic(TypedDict):
    """What had left its limits; by its key, so that it is named in whoever's language reads it."""

    by: str
    topic: str
    standing: str
    observed: int
    expected: float | None
    over: int
    probability: float | None


class FrozenTopics(TypedDict):
    """Of one procedure."""

    pack: str
    watched: int
    seen_at: str | None
    topics: list[FrozenTopic]


Frozen = TypedDict(
    "Frozen",
    {
        "from": str,
        "until": str,
        "packs": list[str] | None,
        "figures": dict[str, FrozenFigure],
        "by": dict[str, dict[str, dict[str, FrozenFigure]]],  # dimension -> value -> figure
        "topics": NotRequired[list[FrozenTopics]],  # where what recurs is frozen too
    },
)
