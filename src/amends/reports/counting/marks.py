"""A mark: one thing that figures count, on the one day to which it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Self, TypeAlias

COMPLAINT, FEEDBACK = "complaint", "feedback"
TOTAL = "total"
PACK: Final = "pack"  # every tally names its procedure, so a split by it is the total read by procedure
# Dimensions that hold only what is marked for them: the same matter again, the way through the stages, what is open.
MATTER, STAGE, STOCK = "matter", "stage", "stock"
MarkCells: TypeAlias = list[str | int]  # as JSON keeps a mark


@dataclass(frozen=True, slots=True)
class Mark:
    """With a dimension of its own it is counted there alone; otherwise in total and under every word of its case."""

    on: date
    measure: str
    bucket: str = ""
    count: int = 1
    dimension: str = ""
    value: str = ""

    def to_json(self) -> MarkCells:
        return [self.on.isoformat(), self.measure, self.bucket, self.count, self.dimension, self.value]

    @classmethod
    def from_json(cls, cells: MarkCells) -> Self:
        on, measure, bucket, count, dimension, value = cells
        return cls(date.fromisoformat(str(on)), str(measure), str(bucket), int(count), str(dimension), str(value))
