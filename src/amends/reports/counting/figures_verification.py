"""The proof that the figures agree: every fact computed anew from its history, every tally from the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F

from amends.cases.models import Case
from amends.reports.counting import recount, tallies
from amends.reports.models import Fact

BATCH = 500


@dataclass(frozen=True, slots=True)
class FiguresVerification:
    """How many cases were counted anew, how many wait to be counted, and what does not agree, in words."""

    cases: int
    waiting: int
    findings: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.findings


def verify() -> FiguresVerification:
    """Walks every case in batches, so that memory does not grow with their number; then compares in the database."""
    findings: list[str] = []
    cases = last = 0
    while batch := list(Case.objects.filter(pk__gt=last, counted_no=F("last_no")).order_by("pk")[:BATCH]):
        findings += _compared(batch)
        cases, last = cases + len(batch), batch[-1].pk
    findings += _tallied()
    return FiguresVerification(cases, Case.objects.filter(counted_no__lt=F("last_no")).count(), tuple(findings))


def _compared(batch: list[Case]) -> Iterator[str]:
    stored = {row.pk: recount.stored(row) for row in Fact.objects.filter(pk__in=[case.pk for case in batch])}
    expected = recount.computed(batch)
    for case in batch:
        if stored.get(case.pk) != expected[case.pk]:
            yield f"{case.number}: what the figures count of it is not what its history says"


def _tallied() -> Iterator[str]:
    for (kind, dimension, on, measure, value, bucket, pack), is_, should in tallies.disagreements():
        where = f"{dimension} “{value}”" if value else dimension
        what = f"{measure} ({bucket})" if bucket else measure
        yield f"{on}, {pack} {kind}, {where}, {what}: the tally says {is_}, the facts {should}"
