"""The register of ways in: each with who looks after it, what is being improved, and when it was last tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from amends.cases import channel_counts
from amends.cases.channel_counts import Came
from amends.desk import page
from amends.desk.mail import mail_labels
from amends.desk.request import Request
from amends.look import middleware
from amends.organisation import access, changes
from amends.organisation.inbound_channels import Gateway, Mailbox
from amends.organisation.models import Channel, Member, Site
from amends.platform.json_values import Json
from amends.procedure.schema import say

TYPED = ("kind", "site", "address", "improvement", "keeper", "checked_on")


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One way in, with what it brought this month."""

    one: Channel
    title: str
    count: int
    last_at: datetime | None


def index(request: Request) -> HttpResponse:
    since = timezone.localtime(request.now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    came = channel_counts.since(since)
    rows = [_row(one, came) for one in Channel.objects.select_related("keeper", "site").order_by("kind", "key")]
    boxes = [
        (one, mail_labels.fault(one.fault)) for one in Mailbox.objects.prefetch_related("addresses").order_by("name")
    ]
    gates = [(one, mail_labels.fault(one.fault)) for one in Gateway.objects.order_by("pk")]
    context = {
        "rows": rows,
        "boxes": boxes,
        "gates": gates,
        "reads": access.may_read_incoming(request.user, request.now),
    }
    return page.show(request, "settings/channels", context)


def _row(one: Channel, came: Mapping[tuple[str, str], Came]) -> ChannelRow:
    """A counter or hotline of one site counts what came there; a way of the whole house, all that came by it."""
    mine = [
        said for (kind, site), said in came.items() if kind == one.kind and (not one.site_id or site == one.site_id)
    ]
    return ChannelRow(
        one,
        say(one.titles, page.tongue()) or one.get_kind_display(),
        sum(said.count for said in mine),
        max((said.last_at for said in mine), default=None),
    )


def new(request: Request) -> HttpResponse:
    """A way in that the register does not have yet."""
    return _form(request, changes.new_channel())


def change(request: Request, key: str) -> HttpResponse:
    one = Channel.objects.filter(pk=key).first()
    if one is None:
        raise Http404
    return _form(request, one)


def _form(request: Request, one: Channel) -> HttpResponse:
    tongues = [(tongue, get_language_info(tongue)["name_local"]) for tongue in middleware.spoken(request)]
    said: dict[str, Json] = {
        "titles": {**one.titles},
        "address": one.address,
        "improvement": one.improvement,
        "public": one.public,
        "kind": one.kind,
        "site": one.site_id or "",
        "keeper": str(one.keeper_id or ""),
        "checked_on": one.checked_on.isoformat() if one.checked_on else "",
    }
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in TYPED}
        said["titles"] = {tongue: page.typed(request.POST, f"titles-{tongue}") for tongue, _name in tongues}
        said["public"] = request.POST.get("public") == "yes"
        try:
            changes.channel(one, said)
            page.done(request, _("The channel is saved."))
            return redirect("desk-channels")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    context = {
        "title": say(one.titles, page.tongue()) or _("A new channel"),
        "kinds": Channel.KINDS,
        "sites": [(site.pk, site.name) for site in Site.objects.order_by("name")],
        "said": said,
        "faults": faults,
        "tongues": tongues,
        "people": [(str(member.pk), str(member)) for member in Member.objects.filter(is_active=True).order_by("name")],
    }
    return page.show(request, "settings/channel", context, status=422 if faults else 200)
