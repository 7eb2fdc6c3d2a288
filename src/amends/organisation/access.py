"""Who may see and do what: one function a question, asked by handling and by queries, denied unless said otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from amends.organisation.models import Member, roles_of


@dataclass(frozen=True, slots=True)
class AccessScope:
    """Which cases a member sees: all, or those of some sites, and always the cases that are theirs."""

    member_id: int
    everything: bool
    sites: frozenset[str]


def sight(member: Member, now: datetime) -> AccessScope:
    """A role held everywhere sees every case; a role held at a site sees that site's. No role sees only own cases."""
    if not member.is_active:
        return AccessScope(0, False, frozenset())
    holdings = [one for one in member.holdings.all() if _valid(one.since, one.until, now)]
    everything = owns_procedure(member) or any(holding.site_id is None for holding in holdings)
    return AccessScope(member.pk, everything, frozenset(one.site_id for one in holdings if one.site_id))


def may_see_case(
    member: Member, *, site: str, owner_id: int | None, recused: Collection[int], now: datetime, everyone: bool = False
) -> bool:
    """`everyone`: what the organisation wants every member to read, such as a document.

    Whoever is recused has no door, whatever their roles: the complaint is about them (ISO 10002, 4.5).
    """
    if member.pk in recused:
        return False
    seen = sight(member, now)
    return (
        (everyone and member.is_active)
        or seen.everything
        or (bool(site) and site in seen.sites)
        or (owner_id is not None and owner_id == seen.member_id)
    )


def stands_above(member: Member, *, above: Collection[str], site: str, now: datetime) -> bool:
    """May change whom a complaint is about: the owner of the procedure, or a holder of a role that the pack sets so."""
    return owns_procedure(member) or bool(set(above) & roles(member, site=site, now=now))


def roles(member: Member, *, site: str, now: datetime) -> frozenset[str]:
    """The roles that count for a case of this site; somebody who has left holds none."""
    return roles_of(member, site, now) if member.is_active else frozenset()


def may_work(member: Member, now: datetime) -> bool:
    """May open the desk's pool and take in cases: whoever holds a role, or owns the procedure."""
    seen = sight(member, now)
    return seen.everything or bool(seen.sites)


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
    """Mail that belongs to no case yet belongs to no site either: for those who see every case."""
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


def may_be_given(member: Member, *, site: str, now: datetime) -> bool:
    """Whether a case of this site may be put into this member's hands."""
    return member.is_active and bool(roles(member, site=site, now=now))


def _valid(since: object, until: object, now: datetime) -> bool:
    today = timezone.localdate(now)
    return (since is None or since <= today) and (until is None or today <= until)  # type: ignore[operator]
