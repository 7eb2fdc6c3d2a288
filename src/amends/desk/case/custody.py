"""Samples and returned goods: the page that scanning a label opens, the label itself, and all items by their step."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from amends.cases.views import case_labels
from amends.cases.views.case_view import CaseView
from amends.desk import page
from amends.desk.case import case_access
from amends.desk.request import Request
from amends.goods import custody, label
from amends.procedure.schema import STEPS

AFTER = re.compile(r"\d{1,18}\Z")


def index(request: Request) -> HttpResponse:
    step, after = request.GET.get("step", ""), request.GET.get("after", "")
    step = step if step in STEPS else ""
    found = custody.item_page(request.user, step=step, after=after if AFTER.match(after) else "", now=request.now)
    steps = [(key, case_labels.step(key)) for key in STEPS]
    return page.show(request, "case/items", {"found": found, "step": step, "steps": steps})


def detail(request: Request, code: str) -> HttpResponse:
    """Where the item has been, whoever had it; what can be done next is done on the page of its case."""
    seen, chain = _chain(request, code)
    if chain.code != code:
        return redirect("desk-custody", code=chain.code)
    offers = [one for one in seen.offers if one.open and custody.follows(chain, one.act.step)]
    return case_access.show(request, "case/item", seen, {"chain": chain, "offers": offers})


def label_pdf(request: Request, code: str) -> HttpResponse:
    seen, chain = _chain(request, code)
    address = settings.URL + reverse("desk-custody", kwargs={"code": chain.code})
    drawn = label.label_pdf(chain.code, what=chain.what, address=address, language=seen.language)
    answer = HttpResponse(drawn, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{chain.code}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _chain(request: Request, code: str) -> tuple[CaseView, custody.Chain]:
    number = custody.number_of(code)
    if not number:
        raise Http404
    seen = case_access.view_of(request, number)
    return seen, custody.chain(seen, code)
