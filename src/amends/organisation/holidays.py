"""Makes a first calendar version out of a country's public holidays, for people to edit and to store.

What comes out is plain data in the form that calendars are stored in. The holidays of a country change with
the releases of the package they come from, so nothing reads that package again once a version is stored.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import holidays
from babel.core import get_global

from amends.platform.json_values import Json, JsonTable

Hours = Sequence[tuple[str, str]]  # "09:00" to "17:00"

OFFICE_HOURS: Hours = (("09:00", "17:00"),)
# The hour a half-day ends, only where the package's half-days are afternoons off for everyone: elsewhere they
# are an evening (Australia), three hours less (Estonia) or for some people only (China); a person has to say.
HALF_DAY_ENDS: Mapping[str, str] = {"TR": "13:00"}
# Make-up days are announced each autumn for the next year; without them the year's calendar is a guess.
ANNOUNCED_YEARLY = frozenset({"CN"})
ZONES: Mapping[str, str] = {
    "AE": "Asia/Dubai",
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CH": "Europe/Zurich",
    "CN": "Asia/Shanghai",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "EG": "Africa/Cairo",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GR": "Europe/Athens",
    "HK": "Asia/Hong_Kong",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IN": "Asia/Kolkata",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul",
    "LB": "Asia/Beirut",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "SA": "Asia/Riyadh",
    "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "TR": "Europe/Istanbul",
    "TW": "Asia/Taipei",
    "ZA": "Africa/Johannesburg",
}


def countries() -> frozenset[str]:
    """Every country whose public holidays are known, by its two letters."""
    return frozenset(key for key in holidays.list_supported_countries() if len(key) == 2)


def parts(country: str) -> tuple[str, ...]:
    """The parts of a country whose holidays differ, as ENG; empty where the whole country has the same."""
    return tuple(holidays.list_supported_countries().get(country, ()))


def zones(country: str) -> tuple[str, ...]:
    """The time zones of a country, as Unicode's CLDR has them; all zones there are where it knows none."""
    known = zoneinfo.available_timezones()
    mine = {zone for zone, territory in get_global("zone_territories").items() if territory == country}
    return tuple(sorted(mine & known or known))


def all_zones() -> frozenset[str]:
    """Every time zone there is."""
    return frozenset(zoneinfo.available_timezones())


def zone_of(country: str) -> str:
    """The zone that nearly everybody there means; empty where a country has several and a person has to say."""
    if country in ZONES:
        return ZONES[country]
    found = zones(country)
    return found[0] if len(found) == 1 else ""


def generate(
    country: str,
    part: str | None = None,
    *,
    years: Iterable[int],
    key: str = "",
    version: int = 1,
    zone: str = "",
    hours: Hours = OFFICE_HOURS,
    half_day_ends: str = "",
    language: str = "",
) -> JsonTable:
    """One calendar version for a country and its part ("GB", "ENG"), these hours on every working day."""
    wanted = frozenset(years)
    zone = zone or zone_of(country)
    if not wanted or not zone:
        raise ValueError("Say for which years." if not wanted else f"Say which time zone of {country} is meant.")
    source = _Source(country, part, wanted, language)
    ends = half_day_ends or HALF_DAY_ENDS.get(country, "")
    special = {
        **source.extra_working_days(hours),
        **(source.half_days(_until(hours, ends)) if ends else {}),
        **source.closed_days(),
    }
    return {
        "key": key or "-".join(filter(None, (country, part))).lower(),
        "version": version,
        "zone": zone,
        "week": [[] if weekday in source.weekend else _lists(hours) for weekday in range(7)],
        "special": {day.isoformat(): special[day] for day in sorted(special)},
    }


class _Source:
    """What the package knows of one country in these years."""

    def __init__(self, country: str, part: str | None, years: frozenset[int], language: str) -> None:
        self.country, self.part, self.years = country, part, years
        try:
            plain = holidays.country_holidays(country, subdiv=part)
        except NotImplementedError as unknown:
            raise ValueError(f"No holidays are known for {country} {part or ''}: {unknown}.") from None
        # Left to itself the package speaks the language of the server it happens to run on.
        self.language = language or plain.default_language
        self.kinds = plain.supported_categories
        self.public = self._days("public")
        self.weekend: frozenset[int] = frozenset(self.public.weekend)
        # Only a year with make-up days has been announced.
        self.announced = {day.year for day in self.public.weekend_workdays} if country in ANNOUNCED_YEARLY else years

    def closed_days(self) -> dict[date, JsonTable]:
        return self._specials(self.public, "holiday", ())

    def half_days(self, hours: Hours) -> dict[date, JsonTable]:
        if "half_day" not in self.kinds:
            return {}
        found = self._specials(self._days("half_day"), "half-day", hours)
        return {day: special for day, special in found.items() if day.weekday() not in self.weekend}

    def extra_working_days(self, hours: Hours) -> dict[date, JsonTable]:
        days = {day for day in self.public.weekend_workdays if day.year in self.years}
        return {day: _special("Make-up working day", "extra working day", hours, False) for day in days}

    def _specials(self, found: holidays.HolidayBase, kind: str, hours: Hours) -> dict[date, JsonTable]:
        mark = found.tr(getattr(found, "estimated_label", "%s")).replace("%s", "").strip()
        return {
            day: _special(
                name.replace(mark, "").strip() if mark else name,
                kind,
                hours,
                bool(mark and mark in name) or day.year not in self.announced,
            )
            for day, name in found.items()
            if day.year in self.years
        }

    def _days(self, category: str) -> holidays.HolidayBase:
        # A day in lieu, or one worked instead, can lie in the year beside that of its holiday.
        around = {year + step for year in self.years for step in (-1, 0, 1)}
        return holidays.country_holidays(
            self.country,
            subdiv=self.part,
            years=around,
            expand=False,
            language=self.language,
            categories=category,
        )


def _special(name: str, kind: str, hours: Hours, provisional: bool) -> JsonTable:
    return {"name": name, "kind": kind, "hours": _lists(hours), "provisional": provisional}


def _until(hours: Hours, end: str) -> Hours:
    return [(start, min("24:00" if stop == "00:00" else stop, end)) for start, stop in hours if start < end]


def _lists(hours: Hours) -> list[Json]:
    return [list(interval) for interval in hours]
