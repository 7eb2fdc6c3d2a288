"""Whom to tell: the members behind a role, an owner or a department, with the address each is reached by."""

from __future__ import annotations

from datetime import datetime

from amends.organisation import access
from amends.organisation.models import Department, Member
from amends.platform import author


def appointed(by: str) -> list[Member]:
    """The member whom an entry names as in charge, as long as they work here."""
    return list(Member.objects.filter(pk__in=author.member_ids([by]), is_active=True))


def holding(role: str, *, site: str, department: str, now: datetime) -> list[Member]:
    """Active members whose role counts for a case of this site and department: nobody hears of a case not theirs."""
    members = (
        Member.objects.filter(role_assignments__role=role, is_active=True)
        .prefetch_related("role_assignments")
        .distinct()
    )
    return [one for one in members if role in access.roles(one, site=site, department=department, now=now)]


def department_address(key: str) -> str:
    return Department.objects.filter(pk=key).values_list("email", flat=True).first() or "" if key else ""
