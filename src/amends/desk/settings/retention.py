"""How long people's words are kept: what goes next, what is kept longer, what went and why; and of one case."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.retention import erasure, erasure_log
from amends.cases.retention.erasure_log import Which
from amends.cases.views.case_view import CaseView
from amends.desk import page
from amends.desk.case import case_access
from amends.desk.request import Request

SHOWN: tuple[Which, ...] = ("due", "held", "erased")


def index(request: Request) -> HttpResponse:
    """Everybody who answers for the evidence may see it; only the owner of the procedure does anything about it."""
    asked = request.GET.get("show", "")
    which: Which = next((one for one in SHOWN if one == asked), "due")
    after = page.typed(request.GET, "after")[:60]
    found = erasure_log.page(which, member=request.user, language=page.tongue(), now=request.now, after=after)
    rules = [
        (one.title, one.retention.keep if one.retention else None, one.retention.start if one.retention else "")
        for one in request.ground.at(request.now).outsides()
    ]
    views = {"due": _("To be erased"), "held": _("Kept longer"), "erased": _("Erased")}
    context = {"page": found, "show": which, "rules": rules, "views": list(views.items()), "title": views[which]}
    return page.show(request, "settings/retention", context)


def one(request: Request, number: str) -> HttpResponse:
    """What is kept of this case, until when; to keep it longer, to let it go, or to erase it now."""
    found = case_access.view_of(request, number)
    if found.case.inside:
        raise Http404
    said, reasons, faults = page.typed(request.POST, "reason"), tuple[str, ...](()), dict[str, str]()
    if request.method == "POST":
        try:
            page.done(request, _done(request, found, said))
            return redirect("desk-case", number=found.case.number)
        except ActNotAllowed as shut:
            reasons = case_access.reasons(found, shut)
        except InvalidForm as fault:
            faults = dict(fault.faults)
    context = {
        "said": said,
        "reasons": reasons,
        "faults": faults,
        "erases": not erasure.refusals(found.state),
        "rule": found.procedure.retention,
    }
    return case_access.show(request, "settings/retention-case", found, context, status=_status(reasons, faults))


def _done(request: Request, found: CaseView, said: str) -> str:
    """Does what was asked, and says so."""
    by, now = request.user, request.now
    match request.POST.get("do", ""):
        case "hold":
            erasure.hold(found.case, reason=said, by=by, now=now)
            return _("Its words are kept until somebody lets them go.")
        case "let-go":
            erasure.let_go(found.case, by=by, now=now)
            return _("Its words are kept as long as the procedure says, and no longer.")
    if request.POST.get("sure") != "yes":
        raise InvalidForm({"sure": _("Say that you are sure: nobody can bring the words back.")})
    erasure.erase(found.case, cause="asked", by=by, now=now)
    return _("Every word, name and file of this case is erased. What happened, and when, is still there.")


def _status(reasons: tuple[str, ...], faults: dict[str, str]) -> int:
    return 409 if reasons else 422 if faults else 200
