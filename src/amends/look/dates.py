"""Dates, times and sizes as people say them: in the reader's language and the organisation's zone, never ambiguous."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, Protocol, TypeVar

from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.translation import get_language

from amends.procedure.promises import INSTANT

# The order of weekday, day, month and year as each language says it; English is what the others fall back to.
LONG = {"en": "l j F Y", "tr": "j F Y l", "zh-hans": "Y年n月j日 l"}
SHORT = {"en": "D j M", "tr": "j M D", "zh-hans": "n月j日 D"}


class _Dated(Protocol):
    @property
    def at(self) -> datetime: ...


Line = TypeVar("Line", bound=_Dated)


def day(value: date | datetime | str | None) -> str:
    """Wednesday 3 June 2026."""
    local = local_day(value)
    return _said(local, _form(LONG), get_language()) if local else ""


def short_day(value: date | datetime | str | None) -> str:
    """Wed 3 Jun, and the year where it is not this one."""
    local = local_day(value)
    if local is None:
        return ""
    year = "" if local.year == timezone.localdate().year else " Y"
    return _said(local, _form(SHORT) + year, get_language())


@lru_cache(maxsize=4096)
def _said(local: date, form: str, _language: str | None) -> str:
    """Lists say the same few days again and again, in the language of the moment."""
    return str(formats.date_format(local, form))


def clock(value: datetime) -> str:
    """14:05."""
    return formats.date_format(timezone.localtime(value), "H:i")


def moment(value: datetime) -> str:
    """Wednesday 3 June 2026, 14:05."""
    return f"{day(value)}, {clock(value)}"


def due_day(value: datetime) -> date:
    """The day a due moment belongs to: it is half-open, so midnight ends the day before (clock.md 39)."""
    return timezone.localtime(value - INSTANT).date()


def local_day(value: date | datetime | str | None) -> date | None:
    if isinstance(value, str):
        value = _parsed(value)
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def size(count: int) -> str:
    """3.4 MB."""
    return str(filesizeformat(count))


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


def _form(forms: dict[str, str]) -> str:
    language = get_language() or "en"
    return forms.get(language) or forms.get(language.split("-")[0]) or forms["en"]


FILTERS: dict[str, Any] = {
    "day": day, "short_day": short_day, "clock": clock, "moment": moment, "due_day": due_day, "size": size,
    "by_day": by_day,
}  # fmt: skip
