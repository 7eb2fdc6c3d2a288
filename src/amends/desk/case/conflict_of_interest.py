"""Whom a complaint is about: said on a page of its own, changed only by somebody above."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases.acts import handling
from amends.cases.errors import InvalidForm
from amends.cases.views.case_view import CaseView
from amends.desk import page
from amends.desk.case import case_access
from amends.desk.request import Request
from amends.organisation import options
from amends.procedure import conflict_of_interest


def about(request: Request, number: str) -> HttpResponse:
    """Names the colleagues a complaint is about; none ticked: it is about nobody here."""
    found = case_access.view_of(request, number)
    if found.case.inside:
        raise Http404
    members = options.members()
    chosen = request.POST.getlist("about") if request.method == "POST" else _named(found)
    said, faults = page.typed(request.POST, "reason"), dict[str, str]()
    if request.method == "POST":
        picked = [one for one in members if one.by in chosen]
        try:
            handling.name_complained_about(found.case, members=picked, reason=said, by=request.user, now=request.now)
            page.done(request, _("It is written down whom this complaint is about."))
            if request.user in picked:
                return redirect("desk-today")  # from now on this case is closed to whoever named themselves
            return redirect("desk-case", number=found.case.number)
        except InvalidForm as fault:
            faults = fault.faults
    context = {
        "said": said,
        "faults": faults,
        "chosen": chosen,
        "members": [(one.by, str(one)) for one in members],
        "waived": found.state.recusal_waived,
    }
    return case_access.show(request, "case/conflict", found, context, status=422 if faults else 200)


def _named(found: CaseView) -> list[str]:
    return sorted(conflict_of_interest.complained_about(found.procedure, found.state))
