"""The event log for process mining (IEEE 1849, XES): every entry and promise, and nothing about any person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, TypedDict
from xml.sax.saxutils import quoteattr

from django.db.models import Case, F, JSONField, When

from amends.cases.models import Entry
from amends.platform import author

BATCH = 2000
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace"><string key="concept:name" value="-"/></global>
<global scope="event"><string key="concept:name" value="-"/><string key="lifecycle:transition" value="complete"/>
<string key="org:role" value="-"/><date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/></global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Activity and transition" keys="concept:name lifecycle:transition"/>
<string key="lifecycle:model" value="standard"/>
"""
# What an entry does to the activity it names, in the words of the standard; every other entry completes its own.
TRANSITIONS = {"assigned": "assign", "rested": "suspend", "resumed": "resume"}
NAMES = {"rested": "clock", "resumed": "clock"}  # one activity that is suspended and resumed
PROMISE = "promise"
TRACE = ("case__pack", "case__kind", "case__channel", "case__category_id", "case__product_id", "case__round")
# Named by a running number, not by the number that a complainant follows the case under.
COLUMNS = ("case_id", "no", "kind", "by", "at", "fields__act", "fields__to", "fields__letter", "fields__duty")
OWED = Case(When(no=1, then=F("case__state__owed")), output_field=JSONField())  # once a case, not with every entry


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the log."""

    at: datetime
    name: str
    transition: str
    role: str
    stage: str = ""


class OwedFields(TypedDict):
    """Of a promise in the state of a case, what the log tells."""

    duty: str
    since: str
    met_at: str | None
    met_no: int
    dropped_at: str | None


class LogLine(NamedTuple):
    """One entry as it is read, with the facts of its case; the first of a case brings the promises."""

    case: int
    no: int
    kind: str
    by: str
    at: datetime
    act: str | None
    to: str | None
    letter: str | None
    duty: str | None
    case_facts: tuple[str | int | None, ...]
    owed: Sequence[OwedFields]


def log() -> Iterator[str]:
    """Piece by piece, so that memory does not grow with the number of cases."""
    yield HEAD
    for case, entries in groupby(_lines(), key=lambda line: line.case):
        yield "".join(_trace(case, list(entries)))
    yield "</log>\n"


def _lines() -> Iterator[LogLine]:
    rows = Entry.objects.order_by("case_id", "no").values_list(*COLUMNS, *TRACE, OWED)
    for case, no, kind, by, at, act, to, letter, duty, *facts, owed in rows.iterator(chunk_size=BATCH):
        yield LogLine(case, no, kind, by, at, act, to, letter, duty, tuple(facts), owed or ())


def _trace(case: int, entries: Sequence[LogLine]) -> Iterator[str]:
    yield f"<trace>{_string('concept:name', case)}"
    for name, value in zip(TRACE, entries[0].case_facts, strict=True):
        if value:
            yield _string(name.removeprefix("case__").removesuffix("_id"), value)
    found = [*_entries(entries), *_promises(entries)]
    yield from map(_event, sorted(found, key=lambda one: one.at))
    yield "</trace>\n"


def _entries(entries: Sequence[LogLine]) -> Iterator[Happening]:
    held = False
    for _case, _no, kind, by, at, act, to, letter, duty, _facts, _owed in entries:
        name = NAMES.get(kind) or ": ".join(str(part) for part in (kind, act or letter or duty) if part)
        transition = TRANSITIONS.get(kind, "complete")
        if transition == "assign":
            transition, held = "reassign" if held else "assign", True
        yield Happening(at, name, transition, _role(by), str(to) if act and to else "")


def _promises(entries: Sequence[LogLine]) -> Iterator[Happening]:
    """Each promise as the entries moved it: made, then kept by one of them, or dropped when the case ended."""
    by_no: Mapping[int, str] = {line.no: line.by for line in entries}
    for owed in entries[0].owed:
        name = f"{PROMISE}: {owed['duty']}"
        yield Happening(datetime.fromisoformat(owed["since"]), name, "start", "clock")
        if owed["met_at"]:
            kept_by = by_no.get(owed["met_no"], "clock")
            yield Happening(datetime.fromisoformat(owed["met_at"]), name, "complete", _role(kept_by))
        elif owed["dropped_at"]:
            yield Happening(datetime.fromisoformat(owed["dropped_at"]), name, "ate_abort", "clock")


def _role(by: object) -> str:
    return author.Author.parse(str(by)).kind


def _event(one: Happening) -> str:
    return (
        f"<event>{_string('concept:name', one.name)}{_string('lifecycle:transition', one.transition)}"
        f"{_string('org:role', one.role)}"
        f'<date key="time:timestamp" value={quoteattr(one.at.isoformat(timespec="milliseconds"))}/>'
        f"{_string('stage', one.stage) if one.stage else ''}</event>"
    )


def _string(key: str, value: object) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(str(value))}/>"
