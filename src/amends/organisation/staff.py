"""Everybody who works here and the roles they hold, read once for a page that asks about all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amends.organisation.models import Member, RoleAssignment
from amends.platform import author


@dataclass(frozen=True, slots=True)
class Staff:
    """Active members by name, and who holds each role, wherever they hold it."""

    members: tuple[Member, ...]
    holders: Mapping[str, frozenset[int]]

    def holding(self, roles: Iterable[str]) -> frozenset[int]:
        """Whoever holds any of these roles."""
        return frozenset[int]().union(*(self.holders.get(role, frozenset()) for role in roles))

    def among(self, members: Iterable[int]) -> tuple[Member, ...]:
        """Those of these members who work here, by name."""
        wanted = frozenset(members)
        return tuple(one for one in self.members if one.pk in wanted)


def staff() -> Staff:
    members = sorted(Member.objects.filter(is_active=True), key=lambda one: str(one).casefold())
    holders: dict[str, set[int]] = {}
    for role, member in RoleAssignment.objects.filter(member__is_active=True).values_list("role", "member_id"):
        holders.setdefault(role, set()).add(member)
    return Staff(tuple(members), {role: frozenset(held) for role, held in holders.items()})


def members_of(authors: Iterable[str], *, known: Iterable[Member] = ()) -> dict[str, Member]:
    """The people behind such words as “staff:7”; whoever has left is still found by name."""
    wanted = author.member_ids(authors)
    found = {one.pk: one for one in known if one.pk in wanted}
    left = wanted - found.keys()
    if left:
        found |= Member.objects.in_bulk(left)
    return {one.by: one for one in found.values()}
