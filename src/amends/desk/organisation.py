"""The organisation's own face: name, logo, colour, ways to reach it, hours and languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from amends.desk import page
from amends.desk.door import Request
from amends.organisation import changing


def change(request: Request) -> HttpResponse:
    own = request.organisation
    said: dict[str, Any] = {key: getattr(own, key) for key in (*changing.FACE, "languages", "publishes")}
    faults: dict[str, str] = {}
    known = dict(settings.LANGUAGES)
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in changing.FACE}
        said["prefix"] = said["prefix"] or own.prefix
        said["languages"] = request.POST.getlist("languages")
        said["publishes"] = request.POST.get("publishes") == "yes"
        try:
            without = request.POST.get("without_logo") == "yes"
            changing.organisation(said, known=known, logo=request.FILES.get("logo"), without_logo=without)
            page.done(request, _("The organisation is changed."))
            return redirect("desk-organisation")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    spoken = [(key, get_language_info(key)["name_local"]) for key in known]
    context = {"own": own, "said": said, "faults": faults, "spoken": spoken}
    return page.show(request, "organisation", context, status=422 if faults else 200)
