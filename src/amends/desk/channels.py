"""The register of ways in: each with who looks after it, what is being improved, and when it was last tried."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from amends.desk import page
from amends.desk.door import Request
from amends.look import house
from amends.organisation import changing
from amends.organisation.models import Channel, Member
from amends.procedure.language import say


def listed(request: Request) -> HttpResponse:
    channels = Channel.objects.select_related("keeper", "site").order_by("kind", "key")
    rows = [(one, say(one.titles, page.tongue()) or one.get_kind_display()) for one in channels]
    return page.show(request, "channels", {"rows": rows})


def change(request: Request, key: str) -> HttpResponse:
    one = Channel.objects.filter(pk=key).first()
    if one is None:
        raise Http404
    tongues = [(tongue, get_language_info(tongue)["name_local"]) for tongue in house.spoken(request.organisation)]
    said: dict[str, Any] = {
        "titles": one.titles, "address": one.address, "improvement": one.improvement, "public": one.public,
        "keeper": str(one.keeper_id or ""), "checked_on": one.checked_on.isoformat() if one.checked_on else "",
    }  # fmt: skip
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in ("address", "improvement", "keeper", "checked_on")}
        said["titles"] = {tongue: page.typed(request.POST, f"titles-{tongue}") for tongue, _name in tongues}
        said["public"] = request.POST.get("public") == "yes"
        try:
            changing.channel(one, said)
            page.done(request, _("The channel is changed."))
            return redirect("desk-channels")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    context = {
        "channel": one, "title": say(one.titles, page.tongue()), "said": said, "faults": faults, "tongues": tongues,
        "people": [(str(member.pk), str(member)) for member in Member.objects.filter(is_active=True).order_by("name")],
    }  # fmt: skip
    return page.show(request, "channel", context, status=422 if faults else 200)
