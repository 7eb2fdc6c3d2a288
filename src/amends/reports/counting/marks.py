"""A mark: one thing that figures count, on the one day to which it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Final, Self

COMPLAINT, FEEDBACK = "complaint", "feedback"
TOTAL = "total"
PACK: Final = "pack"  # every tally names its procedure, so a split by it is the total read by procedure
# Dimensions that hold only what is marked for them: the same matter again, the way through the stages, what is open.
MATTER, STAGE, STOCK = "matter", "stage", "stock"


@dataclass(frozen=True, slots=True)
class Mark:
    """With a dimension of its own it is counted there alone; otherwise in total and under every word of its case."""

    on: date
    measure: str
    bucket: str = ""
    count: int = 1
    dimension: str = ""
    value: str = ""

    def to_json(self) -> list[Any]:
        on, *rest = astuple(self)
        return [on.isoformat(), *rest]

    @classmethod
    def from_json(cls, said: Sequence[Any]) -> Self:
        on, *rest = said
        return cls(date.fromisoformat(on), *rest)
