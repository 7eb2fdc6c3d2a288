"""Today: what I owe, to whom, by when, without a click."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from amends.cases import queries
from amends.desk import page
from amends.desk.request import Request
from amends.desk.worklists import alerts, case_rows
from amends.dispatch.letters import post
from amends.intake.mail import daily_look, inbound_mail
from amends.organisation import access


def index(request: Request) -> HttpResponse:
    owed = queries.today(request.user, language=page.tongue(), now=request.now)
    titles = {"late": _("Now: these dates have passed"), "today": _("Today"), "week": _("The next seven days")}
    parts = [(key, titles[key], case_rows.lines(owed[key], request.now)) for key in titles]
    context = {
        "alerts": alerts.alerts_for(request.user, request.now),
        "parts_of_day": parts,
        "count": sum(len(lines) for _key, _title, lines in parts),
        "mail": inbound_mail.waiting() if access.may_read_incoming(request.user, request.now) else 0,
        "look": daily_look.owed_by(request.user, request.now),
        "letters": len(post.waiting_for(request.user, request.now)),
    }
    return page.show(request, "worklists/today", context)
