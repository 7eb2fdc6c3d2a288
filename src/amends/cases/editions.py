"""Editions of procedures and versions of calendars: published once, never changed, and pinned by each case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.cases.models import Edition, InForce
from amends.organisation.models import CalendarVersion, Organisation, Site
from amends.platform import author
from amends.procedure.clock.calendar import Calendar
from amends.procedure.pack_files import reader
from amends.procedure.pack_files.faults import InvalidPack as FaultyPack
from amends.procedure.pack_files.faults import PackFault
from amends.procedure.schema import Kind, Place, Procedure


class Calendars(Mapping[str, Calendar]):
    """Every stored calendar version by its name "key/version", read when first asked for."""

    def __getitem__(self, name: str) -> Calendar:
        return calendar(name)

    def __iter__(self) -> Iterator[str]:
        return (f"{key}/{version}" for key, version in CalendarVersion.objects.values_list("key", "version"))

    def __len__(self) -> int:
        return CalendarVersion.objects.count()


CALENDARS = Calendars()
EVERYWHERE: Mapping[str, Sequence[str]] = {}
PLACES = ("kinds", "channels", "products", "categories")  # what a rule can be limited to


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
        says = f"edition {read.edition} of {read.key} is published already; give the change a new number"
        raise FaultyPack([PackFault(Place("procedure.toml"), says)])
    return edition


@transaction.atomic
def put_in_force(
    edition: Edition, *, now: datetime, by: str = "", reason: str = "", where: Mapping[str, Sequence[str]] = EVERYWHERE
) -> InForce:
    """New cases that this rule takes begin with this edition from now on; running cases keep theirs.

    A member says why; what a program founds needs no reason.
    """
    if author.Author.parse(by).is_staff and not reason.strip():
        raise InvalidForm({"reason": _("Write something here.")})
    same_place = {name: list(where.get(name, ())) for name in PLACES}
    there = InForce.objects.filter(until=None, since__lt=now, **same_place)
    InForce.objects.filter(pk__in=[rule.pk for rule in there if _rival(rule, edition)]).update(until=now)
    return InForce.objects.create(edition=edition, since=now, by=by, reason=reason.strip(), **same_place)


def _rival(rule: InForce, edition: Edition) -> bool:
    """One procedure takes what comes from outside; each of the organisation's own works stands beside the others."""
    ours, new = procedure(rule.edition_id), procedure(edition.pk)
    return ours.key == new.key if new.inside or ours.inside else True


@transaction.atomic
def end(rule_id: int, *, now: datetime) -> None:
    """The rule takes no new case any more; the last one stays, for somebody must be able to complain."""
    others = InForce.objects.select_for_update().filter(_passed(now))
    left = [rule for rule in others if rule.pk != rule_id and not procedure(rule.edition_id).inside]
    if not left and not any(procedure(rule.edition_id).inside for rule in others if rule.pk == rule_id):
        raise InvalidForm({"rule": _("Without it nobody could complain. Put another procedure in force first.")})
    others.filter(pk=rule_id).update(until=now)


@lru_cache(maxsize=64)
def procedure(edition_id: int) -> Procedure:
    """The procedure of an edition; an edition never changes, so it is read once in a process."""
    return reader.restore(Edition.objects.get(pk=edition_id).files)


