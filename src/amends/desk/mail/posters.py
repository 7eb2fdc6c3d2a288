"""Paper for the places: the complaint form in each language, and a poster for each site."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import get_language_info

from amends.desk import page
from amends.desk.request import Request
from amends.dispatch.letters import forms_pdf
from amends.look import middleware
from amends.organisation.models import Site

WHOLE = "all"  # the poster of no place in particular


def index(request: Request) -> HttpResponse:
    tongues = [(key, get_language_info(key)["name_local"]) for key in middleware.spoken(request)]
    sites = [(WHOLE, request.organisation.name), *Site.objects.order_by("name").values_list("key", "name")]
    return page.show(request, "mail/posters", {"tongues": tongues, "sites": sites})


def poster(request: Request, language: str, site: str) -> HttpResponse:
    one = Site.objects.filter(pk=site).first()
    if language not in middleware.spoken(request) or (one is None and site != WHOLE):
        raise Http404
    answer = HttpResponse(forms_pdf.poster(language, one), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="poster-{site}-{language}.pdf"'
    return answer
