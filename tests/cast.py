"""The shared cast: an organisation in İstanbul, the people who work there, and Ayşe, who complains."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from amends.cases import duties, editions, failures, queries
from amends.cases.acts import complaint_receipt
from amends.cases.acts.complaint_receipt import Received
from amends.cases.models import Case
from amends.dispatch import compose, pending_work, send_step
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message
from amends.intake import submission
from amends.intake.submission import Door
from amends.organisation import founding
from amends.organisation.models import Category, Channel, Department, Member, Organisation, Product, Site
from amends.procedure import packs
from amends.procedure.pack_files import reader

__all__ = ["ContentFile", "House", "Received", "default_storage", "founding", "fresh", "house", "publish"]
MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)  # 09:00 in İstanbul
WORDS = "Kumaş ilk yıkamada soldu. The fabric faded after the first wash."
PASSWORD = "a-fair-answer"
CONTACT = {"name": "Ayşe Kaya", "mobile": "+905321234567", "email": "ayse@example.org"}
BESIDE = ("files", "submission", "token", "network")  # what a door knows beside what is typed


@dataclass
class House:
    """A founded organisation at a moment that only the test moves."""

    now: datetime = MONDAY
    people: dict[str, Member] = field(default_factory=dict)
    taken: list[tuple[str, Letter]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Member:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def later(self, **length: int) -> datetime:
        """Time passes, with all that the worker does meanwhile."""
        until = self.now + timedelta(**length)
        self.work()
        while (wakes := queries.first_wake()) is not None and wakes <= until:
            self.now = max(self.now, wakes)
            self.work()
        self.now = until
        self.work()
        return self.now

    def work(self) -> None:
        while pending_work.anything(self.now) and self._worked():
            pass
        assert not failures.present(), [f"{one.step}: {one.fault}" for one in failures.present()]

    def _worked(self) -> int:
        return duties.wake(self.now) + compose.step(self.now) + send_step.step(self.now, carriers=self._carrier)

    def receive(self, **said: Any) -> Received:
        """By the door of every submission: what is said here is validated as if somebody had typed it."""
        by = said.pop("by", "complainant")
        door = Door(said.pop("channel", "web"), **{key: said.pop(key) for key in BESIDE if key in said})
        reached = said.pop("contact", CONTACT)
        facts = {"kind": "complaint", "language": "tr", "words": WORDS, **reached, **said}
        facts["anonymous"] = "" if {"mobile", "email", "post"} & reached.keys() else "yes"
        if facts["language"] not in editions.standing(self.now).offered():
            offer(facts["language"], self.now)
        valid = submission.validate(facts, door, now=self.now)
        return complaint_receipt.receive(valid, by=by, now=self.now)

    def _carrier(self, key: str) -> Callable[[Message, Letter], None]:
        def take(_message: Message, letter: Letter) -> None:
            self.taken.append((key, letter))

        return take


def house(pack: str = "agreement", now: datetime = MONDAY) -> House:
    """The organisation with this pack in force, its people welcomed."""
    made = House(now)
    founding.found(
        name="Defne Home Textiles",
        country="TR",
        languages=["en", "tr"],
        now=now,
        prefix="DF",
        phone="+90 212 555 01 00",
        email="complaints@defne.example",
        address="İplik Sokak 7\nİstanbul",
    )
    Site.objects.create(key="bursa", name="Bursa factory")
    Site.objects.create(key="izmir", name="İzmir shop")
    Department.objects.create(key="quality", titles={"en": "Quality", "tr": "Kalite"}, email="quality@defne.example")
    Category.objects.create(key="colour", titles={"en": "Colour", "tr": "Renk"}, department_id="quality")
    Product.objects.create(key="fabric", titles={"en": "Furniture fabric", "tr": "Döşemelik kumaş"})
    publish(pack, now)
    everyone = {
        "rana": {"customer-representative": None, "complaints-officer": None},
        "emre": {"customer-representative": None, "complaints-officer": None},
        "deniz": {"center-manager": None, "customer-service-manager": None},
        "can": {"factory-technician": "bursa"},
        "zoe": {"customer-service-agent": None},
        "nobody": {},
    }
    for name, roles in everyone.items():
        made.people[name] = founding.welcome(
            username=name, name=name.title(), email=f"{name}@defne.example", password=PASSWORD, roles=roles, now=now
        )
    made.people["leyla"] = founding.welcome(
        username="leyla",
        name="Leyla Aksoy",
        email="leyla@defne.example",
        password=PASSWORD,
        roles={},
        now=now,
        standing="owner",
    )
    Channel.objects.create(key="hotline", kind="phone", titles={"en": "Hotline"}, keeper=made.people["leyla"])
    return made


def publish_with(pack: str, now: datetime, more: str, **letters: str) -> None:
    """This pack with more said at its end, in force beside nothing else."""
    found = reader.files_of(packs.folders([pack])[0])
    found["procedure.toml"] = found["procedure.toml"].replace('edition = "', 'edition = "more ', 1) + more
    texts = {
        f"letters/{tongue}/{name.replace('_', '-')}.md": text
        for name, text in letters.items()
        for tongue in ("en", "tr")
    }
    editions.put_in_force(editions.publish({**found, **texts}, by="test", now=now), now=now)


def offer(language: str, now: datetime) -> None:
    """The organisation speaks it too, and so does a procedure for a product that nobody can choose."""
    one = Organisation.objects.get()
    one.languages = [*one.languages, language]
    one.save(update_fields=["languages"])
    if language in editions.standing(now).offered():
        return
    key = language.split("-")[0]
    files = reader.files_of(packs.folders(["coordinator"])[0])
    found = {name.replace("/el/", f"/{key}/"): text for name, text in files.items()}
    text = re.sub(r"\bel = ", f"{key} = ", found["procedure.toml"]).replace('"el"', f'"{key}"')
    found["procedure.toml"] = text.replace('edition = "', f'edition = "{key} ', 1)
    Product.objects.create(key=f"only-{key}", titles={"en": key}, retired_on=now.date())
    editions.put_in_force(editions.publish(found, by="test", now=now), now=now, where={"products": [f"only-{key}"]})


def publish(pack: str, now: datetime, **where: list[str]) -> None:
    folder = packs.folders([pack])[0]
    edition = editions.publish(reader.files_of(folder), by="test", now=now)
    editions.put_in_force(edition, now=now, where=where)


def fresh(case: Case) -> Case:
    return queries.named(case.number)
