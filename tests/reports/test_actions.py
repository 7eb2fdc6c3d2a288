"""What the organisation does about complaints is counted beside them, never among them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amends.cases import editions, internal
from amends.cases.acts import handling
from amends.cases.models import Case
from amends.reports import figures
from amends.reports.counting import counts, figures_verification
from amends.reports.periods import Period
from amends.reports.statistics import Figure
from tests import cast
from tests.cast import House
from tests.reports.population import counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    made = cast.house()
    cast.publish("improvement", made.now)
    for name in ("leyla", "deniz"):
        made.people[name].role_assignments.create(role="quality-manager")
    return made


def act(house: House, action: Case, key: str, by: object = None, **values: object) -> None:
    handling.do(cast.fresh(action), key, by=by or house.deniz, now=house.now, values=values)  # type: ignore[arg-type]


def carried_out(house: House) -> Case:
    """Planned and done, waiting for somebody to check whether it worked."""
    today = house.now.date()
    soon = (today + timedelta(days=10)).isoformat()
    values = {"title": "Fix the dye", "action_kind": "corrective", "category": "colour", "due_on": soon}
    action = internal.begin("improvement", "action", values=values, by=house.deniz, owner=house.deniz, now=house.now)
    act(house, action, "find-cause", cause="method", d4_occurrence="The dye bath was too cold.")
    act(
        house,
        action,
        "start",
        d5_chosen="Heat the bath.",
        due_on=soon,
        criterion="Fewer",
        criterion_most="2",
        check_on=(today + timedelta(days=20)).isoformat(),
        d1_team=[house.deniz.by],
    )
    act(house, action, "implement", d6_done="Heated.", implemented_on=today.isoformat())
    act(house, action, "make-lasting", d7_conclusion="Measure the bath every shift.")
    house.later(days=40)
    return action


def said(house: House, key: str) -> Figure:
    counted(house.now)
    period = Period.around(house.now.date(), "year")
    return figures.figures_of(counts.counts_of(period, packs=["agreement"], today=house.now.date()))[key]


def test_an_action_that_worked_counts_until_it_comes_back(house: House):
    first, second = carried_out(house), carried_out(house)
    for action in (first, second):
        act(house, action, "found-effective", by=house.leyla, verified_how="Counted.", before="9", after="0")
    assert said(house, "actions-effective").value == 1
    number = house.receive().case.number
    act(house, first, "came-back", by=house.leyla, recurred=number)
    found = said(house, "actions-effective")
    assert (found.numerator, found.denominator) == (1, 2)
    assert figures_verification.verify().agrees


def test_an_action_that_did_not_work_is_a_check_that_failed(house: House):
    action = carried_out(house)
    act(house, action, "found-not-effective", by=house.leyla, verified_how="Counted.", before="9", after="9")
    found = said(house, "actions-effective")
    assert (found.numerator, found.denominator) == (0, 1)


def test_actions_are_no_complaints_and_their_promises_are_their_own(house: House):
    carried_out(house)
    house.receive()
    assert said(house, "volume").value == 1
    assert said(house, "open").value == 1
    assert said(house, "actions-on-time").denominator > 0
    assert said(house, "final-in-time").denominator == 0


def test_what_was_opened_from_a_complaint_is_an_improvement_begun(house: House):
    case = house.receive().case
    opening = editions.procedure(case.edition_id).acts_of("open")[0]
    values = {"title": "Dye", "action_kind": "corrective", "due_on": "2026-04-01"}
    internal.open_from(case, opening.key, values=values, by=house.deniz, now=house.now)
    assert said(house, "improvements").value == 1
