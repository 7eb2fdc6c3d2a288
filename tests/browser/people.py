"""People at their screens: each with a browser of their own, and every page they pass is looked at by axe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from amends.cases.models import Case
from amends.dispatch import compose, send_step
from amends.dispatch.models import Message
from amends.organisation import founding
from amends.organisation.models import Member
from tests import cast, text_messages
from tests.browser import axe

PASSWORD = re.compile(r"\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\b")


@dataclass
class Hand:
    """One person at one screen, who looks at every page for what would keep somebody out."""

    page: Page
    server: str
    known: axe.Knowledge
    scripts: bool = True

    def goes(self, path: str) -> None:
        self.page.goto(path)
        self.looks()

    def reads(self, path: str) -> str:
        """Everything that stands on a page."""
        self.goes(path)
        return self.page.inner_text("main")

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
        """Whatever could keep somebody out of this page."""
        assert axe.faults(self.page, self.known, scripts=self.scripts) == [], self.page.url

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


@contextmanager
def at_screens(
    browser: Browser, server: LiveServer, known: axe.Knowledge, names: Sequence[str], *, scripts: bool
) -> Iterator[dict[str, Hand]]:
    """A phone for everybody outside, a desk for each colleague; with scripts or without."""
    text_messages.taken.clear()
    made: dict[str, Hand] = {}
    contexts = []
    for who in names:
        size = {"width": 390, "height": 800} if who in ("phone", "partner") else {"width": 1280, "height": 900}
        context = browser.new_context(base_url=server.url, viewport=size, bypass_csp=True, java_script_enabled=scripts)
        context.set_default_timeout(60_000)
        contexts.append(context)
        made[who] = Hand(context.new_page(), server.url, known, scripts)
    yield made
    for context in contexts:
        context.close()


def complains(phone: Hand, language: str, **said: dict[str, str]) -> tuple[str, str]:
    """Through every question to the receipt; the number and the password that stand there."""
    phone.goes(f"/{language}/")
    phone.goes(f"/{language}/complain/")
    phone.presses("main form button")
    contact = {"name": "Ayşe", "mobile": "+905321234567", "email": "ayse@example.org"}
    given = {"words": {"words": "The fabric faded."}, "wanted": {"wanted": "A new roll."}, "contact": contact, **said}
    while "/complain/check/" not in phone.page.url:
        key = phone.page.url.rstrip("/").rpartition("/")[2]
        for name, value in given.get(key, {}).items():
            phone._fill(name, value)
        before = phone.page.url
        phone.presses("main form .acts button:not(.plain)")
        assert phone.page.url != before, phone.page.inner_text("main")
    phone.presses("main form .acts button:not(.plain)")
    assert "/complain/receipt/" in phone.page.url
    text = phone.page.inner_text("main")
    match = PASSWORD.search(text)
    assert match, text
    return Case.objects.order_by("-pk")[0].number, match[1]


def welcome(house: cast.House, people: dict[str, str]) -> None:
    """Everybody reads English, and holds the roles named, parted by commas."""
    for name, roles in people.items():
        house.people[name] = founding.welcome(
            username=name,
            name=name.title(),
            email=f"{name}@defne.example",
            password=cast.PASSWORD,
            roles=dict.fromkeys(roles.split(", ")),
            now=house.now,
        )


def signs_in(hand: Hand, who: str) -> None:
    hand.fills("/account/login/", login=who, password=cast.PASSWORD)
    assert hand.page.url.endswith("/desk/")


def is_signed_in(hand: Hand, member: Member) -> None:
    """Whoever has signed in before: how that is done is walked through elsewhere."""
    client = Client()
    client.force_login(member)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    hand.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": hand.server}])


def drafts(hand: Hand, at: str, *points: dict[str, str], summary: str) -> None:
    """Each point in the boxes of its own."""
    said = {f"points-{no}-{key}": value for no, point in enumerate(points) for key, value in point.items()}
    hand.fills(f"{at}/draft/", **said, summary=summary)


def replies(hand: Hand, department: str, words: str, **said: str) -> str:
    """A department opens the link of its newest letter, and answers without signing in; what it read there."""
    letter = Message.objects.filter(to_whom=f"department:{department}").order_by("-made_at")[0]
    link = re.search(r"/en/request/[^\s>]+", letter.content.content["body"])
    assert link, letter
    read = hand.reads(link[0])
    hand.fills("/en/request/", words=words, **said)
    return read


def worker(house: cast.House) -> None:
    """What the worker does meanwhile."""
    house.now = timezone.now()
    while compose.step(house.now) + send_step.step(house.now):
        pass


def letters(carrier: str) -> str:
    """What the carrier took, as its recipients have it."""
    return str(text_messages.taken if carrier == "sms" else [(one.to, one.subject, one.body) for one in mail.outbox])
