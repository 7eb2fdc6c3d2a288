"""Every page of the portal in one language, and what is said on it in that language: words of a pack apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases import editions
from amends.cases.acts import handling
from amends.organisation.models import Organisation, Product
from amends.procedure import packs
from amends.procedure.pack_files import reader
from tests import cast
from tests.cast import House
from tests.portal import visits

LANGUAGES = ["en", "tr", "el", "zh-hans"]
TITLES = {"en": "Special", "tr": "Özel", "el": "Ειδικό", "zh-hans": "特殊", "zh": "特殊"}
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-waiting", "data-copied")
APART = ("bdi", "script", "style", "title")  # a title cannot mark the words of a pack in it
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta"}
WORDS = "布料褪色 12 % الشكوى: Ayşe’s fabric faded."


class Said(HTMLParser):
    """Collects what a page says in its own language; what is marked as another one, or typed by a person, is apart."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.said = language, []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        other = own.get("lang", self.language) != self.language or "dir" in own or tag in APART
        apart = bool(self.open and self.open[-1][1]) or (other and tag != "html")
        if not apart:
            self.said += [value for key, value in attrs if key in SPOKEN and value]
        if tag not in EMPTY:
            self.open.append((tag, apart))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without an end, as drawings have many."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1][1]):
            self.said.append(" ".join(data.split()))


def said(page: str, language: str) -> list[str]:
    reader = Said(language)
    reader.feed(page)
    return reader.said


def offering(*languages: str) -> House:
    """In each of these some procedure in force is written; the one for everything speaks English and Turkish."""
    house = visits.house()
    for number, (pack, key) in enumerate((("coordinator", "el"), ("product-quality", "zh"), ("coordinator", "ar"))):
        if any(one.startswith(key) for one in languages):
            Product.objects.create(key=f"special-{number}", titles=TITLES, retired_on=house.now.date())
            _speak(pack, key, house, f"special-{number}")
    Organisation.objects.update(languages=list(languages))
    return house


def _speak(pack: str, language: str, house: House, product: str) -> None:
    """A procedure for a product that nobody can choose, so that it takes none of these complaints."""
    found = reader.files_of(packs.folders([pack])[0])
    if language == "ar":  # nobody here writes Arabic: the Greek words stand for it
        found = {name.replace("letters/el/", "letters/ar/"): text for name, text in found.items()}
        text = re.sub(r"\bel = ", "ar = ", found["procedure.toml"]).replace('"el"', '"ar"')
        found["procedure.toml"] = text.replace('edition = "', 'edition = "ar ', 1)
    edition = editions.publish(found, by="test", now=house.now)
    editions.put_in_force(edition, now=house.now, where={"products": [product]})


def pages(client: Client, language: str, house: House) -> Iterator[tuple[str, str]]:
    """Each page as a complainant meets it, full and with every fault: where it is, and what it is."""
    for where in ("", "track/", "track/password/", "ways/", "partner/", "request/", "no-such-page/"):
        yield where, client.get(f"/{language}/{where}").content.decode()
    yield "track, faulty", client.post(f"/{language}/track/", {}).content.decode()
    yield "track, wrong", client.post(f"/{language}/track/", {"number": "DF-1", "password": "x"}).content.decode()
    yield "password, wrong", client.post(f"/{language}/track/password/", {"number": "?"}).content.decode()
    yield "password, asked", client.post(f"/{language}/track/password/", {"number": "DF-7F4Q-92KD"}).content.decode()
    yield from _complaining(client, language)
    yield from _following(client, language, house)


def _complaining(client: Client, language: str) -> Iterator[tuple[str, str]]:
    def post(key: str, **typed: object) -> str:
        return client.post(f"/{language}/complain/{key}/", {"do": "on", **typed}).content.decode()

    yield "start", client.get(f"/{language}/complain/").content.decode()
    client.post(f"/{language}/complain/")
    bad = {
        "words": {"words": ""},
        "when": {"day": "40", "month": "13", "year": "1"},
        "about": {"order": "x" * 300},
        "files": {"files": SimpleUploadedFile("a.exe", b"MZ" * 300)},
        "contact": {"email": "nobody", "mobile": "12", "post": "x", "anonymous": "yes"},
        "help": {"language": "qq", "for_other": "yes"},
    }
    for key in visits.GIVEN:
        yield key, client.get(f"/{language}/complain/{key}/").content.decode()
        if key in bad:
            yield f"{key}, faulty", post(key, **bad[key])
        post(key, **{**visits.GIVEN[key], **({"words": WORDS} if key == "words" else {})})
    yield "check", client.get(f"/{language}/complain/check/").content.decode()
    client.post(f"/{language}/complain/check/")
    yield "receipt", client.get(f"/{language}/complain/receipt/").content.decode()


def _following(client: Client, language: str, house: House) -> Iterator[tuple[str, str]]:
    received = house.receive(words=WORDS, language=language)
    house.work()
    client.post(f"/{language}/track/", {"number": received.case.number, "password": received.password})
    handling.ask(received.case, question="Which soap?", by=house.rana, now=house.later(minutes=5))
    for where in ("case/", "add/", "answer/"):
        yield f"case {where}", client.get(f"/{language}/track/{where}").content.decode()
    yield "add, empty", client.post(f"/{language}/track/add/", {}).content.decode()
    handling.answer(received.case, words=WORDS, by="complainant", now=house.later(minutes=5))
    visits.decided(house, cast.fresh(received.case))
    for where in ("case/", "decision/", "decision/accept/", "decision/refuse/"):
        yield f"decided {where}", client.get(f"/{language}/track/{where}").content.decode()
    for done in ("add", "answer", "accept", "refuse", "act"):
        yield f"done {done}", client.get(f"/{language}/track/case/?done={done}").content.decode()
