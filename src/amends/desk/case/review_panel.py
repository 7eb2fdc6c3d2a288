"""What stands on the page of a review and of a certificate beside its story; the review on paper; the audit days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance import audit_days, certification
from amends.assurance.certification import Offer, Validity
from amends.assurance.reviews import review_pdf, review_view
from amends.assurance.reviews.review_view import FigureView, ReviewView
from amends.cases import internal
from amends.cases.errors import InvalidForm
from amends.cases.internal import RelatedCase
from amends.cases.views.case_view import CaseView
from amends.desk import page
from amends.desk.case import case_access
from amends.desk.request import Request
from amends.reports import formats

SPARE = 4  # empty lines under the table


class ReviewPanel(TypedDict):
    """A review beside its story; `plain` says its numbers."""

    seen: ReviewView
    headlines: list[FigureView]
    others: list[FigureView]
    period: str
    plain: Callable[[float, int], str]


class CertificatePanel(TypedDict):
    """A certificate: the bodies that offer it, the days that are estimated, how long it is valid, what was found."""

    offers: Sequence[Offer]
    people: str
    first: str
    each: str
    renewal: str
    validity: Validity | None
    today: date
    found: list[RelatedCase]


class Panels(TypedDict):
    review: ReviewPanel | None
    certificate: CertificatePanel | None


def panels(request: Request, found: CaseView) -> Panels:
    """Nothing for other cases, and no question to the database."""
    return {
        "review": _review(request, found) if review_view.is_review(found.case) else None,
        "certificate": _certificate(request, found) if certification.is_certification(found.case) else None,
    }


def pack_pdf(request: Request, number: str) -> HttpResponse:
    """The pack of a review, for whoever holds it."""
    found = case_access.view_of(request, number)
    seen = _seen(request, found) if review_view.is_review(found.case) else None
    if seen is None:
        raise Http404
    today = timezone.localdate(request.now)
    content = review_pdf.review_pdf(found.case, seen, now=request.now, language=page.tongue(), today=today)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.case.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def days(request: Request) -> HttpResponse:
    """The table by which audit days are estimated; the organisation may keep its own."""
    typed = audit_days.table()
    faults: dict[str, str] = {}
    if request.method == "POST":
        typed = list(zip(request.POST.getlist("people"), request.POST.getlist("days"), strict=False))
        try:
            audit_days.keep([] if request.POST.get("do") == "usual" else typed)
            page.done(request, _("The table is changed."))
            return redirect("desk-audit-days")
        except InvalidForm as fault:
            faults = fault.faults
    lines = [*typed, *[("", "")] * SPARE]
    return page.show(
        request,
        "case/audit-days",
        {"lines": lines, "own": audit_days.own(), "faults": faults},
        status=422 if faults else 200,
    )


def _seen(request: Request, found: CaseView) -> review_view.ReviewView | None:
    reader = request.user
    return review_view.review_view_of(
        found.case, language=page.tongue(), member=reader, now=request.now, unnamed=found.unnamed
    )


def _review(request: Request, found: CaseView) -> ReviewPanel | None:
    seen = _seen(request, found)
    if seen is None:
        return None
    return {
        "seen": seen,
        "headlines": [one for one in seen.figures if one.headline],
        "others": [one for one in seen.figures if not one.headline],
        "period": formats.period(seen.period),
        "plain": formats.plain,
    }


def _certificate(request: Request, found: CaseView) -> CertificatePanel:
    case, today = found.case, timezone.localdate(request.now)
    people = certification.people(case)
    found_days = certification.estimate(people)
    opened = {one.number for one in found.state.opened if one.kind == "nonconformity"}
    reader, now = request.user, request.now
    ties = internal.ties(case, found.state, page.tongue(), member=reader, now=now) if opened else ()
    return {
        "offers": certification.offers(case),
        "people": _plain(people),
        "first": _plain(found_days.first),
        "each": _plain(found_days.surveillance),
        "renewal": _plain(found_days.renewal),
        "validity": certification.validity(case, today),
        "today": today,
        "found": [one for one in ties if one.number in opened],
    }


def _plain(found: Decimal) -> str:
    return formats.plain(float(found), 1)
