"""The trends: which topics left their limits, what that became, and letters that many sent."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amends.desk import page
from amends.desk.request import Request
from amends.improvement import control_limits, identical_letters, monitor, problems, trend_chart, trends


def index(request: Request) -> HttpResponse:
    known = trends.packs()
    asked = [request.GET.get("pack", ""), trends.foremost(), *known[:1]]
    pack = next((one for one in asked if one in known), "")
    seen = trends.trends_view(pack, language=page.tongue(), today=_today(request))
    context = {
        "seen": seen,
        "pack": pack,
        "packs": trends.names_of(known, page.tongue()),
        "letters": identical_letters.letters(request.user, request.now),
        "charts": {one: trend_chart.chart(one.months) for one in seen.topics},
        **_promises(),
    }
    return page.show(request, "trends/trends", context)


def topic(request: Request) -> HttpResponse:
    """One topic: its months with limits, and everything that was signalled about it."""
    asked = [request.GET.get(key, "").replace("\x00", "")[:220] for key in ("pack", "by", "topic")]
    pack, topic_by, key = asked
    found = trends.topic(pack, topic_by, key, language=page.tongue(), today=_today(request))
    if found is None:
        raise Http404
    seen, signals = found
    context = {
        "seen": seen,
        "signals": signals,
        "chart": trend_chart.chart(seen.months, size=trend_chart.LARGE),
        **_promises(),
    }
    return page.show(request, "trends/topic", {**context, "cases": _cases(seen)})


@require_POST
def look(request: Request) -> HttpResponse:
    monitor.look(request.now)
    page.done(request, _("Every topic was looked at."))
    return redirect("desk-trends")


@require_POST
def gather(request: Request) -> HttpResponse:
    """One text from many: one problem with all their cases, or all of them handled with the first."""
    first = request.POST.get("first", "")
    letter = next(
        (one for one in identical_letters.letters(request.user, request.now) if one.numbers[0] == first), None
    )
    if letter is None:
        raise Http404
    return _joined(request, letter) if request.POST.get("do") == "join" else _problem(request, letter)


def _joined(request: Request, letter: identical_letters.Letter) -> HttpResponse:
    done, left = identical_letters.join(letter, by=request.user, now=request.now)
    if done:
        words = ngettext("%(num)s case is handled with the first.", "%(num)s cases are handled with the first.", done)
        page.done(request, words % {"num": done})
    if left:
        words = ngettext(
            "%(num)s case cannot be: it has come further, follows another procedure, or the step is not yours.",
            "%(num)s cases cannot be: they have come further, follow another procedure, or the step is not yours.",
            left,
        )
        page.not_done(request, words % {"num": left})
    return redirect("desk-case", number=letter.numbers[0])


def _problem(request: Request, letter: identical_letters.Letter) -> HttpResponse:
    title = _("One text from %(count)s people") % {"count": letter.senders}
    try:
        problem = problems.propose(letter.numbers, title=title, by=request.user, now=request.now)
    except LookupError:
        page.not_done(request, _("No procedure for problems and actions is in force yet."))
        return redirect("desk-trends")
    return redirect("desk-case", number=problem.number)


def _cases(seen: trends.TopicView) -> str:
    """Where the complaints themselves are listed; nowhere for a cause, which no list can be asked for."""
    facts = trends.facts(seen)
    return "?" + urlencode({**facts, "closed": "yes"}) if facts else ""


def _promises() -> dict[str, int]:
    """How rarely a signal is wrong: in one month of so many."""
    return {"one_in": round(1 / control_limits.SIGNAL.rate), "early_in": round(1 / control_limits.EARLY.rate)}


def _today(request: Request) -> date:
    return timezone.localtime(request.now).date()
