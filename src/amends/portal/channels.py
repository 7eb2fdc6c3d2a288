"""Other ways to reach us: every public channel and place, and the form to fill in by hand."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language_info

from amends.dispatch.letters import forms_pdf
from amends.look import middleware
from amends.look.middleware import Request
from amends.portal import page


def index(request: Request) -> HttpResponse:
    tongues = [(key, get_language_info(key)["name_local"]) for key in middleware.spoken(request)]
    return page.show(request, "ways", {"tongues": tongues})


def form(request: Request) -> HttpResponse:
    """The printed form in the language of the address; it holds nothing about anybody, so it may be kept."""
    del request
    answer = HttpResponse(forms_pdf.form(page.tongue()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="complaint-form-{page.tongue()}.pdf"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer
