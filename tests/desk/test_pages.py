"""Pages of the desk that are only looked at: each with what a person finds there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from amends.cases import internal
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(hours=3))


def test_posters_are_offered_in_each_language_and_for_each_place(house: House) -> None:
    page = at_desk(house.rana).get("/desk/posters/").content.decode()
    assert "/desk/posters/tr/" in page
    assert "/desk/posters/en/" in page


def test_our_own_work_is_listed_by_kind_and_opened_by_its_questions(house: House) -> None:
    internal.establish(by="test", now=house.now)
    desk = at_desk(house.leyla)
    page = desk.get("/desk/work/").content.decode()
    assert "/desk/work/new/documents/document/" in page
    form = desk.get("/desk/work/new/documents/document/").content.decode()
    assert 'name="answers-title"' in form
    answer = desk.post("/desk/work/new/documents/document/", {"answers-document_kind": "nonsense"})
    assert answer.status_code == 422
    assert 'href="#answers-title"' in answer.content.decode()


def test_calendars_are_listed_with_their_version_and_special_days(house: House) -> None:
    page = at_desk(house.rana).get("/desk/calendars/").content.decode()
    assert 'href="/desk/calendars/main/1/"' in page


def test_people_are_listed_with_the_roles_they_hold(house: House) -> None:
    page = at_desk(house.leyla).get("/desk/people/").content.decode()
    assert f'href="/desk/people/{house.rana.pk}/"' in page
    assert "Rana" in page
