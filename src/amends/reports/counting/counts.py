"""What was counted in a period: the numbers that every figure is made of, read from the tallies and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from amends.reports.counting import tallies
from amends.reports.counting.marks import COMPLAINT, FEEDBACK, MATTER, PACK, TOTAL
from amends.reports.counting.tallies import Column
from amends.reports.models import Base
from amends.reports.periods import Period

ACTION = "action"  # of the organisation's own work: an action against a cause
OURS = (ACTION,)  # meant whatever procedures for complaints are asked for
KINDS = (COMPLAINT, FEEDBACK, ACTION)
AGAIN = timedelta(days=90)
BAND_STARTS = (8, 31, 91, 181)  # from so many days on, an open case belongs to the next band
BANDS = ("0-7", "8-30", "31-90", "91-180", "181-")
Packs = Sequence[str] | None  # None: all of them
Beside = Literal["again", "open", "base"]  # what can only be said of all cases together
BESIDE: tuple[Beside, ...] = ("again", "open", "base")
Number = tuple[str, str, str]  # kind, measure, bucket


@dataclass(frozen=True, slots=True)
class Counts:
    """How often what happened: (kind, measure, bucket) -> number."""

    numbers: Mapping[Number, int]

    def plus(self, *more: Mapping[Number, int]) -> Counts:
        """With these numbers too, added where they are of the same thing."""
        found = Counter(self.numbers)
        for one in more:
            found.update(one)
        return Counts(found)

    def n(self, measure: str, *buckets: str, kind: str = COMPLAINT) -> int:
        """Of these buckets of a measure; without any, of all of them."""
        if buckets:
            return sum(self.numbers.get((kind, measure, bucket), 0) for bucket in buckets)
        return sum(self.spread(measure, kind=kind).values())

    def spread(self, measure: str, *, kind: str = COMPLAINT) -> dict[str, int]:
        """By bucket."""
        return {
            bucket: number
            for (one, what, bucket), number in self.numbers.items()
            if (one, what) == (kind, measure) and number
        }

    def days(self, measure: str) -> Counter[int]:
        """Of a measure whose buckets are numbers, such as whole days."""
        return Counter({int(bucket): number for bucket, number in self.spread(measure).items()})


NOTHING = Counts({})


def counts_of(period: Period, *, packs: Packs, today: date) -> Counts:
    """Everything that was counted in a period, and what can only be said of all cases together."""
    return of_each([period], packs=packs, today=today)[0]


def of_each(
    periods: Sequence[Period],
    *,
    packs: Packs,
    today: date,
    also: Collection[Beside] = BESIDE,
    first: int | None = None,
) -> list[Counts]:
    """The same for several periods, by as many questions to the database as for one.

    Beside the tallies only what is needed, and that for so many of the first periods.
    """
    asked = [period.up_to(today) for period in periods]
    found: list[dict[Number, int]] = [{} for _ in asked]
    for at, (kind, measure, bucket), number in tallies.sums(
        asked, TOTAL, columns=("kind", "measure", "bucket"), kinds=KINDS, packs=packs, ours=OURS
    ):
        found[at][kind, measure, bucket] = number
    for kind in also:
        for numbers, more in zip(found, KNOWN_BESIDE[kind](asked[:first], packs), strict=False):
            numbers.update(more)
    return [Counts(numbers) for numbers in found]


def split(
    period: Period, dimension: str, *, packs: Packs, today: date, also: Collection[Beside] = ()
) -> dict[str, Counts]:
    """The same for each value of a dimension; the empty value stands for cases that have none.

    What can only be said of all cases together can be said of each procedure, and of no other dimension.
    """
    asked = period.up_to(today)
    stored: str = TOTAL if dimension == PACK else dimension
    column: Column = PACK if dimension == PACK else "value"
    found: dict[str, dict[Number, int]] = {}
    for _at, (value, kind, measure, bucket), number in tallies.sums(
        [asked], stored, columns=(column, "kind", "measure", "bucket"), kinds=KINDS, packs=packs, ours=OURS
    ):
        found.setdefault(value, {})[kind, measure, bucket] = number
    for what in also if dimension == PACK else ():
        for pack, more in _beside_by_pack(what, asked, packs, list(found)):
            found.setdefault(pack, {}).update(more)
    return {value: Counts(numbers) for value, numbers in found.items()}


def by_month(period: Period, *, packs: Packs, today: date, also: Collection[Beside] = BESIDE) -> dict[date, Counts]:
    """Each month of a period by its first day; a month in which nothing was counted is there too."""
    months = list(period.months())
    counted = of_each(months, packs=packs, today=today, also=also)
    return {month.since: counts for month, counts in zip(months, counted, strict=True)}


def _again(periods: Sequence[Period], packs: Packs) -> Iterator[dict[Number, int]]:
    """Complaints about a product and category that somebody complained of in the 90 days before."""
    wider = [Period(period.since - AGAIN, period.until) for period in periods]
    days: list[dict[str, Counter[date]]] = [{} for _ in periods]
    for at, (value, on), number in tallies.sums(
        wider, MATTER, columns=("value", "on"), kinds=(COMPLAINT,), packs=packs
    ):
        days[at].setdefault(value, Counter())[date.fromisoformat(on)] = number
    for period, matters in zip(periods, days, strict=True):
        yield _recurrence(matters, period)


def _recurrence(matters: Mapping[str, Counter[date]], period: Period) -> dict[Number, int]:
    named = sum(number for one in matters.values() for on, number in one.items() if on >= period.since)
    again = sum(_came_again(one, period) for one in matters.values())
    return {(COMPLAINT, "recurrence", "again"): again, (COMPLAINT, "recurrence", "named"): named}


def _came_again(days: Counter[date], period: Period) -> int:
    """The first of a day is none when nothing like it came in the 90 days before; the others of that day are."""
    found, last = 0, None
    for on in sorted(day for day, number in days.items() if number):
        recent = last is not None and on - last <= AGAIN
        if on >= period.since:
            found += days[on] - (0 if recent else 1)
        last = on
    return found


def _open(periods: Sequence[Period], packs: Packs) -> Iterator[Mapping[Number, int]]:
    """The complaints open at the end of the last day, by how long they had been."""
    yield from (NOTHING.plus(*found.values()).numbers for found in open_by_pack(periods, packs))


def open_by_pack(periods: Sequence[Period], packs: Packs) -> list[dict[str, dict[Number, int]]]:
    """The same for each procedure, by one question for all periods."""
    found: list[dict[str, dict[Number, int]]] = [{} for _ in periods]
    for at, band, pack, number in tallies.open_at([period.until for period in periods], BAND_STARTS, packs=packs):
        found[at].setdefault(pack, {})[COMPLAINT, "open", BANDS[band]] = number
    return found


def _base(periods: Sequence[Period], _packs: Packs) -> Iterator[dict[Number, int]]:
    """Only where every month of the period is known: a part of the orders would make complaints look many."""
    first, last = min(period.since for period in periods), max(period.until for period in periods)
    rows = {row.month: row for row in Base.objects.filter(month__gte=first.replace(day=1), month__lte=last)}
    for period in periods:
        months = [rows.get(month.since) for month in period.months()]
        orders = [row.orders for row in months if row and row.orders]
        customers = [row.customers for row in months if row and row.customers]
        found: dict[Number, int] = {}
        if months and len(orders) == len(months):
            found[COMPLAINT, "base", "orders"] = sum(orders)
        if months and len(customers) == len(months):
            found[COMPLAINT, "base", "customers"] = round(sum(customers) / len(customers))
        yield found


KNOWN_BESIDE: Mapping[Beside, Callable[[Sequence[Period], Packs], Iterator[Mapping[Number, int]]]] = {
    "again": _again,
    "open": _open,
    "base": _base,
}


def _beside_by_pack(
    what: Beside, period: Period, packs: Packs, known: Sequence[str]
) -> Iterator[tuple[str, dict[Number, int]]]:
    match what:
        case "again":
            yield from _again_by_pack(period, packs)
        case "open":
            yield from open_by_pack([period], packs)[0].items()
        case "base":  # orders are not taken by procedure: each is set against all of them
            base = next(_base([period], packs))
            yield from ((pack, base) for pack in known)


def _again_by_pack(period: Period, packs: Packs) -> Iterator[tuple[str, dict[Number, int]]]:
    wider = Period(period.since - AGAIN, period.until)
    days: dict[str, dict[str, Counter[date]]] = {}
    for _at, (pack, value, on), number in tallies.sums(
        [wider], MATTER, columns=(PACK, "value", "on"), kinds=(COMPLAINT,), packs=packs
    ):
        days.setdefault(pack, {}).setdefault(value, Counter())[date.fromisoformat(on)] = number
    yield from ((pack, _recurrence(matters, period)) for pack, matters in days.items())
