"""Working time: the versions of each calendar, a new one stored with its reason, and running cases counted anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amends.cases import queries
from amends.cases.acts import handling
from amends.desk import page
from amends.desk.request import Request
from amends.organisation import founding
from amends.organisation.models import CalendarVersion
from amends.platform import json_values
from amends.procedure.clock.calendar import Calendar, FaultyCalendar

AT_ONCE = 50  # cases counted anew by one press
EMPTY_ROWS = 4
KINDS = ("holiday", "half-day", "extra working day", "closure")
HOURS = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*")


class SpecialDay(TypedDict):
    """A day that is not as the week says, as a version of a calendar stores it."""

    name: str
    kind: str
    hours: list[list[str]]
    provisional: bool


class CalendarContent(TypedDict):
    """What of a stored version is shown and changed here."""

    week: list[list[list[str]]]
    special: dict[str, SpecialDay]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A special day in the form; a row without a day is empty."""

    day: str = ""
    name: str = ""
    kind: str = "closure"
    hours: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class CalendarForm:
    week: Sequence[str]
    rows: Sequence[DayRow]
    reason: str = ""


def index(request: Request) -> HttpResponse:
    versions = CalendarVersion.objects.select_related("made_by").order_by("key", "-version")
    by_key: dict[str, list[CalendarVersion]] = {}
    for one in versions:
        by_key.setdefault(one.key, []).append(one)
    return page.show(request, "settings/calendars", {"by_key": by_key, "main": request.organisation.calendar})


def version(request: Request, key: str, version: int) -> HttpResponse:
    one = CalendarVersion.objects.select_related("made_by").filter(key=key, version=version).first()
    if one is None:
        raise Http404
    newest = _newest(key)
    waiting = (
        queries.counted_otherwise(f"{key}/{version}", by=request.user, most=1)[1]
        if one.version == newest.version
        else 0
    )
    context = {
        "calendar": one,
        "newest": newest,
        "waiting": waiting,
        "years": _by_year(one.content["special"]),
        "weekdays": _weekdays(),
        "country": request.organisation.country,
    }
    return page.show(request, "settings/calendar", context)


def change(request: Request, key: str) -> HttpResponse:
    """Hours and the special days of one year; the other years stay as they are."""
    newest = _newest(key)
    years = sorted({day[:4] for day in newest.content["special"]} | {str(request.now.year)})
    asked = request.POST.get("year") or request.GET.get("year") or str(request.now.year)
    year = asked if re.fullmatch(r"\d{4}", asked) else str(request.now.year)
    said = _first(newest.content, year)
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = _typed(request.POST)
        content = {**newest.content, "week": _week(said), "special": _special(newest.content, year, said)}
        try:
            Calendar.from_json(content)
            faults = _faults(newest, said, request.POST)
        except (FaultyCalendar, ValueError) as fault:
            faults = {"week-0": "\n".join(getattr(fault, "faults", None) or [str(fault)])}
        if not faults:
            made = founding.store_calendar(key, content, by=request.user, now=request.now, reason=said.reason[:200])
            page.done(
                request, _("Version %(version)s is stored. New cases are counted by it.") % {"version": made.version}
            )
            return redirect("desk-calendar", key=key, version=made.version)
    context = {
        "calendar": newest,
        "said": said,
        "faults": faults,
        "year": year,
        "years": years,
        "weekdays": _weekdays(),
        "kinds": KINDS,
    }
    return page.show(request, "settings/calendar_change", context, status=422 if faults else 200)


def generate(request: Request, key: str) -> HttpResponse:
    """Out of the public holidays of a country, looked at first and stored by a second press."""
    newest = _newest(key)
    asked = request.POST if request.method == "POST" else request.GET
    country = (asked.get("country") or request.organisation.country).strip().upper()[:2]
    part = asked.get("part", "").strip().upper()[:10]
    faults: dict[str, str] = {}
    content = newest.content
    try:
        content = founding.renewed_calendar(newest.content, country, part, now=request.now)
    except ValueError:
        faults["country"] = _("No public holidays are known for this country and part.")
    if request.method == "POST" and not faults:
        reason = page.typed(request.POST, "reason").strip()[:200]
        if reason:
            made = founding.store_calendar(key, content, by=request.user, now=request.now, reason=reason)
            page.done(
                request, _("Version %(version)s is stored. New cases are counted by it.") % {"version": made.version}
            )
            return redirect("desk-calendar", key=key, version=made.version)
        faults["reason"] = _("Say why the calendar changes.")
    before, after = (json_values.inside(one["special"]) for one in (newest.content, content))
    context = {
        "calendar": newest,
        "country": country,
        "part": part,
        "faults": faults,
        "years": _by_year(content["special"]),
        "added": sorted(after.keys() - before.keys()),
        "gone": sorted(before.keys() - after.keys()),
        "reason": asked.get("reason", ""),
    }
    return page.show(request, "settings/calendar_generate", context, status=422 if faults else 200)


