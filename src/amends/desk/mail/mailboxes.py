"""Setting up the mailboxes that are read and the gateways that bring text messages: the owner's pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.mail import mail_labels
from amends.desk.request import Request
from amends.intake import connections, submission
from amends.organisation.inbound_channels import Gateway, Mailbox
from amends.procedure.schema import say

BOX = ("name", "how", "host", "port", "security", "user", "password", "folder", "done_folder", "tagged", "paused")
GATE = ("key", "proof", "header", "renew")


def mailbox(request: Request, box_id: int = 0) -> HttpResponse:
    one = _box(box_id)
    kinds = [(kind.key, say(kind.title, page.tongue())) for kind in submission.kinds(request.now).values()]
    keys = (*BOX, *(f"addresses-{kind}" for kind, _title in kinds))
    said = _known(one, [kind for kind, _title in kinds])
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in keys}
        try:
            connections.mailbox(one, said, kinds=[kind for kind, _title in kinds], now=request.now)
            page.done(request, _("The mailbox is saved. It is read within a minute."))
            return redirect("desk-channels")
        except InvalidForm as fault:
            faults = fault.faults
    context = {
        "one": one,
        "said": said,
        "faults": faults,
        "kinds": kinds,
        "securities": Mailbox.SECURITIES,
        "hows": Mailbox.HOWS,
        "fault": mail_labels.fault(one.fault),
    }
    return page.show(request, "mail/mailbox", context, status=422 if faults else 200)


def gateway(request: Request, key: str = "") -> HttpResponse:
    """A new secret stands on the page that answers, and nowhere afterwards."""
    one = Gateway.objects.filter(pk=key).first() if key else Gateway()
    if one is None:
        raise Http404
    said = {"key": one.key, "proof": one.proof, "header": one.header}
    faults: dict[str, str] = {}
    secret = ""
    if request.method == "POST":
        said = {name: page.typed(request.POST, name) for name in GATE}
        try:
            secret = connections.gateway(one, said, new=not key)
        except InvalidForm as fault:
            faults = fault.faults
        if not faults and not secret:
            page.done(request, _("The gateway is saved."))
            return redirect("desk-channels")
    address = f"{settings.URL}{reverse('in-sms', args=[one.key])}" if one.key and not faults else ""
    context = {
        "one": one,
        "said": said,
        "faults": faults,
        "proofs": Gateway.PROOFS,
        "secret": secret,
        "address": address,
        "new": not key,
        "fault": mail_labels.fault(one.fault),
    }
    return page.show(request, "mail/gateway", context, status=422 if faults else 200)


def _box(box_id: int) -> Mailbox:
    one = Mailbox.objects.filter(pk=box_id).first() if box_id else Mailbox()
    if one is None:
        raise Http404
    return one


def _known(one: Mailbox, kinds: list[str]) -> dict[str, str]:
    """As a form says it: a box that is ticked says yes."""
    said = {key: str(getattr(one, key) or "") for key in BOX if key not in ("password", "paused", "tagged")}
    ticked = {"tagged": "yes" if one.tagged else "", "paused": "yes" if one.paused_at else ""}
    found = {f"addresses-{kind}": connections.addresses_of(one, kind) for kind in kinds}
    return {**said, **ticked, **found, "password": ""}
