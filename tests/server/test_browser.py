"""The browser that other tests use: it is there, and it keeps our rules on what a page may load."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_opens(page: Page) -> None:
    answer = page.goto("/account/login/")
    assert answer is not None
    assert answer.status == 200


def test_a_script_within_a_page_is_not_run(page: Page) -> None:
    page.goto("/account/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran === undefined")
