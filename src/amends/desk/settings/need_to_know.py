"""Which roles open no more than a department and site, and who sees which cases as it stands; set by the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases import editions, queries
from amends.desk import page
from amends.desk.request import Request
from amends.desk.settings import areas
from amends.organisation import access, changes, options, staff
from amends.organisation.access import AccessScope
from amends.organisation.models import Member
from amends.procedure.schema import say


@dataclass(frozen=True, slots=True)
class Sight:
    """Somebody who works here, and in words what they see beside the cases in their own hands."""

    member: Member
    areas: tuple[str, ...]


def change(request: Request) -> HttpResponse:
    chosen: Sequence[str] = options.need_to_know()
    titles = _titles(request, chosen)
    faults: dict[str, str] = {}
    if request.method == "POST":
        chosen = request.POST.getlist("roles")
        try:
            changes.need_to_know(chosen, known=titles)
            page.done(request, _("It is set. From now on each sees the cases below, and those in their own hands."))
            return redirect("desk-need-to-know")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    scopes = _scopes(request)
    opened = [area for member, seen in scopes if not access.owns_procedure(member) for area in seen.areas]
    context = {
        "roles": sorted(titles.items(), key=lambda role: role[1].casefold()),
        "chosen": chosen,
        "faults": faults,
        "rows": _rows(scopes),
        "beyond": queries.open_beyond(frozenset(opened)),
    }
    return page.show(request, "settings/need-to-know", context, status=422 if faults else 200)


def _scopes(request: Request) -> list[tuple[Member, AccessScope]]:
    members = Member.objects.filter(is_active=True).prefetch_related("role_assignments")
    seen = [(one, access.sight(one, request.now)) for one in members if access.may_work(one, request.now)]
    return sorted(seen, key=lambda row: str(row[0]).casefold())


def _rows(scopes: list[tuple[Member, AccessScope]]) -> list[Sight]:
    """Whoever sees every case sees no area besides."""
    known = options.everything(page.tongue())
    return [
        Sight(
            one,
            (_("every case"),) if seen.everything else tuple(areas.words_of(it, known) for it in sorted(seen.areas)),
        )
        for one, seen in scopes
    ]


def _titles(request: Request, chosen: Sequence[str]) -> dict[str, str]:
    """Of the roles of every procedure in force, and of those held or set that none of them has: they open cases too."""
    known = {
        key: say(role.title, page.tongue())
        for rule in editions.in_force(request.now)
        for key, role in editions.procedure(rule.edition_id).roles.items()
    }
    return {**{key: key for key in (*chosen, *staff.staff().holders)}, **known}
