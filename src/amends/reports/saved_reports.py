"""Reports that members keep under a name: any page of figures with its filter, to open again, to show, to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.organisation.models import Member
from amends.reports import query_string, sheets
from amends.reports.counting import recount
from amends.reports.figures import FIGURES
from amends.reports.models import SavedReport
from amends.reports.query_string import FiguresRequest

MOST = 50
LONGEST_NAME = 80
SAID = ("name", "period", "every", "shared")  # what a form asks of a report


def saved_reports_of(member: Member) -> list[SavedReport]:
    """One's own by name, then those that others show to all; of somebody who has left, none."""
    shown = Q(member=member) | Q(shared_at__isnull=False, member__is_active=True)
    found = SavedReport.objects.filter(shown).select_related("member").order_by("name", "id")
    return sorted(found, key=lambda one: one.member_id != member.pk)


def own(member: Member, report_id: int) -> SavedReport | None:
    """A report that this member may change: only its owner does."""
    return SavedReport.objects.filter(member=member, pk=report_id).first()


def sound(wanted: FiguresRequest, *, packs: Iterable[str], today: date) -> FiguresRequest | None:
    """What is asked for with all that makes no sense left out; None when there is no such page."""
    if wanted.page not in sheets.PAGES and wanted.page not in FIGURES:
        return None
    pack = wanted.pack if wanted.pack in packs else ""
    if wanted.page == "path" and not pack:
        return None
    period = wanted.period if query_string.read(wanted.period, today) else query_string.USUAL
    kind = wanted.kind if wanted.page == "path" else ""
    return replace(wanted, pack=pack, by=sheets.split_by(wanted.page, wanted.by), period=period, kind=kind)


def description(report: SavedReport) -> dict[str, str]:
    """A report as its form shows it."""
    shared = "yes" if report.shared_at else ""
    return {"name": report.name, "period": report.period, "every": report.every, "shared": shared}


def keep(
    member: Member, wanted: FiguresRequest, said: Mapping[str, str], *, now: datetime, report: SavedReport | None = None
) -> SavedReport:
    """Kept or changed. A mail comes from the next week, month or quarter on; what is over already is not sent."""
    today = now.astimezone(recount.organisation_zone()).date()
    name, period, every = said["name"].strip(), said["period"], said["every"]
    faults = {**_name_faults(member, name, report), **_choice_faults(period, every, today)}
    if faults:
        raise InvalidForm(faults)
    kept = report or SavedReport(member=member, made_at=now)
    if every != kept.every:
        kept.sent_on = query_string.LAST[f"last-{every}"](today).since if every else None
    kept.name, kept.every = name, every
    kept.shared_at = (kept.shared_at or now) if said["shared"] else None
    for what, value in asdict(replace(wanted, period=period)).items():
        setattr(kept, what, value)
    kept.save()
    return kept


def remove(member: Member, report_id: int) -> bool:
    """Gone with its mails, for whom it was shown to as well."""
    return bool(SavedReport.objects.filter(member=member, pk=report_id).delete()[0])


def _name_faults(member: Member, name: str, report: SavedReport | None) -> dict[str, str]:
    others = SavedReport.objects.filter(member=member).exclude(pk=report.pk if report else 0)
    if not name:
        return {"name": _("Give the report a name.")}
    if len(name) > LONGEST_NAME:
        return {"name": _("Use at most %(most)s characters.") % {"most": LONGEST_NAME}}
    if others.filter(name=name).exists():
        return {"name": _("You have a report of this name already.")}
    if report is None and others.count() >= MOST:
        return {"name": _("You have %(most)s reports already. Remove one first.") % {"most": MOST}}
    return {}


def _choice_faults(period: str, every: str, today: date) -> dict[str, str]:
    faults: dict[str, str] = {}
    if query_string.read(period, today) is None:
        faults["period"] = _("Choose a period.")
    if every not in {"", *dict(SavedReport.EVERY)}:
        faults["every"] = _("Choose how often, or never.")
    return faults
