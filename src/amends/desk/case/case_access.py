"""A case opened by a member: what they see of it, and what has changed since they looked."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from amends.cases import queries, visibility
from amends.cases.errors import ActNotAllowed, Changed
from amends.cases.views import case_view, masking
from amends.cases.views.case_view import CaseView, EntryView, OfferView
from amends.cases.views.wording import Names
from amends.desk import page
from amends.desk.request import Request


def view_of(request: Request, number: str) -> CaseView:
    """The case of this number, for the eyes of whoever asks; Forbidden when it is not theirs to see."""
    case = queries.by_number(number)
    if case is None:
        raise Http404
    return case_view.for_staff(case, request.user, language=page.tongue(), now=request.now)


def after_act(request: Request, number: str) -> HttpResponse:
    """Back to the case; to Today, where the act took it out of sight, as when another department has it now."""
    case = queries.by_number(number)
    everyone = case is not None and visibility.for_everyone(case.edition_id, case.kind)
    if case is None or not visibility.may_see(request.user, case, request.now, everyone=everyone):
        return redirect("desk-today")
    return redirect("desk-case", number=number)


def offer_of(found: CaseView, key: str) -> OfferView | None:
    return next((one for one in found.offers if one.key == key), None)


def since(found: CaseView, changed: Changed) -> tuple[EntryView, ...]:
    """What others did meanwhile, in the words of the story."""
    return tuple(line for line in found.story if line.no in changed.numbers)


def reasons(found: CaseView, shut: ActNotAllowed) -> tuple[str, ...]:
    names = Names(found.procedure, found.language)
    return tuple(masking.without_cases(names.reason(one), found.unnamed) for one in shut.reasons)


def show(
    request: Request, template: str, found: CaseView, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """A page about one case: the complaint itself always stands beside what is being done about it."""
    facts = {"seen": found, "contact": found.values.get("contact") or {}, "changed": (), "reasons": ()}
    return page.show(request, template, {**facts, **context}, status=status)