def newest(key: str) -> Procedure | None:
    """The last published edition of a pack, for the words it uses; None when there never was one."""
    found = Edition.objects.filter(key=key).order_by("-published_at").values_list("pk", flat=True).first()
    return procedure(found) if found else None


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """What stands at one moment, read once for a whole submission: the organisation, and the rules in force."""

    organisation: Organisation
    rules: tuple[InForce, ...]
    calendars: Mapping[str, int]  # the newest version of each

    def calendar_name(self, site: Site | None) -> str:
        """The newest version of the calendar that a case of this site is counted by."""
        key = site.calendar if site and site.calendar else self.organisation.calendar
        if key not in self.calendars:
            raise LookupError(f"the calendar “{key}” has no version yet")
        return f"{key}/{self.calendars[key]}"

    def choose(self, *, kind: str, channel: str, product: str, category: str) -> int:
        """The edition that a new case begins with: of the rules that fit, the most specific and latest."""
        facts = {"kinds": kind, "channels": channel, "products": product, "categories": category}
        fitting = [
            rule
            for rule in self.rules
            if kind in procedure(rule.edition_id).kinds
            and not procedure(rule.edition_id).inside
            and all(not getattr(rule, name) or fact in getattr(rule, name) for name, fact in facts.items())
        ]
        if not fitting:
            raise LookupError(f"no procedure in force takes {kind} by {channel}")
        return max(fitting, key=lambda rule: (sum(bool(getattr(rule, name)) for name in facts), rule.since)).edition_id

    def kinds(self) -> dict[str, Kind]:
        """What can be brought now, by every procedure in force; the oldest rule's words win."""
        found: dict[str, Kind] = {}
        for rule in self.rules:
            if not procedure(rule.edition_id).inside:
                for kind in procedure(rule.edition_id).kinds.values():
                    found.setdefault(kind.key, kind)
        return found

    def inside(self, pack: str) -> int:
        """The edition that a matter of the organisation itself begins with, by its pack's key."""
        mine = [rule for rule in self.rules if procedure(rule.edition_id).key == pack]
        if not mine:
            raise LookupError(f"the procedure “{pack}” is not in force")
        return max(mine, key=lambda rule: rule.since).edition_id

    def insides(self) -> tuple[Procedure, ...]:
        """Every procedure in force for the organisation's own work, by its title."""
        found = (procedure(rule.edition_id) for rule in self.rules)
        return tuple(sorted({one.key: one for one in found if one.inside}.values(), key=lambda one: one.key))

    def offered(self) -> list[str]:
        """The languages of the organisation in which at least one procedure in force is written.

        All of the organisation's where none is in force yet.
        """
        return _offered(self.organisation, self.rules)

    def outsides(self) -> tuple[Procedure, ...]:
        """Every procedure in force that somebody outside can bring a matter to."""
        return tuple({one.key: one for one in _outsides(self.rules)}.values())


@dataclass(frozen=True)
class RulesOfOrganisation:
    """What standings are made of. It changes so rarely that a server may keep it for a moment."""

    organisation: Organisation

    def at(self, now: datetime) -> RulesInForce:
        return RulesInForce(self.organisation, self._in_force(now), self.calendars)

    def offered(self, now: datetime) -> list[str]:
        """As `RulesInForce.offered`; the calendars are not asked for."""
        return _offered(self.organisation, self._in_force(now))

    def _in_force(self, now: datetime) -> tuple[InForce, ...]:
        return tuple(rule for rule in self.rules if rule.since <= now and (rule.until is None or now < rule.until))

    @cached_property
    def rules(self) -> tuple[InForce, ...]:
        """Every rule there ever was; read when first asked for."""
        return tuple(InForce.objects.order_by("since", "id"))

    @cached_property
    def calendars(self) -> Mapping[str, int]:
        return dict(CalendarVersion.objects.order_by("key", "version").values_list("key", "version"))


def _outsides(rules: Iterable[InForce]) -> list[Procedure]:
    """Two editions of one procedure may be in force, each for something else."""
    return [one for rule in rules if not (one := procedure(rule.edition_id)).inside]


def _offered(organisation: Organisation, rules: Iterable[InForce]) -> list[str]:
    return list(_spoken(tuple(organisation.languages), tuple(rule.edition_id for rule in rules)))


@lru_cache(maxsize=64)
def _spoken(languages: tuple[str, ...], edition_ids: tuple[int, ...]) -> tuple[str, ...]:
    """Asked for each page, and an edition never changes."""
    known = [one for each in edition_ids if not (one := procedure(each)).inside]
    return tuple(one for one in languages if not known or any(each.speaks(one) for each in known)) or languages


def ground() -> RulesOfOrganisation:
    """The organisation, and whatever else is asked for later."""
    return RulesOfOrganisation(
        Organisation.objects.filter(id=1).first() or Organisation(name="Amends", languages=["en"])
    )


def standing(now: datetime) -> RulesInForce:
    """What stands now, freshly read."""
    return ground().at(now)


def in_force(now: datetime) -> list[InForce]:
    """Every rule in force at this moment, the oldest first."""
    rules = InForce.objects.filter(_passed(now)).select_related("edition").defer("edition__files")
    return list(rules.order_by("since", "id"))


def _passed(now: datetime) -> Q:
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))


def published() -> list[Edition]:
    """Every edition there ever was, the newest first."""
    return list(Edition.objects.defer("files").order_by("-published_at", "-id"))


def files(edition_id: int) -> Mapping[str, str]:
    """The very files of an edition."""
    return Edition.objects.values_list("files", flat=True).get(pk=edition_id)


def forget_calendars() -> None:
    """Before and after a proof: its calendars have the names that real ones may get, and never come to be."""
    calendar.cache_clear()


@lru_cache(maxsize=64)
def calendar(name: str) -> Calendar:
    key, version = name.rsplit("/", 1)
    return Calendar.from_json(CalendarVersion.objects.get(key=key, version=int(version)).content)
