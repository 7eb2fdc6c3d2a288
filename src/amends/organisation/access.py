"""Who may see and do what: one function a question, asked by handling and by queries, denied unless said otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from amends.organisation.models import Member, RoleAssignment


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """The cases that a role opens: those of a site, of a department, or of both; where neither is said, every case."""

    site: str = ""
    department: str = ""

    def covers(self, site: str, department: str | None) -> bool:
        """Without a department: of whichever the case will be."""
        return self.site in ("", site) and (department is None or self.department in ("", department))


EVERYWHERE = Area()


@dataclass(frozen=True, slots=True)
class AccessScope:
    """Which cases a member sees: those of their areas, and always the ones that are in their hands."""

    member_id: int
    areas: frozenset[Area]

    @property
    def everything(self) -> bool:
        return EVERYWHERE in self.areas

    def covers(self, site: str, department: str) -> bool:
        """Whether a case of this site and department lies in any of the areas."""
        return any(area.covers(site, department) for area in self.areas)


def sight(member: Member, now: datetime) -> AccessScope:
    """Each role that is held today opens its area, and the owner of the procedure sees every case.

    Without a role only the own cases are seen; somebody who has left sees none.
    """
    if not member.is_active:
        return AccessScope(0, frozenset())
    held = frozenset[Area]().union(*areas_by_role(member, now).values())
    return AccessScope(member.pk, held | {EVERYWHERE} if owns_procedure(member) else held)


def may_see_case(
    member: Member,
    *,
    site: str,
    department: str,
    holders: Collection[int],
    recused: Collection[int],
    now: datetime,
    everyone: bool = False,
) -> bool:
    """`holders` are those in whose hands the case is; `everyone`: what every member may read, such as a document.

    Whoever is recused has no door, whatever their roles: the complaint is about them (ISO 10002, 4.5).
    """
    if member.pk in recused:
        return False
    seen = sight(member, now)
    return (everyone and member.is_active) or seen.covers(site, department) or seen.member_id in holders


def stands_above(member: Member, *, above: Collection[str], site: str, department: str, now: datetime) -> bool:
    """May change whom a complaint is about: the owner of the procedure, or a holder of a role that the pack sets so."""
    return owns_procedure(member) or bool(set(above) & roles(member, site=site, department=department, now=now))


def roles(member: Member, *, site: str, department: str | None, now: datetime) -> frozenset[str]:
    """The roles that count for a case of this site and department; somebody who has left holds none."""
    held = areas_by_role(member, now)
    return frozenset(role for role, opened in held.items() if any(one.covers(site, department) for one in opened))


def areas_by_role(member: Member, now: datetime) -> Mapping[str, frozenset[Area]]:
    """What each role that this member holds today opens; a role may be held for several areas.

    Somebody who has left holds none.
    """
    if not member.is_active:
        return {}
    today = timezone.localdate(now)
    held: dict[str, set[Area]] = {}
    for one in member.role_assignments.all():
        if _valid(one, today):
            held.setdefault(one.role, set()).update(areas(one, member))
    return {role: frozenset(found) for role, found in held.items()}


def areas(holding: RoleAssignment, member: Member) -> Iterator[Area]:
    """The area of one role that a member holds; none where need to know leaves nothing that it could be bound to.

    A role of need to know that is held for no department of its own counts for that of whoever holds it.
    """
    own = member.department_id if holding.need_to_know else None
    area = Area(holding.site_id or "", holding.department_id or own or "")
    if area != EVERYWHERE or not holding.need_to_know:
        yield area


def may_work(member: Member, now: datetime) -> bool:
    """May open the desk's pool and take in cases: whoever holds a role, or owns the procedure."""
    return owns_procedure(member) or bool(areas_by_role(member, now))


def owns_procedure(member: Member) -> bool:
    """May change the settings, calendars, members and the procedure itself."""
    return member.is_active and member.standing == "owner"


def may_import_goods(member: Member) -> bool:
    """One wrong file makes many cases look wrong: only the owner of the procedure brings orders and lots in."""
    return owns_procedure(member)


def may_read_outbox(member: Member) -> bool:
    """The outbox shows letters whole; only the owner of the procedure opens it."""
    return owns_procedure(member)


def may_read_incoming(member: Member, now: datetime) -> bool:
    """Mail that belongs to no case yet belongs to no site or department either: for those who see every case."""
    return sight(member, now).everything


def may_see_figures(member: Member, now: datetime) -> bool:
    """Figures and trends are of all cases together: for those who see every case."""
    return sight(member, now).everything


def may_change_base_numbers(member: Member) -> bool:
    """All rates hang on the numbers of orders and customers: only the owner of the procedure changes them."""
    return owns_procedure(member)


def may_see_evidence(member: Member, now: datetime) -> bool:
    """What an auditor is shown is of all cases together; the audit pack holds their histories without any words."""
    return sight(member, now).everything


def may_open_original(member: Member, *, owner_id: int | None) -> bool:
    """The untouched original of a file may say where a picture was taken: for the case's owner and the procedure's."""
    return member.is_active and (owns_procedure(member) or member.pk == owner_id)


def may_be_given(member: Member, *, site: str, department: str | None, now: datetime) -> bool:
    """Whether a case of this site and department may be put into this member's hands.

    Without a department: whether there is one that it could have to be given to them.
    """
    return bool(roles(member, site=site, department=department, now=now))


def _valid(holding: RoleAssignment, today: date) -> bool:
    since, until = holding.since, holding.until
    return (since is None or since <= today) and (until is None or today <= until)
