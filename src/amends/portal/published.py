"""How complaints were handled in the last twelve months, for everybody to read: where the organisation wants it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from amends.look.middleware import Request
from amends.portal import page
from amends.reports import published


def index(request: Request) -> HttpResponse:
    if not request.organisation.publishes:
        raise Http404
    today = timezone.localdate()
    months = published.last_year(today)
    context = {"rows": published.rows(today), "since": months.since, "until": months.until}
    return page.show(request, "published", context)
