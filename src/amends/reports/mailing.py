"""Saved reports by e-mail, to members who want them: once for each week, month or quarter that is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases import failures
from amends.dispatch.carriers import carrier_registry
from amends.organisation import access, addresses
from amends.organisation.models import Organisation
from amends.reports import dashboard, formats, pdf, query_string, sheets, tables
from amends.reports.counting import recount
from amends.reports.figures import FIGURES
from amends.reports.models import SavedReport
from amends.reports.periods import Period
from amends.reports.query_string import FiguresRequest
from amends.reports.sheets import Sheet

STEP = "reports"  # of failures
AGAIN = timedelta(hours=1)  # a mail that could not be sent is tried again; others are not held up by it
PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Due:
    """A report whose week, month or quarter is over, and what it shows on the day it is sent."""

    report: SavedReport
    over: Period
    today: date

    @property
    def wanted(self) -> FiguresRequest:
        return self.report.wanted

    @property
    def period(self) -> Period:
        return self.wanted.of(self.today)


def step(now: datetime) -> int:
    """Sends one that is due.

    It is claimed first and marked as sent when the carrier has taken it. A worker that is killed in between sends it
    once more an hour later, under the same Message-ID; a mail is never lost, and never sent twice by two workers.
    While nobody is set who takes mail, they wait.
    """
    due = None if "email" in carrier_registry.missing() else _claimed(now)
    if due is None:
        return 0
    about = f"report {due.report.pk}"
    try:
        _send(due, now)
    except Exception as error:
        if failures.passing(error):
            raise
        failures.set_aside(STEP, about, error, now=now)
        return 1
    SavedReport.objects.filter(pk=due.report.pk).update(sent_on=due.over.since)
    failures.done(STEP, about)
    return 1


@transaction.atomic
def _claimed(now: datetime) -> Due | None:
    today = now.astimezone(recount.organisation_zone()).date()
    for every, _title in SavedReport.EVERY:
        over = query_string.LAST[f"last-{every}"](today)
        rested = Q(tried_at=None) | Q(tried_at__lte=now - AGAIN)
        rows = SavedReport.objects.filter(rested, Q(sent_on=None) | Q(sent_on__lt=over.since), every=every)
        report = rows.select_for_update(of=("self",), skip_locked=True).select_related("member").first()
        if report is not None:
            SavedReport.objects.filter(pk=report.pk).update(tried_at=now)
            return Due(report, over, today)
    return None


def _send(due: Due, now: datetime) -> None:
    """Whoever may not see figures any more, or left, gets none."""
    member = due.report.member
    if not addresses.plain(member.email) or not access.may_see_figures(member, now):
        return
    with translation.override(member.language):
        _mail(due, now).send()


def _mail(due: Due, now: datetime) -> EmailMessage:
    organisation = Organisation.objects.get(id=1)
    sender = organisation.email or settings.DEFAULT_FROM_EMAIL
    said = {"organisation": organisation.name, "name": due.report.name, "period": formats.period(due.period)}
    found = sheets.sheets_of(due.wanted, today=due.today, language=due.report.member.language)
    mail = EmailMessage(
        subject=_("%(organisation)s: %(name)s, %(period)s") % said,
        body="\n".join(_words(due, found)),
        to=[addresses.plain(due.report.member.email)],
        from_email=f'"{organisation.name}" <{sender}>',
        headers={
            "Message-ID": f"<report-{due.report.pk}-{due.over.since}@{sender.rpartition('@')[2].strip('>')}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach(*_attachment(due, found, now))
    return mail


def _attachment(due: Due, found: list[Sheet], now: datetime) -> tuple[str, bytes, str]:
    """The overview as it is read in a meeting, everything else as one works with it."""
    name = f"{due.wanted.page}-{query_string.key(due.period)}"
    if due.wanted.page == "overview":
        language = due.report.member.language
        content = pdf.overview(due.period, packs=due.wanted.packs, today=due.today, language=language, now=now)
        return f"{name}.pdf", content, PDF
    return f"{name}.xlsx", tables.as_xlsx(*(sheet.table for sheet in found)), XLSX


def _words(due: Due, found: list[Sheet]) -> Iterator[str]:
    language = due.report.member.language
    yield from (f"{sheets.titled(due.wanted, language)}, {formats.period(due.period)}", "")
    if due.wanted.page in FIGURES:
        [tile] = dashboard.tiles([due.wanted.page], due.period, packs=due.wanted.packs, today=due.today)
        yield from (sheets.line(tile), "")
    for sheet in found:
        yield from (*([sheet.table.title, ""] if len(found) > 1 else []), *sheet.says, "")
    yield _("The charts, and how each figure is counted: %(address)s") % {"address": _address(due)}
    stop = reverse("desk-report", args=[due.report.pk])
    yield from (
        "",
        _("You asked for this mail. You can change or end it here: %(address)s") % {"address": f"{settings.URL}{stop}"},
        "",
    )


def _address(due: Due) -> str:
    """The page with the very days that the mail tells of, also when it is opened much later."""
    then = replace(due.wanted, period=query_string.key(due.period))
    return f"{settings.URL}{sheets.address(then)}"
