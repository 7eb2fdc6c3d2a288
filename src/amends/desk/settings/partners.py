"""The partners who raise cases without an account: invited, given a new link, or ended, by the owner."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.desk import page
from amends.desk.request import Request
from amends.organisation import options, partners


def index(request: Request) -> HttpResponse:
    """Everyone, with the link of each; a new one is invited on the same page."""
    said = {key: page.typed(request.POST, key) for key in ("name", "site")}
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = partners.invite(said, now=request.now)
            page.done(request, _("%(name)s has a link now. Send it to them alone.") % {"name": made})
            return redirect("desk-partners")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    rows = [(one, "" if one.ended_at else _address(partners.link(one))) for one in partners.everyone()]
    context = {"rows": rows, "said": said, "faults": faults, "known": options.everything(page.tongue())}
    return page.show(request, "settings/partners", context, status=422 if faults else 200)


@require_POST
def change(request: Request, key: str) -> HttpResponse:
    one = next((found for found in partners.everyone() if found.key == key), None)
    if one is None:
        raise Http404
    if request.POST.get("do") == "end":
        partners.end(one, now=request.now)
        page.done(request, _("The link of %(name)s opens nothing any more.") % {"name": one})
    else:
        partners.renew(one)
        page.done(request, _("%(name)s has a new link; the old one has ended.") % {"name": one})
    return redirect("desk-partners")


def _address(given: str) -> str:
    return f"{settings.URL}{reverse('portal-partner-enter', args=[given])}"
