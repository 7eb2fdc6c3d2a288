"""The days and hours an organisation works, and the instants these become in its time zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from amends.platform import json_values
from amends.platform.json_values import Json, JsonTable

Interval = tuple[time, time]  # local wall times; an end of 00:00 is 24:00
Span = tuple[datetime, datetime]  # instants, the second not included
Kind = Literal["holiday", "half-day", "extra working day", "closure"]
KINDS: Mapping[str, Kind] = {one: one for one in get_args(Kind)}

DAY = timedelta(days=1)
HORIZON = 40 * 366  # days; ten years of promises on a calendar of two working days a week still fit
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT = time.min


class FaultyCalendar(ValueError):
    """A calendar nobody could work by; carries every fault found."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Special:
    """A dated exception to the week."""

    name: str
    kind: Kind
    hours: tuple[Interval, ...] = ()  # none when closed
    provisional: bool = False  # a lunar or otherwise estimated date that may still move


@dataclass(frozen=True, slots=True)
class Calendar:
    """One version of an organisation's or a site's working time; the zone lives here, never on the server."""

    key: str
    version: int
    zone: str
    week: tuple[tuple[Interval, ...], ...]  # seven days, Monday first
    special: Mapping[date, Special] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if faults := _faults(self):
            raise FaultyCalendar(faults)

    @classmethod
    def always(cls, key: str = "always", *, version: int = 1, zone: str = "UTC") -> Calendar:
        """Open at every hour: working time is then the time on the wall."""
        return cls(key, version, zone, (((MIDNIGHT, MIDNIGHT),),) * 7)

    def intervals(self, day: date) -> tuple[Interval, ...]:
        usual = tuple(sorted(self.week[day.weekday()]))
        special = self.special.get(day)
        # A half-day shortens a working day. It cannot open a closed one: that is an extra working day.
        if special is None or (special.kind == "half-day" and not usual):
            return usual
        return tuple(sorted(special.hours))

    def to_json(self) -> JsonTable:
        return {
            "key": self.key,
            "version": self.version,
            "zone": self.zone,
            "week": [_written(hours) for hours in self.week],
            "special": {
                day.isoformat(): {
                    "name": one.name,
                    "kind": one.kind,
                    "hours": _written(one.hours),
                    "provisional": one.provisional,
                }
                for day, one in sorted(self.special.items())
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Calendar:
        faults: list[str] = []
        week_stored, version = data.get("week"), data.get("version")
        week = tuple(
            _hours(f"weekday {number}", hours, faults)
            for number, hours in enumerate(week_stored if isinstance(week_stored, list) else (), start=1)
        )
        special = dict(_specials(json_values.inside(data.get("special")), faults))
        try:
            number = version if isinstance(version, int) else 0
            calendar = cls(json_values.text(data.get("key")), number, json_values.text(data.get("zone")), week, special)
        except FaultyCalendar as faulty:
            raise FaultyCalendar([*faults, *faulty.faults]) from None
        if faults:
            raise FaultyCalendar(faults)
        return calendar


def is_working_day(calendar: Calendar, day: date) -> bool:
    return bool(calendar.intervals(day))


def working_time(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    """The calendar's working time between two instants; negative when they stand the other way round."""
    if until < since:
        return -working_time(calendar, until, since)
    total, day, last = timedelta(), day_of(calendar, since), day_of(calendar, until)
    while day <= last:
        total += sum((overlap(span, (since, until)) for span in spans(calendar, day)), timedelta())
        day += DAY
    return total


def working_days_between(calendar: Calendar, a: date, b: date) -> int:
    """How many working days lead from a to b: a is not counted, b is. Negative when b is before a."""
    if b < a:
        return -working_days_between(calendar, b, a)
    return sum(is_working_day(calendar, a + DAY * number) for number in range(1, (b - a).days + 1))


def day_of(calendar: Calendar, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(calendar.zone)).date()


def start_of_day(calendar: Calendar, day: date) -> datetime:
    return instant(calendar, datetime.combine(day, MIDNIGHT))


def end_of_day(calendar: Calendar, day: date) -> datetime:
    """24:00: the first instant that is no longer this day."""
    return start_of_day(calendar, day + DAY)


def spans(calendar: Calendar, day: date) -> tuple[Span, ...]:
    """The working time of a local day as instants; a part that the clocks jump over does not exist."""
    local = (
        (datetime.combine(day, start), datetime.combine(day if end else day + DAY, end or MIDNIGHT))
        for start, end in ((start, None if end == MIDNIGHT else end) for start, end in calendar.intervals(day))
    )
    found = ((instant(calendar, start), instant(calendar, end)) for start, end in local)
    return tuple((start, end) for start, end in found if start < end)


def instant(calendar: Calendar, wall: datetime) -> datetime:
    """The first instant at which the clock on the wall has reached this time.

    A wall time shown twice is its first showing; one that is jumped over (midnight itself in Cairo and
    Beirut, once in São Paulo) is the jump. So days and intervals stay side by side, without gap or overlap.
    """
    zone = ZoneInfo(calendar.zone)
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return first if first <= second else _jump(zone, second, first)


def overlap(one: Span, other: Span) -> timedelta:
    return max(timedelta(), min(one[1], other[1]) - max(one[0], other[0]))


def days_from(calendar: Calendar, first: date, step: Literal[1, -1] = 1) -> Iterator[date]:
    """Day after day, but not for ever: a calendar whose working days never come is told so."""
    try:
        for number in range(HORIZON):
            yield first + DAY * (step * number)
    except OverflowError:
        pass
    raise ValueError(f"Calendar {calendar.key}: counting from {first} did not end within {HORIZON // 366} years.")


def _jump(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta.resolution:
        middle = before + (after - before) // 2
        before, after = (before, middle) if middle.astimezone(zone).utcoffset() == offset else (middle, after)
    return after


def _faults(calendar: Calendar) -> list[str]:
    faults = [] if calendar.key else ["a calendar needs a key"]
    if not isinstance(calendar.version, int) or calendar.version < 1:
        faults.append(f"version {calendar.version!r} is not a number from 1")
    if not _is_zone(calendar.zone):
        faults.append(f"{calendar.zone!r} is not a time zone such as Europe/London")
    if len(calendar.week) != 7:
        faults.append(f"the week has {len(calendar.week)} days instead of seven, Monday first")
    if not any(calendar.week):
        faults.append("no day of the week has working hours; for round the clock give 00:00 to 24:00 every day")
    for weekday, hours in zip(WEEKDAYS, calendar.week, strict=False):
        faults += _hour_faults(weekday, hours)
    for day, special in sorted(calendar.special.items()):
        faults += _special_faults(f"{day} {special.name}".strip(), special)
    return faults


def _special_faults(where: str, special: Special) -> list[str]:
    faults = _hour_faults(where, special.hours)
    if special.hours and special.kind in ("holiday", "closure"):
        faults.append(f"{where}: a {special.kind} has no working hours")
    elif not special.hours and special.kind in ("half-day", "extra working day"):
        faults.append(f"{where}: a working day of kind {special.kind} needs its hours")
    return faults


def _hour_faults(where: str, hours: Sequence[Interval]) -> list[str]:
    faults = [
        f"{where}: {_clock(start)}-{_clock(end)} ends before it starts; past midnight belongs to the next day"
        for start, end in hours
        if end != MIDNIGHT and end <= start
    ]
    for (start, end), (following, _) in pairwise(sorted(hours)):
        if end == MIDNIGHT or following < end:
            faults.append(f"{where}: {_clock(start)}-{_clock(end)} overlaps the hours from {_clock(following)}")
    return faults


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (KeyError, ValueError, OSError, TypeError):  # zoneinfo says "unknown" in all of these ways
        return False


def _specials(data: JsonTable, faults: list[str]) -> Iterator[tuple[date, Special]]:
    for day, stored in data.items():
        said, text = json_values.inside(stored), json_values.text
        hours = _hours(day, said.get("hours"), faults)
        kind = KINDS.get(text(said.get("kind")))
        if kind is None:
            where = f"{day} {text(said.get('name'))}".strip()
            faults.append(f"{where}: {text(said.get('kind'))!r} is not one of {', '.join(KINDS)}")
            continue
        special = Special(text(said.get("name")), kind, hours, bool(said.get("provisional")))
        try:
            yield date.fromisoformat(day), special
        except ValueError:
            faults.append(f"{day!r} is not a day such as 2026-04-03")


def _hours(where: str, said: Json, faults: list[str]) -> tuple[Interval, ...]:
    hours = []
    for pair in said if isinstance(said, list) else ():
        try:
            start, end = json_values.texts(pair)
            hours.append((_time(start), MIDNIGHT if end == "24:00" else _time(end)))
        except (ValueError, TypeError):
            faults.append(f"{where}: {pair!r} is not a start and an end such as 09:00 and 17:00")
    return tuple(hours)


def _time(text: str) -> time:
    moment = time.fromisoformat(text)
    if moment.tzinfo:
        raise ValueError(text)
    return moment


def _written(hours: Sequence[Interval]) -> list[Json]:
    return [[_clock(start), "24:00" if end == MIDNIGHT else _clock(end)] for start, end in hours]


def _clock(moment: time) -> str:
    return moment.isoformat().removesuffix(":00") if moment.second == 0 else moment.isoformat()
