"""A case is the fold of its history: what each entry changes, what is offered to whom, and which letters follow."""

from __future__ import annotations

import json

import pytest

from amends.procedure import engine
from amends.procedure.pack_files import reader
from amends.procedure.state import State, Who, same
from tests.procedure import small
from tests.procedure.small import History

AGENT, MANAGER = Who("staff:1", frozenset({"agent"})), Who("staff:9", frozenset({"manager"}))
COMPLAINANT = Who("complainant")
FACE = """
[records.ask]
verb = "ask"
title = "Ask"
at = ["work"]
who = ["owner"]
prompt = true
"""


def offered(history: History, who: Who) -> dict[str, bool]:
    return {one.act.key: one.open for one in engine.offers(history.procedure, history.state, who)}


def letters(history: History) -> list[str]:
    """The letters that follow from the last event."""
    before = engine.fold(history.procedure, small.CALENDARS, history.events[:-1]) if history.events[1:] else None
    return [one.letter for one in engine.notices(history.procedure, before, history.state, history.events[-1])]


def test_a_received_case_stands_in_the_first_stage_of_its_kind() -> None:
    assert History().state.stage == "received"
    assert History(kind="feedback").state.stage == "feedback"


def test_the_day_of_receipt_is_the_day_where_the_calendar_is() -> None:
    late = small.MONDAY.replace(hour=23, minute=30).isoformat()
    assert History(received_at=late).state.received_on.isoformat() == "2026-03-02"


def test_a_case_without_any_entry_is_no_case() -> None:
    with pytest.raises(ValueError, match="at least the entry that received it"):
        engine.fold(small.procedure(), small.CALENDARS, [])


def test_a_move_changes_the_stage_and_closing_says_how_it_ended() -> None:
    case = History().decided().do("accept", "complainant")
    assert (case.state.stage, case.state.ended) == ("closed", "agreed")
    assert case.state.closed_at == case.at


def test_a_refusal_begins_the_next_round_without_the_old_draft() -> None:
    state = History().decided().do("refuse", "complainant").state
    assert (state.stage, state.round, state.drafted_no, state.approved_no, state.draft_points) == ("work", 2, 0, 0, 0)
    assert engine.rounds_left(small.procedure(), state) == 0


def test_the_second_refusal_leads_outside_and_the_case_stays_open() -> None:
    case = History().decided().do("refuse", "complainant").decided("staff:2").do("refuse-again", "complainant")
    assert (case.state.stage, case.state.closed_at) == ("outside", None)


def test_the_person_of_the_first_round_cannot_do_the_second() -> None:
    case = History().decided("staff:1").do("refuse", "complainant")
    assert [one.code for one in reasons(case, "look", AGENT)] == ["same person"]
    assert reasons(case, "look", Who("staff:2", frozenset({"agent"}))) == ()


def reasons(case: History, act: str, who: Who) -> tuple[engine.Reason, ...]:
    return engine.reasons(case.procedure, case.state, case.procedure.acts[act], who, {})


def test_an_act_is_shut_at_another_stage_and_for_another_role_and_says_both() -> None:
    codes = [one.code for one in reasons(History(), "decide", MANAGER)]
    assert codes[:2] == ["not this stage", "not your role"]


def test_staff_see_shut_acts_with_their_reasons_and_the_complainant_only_their_own() -> None:
    case = History().do("start")
    assert offered(case, AGENT) == {"decide": False, "look": True, "draft": True, "approve": False, "note": True}
    assert offered(case, COMPLAINANT) == {}
    assert offered(case.decided(), COMPLAINANT) == {"accept": True, "refuse": True, "refuse-again": False}


def test_who_is_in_charge_may_do_what_the_owner_may_and_the_prompted_comes_first() -> None:
    case = History(small.procedure(add=FACE), owner="staff:1").do("start")
    assert next(iter(offered(case, AGENT))) == "ask"
    assert offered(case, Who("staff:2", frozenset({"agent"})))["ask"] is False


def test_time_does_no_act_not_even_one_that_all_staff_may_do() -> None:
    case = History(small.procedure(add=FACE)).decided()
    for act in ("accept", "note"):
        assert [one.code for one in reasons(case, act, Who("clock"))] == ["not your role"]
    with pytest.raises(reader.InvalidPack, match="there is no role “clock”"):
        small.procedure(('who = ["complainant"]', 'who = ["clock"]'))


