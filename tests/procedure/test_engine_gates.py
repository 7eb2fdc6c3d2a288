"""Every gate of the vocabulary, shut and open, with the reason that a person reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.procedure import gates
from amends.procedure.clock.calendar import Due, Pause
from amends.procedure.gate_context import GateContext
from amends.procedure.gates import GATES
from amends.procedure.reasons import WORDS
from amends.procedure.schema import Gate
from amends.procedure.state import Done, Item, Opened, Promise, Request, SentLetter, State, Who, replace
from tests.procedure import small

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
EARLIER, LATER = NOW.replace(hour=9), NOW.replace(hour=15)
SMALL = small.procedure(
    add="""
[forms.assessment]
fields = [{ key = "rule", type = "coverage", title = "Rule" }]
[coverage.faults]
title = "Faults"
covered = true
since = 2026-01-01
says = "We stand for faults."
[coverage.worn]
title = "Wear"
covered = false
since = 2026-01-01
says = "We do not stand for wear."
[[authority]]
role = "agent"
most = 100
currency = "EUR"
"""
)
ME, OTHER = Who("staff:1", frozenset({"agent"})), Who("staff:2", frozenset({"agent"}))


class Room:
    """Another room: it has seen the order leave, and nobody trained."""

    def says(self, question: str, _asked: GateContext, /) -> bool:
        return question == "order-shipped"


ROOM = Room()
STATE = State(
    kind="complaint",
    stage="work",
    stage_since=NOW,
    received_at=NOW,
    received_on=NOW.date(),
    channel="web",
    language="en",
    last_no=1,
)
DUE = Due(at=LATER, on=None, trace=(), calendar="plain", version=1)
OWED = Promise("answer", 1, NOW, DUE, LATER)


def done(act: str, by: str = "staff:1", round_: int = 1) -> Done:
    return Done(2, act, by, NOW, round_, "work")


def said(**changes: Any) -> State:
    return replace(STATE, **changes)


def demanding(gate: str, value: Any, when: Mapping[str, tuple[str, ...]] | None = None) -> Gate:
    """A gate as the reader makes it: several names are a tuple."""
    return Gate(gate, tuple(value) if isinstance(value, list) else value, when or {})


def reason(gate: str, value: Any, state: State, who: Who = ME, values: Mapping[str, Any] | None = None) -> str:
    found = gates.shut(GateContext(SMALL, state, who, values or {}, ROOM), [demanding(gate, value)])
    return found[0].code if found else ""


def item(step: str, code: str = "X-1") -> Item:
    return Item(code, 2, step, NOW)


def granted(amount: str, currency: str = "EUR") -> State:
    return said(drafted_no=2, draft_money={currency: amount})


PASSED = replace(OWED, missed_at=NOW)
CASES: list[tuple[str, Any, State, str]] = [
    ("is", {"severity": ["minor"]}, STATE, "not answered so"),
    ("is", {"severity": ["minor"]}, said(values={"severity": "serious"}), "not answered so"),
    ("is", {"severity": ["minor", "serious"]}, said(values={"severity": "serious"}), ""),
    ("is", {"severity": ["minor"], "trigger": ["seen"]}, said(values={"severity": "minor"}), "not answered so"),
    ("is", {"severity": ["minor"], "trigger": ["seen"]}, said(values={"severity": "minor"}, trigger="seen"), ""),
    ("is", {"severity": ["minor", "serious"]}, said(values={"severity": ["other", "minor"]}), ""),
    ("covered", True, STATE, "not covered"),
    ("covered", True, said(values={"rule": "worn"}), "not covered"),
    ("covered", True, said(values={"rule": "faults"}), ""),
    ("covered", False, STATE, "is covered"),
    ("covered", False, said(values={"rule": "faults"}), "is covered"),
    ("covered", False, said(values={"rule": "worn"}), ""),
    ("appointed", ["agent", "manager"], said(hands={"agent": "staff:1"}), "not appointed"),
    ("appointed", ["agent", "manager"], said(hands={"agent": "staff:1", "manager": "staff:2"}), ""),
    ("not-about", "whom", said(values={"whom": "staff:1"}), "about yourself"),
    ("not-about", "whom", said(values={"whom": "staff:2"}), ""),
    ("not-about", "whom", STATE, ""),
    ("replied", True, said(requests=(Request(2, "dye", NOW, 3), Request(4, "sales", NOW))), "request open"),
    ("replied", True, said(requests=(Request(2, "dye", NOW, 3),)), ""),
    ("replied", True, STATE, ""),
    ("not-done", "look", STATE, ""),
    ("not-done", "look", said(done=(done("look"),)), "done already"),
    ("not-done", "look", said(done=(done("look"),), round=2), ""),
    ("named", "auditors", STATE, "not named"),
    ("named", "auditors", said(values={"auditors": ["staff:2", ME.by]}), ""),
    ("named", "auditors", said(values={"auditors": ME.by}), ""),
    ("apart", ["auditors", "audited"], said(values={"auditors": ["staff:2"], "audited": ["staff:2"]}), "named twice"),
    ("apart", ["auditors", "audited"], said(values={"auditors": ["staff:2"], "audited": ["staff:3"]}), ""),
    ("not-about", "auditors", said(values={"auditors": ["staff:2", ME.by]}), "about yourself"),
    ("opened", "action", STATE, "nothing opened"),
    ("opened", "action", said(opened=(Opened("AM-1", "problem", NOW),)), "nothing opened"),
    ("opened", "action", said(opened=(Opened("AM-1", "action", NOW),)), ""),
    ("settled", True, said(opened=(Opened("AM-1", "action", NOW),)), "not settled"),
    ("settled", True, said(opened=(Opened("AM-1", "action", NOW, "effective"),)), ""),
    ("within-authority", True, granted("100.01"), "beyond authority"),
    ("within-authority", True, granted("1", "TRY"), "no authority"),
    ("within-authority", True, granted("100"), ""),
    ("within-authority", True, STATE, ""),
    ("complete", True, STATE, "no draft"),
    ("complete", True, said(drafted_no=2, draft_lacks=("remedy",)), "draft lacks"),
    ("complete", True, said(drafted_no=2), ""),
    ("time-passed", "answer", STATE, "time runs"),
    ("time-passed", "answer", said(owed=(OWED,)), "time runs"),
    ("time-passed", "answer", said(owed=(PASSED,)), ""),
    ("time-passed", "answer", said(owed=(replace(OWED, met_at=NOW),)), ""),
    ("time-passed", "answer", said(owed=(PASSED, replace(OWED, cycle=2))), "time runs"),
    ("joined", True, STATE, "not joined"),
    ("joined", True, said(joined="DF-1"), ""),
    ("joined", False, said(joined="DF-1"), "handled together"),
    ("joined", False, STATE, ""),
    ("goods-at", ["received"], STATE, "goods not there"),
    ("goods-at", ["received"], said(items=(item("asked"),)), "goods not there"),
    ("goods-at", ["received"], said(items=(item("asked"), item("stored", "X-2"))), ""),
    ("goods-settled", True, said(items=(item("tested"), item("credited", "X-2"))), "goods on the way"),
    ("goods-settled", True, said(items=(item("returned"),)), ""),
    ("goods-settled", True, STATE, ""),
    ("filled", ["finding"], STATE, "field empty"),
    ("filled", ["finding"], said(values={"finding": ""}), "field empty"),
    ("filled", ["finding"], said(values={"finding": []}), "field empty"),
    ("filled", ["finding"], said(values={"finding": "torn"}), ""),
    ("filled", ["finding"], said(values={"finding": False}), ""),
    ("filled", ["finding"], said(values={"finding": 0}), ""),
    ("filled", ["category", "product"], said(category="colour"), "field empty"),
    ("filled", ["category", "product"], said(category="colour", product="cloth"), ""),
    (
        "filled",
        ["class", "department", "site", "owner"],
        said(class_key="minor", department="dye", site="one", owner="staff:1"),
        "",
    ),
    ("done", "look", STATE, "not done"),
    ("done", "look", said(done=(done("look"),)), ""),
    ("done", "look", said(done=(done("look"),), round=2), "not done"),
    ("done", "look", said(done=(done("look"), done("look", round_=2)), round=2), ""),
    ("done-ever", "look", STATE, "not done"),
    ("done-ever", "look", said(done=(done("look"),), round=2), ""),
    ("other-than", "look", said(done=(done("look"),)), ""),
    ("other-than", "look", said(done=(done("look"),), round=2), "same person"),
    ("other-than", "look", said(done=(done("look", "staff:2"),), round=2), ""),
    ("four-eyes", "draft", STATE, ""),
    ("four-eyes", "draft", said(done=(done("draft"),)), "same person"),
    ("four-eyes", "draft", said(done=(done("draft", "staff:2"),)), ""),
    ("four-eyes", "draft", said(done=(done("draft", "staff:2"), done("draft"))), "same person"),
    ("four-eyes", "draft", said(done=(done("draft"),), round=2), ""),
    ("drafted", True, STATE, "no draft"),
    ("drafted", True, said(drafted_no=5), ""),
    ("approved", ["manager"], STATE, "not approved"),
    ("approved", ["manager"], said(drafted_no=5), "not approved"),
    ("approved", ["manager"], said(drafted_no=5, approved_no=6), ""),
    ("approved", ["manager"], said(drafted_no=7, approved_no=6), "not approved"),
    ("points-answered", True, STATE, "no draft"),
    ("points-answered", True, said(draft_points=3, draft_answered=2), "points open"),
    ("points-answered", True, said(draft_points=3, draft_answered=3), ""),
    ("rounds-left", True, STATE, ""),
    ("rounds-left", True, said(round=2), "no rounds left"),
    ("rounds-left", False, STATE, "rounds left"),
    ("rounds-left", False, said(round=2), ""),
    ("class-is", ["minor", "major"], STATE, "wrong class"),
    ("class-is", ["minor", "major"], said(class_key="other"), "wrong class"),
    ("class-is", ["minor", "major"], said(class_key="major"), ""),
    ("answered", True, STATE, ""),
    ("answered", True, said(asked_no=4), "question open"),
    ("answered", False, STATE, "no question"),
    ("answered", False, said(asked_no=4), ""),
    ("owned", True, STATE, "no owner"),
    ("owned", True, said(owner="staff:1"), ""),
    ("letter-sent", "thanks", STATE, "letter not sent"),
    (
        "letter-sent",
        "thanks",
        said(sent=(SentLetter(3, "thanks", "email", "complainant", EARLIER),)),
        "letter not sent",
    ),
    ("letter-sent", "thanks", said(sent=(SentLetter(3, "delay", "email", "complainant", LATER),)), "letter not sent"),
    ("letter-sent", "thanks", said(sent=(SentLetter(3, "thanks", "email", "complainant", LATER),)), ""),
    ("decided", True, STATE, "not decided"),
    ("decided", True, said(decided_round=1), ""),
    ("decided", True, said(decided_round=1, round=2), "not decided"),
    ("decided", False, STATE, ""),
    ("decided", False, said(decided_round=1), "already decided"),
    ("duty-kept", "answer", STATE, ""),
    ("duty-kept", "answer", said(owed=(OWED,)), ""),
    ("duty-kept", "answer", said(owed=(replace(OWED, missed_at=LATER),)), "duty not kept"),
    ("duty-kept", "working", said(owed=(replace(OWED, missed_at=LATER),)), ""),
    ("reachable", True, STATE, "unreachable"),
    ("reachable", True, said(carriers=("sms",)), ""),
    ("resting", True, STATE, "not resting"),
    ("resting", True, said(rests=(Pause(NOW, None, ""),)), ""),
    ("resting", False, said(rests=(Pause(NOW, None, ""),)), "resting"),
    ("resting", False, said(rests=(Pause(NOW, LATER, ""),)), ""),
    ("known", "trained-for-role", STATE, "not trained"),
    ("known", "order-shipped", STATE, ""),
]


@pytest.mark.parametrize(("gate", "value", "state", "code"), CASES)
def test_a_gate_is_open_or_says_why_it_is_shut(gate: str, value: Any, state: State, code: str) -> None:
    assert reason(gate, value, state) == code


def test_every_gate_is_tested_in_both_directions() -> None:
    seen = {(gate, bool(code)) for gate, _, _, code in CASES}
    assert {gate for gate, shut in seen if shut} == {gate for gate, shut in seen if not shut} == set(GATES)


def test_every_reason_has_its_words_and_the_names_that_the_words_need() -> None:
    for gate, value, state, code in CASES:
        for one in gates.shut(GateContext(SMALL, state, ME, {}, ROOM), [demanding(gate, value)]):
            assert one.code == code
            assert WORDS[one.code] % one.names


def test_a_gate_that_asks_another_room_stays_shut_where_nobody_can_answer() -> None:
    found = gates.shut(GateContext(SMALL, STATE, ME, {}), [Gate("known", "order-shipped")])
    assert [WORDS[one.code] for one in found] == ["our records show no shipment of this order yet"]


def test_another_room_is_asked_only_when_a_gate_is_judged() -> None:
    asked = Gate("known", "trained-for-role", when={"severity": ("serious",)})
    assert [held(STATE, asked, severity=one) for one in ("minor", "serious")] == [[], ["not trained"]]


def test_what_the_form_brings_counts_as_filled() -> None:
    assert reason("filled", ["finding"], STATE, values={"finding": "torn"}) == ""


def test_somebody_else_passes_where_the_same_person_does_not() -> None:
    state = said(done=(done("look"),), round=2)
    assert (reason("other-than", "look", state, ME), reason("other-than", "look", state, OTHER)) == ("same person", "")


def test_all_shut_gates_give_their_reasons_at_once() -> None:
    found = gates.shut(GateContext(SMALL, STATE, ME, {}), [Gate("owned"), Gate("drafted"), Gate("done", "look")])
    assert [one.code for one in found] == ["no owner", "no draft", "not done"]


SERIOUS = {"severity": ("serious", "critical")}
ANSWERS = st.fixed_dictionaries(
    {}, optional={"severity": st.sampled_from(["minor", "serious"]), "safety": st.sampled_from(["yes", "no"])}
)
WHEN = st.dictionaries(
    st.sampled_from(["severity", "safety"]), st.lists(st.sampled_from(["serious", "yes"])).map(tuple)
)


def held(state: State, *asked: Gate, **values: Any) -> list[str]:
    return [one.code for one in gates.shut(GateContext(SMALL, state, ME, values), asked)]


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({"severity": "minor"}, []),
        ({"severity": "serious"}, ["not done"]),
        ({"severity": "critical"}, ["not done"]),
        ({"severity": ["minor", "critical"]}, ["not done"]),
        ({"severity": ""}, []),
        ({}, []),
    ],
)
def test_a_gate_with_when_holds_only_where_the_answers_are_so(answers: dict[str, Any], codes: list[str]) -> None:
    deeper = Gate("done", "look", SERIOUS)
    assert held(said(values=answers), deeper) == codes
    assert held(said(values=answers, done=(done("look"),)), deeper) == []


def test_an_answer_given_in_the_very_form_counts_at_once() -> None:
    deeper = Gate("done", "look", SERIOUS)
    assert held(said(values={"severity": "minor"}), deeper, severity="serious") == ["not done"]
    assert held(said(values={"severity": "serious"}), deeper, severity="minor") == []


def test_all_answers_of_one_when_must_be_so_and_a_fact_may_be_one() -> None:
    both = Gate("owned", True, {"severity": ("serious",), "trigger": ("seen",)})
    assert held(said(values={"severity": "serious"}), both) == []
    assert held(said(values={"severity": "serious"}, trigger="seen"), both) == ["no owner"]


def test_of_gates_side_by_side_each_asks_for_itself_and_a_reason_is_given_once() -> None:
    either = (Gate("done", "look", SERIOUS), Gate("done", "look", {"safety": ("yes",)}))
    assert held(said(values={"safety": "yes", "severity": "minor"}), *either) == ["not done"]
    assert held(said(values={"safety": "yes", "severity": "critical"}), *either) == ["not done"]
    assert held(said(values={"safety": "no", "severity": "minor"}), *either) == []


@given(case=st.sampled_from(CASES), answers=ANSWERS, when=WHEN)
def test_when_never_changes_a_gate_but_whether_it_is_asked(
    case: tuple[str, Any, State, str], answers: dict[str, str], when: dict[str, tuple[str, ...]]
) -> None:
    name, value, state, _ = case
    state = replace(state, values={**answers, **state.values})
    answered = {key: state.values.get(key) for key in when}
    meant = all(set(one if isinstance(one, list) else [one]) & set(when[key]) for key, one in answered.items())
    assert held(state, demanding(name, value, when)) == (held(state, demanding(name, value)) if meant else [])


Check = Callable[[Any], bool]
SHAPES: Mapping[str, Check] = {
    "names": lambda value: isinstance(value, list),
    "name": lambda value: isinstance(value, str),
    "yes or no": lambda value: isinstance(value, bool),
    "true": lambda value: value is True,
    "answers": lambda value: isinstance(value, dict),
}


def test_the_vocabulary_says_the_shape_of_each_value() -> None:
    assert all(SHAPES[GATES[gate].takes](value) for gate, value, _, _ in CASES)
    assert all(one.says for one in GATES.values())


@pytest.mark.parametrize(("gate", "value"), [("appointed", ["agent"]), ("is", ("severity",)), ("decided", "yes")])
def test_a_gate_of_another_shape_is_a_fault_and_not_open(gate: str, value: Any) -> None:
    with pytest.raises(TypeError, match=r"a gate that takes .* was given"):
        gates.shut(GateContext(SMALL, STATE, ME, {}, ROOM), [Gate(gate, value)])
