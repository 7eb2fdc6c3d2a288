"""Whom to tell: the members behind a role, an owner or a department, with the address each is reached by."""

from __future__ import annotations

from amends.organisation.models import Department, Member
from amends.platform import author


def in_charge(owner: str, *, whom: str, site: str, role: str) -> list[Member]:
    """The members meant by `owner` (whoever holds the case, or else its stage's role) or by a role's name."""
    if whom == "owner" and owner:
        return list(Member.objects.filter(pk__in=author.member_ids([owner]), is_active=True))
    return holding(role if whom == "owner" else whom, site=site)


def holding(role: str, *, site: str) -> list[Member]:
    """Active members who hold this role everywhere or at this site."""
    members = Member.objects.filter(holdings__role=role, is_active=True).prefetch_related("holdings").distinct()
    return [
        member
        for member in members
        if any(one.role == role and one.site_id in (None, site or None) for one in member.holdings.all())
    ]


def department_address(key: str) -> str:
    return Department.objects.filter(pk=key).values_list("email", flat=True).first() or "" if key else ""
