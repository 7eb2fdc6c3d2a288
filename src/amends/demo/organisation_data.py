"""The demo organisation, as its data says: who works there, where, what it makes, which procedure takes what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from amends.cases import editions, internal
from amends.organisation import founding
from amends.organisation.access import Area
from amends.organisation.models import Category, Channel, Department, Member, Partner, Product, Site
from amends.procedure import packs
from amends.procedure.pack_files import reader

PASSWORD = "a-fair-answer"  # noqa: S105 — of the demo only; it is printed at each start
DATA = Path(__file__).parent / "data"
EVERYWHERE: Mapping[str, list[str]] = {}
Facts = Mapping[str, Any]  # as a file of the demo says them
Toml: TypeAlias = "str | int | float | date | Mapping[str, Toml] | list[Toml]"


@cache
def read(name: str) -> Facts:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def people() -> Mapping[str, Facts]:
    found: Mapping[str, Facts] = read("organisation")["people"]
    return found


def found_organisation(now: datetime) -> None:
    """The organisation as it was when the demo begins, with its procedures in force."""
    house(now)
    put_in_force(now)


def house(now: datetime) -> None:
    """The organisation with its people, places and lists; no procedure is in force yet."""
    facts = read("organisation")
    founding.found(**facts["organisation"], now=now)
    for key, one in facts["sites"].items():
        Site.objects.create(key=key, **one)
    for key, one in facts["departments"].items():
        Department.objects.create(key=key, titles=_titles(one), email=f"{key}@defne.example")
    for key, one in facts["categories"].items():
        Category.objects.create(key=key, titles=_titles(one), department_id=one["department"])
    for key, one in facts["products"].items():
        Product.objects.create(key=key, titles=_titles(one), department_id=one["department"])
    _welcome(now)
    _channels(facts["channels"], now)
    Partner.objects.bulk_create(Partner(key=key, name=one["name"], since=now) for key, one in facts["partners"].items())


def put_in_force(now: datetime) -> None:
    """The procedures for what comes from outside, and every one for our own work that is not in force yet.

    The owner of the procedure publishes them, so the list of documents says who approved.
    """
    for rule in read("organisation")["in_force"]:
        establish(rule["pack"], now, {place: rule[place] for place in editions.PLACES if place in rule})
    internal.establish(by=_owner().by, now=now, reason=_reason())


def establish(pack: str, now: datetime, where: Mapping[str, list[str]] = EVERYWHERE) -> None:
    """One bundled procedure from now on, everywhere or only where these words say."""
    by = _owner().by
    edition = editions.publish(reader.files_of(packs.folders([pack])[0]), by=by, now=now)
    editions.put_in_force(edition, now=now, by=by, reason=_reason(), where=where)


def _owner() -> Member:
    return Member.objects.get(standing="owner")


def _reason() -> str:
    return str(read("organisation")["approved_because"])


def _welcome(now: datetime) -> None:
    for username, one in people().items():
        here = {role: Area(site=site) for site, roles in one.get("at", {}).items() for role in roles}
        theirs = {role: Area(department=key) for key, roles in one.get("of", {}).items() for role in roles}
        founding.welcome(
            username=username,
            name=one["name"],
            email=f"{username}@defne.example",
            password=PASSWORD,
            now=now,
            roles={**dict.fromkeys(one["roles"]), **here, **theirs},
            language=one["language"],
            standing=one.get("standing", "staff"),
        )


def _channels(channels: Mapping[str, Facts], now: datetime) -> None:
    keeper = Member.objects.filter(standing="owner").first()
    for key, one in channels.items():
        Channel.objects.create(
            key=key,
            kind=one["kind"],
            titles=_titles(one),
            address=one["address"],
            keeper=keeper,
            improvement=one["improvement"],
            checked_on=now.date(),
            public=one["public"],
        )


def _titles(one: Facts) -> dict[str, str]:
    return {language: words for language, words in one.items() if len(language) == 2}
