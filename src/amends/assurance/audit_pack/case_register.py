"""The register of a period: a line for each case that came from outside, with nothing about any person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from amends.cases.models import Case, Entry
from amends.reports.counting import recount
from amends.reports.counting.marks import MarkCells
from amends.reports.models import Fact
from amends.reports.tables import Cell, Table

# The heads are the words of `check.py`, in every language: by them the sample is drawn again.
HEADS = (
    "number",
    "procedure",
    "kind",
    "channel",
    "language",
    "product",
    "category",
    "department",
    "site",
    "class",
    "received_on",
    "closed_on",
    "ended",
    "decision",
    "round",
    "late",
    "refused",
    "not_upheld",
    "second_round",
    "outside",
    "without_answer",
    "entries",
)
PROMISED = frozenset({"acknowledgement", "answer", "update"})
BATCH = 500


@dataclass(frozen=True, slots=True)
class RegisterExtras:
    """What the history of a case says beyond its row."""

    marks: Sequence[MarkCells]
    refused: bool


def cases_of(since: date, until: date) -> QuerySet[Case]:
    """What came from outside in these days, the first day and the last within."""
    return Case.objects.filter(inside=False, received_on__range=(since, until)).order_by("number")


def rows(cases: QuerySet[Case]) -> list[dict[str, str]]:
    """Each case as a line of the register."""
    facts = dict(Fact.objects.filter(case__in=cases).values_list("case_id", "marks"))
    refused = set(Entry.objects.filter(case__in=cases, kind="refused").values_list("case_id", flat=True))
    zone = recount.organisation_zone()
    found = cases.only(*COLUMNS).iterator(chunk_size=BATCH)
    return [_row(case, RegisterExtras(facts.get(case.pk, ()), case.pk in refused), zone) for case in found]


def table(lines: Sequence[Mapping[str, str]]) -> Table:
    return Table("register", HEADS, [_cells(line) for line in lines])


def count_all(now: datetime) -> None:
    """Whatever is not counted yet is counted first: what was late or went outside is read from there."""
    while recount.step(now, calm=timedelta(0)):
        pass


COLUMNS = (
    "number",
    "pack",
    "kind",
    "channel",
    "language",
    "product_id",
    "category_id",
    "department_id",
    "site_id",
    "class_key",
    "received_on",
    "closed_at",
    "ended",
    "round",
    "last_no",
)


def _row(case: Case, told: RegisterExtras, zone: ZoneInfo) -> dict[str, str]:
    measured = {(str(mark[1]), str(mark[2])) for mark in told.marks}
    decision = next((bucket for measure, bucket in measured if measure == "decided"), "")
    closed_on = case.closed_at.astimezone(zone).date().isoformat() if case.closed_at else ""
    return {
        "number": case.number,
        "procedure": case.pack,
        "kind": case.kind,
        "channel": case.channel,
        "language": case.language,
        "product": case.product_id or "",
        "category": case.category_id or "",
        "department": case.department_id or "",
        "site": case.site_id or "",
        "class": case.class_key,
        "received_on": case.received_on.isoformat(),
        "closed_on": closed_on,
        "ended": case.ended,
        "decision": decision,
        "round": str(case.round),
        "refused": _yes(told.refused),
        "late": _yes(any(measure in PROMISED and bucket == "late" for measure, bucket in measured)),
        "not_upheld": _yes(decision == "not upheld"),
        "second_round": _yes(case.round > 1),
        "outside": _yes(("outside", "") in measured),
        "without_answer": _yes(case.ended == "no answer"),
        "entries": str(case.last_no),
    }


def _cells(line: Mapping[str, str]) -> list[Cell]:
    return [line[head] for head in HEADS]


def _yes(said: bool) -> str:
    return "yes" if said else "no"
