"""How a day, a moment and a number are said in the language of the moment, by the Unicode locale data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, numbers
from django.utils import timezone
from django.utils.translation import get_language, to_locale

# Weekday, day, month in letters and year, without the commas that some locales put; others take their full form.
LONG = {"en": "EEEE d MMMM y", "el": "EEEE d MMMM y", "tr": "d MMMM y EEEE", "zh": "y年M月d日EEEE"}
SHORT = {"en": "EEE d MMM", "el": "EEE d MMM", "tr": "d MMM EEE", "zh": "M月d日EEE"}
WITH_YEAR = {"en": "EEE d MMM y", "el": "EEE d MMM y", "tr": "d MMM y EEE", "zh": "y年M月d日EEE"}


@dataclass(frozen=True, slots=True)
class Signs:
    """After a label, between words, and at the end of a sentence, alone or before the next one."""

    colon: str = ": "
    comma: str = ", "
    stop: str = "."
    gap: str = " "


FULL_WIDTH = Signs("：", "，", "。", "")
ASKS = ("?", ";", "？", "؟")
TYPED_IN = ("en", "tr")  # the languages of the pages on which opening hours are typed
AS_WRITTEN = {"zh": ("year", "month", "day")}  # the order in which a date is typed, where it is not day first


def day(on: date) -> str:
    """Wednesday 3 June 2026."""
    return _said(on, "long", get_language() or "en")


def short_day(on: date, *, with_year: bool) -> str:
    """Wed 3 Jun, or Wed 3 Jun 2026."""
    return _said(on, "year" if with_year else "short", get_language() or "en")


def clock(at: datetime) -> str:
    """14:05, in the zone of the moment: nobody has to know what a.m. is called."""
    return str(dates.format_time(timezone.localtime(at).time(), "HH:mm", locale=locale(get_language() or "en")))


def moment(at: datetime) -> str:
    """Wednesday 3 June 2026, 14:05."""
    return _joined(get_language() or "en").format(clock(at), day(timezone.localtime(at).date()))


def opening(hours: str) -> str:
    """Opening hours with the days of the week in the reader's language: “Mon–Fri 09:00–17:00”; other words stay."""
    own = locale(get_language() or "en").days["format"]["abbreviated"]
    return _weekday_words().sub(lambda found: str(own[_weekdays()[found[0]]]), hours)


def number(count: int) -> str:
    """20,000 in English, 20.000 in Turkish and Greek."""
    return str(numbers.format_decimal(count, locale=locale(get_language() or "en")))


def signs() -> Signs:
    """The signs between the parts of a line, in the language of the moment."""
    return FULL_WIDTH if locale(get_language() or "en").language == "zh" else Signs()


def after(label: str) -> str:
    """What stands between a label and what is said to it; a question has its own sign already."""
    return signs().gap if label[-1:] in ASKS else signs().colon


def order_of_a_date() -> tuple[str, ...]:
    """In which order the parts of a date are written."""
    return AS_WRITTEN.get(locale(get_language() or "en").language, ("day", "month", "year"))


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    """Each day of the week by its short and its long name."""
    names = [Locale(one).days["format"][width] for one in TYPED_IN for width in ("abbreviated", "wide")]
    return {str(word): weekday for known in names for weekday, word in known.items()}


@lru_cache(maxsize=1)
def _weekday_words() -> re.Pattern[str]:
    longest_first = sorted(_weekdays(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """English where the Unicode data does not know the language."""
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=4096)
def _said(on: date, length: str, language: str) -> str:
    """Lists say the same few days again and again."""
    known = locale(language)
    own = {"long": LONG, "short": SHORT, "year": WITH_YEAR}[length].get(known.language)
    if own or length == "long":
        return str(dates.format_date(on, own or "full", locale=known))
    return str(dates.format_skeleton("MMMEd" if length == "short" else "yMMMEd", on, locale=known))


def _joined(language: str) -> str:
    """Day and clock in one line: {1} is the day, {0} the clock."""
    comma = {"zh": " ", "ar": "، "}.get(locale(language).language, ", ")
    return "{1}" + comma + "{0}"
