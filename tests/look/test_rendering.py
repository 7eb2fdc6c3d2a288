"""That the look at which pages are drawn sees them, and would miss one that is not."""

from __future__ import annotations

import pytest
from django.test import Client

from amends.server.http.jinja import is_page
from tests import rendering
from tests.portal import visits

pytestmark = pytest.mark.django_db


def test_a_page_that_is_shown_is_noted_with_what_it_extends_and_includes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits.house()
    drawn: set[str] = set()
    monkeypatch.setattr(rendering, "DRAWN", drawn)
    assert client.get("/en/").status_code == 200
    assert {"portal/front.html", "portal/base.html", "look/base.html", "portal/routes.html"} <= drawn


def test_a_page_that_no_test_draws_is_named() -> None:
    every = rendering.never_drawn(())
    assert {"desk/case/case.html", "desk/case/act/assign.html", "portal/front.html", "account/login.html"} <= {*every}
    assert rendering.never_drawn([one for one in every if one != "portal/front.html"]) == ["portal/front.html"]


@pytest.mark.parametrize(
    "name",
    [
        "desk/jinja2/account/login.html",  # it goes by another name
        "desk/templates/allauth/layouts/base.html",
        "procedure/packs/agreement/letters/letter.html",
        "desk/case/act_page.py",
    ],
)
def test_what_is_no_page_need_not_be_drawn(name: str) -> None:
    assert not is_page(name)
