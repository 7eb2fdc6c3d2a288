"""How much business there was in each month: what complaints are set against, entered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.organisation.models import Member
from amends.reports.models import Base
from amends.reports.periods import Period

MONTHS = 12
MOST = 2_000_000_000
WHAT = ("orders", "customers")


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """One month of the form, with what was typed or is known."""

    month: date
    key: str  # 2026-10
    orders: str
    customers: str


def lines(today: date, typed: Mapping[str, str] | None = None) -> list[VolumeLine]:
    """The last twelve months, the newest first; what was typed stands before what is known."""
    month, months = Period.around(today, "month"), []
    for _number in range(MONTHS):
        months.append(month.since)
        month = month.before
    known = {row.month: row for row in Base.objects.filter(month__in=months)}
    return [_line(first, known.get(first), typed) for first in months]


@transaction.atomic
def keep(typed: Mapping[str, str], *, today: date, by: Member, now: datetime) -> None:
    """Stores every month; an empty pair forgets one. All faults are named at once, and then nothing is stored."""
    faults: dict[str, str] = {}
    found: dict[date, dict[str, int | None]] = {}
    for line in lines(today, typed):
        found[line.month] = {}
        for what in WHAT:
            try:
                found[line.month][what] = _number_of(getattr(line, what))
            except ValueError:
                faults[f"{what}-{line.key}"] = _("Give a whole number, such as 1200, or leave it empty.")
    if faults:
        raise InvalidForm(faults)
    for month, numbers in found.items():
        if any(numbers.values()):
            Base.objects.update_or_create(month=month, defaults={**numbers, "by": by.by, "at": now})
        else:
            Base.objects.filter(month=month).delete()


def _line(month: date, known: Base | None, typed: Mapping[str, str] | None) -> VolumeLine:
    key = f"{month:%Y-%m}"
    said = {what: str((getattr(known, what) if known else None) or "") for what in WHAT}
    if typed is not None:
        said = {what: typed.get(f"{what}-{key}", "") for what in WHAT}
    return VolumeLine(month, key, **said)


def _number_of(typed: str) -> int | None:
    """Thousands may be parted as people write them."""
    text = typed.replace(" ", "").replace("\u00a0", "").replace(".", "").replace(",", "").replace("'", "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= MOST:
        raise ValueError
    return int(text)
