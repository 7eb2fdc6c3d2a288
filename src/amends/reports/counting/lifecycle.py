"""The course of a case as figures count it: how long, where it waited, who held it, how and how often it ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from amends.platform import author
from amends.procedure.schema import Stage
from amends.procedure.state import Event
from amends.reports.counting import promise_list
from amends.reports.counting.marks import STAGE, STOCK, Mark
from amends.reports.counting.timeline import Timeline, TimelineStep

CONTACT = frozenset({"asked", "answered", "refused"})  # a further contact was needed
EFFECTIVE, NOT_EFFECTIVE = "effective", "not effective"
CLASSIFYING = ("category", "product", "class")


def marks(case: Timeline) -> Iterator[Mark]:
    yield from ending(case)
    yield from stays(case)
    yield from _final(case)
    yield from _first_contact(case)
    yield from _stock(case)
    yield from _unowned(case)
    yield from _judged_again(case)
    yield from _beyond(case)


def ending(case: Timeline) -> Iterator[Mark]:
    """The case as it is closed now, by how it ended; one that stays open after the last round is not closed (7.9)."""
    if case.state.closed_at:
        yield Mark(case.day(case.state.closed_at), "closed", case.state.ended)


def stays(case: Timeline) -> Iterator[Mark]:
    """How many calendar days the case was in each stage that it has left, by the day it left."""
    entered = [step for was, step in pairwise([None, *case.steps]) if step and _enters(was, step)]
    for step in entered:
        yield Mark(case.day(step.event.at), "entered", dimension=STAGE, value=step.stage.key)
    for step, then in pairwise(entered):
        days = (case.day(then.event.at) - case.day(step.event.at)).days
        yield Mark(case.day(then.event.at), "stayed", str(days), dimension=STAGE, value=step.stage.key)


def checks(case: Timeline) -> Iterator[Mark]:
    """Each check of an effect, by its day; what was found effective and came back later was not (8.7)."""
    goal = {stage.key for stage in case.procedure.stages.values() if stage.outcome == EFFECTIVE}
    checked = {stage for act in case.procedure.acts.values() if act.to in goal for stage in act.stages}
    moves = [(was, step) for was, step in pairwise(case.steps) if _enters(was, step)]
    for at, (was, step) in enumerate(moves):
        if was.stage.key in checked and (step.stage.key in goal or not step.stage.closes):
            lasts = step.stage.key in goal and at == len(moves) - 1
            yield Mark(case.day(step.event.at), "checked", EFFECTIVE if lasts else NOT_EFFECTIVE)


def _enters(was: TimelineStep | None, step: TimelineStep) -> bool:
    return was is None or was.stage.key != step.stage.key


def final_at(case: Timeline) -> datetime | None:
    """When the last answer was given; of a case that was promised none, or ended without one, when it closed."""
    answers = promise_list.answered_at(case)
    if any(owed.open for owed in answers):
        return None
    met = [owed.met_at for owed in answers if owed.met_at]
    return max(met, default=case.state.closed_at)


def _final(case: Timeline) -> Iterator[Mark]:
    if at := final_at(case):
        on = case.day(at)
        yield Mark(on, "final", str(max((on - case.state.received_on).days, 0)))


def _first_contact(case: Timeline) -> Iterator[Mark]:
    """Settled where it was raised, or agreed to in the first round without another word being needed."""
    on_the_spot = case.state.values.get("on_the_spot") == "yes"
    if on_the_spot:
        yield Mark(case.state.received_on, "at receipt")
    if case.state.closed_at and (on_the_spot or _agreed_at_once(case)):
        yield Mark(case.day(case.state.closed_at), "first contact")


def _agreed_at_once(case: Timeline) -> bool:
    act = case.procedure.acts.get(case.endings[-1].event.act) if case.endings else None
    further = any(_further(event) for event in case.events(*CONTACT, "added"))
    return bool(act and act.verb == "accept") and case.state.round == 1 and not further and not case.reopenings


def _further(event: Event) -> bool:
    return event.kind in CONTACT or event.by == "complainant"


def _stock(case: Timeline) -> Iterator[Mark]:
    """What was open on any day, by the day it was received: in, and out with each closing, in again when reopened."""
    on = case.state.received_on
    yield Mark(on, "came", dimension=STOCK)
    for steps, count in ((case.endings, 1), (case.reopenings, -1)):
        for step in steps:
            yield Mark(on, "gone", case.day(step.event.at).isoformat(), count, dimension=STOCK)


def _unowned(case: Timeline) -> Iterator[Mark]:
    """Each time nobody in person held the open case, in minutes, by the day somebody took it (4.9, accountability)."""
    since: datetime | None = case.state.received_at
    for step in case.steps:
        held = bool(step.holder) or step.stage.closes
        if since and held:
            on = case.day(step.event.at)
            yield Mark(on, "unowned", "minutes", int((step.event.at - since).total_seconds() // 60))
            yield Mark(on, "unowned", "times")
        since = None if held else since or step.event.at


def _judged_again(case: Timeline) -> Iterator[Mark]:
    """Classified anew after somebody had classified it; and how serious it is, found to be otherwise."""
    changed = _changed(case)
    on = case.state.received_on
    if changed & {*CLASSIFYING, "kind"}:
        yield Mark(on, "reclassified")
    if changed & {"severity", "class"}:
        yield Mark(on, "wrong priority")


def _changed(case: Timeline) -> set[str]:
    """What staff said otherwise than staff had said before; a complainant's own choice is nobody's mistake."""
    known: dict[str, object] = {}
    changed = {"kind" for _ in case.events("kind changed")}
    for event in (step.event for step in case.steps if author.Author.parse(step.event.by).is_staff):
        form = event.fields.get("form", {})
        said = {key: event.fields.get(key) or form.get(key) for key in CLASSIFYING} | {"severity": form.get("severity")}
        now = {key: value for key, value in said.items() if value}
        changed |= {key for key, value in now.items() if known.get(key, value) != value}
        known |= now
    return changed


def _beyond(case: Timeline) -> Iterator[Mark]:
    """Sent to bodies outside; and improvements that were begun because of it (8.7)."""
    if outside := next((step for step in case.steps if _monitored(step.stage)), None):
        yield Mark(case.day(outside.event.at), "outside")
    for event in case.events("opened"):
        yield Mark(case.day(event.at), "opened", str(event.fields.get("kind", "")))


def _monitored(stage: Stage) -> bool:
    return stage.monitored
