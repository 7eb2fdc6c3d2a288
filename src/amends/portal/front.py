"""The front page: what you can do here, and how we handle complaints, told from the packs in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from amends.cases import editions
from amends.cases.views import case_labels
from amends.look import middleware
from amends.look.middleware import Request
from amends.look.status_labels import other_tongue
from amends.organisation.models import Category, Product
from amends.portal import page
from amends.procedure import applies, diagram, engine
from amends.procedure.applies import Applies
from amends.procedure.schema import Procedure, say


class Rule(Protocol):
    """What the front page reads of a rule in force."""

    edition_id: int
    products: list[str]
    categories: list[str]
    kinds: list[str]
    channels: list[str]


@dataclass(frozen=True, slots=True)
class ProcedureStep:
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
    steps: tuple[ProcedureStep, ...]
    drawing: SafeString


def root(request: Request) -> HttpResponse:
    """Into the first language of the browser that the organisation speaks."""
    return HttpResponseRedirect(f"/{middleware.wanted(request)}/")


def front(request: Request) -> HttpResponse:
    language, today = page.tongue(), timezone.localdate()
    outside = [one for one in editions.in_force(timezone.now()) if not editions.procedure(one.edition_id).inside]
    rules = sorted(outside, key=lambda rule: bool(rule.products or rule.categories))
    told = [_told(editions.procedure(pk), _only_for(rules, pk, language), language, today) for pk in _editions(rules)]
    country = request.organisation.country
    context = {"procedures": told, "say": say, "routes_of": lambda one: engine.routes(one, country)}
    return page.show(request, "front", context)


def _editions(rules: Sequence[Rule]) -> list[int]:
    return list(dict.fromkeys(rule.edition_id for rule in rules))


def _told(
    procedure: Procedure, only_for: str, language: str, today: date
) -> tuple[Procedure, str, Applies, list[Handled]]:
    when = applies.applies(procedure, language, today)
    return procedure, only_for, when, [_handled(procedure, kind, language) for kind in procedure.kinds]


def _only_for(rules: Sequence[Rule], edition: int, language: str) -> str:
    """What this edition takes, where it does not take everything."""
    mine = [rule for rule in rules if rule.edition_id == edition]
    if any(not any(getattr(rule, place) for place in editions.PLACES) for rule in mine):
        return ""
    keys = {key for rule in mine for key in (*rule.products, *rule.categories)}
    rows: list[Product | Category] = [*Product.objects.filter(pk__in=keys), *Category.objects.filter(pk__in=keys)]
    kinds = editions.procedure(edition).kinds
    said = [say(row.titles, language) for row in rows]
    said += [say(kinds[key].title, language) for rule in mine for key in rule.kinds if key in kinds]
    said += [case_labels.channel(key) for rule in mine for key in rule.channels]
    return ", ".join(dict.fromkeys(said))


def _handled(procedure: Procedure, kind: str, language: str) -> Handled:
    tongue = other_tongue(procedure.languages, language) or language
    drawing = diagram.draw(procedure, tongue, kind=kind)
    titles = procedure.kinds[kind]
    return Handled(
        f"{procedure.key}-{kind}",
        say(titles.title, language),
        say(titles.meaning, language),
        _steps(procedure, kind, tongue),
        mark_safe(drawing),  # our own drawing, its words escaped
    )


def _steps(procedure: Procedure, kind: str, language: str) -> tuple[ProcedureStep, ...]:
    """The public statuses in order; stages that read alike to the complainant are one step."""
    found: dict[str, ProcedureStep] = {}
    for row in diagram.steps(procedure, kind, language):
        before = found.get(row.public, ProcedureStep(row.public, (), ()))
        public = tuple((one.title, one.amount) for one in row.promises if procedure.duties[one.duty].public)
        found[row.public] = ProcedureStep(
            row.public, tuple(dict.fromkeys((*before.says, row.says))), tuple(dict.fromkeys((*before.lasts, *public)))
        )
    return tuple(found.values())
