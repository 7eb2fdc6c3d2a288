"""How long a person's data is kept: to a day that follows from what the procedure says and when the case ended."""

from __future__ import annotations

from datetime import date

from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Calendar
from amends.procedure.schema import Procedure
from amends.procedure.state import State


def ends_on(procedure: Procedure, calendar: Calendar, state: State) -> date | None:
    """The first day on which it is kept no longer (ISO 10002, 8.1), counted from the day of receipt or of the end.

    None while the case is open or on hold, once it is erased, and where the procedure says nothing. Our own work has
    no complainant: its records are the evidence of years and stay.
    """
    if procedure.inside or procedure.retention is None or state.closed_at is None or state.held or state.erased_at:
        return None
    start = state.received_on
    if procedure.retention.start == "closed":
        start = working_time.day_of(calendar, state.closed_at)
    kept = working_time.add(calendar, working_time.end_of_day(calendar, start), procedure.retention.keep)
    return working_time.day_of(calendar, kept)
