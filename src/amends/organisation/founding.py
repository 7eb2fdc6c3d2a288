"""How an organisation begins here: its name and country, a calendar made from the public holidays, its first member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from amends.organisation import holidays
from amends.organisation.access import Area
from amends.organisation.models import CalendarVersion, Channel, Member, Organisation, RoleAssignment
from amends.platform import json_values
from amends.platform.json_values import Json, JsonTable

YEARS_AHEAD = 3


@transaction.atomic
def found(
    *, name: str, country: str, part: str = "", zone: str = "", languages: list[str], now: datetime, **facts: Any
) -> Organisation:
    """Makes the organisation and the first version of its calendar, from last year to three years ahead.

    ValueError where the country has several time zones and none was said.
    """
    content = generated_calendar(country, part, zone=zone, now=now)
    organisation = Organisation(
        id=1,
        name=name,
        country=country,
        zone=json_values.text(content["zone"]),
        languages=languages,
        calendar="main",
        **facts,
    )
    organisation.save()
    store_calendar("main", content, by=None, now=now, reason="")
    return organisation


def generated_calendar(country: str, part: str, *, zone: str = "", now: datetime, years_back: int = 1) -> JsonTable:
    """A calendar's content out of the public holidays of a country and part, for people to look over."""
    years = range(now.year - years_back, now.year + YEARS_AHEAD + 1)
    return holidays.generate(country, part or None, years=years, zone=zone)


def renewed_calendar(present: JsonTable, country: str, part: str, *, now: datetime) -> JsonTable:
    """The public holidays anew; the week's hours, the days we are closed and the years gone by stay as they are."""
    fresh = generated_calendar(country, part, zone=json_values.text(present["zone"]), now=now)
    generated, before = json_values.inside(fresh["special"]), json_values.inside(present["special"])
    first = min(generated, default="")
    own = {day: one for day, one in before.items() if _is_closure(one) or day < first}
    return {**present, "special": dict(sorted({**generated, **own}.items()))}


def _is_closure(special: Json) -> bool:
    return json_values.inside(special).get("kind") == "closure"


def store_calendar(key: str, content: JsonTable, *, by: Member | None, now: datetime, reason: str) -> CalendarVersion:
    """A new version of a calendar; the ones before it stay, for the dates that were counted by them."""
    newest = CalendarVersion.objects.filter(key=key).aggregate(newest=Max("version"))["newest"] or 0
    content = {**content, "key": key, "version": newest + 1}
    return CalendarVersion.objects.create(
        key=key, version=newest + 1, content=content, made_at=now, made_by=by, reason=reason
    )


def first_channels(languages: Sequence[str], *, keeper: Member, phone: str = "", email: str = "") -> None:
    """The ways in that are open from the first day, so that the register of channels is never empty."""
    ways = [("web", ""), *((kind, address) for kind, address in (("phone", phone), ("email", email)) if address)]
    kinds = dict(Channel.KINDS)
    for kind, address in ways:
        titles = {}
        for language in languages:
            with translation.override(language):
                titles[language] = str(kinds[kind]).capitalize()
        Channel.objects.create(key=kind, kind=kind, titles=titles, address=address, keeper=keeper)


def welcome(
    *,
    username: str,
    name: str,
    email: str,
    password: str | None,
    roles: Mapping[str, Area | str | None],
    now: datetime,
    **facts: Any,
) -> Member:
    """A new member with the roles they hold: role -> the site or area it holds for, or None for everywhere.

    Without a password nobody can sign in as this member.
    """
    member = Member.objects.create_user(username, email, password, name=name, date_joined=now, **facts)
    places = {role: Area(place or "") if not isinstance(place, Area) else place for role, place in roles.items()}
    RoleAssignment.objects.bulk_create(
        RoleAssignment(member=member, role=role, site_id=one.site or None, department_id=one.department or None)
        for role, one in places.items()
    )
    return member
