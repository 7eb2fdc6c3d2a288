"""The phone and mailbox of the demo's complainants: what reaches people who do not exist, outside the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from amends.cases import tracking
from amends.dispatch.letters import render as letters_render
from amends.dispatch.models import DemoDelivery

PAGE = 25
THEIRS = Q(whom="complainant") | Q(whom="", carrier="sms")
ASKED = Q(whom__startswith="department:")


@dataclass(frozen=True, slots=True)
class Received:
    """One text message or mail as its recipient reads it."""

    key: int
    at: datetime
    carrier: str
    to: str
    subject: str
    text: str
    html: str
    language: str


def index(request: HttpRequest) -> HttpResponse:
    """The newest first, by key; by number, address or words. Departments have a mailbox of their own here."""
    _only_in_the_demo()
    words, whose = request.GET.get("words", "").replace("\x00", "")[:200].strip(), request.GET.get("whose", "")
    found = _fitting(words, ASKED if whose == "departments" else THEIRS)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) < 18:
        found = found.filter(pk__lt=int(after))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    context = {
        "rows": [_received(one) for one in rows[:PAGE]],
        "words": words,
        "whose": whose,
        "after": rows[PAGE - 1].pk if len(rows) > PAGE else "",
    }
    answer = render(request, "demo/letterbox.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def one(request: HttpRequest, key: int) -> HttpResponse:
    """One message whole, as its recipient has it: with the password in it."""
    _only_in_the_demo()
    found = DemoDelivery.objects.filter(THEIRS | ASKED, pk=key).first()
    if found is None:
        raise Http404
    answer = render(request, "demo/message.html", {"one": _received(found)})
    answer["Cache-Control"] = "no-store"
    return answer


def _only_in_the_demo() -> None:
    """Everywhere else there is no such page: what these letters carry is for their readers alone."""
    if not settings.DEMO:
        raise Http404


def _fitting(words: str, whose: Q) -> QuerySet[DemoDelivery]:
    found = DemoDelivery.objects.filter(whose)
    if number := tracking.tidy_number(words):
        return found.filter(number=number)
    if words:
        places = ("to", "subject", "body", "sms")
        wanted = Q()
        for place in places:
            wanted |= Q(**{f"{place}__icontains": words})
        return found.filter(wanted)
    return found


def _received(one: DemoDelivery) -> Received:
    text = one.sms if one.carrier == "sms" else ""
    html = "" if one.carrier == "sms" else letters_render.as_html(one.body)
    return Received(one.pk, one.taken_at, one.carrier, one.to, one.subject, text, html, one.language)
