"""Whose training for their role is missing or has lapsed, and whether that keeps a case from them (ISO 10002, 6.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone

from amends.organisation import staff as working
from amends.organisation.models import Organisation, Requirement, Trained
from amends.organisation.staff import Staff

Valid = frozenset[tuple[int, str]]  # a member, and a subject


def valid(now: datetime) -> Valid:
    """Who holds a training that is valid today, and in what."""
    return frozenset(Trained.objects.filter(until__gte=timezone.localdate(now)).values_list("member_id", "subject"))


def lacking(now: datetime, *, staff: Staff | None = None, held: Valid | None = None) -> Mapping[int, tuple[str, ...]]:
    """Member -> the subjects that a role of theirs needs and that they have no valid training in."""
    wanted = list(Requirement.objects.values_list("role", "subject"))
    if not wanted:
        return {}
    here, trained = staff or working.staff(), valid(now) if held is None else held
    needed: dict[int, set[str]] = {}
    for role, subject in wanted:
        for member in here.holding([role]):
            if (member, subject) not in trained:
                needed.setdefault(member, set()).add(subject)
    return {member: tuple(sorted(subjects)) for member, subjects in needed.items()}


def complete(member: int, roles: Collection[str], now: datetime) -> bool:
    """Whether this member holds a valid training in every subject that these roles need."""
    wanted = set(Requirement.objects.filter(role__in=roles).values_list("subject", flat=True))
    return not wanted or wanted <= {subject for one, subject in valid(now) if one == member}


def barred(now: datetime) -> frozenset[int]:
    """Members who get no case now: nobody, unless the organisation wants only trained people to get one."""
    if not Organisation.objects.filter(trained_only=True).exists():
        return frozenset()
    return frozenset(lacking(now))
