"""How an entry and an amount are said: a code of letters stands apart from its digits, cases are named once."""

from __future__ import annotations

import pytest
from django.utils import translation

from amends.cases import internal
from amends.cases.acts import handling
from amends.cases.models import Case
from amends.cases.views import case_view, wording
from tests import cast
from tests.cast import House

SPACE = "\N{NO-BREAK SPACE}"
SAID = {
    "title": "Red dye fades",
    "d2_problem": "Nine towels.",
    "d2_is": "The red ones.",
    "d2_is_not": "The blue ones.",
    "d2_differs": "Only red is dyed cold.",
}


@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [
        ("en", "TRY", f"TRY{SPACE}1,400.00"),
        ("en", "CHF", f"CHF{SPACE}1,400.00"),
        ("en", "EUR", "€1,400.00"),
        ("en", "CAD", "CA$1,400.00"),
        ("tr", "TRY", "₺1.400,00"),
        ("tr", "CHF", f"CHF{SPACE}1.400,00"),
        ("el", "TRY", f"1.400,00{SPACE}TRY"),
        ("el", "EUR", f"1.400,00{SPACE}€"),
        ("zh-hans", "TRY", f"TRY{SPACE}1,400.00"),
        ("zh-hans", "CNY", "¥1,400.00"),
    ],
)
def test_money_is_said_in_the_form_of_the_reader(language: str, currency: str, said: str):
    with translation.override(language):
        assert wording.money("1400", currency) == said
        assert wording.money("", currency) == ""


@pytest.fixture
def problem(db) -> tuple[House, Case]:
    house = cast.house("feedback-and-complaints")
    internal.establish(by="test", now=house.now)
    house.deniz.role_assignments.create(role="quality-manager")
    begun = internal.begin("improvement", "problem", values=SAID, owner=house.deniz, by=house.deniz, now=house.now)
    return house, begun


def test_the_answers_of_a_form_are_told_in_the_order_in_which_they_were_asked(problem: tuple[House, Case]):
    house, case = problem
    (line,) = case_view.for_staff(case, house.deniz, language="en", now=house.now).story
    assert [said for _label, said in line.words] == list(SAID.values())


def test_cases_that_are_gathered_are_named_once(problem: tuple[House, Case]):
    house, case = problem
    number = house.receive().case.number
    handling.do(case, "gather", values={"cases": [number]}, by=house.deniz, now=house.now)
    story = case_view.for_staff(cast.fresh(case), house.deniz, language="en", now=house.now).story
    line = next(one for one in story if one.kind == "linked")
    assert line.says == f"tied to {number}"
    assert not line.words
