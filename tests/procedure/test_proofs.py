"""What is proven of a procedure by walking it: each property holds for what we ship, and fails when it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.path_checks import proofs
from tests.procedure import small

NOBODY_LEAVES = """
[stages.limbo]
title = "Limbo"
public = "Limbo"
says = "Nothing happens."
owner = "agent"
kinds = ["complaint"]
[moves.forget]
title = "Forget"
from = ["work"]
to = "limbo"
who = ["agent"]
"""
ISLAND = NOBODY_LEAVES.replace('from = ["work"]\nto = "limbo"', 'from = ["limbo"]\nto = "closed"')
DUTY = """
[duties.more]
title = "More"
amount = "1 working day"
from = "{start}"
met = ["{met}"]
kinds = ["complaint"]
"""

JUDGED = """
[forms.first]
[[forms.first.fields]]
key = "severity"
type = "choice"
title = "How serious?"
options.minor = "Minor"
options.serious = "Serious"
[records.judge]
title = "Judge"
at = ["{judge}"]
who = ["agent"]
form = "first"
[records.check]
title = "Check"
at = ["{check}"]
who = ["agent"]
"""
WHEN = 'when = { severity = ["serious"] }'
DEEPER = ('{ done = "look" }', f'{{ done = "look" }}, {{ done = "check", {WHEN} }}')


def failing(*changes: tuple[str, str], add: str = "") -> dict[str, list[str]]:
    found = proofs(small.procedure(*changes, add=add))
    return {one.name: [fault.says for fault in one.faults] for one in found if not one.holds}


@pytest.mark.parametrize("folder", packs.folders(), ids=lambda folder: folder.name)
def test_every_property_holds_for_a_bundled_pack(folder: Path) -> None:
    assert [(one.name, one.faults) for one in proofs(reader.read(folder)) if not one.holds] == []


def test_the_small_procedure_holds_in_everything() -> None:
    found = proofs(small.procedure())
    assert all(one.holds and not one.faults for one in found)
    assert [one.name for one in found] == [
        "no dead end",
        "every duty can be met",
        "parts fit their total",
        "every letter is written",
        "every gate can open",
        "refusals end",
        "decisions say what is next",
        "nothing leaves unapproved",
    ]


def test_a_stage_that_nobody_can_leave_is_a_dead_end() -> None:
    found = failing(add=NOBODY_LEAVES)["no dead end"]
    assert found == ["nobody can leave “limbo” (complaint, round 1)", "nobody can leave “limbo” (complaint, round 2)"]


def test_a_stage_to_which_no_move_leads_is_a_dead_end() -> None:
    assert "no move leads to the stage “limbo”" in failing(add=ISLAND)["no dead end"]


def test_going_round_in_a_circle_is_a_dead_end() -> None:
    circle = NOBODY_LEAVES + '[moves.back]\ntitle = "Back"\nfrom = ["limbo"]\nto = "limbo-2"\nwho = ["agent"]\n'
    circle += NOBODY_LEAVES.replace("limbo", "limbo-2").replace("forget", "forget-2").replace('["work"]', '["limbo"]')
    circle += '[moves.forth]\ntitle = "Forth"\nfrom = ["limbo-2"]\nto = "limbo"\nwho = ["agent"]\n'
    found = failing(add=circle)["no dead end"]
    assert "no stage that closes the case can be reached from “limbo” (complaint, round 1)" in found


def test_a_second_round_without_a_way_out_is_a_dead_end() -> None:
    once = '{ rounds-left = true }, { done = "look" }'
    found = failing(('{ done = "look" }', once))
    assert "nobody can leave “work” (complaint, round 2)" in found["no dead end"]


@pytest.mark.parametrize(
    ("start", "met", "fault"),
    [
        ("entered work", "act start", "nothing can keep the duty “more” once “work” is reached (complaint, round 1)"),
        ("entered outside", "act decide", "nothing can keep the duty “more” once “outside” is reached"),
        ("act decide", "entered received", "nothing can keep the duty “more” once “decided” is reached"),
        ("entered thanked", "act note", "the duty “more” never begins"),
        ("entered closed", "act look", "nothing can keep the duty “more” once “closed” is reached"),
    ],
)
def test_a_duty_that_nothing_can_keep_is_found(start: str, met: str, fault: str) -> None:
    found = failing(add=DUTY.format(start=start, met=met))["every duty can be met"]
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize(
    ("start", "met"),
    [
        ("received", "letter thanks"),
        ("act refuse", "letter decision"),
        ("entered work", "entry sent"),
        ("entered outside", "act accept"),
        ("left received", "entered decided"),
        ("due answer", "letter decision"),
        ("entry drafted", "entry approved"),
        ("letter decision", "entry accepted"),
        ("act decide", "letter delay"),
    ],
)
def test_a_duty_that_something_can_keep_is_not_complained_of(start: str, met: str) -> None:
    assert failing(add=DUTY.format(start=start, met=met)) == {}


def test_a_letter_of_the_first_round_keeps_no_duty_of_the_second() -> None:
    once = ('on = "act decide"\nletter = "decision"', 'on = "act decide"\nletter = "decision"\nrounds = [1]')
    found = failing(once, add=DUTY.format(start="act refuse", met="letter decision"))
    assert found == {
        "every duty can be met": ["nothing can keep the duty “more” once “work” is reached (complaint, round 2)"]
    }


@pytest.mark.parametrize(
    ("amount", "fault"),
    [
        ("5 working days", None),
        ("6 working days", "the parts of “answer” take 6 working days, more than its 5 working days"),
        ("3 calendar days", "“working” is not counted in working days as its total “answer” is"),
    ],
)
def test_parts_must_fit_into_their_total(amount: str, fault: str | None) -> None:
    found = failing(('amount = "3 working days"', f'amount = "{amount}"'))
    assert found == ({"parts fit their total": [fault]} if fault else {})


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            [
                (
                    'at = ["work"]\nwho = ["agent"]\nform = "finding"',
                    'at = ["decided"]\nwho = ["agent"]\nform = "finding"',
                ),
                ("{ rounds-left = true }", '{ rounds-left = true }, { done = "look" }'),
            ],
            "the gate done = 'look' of “decide” can never open",
        ),
        ([('verb = "draft"\n', "")], "the gate drafted = True of “decide” can never open"),
        ([('verb = "approve"\n', "")], "the gate approved = ('manager',) of “decide” can never open"),
        (
            [("{ owned = true }", '{ letter-sent = "delay" }')],
            "the gate letter-sent = 'delay' of “start” can never open",
        ),
        (
            [('from = ["decided"]\nto = "outside"', 'from = ["received"]\nto = "outside"')],
            "“refuse-again” can never be done: no case reaches “received” in a round where it is open",
        ),
    ],
)
def test_a_gate_that_can_never_open_is_found(changes: list[tuple[str, str]], fault: str) -> None:
    assert fault in failing(*changes)["every gate can open"]


@pytest.mark.parametrize("judge", ["received", "work"])
def test_a_gate_that_only_some_cases_must_pass_holds_where_they_can_pass_it(judge: str) -> None:
    assert failing(DEEPER, add=JUDGED.format(judge=judge, check="work")) == {}


def test_a_gate_that_some_cases_can_never_pass_is_found_though_others_need_not() -> None:
    found = failing(DEEPER, add=JUDGED.format(judge="received", check="closed"))
    assert found == {"every gate can open": ["the gate done = 'check' of “decide” can never open"]}


def test_a_gate_that_waits_for_an_answer_nobody_is_asked_for_before_is_found() -> None:
    found = failing(DEEPER, add=JUDGED.format(judge="closed", check="work"))
    says = "the gate done = 'check' of “decide” is never asked: nothing before it asks for “severity”"
    assert found == {"every gate can open": [says]}


def test_a_gate_is_not_missed_where_no_case_can_have_the_answers_that_it_is_for() -> None:
    finish = '[records.finish]\ntitle = "Finish"\nat = ["work", "feedback"]\nwho = ["agent"]\n'
    finish += 'gates = [{ done = "look"%s }]\n'
    judged = JUDGED.format(judge="received", check="work")
    assert failing(add=judged + finish % f", {WHEN}") == {}
    assert "every gate can open" in failing(add=judged + finish % "")


def test_an_answer_in_the_form_of_the_act_itself_is_asked_for() -> None:
    own = '[records.own]\ntitle = "Own"\nat = ["received"]\nwho = ["agent"]\nform = "first"\n'
    own += f"gates = [{{ owned = true, {WHEN} }}]\n"
    assert failing(add=JUDGED.format(judge="closed", check="work") + own) == {}


@pytest.mark.parametrize(
    ("changes", "add", "fault"),
    [
        (
            [("gates = [{ rounds-left = true }]\n", f"gates = [{{ rounds-left = true, {WHEN} }}]\n")],
            JUDGED.format(judge="work", check="work"),
            "“refuse” begins round 3, and only 2 are promised",
        ),
        ([("gates = [{ rounds-left = true }]\n", "")], "", "“refuse” begins round 3, and only 2 are promised"),
        (
            [('verb = "refuse"\ntitle = "Refuse"\n', 'title = "Refuse"\n')],
            "",
            "in “decided”, round 1, the complainant can accept but not refuse",
        ),
        (
            [('from = ["decided", "outside"]', 'from = ["outside"]')],
            "",
            "in “decided”, round 1, the complainant can refuse but not accept",
        ),
    ],
)
def test_refusals_that_lead_nowhere_or_never_end_are_found(
    changes: list[tuple[str, str]], add: str, fault: str
) -> None:
    assert fault in failing(*changes, add=add)["refusals end"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((', { approved = ["manager"] }', ""), "“decide” sends a decision without the approval of “manager”"),
        (('{ approved = ["manager"] }', '{ approved = ["agent"] }'), "“decide” sends a decision without the approval"),
        (
            (
                'title = "Approve"\nat = ["work"]\nwho = ["manager"]',
                'title = "Approve"\nat = ["work"]\nwho = ["agent"]',
            ),
            "“approve” lets “agent” approve, who may not",
        ),
    ],
)
def test_a_decision_that_could_leave_unapproved_is_found(change: tuple[str, str], fault: str) -> None:
    found = failing(change)["nothing leaves unapproved"]
    assert any(one.startswith(fault) for one in found), found


def test_an_approval_that_only_some_decisions_need_is_none_for_the_others() -> None:
    judged = JUDGED.format(judge="work", check="work")
    some, all_ = f'{{ approved = ["manager"], {WHEN} }}', '{ approved = ["manager"] }'
    found = failing((all_, some), add=judged)["nothing leaves unapproved"]
    assert found == ["“decide” sends a decision without the approval of “manager”"]
    assert failing((all_, f"{some}, {all_}"), add=judged) == {}


def test_a_decision_without_its_reasons_or_a_way_on_is_complained_of() -> None:
    letter = "subject: About {{number}}\n---\nWe decided.\n"
    found = proofs(small.procedure(decision=letter))
    says = [fault.says for one in found if one.name == "decisions say what is next" for fault in one.faults]
    assert len(says) == 2
    assert "lacks {{decision}}" in says[0]


def test_the_last_decision_names_the_bodies_outside_where_the_pack_has_any() -> None:
    route = """
[routes.ombudsman]
title = "Ombudsman"
says = "Hears everybody."
checked = 2026-01-01
"""
    assert failing(add=route)["decisions say what is next"] == [
        "the letter “decision” in “en” goes out with a decision, and lacks {{routes}}"
    ]
