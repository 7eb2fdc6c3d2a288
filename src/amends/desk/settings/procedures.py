"""The procedures: which are in force for what, and each edition as it was promised, from its stages to its readings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from amends.assurance.documents import procedure_documents
from amends.assurance.documents.procedure_documents import Past
from amends.cases import editions
from amends.cases.views import wording
from amends.cases.views.case_types import Edition
from amends.cases.views.wording import Names
from amends.desk import page
from amends.desk.request import Request
from amends.desk.settings import areas, publication
from amends.dispatch.letters import render
from amends.organisation import access
from amends.organisation.models import RoleAssignment
from amends.procedure import applies, diagram, path_checks
from amends.procedure.diagram import StageRow
from amends.procedure.schema import Procedure, say


@dataclass(frozen=True, slots=True)
class Responsible:
    """A role: what it answers for, who holds it, at which stages it owes the next step, what it may grant."""

    title: str
    duty: str
    holders: tuple[str, ...]
    per_case: bool
    stages: tuple[str, ...]
    grants: tuple[str, ...]


class EditionPage(TypedDict):
    edition: Edition
    pack: Procedure
    kinds: list[tuple[str, str, tuple[StageRow, ...], SafeString]]
    proofs: tuple[path_checks.Proof, ...]
    when: applies.Applies
    roles: list[Responsible]
    names: Names
    letters: list[tuple[str, str, str, list[str]]]
    owns: bool
    history: list[Past]


def index(request: Request) -> HttpResponse:
    """The rules in force, then every edition there ever was."""
    language = page.tongue()
    rules = [
        (rule, editions.procedure(rule.edition_id), publication.takes(rule, editions.procedure(rule.edition_id)))
        for rule in editions.in_force(request.now)
    ]
    every = [(one, say(editions.procedure(one.pk).title, language)) for one in editions.published()]
    context = {"rules": rules, "published": every, "owns": access.owns_procedure(request.user)}
    return page.show(request, "settings/procedures", context)


def detail(request: Request, edition: int) -> HttpResponse:
    return page.show(request, "settings/procedure", edition_page(request, edition))


def edition_page(request: Request, edition: int) -> EditionPage:
    """All that an edition says, from its stages to its readings, and the editions before and after it."""
    one = next((found for found in editions.published() if found.pk == edition), None)
    if one is None:
        raise Http404
    pack, language = editions.procedure(one.pk), page.tongue()
    kinds = [
        (
            kind,
            say(part.title, language),
            diagram.steps(pack, kind, language),
            mark_safe(diagram.draw(pack, language, kind=kind)),
        )  # drawn by us, its words escaped
        for kind, part in pack.kinds.items()
    ]
    return {
        "edition": one,
        "pack": pack,
        "kinds": kinds,
        "proofs": _proofs(one.pk),
        "when": applies.applies(pack, language, timezone.localdate(request.now)),
        "roles": _roles(pack, language),
        "names": Names(pack, language),
        "letters": _letters(pack, language),
        "owns": access.owns_procedure(request.user),
        "history": procedure_documents.history(one.key, request.now),
    }


@lru_cache(maxsize=32)
def _proofs(edition_id: int) -> tuple[path_checks.Proof, ...]:
    """Walked once: an edition never changes."""
    return path_checks.proofs(editions.procedure(edition_id))


def _roles(pack: Procedure, language: str) -> list[Responsible]:
    """Who answers for what, and who that is today (ISO 10002, 5.3)."""
    held: dict[str, list[str]] = {key: [] for key in pack.roles}
    role_assignments = RoleAssignment.objects.filter(role__in=held, member__is_active=True)
    role_assignments = role_assignments.select_related("member", "site", "department")
    for one in role_assignments.order_by("member__name", "member__username"):
        bound = one.site or one.department
        held[one.role].append(f"{one.member} ({areas.area_of(one, language)})" if bound else str(one.member))
    return [
        Responsible(
            say(role.title, language),
            say(role.duty, language),
            tuple(dict.fromkeys(held[key])),
            role.per_case,
            tuple(say(one.title, language) for one in pack.stages.values() if one.owner == key and not one.closes),
            tuple(wording.money(str(one.most), one.currency) for one in pack.authority if one.role == key),
        )
        for key, role in pack.roles.items()
    ]


def _letters(pack: Procedure, language: str) -> list[tuple[str, str, str, list[str]]]:
    """Each letter in the reader's language: name, subject, words, and the languages it is written in."""
    found = []
    for name in sorted({name for name, _tongue in pack.letters}):
        tongues = [tongue for one, tongue in pack.letters if one == name]
        letter = pack.letters.get((name, language)) or pack.letters[(name, tongues[0])]
        found.append((name, letter.subject, render.as_html(letter.body), tongues))
    return found
