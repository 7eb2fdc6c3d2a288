"""Sentences that found a scenario's organisation: its country, its places and products, the people and their roles."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from amends.assurance.models import Comparison, Keeper, Objective
from amends.cases import editions, internal
from amends.cases.models import InForce
from amends.organisation import changes, founding
from amends.organisation.models import (
    Category,
    Channel,
    Department,
    Organisation,
    Product,
    Requirement,
    RoleAssignment,
    Site,
    Trained,
)
from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.schema import say
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.world import World
from amends.reports.models import Snapshot

COUNTRIES = {"Turkey": "TR", "England": "GB", "Greece": "GR", "China": "CN"}
GENERAL = "feedback-and-complaints"
PARTS = {"England": "ENG"}


def rows(line: Line) -> list[dict[str, str]]:
    """A table as dictionaries by its head."""
    head, *body = line.table or ((),)
    return [dict(zip(head, row, strict=True)) for row in body]


def pairs(line: Line) -> dict[str, str]:
    """A table of two columns as one dictionary."""
    return {row[0]: row[1] for row in line.table}


@sentence('the organisation "…" in (Turkey|England|Greece|China) follows this procedure')
def found(world: World, _line: Line, name: str, country: str) -> None:
    _step_aside()
    organisation = founding.found(
        name=name,
        country=COUNTRIES[country],
        part=PARTS.get(country, ""),
        languages=["en", "tr"],
        now=world.now,
        phone="+90 212 555 01 00",
        email="complaints@example.org",
        address="1 Mill Road",
        hours="Mon-Fri 9-17",
    )
    world.zone = ZoneInfo(organisation.zone)
    _put_in_force(world, world.files)


@sentence("its own work follows the procedures that come with the program")
def own_work(world: World, _line: Line) -> None:
    """Actions, reviews, audits; an inside pack that is proven itself stays, beside the general complaints procedure."""
    mine = editions.standing(world.now)
    proven = {editions.procedure(rule.edition_id).key for rule in mine.rules}
    for model in (Objective, Comparison, Keeper, Trained, Requirement, Snapshot, Channel):
        model.objects.all().delete()  # rolled back, as everything here
    for files in world.beside.values():
        _put_in_force(world, files)
    internal.establish(by="proof", now=world.now, replacing=True)
    if not mine.outsides() and GENERAL not in {*proven, *world.beside}:
        _put_in_force(world, reader.files_of(packs.folders([GENERAL])[0]))


@sentence("these people work there")
def people(world: World, line: Line) -> None:
    for row in rows(line):
        roles = {role.strip(): row.get("site") or None for role in row["role"].split(",") if role.strip()}
        slug = f"proof-{row['name'].lower()}"
        world.people[row["name"]] = founding.welcome(
            username=slug,
            name=row["name"],
            email=f"{slug}@example.org",
            password=None,  # they act in scenarios only, and to make a password safe takes a tenth of a second
            roles=roles,
            now=world.now,
        )


@sentence('"…" cannot be given the role "…" for all places, because "…"')
def not_everywhere(world: World, _line: Line, who: str, title: str, because: str) -> None:
    """As on the page of people: a role that the procedure binds to a place is given for that place alone."""
    pack = editions.procedure(editions.in_force(world.now)[0].edition_id)
    role = next(one for one in pack.roles.values() if title in (one.key, say(one.title, world.language)))
    try:
        changes.give(world.person(who), role=role.key, site_bound=role.site_bound)
    except ValidationError as fault:
        expect(because in " ".join(fault.messages), f"it says: {' '.join(fault.messages)}")
        return
    raise Refuted("it was given")


@sentence("it has these departments")
def departments(_world: World, line: Line) -> None:
    for row in rows(line):
        Department.objects.update_or_create(
            key=row["key"], defaults={"titles": {"en": row["name"]}, "email": row.get("e-mail", "")}
        )


@sentence("it has these categories")
def categories(_world: World, line: Line) -> None:
    for row in rows(line):
        defaults = {"titles": {"en": row["name"]}, "department_id": row.get("department") or None}
        Category.objects.update_or_create(key=row["key"], defaults=defaults)


@sentence("it has these products")
def products(_world: World, line: Line) -> None:
    for row in rows(line):
        defaults = {"titles": {"en": row["name"]}, "department_id": row.get("department") or None}
        Product.objects.update_or_create(key=row["key"], defaults=defaults)


@sentence("it has these places")
def sites(_world: World, line: Line) -> None:
    for row in rows(line):
        Site.objects.update_or_create(key=row["key"], defaults={"name": row["name"]})


@sentence("it has these channels")
def channels(world: World, line: Line) -> None:
    for row in rows(line):
        Channel.objects.update_or_create(
            key=row["key"],
            defaults={
                "kind": row["kind"],
                "titles": {"en": row["name"]},
                "address": row.get("address", ""),
                "keeper": world.people.get(row.get("keeper", "")),
                "improvement": row.get("improvement", ""),
            },
        )


def _put_in_force(world: World, files: Mapping[str, str]) -> None:
    edition = editions.publish(files, by="proof", now=world.now, replacing=True)
    editions.put_in_force(edition, now=world.now)


def _step_aside() -> None:
    """The living organisation, its rules and its members' roles, out of the way: `run` rolls this back, always."""
    InForce.objects.all().delete()
    RoleAssignment.objects.all().delete()
    Organisation.objects.all().delete()
