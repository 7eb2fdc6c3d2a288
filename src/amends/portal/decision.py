"""The decision: read point by point, on the page and on paper; accepted or refused by a press, never by a link."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from amends.cases.acts import decision as acts_decision
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.views.case_view import CaseView, OfferView
from amends.dispatch.letters import letter_pdf
from amends.look.middleware import Request
from amends.platform.json_values import Json
from amends.portal import page, questions
from amends.portal.tracking import signed_in
from amends.procedure.schema import Field


class DecisionPage(TypedDict):
    """The case, and what its complainant may say to the decision."""

    seen: CaseView
    may_accept: OfferView | None
    may_refuse: OfferView | None


@signed_in
def decision(request: Request, seen: CaseView, now: datetime, **_address: str) -> HttpResponse:
    if seen.decision is None:
        return redirect("portal-case")
    return page.show(request, "decision", {**_offered(seen), "now": now})


@signed_in
def accept(request: Request, seen: CaseView, now: datetime, **_address: str) -> HttpResponse:
    """Shown first, then done: a link, or a machine that opens links, accepts nothing."""
    offer = _offer(seen, "accept")
    if offer is None:
        return redirect("portal-case")
    faults: dict[str, str] = {}
    values = questions.typed_form(offer.form, request.POST)
    if request.method == "POST" and _same(request, seen):
        try:
            acts_decision.accept(seen.case, by="complainant", now=now, values=values)
            return redirect(f"{reverse('portal-case')}?done=accept")
        except InvalidForm as found:
            faults = {f"answers-{name}": words for name, words in found.faults.items()}
        except ActNotAllowed:
            return redirect("portal-decision")
    context = {
        **_offered(seen),
        "offer": offer,
        "values": values,
        "faults": faults,
        "tongue": seen.language,
        "becomes": page.becomes(seen, offer),
    }
    return page.show(request, "accept", context, status=422 if faults else 200)


@signed_in
def refuse(request: Request, seen: CaseView, now: datetime, **_address: str) -> HttpResponse:
    """The reason is asked for and never demanded, unless the procedure itself asks for more."""
    offer = _offer(seen, "refuse")
    if offer is None:
        return redirect("portal-case")
    faults: dict[str, str] = {}
    reason = request.POST.get("reason", "").replace("\x00", "").replace("\r\n", "\n")
    values = questions.typed_form(offer.form, request.POST)
    if request.method == "POST" and _same(request, seen):
        try:
            acts_decision.refuse(
                seen.case, reason=reason, by="complainant", now=now, values=_with(offer, reason, values)
            )
            return redirect(f"{reverse('portal-case')}?done=refuse")
        except InvalidForm as found:
            faults = {key if key == "reason" else f"answers-{key}": words for key, words in found.faults.items()}
        except ActNotAllowed:
            return redirect("portal-decision")
    context = {
        **_offered(seen),
        "offer": offer,
        "values": values,
        "faults": faults,
        "reason": reason,
        "tongue": seen.language,
        "asks": _reason_field(offer),
    }
    return page.show(request, "refuse", context, status=422 if faults else 200)


@signed_in
def paper_copy(_request: Request, seen: CaseView, _now: datetime, **_address: str) -> HttpResponse:
    if seen.decision is None:
        raise Http404
    answer = HttpResponse(letter_pdf.decision(seen), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{seen.case.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _offered(seen: CaseView) -> DecisionPage:
    return {"seen": seen, "may_accept": _offer(seen, "accept"), "may_refuse": _offer(seen, "refuse")}


def _offer(seen: CaseView, verb: str) -> OfferView | None:
    return next((one for one in seen.offers if one.verb == verb and one.open), None)


def _same(request: Request, seen: CaseView) -> bool:
    """Whether the decision in force is the one that was shown: nobody agrees to what they have not read."""
    return seen.decision is not None and request.POST.get("decision") == str(seen.decision.no)


def _reason_field(offer: OfferView) -> Field | None:
    """The pack's own question for the reason: the first long text of its form, asked once and not twice."""
    fields = offer.form.fields if offer.form else ()
    return next((one for one in fields if one.type == "long text"), None)


def _with(offer: OfferView, reason: str, values: dict[str, Json]) -> dict[str, Json]:
    field = _reason_field(offer)
    return {**values, field.key: reason} if field and field.required else values
