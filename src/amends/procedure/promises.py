"""Duties in motion: which promises an entry opens, keeps, extends or drops, and what the clock owes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from amends.procedure import stored_fields
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Amount, Calendar, Due
from amends.procedure.schema import Anchor, Duty, Procedure
from amends.procedure.state import Event, Promise, State

INSTANT = timedelta(microseconds=1)


def follow(procedure: Procedure, calendar: Calendar, before: State | None, after: State, event: Event) -> State:
    """The state with its promises moved on by this event: kept, un-kept, extended, rested, dropped, then opened."""
    standing = tuple(_reopened(procedure, one, before, after) for one in after.owed)
    owed = tuple(_moved(procedure, calendar, one, before, after, event) for one in standing)
    state = replace(after, owed=owed)
    for duty in _in_order(procedure):
        state = _opened(calendar, duty, before, state, event)
    return _dropped(procedure, state, event.at) if state.closed_at else state


def happens(anchor: Anchor, before: State | None, after: State, event: Event) -> bool:
    """Whether this event is the moment that the anchor names."""
    stage_before = before.stage if before else ""
    match anchor.what:
        case "received":
            return before is None
        case "entered":
            return after.stage == anchor.key and (stage_before != anchor.key or event.fields.get("to") == anchor.key)
        case "left":
            return stage_before == anchor.key and after.stage != anchor.key
        case "act":
            return event.act == anchor.key
        case "letter":
            return event.kind == "sent" and event.fields.get("letter") == anchor.key and _to_complainant(event)
        case "entry":
            # A letter about an undelivered letter that cannot be delivered either must not start a third one.
            return event.kind == anchor.key and _to_complainant(event)
        case "field":
            return bool(event.fields.get("form", {}).get(anchor.key))
        case "due":
            return False  # opened together with the duty it hangs on, see _opened


def _to_complainant(event: Event) -> bool:
    return event.fields.get("to_whom", "complainant") == "complainant"


def nearest(procedure: Procedure, state: State) -> Promise | None:
    """The open promise that falls due first; a time that is only waited for is none."""
    owing = (one for one in state.open_duties if one.duty in procedure.duties and not procedure.duties[one.duty].waits)
    return min(owing, key=lambda owed: owed.due.at, default=None)


def may_extend(procedure: Procedure, state: State, duty: str, now: datetime) -> str:
    """Why this duty cannot be extended now (a code), or nothing when it can."""
    rule = procedure.duties[duty].extension if duty in procedure.duties else None
    if rule is None:
        return "no extension"
    open_one = next((owed for owed in state.open_duties if owed.duty == duty), None)
    if open_one is None:
        return "not open"
    if open_one.extended >= rule.times:
        return "extended before"
    return "too late" if now >= open_one.due.at else ""


def extended_due(calendar: Calendar, duty: Duty, due: Due, amount: Amount) -> Due:
    """The new moment, counted from the day or instant that was due before."""
    later = working_time.due(
        calendar, amount, due.at - INSTANT if due.on else due.at, roll=duty.roll, closes=duty.closes
    )
    return replace(later, trace=due.trace + later.trace)


def _moved(
    procedure: Procedure, calendar: Calendar, one: Promise, before: State | None, after: State, event: Event
) -> Promise:
    duty = procedure.duties.get(one.duty)
    if duty is None:
        return one
    if event.kind == "bounced" and one.met_no and one.met_no == event.fields.get("sent"):
        return _unkept(duty, one, after)
    if event.fields.get("duty") == one.duty and event.fields.get("cycle") == one.cycle:
        one = _ticked(calendar, duty, one, event)
    if not one.open:
        return one
    if _keeps(duty, one, before, after, event):
        return replace(one, met_at=event.at, met_no=event.no)
    if _dated_anew(duty, event) or not _applies(duty, after):  # of another kind or class it was promised to what it was
        return replace(one, dropped_at=event.at)
    return _recounted_by(event, calendar, duty, one, after)


def _recounted_by(event: Event, calendar: Calendar, duty: Duty, one: Promise, after: State) -> Promise:
    """Another day, where the event says from when or by which clock it is counted now."""
    match event.kind:
        case "joined" | "gathered" if duty.start.what == "received":
            return _earlier(calendar, duty, one, after, datetime.fromisoformat(event.fields["received_at"]))
        case "resumed" if not duty.statutory:
            return replace(one, due=_recounted(calendar, duty, one, after))
        case "recalculated" if not duty.statutory or event.fields.get("statutory"):
            return replace(one, due=_recounted(calendar, duty, one, after))
    return one


def _dated_anew(duty: Duty, event: Event) -> bool:
    """The day that the promise is counted from was answered anew: it is owed by the new day, not by both."""
    return duty.start.what == "field" and bool(event.fields.get("form", {}).get(duty.start.key))


def _keeps(duty: Duty, one: Promise, before: State | None, after: State, event: Event) -> bool:
    if duty.each and event.fields.get("request") != one.about:
        return False
    return any(happens(anchor, before, after, event) for anchor in duty.met)


def _earlier(calendar: Calendar, duty: Duty, one: Promise, after: State, received_at: datetime) -> Promise:
    """Of complaints about one matter the earliest receipt counts for all; a date never gets later."""
    if received_at >= one.since:
        return one
    counted = replace(one, since=received_at)
    due = _recounted(calendar, duty, counted, after)
    return replace(counted, due=due, first_due=min(one.first_due, _due(calendar, duty, received_at, after).at))


def _ticked(calendar: Calendar, duty: Duty, one: Promise, event: Event) -> Promise:
    match event.kind:
        case "warned":
            return replace(one, warned=one.warned + 1)
        case "missed" | "passed":
            return replace(one, missed_at=event.at)
        case "escalated":
            return replace(one, climbed=one.climbed + 1)
        case "extended":
            due = extended_due(calendar, duty, one.due, Amount.parse(event.fields["amount"]))
            longer = (*one.longer, event.fields["amount"])
            return replace(one, due=due, extended=one.extended + 1, longer=longer, warned=0, climbed=0, missed_at=None)
    return one


def _recounted(calendar: Calendar, duty: Duty, one: Promise, after: State) -> Due:
    """Counted anew from the same start; what it was extended by stays given (glpi#15605)."""
    due = _due(calendar, duty, one.since, after)
    for amount in one.longer:
        due = extended_due(calendar, duty, due, Amount.parse(amount))
    return due


def _unkept(duty: Duty, one: Promise, after: State) -> Promise:
    """A bounced letter never arrived: the promise stands open again, unless another carrier brought the same letter."""
    letters = {anchor.key for anchor in duty.met if anchor.what == "letter"}
    others = [sent for sent in after.sent if sent.letter in letters and sent.at >= one.since]
    if others:
        return replace(one, met_at=others[0].at, met_no=others[0].no)
    return replace(one, met_at=None, met_no=0)


def _in_order(procedure: Procedure) -> Iterable[Duty]:
    """A duty that begins when another falls due is opened after it, wherever the pack names it."""
    return sorted(procedure.duties.values(), key=lambda duty: _depth(procedure, duty))


def _depth(procedure: Procedure, duty: Duty) -> int:
    return 1 + _depth(procedure, procedure.duties[duty.start.key]) if duty.start.what == "due" else 0


def _opened(calendar: Calendar, duty: Duty, before: State | None, state: State, event: Event) -> State:
    if not _applies(duty, state) or not _begins(duty, before, state, event):
        return state
    if not duty.each and any(owed.duty == duty.key and owed.open for owed in state.owed):
        return state
    start = _start(duty, before, event, state)
    if duty.start.what == "due":
        start = max(owed.due.at for owed in state.owed if owed.duty == duty.start.key) - INSTANT
    due = _due(calendar, duty, start, state)
    cycle = 1 + sum(owed.duty == duty.key for owed in state.owed)
    owed = Promise(duty.key, cycle, start, due, first_due=due.at, about=event.no if duty.each else 0)
    return replace(state, owed=(*state.owed, owed))


def _start(duty: Duty, before: State | None, event: Event, state: State) -> datetime:
    """A case recognised late as a complaint is owed everything from its first receipt."""
    first = not any(owed.duty == duty.key and owed.met_at for owed in state.owed)
    late = before is not None and before.kind != state.kind and duty.start.what == "received" and first
    if classed := _classed(duty, before, state):
        return classed
    return state.received_at if before is None or late else event.at


def _applies(duty: Duty, state: State) -> bool:
    return (
        (not duty.kinds or state.kind in duty.kinds)
        and (not duty.classes or state.class_key in duty.classes)
        and (not duty.channels or state.channel in duty.channels)
    )


def _classed(duty: Duty, before: State | None, state: State) -> datetime | None:
    """From when a case owes what comes with the class it has just been given: as if it had had the class all along."""
    if before is None or not duty.classes or before.class_key in duty.classes or state.class_key not in duty.classes:
        return None
    if any(owed.duty == duty.key and owed.met_at for owed in state.owed):
        return None
    if duty.start.what == "received":
        return state.received_at
    here = duty.start.what == "entered" and duty.start.key == state.stage
    return state.stage_since if here else None


def _begins(duty: Duty, before: State | None, state: State, event: Event) -> bool:
    """By its rhythm, with a class, with the promise that it hangs on, by reopening, with a kind; else at its anchor."""
    if _comes_round(duty, before, state, event) or _classed(duty, before, state):
        return True
    if duty.start.what == "due":
        return _promised_anew(duty, before, state)
    if duty.start.what == "received" and before is not None:
        if before.closed_at and not state.closed_at:
            return _ended_by_closing(duty, before.closed_at, state)
        if before.kind != state.kind:
            return not any(owed.duty == duty.key and (owed.open or owed.met_at) for owed in state.owed)
    return happens(duty.start, before, state, event)


def _comes_round(duty: Duty, before: State | None, state: State, event: Event) -> bool:
    """What repeats begins again with the event that kept it."""
    kept = (owed.duty == duty.key and owed.met_no == event.no for owed in state.owed)
    return before is not None and duty.repeats and any(kept)


def _promised_anew(duty: Duty, before: State | None, state: State) -> bool:
    """Whether the promise that this duty is counted from was opened just now."""
    known = {(owed.duty, owed.cycle) for owed in before.owed} if before else set()
    return any(owed.duty == duty.start.key and (owed.duty, owed.cycle) not in known for owed in state.owed)


def _ended_by_closing(duty: Duty, closed_at: datetime, state: State) -> bool:
    """What the closing alone ended begins anew when the case is opened again."""
    return closed_at in {owed.dropped_at or owed.met_at for owed in state.owed if owed.duty == duty.key}


def _due(calendar: Calendar, duty: Duty, start: datetime, state: State) -> Due:
    if duty.start.what == "field":
        day = date.fromisoformat(stored_fields.chosen(state.values, duty.start.key))
        return working_time.dated(calendar, duty.amount, day, before=duty.before)
    pauses = () if duty.statutory else tuple(rest for rest in state.rests if rest.until and rest.until > start)
    return working_time.due(
        calendar,
        duty.amount,
        start,
        start_counts=duty.start_counts,
        roll=duty.roll,
        closes=duty.closes,
        after_hours_next=duty.after_hours_next and not duty.statutory,
        pauses=pauses,
    )


def _dropped(procedure: Procedure, state: State, at: datetime) -> State:
    """A closed case owes nothing more, unless somebody writes again: no warning for what is over (libredesk#70)."""
    lasting = {duty.key for duty in procedure.duties.values() if duty.after_closing}
    owed = tuple(replace(one, dropped_at=at) if one.open and one.duty not in lasting else one for one in state.owed)
    return replace(state, owed=owed)


def _reopened(procedure: Procedure, one: Promise, before: State | None, after: State) -> Promise:
    """The same complaint, not finally answered: what never rests stands again with its first date."""
    if before is None or before.closed_at is None or after.closed_at is not None:
        return one
    duty = procedure.duties.get(one.duty)
    dropped_by_closing = one.met_at is None and one.dropped_at == before.closed_at
    return replace(one, dropped_at=None) if duty and duty.statutory and dropped_by_closing else one
