"""Whose training for their role is missing or has lapsed, and whether that keeps a case from them (ISO 10002, 6.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from amends.organisation.models import Holding, Organisation, Requirement, Trained


def lacking(now: datetime) -> Mapping[int, tuple[str, ...]]:
    """Member -> the subjects that a role of theirs needs and that they have no valid training in."""
    needed: dict[int, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    for role, subject in Requirement.objects.values_list("role", "subject"):
        wanted.setdefault(role, set()).add(subject)
    held = Holding.objects.filter(role__in=wanted, member__is_active=True)
    for member, role in held.values_list("member_id", "role"):
        needed.setdefault(member, set()).update(wanted[role])
    valid = Trained.objects.filter(member_id__in=needed, until__gte=now.date())
    for member, subject in valid.values_list("member_id", "subject"):
        needed[member].discard(subject)
    return {member: tuple(sorted(subjects)) for member, subjects in needed.items() if subjects}


def barred(now: datetime) -> frozenset[int]:
    """Members who get no case now: nobody, unless the organisation wants only trained people to get one."""
    if not Organisation.objects.filter(trained_only=True).exists():
        return frozenset()
    return frozenset(lacking(now))
