"""The 8D report of an action, on paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from amends.desk.case import case_access
from amends.desk.request import Request
from amends.improvement import eight_d


def report_pdf(request: Request, number: str) -> HttpResponse:
    found = case_access.view_of(request, number)
    if not eight_d.is_action(found.case):
        raise Http404
    answer = HttpResponse(
        eight_d.report_pdf(found, today=timezone.localtime(request.now).date()), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="8d-{found.case.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
