"""Bringing a file of goods in: choose it, settle its columns, look at the dry run, take it over."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypedDict

from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.request import Request
from amends.goods.imports import import_jobs, import_views, refusals, spreadsheets
from amends.goods.imports.cells import Forms
from amends.goods.imports.import_kinds import KINDS
from amends.goods.models import Import
from amends.intake.attachments.files import LARGEST, MEBIBYTE
from amends.organisation import access
from amends.organisation.models import Member

AFTER = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+\+00:00\|[0-9a-f-]{36}\Z")
AFTER_LINE = re.compile(r"\d{1,9}\|\d{1,18}\Z")


class ColumnsFound(TypedDict):
    """What the page of the columns offers: every header with what stands below it, and how cells can be read."""

    heads: list[tuple[str, str, str]]
    columns: dict[str, str]
    forms: Forms
    sample: list[list[str]]
    dates: list[tuple[str, str]]
    decimals: list[tuple[str, str]]
    encodings: list[tuple[str, str]]
    delimiters: list[tuple[str, str]]


def importers(member: Member, _now: datetime) -> bool:
    return access.may_import_goods(member)


def index(request: Request) -> HttpResponse:
    after = request.GET.get("after", "")
    found = import_views.import_page(after=after if AFTER.match(after) else "")
    return page.show(request, "goods/imports", {"found": found, "kinds": KINDS})


def new(request: Request) -> HttpResponse:
    """The file is looked at here and now; the long part is the worker's."""
    kind, faults = page.typed(request.POST, "kind"), {}
    if request.method == "POST":
        try:
            name, content = _sent(request, kind)
            one = import_jobs.begin(kind, content, name=name, by=request.user, now=request.now)
            return redirect("desk-import", own=one.pk)
        except InvalidForm as fault:
            faults = fault.faults
    context = {"kind": kind, "kinds": [(one.key, one.title, one.says) for one in KINDS.values()], "faults": faults}
    return page.show(request, "goods/new", context, status=422 if faults else 200)


def detail(request: Request, own: uuid.UUID) -> HttpResponse:
    """One address from the first look at a file to its report: each state has its own page."""
    one = _import(own)
    if request.method == "POST":
        try:
            return _gone_on(request, one)
        except InvalidForm as fault:
            one = _import(own)
            return _page(request, one, fault.faults, _columns(one, request.POST), _forms(one, request.POST))
    return _page(request, one, {}, one.match["columns"], import_jobs.forms(one))


def refused(_request: Request, own: uuid.UUID) -> StreamingHttpResponse:
    """Every refused line with every reason, as a file for a spreadsheet."""
    one = _import(own)
    sent = StreamingHttpResponse(import_views.as_csv(one), content_type="text/csv; charset=utf-8")
    sent["Content-Disposition"] = f'attachment; filename="refused-{one.kind}-{one.made_at:%Y-%m-%d}.csv"'
    sent["Cache-Control"] = "no-store"
    return sent


def _gone_on(request: Request, one: Import) -> HttpResponse:
    acts: Mapping[str, Callable[[], None]] = {
        "read": lambda: import_jobs.read_as(one, **_letters(request.POST)),
        "check": lambda: import_jobs.check(one, _columns(one, request.POST), forms=_forms(one, request.POST)),
        "again": lambda: import_jobs.match_again(one),
        "take": lambda: import_jobs.take_over(one, by=request.user),
        "drop": lambda: import_jobs.drop(one, now=request.now),
    }
    if act := acts.get(request.POST.get("do", "")):
        act()
    return redirect("desk-import", own=one.pk)


def _page(
    request: Request, one: Import, faults: Mapping[str, str], columns: Mapping[str, int], forms: Forms
) -> HttpResponse:
    context: dict[str, object] = {
        "one": one,
        "kind": KINDS[one.kind],
        "faults": faults,
        "counts": _counted(one),
        "ended": refusals.ended(one.fault),
        "running": one.state in ("checking", "importing"),
    }
    status = 422 if faults else 200
    if one.state == "matching":
        return page.show(request, "goods/match", {**context, **_matched(one, columns, forms)}, status=status)
    after = request.GET.get("after", "")
    context["refused"], context["after"] = import_views.refused(one, after=after if AFTER_LINE.match(after) else "")
    return page.show(request, "goods/import", context, status=status)


def _matched(one: Import, columns: Mapping[str, int], forms: Forms) -> ColumnsFound:
    sample = import_views.sample(one)
    heads = [
        (str(at), head, next((line[at] for line in sample if at < len(line) and line[at]), ""))
        for at, head in enumerate(one.headers)
    ]
    return {
        "heads": heads,
        "columns": {key: str(at) for key, at in columns.items()},
        "forms": forms,
        "sample": sample,
        "dates": [
            ("dmy", _("day, month, year: 31.12.2026")),
            ("mdy", _("month, day, year: 12/31/2026")),
            ("ymd", _("year, month, day: 26-12-31")),
        ],
        "decimals": [("point", _("a point: 1,200.50")), ("comma", _("a comma: 1.200,50"))],
        "encodings": list(ENCODINGS.items()),
        "delimiters": [(",", _("comma")), (";", _("semicolon")), ("\t", _("tab"))],
    }


def _counted(one: Import) -> list[tuple[str, int, int, int]]:
    titles = {
        "orders": _("Orders"),
        "order lines": _("Lines of orders"),
        "shipments": _("Shipments"),
        "lots": _("Lots"),
        "shipment lines": _("Lines of shipments"),
        "inspections": _("Inspection records"),
    }
    return [(titles[what], new, changed, same) for what, (new, changed, same) in one.counts.items()]


def _columns(one: Import, post: QueryDict) -> dict[str, int]:
    """The place of each column, as chosen; what is no place of this file is left out."""
    said = {column.key: post.get(column.key, "") for column in KINDS[one.kind].columns}
    return {key: int(at) for key, at in said.items() if at.isdecimal() and int(at) < len(one.headers)}


def _forms(one: Import, post: QueryDict) -> Forms:
    known = import_jobs.forms(one)
    dates, decimal = post.get("dates", ""), post.get("decimal", "")
    return Forms(
        dates if dates in import_jobs.DATES else known.dates,
        decimal if decimal in import_jobs.DECIMALS else known.decimal,
    )


def _letters(post: QueryDict) -> dict[str, str]:
    encoding, delimiter = post.get("encoding", ""), post.get("delimiter", "")
    if encoding not in spreadsheets.ENCODINGS or delimiter not in spreadsheets.DELIMITERS:
        raise InvalidForm({"encoding": _("Choose one of the answers offered.")})
    return {"encoding": encoding, "delimiter": delimiter}


def _sent(request: Request, kind: str) -> tuple[str, bytes]:
    """The chosen file, whole; every fault of the form at once."""
    faults: dict[str, str] = {}
    upload = request.FILES.get("file")
    if kind not in KINDS:
        faults["kind"] = _("Say what stands in the file.")
    if upload is None:
        faults["file"] = _("Choose a file.")
    elif (upload.size or 0) > LARGEST:
        most = {"most": LARGEST // MEBIBYTE}
        faults["file"] = _("A file may have at most %(most)s MB here. Larger ones come in by the command line.") % most
    if faults or upload is None:
        raise InvalidForm(faults)
    return upload.name or "", upload.read()


def _import(own: uuid.UUID) -> Import:
    one = import_views.import_of(own)
    if one is None:
        raise Http404
    return one


ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "cp1254": "Windows-1254 (Türkçe)",
    "gb18030": "GB18030 (中文)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
