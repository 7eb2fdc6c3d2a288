"""The desk in a real browser: every page on a wide and a narrow screen, for people with and without a mouse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from amends.cases.acts import decision, handling
from amends.cases.models import Case
from amends.dispatch import compose, send_step
from amends.dispatch.models import Message
from amends.organisation.models import Member
from tests import cast
from tests.browser import axe
from tests.cast import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LONG_NAME = "Alexandra Constantinopoulou-Featherstonehaugh of Lower Slaughter"
LONG_WORDS = " ".join(f"The curtain number {at} is eight centimetres too short." for at in range(350))


@pytest.fixture
def house() -> House:
    """With a case at each turn, a name of sixty letters and a complaint of three thousand words."""
    made = cast.house(now=timezone.now() - timedelta(hours=4))
    made.receive(words=LONG_WORDS, contact={"name": LONG_NAME, "email": "alexandra@example.org"})
    made.receive(site="bursa", contact={"name": "Ayşe", "post": "Gül Sokak 4\n35220 İzmir"})
    drafted(made)
    while compose.step(timezone.now()) + send_step.step(timezone.now()):
        pass
    return made


def drafted(house: House) -> str:
    """A case whose decision waits for approval; its number."""
    case, by, now = house.receive().case, house.rana, house.now
    handling.assign(case, owner=by, by=by, now=now)
    handling.classify(case, values={"category": "colour", "severity": "serious"}, by=by, now=now)
    handling.do(case, "start-assessment", by=by, now=now)
    material = {"material": ["samples"], "material_from": ["customer"], "finding": "The dye was not fixed."}
    handling.do(case, "assess-material", values=material, by=by, now=now)
    expected = {"expectation": "A new one", "expectation_considered": "Yes."}
    handling.do(case, "consider-expectation", values=expected, by=by, now=now)
    handling.do(case, "propose", values={"proposal": "Replace it."}, by=by, now=now)
    handling.do(case, "finalise", by=by, now=now)
    points = [
        {
            "point": "It faded.",
            "finding": "The dye",
            "outcome": "upheld",
            "remedy": "replacement",
            "remedy_on": "2027-01-15",
        }
    ]
    decision.draft(case, points=points, summary="You are right.", by=by, now=now)
    return case.number


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")


def looked_at(page: Page, known: axe.Knowledge, address: str, *, scheme: str = "light") -> None:
    """No fault that axe knows, nothing wider than the screen, on both screens."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} at {size}"
        assert axe.faults(page, known, scheme=scheme) == [], f"{address} at {size}"


def test_every_page_of_the_day_can_be_read_by_everybody(page: Page, known: axe.Knowledge, house: House):
    sign_in(page, "rana")
    cases = [case.number for case in all_cases()]
    for address in (
        "/desk/",
        "/desk/pool/",
        "/desk/pool/?stage=received&due=week",
        "/desk/new/",
        "/desk/print/",
        "/desk/me/",
    ):
        looked_at(page, known, address)
    for number in cases:
        looked_at(page, known, f"/desk/case/{number}/")
    for key in ("assign", "classify", "ask", "note", "add", "extend", "draft", "password"):
        looked_at(page, known, f"/desk/case/{cases[-1]}/{key}/")


def test_every_page_of_the_house_can_be_read_by_everybody(page: Page, known: axe.Knowledge, house: House):
    sign_in(page, "leyla")
    letter = Message.objects.filter(carrier="email").first()
    assert letter
    edition = all_cases()[0].edition_id
    for address in (
        "/desk/outbox/",
        f"/desk/outbox/{letter.pk}/",
        "/desk/procedures/",
        f"/desk/procedures/{edition}/",
        "/desk/prove/",
        "/desk/verify/",
        "/desk/calendars/",
        "/desk/calendars/main/1/",
        "/desk/calendars/main/change/",
        "/desk/calendars/main/generate/",
        "/desk/channels/",
        "/desk/channels/hotline/",
        "/desk/people/",
        "/desk/people/new/",
        f"/desk/people/{house.rana.pk}/",
        "/desk/organisation/",
        "/account/password/change/",
        "/account/mfa/",
        "/account/logout/",
    ):
        looked_at(page, known, address)