@require_POST
def recalculate(request: Request, key: str) -> HttpResponse:
    """Some cases at a press, so that nobody waits long; statutory promises stay as they were given."""
    newest = _newest(key)
    name = f"{key}/{newest.version}"
    cases, count = queries.counted_otherwise(name, by=request.user, most=AT_ONCE)
    for case in cases:
        handling.recalculate(case, calendar=name, why=newest.reason, by=request.user, now=request.now)
    left = count - len(cases)
    words = ngettext("%(done)s case was counted anew.", "%(done)s cases were counted anew.", len(cases))
    more = ngettext("%(left)s case is left.", "%(left)s cases are left.", left) if left else _("All are done.")
    page.done(request, f"{words % {'done': len(cases)}} {more % {'left': left} if left else more}")
    return redirect("desk-calendar", key=key, version=newest.version)


def _newest(key: str) -> CalendarVersion:
    found = CalendarVersion.objects.select_related("made_by").filter(key=key).order_by("-version").first()
    if found is None:
        raise Http404
    return found


def _by_year(special: Mapping[str, SpecialDay]) -> dict[str, list[tuple[str, SpecialDay]]]:
    years: dict[str, list[tuple[str, SpecialDay]]] = {}
    for day in sorted(special):
        years.setdefault(day[:4], []).append((day, special[day]))
    return years


def _weekdays() -> list[str]:
    return [
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    ]


def _first(content: CalendarContent, year: str) -> CalendarForm:
    rows = [
        DayRow(day, one["name"], one["kind"], _hours_text(one["hours"]), one["provisional"])
        for day, one in sorted(content["special"].items())
        if day.startswith(year)
    ]
    week = [_hours_text(hours) for hours in content["week"]]
    return CalendarForm(week, [*rows, *[DayRow()] * EMPTY_ROWS])


def _typed(post: QueryDict) -> CalendarForm:
    count = min(int(post.get("rows", "0") or 0) if post.get("rows", "").isdecimal() else 0, 120)
    rows = [
        DayRow(
            page.typed(post, f"day-{at}"),
            page.typed(post, f"name-{at}").strip(),
            page.typed(post, f"kind-{at}"),
            page.typed(post, f"hours-{at}"),
            provisional=post.get(f"provisional-{at}") == "yes",
        )
        for at in range(count)
    ]
    week = [page.typed(post, f"week-{at}") for at in range(7)]
    return CalendarForm(week, rows, page.typed(post, "reason").strip())


def _faults(newest: CalendarVersion, said: CalendarForm, post: QueryDict) -> dict[str, str]:
    if post.get("version") != str(newest.version):
        return {"week-0": _("Somebody stored another version meanwhile. Look at it first.")}
    return {} if said.reason else {"reason": _("Say why the calendar changes.")}


def _week(said: CalendarForm) -> list[list[list[str]]]:
    return [_hours(text) for text in said.week]


def _special(content: CalendarContent, year: str, said: CalendarForm) -> dict[str, SpecialDay]:
    """A row without a day is left out; that is how a day is taken away."""
    kept = {day: one for day, one in content["special"].items() if not day.startswith(year)}
    for row in said.rows:
        if row.day:
            kept[row.day] = {
                "name": row.name or row.kind,
                "kind": row.kind if row.kind in KINDS else "closure",
                "hours": _hours(row.hours),
                "provisional": row.provisional,
            }
    return dict(sorted(kept.items()))


def _hours(text: str) -> list[list[str]]:
    """09:00-12:30, 13:30-17:00; what cannot be read goes on as it is, and the calendar says what is wrong with it."""
    found = []
    for part in filter(str.strip, re.split("[,;]", text)):
        match = HOURS.fullmatch(part)
        found.append([match[1].zfill(5), match[2].zfill(5)] if match else [part.strip(), ""])
    return found


def _hours_text(hours: Sequence[Sequence[str]]) -> str:
    return ", ".join("-".join(interval) for interval in hours)
