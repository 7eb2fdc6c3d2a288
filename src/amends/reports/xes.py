"""The event log for process mining (IEEE 1849, XES): every entry with its moment, and nothing about any person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from amends.cases.models import Entry

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
"""
TRACE = ("case__pack", "case__kind", "case__channel", "case__category_id", "case__product_id", "case__round")
# Named by a running number, not by the number that a complainant follows the case under.
COLUMNS = ("case_id", "kind", "by", "at", "fields__act", "fields__to", "fields__letter", "fields__duty", *TRACE)


def log() -> Iterator[str]:
    """Piece by piece, so that memory does not grow with the number of cases."""
    rows = Entry.objects.order_by("case_id", "no").values_list(*COLUMNS).iterator(chunk_size=BATCH)
    yield HEAD
    for case, entries in groupby(rows, key=lambda row: row[0]):
        yield "".join(_trace(case, list(entries)))
    yield "</log>\n"


def _trace(case: int, entries: list[tuple[object, ...]]) -> Iterator[str]:
    yield f"<trace>{_string('concept:name', case)}"
    for name, value in zip(TRACE, entries[0][8:], strict=True):
        if value:
            yield _string(name.removeprefix("case__").removesuffix("_id"), value)
    for entry in entries:
        yield _event(entry)
    yield "</trace>\n"


def _event(entry: tuple[object, ...]) -> str:
    _case, kind, by, at, act, to, letter, duty, *_trace = entry
    name = ": ".join(str(part) for part in (kind, act or letter or duty) if part)
    stage = _string("stage", to) if act and to else ""
    return (
        f"<event>{_string('concept:name', name)}{_string('lifecycle:transition', 'complete')}"
        f'{_string("org:role", str(by).partition(":")[0])}<date key="time:timestamp" value={quoteattr(_iso(at))}/>'
        f"{stage}</event>"
    )


def _iso(at: object) -> str:
    return at.isoformat(timespec="milliseconds")  # type: ignore[attr-defined, no-any-return]


def _string(key: str, value: object) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(str(value))}/>"
