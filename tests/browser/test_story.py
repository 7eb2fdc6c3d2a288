"""The whole story in a real browser: complained on a phone, decided, refused, looked at again, accepted, proven."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from amends.cases import verification
from amends.cases.models import Case, Entry
from tests import cast
from tests.browser import people as screens
from tests.browser.axe import Knowledge
from tests.browser.people import Hand
from tests.portal import visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["JavaScript", "no JavaScript"])
def hands(
    browser: Browser, live_server: LiveServer, known: Knowledge, request: pytest.FixtureRequest
) -> Iterator[dict[str, Hand]]:
    names = ("phone", "rana", "emre", "deniz")
    with screens.at_screens(browser, live_server, known, names, scripts=request.param == "JavaScript") as made:
        yield made


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_complaint_travels_the_whole_road(hands: dict[str, Hand], language: str) -> None:
    house = visits.house("agreement")
    for member in house.people.values():
        member.language = language
        member.save()
    phone = hands["phone"]
    number, password = screens.complains(phone, language, about={"product": "fabric", "site": "bursa"})
    screens.worker(house)
    assert password in screens.letters("sms")
    case = Case.objects.get(number=number)
    screens.signs_in(hands["rana"], "rana")
    for who in ("emre", "deniz"):
        screens.is_signed_in(hands[who], house.people[who])
    _first_round(hands, case, house)
    phone.fills(f"/{language}/track/", number=number.lower().replace("-", " "), password=password.lower())
    phone.goes(f"/{language}/track/decision/")
    phone.goes(f"/{language}/track/decision/accept/")
    assert Case.objects.get(number=number).closed_at is None, "opening the page must not accept"
    phone.fills(f"/{language}/track/decision/refuse/", reason="It will fade again.")
    _second_round(hands, case, house)
    phone.goes(f"/{language}/track/decision/")
    phone.fills(f"/{language}/track/decision/accept/")
    assert Case.objects.get(number=number).ended == "agreed"
    hands["rana"].goes(f"/desk/case/{number}/")
    kinds = list(Entry.objects.filter(case=case).order_by("no").values_list("kind", flat=True))
    assert (kinds.count("decided"), kinds.count("refused"), kinds.count("accepted")) == (2, 1, 1)
    assert verification.verify().agrees


def _first_round(hands: dict[str, Hand], case: Case, house: cast.House) -> None:
    rana, at = hands["rana"], f"/desk/case/{case.number}"
    rana.goes("/desk/pool/")
    rana.goes(f"{at}/")
    rana.fills(f"{at}/assign/", owner=str(house.rana.pk))
    rana.fills(f"{at}/classify/", category="colour", answers__severity="serious")
    rana.fills(f"{at}/start-assessment/")
    rana.fills(
        f"{at}/assess-material/",
        answers__material="samples",
        answers__material_from="customer",
        answers__finding="The dye was not fixed.",
    )
    rana.fills(f"{at}/direct/", answers__department="quality")
    _proposes(rana, at)
    rana.fills(f"{at}/finalise/")
    _decides(hands, rana, at, house)


def _second_round(hands: dict[str, Hand], case: Case, house: cast.House) -> None:
    emre, at = hands["emre"], f"/desk/case/{case.number}"
    hands["deniz"].fills(f"{at}/assign/", owner=str(house.emre.pk))
    emre.fills(f"{at}/investigate-alternatives/", answers__alternatives="Another fabric, or the money back.")
    _proposes(emre, at)
    emre.fills(f"{at}/finalise-again/")
    _decides(hands, emre, at, house)


def _proposes(hand: Hand, at: str) -> None:
    hand.fills(
        f"{at}/consider-expectation/",
        answers__expectation="A new roll.",
        answers__expectation_considered="It fits what we found.",
    )
    hand.fills(f"{at}/propose/", answers__proposal="Replace the roll.")


def _decides(hands: dict[str, Hand], hand: Hand, at: str, house: cast.House) -> None:
    point = {
        "points-0-point": "The fabric faded.",
        "points-0-finding": "The dye was not fixed.",
        "points-0-outcome": "upheld",
        "points-0-remedy": "replacement",
        "points-0-remedy_on": "2027-01-15",
    }
    hand.goes(f"{at}/draft/")
    for name, value in {"summary": "You are right.", **point}.items():
        hand._fill(name, value)
    hand.presses("main form .acts button[value=save]")
    hands["deniz"].goes("/desk/")
    hands["deniz"].fills(f"{at}/approve/")
    hand.fills(f"{at}/decide/")
    screens.worker(house)
