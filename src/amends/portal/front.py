"""The front page: what you can do here, and how we handle complaints, told from the packs in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from amends.cases import editions
from amends.look import house
from amends.look.house import Request
from amends.portal import page
from amends.procedure import diagram
from amends.procedure.language import Procedure, say


@dataclass(frozen=True, slots=True)
class Step:
    """One public status: what happens then, and how long it takes at most."""

    label: str
    says: tuple[str, ...]
    lasts: tuple[tuple[str, str], ...]  # what, how long


@dataclass(frozen=True, slots=True)
class Handled:
    """How one kind is handled: its meaning, its steps as a table, its drawing."""

    key: str
    title: str
    meaning: str
    steps: tuple[Step, ...]
    drawing: SafeString


def root(request: Request) -> HttpResponse:
    """Into the first language of the browser that the organisation speaks."""
    offered = house.spoken(request.organisation)
    wanted = translation.get_language_from_request(request)
    return HttpResponseRedirect(f"/{wanted if wanted in offered else offered[0]}/")


def front(request: Request) -> HttpResponse:
    language = page.tongue()
    procedures = {rule.edition_id: editions.procedure(rule.edition_id) for rule in editions.in_force(timezone.now())}
    told = [(one, [_handled(one, kind, language) for kind in one.kinds]) for one in procedures.values()]
    return page.show(request, "front", {"procedures": told, "say": say})


def _handled(procedure: Procedure, kind: str, language: str) -> Handled:
    drawing = diagram.draw(procedure, language, kind=kind)
    titles = procedure.kinds[kind]
    return Handled(
        f"{procedure.key}-{kind}", say(titles.title, language), say(titles.meaning, language),
        _steps(procedure, kind, language), mark_safe(drawing),  # our own drawing, its words escaped  # noqa: S308
    )  # fmt: skip


def _steps(procedure: Procedure, kind: str, language: str) -> tuple[Step, ...]:
    """The public statuses in order; stages that read alike to the complainant are one step."""
    found: dict[str, Step] = {}
    for row in diagram.steps(procedure, kind, language):
        before = found.get(row.public, Step(row.public, (), ()))
        public = tuple((one.title, one.amount) for one in row.promises if procedure.duties[one.duty].public)
        found[row.public] = Step(
            row.public, tuple(dict.fromkeys((*before.says, row.says))), tuple(dict.fromkeys((*before.lasts, *public)))
        )
    return tuple(found.values())
