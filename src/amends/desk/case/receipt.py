"""Right after a case was taken in: what to read out, the number and the password to write down, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases import tracking
from amends.cases.acts import complaint_receipt, handling
from amends.cases.views.case_types import Case
from amends.desk import page
from amends.desk.case import case_access
from amends.desk.request import Request
from amends.dispatch.letters import preview

KEPT = "amends_taken_in"
SHOWN_FOR = timedelta(minutes=30)  # long enough for a long call; then this page shows the password no more
IN_PERSON = frozenset({"phone", "counter", "representative", "technician"})


def remember(request: Request, case: Case, token: bytes) -> None:
    """For this member's session alone, until they say that it was read out; who is shown a password is written down."""
    request.session[KEPT] = {case.number: [token.hex(), request.now.isoformat()]}
    if case.channel in IN_PERSON:
        handling.note_password_seen(case, how="spoken", by=request.user, now=request.now)


def read_out(request: Request, number: str) -> HttpResponse:
    found = case_access.view_of(request, number)
    token, since = request.session.get(KEPT, {}).get(number, ("", ""))
    if not token or request.now - datetime.fromisoformat(since) > SHOWN_FOR:
        return redirect("desk-case", number=number)
    if request.method == "POST":
        del request.session[KEPT]
        if request.POST.get("do") == "read":
            complaint_receipt.acknowledge(found.case, by=request.user, now=request.now)
            page.done(request, _("It is written down that you read the acknowledgement out."))
        return redirect("desk-case", number=number)
    spoken = found.case.channel in IN_PERSON
    password = tracking.new_password(bytes.fromhex(token)) if spoken else ""
    context = {
        "password": password,
        "spoken": spoken,
        "script": preview.spoken(found.case, password=password, now=request.now) if spoken else None,
    }
    return case_access.show(request, "case/receipt", found, context)
