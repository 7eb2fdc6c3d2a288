"""Promises as figures count them: by the day they fall due, kept or late; what is still open has no result yet."""

from __future__ import annotations

from collections.abc import Iterator

from amends.procedure.state import Promise
from amends.reports.counting.marks import Mark
from amends.reports.counting.timeline import Timeline

KEPT, LATE = "kept", "late"


def promises(case: Timeline) -> Iterator[Mark]:
    """Those that the pack says a figure measures: the acknowledgement, the answer, the updates (ISO 10002, 8.4)."""
    for owed in case.state.owed:
        duty = case.procedure.duties.get(owed.duty)
        result = verdict(owed)
        if duty and duty.counts_as and result:
            on = case.due_day(owed.due.at)
            yield Mark(on, duty.counts_as, result)
            if duty.counts_as == "answer" and owed.extended:
                yield Mark(on, "extended")


def every_promise(case: Timeline) -> Iterator[Mark]:
    """Of the organisation's own work, all of them; a time that is only waited for is none."""
    for owed in case.state.owed:
        duty = case.procedure.duties.get(owed.duty)
        if duty and not duty.waits and (result := verdict(owed)):
            yield Mark(case.due_day(owed.due.at), "promise", result)


def verdict(owed: Promise) -> str:
    """A case that ended before a date was due owes nothing; one that was late before it ended stays late."""
    if owed.met_at:
        return KEPT if owed.met_at < owed.due.at else LATE
    return LATE if owed.missed_at else ""


def answered_at(case: Timeline) -> list[Promise]:
    """The promises to answer, in the order in which they were made."""
    duties = case.procedure.duties
    return [owed for owed in case.state.owed if owed.duty in duties and duties[owed.duty].counts_as == "answer"]
