"""The pool: every open case whatever its channel; filtered, searched, kept as views, given to somebody in one go."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amends.cases import queries
from amends.cases.acts import bulk
from amends.desk import page
from amends.desk.request import Request
from amends.desk.worklists import case_rows, filters
from amends.organisation import options, saved_views


def index(request: Request) -> HttpResponse:
    language = page.tongue()
    wanted = filters.wanted(request.GET, request.user)
    found = queries.pool(request.user, wanted, language=language, now=request.now)
    people, known = options.people(), options.everything(language)
    offered = filters.offered(wanted, people, known, language=language, standing=request.ground.at(request.now))
    views = saved_views.saved_views_of(request.user)
    query = filters.query(wanted)
    context = {
        "found": found,
        "lines": case_rows.lines(found.rows, request.now),
        "wanted": wanted,
        "offered": offered,
        "chips": filters.chips(wanted, offered),
        "people": people,
        "departments": known.department,
        "query": query,
        "views": views,
        "view": next((one for one in views if one.query == query), None),
        "more_address": f"?{filters.query(wanted, after=found.after)}" if found.after else "",
    }
    return page.show(request, "worklists/pool", context)


@require_POST
def assign(request: Request) -> HttpResponse:
    """Each case by itself: what one of them does not allow does not stop the others."""
    picked = dict(_picked(request.POST))
    owner = next((one for one in options.people() if str(one.pk) == request.POST.get("owner")), None)
    department = page.typed(request.POST, "department")
    if not picked or not (owner or department):
        page.not_done(request, _("Tick the cases, then choose a person or a department."))
        return _back(request)
    outcome = bulk.assign(
        picked, owner=owner, department=department, by=request.user, now=request.now, language=page.tongue()
    )
    if outcome.done:
        words = ngettext("%(count)s case was assigned.", "%(count)s cases were assigned.", len(outcome.done))
        page.done(request, words % {"count": len(outcome.done)})
    for number, why in outcome.refused:
        page.not_done(request, f"{number}: {why}")
    return _back(request)


@require_POST
def keep(request: Request) -> HttpResponse:
    """Keeps the present filters under a name."""
    query = filters.query(filters.wanted(QueryDict(page.typed(request.POST, "query")), request.user))
    try:
        saved_views.keep(request.user, name=page.typed(request.POST, "name"), query=query, now=request.now)
        page.done(request, _("The view is kept. You find it above the list."))
    except ValidationError as fault:
        page.not_done(request, " ".join(fault.messages))
    return _back(request)


@require_POST
def remove(request: Request, view_id: int) -> HttpResponse:
    saved_views.remove(request.user, view_id)
    page.done(request, _("The view is removed. The cases are where they were."))
    return redirect("desk-pool")


def _picked(post: QueryDict) -> list[tuple[str, int]]:
    """The ticked rows: number, and the last entry that was seen."""
    found = (one.partition("|") for one in post.getlist("case"))
    return [(number, int(seen)) for number, _bar, seen in found if seen.isdecimal()][: queries.PAGE]


def _back(request: Request) -> HttpResponse:
    """To the same list; the filters are read anew, so that nothing else can be an address."""
    query = filters.query(filters.wanted(QueryDict(page.typed(request.POST, "query")), request.user))
    return redirect(f"{reverse('desk-pool')}?{query}")
