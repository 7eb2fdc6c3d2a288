"""Bare Django views to measure against: the same rows by plain ORM, a small template, no rule and no check."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from jinja2 import Template

from amends.cases.models import Case, Entry, PersonalData, SearchIndex, Secret

LIST = Template(
    "<!doctype html><table>{% for r in rows %}<tr><td>{{ r.due_at }}<td>{{ r.number }}<td>{{ r.words.summary|e }}"
    "<td>{{ r.words.complainant|e }}<td>{{ r.stage }}<td>{{ r.owner.name|e }}<td>{{ r.department_id }}"
    "<td>{{ r.category_id }}<td>{{ r.channel }}{% endfor %}</table>"
)
ONE = Template(
    "<!doctype html><h1>{{ case.number }}</h1><p>{{ case.stage }}<ul>{% for e in entries %}<li>{{ e.at }} {{ e.by }} "
    "{{ e.kind }}{% endfor %}</ul>{% for w in words %}<p>{{ w.content|e }}{% endfor %}"
)


def submit(request: HttpRequest) -> HttpResponse:
    """The rows of one submission, one after the other by the ORM, in one transaction; nothing is read or worked out."""
    pattern = PATTERN or _pattern()
    text = request.POST["words"]
    now = timezone.now()
    with transaction.atomic():
        case = Case.objects.create(**pattern["case"], number=str(uuid.uuid4())[:20], submission=uuid.uuid4())
        Entry.objects.create(
            case=case, no=1, kind="received", by="complainant", at=now, fields=pattern["fields"], digest=b"0" * 32
        )
        for kind in ("words", "words", "contact"):
            PersonalData.objects.create(case=case, kind=kind, content=text, salt=b"0" * 16)
        SearchIndex.objects.create(case=case, summary=text[:200], complainant="Ada", found_by=pattern["found_by"])
        Secret.objects.create(case=case, hash=b"0" * 32, issued_at=now, sealed=b"0" * 100)
    return HttpResponse("ok")


PATTERN: dict[str, Any] = {}
COPIED = [
    field.attname
    for field in Case._meta.concrete_fields
    if field.name not in ("id", "number", "submission", "followed_no")
]


def _pattern() -> dict[str, Any]:
    """One real case's rows, read once, so that as much is stored as by a real submission."""
    case = Case.objects.values("id", *COPIED).order_by("-id")[0]
    pk = case.pop("id")
    fields = Entry.objects.get(case=pk, no=1).fields
    PATTERN.update(case=case, fields=fields, found_by=SearchIndex.objects.get(case=pk).found_by)
    return PATTERN


def pool(_request: HttpRequest) -> HttpResponse:
    rows = (
        Case.objects.filter(closed_at=None)
        .select_related("owner", "words")
        .order_by("due_at", "id")
        .defer("state")[:50]
    )
    return HttpResponse(LIST.render(rows=rows))


def search(request: HttpRequest) -> HttpResponse:
    found = SearchIndex.objects.extra(where=["found_by @@ %s::tsquery"], params=[request.GET["q"]])
    rows = Case.objects.filter(pk__in=found.values("case_id"), closed_at=None).select_related("owner", "words")
    return HttpResponse(LIST.render(rows=rows.order_by("-id").defer("state")[:50]))


def case(request: HttpRequest) -> HttpResponse:
    found = Case.objects.get(number=request.GET["number"])
    entries = Entry.objects.filter(case=found).order_by("no")
    return HttpResponse(ONE.render(case=found, entries=entries, words=PersonalData.objects.filter(case=found)))


urlpatterns = [
    path("submit", submit),
    path("pool", pool),
    path("search", search),
    path("case", case),
]
