"""The whole story in a real browser: complained on a phone, decided, refused, looked at again, accepted, proven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from amends.cases import verification
from amends.cases.models import Case, Entry
from amends.dispatch import follow, send
from amends.dispatch.models import Message
from tests import cast
from tests.portal import walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
PASSWORD = re.compile(r"\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\b")


@dataclass
class Hand:
    """One person at one screen, who looks at every page for what would keep somebody out."""

    page: Page
    inspector: Page | None = None  # where scripts are off: shows the same page to the checker, which is a script

    def goes(self, path: str) -> None:
        self.page.goto(path)
        self.looks()

    def presses(self, button: str = "main form .acts button:not(.plain)") -> None:
        self.page.locator(button).first.click()
        self.looks()

    def fills(self, path: str, **said: str) -> None:
        """Opens a form, fills in what it asks, and presses its button."""
        self.goes(path)
        for name, value in said.items():
            self._fill(name.replace("__", "-"), value)
        self.presses()
        errors = self.page.locator(".errors, .error-summary").all_inner_texts()
        assert not errors, f"{path}: {errors}"

    def looks(self) -> None:
        page = self.page if self.inspector is None else self._shown_again(self.inspector)
        page.evaluate(AXE)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
            ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' ')))"
        )
        assert found == [], f"{self.page.url}: {found}"

    def _shown_again(self, inspector: Page) -> Page:
        words = self.page.content()
        inspector.route(self.page.url, lambda route: route.fulfill(body=words, content_type="text/html"))
        inspector.goto(self.page.url)
        inspector.unroute(self.page.url)
        return inspector

    def _fill(self, name: str, value: str) -> None:
        field = self.page.locator(f"main [name='{name}']")
        kind = field.first.get_attribute("type") or field.first.evaluate("it => it.tagName")
        if kind in ("radio", "checkbox"):
            for one in value.split(";"):
                self._check(self.page.locator(f"main [name='{name}'][value='{one}']"))
        elif kind == "SELECT":
            field.first.select_option(value)
        else:
            field.first.fill(value)

    @staticmethod
    def _check(box: Locator) -> None:
        box.check(force=True)


@pytest.fixture(params=["JavaScript", "no JavaScript"])
def hands(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[dict[str, Hand]]:
    """A phone for the complainant, desks for three colleagues; with scripts and without."""
    made: dict[str, Hand] = {}
    contexts = []
    for who in ("phone", "rana", "emre", "deniz"):
        size = {"width": 390, "height": 800} if who == "phone" else {"width": 1280, "height": 900}
        scripts = request.param == "JavaScript"
        context = browser.new_context(
            base_url=live_server.url, viewport=size, bypass_csp=True, java_script_enabled=scripts
        )
        checker = browser.new_context(viewport=size, bypass_csp=True)
        context.set_default_timeout(10_000)
        contexts += [context, checker]
        made[who] = Hand(context.new_page(), None if scripts else checker.new_page())
    yield made
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_complaint_travels_the_whole_road(hands: dict[str, Hand], language: str) -> None:
    house = walk.house("agreement")
    for member in house.people.values():
        member.language = language
        member.save()
    phone = hands["phone"]
    number, password = _complains(phone, language)
    _worker(house)
    assert password in _letters("sms")
    case = Case.objects.get(number=number)
    for who in ("rana", "emre", "deniz"):
        _signs_in(hands[who], who)
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


def _complains(phone: Hand, language: str) -> tuple[str, str]:
    phone.goes(f"/{language}/")
    phone.goes(f"/{language}/complain/")
    phone.presses("main form button")
    given = {
        "words": {"words": "The fabric faded."},
        "about": {"product": "fabric", "site": "bursa"},
        "wanted": {"wanted": "A new roll."},
        "contact": {"name": "Ayşe", "mobile": "+905321234567", "email": "ayse@example.org"},
    }
    for key in ("words", "when", "about", "wanted", "files", "contact", "help"):
        assert f"/complain/{key}/" in phone.page.url
        for name, value in given.get(key, {}).items():
            phone._fill(name, value)
        phone.presses("main form .acts button:not(.plain)")
    phone.presses("main form .acts button:not(.plain)")
    assert "/complain/receipt/" in phone.page.url
    text = phone.page.inner_text("main")
    match = PASSWORD.search(text)
    assert match, text
    return Case.objects.get().number, match[1]


def _signs_in(hand: Hand, who: str) -> None:
    hand.fills("/account/login/", login=who, password=cast.PASSWORD)
    assert hand.page.url.endswith("/desk/")


def _first_round(hands: dict[str, Hand], case: Case, house: cast.House) -> None:
    rana, at = hands["rana"], f"/desk/case/{case.number}"
    rana.goes("/desk/pool/")
    rana.goes(f"{at}/")
    rana.fills(f"{at}/assign/", owner=str(house.rana.pk))
    rana.fills(f"{at}/classify/", category="colour", answers__severity="serious")
    rana.fills(f"{at}/start-assessment/")
    rana.fills(f"{at}/assess-material/", answers__material="samples", answers__material_from="customer",
               answers__finding="The dye was not fixed.")  # fmt: skip
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
    hand.fills(f"{at}/consider-expectation/", answers__expectation="A new roll.",
               answers__expectation_considered="It fits what we found.")  # fmt: skip
    hand.fills(f"{at}/propose/", answers__proposal="Replace the roll.")


def _decides(hands: dict[str, Hand], hand: Hand, at: str, house: cast.House) -> None:
    point = {
        "points-0-point": "The fabric faded.", "points-0-finding": "The dye was not fixed.",
        "points-0-outcome": "upheld", "points-0-remedy": "replacement", "points-0-remedy_on": "2027-01-15",
    }  # fmt: skip
    hand.goes(f"{at}/draft/")
    for name, value in {"summary": "You are right.", **point}.items():
        hand._fill(name, value)
    hand.presses("main form .acts button[value=save]")
    hands["deniz"].goes("/desk/")
    hands["deniz"].fills(f"{at}/approve/")
    hand.fills(f"{at}/decide/")
    _worker(house)


def _worker(house: cast.House) -> None:
    house.now = timezone.now()
    while follow.step(house.now) + send.step(house.now):
        pass


def _letters(carrier: str) -> str:
    return str(
        [message.content.content for message in Message.objects.filter(carrier=carrier).select_related("content")]
    )
