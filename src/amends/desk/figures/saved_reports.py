"""Saved reports: a page of figures kept under a name, opened with one press, sent by e-mail, shown to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.figures import figures_query
from amends.desk.request import Request
from amends.reports import formats, query_string, saved_reports, sheets
from amends.reports.models import SavedReport
from amends.reports.query_string import FiguresRequest

ASKED = ("page", "period", "pack", "by", "kind")


@dataclass(frozen=True, slots=True)
class SavedReportRow:
    """A report in the list: what it shows, where it opens, and whether it is one's own."""

    report: SavedReport
    address: str
    period: str
    every: str
    mine: bool


def rows(request: Request) -> list[SavedReportRow]:
    """One's own first, then those that others show to all."""
    today = timezone.localdate(request.now)
    return [
        SavedReportRow(
            one,
            sheets.address(one.wanted),
            formats.query_text(one.period, today),
            one.get_every_display(),
            one.member_id == request.user.pk,
        )
        for one in saved_reports.saved_reports_of(request.user)
    ]


def new(request: Request) -> HttpResponse:
    """Keeps the page that the address names, under a name of one's own."""
    wanted = _wanted(request)
    said = {"name": sheets.titled(wanted, page.tongue()), "period": wanted.period, "every": "", "shared": ""}
    return _form(request, wanted, said, None)


def change(request: Request, report_id: int) -> HttpResponse:
    """Another name, another period, another rhythm; only its owner finds it."""
    report = saved_reports.own(request.user, report_id)
    if report is None:
        raise Http404
    return _form(request, report.wanted, saved_reports.description(report), report)


@require_POST
def remove(request: Request, report_id: int) -> HttpResponse:
    if not saved_reports.remove(request.user, report_id):
        raise Http404
    page.done(request, _("The report is deleted. The figures are where they were."))
    return redirect("desk-figures")


def _form(
    request: Request, wanted: FiguresRequest, said: Mapping[str, str], report: SavedReport | None
) -> HttpResponse:
    faults: Mapping[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in saved_reports.SAID}
        try:
            saved_reports.keep(request.user, wanted, said, now=request.now, report=report)
            page.done(request, _("Kept. You find it among the saved reports."))
            return redirect("desk-figures")
        except InvalidForm as found:
            faults = found.faults
    context = {
        "report": report,
        "wanted": wanted,
        "said": said,
        "faults": faults,
        "periods": _periods(request, wanted),
        "title": sheets.titled(wanted, page.tongue()),
        "address": sheets.address(wanted),
        "rhythms": [("", _("never")), *((key, str(words)) for key, words in SavedReport.EVERY)],
        "asked": [(key, getattr(wanted, key)) for key in ASKED if key != "period"],
    }
    return page.show(request, "figures/saved", context, status=422 if faults else 200)


def _periods(request: Request, wanted: FiguresRequest) -> list[tuple[str, str]]:
    """Those that move; and the very days that the page shows."""
    today = timezone.localdate(request.now)
    moving = [(key, str(words)) for key, words in query_string.MOVING.items()]
    fixed = query_string.key(wanted.of(today))
    return [*moving, (fixed, _("always %(period)s") % {"period": formats.query_text(fixed, today)})]


def _wanted(request: Request) -> FiguresRequest:
    """What the page asked for, from its link or, once typed in, from the form itself."""
    given = request.POST if request.method == "POST" else request.GET
    said = {key: page.typed(given, key)[:60] for key in ASKED}
    packs = [key for key, _title in figures_query.packs(request, said["pack"])]
    wanted = saved_reports.sound(FiguresRequest(**said), packs=packs, today=timezone.localdate(request.now))
    if wanted is None:
        raise Http404
    return wanted
