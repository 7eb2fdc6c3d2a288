"""What a due moment is made of: an amount, pauses, and a trace that says what each day did to the count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, Self, get_args

from amends.platform import json_values
from amends.platform.json_values import JsonTable

Unit = Literal["hours", "working hours", "calendar days", "working days", "weeks", "months"]
Roll = Literal["none", "next working day", "previous working day"]
Closes = Literal["end of day", "close of business"]
Why = Literal[
    "begins",
    "start day not counted",
    "deemed next working day",
    "counted",
    "half-day",
    "extra working day",
    "weekend",
    "holiday",
    "closure",
    "after closing",
    "paused",
    "rolled",
]

UNITS: tuple[Unit, ...] = get_args(Unit)
WHYS: Mapping[str, Why] = {one: one for one in get_args(Why)}
# Ten years of each: a longer promise is a slip of the pen.
LONGEST: Mapping[Unit, int] = {
    "hours": 87_840,
    "working hours": 87_840,
    "calendar days": 3_660,
    "working days": 3_660,
    "weeks": 523,
    "months": 120,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time as a procedure promises it. A day is never so many hours."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"{self.unit!r} is not one of {', '.join(UNITS)}.")
        if not 0 <= self.number <= LONGEST[self.unit]:
            raise ValueError(f"{self.number} {self.unit} is not between 0 and {LONGEST[self.unit]} (ten years).")

    @classmethod
    def parse(cls, text: str) -> Self:
        found = re.fullmatch(r"\s*([0-9]{1,6})\s+([a-z][a-z ]*?)\s*", text, re.IGNORECASE)
        said = " ".join(found[2].lower().split()) if found else ""
        unit = next((unit for unit in UNITS if said in (unit, unit.removesuffix("s"))), None)
        if found is None or unit is None:
            raise ValueError(f"{text!r} is not a length of time: write a whole number and one of {', '.join(UNITS)}.")
        return cls(int(found[1]), unit)

    def __str__(self) -> str:
        return f"{self.number} {self.unit.removesuffix('s') if self.number == 1 else self.unit}"


@dataclass(frozen=True, slots=True)
class Pause:
    since: datetime
    until: datetime | None  # None: still open
    reason: str


@dataclass(frozen=True, slots=True)
class TraceStep:
    """What one day did to the count."""

    on: date
    counted: int | None  # the running number this day brought it to
    why: Why
    name: str = ""  # of the holiday, or the pause's reason

    def to_json(self) -> JsonTable:
        return {"on": self.on.isoformat(), "counted": self.counted, "why": self.why, "name": self.name}

    @classmethod
    def from_json(cls, data: JsonTable) -> Self:
        counted, text = data["counted"], json_values.text
        number = counted if isinstance(counted, int) else None
        return cls(date.fromisoformat(text(data["on"])), number, WHYS[text(data["why"])], text(data["name"]))


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime  # UTC; late when now >= at
    on: date | None  # the due day, in the calendar's zone, of a duty counted in days
    trace: tuple[TraceStep, ...]
    calendar: str
    version: int

    def to_json(self) -> JsonTable:
        return {
            "at": self.at.isoformat(),
            "on": self.on.isoformat() if self.on else None,
            "trace": [step.to_json() for step in self.trace],
            "calendar": self.calendar,
            "version": self.version,
        }

    @classmethod
    def from_json(cls, data: JsonTable) -> Self:
        on, version, text = json_values.text(data["on"]), data["version"], json_values.text
        return cls(
            datetime.fromisoformat(text(data["at"])).astimezone(UTC),
            date.fromisoformat(on) if on else None,
            tuple(TraceStep.from_json(step) for step in json_values.tables(data["trace"])),
            text(data["calendar"]),
            version if isinstance(version, int) else 0,
        )