def test_the_pages_before_the_door_too(page: Page, known: axe.Knowledge, house: House):
    for address in ("/account/login/", "/account/password/reset/"):
        looked_at(page, known, address)


def test_in_the_dark_and_in_turkish_the_same_holds(page: Page, known: axe.Knowledge, house: House):
    sign_in(page, "rana")
    Member.objects.filter(pk=house.rana.pk).update(language="tr")
    page.emulate_media(color_scheme="dark")
    for address in ("/desk/", "/desk/pool/", f"/desk/case/{all_cases()[-1].number}/", "/desk/new/"):
        looked_at(page, known, address, scheme="dark")


def test_a_list_is_walked_and_opened_with_the_keys(page: Page, house: House):
    sign_in(page, "rana")
    page.goto("/desk/pool/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("x")
    assert page.locator("tbody tr").first.locator("input").is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/case/*/")


def test_a_whole_row_can_be_clicked(page: Page, house: House):
    sign_in(page, "rana")
    page.goto("/desk/pool/")
    place = page.locator("tbody tr").first.locator("td").last.bounding_box()
    assert place
    page.mouse.click(place["x"] + 5, place["y"] + 5)
    page.wait_for_url("**/desk/case/*/")


def test_without_scripts_a_case_is_taken_in_and_a_point_is_added(browser: Any, live_server: Any, house: House):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, "zoe")
    page.goto("/desk/new/")
    page.get_by_label("In their own words").fill("The curtain is too short.")
    page.get_by_label("Mobile number").fill("0532 123 45 67")
    page.get_by_role("button", name="Take in the case").click()
    expect(page.get_by_role("heading", name="The case is taken in")).to_be_visible()
    page.get_by_role("button", name="I have read it out").click()
    expect(page.get_by_text("It is written down that you read the acknowledgement out.")).to_be_visible()
    context.close()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, "rana")
    page.goto(f"/desk/case/{all_cases()[2].number}/draft/")
    page.get_by_role("button", name="Add another point").click()
    expect(page.get_by_role("group", name="Point 2")).to_be_visible()
    context.close()


def test_two_people_act_on_one_case_and_nothing_is_lost(page: Page, browser: Any, live_server: Any, house: House):
    number = all_cases()[0].number
    sign_in(page, "rana")
    page.goto(f"/desk/case/{number}/ask/")
    page.get_by_label("Your question").fill("Which curtain do you mean?")
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    other = context.new_page()
    sign_in(other, "emre")
    other.goto(f"/desk/case/{number}/note/")
    other.get_by_label("Note").fill("I called her.")
    other.get_by_role("button", name="Save the note").click()
    context.close()
    page.get_by_role("button", name="Send this question").click()
    expect(page.get_by_role("alert")).to_contain_text("I called her.")
    expect(page.get_by_label("Your question")).to_have_value("Which curtain do you mean?")
    page.get_by_role("button", name="Send this question").click()
    page.wait_for_url(f"**/desk/case/{number}/")


def test_the_decision_is_approved_then_sent_after_its_letter_was_read(
    page: Page, browser: Any, live_server: Any, house: House
):
    number = all_cases()[2].number
    sign_in(page, "deniz")
    page.goto(f"/desk/case/{number}/")
    page.get_by_role("link", name="Approve").first.click()
    expect(page.get_by_text("The dye")).to_be_visible()
    page.get_by_role("button", name="Approve this decision").click()
    page.goto(f"/desk/case/{number}/decide/")
    expect(page.get_by_text("You are right.").first).to_be_visible()
    page.get_by_role("button", name="Send the decision to the complainant").click()
    page.wait_for_url(f"**/desk/case/{number}/")
    expect(page.get_by_text("Completed").first).to_be_visible()


def all_cases() -> list[Case]:
    return list(Case.objects.order_by("pk"))
