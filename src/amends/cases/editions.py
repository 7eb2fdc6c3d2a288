"""Editions of procedures and versions of calendars: published once, never changed, and pinned by each case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Max, Q

from amends.cases.models import Edition, InForce
from amends.organisation.models import CalendarVersion, Organisation, Site
from amends.procedure import reader
from amends.procedure.calendar import Calendar
from amends.procedure.language import Procedure


class Calendars(Mapping[str, Calendar]):
    """Every stored calendar version by its name "key/version", read when first asked for."""

    def __getitem__(self, name: str) -> Calendar:
        return calendar(name)

    def __iter__(self) -> Iterator[str]:
        return (f"{key}/{version}" for key, version in CalendarVersion.objects.values_list("key", "version"))

    def __len__(self) -> int:
        return CalendarVersion.objects.count()


CALENDARS = Calendars()


def publish(files: Mapping[str, str], *, by: str, now: datetime, replacing: bool = False) -> Edition:
    """Stores a pack's files as an edition, after the reader found no fault. Same files, same edition.

    With `replacing`, for a proof that is rolled back, under a number of its own.
    """
    read = reader.read_files(files)
    digest = hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()
    edition, made = Edition.objects.get_or_create(
        key=read.key,
        edition=f"proof {digest[:12]}" if replacing else read.edition,
        defaults={"digest": digest, "files": dict(files), "published_at": now, "published_by": by},
    )
    if not made and edition.digest != digest:
        raise ValueError(f"edition {read.edition} of {read.key} is published already; give the change a new number")
    return edition


def withdraw_all() -> None:
    """Takes every rule out of force; only a proof does this, in a transaction that is rolled back."""
    InForce.objects.all().delete()


@transaction.atomic
def put_in_force(edition: Edition, *, now: datetime, **where: list[str]) -> InForce:
    """New cases that this rule takes begin with this edition from now on; running cases keep theirs."""
    same_place = {name: where.get(name, []) for name in ("kinds", "channels", "products", "categories")}
    InForce.objects.filter(until=None, since__lt=now, **same_place).update(until=now)
    return InForce.objects.create(edition=edition, since=now, **same_place)


@lru_cache(maxsize=64)
def procedure(edition_id: int) -> Procedure:
    """The procedure of an edition; an edition never changes, so it is read once in a process."""
    return reader.read_files(Edition.objects.get(pk=edition_id).files)


def choose(*, kind: str, channel: str, product: str, category: str, now: datetime) -> Edition:
    """The edition that a new case begins with: of the rules in force that fit, the most specific and latest."""
    facts = {"kinds": kind, "channels": channel, "products": product, "categories": category}
    fitting = [
        rule
        for rule in in_force(now)
        if kind in procedure(rule.edition_id).kinds
        and all(not getattr(rule, name) or fact in getattr(rule, name) for name, fact in facts.items())
    ]
    if not fitting:
        raise LookupError(f"no procedure in force takes {kind} by {channel}")
    return max(fitting, key=lambda rule: (sum(bool(getattr(rule, name)) for name in facts), rule.since)).edition


def in_force(now: datetime) -> list[InForce]:
    """Every rule in force at this moment, the oldest first."""
    passed = Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))
    return list(
        InForce.objects.filter(passed).select_related("edition").defer("edition__files").order_by("since", "id")
    )


def published() -> list[Edition]:
    """Every edition there ever was, the newest first."""
    return list(Edition.objects.defer("files").order_by("-published_at", "-id"))


def files(edition_id: int) -> Mapping[str, str]:
    """The very files of an edition."""
    return Edition.objects.values_list("files", flat=True).get(pk=edition_id)


@lru_cache(maxsize=64)
def calendar(name: str) -> Calendar:
    key, version = name.rsplit("/", 1)
    return Calendar.from_json(CalendarVersion.objects.get(key=key, version=int(version)).content)


def calendar_name(site: Site | None) -> str:
    """The newest version of the calendar that a case of this site is counted by."""
    key = site.calendar if site and site.calendar else Organisation.objects.values_list("calendar", flat=True).get(id=1)
    version = CalendarVersion.objects.filter(key=key).aggregate(newest=Max("version"))["newest"]
    if version is None:
        raise LookupError(f"the calendar “{key}” has no version yet")
    return f"{key}/{version}"
