"""A coordinator's procedure in a real browser: a partner raises it, people are appointed, and others look again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from amends.cases import verification
from amends.cases.models import Case
from amends.organisation import partners
from tests import cast
from tests.browser import people as screens
from tests.browser.axe import Knowledge
from tests.browser.people import Hand
from tests.portal import visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = {
    "nikos": "coordinator",
    "irini": "coordinator",
    "petros": "investigator, approver",
    "ioanna": "investigator, approver",
    "eva": "investigator, approver",
    "stavros": "approver",
    "dimitra": "approver",
    "lena": "technical-contact",
    "maria": "complaints-manager",
    "katerina": "complaints-manager",
}
OBJECTORS = ("nikos", "irini", "maria")  # whom the shorter story needs
VISIT = {
    "point": "He laughed, and it still knocks.",
    "finding": "The pump touches the iron pipe.",
    "outcome": "upheld",
    "remedy": "repair",
    "remedy_on": "2027-01-15",
}


@pytest.fixture
def house() -> cast.House:
    made = visits.house("coordinator")
    screens.welcome(made, PEOPLE)
    return made


@pytest.fixture
def hands(browser: Browser, live_server: LiveServer, known: Knowledge, house: cast.House) -> Iterator[dict[str, Hand]]:
    everybody = [one for one in PEOPLE if one != "katerina"]
    with screens.at_screens(browser, live_server, known, ("phone", "partner", *everybody), scripts=True) as made:
        for who in everybody:
            screens.is_signed_in(made[who], house.people[who])
        yield made


@pytest.fixture
def some(browser: Browser, live_server: LiveServer, known: Knowledge, house: cast.House) -> Iterator[dict[str, Hand]]:
    with screens.at_screens(browser, live_server, known, ("phone", *OBJECTORS, "katerina"), scripts=True) as made:
        for who in (*OBJECTORS, "katerina"):
            screens.is_signed_in(made[who], house.people[who])
        yield made


def test_a_partner_raises_a_case_and_it_is_led_from_activity_to_activity_twice(
    hands: dict[str, Hand], house: cast.House
) -> None:
    number, password = _raised_by_a_partner(hands["partner"], house)
    at = f"/desk/case/{number}"
    _found_valid(hands["nikos"], at, house)
    _appointed(hands, at, house)
    _inspected(hands, at)
    _answered(hands["nikos"], hands["stavros"], at, house)
    phone = hands["phone"]
    phone.fills("/en/track/", number=number, password=password)
    assert "The pump touches the iron pipe." in phone.reads("/en/track/decision/")
    phone.fills("/en/track/decision/refuse/", reason="It still knocks.")
    _looked_at_by_others(hands, at, house)
    phone.goes("/en/track/decision/")
    phone.fills("/en/track/decision/accept/")
    _written_down_and_closed(hands["irini"], at)
    assert "What we promised is done." in phone.reads("/en/track/case/")
    assert Case.objects.get(number=number).ended == "agreed"
    assert verification.verify().agrees


def test_what_is_not_valid_is_objected_to_and_heard_by_somebody_else(some: dict[str, Hand], house: cast.House) -> None:
    nikos, irini, phone = some["nikos"], some["irini"], some["phone"]
    number, password = screens.complains(phone, "en")
    screens.worker(house)
    at = f"/desk/case/{number}"
    _taken_in_charge(nikos, at, house.nikos.pk)
    assert "We do not cover it. Parts that wear" in nikos.reads(f"{at}/judge-validity/")
    _judges(nikos, at, "wear", "The seal is ten years old and worn.")
    assert "our policy does not cover this" in nikos.reads(f"{at}/accept-as-valid/")
    point = {"point": "It drips.", "finding": "The seal is worn by ordinary use.", "outcome": "not upheld"}
    assert "Head of customer care must approve it first, and is told by e-mail." in nikos.reads(f"{at}/draft/")
    screens.drafts(nikos, at, point, summary="The seal is worn. This is not a fault.")
    assert "Head of customer care has not approved yet" in nikos.reads(f"{at}/decline/")
    some["maria"].fills(f"{at}/approve-not-covered/")
    nikos.fills(f"{at}/decline/")
    screens.worker(house)
    assert "Parts that wear with ordinary use" in screens.letters("email")
    phone.fills("/en/track/", number=number, password=password)
    assert "The seal is worn by ordinary use." in phone.reads("/en/track/decision/")
    phone.fills("/en/track/decision/refuse/", reason="It was replaced two years ago, here is the bill.")
    screens.worker(house)
    assert "someone other than the person who did" in nikos.reads(f"{at}/judge-validity/")
    some["katerina"].fills(f"{at}/assign/", owner=str(house.irini.pk))
    _judges(irini, at, "manufacturing-fault", "The bill shows that the seal is new.")
    irini.fills(f"{at}/accept-as-valid/")
    assert "Being looked into" in phone.reads("/en/track/case/")
    case = Case.objects.get(number=number)
    assert (case.stage, case.round) == ("roles", 2)
    assert verification.verify().agrees


def _raised_by_a_partner(partner: Hand, house: cast.House) -> tuple[str, str]:
    """By the personal link, at the customer's place; the number, and the password that only the customer gets."""
    partner.goes(f"/en/partner/{partners.link(partners.invite({'name': 'Kosta Service'}, now=house.now))}/")
    assert "/partner/" in partner.page.url
    partner.fills(
        "/en/partner/",
        trigger="not-settled",
        words="Petros laughed at me, and it still knocks.",
        on_the_spot="no",
        immediate="I bled the pipes.",
        name="Eleni",
        mobile="+306941234567",
        email="eleni@example.org",
    )
    number = Case.objects.get().number
    assert number in partner.page.inner_text("main")
    screens.worker(house)
    password = screens.PASSWORD.search(screens.letters("sms"))
    assert password
    assert password[1] not in partner.page.inner_text("main")
    return number, password[1]