def test_a_draft_that_came_back_is_not_approved_and_a_new_draft_needs_a_new_approval() -> None:
    case = History().do("start").do("look").draft().do("approve", "staff:9")
    assert case.state.approved_no == case.state.last_no
    case.add("returned", "staff:9", act="approve")
    assert case.state.approved_no == 0
    case.do("approve", "staff:9").draft()
    assert "not approved" in [one.code for one in reasons(case, "decide", AGENT)]


def test_points_count_as_answered_with_a_finding_and_an_outcome() -> None:
    thin = [{"point": "a", "finding": "b", "outcome": "upheld"}, {"point": "c", "finding": "", "outcome": "partly"}]
    state = History().do("start").draft(points=thin).state
    assert (state.draft_points, state.draft_answered) == (2, 1)


def test_a_form_leaves_its_values_and_an_act_may_bring_facts() -> None:
    state = History(form={"words": "torn"}).do("start", owner="staff:1", category="dye", form={"finding": "x"}).state
    assert (state.owner, state.category, state.values["words"], state.values["finding"]) == (
        "staff:1",
        "dye",
        "torn",
        "x",
    )
    assert History().add("classified", act="note", **{"class": "minor"}).state.class_key == "minor"


def test_a_question_stands_open_until_it_is_answered() -> None:
    case = History().add("asked", act="note")
    assert case.state.asked_no == 2
    assert case.add("answered", "complainant", act="note").state.asked_no == 0


def test_whom_an_escalation_told_is_no_stage() -> None:
    case = History().add("escalated", "clock", duty="answer", cycle=1, to=["manager"])
    assert case.state.stage == "received"


def test_a_new_contact_changes_the_carriers() -> None:
    assert History().add("contact changed", carriers=["sms"]).state.carriers == ("sms",)


def test_a_bounced_letter_is_taken_out_of_what_was_sent() -> None:
    case = History().sent("thanks").sent("thanks", "sms")
    assert [one.carrier for one in case.add("bounced", "carrier", sent=2).state.sent] == ["sms"]


@pytest.mark.parametrize("closing", [False, True])
def test_a_state_survives_being_stored_as_json(closing: bool) -> None:
    case = History(owner="staff:1").do("start").add("rested", act="note").wait(days=1).add("resumed", act="note")
    case.sent("thanks").add("extended", duty="answer", cycle=1, amount="2 working days")
    if closing:
        case.decided().do("accept", "complainant")
    stored = State.from_json(json.loads(json.dumps(case.state.to_json())))
    assert same(stored, case.state)
    assert stored == case.state


def test_what_is_missing_of_a_form_is_named() -> None:
    form = small.procedure().forms["finding"]
    assert engine.missing(form, {"finding": ""}) == ("finding",)
    assert engine.missing(form, {"finding": "x"}) == engine.missing(None, {}) == ()


def test_letters_follow_from_the_entries_that_the_pack_names() -> None:
    assert letters(History()) == ["thanks"]
    assert letters(History().do("start")) == []
    assert letters(History().decided()) == ["decision"]
    assert letters(History().add("password issued")) == ["new-password"]


def test_a_letter_can_wait_for_an_answer_or_a_fact_of_the_case() -> None:
    short = small.procedure(
        ('letter = "thanks"', 'letter = "thanks"\nwhen = { trigger = ["declared", "found"] }'),
        add='[triggers.declared]\ntitle = "Declared"\n[triggers.found]\ntitle = "Found"\n',
    )
    assert letters(History(short, trigger="found")) == ["thanks"]
    assert letters(History(short, trigger="other")) == []
    assert letters(History(short)) == []


def test_an_extension_brings_its_own_letter() -> None:
    assert letters(History().add("extended", duty="answer", cycle=1, amount="1 working day")) == ["delay"]
    assert letters(History().add("extended", duty="working", cycle=1, amount="1 working day")) == []


@pytest.mark.parametrize(
    ("limit", "rounds"), [("rounds = [1]", [1]), ("rounds = [2]", [2]), ("rounds = [1, 2]", [1, 2]), ("", [1, 2])]
)
def test_a_notice_may_hold_for_some_rounds_only(limit: str, rounds: list[int]) -> None:
    only = ('letter = "decision"', f'letter = "decision"\n{limit}')
    case = History(small.procedure(only)).decided()
    first = letters(case)
    second = letters(case.do("refuse", "complainant").decided("staff:2"))
    assert ([1] if first else []) + ([2] if second else []) == rounds


def test_a_notice_may_hold_for_one_kind_only() -> None:
    only = ('letter = "thanks"', 'letter = "thanks"\nkinds = ["feedback"]')
    assert letters(History(small.procedure(only))) == []
    assert letters(History(small.procedure(only), kind="feedback")) == ["thanks"]
