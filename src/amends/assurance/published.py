"""Procedures in force are documents too: who works by which edition, and who has read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amends.assurance.models import EditionRead
from amends.cases import editions
from amends.cases.errors import Faulty
from amends.organisation.models import Holding, Member
from amends.procedure.language import Procedure


@dataclass(frozen=True, slots=True)
class Published:
    """An edition in force, with those who hold a role of it: who has read it, and who has not."""

    edition_id: int
    procedure: Procedure
    since: datetime
    read: tuple[Member, ...]
    unread: tuple[Member, ...]


def all_of(now: datetime, *, standing: editions.Standing | None = None) -> list[Published]:
    """Each edition in force for what comes from outside; a new edition has to be read anew."""
    first: dict[int, datetime] = {}
    for rule in (standing or editions.standing(now)).rules:
        first[rule.edition_id] = min(first.get(rule.edition_id, rule.since), rule.since)
    said = set(EditionRead.objects.filter(edition__in=first).values_list("edition_id", "member_id"))
    holdings = Holding.objects.filter(member__is_active=True).select_related("member")
    holders: dict[str, dict[int, Member]] = {}
    for one in holdings:
        holders.setdefault(one.role, {})[one.member_id] = one.member
    found = ((pk, editions.procedure(pk), since) for pk, since in first.items())
    return [_published(pk, one, since, holders, said) for pk, one, since in found if not one.inside]


def read(edition_id: int, *, by: Member, now: datetime) -> None:
    """This member has read this edition; said twice, it was read once."""
    if not any(one.edition_id == edition_id for one in all_of(now)):
        raise Faulty({"edition": _("This edition is not in force.")})
    EditionRead.objects.get_or_create(edition_id=edition_id, member=by, defaults={"at": now})


def _published(
    pk: int, procedure: Procedure, since: datetime, holders: dict[str, dict[int, Member]], said: set[tuple[int, int]]
) -> Published:
    """Whoever holds one of its roles works by it."""
    people = {member.pk: member for role in procedure.roles for member in holders.get(role, {}).values()}
    ordered = sorted(people.values(), key=lambda one: str(one).casefold())
    there = tuple(one for one in ordered if (pk, one.pk) in said)
    return Published(pk, procedure, since, there, tuple(one for one in ordered if one not in there))
