"""A manufacturer's procedure in a real browser: four departments, goods that come back, and two rounds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from amends.cases import verification
from amends.cases.models import Case
from tests import cast
from tests.browser import manufacturer
from tests.browser import people as screens
from tests.browser.axe import Knowledge
from tests.browser.manufacturer import Goods
from tests.browser.people import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNKNOWN = ("production", "technology")  # departments at screens of their own, without an account
EXCHANGE = {
    "point": "The canvas tears.",
    "finding": "A worn needle cut the threads.",
    "outcome": "upheld",
    "remedy": "exchange",
    "remedy_on": "2027-01-15",
}
LOSS = {
    "point": "Our lost days.",
    "finding": "Clause 9 covers them.",
    "outcome": "upheld",
    "remedy": "compensation",
    "remedy_on": "2027-01-22",
    "amount": "2000.00",
    "currency": "EUR",
}


@pytest.fixture
def house() -> cast.House:
    return manufacturer.manufacturer_house()


@pytest.fixture
def hands(browser: Browser, live_server: LiveServer, known: Knowledge, house: cast.House) -> Iterator[dict[str, Hand]]:
    with screens.at_screens(
        browser, live_server, known, ("phone", *UNKNOWN, *manufacturer.PEOPLE), scripts=True
    ) as made:
        for who in manufacturer.PEOPLE:
            screens.is_signed_in(made[who], house.people[who])
        yield made


@pytest.fixture
def plain(browser: Browser, live_server: LiveServer, known: Knowledge, house: cast.House) -> Iterator[dict[str, Hand]]:
    """The same without JavaScript, for those whom the shorter story needs."""
    some = ("sun", "qin", "qiao", "ma", "gao")
    with screens.at_screens(browser, live_server, known, ("phone", "production", *some), scripts=False) as made:
        for who in some:
            screens.is_signed_in(made[who], house.people[who])
        yield made


def test_a_lot_is_complained_about_examined_answered_refused_and_answered_again(
    hands: dict[str, Hand], house: cast.House
) -> None:
    goods = manufacturer.goods()
    phone = hands["phone"]
    number, password = screens.complains(phone, "en", about={"order": goods.order, "batch": goods.lot})
    screens.worker(house)
    at = f"/desk/case/{number}"
    manufacturer.accepted_by_sales(hands["sun"], at, house, goods)
    hands["sun"].fills(
        f"{at}/classify/",
        category="colour",
        **{"class": "claim"},
        answers__severity="serious",
        answers__contract="HW-2025-17, clause 9",
    )
    _surveyed_together(hands, at)
    manufacturer.examined(hands["qin"], at, goods)
    _departments_reply(hands, at, house)
    phone.fills("/en/track/", number=number, password=password)
    _goods_come_back(hands, at, house)
    manufacturer.cause_found(hands["qin"], at)
    _proposed_returned_approved(hands, at, house)
    assert "2,000" in phone.reads("/en/track/decision/")
    phone.fills("/en/track/decision/refuse/", reason="We lost the whole season.")
    screens.worker(house)
    _looked_at_again(hands, at, house, goods)
    assert "2,400" in phone.reads("/en/track/decision/")
    phone.fills("/en/track/decision/accept/")
    _carried_out_and_filed(hands, at)
    assert Case.objects.get(number=number).ended == "agreed"
    assert verification.verify().agrees


def test_that_it_is_not_ours_needs_evidence_a_second_person_and_the_customers_side(
    plain: dict[str, Hand], house: cast.House
) -> None:
    hands, phone, goods = plain, plain["phone"], manufacturer.goods()
    number, password = screens.complains(phone, "en", about={"order": goods.order, "batch": goods.lot})
    at = f"/desk/case/{number}"
    manufacturer.accepted_by_sales(hands["sun"], at, house, goods)
    hands["sun"].fills(f"{at}/classify/", category="colour", **{"class": "appeal"}, answers__severity="serious")
    _perhaps_not_ours(hands["sun"], at)
    qin, qiao = hands["qin"], hands["qiao"]
    said = _refused_class(qiao, at)
    assert "“Record evidence of another cause” has not been done yet" in said
    qin.fills(
        f"{at}/examine-origin/",
        answers__origin_evidence="inspection;photographs",
        answers__origin_finding="The cuts are those of a knife.",
    )
    assert "someone other than the person who did “Record evidence of another cause”" in _refused_class(qin, at)
    assert "the time for “Time for the customer's side” has not passed yet" in _refused_class(qiao, at)
    qiao.fills(f"{at}/hear-customer/", question="The cuts look like those of a knife. Was it cut on site?")
    screens.worker(house)
    phone.fills("/en/track/", number=number, password=password)
    phone.fills("/en/track/answer/", words="Our fitter opened the roll with a knife.")
    qiao.fills(f"{at}/classify/", category="colour", **{"class": "not-ours"}, answers__severity="serious")
    _not_ours_answered(hands, at, house, goods)
    assert "our product is not the cause" in screens.letters("email")
    said = phone.reads("/en/track/decision/")
    assert "The threads were cut when the roll was opened." in said
    assert "You say no. Then someone else looks at it again" in said
    phone.fills("/en/track/decision/accept/")
    assert Case.objects.get(number=number).stage == "carrying-out"
    assert verification.verify().agrees


def _surveyed_together(hands: dict[str, Hand], at: str) -> None:
    sun = hands["sun"]
    sun.fills(f"{at}/start-survey/")
    sun.fills(f"{at}/plan-survey/", answers__survey_kind="joint")
    assert "is not answered as it must be for this" in sun.reads(f"{at}/survey/")
    hands["pan"].goes("/desk/")
    hands["tian"].goes(f"{at}/")
    hands["pan"].fills(
        f"{at}/joint-survey/",
        answers__took_part="quality;production;technology",
        answers__surveyed_on="2026-11-20",
        answers__survey_finding="The seams open.",
    )
    sun.fills(
        f"{at}/confirm-responsibility/",
        answers__responsibility="ours",
        answers__responsibility_reason="Nothing else has touched it.",
    )
    sun.fills(
        f"{at}/hand-over/",
        answers__handling_matter="40 m of canvas tear.",
        answers__handling_question="Was the seam strength tested at all?",
    )


def _perhaps_not_ours(sun: Hand, at: str) -> None:
    sun.fills(f"{at}/start-survey/")
    sun.fills(f"{at}/plan-survey/", answers__survey_kind="evidence")
    sun.fills(f"{at}/survey/", answers__surveyed_on="2026-11-20", answers__survey_finding="The cuts are straight.")
    sun.fills(
        f"{at}/confirm-responsibility/",
        answers__responsibility="customer",
        answers__responsibility_reason="The cuts are straight.",
    )
    sun.fills(f"{at}/hand-over-open/", answers__handling_question="Was the canvas sound when it left?")


def _departments_reply(hands: dict[str, Hand], at: str, house: cast.House) -> None:
    qin = hands["qin"]
    for department in UNKNOWN:
        qin.fills(f"{at}/ask-department/", to_department=department, question="How was the lot sewn?")
    screens.worker(house)
    assert "reply by" in qin.reads(f"{at}/")
    assert "a department has not replied yet" in qin.reads(f"{at}/find-cause/")
    for department in UNKNOWN:
        read = screens.replies(hands[department], department, "With a worn needle.")
        assert "How was the lot sewn?" in read
        assert not [one for one in ("Ayşe", "+90532", "ayse@example.org", "The fabric faded") if one in read]
    assert "reply by" not in qin.reads(f"{at}/")


def _goods_come_back(hands: dict[str, Hand], at: str, house: cast.House) -> None:
    hands["qin"].fills(f"{at}/need-goods/", answers__goods_wanted="One metre with an open seam.")
    hands["sun"].fills(f"{at}/ask-return/", what="One metre of canvas")
    screens.worker(house)
    assert "original packaging" in screens.letters("sms")
    item = f"/desk/custody/{at.rpartition('/')[2]}-1/"
    _next_step(hands["sun"], item, "The goods have arrived", answers__returned_in="original")
    screens.worker(house)
    assert "The goods that you sent back have arrived." in hands["phone"].reads("/en/track/case/")
    _next_step(hands["qin"], item, "Store the goods")
    _next_step(hands["qin"], item, "Test the goods", answers__test_finding="The seam opens at 40 N.")
    label = hands["qin"].page.request.get(f"{item}label.pdf")
    assert (label.status, label.body()[:5]) == (200, b"%PDF-")
    assert "One metre of canvas" in hands["qin"].page.locator("#moves").inner_text()


def _next_step(hand: Hand, item: str, title: str, **said: str) -> None:
    """From the page that scanning the label opens."""
    hand.goes(item)
    hand.page.get_by_role("link", name=title, exact=True).click()
    hand.fills(hand.page.url, **said)


def _proposed_returned_approved(hands: dict[str, Hand], at: str, house: cast.House) -> None:
    qin, gao = hands["qin"], hands["gao"]
    said = qin.reads(f"{at}/draft/")
    assert "compensate the loss as the contract says" in said
    assert "General manager must approve it first." in said
    screens.drafts(qin, at, EXCHANGE, LOSS, summary="You get a new roll, and your loss.")
    manufacturer.agrees(hands["ma"], at)
    assert "General manager has not approved yet" in qin.reads(f"{at}/decide/")
    gao.goes("/desk/")
    gao.fills(f"{at}/return/", comment="Say that we test the whole lot.")
    assert "Say that we test the whole lot." in qin.reads(f"{at}/")
    better = {**EXCHANGE, "finding": "A worn needle cut the threads. We test the whole lot."}
    screens.drafts(qin, at, better, LOSS, summary="You get a new roll, and your loss.")
    gao.fills(f"{at}/approve/")
    qin.fills(f"{at}/decide/")
    screens.worker(house)


def _looked_at_again(hands: dict[str, Hand], at: str, house: cast.House, goods: Goods) -> None:
    """Whoever examined it the first time is kept out, and reads why."""
    assert "someone other than" in hands["qin"].reads(f"{at}/examine-inspection/").lower()
    qiao = hands["qiao"]
    qiao.fills(f"{at}/assign/", owner=str(house.qiao.pk))
    manufacturer.examined(qiao, at, goods)
    manufacturer.production_replies(hands, qiao, at, house)
    manufacturer.cause_found(qiao, at)
    more = {**LOSS, "finding": "Your papers show three more days.", "amount": "2400.00"}
    screens.drafts(qiao, at, EXCHANGE, more, summary="You get a new roll, and the whole of your loss.")
    manufacturer.agrees(hands["ma"], at)
    hands["gao"].fills(f"{at}/approve/")
    qiao.fills(f"{at}/decide/")
    screens.worker(house)


def _carried_out_and_filed(hands: dict[str, Hand], at: str) -> None:
    sun, qin = hands["song"], hands["qin"]
    qin.fills(f"{at}/carry-out/", answers__carried_out="A new roll and the money were sent.")
    qin.fills(f"{at}/file-original/", answers__original_place="Cabinet 3")
    sun.fills(f"{at}/keep-copy/", answers__copy_place="Folder 12")
    assert "an item is still on its way" in qin.reads(f"{at}/close/")
    item = f"/desk/custody/{at.rpartition('/')[2]}-1/"
    _next_step(sun, item, "Credit the goods")
    qin.fills(f"{at}/close/")
    assert "We did what we promised, and the file is complete." in hands["phone"].reads("/en/track/case/")


def _refused_class(hand: Hand, at: str) -> str:
    hand.goes(f"{at}/classify/")
    for name, value in {"category": "colour", "class": "not-ours", "answers-severity": "serious"}.items():
        hand._fill(name, value)
    hand.presses()
    return hand.page.inner_text("main")


def _not_ours_answered(hands: dict[str, Hand], at: str, house: cast.House, goods: Goods) -> None:
    qin = hands["qin"]
    manufacturer.examined(qin, at, goods)
    manufacturer.production_replies(hands, qin, at, house)
    manufacturer.cause_found(qin, at)
    point = {"point": "It tears.", "finding": "The threads were cut when the roll was opened.", "outcome": "not upheld"}
    screens.drafts(qin, at, point, summary="The canvas left us sound.")
    manufacturer.agrees(hands["ma"], at)
    hands["gao"].fills(f"{at}/approve/")
    qin.fills(f"{at}/decide-not-ours/")
    screens.worker(house)
