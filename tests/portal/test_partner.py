"""A partner raises a case at the customer's place by a link of their own; what made them do it stays with the case."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from amends.cases.models import Case
from amends.organisation import partners
from amends.organisation.models import Partner
from amends.procedure.state import State
from tests import cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MORE = """
[triggers.declared]
title = { en = "The customer wants to complain", tr = "Müşteri şikâyet etmek istiyor" }
channels = ["web", "phone"]
[triggers.unnoticed]
title = { en = "The customer should have noticed it", tr = "Müşterinin fark etmesi gerekirdi" }
channels = ["partner"]
[triggers.growing]
title = { en = "A small fault that will grow", tr = "Büyüyecek küçük bir kusur" }
channels = ["partner"]
"""


@pytest.fixture
def house() -> cast.House:
    made = cast.house("agreement", timezone.now() - timedelta(hours=1))
    cast.publish_with("agreement", made.now + timedelta(seconds=1), MORE)
    return made


@pytest.fixture
def partner(house: cast.House) -> Partner:
    return partners.invite({"name": "Kosta Service", "site": "bursa"}, now=house.now)


def opened(partner: Partner) -> Client:
    client = Client()
    client.get(f"/en/partner/{partners.link(partner)}/")
    return client


def said(**more: str) -> dict[str, Any]:
    facts = {"words": "The seam opens.", "on_the_spot": "no", "trigger": "growing", "submission": str(uuid.uuid4())}
    return {**facts, **more}


def test_the_link_is_put_away_and_the_page_offers_what_a_partner_can_have_seen(partner: Partner) -> None:
    client = Client()
    page = client.get(f"/en/partner/{partners.link(partner)}/", follow=True)
    text = page.content.decode()
    assert page.redirect_chain[0][0] == "/en/partner/"
    assert "The customer should have noticed it" in text
    assert "The customer wants to complain" not in text


def test_a_case_is_raised_with_its_trigger_its_place_and_whether_it_was_settled_there(partner: Partner) -> None:
    client = opened(partner)
    answer = client.post("/en/partner/", said(email="eleni@example.org", name="Eleni", immediate="I glued it."))
    case = Case.objects.get()
    state = State.from_json(case.state)
    assert (case.channel, case.site_id, state.trigger) == ("partner", "bursa", "growing")
    assert state.values["on_the_spot"] == "no"
    assert state.carriers == ("email",)
    assert case.entries.get(no=1).by == f"partner:{partner.key}"
    assert case.number in client.get(answer["Location"]).content.decode()


def test_a_customer_who_has_not_noticed_yet_needs_no_name(partner: Partner) -> None:
    opened(partner).post("/en/partner/", said(trigger="unnoticed"))
    assert Case.objects.get().anonymous


def test_everything_that_is_wrong_is_said_at_once_and_what_was_typed_stays(partner: Partner) -> None:
    wrong = said(words="", on_the_spot="", email="eleni at home", immediate="I glued it.")
    page = opened(partner).post("/en/partner/", wrong)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Say whether it is settled." in text
    assert "eleni at home" in text
    assert "I glued it." in text
    assert text.count('class="fault"') >= 3
    assert not Case.objects.exists()


def test_sent_twice_it_is_one_case(partner: Partner) -> None:
    client, words = opened(partner), said()
    client.post("/en/partner/", words)
    client.post("/en/partner/", words)
    assert Case.objects.count() == 1


def test_a_renewed_or_ended_link_opens_nothing(house: cast.House, partner: Partner) -> None:
    client = opened(partner)
    partners.renew(partner)
    assert client.get("/en/partner/").status_code == 404
    client = opened(Partner.objects.get())
    assert client.get("/en/partner/").status_code == 200
    partners.end(partner, now=house.now)
    assert client.post("/en/partner/", said()).status_code == 404
    assert not Case.objects.exists()


def test_the_owner_invites_renews_and_ends_on_the_desk(house: cast.House, partner: Partner) -> None:
    client = Client()
    client.force_login(house.leyla, backend=BACKEND)
    assert client.post("/desk/partners/", {"name": " "}).status_code == 422
    client.post("/desk/partners/", {"name": "Kosta Service"})
    assert set(Partner.objects.values_list("key", flat=True)) == {"kosta-service", "kosta-service-2"}
    before = partners.link(partner)
    assert before.partition(":")[0] in client.get("/desk/partners/").content.decode()
    client.post("/desk/partners/kosta-service/", {"do": "renew"})
    assert partners.of_link(before) is None
    client.post("/desk/partners/kosta-service/", {"do": "end"})
    assert Partner.objects.get(key="kosta-service").ended_at is not None
