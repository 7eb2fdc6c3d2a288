"""Which cases a member may see, asked of one case and of many: the same rule, by columns that every case has."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import BooleanField, Q, Value, When
from django.db.models import Case as Choose

from amends.cases import editions
from amends.cases.models import Case
from amends.organisation import access
from amends.organisation.access import EVERYWHERE, Area
from amends.organisation.models import Member


def may_see(member: Member, case: Case, now: datetime, *, everyone: bool = False) -> bool:
    """Whether this member may see this very case."""
    return access.may_see_case(
        member,
        site=case.site_id or "",
        department=case.department_id or "",
        holders=case.holders,
        recused=recused(case),
        now=now,
        everyone=everyone,
    )


def visible(member: Member, now: datetime, prefix: str = "") -> Q:
    """A condition on cases, or by `prefix` ("case__") on what belongs to one: only those that this member may see."""
    seen = access.sight(member, now)
    mine = Q() if seen.everything else _in(seen.areas, prefix) | Q(**{f"{prefix}holders__contains": [seen.member_id]})
    return mine & not_recused(member, prefix)


def by_role(member: Member, now: datetime) -> Q:
    """A condition on cases: those whose next step a role of this member owes, where the role is held for them."""
    owed = Q(pk__in=())
    for role, opened in access.areas_by_role(member, now).items():
        owed |= Q(owner_role=role) & _in(opened)
    return owed


def not_recused(member: Member | None, prefix: str = "") -> Q:
    """Leaves out the cases that are about this member, for lists whose reader sees every other case.

    Without a member nothing is left out: a reader who is nobody, such as a proof.
    """
    if member is None:
        return Q()
    about = Q(**{f"{prefix}complained_about__contains": [member.pk], f"{prefix}recusal_waived": ""})
    return ~about


def in_no_area(opened: Collection[Area]) -> Q:
    """A condition on cases: those that lie in none of these areas, and in nobody's hands."""
    return ~_in(opened) & Q(holders=[]) if EVERYWHERE not in opened else Q(pk__in=())


def closed_to(member: Member, numbers: Collection[str]) -> frozenset[str]:
    """Of these numbers, those of cases that are about this member; not to be named to them."""
    mine = Case.objects.filter(number__in=numbers).exclude(not_recused(member))
    return frozenset(mine.values_list("number", flat=True)) if numbers else frozenset()


def sees(member: Member | None, now: datetime) -> Choose:
    """As `visible`, told of each row instead of leaving rows out; a reader who is nobody, such as a proof, sees all."""
    condition = visible(member, now) if member else Q(pk__isnull=False)
    return Choose(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def for_everyone(edition_id: int, kind: str) -> bool:
    """Whether every member may read cases of this kind, such as a document."""
    return editions.procedure(edition_id).kinds[kind].everyone


def unseen(member: Member, numbers: Collection[str], now: datetime) -> frozenset[str]:
    """Of these numbers, those of cases that this member may not see; what names them to others leaves them out."""
    if not numbers:
        return frozenset()
    named = Case.objects.filter(number__in=numbers).annotate(sees=sees(member, now))
    rows = named.values_list("number", "edition_id", "kind", "sees")
    return frozenset(number for number, edition, kind, seen in rows if not seen and not for_everyone(edition, kind))


def recused(case: Case) -> tuple[int, ...]:
    """The members who have no door to this case, since it is about them."""
    return () if case.recusal_waived else tuple(case.complained_about)


def _in(areas: Iterable[Area], prefix: str = "") -> Q:
    """In any of these areas; in none of them where there are none."""
    if EVERYWHERE in (found := frozenset(areas)):
        return Q()
    condition = Q(**{f"{prefix}pk__in": ()})
    for area in sorted(found):
        bound = {"site": area.site, "department": area.department}
        condition |= Q(**{f"{prefix}{name}": key for name, key in bound.items() if key})
    return condition


# The same for SQL of our own, over a case called `c`; it takes what `parameters` gives.
SQL = """((%(everything)s OR c.holders @> ARRAY[%(member)s]::int[] OR EXISTS (
  SELECT FROM unnest(%(sites)s::varchar[], %(departments)s::varchar[]) AS area (site, department)
  WHERE area.site IN ('', c.site_id) AND area.department IN ('', c.department_id)))
 AND NOT (c.complained_about @> ARRAY[%(member)s]::int[] AND c.recusal_waived = ''))"""


def parameters(member: Member, now: datetime) -> dict[str, bool | int | list[str]]:
    seen = access.sight(member, now)
    areas = sorted(seen.areas)
    return {
        "everything": seen.everything,
        "sites": [one.site for one in areas],
        "departments": [one.department for one in areas],
        "member": seen.member_id,
    }
