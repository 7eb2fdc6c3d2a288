"""Time passing becomes entries: warnings, missed promises and each rung of the ladder, written by the clock itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from amends.cases import editions, history
from amends.cases.history import Locked
from amends.cases.models import Case
from amends.procedure import ticks
from amends.procedure.state import State
from amends.procedure.ticks import Tick

CLOCK = "clock"


def wake(now: datetime, *, most: int = 100, among: Sequence[int] | None = None) -> int:
    """Writes down what the clock owes for the cases whose moment has passed, the longest waiting first.

    A worker that was down catches up in order: each entry names the moment it was owed, and is dated when written.
    With `among`, only those cases: a proof in simulated time must not touch a living one.
    """
    with transaction.atomic():
        due = Case.objects.select_for_update(skip_locked=True).filter(wake_at__lte=now).order_by("wake_at")
        if among is not None:
            due = due.filter(pk__in=among)
        ids = list(due.values_list("pk", flat=True)[:most])
        return sum(_catch_up(locked, now) for locked in history.lock_many(ids))


def _catch_up(locked: Locked, now: datetime) -> int:
    written = 0
    while (tick := _next(locked)) is not None and tick.moment <= now:
        locked = history.record(locked, tick.kind, by=CLOCK, now=now, fields=_fields(locked.state, tick))
        written += 1
    return written


def _next(locked: Locked) -> Tick | None:
    calendar = editions.CALENDARS[locked.state.values["calendar"]]
    return ticks.next_tick(locked.procedure, calendar, locked.state)


def _fields(state: State, tick: Tick) -> dict[str, object]:
    owed = next(one for one in state.owed if (one.duty, one.cycle) == (tick.duty, tick.cycle))
    return {
        "duty": tick.duty, "cycle": tick.cycle, "moment": tick.moment.isoformat(), "due": owed.due.at.isoformat(),
        "told": list(tick.to), "rung": tick.rung,
    }  # fmt: skip
