"""What keeps the program from its work stands first on Today, for whoever can have it mended, until it is mended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from amends.cases import failures, heartbeats
from amends.desk.worklists import alerts
from amends.dispatch import compose
from amends.look import health
from amends.organisation.inbound_channels import Mailbox
from tests import cast
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    made = cast.house(now=timezone.now() - timedelta(minutes=30))
    heartbeats.beat(["a step"], now=timezone.now())
    return made


def test_nothing_is_said_while_all_is_well(house: cast.House):
    assert alerts.alerts_for(house.leyla, timezone.now()) == ()


def test_letters_that_wait_for_a_carrier_are_said_until_one_is_set(house: cast.House, settings):
    settings.EMAIL = None
    for _ in range(2):
        house.receive(language="en", contact={"email": "ayse@example.org"})
    compose.step(house.now)
    page = at_desk(house.leyla).get("/desk/").content.decode()
    assert "No carrier is set for letters by e-mail" in page
    assert "2 letters wait" in page
    assert "AMENDS_EMAIL_URL" in page
    assert "/desk/outbox/?carrier=email" in page
    assert "No carrier is set" not in at_desk(house.rana).get("/desk/").content.decode()
    settings.EMAIL = object()
    assert "No carrier is set" not in at_desk(house.leyla).get("/desk/").content.decode()


def test_a_worker_that_stopped_comes_first(house: cast.House):
    heartbeats.beat(["a step"], now=timezone.now() - timedelta(minutes=3))
    Mailbox.objects.create(name="complaints", fault="sign-in", fault_since=timezone.now())
    found = alerts.alerts_for(house.leyla, timezone.now())
    assert [one.grave for one in found] == [True, False]
    assert "The worker has stopped" in found[0].explanation
    assert "refuses our user or password" in found[1].explanation


def test_what_is_set_aside_is_named_with_a_way_to_it(house: cast.House):
    case = house.receive().case
    failures.set_aside("letters", case.number, ValueError(), now=house.now, case_id=case.pk)
    failures.set_aside("reviews", "agreement/procedure 2026-03-01", ValueError(), now=house.now)
    page = at_desk(house.leyla).get("/desk/").content.decode()
    assert f"/desk/case/{case.number}/" in page
    assert "agreement/procedure 2026-03-01" in page


def test_every_sign_has_words(house: cast.House):
    now = timezone.now()
    about = {"no-carrier": ("email",), "letters": ("sms",), "mailbox": ("box", "folder"), "gateway": ("g", "signature")}
    for key, words in alerts.WORDS.items():
        alert = words(health.Sign(key, grave=True, count=3, since=now, about=about.get(key, ("DF-2345-6789",))))
        assert alert.title, key
        assert alert.explanation, key
        assert alert.todo, key
