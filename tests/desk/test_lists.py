"""The owner keeps the lists that forms choose from; keys never change, and what retires is offered no more."""

from __future__ import annotations

import pytest
from django.test import Client

from amends.organisation import options
from amends.organisation.models import Category, Department, Organisation, Site
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def leyla() -> Client:
    house = cast.house("agreement")
    client = Client()
    client.force_login(house.leyla, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_new_category_is_named_in_each_language_and_offered_at_once(leyla: Client) -> None:
    said = {"titles-en": "Late delivery", "titles-tr": "Geç teslimat", "department": "quality"}
    leyla.post("/desk/lists/categories/new/", said)
    one = Category.objects.get(key="late-delivery")
    assert (one.titles["tr"], one.department_id) == ("Geç teslimat", "quality")
    assert ("late-delivery", "Geç teslimat") in options.everything("tr").category
    assert "Late delivery" in leyla.get("/desk/lists/categories/").content.decode()


def test_a_name_in_letters_that_no_address_knows_gets_a_key_all_the_same(leyla: Client) -> None:
    for _ in range(2):
        leyla.post("/desk/lists/departments/new/", {"titles-en": "质量部"})
    assert set(Department.objects.exclude(key="quality").values_list("key", flat=True)) == {
        "department",
        "department-2",
    }


def test_what_retires_is_offered_no_more_and_can_come_back(leyla: Client) -> None:
    address = "/desk/lists/categories/colour/"
    leyla.post(address, {"titles-en": "Colour", "retired": "yes"})
    assert "colour" not in dict(options.everything("en").category)
    leyla.post(address, {"titles-en": "Shade"})
    assert dict(options.everything("en").category)["colour"] == "Shade"


def test_every_fault_is_said_at_once_and_what_was_typed_stays(leyla: Client) -> None:
    answer = leyla.post("/desk/lists/departments/new/", {"titles-en": "", "titles-tr": "x" * 121, "email": "at home"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="fault"') == 3
    assert "at home" in page


def test_a_place_has_an_address_and_a_calendar_that_exists(leyla: Client) -> None:
    said = {"name": "Ankara shop", "address": "Gül Sokak 4", "calendar": "nowhere"}
    assert leyla.post("/desk/lists/sites/new/", said).status_code == 422
    leyla.post("/desk/lists/sites/new/", {**said, "calendar": "main"})
    assert Site.objects.get(key="ankara-shop").calendar == "main"


def test_a_list_that_there_is_not_is_not_found(leyla: Client) -> None:
    for path in ("/desk/lists/members/", "/desk/lists/sites/nowhere/", "/desk/lists/members/new/"):
        assert leyla.get(path).status_code == 404


def test_the_letters_before_a_number_are_the_organisation_s_own(leyla: Client) -> None:
    said = {"name": "Defne", "colour": "#1f5f8b", "languages": ["en", "tr"]}
    assert leyla.post("/desk/organisation/", {**said, "prefix": "D1"}).status_code == 422
    leyla.post("/desk/organisation/", {**said, "prefix": "dk"})
    assert Organisation.objects.get().prefix == "DK"
