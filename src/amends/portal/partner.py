"""A partner raises a case at the customer's place, on a phone, by a personal link: one short page, nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases.acts import complaint_receipt
from amends.cases.acts.perform import File
from amends.cases.editions import RulesInForce
from amends.cases.errors import InvalidForm
from amends.intake import submission
from amends.intake.attachments import files, pending_files
from amends.intake.attachments.pending_files import Pending
from amends.intake.submission import Door
from amends.look.middleware import Request
from amends.organisation import options, partners
from amends.organisation.models import Partner
from amends.portal import cookies, page
from amends.procedure.schema import say

CHANNEL = "partner"
NO_FILES = Pending()
TYPED = (
    "kind",
    "trigger",
    "words",
    "on_the_spot",
    "immediate",
    "product",
    "order",
    "batch",
    "name",
    "mobile",
    "email",
    "submission",
)


def enter(_request: HttpRequest, given: str, **_address: str) -> HttpResponse:
    """The link is put away at once, so that it stands in no address that is shown, kept or passed on."""
    answer = redirect("portal-partner")
    cookies.keep_partner(answer, given)
    return answer


def raised(request: Request, **_address: str) -> HttpResponse:
    """Sent twice, it is one case; what was typed stays until it is taken in."""
    partner = partners.of_link(request.COOKIES.get(cookies.PARTNER, ""))
    if partner is None:
        return page.show(request, "partner_unknown", status=404)
    now = timezone.now()
    standing = request.ground.at(now)
    said = {key: request.POST.get(key, "").replace("\x00", "") for key in TYPED}
    if request.method != "POST":
        said["submission"] = str(uuid.uuid4())
        return _form(request, partner, said, {}, standing)
    pending = pending_files.of_form(request, now=now)
    try:
        pending.must_be_sound()
        number = _receive(partner, said, pending.files, standing, now)
        pending_files.handed_over(pending.files)
        return redirect(f"{reverse('portal-partner')}?sent={number}")
    except InvalidForm as fault:
        return _form(request, partner, said, fault.faults, standing, pending)


def _receive(
    partner: Partner, said: dict[str, str], kept: Sequence[File], standing: RulesInForce, now: datetime
) -> str:
    """Who the customer is may be unknown: they perhaps have not noticed yet (P10)."""
    known = any(said[key].strip() for key in ("mobile", "email"))
    content = {
        **said,
        "site": partner.site_id or "",
        "anonymous": "" if known else "yes",
        "language": page.tongue(),
        "for_other": "",
        "kind": said["kind"] or next(iter(standing.kinds()), ""),
    }
    faults = {} if said["on_the_spot"] in ("yes", "no") else {"on_the_spot": _("Say whether it is settled.")}
    door = Door(CHANNEL, kept, _submission(said["submission"]))
    valid = submission.validate(content, door, now=now, standing=standing, faults=faults)
    return complaint_receipt.receive(valid, by=f"partner:{partner.key}", now=now).case.number


def _form(
    request: Request,
    partner: Partner,
    said: dict[str, str],
    faults: dict[str, str],
    standing: RulesInForce,
    pending: Pending = NO_FILES,
) -> HttpResponse:
    language = page.tongue()
    kinds = standing.kinds()
    content = {**said, "kind": said["kind"] or next(iter(kinds), "")}
    pack = submission.procedure(content, channel=CHANNEL, standing=standing) if kinds else None
    triggers = [
        (one.key, say(one.title, language))
        for one in (pack.triggers.values() if pack else ())
        if not one.channels or CHANNEL in one.channels
    ]
    context = {
        "pending": pending.files,
        "partner": partner,
        "said": said,
        "faults": faults,
        "triggers": triggers,
        "sent": request.GET.get("sent", ""),
        "kinds": [(one.key, say(one.title, language)) for one in kinds.values()],
        "accept": files.ACCEPT,
        "products": options.everything(language).product,
        "most": files.MOST,
        "largest": files.LARGEST,
    }
    return page.show(request, "partner", context, status=422 if faults else 200)


def _submission(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
