"""The organisation's own face: name, logo, colour, ways to reach it, hours and languages."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from amends.cases.editions import RulesInForce
from amends.desk import page
from amends.desk.request import Request
from amends.look import middleware
from amends.organisation import changes
from amends.platform.json_values import Json
from amends.procedure.schema import say


def change(request: Request) -> HttpResponse:
    own = request.organisation
    said: dict[str, Json] = {key: getattr(own, key) for key in (*changes.FACE, "languages", "publishes")}
    faults: dict[str, str] = {}
    standing = request.ground.at(request.now)
    known = dict(settings.LANGUAGES)
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in changes.FACE}
        said["prefix"] = said["prefix"] or own.prefix
        chosen = request.POST.getlist("languages")
        said["languages"] = [*chosen]
        said["publishes"] = request.POST.get("publishes") == "yes"
        try:
            without = request.POST.get("without_logo") == "yes"
            changes.organisation(
                said, unspoken=_unspoken(chosen, standing), logo=request.FILES.get("logo"), without_logo=without
            )
            page.done(request, _("The organisation is changed."))
            return redirect("desk-organisation")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    spoken = [(key, get_language_info(key)["name_local"]) for key in known]
    context = {"own": own, "said": said, "faults": faults, "spoken": spoken, "lacking": _lacking(standing)}
    return page.show(request, "settings/organisation", context, status=422 if faults else 200)


def _unspoken(chosen: Sequence[str], standing: RulesInForce) -> list[str]:
    """Chosen languages in which no procedure in force is written: nobody could be answered in them."""
    procedures = standing.outsides()
    known = [key for key in chosen if key in dict(settings.LANGUAGES)]
    return [key for key in known if procedures and not any(one.speaks(key) for one in procedures)]


def _lacking(standing: RulesInForce) -> list[tuple[str, str]]:
    """Offered languages that some procedure in force is not written in, each with the titles of those."""
    return [
        (get_language_info(key)["name_local"], ", ".join(say(one.title, page.tongue()) for one in lacks))
        for key in middleware.known(standing.offered())
        if (lacks := [one for one in standing.outsides() if not one.speaks(key)])
    ]
