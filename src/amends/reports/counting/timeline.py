"""A case told step by step: at each entry the stage it stands in and who holds it, without asking the engine again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from amends.procedure.promises import INSTANT
from amends.procedure.schema import Procedure, Stage
from amends.procedure.state import Event, State


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """After this entry the case stands in this stage, in these hands."""

    event: Event
    stage: Stage
    holder: str


@dataclass(frozen=True, slots=True)
class Timeline:
    procedure: Procedure
    state: State
    steps: tuple[TimelineStep, ...]
    zone: ZoneInfo

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def due_day(self, moment: datetime) -> date:
        """The day a due moment belongs to: midnight ends the day before."""
        return self.day(moment - INSTANT)

    def events(self, *kinds: str) -> Iterator[Event]:
        return (step.event for step in self.steps if step.event.kind in kinds)

    @property
    def endings(self) -> list[TimelineStep]:
        """Each entry that closed the case."""
        before = [None, *self.steps]
        return [now for was, now in zip(before, self.steps, strict=False) if now.stage.closes and not _closed(was)]

    @property
    def reopenings(self) -> list[TimelineStep]:
        """Each entry that took up again what was closed."""
        before = [None, *self.steps]
        return [now for was, now in zip(before, self.steps, strict=False) if _closed(was) and not now.stage.closes]


def timeline_of(procedure: Procedure, state: State, events: Sequence[Event], zone: ZoneInfo) -> Timeline:
    return Timeline(procedure, state, tuple(_steps(procedure, events)), zone)


def _steps(procedure: Procedure, events: Sequence[Event]) -> Iterator[TimelineStep]:
    stage, owner = "", ""
    hands: dict[str, str] = {}
    for event in events:
        said = event.fields
        stage = _stage(procedure, event) or stage
        owner = said.get("owner", owner)
        hands = _hands(event, hands)
        yield TimelineStep(event, procedure.stages[stage], hands.get(procedure.stages[stage].owner, "") or owner)


def _stage(procedure: Procedure, event: Event) -> str:
    """Where this entry led, if anywhere: only an act leads to a stage."""
    if event.kind == "received":
        return procedure.kinds[event.fields["kind"]].first
    return str(event.fields.get("to", "")) if event.act else ""


def _hands(event: Event, hands: dict[str, str]) -> dict[str, str]:
    given: dict[str, str] = event.fields.get("hands", {})
    match event.kind:
        case "appointed":
            return {**hands, **given}
        case "joined":
            return dict(event.fields.get("hands", hands))
    return hands


def _closed(step: TimelineStep | None) -> bool:
    return step is not None and step.stage.closes
