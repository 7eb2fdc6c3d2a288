"""The demo's complainants have a phone and a mailbox outside the desk, so that the demo can be tried whole."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from amends.dispatch.carriers import demo_carrier
from amends.dispatch.models import DemoDelivery
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db
PASSWORD = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


@pytest.fixture
def house(settings: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    settings.DEMO = True
    made = cast.house()
    monkeypatch.setattr(made, "_carrier", lambda _key: demo_carrier.deliver)
    return made


def test_a_complainant_of_the_demo_finds_number_and_password_there_and_goes_on(house: House) -> None:
    case = house.receive(language="en").case
    house.work()
    client = Client()
    listed = client.get("/demo/", {"words": case.number}).content.decode()
    assert {"ayse@example.org", "+905321234567"} <= set(re.findall(r"<bdi>([^<]+)</bdi>", listed))
    for key in re.findall(r'href="(/demo/\d+/)"', listed):
        found = PASSWORD.search(client.get(key).content.decode())
        assert found
        stranger = Client()
        assert stranger.post("/en/track/", {"number": case.number, "password": found[0]}).status_code == 302
        assert stranger.get(reverse("portal-case")).status_code == 200


def test_letters_to_staff_are_not_there_and_a_long_list_is_turned_by_key(house: House) -> None:
    now = house.now
    for at in range(60):
        DemoDelivery.objects.create(
            carrier="email", whom="complainant", to="a@b.example", subject=f"S{at}", taken_at=now
        )
    DemoDelivery.objects.create(carrier="email", whom="staff:1", to="rana@b.example", subject="To Rana", taken_at=now)
    DemoDelivery.objects.create(carrier="email", whom="department:q", to="q@b.example", subject="To Q", taken_at=now)
    client, seen, path = Client(), [], "/demo/"
    while path:
        page = client.get(path).content.decode()
        seen += re.findall(r">(S\d+|To \w+)</a>", page)
        more = re.search(r'href="(\?words=[^"]*after=\d+)"', page)
        path = "/demo/" + more[1].replace("&amp;", "&") if more else ""
    assert seen == [f"S{at}" for at in reversed(range(60))]
    assert "To Q" in client.get("/demo/?whose=departments").content.decode()
    staff = DemoDelivery.objects.get(whom="staff:1")
    assert client.get(f"/demo/{staff.pk}/").status_code == 404
    for wrong in ("²", "9" * 400, "-1", "x"):
        assert client.get("/demo/", {"after": wrong}).status_code == 200


def test_outside_the_demo_there_is_no_such_page(house: House, settings: Any) -> None:
    settings.DEMO = False
    assert Client().get("/demo/").status_code == 404
    assert at_desk(house.leyla).get("/demo/1/").status_code == 404
