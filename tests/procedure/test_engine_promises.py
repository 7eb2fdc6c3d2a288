"""Promises in motion: when a duty begins, what keeps it, what the clock writes down, and what may move its moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from amends.procedure import promises
from amends.procedure.clock import next_due
from amends.procedure.clock.next_due import Tick
from amends.procedure.schema import Procedure
from tests.procedure import small
from tests.procedure.small import CALENDAR, MONDAY, History

LATER = """
[duties.check]
title = "Check"
amount = "1 working day"
from = "due {of}"
met = ["act note"]
kinds = ["complaint"]
"""


def day(number: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, number, hour, tzinfo=UTC)


def tick(case: History) -> Tick | None:
    return next_due.next_tick(case.procedure, CALENDAR, case.state)


def run_clock(case: History, until: datetime) -> list[tuple[str, str, datetime]]:
    """The clock writes down what it owes until then, as it does every minute of real life."""
    written = []
    while (one := tick(case)) and one.moment <= until:
        case.at = max(case.at, one.moment)
        case.add(one.kind, "clock", duty=one.duty, cycle=one.cycle, told=list(one.to))
        written.append((one.kind, one.duty, one.moment))
    return written


def test_hours_end_at_an_instant_and_working_days_at_the_end_of_a_day() -> None:
    case = History()
    assert case.owed("acknowledge").due.at == day(3, 10)
    assert case.owed("answer").due.at == day(10)


def test_a_duty_counts_from_receipt_although_it_was_typed_in_later() -> None:
    case = History(received_at=day(1, 9).isoformat())
    assert case.owed("acknowledge").since == day(1, 9)


@pytest.mark.parametrize(("fields", "kept"), [({}, True), ({"to_whom": "staff:4"}, False)])
def test_a_letter_keeps_a_promise_when_it_is_accepted_for_the_complainant(fields: dict[str, str], kept: bool) -> None:
    case = History().wait(hours=1).sent("thanks", **fields)
    assert (case.owed("acknowledge").met_at is not None) is kept


def test_a_bounce_takes_the_keeping_back() -> None:
    case = History().sent("thanks").wait(hours=1).add("bounced", "carrier", sent=2)
    assert case.owed("acknowledge").open


def test_a_bounce_takes_nothing_back_when_another_carrier_brought_the_letter() -> None:
    case = History().sent("thanks").sent("thanks", "sms").add("bounced", "carrier", sent=2)
    assert case.owed("acknowledge").met_no == 3


def test_a_stage_begins_its_duty_and_leaving_it_keeps_it() -> None:
    case = History().wait(hours=2).do("start")
    assert case.owed("working").due.at == day(6)
    assert case.wait(hours=1).decided().owed("working").met_at == case.at


def test_a_second_round_begins_the_parts_anew() -> None:
    case = History().decided().wait(days=1).do("refuse", "complainant")
    assert [one.cycle for one in case.state.owed if one.duty == "working"] == [1, 2]
    assert case.owed("working").since == case.at


def test_a_closed_case_owes_nothing() -> None:
    case = History().decided().do("accept", "complainant")
    assert case.state.open_duties == ()
    assert tick(case) is None
    assert case.owed("acknowledge").dropped_at == case.at
    assert not case.owed("acknowledge").late(day(30))


def test_what_repeats_begins_again_when_it_was_done() -> None:
    case = History().decided().do("refuse", "complainant").decided("staff:2").do("refuse-again", "complainant")
    case.wait(days=3).do("note")
    assert [one.cycle for one in case.state.owed if one.duty == "look-in"] == [1, 2]
    assert case.owed("look-in").since == case.at


def test_the_clock_warns_then_misses_then_climbs_each_rung_once() -> None:
    case = History(owner="staff:1").sent("thanks").do("start")
    written = [one for one in run_clock(case, day(20)) if one[1] == "working"]
    assert written == [
        ("warned", "working", day(5)),
        ("missed", "working", day(6)),
        ("escalated", "working", day(6)),
        ("escalated", "working", day(7)),
    ]


def test_a_kept_promise_is_neither_warned_of_nor_missed() -> None:
    case = History().sent("thanks").sent("decision")
    assert run_clock(case, day(30)) == []


def test_the_due_moment_itself_is_late() -> None:
    owed = History().owed("acknowledge")
    assert owed.late(day(3, 10))
    assert not owed.late(day(3, 9))


def test_a_promise_kept_too_late_stays_late() -> None:
    case = History()
    run_clock(case, day(4))
    owed = case.wait(days=1).sent("thanks").owed("acknowledge")
    assert (owed.open, owed.late(owed.met_at)) == (False, True)


def extended(case: History, amount: str = "2 working days") -> History:
    return case.add("extended", duty="answer", cycle=1, amount=amount)


def test_an_extension_counts_from_the_day_that_was_due_and_remembers_the_first() -> None:
    owed = extended(History()).owed("answer")
    assert (owed.due.at, owed.first_due, owed.extended) == (day(12), day(10), 1)


@pytest.mark.parametrize(
    ("duty", "when", "before", "why"),
    [
        ("answer", day(9), False, ""),
        ("answer", day(10), False, "too late"),
        ("answer", day(9), True, "extended before"),
        ("working", day(3), False, "no extension"),
        ("nothing", day(3), False, "no extension"),
    ],
)
def test_an_extension_is_possible_in_time_and_as_often_as_the_pack_says(
    duty: str, when: datetime, before: bool, why: str
) -> None:
    case = extended(History()) if before else History()
    assert promises.may_extend(case.procedure, case.state, duty, when) == why


def test_a_kept_promise_cannot_be_extended() -> None:
    case = History().sent("decision")
    assert promises.may_extend(case.procedure, case.state, "answer", day(3)) == "not open"


def rested(case: History) -> History:
    return case.wait(days=1).add("rested", act="note").wait(days=2).add("resumed", act="note")


def test_a_rest_moves_our_own_part_and_never_the_promise_that_cannot_rest() -> None:
    case = rested(History().do("start"))
    assert case.owed("working").due.at > day(6)
    assert case.owed("answer").due.at == day(10)


def test_nothing_is_missed_while_our_own_clock_rests() -> None:
    case = History().sent("thanks").do("start").add("rested", act="note")
    assert [one for one in run_clock(case, day(9)) if one[1] == "working"] == []


def test_a_rest_takes_no_extension_away() -> None:
    loose = small.procedure(("statutory = true\n", ""))
    case = extended(rested(History(loose)))
    moved = case.owed("answer").due.at
    case.add("rested", act="note").wait(days=1).add("resumed", act="note")
    assert case.owed("answer").due.at >= moved > day(12)


@pytest.mark.parametrize(("said", "moves"), [({}, False), ({"statutory": True}, True)])
def test_a_new_calendar_moves_what_never_rests_only_when_that_is_said(said: dict[str, bool], moves: bool) -> None:
    case = History()
    closed = small.CALENDAR.to_json()
    closed["version"] = 2
    closed["week"][1] = []  # no work on Tuesdays any more
    small.CALENDARS["plain/2"] = type(CALENDAR).from_json(closed)
    case.add("recalculated", calendar="plain/2", why="a new day off", **said)
    assert (case.owed("answer").due.at != day(10)) is moves


def test_a_case_recognised_late_as_a_complaint_is_owed_everything_from_its_first_receipt() -> None:
    case = History(kind="feedback").wait(days=7).do("make-complaint", kind="complaint")
    assert (case.state.kind, case.state.stage) == ("complaint", "received")
    assert case.owed("answer").since == MONDAY
    assert case.owed("answer").due.at == day(10)
    assert case.owed("acknowledge").late(case.at)


def test_what_was_promised_to_the_other_kind_is_dropped_with_it_and_comes_back_with_it() -> None:
    back = '[moves.make-feedback]\nverb = "change kind"\ntitle = "F"\nfrom = ["received"]\nto = "feedback"\n'
    procedure = small.procedure(add=back + 'who = ["agent"]\nkinds = ["complaint"]\n')
    case = History(procedure).wait(hours=1).do("make-feedback", kind="feedback")
    assert case.state.open_duties == ()
    case.wait(hours=1).do("make-complaint", kind="complaint")
    assert case.owed("answer").open
    assert case.owed("answer").since == MONDAY


def test_a_promise_kept_before_the_kind_changed_is_not_made_twice() -> None:
    both = small.procedure(('met = ["letter thanks"]\nkinds = ["complaint"]', 'met = ["letter thanks"]'))
    case = History(both, kind="feedback").sent("thanks").do("make-complaint", kind="complaint")
    assert [one.cycle for one in case.state.owed if one.duty == "acknowledge"] == [1]


@pytest.mark.parametrize("first", [True, False])
def test_a_duty_may_begin_when_another_falls_due_wherever_the_pack_names_it(first: bool) -> None:
    chain = LATER.format(of="answer")
    text = (
        ("[duties.acknowledge]", chain + "\n[duties.acknowledge]")
        if first
        else ("[duties.look-in]", chain + "\n[duties.look-in]")
    )
    owed = History(small.procedure(text)).owed("check")
    assert owed.due.at == day(11)


def test_duties_of_a_channel_hold_for_that_channel_only() -> None:
    only: Procedure = small.procedure(('amount = "24 hours"', 'amount = "24 hours"\nchannels = ["phone"]'))
    assert [one.duty for one in History(only).state.owed] == ["answer"]
    assert [one.duty for one in History(only, channel="phone").state.owed] == ["acknowledge", "answer"]


def test_the_nearest_promise_is_the_one_that_falls_due_first() -> None:
    case = History()
    found = promises.nearest(case.procedure, case.state)
    assert found is not None
    assert found.duty == "acknowledge"
