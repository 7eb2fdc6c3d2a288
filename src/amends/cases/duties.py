"""Time passing becomes entries: warnings, missed promises and each rung of the ladder, written by the clock itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from amends.cases import editions, failures, history
from amends.cases.history import Locked
from amends.cases.models import Case
from amends.procedure.clock import next_due
from amends.procedure.clock.next_due import Tick
from amends.procedure.payloads import kinds
from amends.procedure.payloads.case_payloads import Ticked
from amends.procedure.state import State

CLOCK = "clock"
STEP = "clock"  # of failures


def wake(now: datetime, *, most: int = 100, among: Sequence[int] | None = None) -> int:
    """Writes down what the clock owes for the cases whose moment has passed, the longest waiting first.

    A worker that was down catches up in order: each entry names the moment it was owed, and is dated when written.
    With `among`, only those cases: a proof in simulated time must not touch a living one. A case whose clock fails
    is set aside.
    """
    due = Case.objects.filter(wake_at__lte=now).order_by("wake_at")
    return failures.in_turn(STEP, due, partial(_woken, now=now), now=now, most=most, among=among)


def _woken(ids: Sequence[int], *, now: datetime) -> int:
    return sum(_catch_up(locked, now) for locked in history.lock_many(ids))


def _catch_up(locked: Locked, now: datetime) -> int:
    written = 0
    while (tick := _next(locked)) is not None and tick.moment <= now:
        locked = history.record(locked, _said(locked.state, tick), by=CLOCK, now=now)
        written += 1
    return written


def _next(locked: Locked) -> Tick | None:
    calendar = editions.CALENDARS[locked.state.calendar]
    return next_due.next_tick(locked.procedure, calendar, locked.state)


def _said(state: State, tick: Tick) -> Ticked:
    owed = next(one for one in state.owed if (one.duty, one.cycle) == (tick.duty, tick.cycle))
    return kinds.TICKS[tick.kind](
        duty=tick.duty,
        cycle=tick.cycle,
        moment=tick.moment.isoformat(),
        due=owed.due.at.isoformat(),
        told=list(tick.to),
        rung=tick.rung,
    )