def _taken_in_charge(hand: Hand, at: str, owner: int, **more: str) -> None:
    hand.goes("/desk/pool/")
    assert "nobody is in charge of the case yet" in hand.reads(f"{at}/check-validity/")
    hand.fills(f"{at}/assign/", owner=str(owner))
    hand.fills(f"{at}/classify/", category="colour", answers__severity="serious", **more)
    hand.fills(f"{at}/check-validity/")


def _judges(hand: Hand, at: str, rule: str, why: str) -> None:
    hand.fills(f"{at}/judge-validity/", answers__coverage_rule=rule, answers__validity_reason=why)


def _found_valid(nikos: Hand, at: str, house: cast.House) -> None:
    said = nikos.reads(f"{at}/")
    assert "A partner could not put it right on the spot" in said
    assert "I bled the pipes." in said
    _taken_in_charge(nikos, at, house.nikos.pk, answers__complained_about=house.petros.by)
    _judges(nikos, at, "conduct", "It is about how we behaved.")
    nikos.fills(f"{at}/accept-as-valid/")


def _appointed(hands: dict[str, Hand], at: str, house: cast.House) -> None:
    """The colleague it is about is not even offered, and reads why they are kept out."""
    nikos, petros = hands["nikos"], hands["petros"]
    assert "nobody is appointed yet as: Investigator, Approver" in nikos.reads(f"{at}/start-inspection/")
    nikos.goes(f"{at}/appoint/")
    offered = nikos.page.locator("[name='role-investigator'] option").evaluate_all("all => all.map(one => one.value)")
    assert str(house.ioanna.pk) in offered
    assert str(house.petros.pk) not in offered
    _appoints(nikos, at, investigator=house.ioanna, approver=house.stavros, technical_contact=house.lena)
    nikos.fills(f"{at}/start-inspection/")
    assert "There is no page here" in petros.reads(f"{at}/inspect-point/")
    people = nikos.page.locator("#moves").inner_text()
    assert [name for name in ("Ioanna", "Stavros", "Lena") if name not in people] == []


def _appoints(hand: Hand, at: str, **people: cast.Member) -> None:
    said = {f"role-{role.replace('_', '-')}": str(one.pk) for role, one in people.items()}
    hand.fills(f"{at}/appoint/", **said)


def _inspected(hands: dict[str, Hand], at: str) -> None:
    hands["lena"].fills(f"{at}/technical-opinion/", answers__technical_opinion="Iron carries the sound.")
    ioanna = hands["ioanna"]
    ioanna.goes("/desk/")
    assert "“Write down a finding” has not been done yet" in ioanna.reads(f"{at}/finish-inspection/")
    _finds(ioanna, at, "The pump touches the iron pipe.")


def _finds(hand: Hand, at: str, finding: str) -> None:
    hand.fills(
        f"{at}/inspect-point/",
        answers__inspected_point="The visit",
        answers__finding=finding,
        answers__evidence="visit;customer",
    )
    hand.fills(f"{at}/finish-inspection/")


def _answered(coordinator: Hand, approver: Hand, at: str, house: cast.House) -> None:
    screens.drafts(coordinator, at, VISIT, summary="You are right.")
    assert "has not approved yet" in coordinator.reads(f"{at}/respond/")
    approver.fills(f"{at}/approve/")
    coordinator.fills(f"{at}/respond/")
    screens.worker(house)


def _looked_at_by_others(hands: dict[str, Hand], at: str, house: cast.House) -> None:
    nikos, irini = hands["nikos"], hands["irini"]
    hands["maria"].goes("/desk/")
    hands["maria"].fills(f"{at}/assign/", owner=str(house.irini.pk))
    _appoints(irini, at, investigator=house.eva, approver=house.dimitra)
    irini.fills(f"{at}/start-inspection/")
    _finds(hands["eva"], at, "A second pipe touches the pump.")
    assert "someone other than the person who did “Draft the answer”" in nikos.reads(f"{at}/draft/")
    _answered(irini, hands["dimitra"], at, house)


def _written_down_and_closed(irini: Hand, at: str) -> None:
    assert "“Record the customer complaint information” has not been done yet" in irini.reads(f"{at}/close/")
    irini.fills(
        f"{at}/record-information/",
        answers__told_customer="By phone, and in our answer.",
        answers__learned="Her neighbours hear it too.",
        answers__stays="yes",
        answers__idea="Rubber feet for every pump.",
    )
    irini.fills(f"{at}/plan-action/", answers__action_needed="corrective", answers__action_why="The rubber is back.")
    irini.fills(f"{at}/carry-out/", answers__carried_out="done", answers__carried_out_what="The pump sits on rubber.")
    irini.fills(f"{at}/close/")
