"""From histories to figures: cases that went on since they were counted are counted again, the difference added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F

from amends.cases import editions, failures, history
from amends.cases.models import Case, Entry
from amends.organisation.models import Organisation
from amends.platform import bulk_sql
from amends.procedure.state import Event, State
from amends.reports.counting import facts, tallies
from amends.reports.counting.facts import Facts, Key
from amends.reports.models import Fact

STEP = "counting"  # of failures
CALM = timedelta(seconds=5)  # a case that is just being acted on is counted once, when the hand has left it


def step(now: datetime, *, most: int = 50, calm: timedelta = CALM) -> int:
    """Counts cases not counted yet. The case row is the queue; two workers take different ones.

    Few at a time: while they are counted nobody can act on them.
    """
    waiting = Case.objects.filter(counted_no__lt=F("last_no"), last_at__lte=now - calm).order_by("id")
    return failures.in_turn(STEP, waiting, _counted, now=now, most=most)


def _counted(ids: Sequence[int]) -> int:
    count(list(Case.objects.filter(pk__in=ids).order_by("id")))
    Case.objects.filter(pk__in=ids).update(counted_no=F("last_no"))
    return len(ids)


def count(cases: Sequence[Case]) -> None:
    """Their facts as they are now; what they added before is taken out in the same breath."""
    before = {row.pk: stored(row) for row in Fact.objects.filter(pk__in=[case.pk for case in cases])}
    after = {pk: found for pk, found in computed(cases).items() if before.get(pk) != found}
    differences: Counter[Key] = Counter()
    for pk, found in after.items():
        differences.update(found.tallies())
        if pk in before:
            differences.subtract(before[pk].tallies())
    made = [pk for pk in after if pk not in before]
    bulk_sql.insert(Fact, [_row(pk, after[pk]) for pk in made])
    bulk_sql.update(Fact, [_row(pk, after[pk]) for pk in after if pk in before], ["pack", "kind", "where", "marks"])
    tallies.add(differences)


def computed(cases: Sequence[Case]) -> dict[int, Facts]:
    """The facts of these cases, from their states and their histories."""
    zone = organisation_zone()
    told = _histories(cases)
    return {
        case.pk: facts.facts_of(
            editions.procedure(case.edition_id), State.from_json(case.state), told[case.pk], zone=zone
        )
        for case in cases
    }


def stored(row: Fact) -> Facts:
    return facts.restored(row.pack, row.kind, row.where, row.marks)


def organisation_zone() -> ZoneInfo:
    """The zone that decides which day something happened on."""
    zone = Organisation.objects.filter(id=1).values_list("zone", flat=True).first()
    return ZoneInfo(zone or "UTC")


def _histories(cases: Sequence[Case]) -> Mapping[int, list[Event]]:
    found: dict[int, list[Event]] = {case.pk: [] for case in cases}
    for entry in Entry.objects.filter(case__in=list(found)).order_by("case_id", "no"):
        found[entry.case_id].append(history.event_of(entry))
    return found


def _row(pk: int, found: Facts) -> Fact:
    return Fact(case_id=pk, pack=found.pack, kind=found.kind, where=dict(found.where), marks=found.marks_json())
