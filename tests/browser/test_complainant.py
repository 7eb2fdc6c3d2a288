"""A complainant with a phone: complains, follows, refuses, accepts; with and without JavaScript, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from amends.cases.models import Case
from tests import cast
from tests.browser import axe
from tests.portal import visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 800}
WORDS = "The curtain faded after a week.\nNobody answered the phone."


@dataclass
class Reader:
    """Somebody who looks at each page for what would keep anybody out."""

    page: Page
    known: axe.Knowledge
    scheme: str


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def phone(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        locale="en-GB",
        viewport=PHONE,
        has_touch=True,
        java_script_enabled=request.param == "with JavaScript",
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture(params=["light", "dark"])
def reader(
    browser: Browser, live_server: LiveServer, known: axe.Knowledge, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """A phone on which pages are checked; the checker needs to run a script of its own."""
    context: BrowserContext = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport=PHONE, bypass_csp=True, color_scheme=request.param
    )
    context.set_default_timeout(60_000)
    yield Reader(context.new_page(), known, request.param)
    context.close()


def test_a_complaint_from_the_front_page_to_its_own_page(phone: Page) -> None:
    visits.house("feedback-and-complaints")
    phone.goto("/")
    phone.get_by_role("link", name="Make a complaint or give feedback").click()
    _through(phone)
    phone.get_by_role("button", name="Send this to").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have it. Thank you.")
    number = Case.objects.get().number
    expect(phone.get_by_text(number, exact=True)).to_be_visible()
    phone.get_by_role("button", name="I have written it down").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Received and under review")
    expect(phone.get_by_text("Our proposal to resolve your complaint")).to_be_visible()


def test_a_fault_names_its_field_and_back_loses_nothing(phone: Page) -> None:
    visits.house()
    phone.goto("/en/complain/")
    phone.get_by_role("button", name="Start").click()
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("link", name="Tell us what happened.").click()
    phone.get_by_label("What happened?").fill(WORDS)
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("link", name="Back").click()
    expect(phone.get_by_label("What happened?")).to_have_value(WORDS)


def test_a_decision_is_refused_then_accepted(phone: Page) -> None:
    house = visits.house()
    received = house.receive(language="en")
    visits.decided(house, received.case)
    _sign_in(phone, received.case.number.lower(), received.password.replace("-", " "))
    phone.get_by_role("link", name="Read the decision").click()
    phone.get_by_role("link", name="I do not accept it").click()
    phone.get_by_role("button", name="Refuse the decision").click()
    expect(phone.get_by_role("status")).to_contain_text("You said no to our decision.")
    house.now = cast.fresh(received.case).last_at
    visits.decided(house, cast.fresh(received.case))
    phone.goto("/en/track/decision/")
    phone.get_by_role("link", name="I accept it").click()
    phone.get_by_role("button", name="Accept the decision").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Closed")


def test_everything_can_be_done_with_the_keyboard_alone(page: Page) -> None:
    visits.house()
    page.goto("/en/complain/words/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the content")).to_be_focused()
    _tab_to(page, "Start")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What happened?")
    _tab_to(page, "What happened?")
    page.keyboard.type("It tore.")
    _tab_to(page, "Continue")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("When did it happen?")


def test_a_promise_opens_to_its_days(phone: Page) -> None:
    received = visits.house().receive()
    _sign_in(phone, received.case.number, received.password)
    phone.get_by_text("How we count this date").first.click()
    expect(phone.get_by_text("This day counts.").first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "tr"])
def test_no_page_keeps_anybody_out(reader: Reader, language: str) -> None:
    house = visits.house("agreement")
    received = house.receive(words=WORDS * 200, contact={"name": "Ayşe " * 12, "email": "ayse@example.org"})
    visits.decided(house, received.case)
    _read(reader, [f"/{language}/", f"/{language}/complain/", f"/{language}/track/", f"/{language}/track/password/"])
    reader.page.goto(f"/{language}/complain/")
    reader.page.locator("main form button").first.click()
    questions = ["words", "when", "about", "wanted", "files", "contact", "help"]
    for key in questions:
        _read(reader, [f"/{language}/complain/{key}/"])
        reader.page.locator("main form .acts button").click()
        _is_open_to_all(reader, f"{key} after a press")
    _read(reader, [f"/{language}/complain/check/"])
    _sign_in(reader.page, received.case.number, received.password, language)
    tracked = ["case/", "add/", "decision/", "decision/accept/", "decision/refuse/", "act/nothing/"]
    _read(reader, [f"/{language}/track/{page}" for page in tracked])
    _read(reader, [f"/{language}/nothing-here/"])


def _through(page: Page) -> None:
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Complaint", exact=True).check()
    _on(page)
    page.get_by_label("What happened?").fill(WORDS)
    _on(page)
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    _on(page)
    page.get_by_label("Order or contract number").fill("A-118")
    _on(page)
    _on(page)
    page.get_by_label("Choose files").set_input_files(
        [{"name": "note.txt", "mimeType": "text/plain", "buffer": b"I wrote this down."}]
    )
    page.get_by_role("button", name="Add these files").click()
    expect(page.get_by_role("button", name="Remove note.txt")).to_be_visible()
    _on(page)
    page.get_by_label("E-mail").fill("ayse@example.org")
    _on(page)
    _on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Look over your answers")


def _on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def _sign_in(page: Page, number: str, password: str, language: str = "en") -> None:
    page.goto(f"/{language}/track/")
    page.locator("#number").fill(number)
    page.locator("#password").fill(password)
    page.locator("main form button").click()
    expect(page.locator(".path")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    """Presses Tab until what has this name has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        named = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        if named == name:
            return
    pytest.fail(f"Tab never reaches “{name}”")


def _read(reader: Reader, addresses: list[str]) -> None:
    for address in addresses:
        reader.page.goto(address)
        _is_open_to_all(reader, address)


def _is_open_to_all(reader: Reader, where: str) -> None:
    assert axe.faults(reader.page, reader.known, scheme=reader.scheme) == [], where
    wide = reader.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], f"{where} is too wide"
