"""Which cases a member may see, asked of one case and of many: the same rule, by columns that every case has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from amends.cases.models import Case
from amends.organisation import access
from amends.organisation.models import Member


def may_see(member: Member, case: Case, now: datetime, *, everyone: bool = False) -> bool:
    """Whether this member may see this very case."""
    return access.may_see_case(
        member, site=case.site_id or "", owner_id=case.owner_id, recused=recused(case), now=now, everyone=everyone
    )


def visible(member: Member, now: datetime, prefix: str = "") -> Q:
    """A condition on cases, or by `prefix` ("case__") on what belongs to one: only those that this member may see."""
    seen = access.sight(member, now)
    mine = Q() if seen.everything else Q(**{f"{prefix}site__in": seen.sites}) | Q(**{f"{prefix}owner": seen.member_id})
    return mine & not_recused(member, prefix)


def not_recused(member: Member | None, prefix: str = "") -> Q:
    """Leaves out the cases that are about this member, for lists whose reader sees every other case.

    Without a member nothing is left out: a reader who is nobody, such as a proof.
    """
    if member is None:
        return Q()
    about = Q(**{f"{prefix}complained_about__contains": [member.pk], f"{prefix}recusal_waived": ""})
    return ~about


def closed_to(member: Member, numbers: Collection[str]) -> frozenset[str]:
    """Of these numbers, those of cases that are about this member; not to be named to them."""
    mine = Case.objects.filter(number__in=numbers).exclude(not_recused(member))
    return frozenset(mine.values_list("number", flat=True)) if numbers else frozenset()


def recused(case: Case) -> tuple[int, ...]:
    """The members who have no door to this case, since it is about them."""
    return () if case.recusal_waived else tuple(case.complained_about)


# The same for SQL of our own, over a case called `c`; it takes what `parameters` gives.
SQL = """((%(everything)s OR c.site_id = ANY(%(sites)s) OR c.owner_id = %(member)s)
 AND NOT (c.complained_about @> ARRAY[%(member)s]::int[] AND c.recusal_waived = ''))"""


def parameters(member: Member, now: datetime) -> dict[str, bool | int | list[str]]:
    seen = access.sight(member, now)
    return {"everything": seen.everything, "sites": list(seen.sites), "member": seen.member_id}
