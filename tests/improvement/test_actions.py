"""What becomes of actions: their effect in figures and words, the complaint that calls one back, and the 8D report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from amends.cases import history, internal
from amends.cases.acts import handling, perform
from amends.cases.models import Case
from amends.cases.views import case_view
from amends.improvement import effectiveness, eight_d, monitor, problems
from amends.improvement.models import Signal
from amends.procedure.payloads import act_payloads
from tests import cast
from tests.cast import House
from tests.improvement.test_monitor import BEGIN, month, steady

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    made = cast.house(now=BEGIN)
    cast.publish("improvement", BEGIN)
    for name in ("leyla", "deniz"):
        made.people[name].role_assignments.create(role="quality-manager")
    return made


def act(house: House, action: Case, key: str, by=None, **values) -> Case:
    return handling.do(cast.fresh(action), key, by=by or house.deniz, now=house.now, values=values)


def action_in_effect(house: House, check_on: date) -> Case:
    """Planned, carried out on the day it was opened, with its cause written down; waiting for the check."""
    today = house.now.date().isoformat()
    values = {"title": "Fix the dye", "action_kind": "corrective", "category": "colour", "due_on": today}
    action = internal.begin("improvement", "action", values=values, by=house.deniz, owner=house.deniz, now=house.now)
    act(house, action, "find-cause", cause="method", d4_occurrence="The dye bath was too cold.")
    act(
        house,
        action,
        "start",
        d5_chosen="Heat the bath.",
        due_on=today,
        criterion="Fewer than two a month",
        criterion_most="2",
        check_on=check_on.isoformat(),
        d1_team=[house.deniz.by],
    )
    act(house, action, "implement", d6_done="Bath heated to 60 degrees.", implemented_on=today)
    act(house, action, "make-lasting", d7_conclusion="Measure the bath every shift.")
    return cast.fresh(action)


def test_an_action_that_worked_is_said_to_with_its_figures(house: House):
    steady(house, count=4)
    house.now += timedelta(days=1)
    action = action_in_effect(house, date(2026, 4, 1))
    month(house, 13, 1)
    found = effectiveness.effect_of(action, today=date(2026, 4, 1))
    assert found is not None
    assert (found.before, found.after, found.verdict, found.met) == (48, 1, "fewer", True)
    said = "It worked: 1 in 116 days, where 15.3 were to be expected. The criterion is met: 0.3 a month, at most 2."
    assert effectiveness.says(found) == said


def test_chance_is_no_proof_and_early_is_too_early(house: House):
    steady(house, count=1)
    action = action_in_effect(house, date(2026, 3, 1))
    early = effectiveness.effect_of(action, today=house.now.date() + timedelta(days=5))
    later = effectiveness.effect_of(action, today=date(2026, 3, 1))
    assert early is not None
    assert later is not None
    assert early.verdict == "too early"
    assert early.met is None
    assert later.verdict == "no proof"


def test_an_action_that_names_nothing_has_no_effect_to_show(house: House):
    values = {"title": "Train", "action_kind": "preventive", "due_on": "2025-02-01"}
    action = internal.begin("improvement", "action", values=values, by=house.deniz, owner=house.deniz, now=house.now)
    assert effectiveness.effect_of(action, today=date(2025, 3, 1)) is None


def test_a_complaint_after_the_check_calls_an_effective_action_back_once(house: House):
    steady(house, count=2)
    action = action_in_effect(house, date(2026, 1, 20))
    house.later(days=60)
    act(house, action, "found-effective", by=house.leyla, verified_how="Counted.", before="2", after="0")
    assert cast.fresh(action).ended == "effective"
    monitor.look(house.now)
    assert cast.fresh(action).ended == "effective"
    came = month(house, 14, 1)
    monitor.look(house.now)
    again = cast.fresh(action)
    assert (again.stage, again.ended, again.round) == ("planned", "", 2)
    assert came[0].number in again.links
    monitor.look(house.now)
    assert cast.fresh(action).last_no == again.last_no


def test_the_8d_report_says_what_is_known_and_what_is_not(house: House):
    action = action_in_effect(house, date(2026, 3, 1))
    client = Client()
    client.force_login(house.deniz)
    answer = client.get(f"/desk/case/{action.number}/8d.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    assert client.get(f"/desk/case/{house.receive().case.number}/8d.pdf").status_code == 404


def problem_of(house: House, cases: list[Case], **values: str) -> tuple[Case, Case]:
    """A problem that somebody opened over these complaints, with an action that came out of it."""
    said = {"title": "Red dye fades", "cases": [one.number for one in cases], **values}
    problem = internal.begin(
        "improvement", "problem", values=said, links=said["cases"], by=house.deniz, owner=house.deniz, now=house.now
    )
    act(house, problem, "find-cause", cause="method", d4_occurrence="The dye bath was too cold.")
    opened = {"title": "Heat the bath", "action_kind": "corrective", "due_on": house.now.date().isoformat()}
    action = internal.open_from(cast.fresh(problem), "open-action", values=opened, by=house.deniz, now=house.now)[1]
    return cast.fresh(problem), action


def test_the_8d_report_says_where_the_problem_is_and_is_not_and_what_differs(house: House):
    said = {"d2_is": "The red towels.", "d2_is_not": "The blue ones.", "d2_differs": "Only red is dyed cold."}
    _problem, action = problem_of(house, [], **said)
    seen = case_view.for_staff(action, house.deniz, language="en", now=house.now)
    (d2,) = [one for one in eight_d.report(seen, today=house.now.date()) if one.key == "D2"]
    assert [(line.label, line.says) for line in d2.lines][1:] == [
        ("It is", "The red towels."),
        ("It is not", "The blue ones."),
        ("What differs", "Only red is dyed cold."),
    ]


def test_the_8d_report_takes_nothing_from_a_problem_that_its_reader_may_not_see(house: House):
    _problem, action = problem_of(house, [], d2_is="The red towels.")
    with perform.on(action) as locked:
        history.record(locked, act_payloads.Assigned(owner=house.can.by), by=house.deniz.by, now=house.now)
    seen = case_view.for_staff(cast.fresh(action), house.can, language="en", now=house.now)
    assert seen.unnamed == set(action.links)
    told = str(eight_d.report(seen, today=house.now.date()))
    assert "The red towels." not in told
    assert "The dye bath was too cold." not in told


def test_a_rise_that_a_solved_problem_explains_opens_no_second_one(house: House):
    """What is solved within the months that a signal speaks of has its complaints in them still."""
    steady(house)
    problem, action = problem_of(house, month(house, 12, 12))
    act(house, problem, "act-on-it")
    act(house, action, "withdraw", outcome_words="The supplier changed the dye.")
    house.work()
    act(house, problem, "solve", outcome_words="New dye since today.")
    monitor.look(house.now)
    assert {one.problem for one in Signal.objects.filter(topic_by="category")} == {problem.number}
    assert problems.of_kind(problems.PROBLEM).count() == 1
