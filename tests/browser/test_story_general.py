"""The general procedure in a real browser: investigated, more time taken, a second look, and an outside body."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from amends.cases import verification
from amends.cases.models import Case
from tests import cast
from tests.browser import people as screens
from tests.browser.axe import Knowledge
from tests.browser.people import Hand
from tests.portal import visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hands(browser: Browser, live_server: LiveServer, known: Knowledge) -> Iterator[dict[str, Hand]]:
    with screens.at_screens(
        browser, live_server, known, ("phone", "rana", "emre", "deniz", "zoe"), scripts=True
    ) as made:
        yield made


def test_a_complaint_is_refused_twice_and_stays_open_with_the_bodies_outside(hands: dict[str, Hand]) -> None:
    house = visits.house("feedback-and-complaints")
    phone = hands["phone"]
    number, password = screens.complains(phone, "en", kind={"kind": "complaint"})
    screens.worker(house)
    case = Case.objects.get(number=number)
    at = f"/desk/case/{number}"
    screens.signs_in(hands["rana"], "rana")
    for who in ("emre", "deniz", "zoe"):
        screens.is_signed_in(hands[who], house.people[who])
    hands["deniz"].goes("/desk/")
    hands["deniz"].fills(f"{at}/assign/", owner=str(house.rana.pk))
    _investigates(hands["rana"], at)
    hands["rana"].fills(f"{at}/extend/", number="2", reason="The laboratory needs two more days.")
    _proposes(hands["rana"], at, house)
    phone.fills("/en/track/", number=number, password=password)
    assert "two more days" in phone.page.inner_text("main")
    phone.fills("/en/track/decision/refuse/", reason="It will fade again.")
    hands["deniz"].fills(f"{at}/assign/", owner=str(house.emre.pk))
    _investigates_again(hands, at)
    _proposes(hands["emre"], at, house)
    phone.goes("/en/track/decision/")
    phone.fills("/en/track/decision/refuse/", reason="Still not enough.")
    screens.worker(house)
    phone.goes("/en/track/case/")
    text = phone.page.inner_text("main")
    assert "outside" in text.lower()
    case.refresh_from_db()
    assert (case.closed_at, case.round, case.stage) == (None, 2, "outside")
    hands["zoe"].goes(f"{at}/")
    assert verification.verify().agrees


def _investigates(hand: Hand, at: str) -> None:
    hand.fills(f"{at}/classify/", category="colour", answers__severity="minor")
    hand.fills(f"{at}/start-investigation/")
    _looks(hand, at)


def _investigates_again(hands: dict[str, Hand], at: str) -> None:
    """Who looked the first time is kept out of the second look, and the page says why."""
    hands["rana"].goes(f"{at}/review-details/")
    assert "someone other than" in hands["rana"].page.inner_text("main").lower()
    _looks(hands["emre"], at)


def _looks(hand: Hand, at: str) -> None:
    hand.fills(f"{at}/review-details/", answers__finding="The dye was not fixed.")
    hand.fills(f"{at}/consult/", answers__departments_said="Quality knows the lot.")


def _proposes(hand: Hand, at: str, house: cast.House) -> None:
    hand.goes(f"{at}/draft/")
    point = {
        "points-0-point": "It faded.",
        "points-0-finding": "The dye was weak.",
        "points-0-outcome": "upheld",
        "points-0-remedy": "replacement",
        "points-0-remedy_on": "2027-01-15",
        "summary": "You are right.",
    }
    for name, value in point.items():
        hand._fill(name, value)
    hand.presses("main form .acts button[value=save]")
    hand.fills(f"{at}/propose/")
    screens.worker(house)
