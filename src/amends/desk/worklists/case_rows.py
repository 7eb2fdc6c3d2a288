"""A case as a line of a list: its promise first, how far it is, and a word for how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.queries import CaseRow
from amends.cases.views import case_labels
from amends.look import dates
from amends.platform import dates as platform_dates


@dataclass(frozen=True, slots=True)
class CaseLine:
    """`standing` is one of the four meanings, or running; `left` says how far the promise is."""

    row: CaseRow
    standing: str
    left: str
    channel: str


def lines(rows: Iterable[CaseRow], now: datetime) -> list[CaseLine]:
    return [CaseLine(row, _standing(row, now), _left(row, now), case_labels.channel(row.channel)) for row in rows]


def _standing(row: CaseRow, now: datetime) -> str:
    if row.due_at is None:
        return ""
    if row.late:
        return "late"
    return "soon" if _days(row.due_at, now) <= 1 else "running"


def _left(row: CaseRow, now: datetime) -> str:
    if row.due_at is None:
        return ""
    days = _days(row.due_at, now)
    if row.late:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days} if days else _("late")
    if days < 1:
        return _("today, until %(clock)s") % {"clock": _clock(row.due_at)}
    return _("tomorrow") if days == 1 else ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def _clock(due: datetime) -> str:
    """A due moment is half-open: midnight ends the day before."""
    said = platform_dates.clock(due)
    return "24:00" if said == "00:00" else said


def _days(due: datetime, now: datetime) -> int:
    today = dates.local_day(now)
    return (dates.due_day(due) - today).days if today else 0
