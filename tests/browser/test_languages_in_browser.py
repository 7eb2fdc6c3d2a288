"""Every page of the portal on a phone in each language, from left to right and from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.look import pseudo
from tests.portal import languages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 800}
# What sticks out at either side, and does not scroll in a place of its own.
STICKS_OUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect(), width = document.documentElement.clientWidth;
  if (!box.width || one.closest(".skip, .visually-hidden, .scroll, .long, .drawing")) return false;
  return box.left < -1 || box.right > width + 1;
}).map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, viewport=PHONE)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture(params=[*languages.LANGUAGES, "ar"])
def language(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> str:
    if request.param == "ar":
        pseudo.speak(tmp_path, settings)
    return str(request.param)


def show(phone: Page, where: str, page: str) -> None:
    """A page that was answered before, with the style sheets of the house."""
    address = f"{phone.evaluate('location.origin')}/alive?{where}"
    phone.route("**/alive?*", lambda route: _answer(route, page), times=1)
    phone.goto(address)


def test_nothing_sticks_out_at_either_side(phone: Page, client: Client, language: str) -> None:
    house = languages.offering(*languages.LANGUAGES, "ar")
    phone.goto("/alive")
    out: dict[str, list[str]] = {}
    for number, (where, page) in enumerate(languages.pages(client, language, house)):
        show(phone, str(number), page)
        assert phone.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        if found := phone.evaluate(STICKS_OUT):
            out[where] = found
    assert out == {}


def test_from_right_to_left_numbers_still_run_from_left_to_right(
    phone: Page, client: Client, tmp_path: Path, settings: Any
) -> None:
    pseudo.speak(tmp_path, settings)
    house = languages.offering("ar", "en")
    phone.goto("/alive")
    told = dict(languages.pages(client, "ar", house))
    show(phone, "receipt", told["receipt"])
    assert {one.evaluate("one => getComputedStyle(one).direction") for one in phone.locator(".number dd").all()} == {
        "ltr"
    }
    assert phone.locator(".foot a[href^='tel:'] bdi").first.get_attribute("dir") == "ltr"
    show(phone, "contact", told["contact"])
    kinds = {name: phone.locator(f"#{name}").evaluate("one => getComputedStyle(one).direction") for name in FIELDS}
    assert kinds == FIELDS
    assert phone.locator(".back .turns").evaluate("one => getComputedStyle(one).transform").startswith("matrix(-1")


FIELDS = {"email": "ltr", "mobile": "ltr", "name": "ltr"}  # "Ayşe" is typed into the last


def _answer(route: Route, page: str) -> None:
    route.fulfill(body=page, content_type="text/html; charset=utf-8")
