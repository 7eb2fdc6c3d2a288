"""What an auditor asks for as lists: clauses, objectives, our own work, documents and training, each as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance import evidence_labels, objectives, training_sessions
from amends.assurance.documents import document_register
from amends.assurance.matrix import ClauseLine
from amends.cases import editions
from amends.cases.models import Case
from amends.cases.retention import erasure_log
from amends.improvement import effectiveness, eight_d
from amends.organisation.models import Trained
from amends.procedure.schema import say
from amends.procedure.state import State
from amends.reports import formats
from amends.reports.counting import recount
from amends.reports.figures import FIGURES
from amends.reports.tables import Cell, Table


def matrix(lines: Iterable[ClauseLine], *, language: str) -> Table:
    heads = [
        _("Clause"),
        _("2004, 2014"),
        _("Title"),
        _("What it says"),
        _("State"),
        _("What is shown"),
        _("What is missing"),
        _("Who keeps it"),
        _("Remark"),
    ]
    rows = [
        [
            one.clause.key,
            one.clause.earlier,
            say(one.clause.title, language),
            say(one.clause.says, language),
            str(evidence_labels.STATES[one.state]),
            "; ".join(it.says for it in one.evidence if not it.missing),
            "; ".join(it.says for it in one.gaps),
            one.keeper,
            one.remark,
        ]
        for one in lines
    ]
    return Table(_("Evidence for ISO 10002"), heads, rows)


def objectives_of(today: date) -> Table:
    """Each objective with what its periods came to, the newest first."""
    heads = [
        _("Figure"),
        _("Target"),
        _("Each"),
        _("Owner"),
        _("How we get there"),
        _("Period from"),
        _("Period"),
        _("Came to"),
        _("Reached"),
    ]
    rows = []
    for one in objectives.current(today):
        figure = FIGURES[one.figure]
        own = [
            str(figure.title),
            evidence_labels.target(one),
            str(one.get_period_display()),
            str(one.owner or ""),
            one.plan,
        ]
        measured = sorted(one.measured.all(), key=lambda it: it.since, reverse=True)
        found = [
            [
                it.since.isoformat(),
                evidence_labels.period(one, it),
                evidence_labels.came_to(figure, it),
                str(evidence_labels.REACHED[it.reached]),
            ]
            for it in measured
        ]
        rows += [[*own, *it] for it in found or [["", "", "", ""]]]
    return Table(_("Objectives"), heads, rows)


def objectives_in_short(until: date) -> Table:
    """One line for each: how often it was measured and reached, and what it came to the last time."""
    heads = [_("Figure"), _("Target"), _("Owner"), _("Reached"), _("Last period"), _("Came to")]
    rows: list[list[Cell]] = []
    for one in objectives.current(until):
        measured = sorted((it for it in one.measured.all() if it.since <= until), key=lambda it: it.since)
        last = (
            [evidence_labels.period(one, measured[-1]), evidence_labels.came_to(FIGURES[one.figure], measured[-1])]
            if measured
            else []
        )
        times = {"part": sum(bool(it.reached) for it in measured), "whole": len(measured)}
        rows.append(
            [
                str(FIGURES[one.figure].title),
                evidence_labels.target(one),
                str(one.owner or ""),
                _("%(part)s of %(whole)s") % times,
                *(last or [formats.NONE, formats.NONE]),
            ]
        )
    return Table(_("Objectives"), heads, rows)


def own_work(cases: Iterable[Case], *, language: str) -> Table:
    """Reviews, audits, actions and the rest: opened when, where they stand, how they ended."""
    heads = [
        _("Number"),
        _("Kind"),
        _("Title"),
        _("Stage"),
        _("Opened"),
        _("Closed"),
        _("How it ended"),
        _("Promises missed"),
    ]
    return Table(_("Our own work"), heads, [_own(case, language) for case in cases])


def actions(cases: Iterable[Case], *, today: date) -> Table:
    """Each action with whether it worked."""
    heads = [_("Number"), _("Title"), _("Closed"), _("How it ended"), _("Effect")]
    rows = [
        [case.number, case.words.summary, _day(case.closed_at), case.ended, _effect(case, today)]
        for case in cases
        if eight_d.is_action(case)
    ]
    return Table(_("Actions"), heads, rows)


def documents_of(now: datetime, *, language: str) -> Table:
    """The procedures in force stand among them."""
    heads = [
        _("Number"),
        _("Title"),
        _("Kind"),
        _("Version"),
        _("In force"),
        _("Approved by"),
        _("Approved"),
        _("Effective"),
        _("To be looked at again"),
        _("By which review"),
        _("Have read it"),
        _("Have not read it"),
    ]
    rows: list[list[Cell]] = [
        [
            one.number or one.key,
            one.title,
            one.kind,
            one.version,
            _("yes") if one.in_force else _("no"),
            one.approved_by,
            _iso(one.approved_on),
            _iso(one.effective_on),
            _iso(one.review_on),
            one.review,
            one.read,
            len(one.unread),
        ]
        for one in document_register.all_of(now, language=language)
    ]
    return Table(_("Documents"), heads, rows)


def trained(now: datetime, *, language: str) -> Table:
    """Who was trained in what, until when; and who lacks what their role needs."""
    titles = training_sessions.subjects(now, language)
    today = now.astimezone(recount.organisation_zone()).date()
    heads = [_("Person"), _("Subject"), _("Valid until"), _("State"), _("Session")]
    found = Trained.objects.select_related("member").order_by("member__name", "subject", "-until")
    rows: list[list[str]] = [
        [
            str(one.member),
            titles.get(one.subject, one.subject),
            one.until.isoformat(),
            _("valid") if one.until >= today else _("lapsed"),
            one.number,
        ]
        for one in found
    ]
    return Table(_("Training"), heads, rows)


def erased(since: date, until: date, *, language: str) -> Table:
    """Whose words went in these days, when, by whom and why (8.1): the log of disposal."""
    heads = [_("Number"), _("Procedure"), _("Ended"), _("Erased on"), _("Why"), _("By")]
    rows: list[list[Cell]] = [
        [one.number, one.procedure, _day(one.closed_at), _day(one.erased_at), one.cause, one.by]
        for one in erasure_log.erased(since, until, language=language)
    ]
    return Table(_("Erased"), heads, rows)


def of_period(since: date, until: date) -> Sequence[Case]:
    """The organisation's own work that was opened, open or closed in these days."""
    found = Case.objects.filter(Q(closed_at=None) | Q(closed_at__date__gte=since), inside=True, received_on__lte=until)
    return list(found.select_related("words").order_by("pack", "kind", "number"))


def _own(case: Case, language: str) -> list[Cell]:
    procedure = editions.procedure(case.edition_id)
    missed = sum(bool(owed.missed_at) for owed in State.from_json(case.state).owed)
    return [
        case.number,
        say(procedure.kinds[case.kind].title, language),
        case.words.summary,
        say(procedure.stages[case.stage].title, language),
        case.received_on.isoformat(),
        _day(case.closed_at),
        case.ended,
        missed,
    ]


def _effect(case: Case, today: date) -> str:
    found = effectiveness.effect_of(case, today=today)
    return effectiveness.says(found) if found else formats.NONE


def _day(at: datetime | None) -> str:
    return timezone.localtime(at).date().isoformat() if at else ""


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""
