"""How figures are said: shares in per cent, days, hours and money in the reader's form, and never without their n."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel import Locale, dates, numbers
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from amends.cases.views import wording
from amends.platform import dates as platform_dates
from amends.reports import query_string
from amends.reports.figures import Definition, Unit
from amends.reports.periods import Period
from amends.reports.statistics import Figure

NONE = "–"
BANDS: Mapping[str, str | Promise] = {
    "0-7": gettext_lazy("up to 7 days"),
    "8-30": gettext_lazy("8 to 30 days"),
    "31-90": gettext_lazy("31 to 90 days"),
    "91-180": gettext_lazy("91 to 180 days"),
    "181-": gettext_lazy("more than 180 days"),
}
DIMENSIONS: Mapping[str, str | Promise] = {
    "channel": gettext_lazy("Channel"),
    "department": gettext_lazy("Department"),
    "site": gettext_lazy("Site"),
    "product": gettext_lazy("Product or service"),
    "category": gettext_lazy("Category"),
    "language": gettext_lazy("Language"),
    "class": gettext_lazy("Class"),
    "owner": gettext_lazy("Person in charge"),
    "vulnerable": gettext_lazy("Said what makes it hard for them"),
    "outcome": gettext_lazy("Decision"),
    "pack": gettext_lazy("Procedure"),
}


def value(one: Definition, figure: Figure) -> str:
    """The figure in words; a dash where nothing was counted."""
    if one.unit == "money":
        return " · ".join(money(currency, amount) for currency, amount in figure.parts) or _nothing(figure)
    return NONE if figure.value is None else number(figure.value, one.unit)


def _nothing(figure: Figure) -> str:
    """Decided without money is not the same as nothing decided."""
    return _("no money") if figure.denominator else NONE


def number(found: float, unit: Unit) -> str:
    """A number in the form of its unit."""
    match unit:
        case "share":
            return percent(found)
        case "days":
            return ngettext("%(count)s day", "%(count)s days", round(found)) % {"count": plain(found, 1)}
        case "hours":
            return ngettext("%(count)s hour", "%(count)s hours", round(found)) % {"count": plain(found, 0)}
        case "number" | "money":
            return plain(found, 0)
    return plain(found, 2)


def percent(found: float, places: int = 1) -> str:
    """54.2 % as the reader's language writes it: 54.2%, %54,2."""
    whole = _locale().percent_formats[None].pattern
    return str(numbers.format_percent(found, whole.replace("0", "0." + "#" * places, 1), locale=_locale()))


def plain(found: float, places: int) -> str:
    return str(numbers.format_decimal(round(found, places), "#,##0." + "#" * places, locale=_locale()))


def money(currency: str, minor: float) -> str:
    amount = Decimal(round(minor)).scaleb(-numbers.get_currency_precision(currency))
    return wording.money(str(amount), currency)


def stands_on(one: Definition, figure: Figure) -> str:
    """Of how many: a share says it always, a number says it itself."""
    if not figure.denominator:
        return _("nothing to measure") if one.unit != "number" else ""
    if one.unit == "share":
        said = {"part": plain(figure.numerator, 0), "whole": plain(figure.denominator, 0)}
        return _("%(part)s of %(whole)s") % said
    if one.unit in ("days", "hours", "money"):
        return _("from %(whole)s") % {"whole": plain(figure.denominator, 0)}
    return ""


def interval(one: Definition, figure: Figure) -> str:
    """Between which shares the truth lies in 95 of 100 cases."""
    if figure.low is None or figure.high is None:
        return ""
    said = {"low": number(figure.low, one.unit), "high": number(figure.high, one.unit)}
    return _("between %(low)s and %(high)s") % said


def parts(one: Definition, figure: Figure) -> list[tuple[str, str]]:
    """The pieces of a figure: by age, or by currency."""
    if one.unit == "money":
        return [(currency, money(currency, amount)) for currency, amount in figure.parts]
    return [(str(BANDS.get(key, key)), plain(amount, 0)) for key, amount in figure.parts]


def period(one: Period) -> str:
    """October 2026 · July to September 2026 · 2026 · 3 March to 9 April 2026."""
    match one.length:
        case "month":
            return month(one.since)
        case "quarter":
            return str(dates.format_interval(one.since, one.until, "yMMMM", locale=_locale()))
        case "year":
            return str(one.since.year)
    return (
        f"{platform_dates.short_day(one.since, with_year=True)} – {platform_dates.short_day(one.until, with_year=True)}"
    )


def query_text(said: str, today: date) -> str:
    """A period as it was asked for: last quarter where it moves, otherwise its days."""
    found = query_string.read(said, today)
    return str(query_string.MOVING.get(said) or (period(found) if found else said))


def month(first: date) -> str:
    return str(dates.format_skeleton("yMMMM", first, locale=_locale()))


def short_month(first: date) -> str:
    """Oct 26, as the foot of a chart has room for."""
    return str(dates.format_skeleton("yyMMM", first, locale=_locale()))


def _locale() -> Locale:
    return platform_dates.locale(get_language() or "en")
