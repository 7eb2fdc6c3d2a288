"""What the clock owes next: the warning, the due moment, each step of the ladder of every open promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Calendar
from amends.procedure.schema import Duty, Procedure, Rung
from amends.procedure.state import Promise, State


@dataclass(frozen=True, slots=True)
class Tick:
    """Something the clock itself has to write down: warned, missed or escalated, for whom, at which moment."""

    kind: str
    duty: str
    cycle: int
    moment: datetime
    to: tuple[str, ...] = ()
    rung: int = 0


def ticks(procedure: Procedure, calendar: Calendar, state: State) -> Iterator[Tick]:
    """The next thing the clock owes for each open promise."""
    for one in state.open_duties:
        duty = procedure.duties.get(one.duty)
        if duty is None or (state.resting and not duty.statutory):
            continue
        tick = _tick(calendar, duty, one)
        if tick is not None:
            yield tick


def next_tick(procedure: Procedure, calendar: Calendar, state: State) -> Tick | None:
    return min(ticks(procedure, calendar, state), key=lambda tick: (tick.moment, tick.duty), default=None)


def _tick(calendar: Calendar, duty: Duty, one: Promise) -> Tick | None:
    if duty.waits:
        return None if one.missed_at else Tick("passed", duty.key, one.cycle, one.due.at)
    if one.missed_at is None:
        rungs = sorted(duty.warn, key=lambda rung: _before(calendar, one, rung))
        if one.warned < len(rungs):
            rung = rungs[one.warned]
            moment = max(_before(calendar, one, rung), one.since)
            if moment < one.due.at:
                return Tick("warned", duty.key, one.cycle, moment, rung.to, one.warned)
        return Tick("missed", duty.key, one.cycle, one.due.at)
    if one.climbed < len(duty.escalate):
        rung = duty.escalate[one.climbed]
        return Tick("escalated", duty.key, one.cycle, _after(calendar, one, rung), rung.to, one.climbed)
    return None


def _before(calendar: Calendar, one: Promise, rung: Rung) -> datetime:
    return working_time.subtract(calendar, one.due.at, rung.amount)


def _after(calendar: Calendar, one: Promise, rung: Rung) -> datetime:
    return working_time.add(calendar, one.due.at, rung.amount) if rung.amount.number else one.due.at
