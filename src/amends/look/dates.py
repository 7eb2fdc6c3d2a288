"""Dates, times and sizes as people say them: in the reader's language and the organisation's zone, never ambiguous."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol, TypeVar

from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from amends.platform import dates
from amends.procedure.promises import INSTANT

ROUND = re.compile(r"[.,]0(?=\D)")  # 20 MB, not 20.0 MB


class _Dated(Protocol):
    @property
    def at(self) -> datetime: ...


Line = TypeVar("Line", bound=_Dated)


def day(value: date | datetime | str | None) -> str:
    """Wednesday 3 June 2026."""
    local = local_day(value)
    return dates.day(local) if local else ""


def short_day(value: date | datetime | str | None) -> str:
    """Wed 3 Jun, and the year where it is not this one."""
    local = local_day(value)
    if local is None:
        return ""
    return dates.short_day(local, with_year=local.year != timezone.localdate().year)


def as_written(names: Sequence[str]) -> list[tuple[str, str]]:
    """The fields of a date, named day, month and year in this order, in the order that the reader writes them in."""
    named = dict(zip(("day", "month", "year"), names, strict=True))
    return [(part, named[part]) for part in dates.order_of_a_date()]


def due_day(value: datetime) -> date:
    """The day a due moment belongs to: it is half-open, so midnight ends the day before."""
    return timezone.localtime(value - INSTANT).date()


def local_day(value: date | datetime | str | None) -> date | None:
    if isinstance(value, str):
        value = _parsed(value)
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def size(count: int) -> str:
    """3.4 MB, and 20 MB."""
    return ROUND.sub("", str(filesizeformat(count)))


def by_day(lines: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    """A story cut into days, in the order it is told."""
    return [(key, list(group)) for key, group in groupby(lines, lambda line: timezone.localtime(line.at).date())]


def how_far(since: datetime, until: datetime, now: datetime) -> int:
    """Of a thousand, how much of the time from since to until has passed."""
    whole = (until - since).total_seconds()
    return round(1000 * min(max((now - since).total_seconds() / whole, 0), 1)) if whole > 0 else 1000


def _parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


FILTERS: Mapping[str, Callable[..., object]] = {
    "day": day,
    "short_day": short_day,
    "clock": dates.clock,
    "opening": dates.opening,
    "moment": dates.moment,
    "due_day": due_day,
    "size": size,
    "by_day": by_day,
    "as_written": as_written,
}
