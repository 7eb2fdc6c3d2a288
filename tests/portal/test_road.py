"""The main road is short: a submission is validated once, and goes down as one value that nobody else can make."""

from __future__ import annotations

import ast
from dataclasses import FrozenInstanceError, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from amends.cases.acts.complaint_receipt import Submission
from amends.cases.errors import InvalidForm
from amends.cases.models import Case
from amends.intake import submission
from amends.intake.submission import Door
from tests.portal import road, visits

MOST = 12  # modules, the page among them
MOST_WITH_REQUEST = 16  # with those that read the cookie, the address, its network and the language
ROOT = Path(__file__).parents[2]
TYPED = {"kind": "complaint", "words": "It faded.", "name": "Ayşe", "email": "ayse@example.org"}


def pressed(pack: str, given: dict[str, dict[str, Any]], *, since: tuple[str, str] = road.HANDED) -> list[str]:
    """The road of a second submission: the first warms what a process keeps."""
    visits.house(pack)
    visits.send(Client(), **given)
    client = Client()
    visits.fill_in(client, **given)
    found = road.of(lambda: client.post("/en/complain/check/"), since=since)
    assert Case.objects.count() == 2
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("reached", [{"email": "ayse@example.org"}, {"mobile": "0532 123 45 67"}])
def test_from_the_page_to_the_entry_a_submission_enters_few_modules_and_climbs_once(reached: dict[str, str]) -> None:
    found = pressed("agreement", {"contact": {"name": "Ayşe", **reached}})
    assert len(found) <= MOST, found
    assert len(road.climbs(found)) <= 1, road.climbs(found)


@pytest.mark.django_db
def test_the_whole_press_of_the_button_with_what_the_page_asks_of_the_request() -> None:
    found = pressed("agreement", {}, since=road.BEGINS)
    assert len(found) <= MOST_WITH_REQUEST, found


def test_a_submission_is_made_by_validation_alone() -> None:
    beside = {one.name: None for one in fields(Submission)}
    with pytest.raises(TypeError, match="validating"):
        Submission(validation=None, **beside)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_submission_is_not_changed_after_it_was_validated() -> None:
    made = visits.house()
    valid = submission.validate(TYPED, Door("web"), now=made.now)
    with pytest.raises(FrozenInstanceError):
        valid.words = "Something else."  # type: ignore[misc]
    with pytest.raises(ValueError, match="validation"):
        replace(valid, words="Something else.")


def test_one_module_validates() -> None:
    named = [one for place in ("src", "tests") for one in (ROOT / place).rglob("*.py") if shows_validation(one)]
    assert [str(one.relative_to(ROOT)) for one in named] == ["src/amends/intake/submission.py"]


def shows_validation(file: Path) -> bool:
    """Whether this module names what a submission is made with, other than where it is defined."""
    said = ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if "VALIDATION" in file.read_text("utf-8") else ()
    return any(isinstance(one, ast.Attribute) and one.attr == "VALIDATION" for one in said)


@pytest.mark.django_db
def test_every_fault_is_named_at_once_those_of_the_way_in_too() -> None:
    made = visits.house()
    late = (made.now - timedelta(days=1)).isoformat()
    typed = {"kind": "complaint", "words": " ", "email": "nobody", "received_at": late}
    with pytest.raises(InvalidForm) as found:
        submission.validate(typed, Door("phone"), now=made.now, faults={"channel": "Choose."})
    assert list(found.value.faults) == ["words", "email", "typed_late", "channel"]
