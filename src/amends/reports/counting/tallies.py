"""Tallies: how often what happened on which day; written as differences, read as sums, and built anew from facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from django.db import connection, transaction
from django.db.models import DateField, Sum
from django.db.models.functions import Trunc

from amends.reports.counting.facts import Key
from amends.reports.counting.marks import COMPLAINT, STOCK
from amends.reports.models import Tally

Row = TypeVar("Row")
Parameter: TypeAlias = str | int | list[str] | list[int] | list[date] | None
Column = Literal["kind", "on", "measure", "value", "bucket", "pack"]
COLUMNS = ("kind", "dimension", "on", "measure", "value", "bucket", "pack")
NAMED = ", ".join(f'"{column}"' for column in COLUMNS)
# What the facts add up to, written by one statement: it is what a rebuild stores, and what a proof compares with.
FROM_FACTS = f"""
    SELECT {NAMED}, sum(count)::bigint AS count FROM (
        SELECT f.kind, d.dimension, (m.said->>0)::date AS "on", m.said->>1 AS measure, d.value,
               m.said->>2 AS bucket, f.pack, (m.said->>3)::bigint AS count
        FROM amends_fact f
        CROSS JOIN LATERAL jsonb_array_elements(f.marks) AS m(said)
        CROSS JOIN LATERAL (
            SELECT m.said->>4 AS dimension, m.said->>5 AS value WHERE m.said->>4 <> ''
            UNION ALL SELECT 'total', '' WHERE m.said->>4 = ''
            UNION ALL SELECT w.key, w.value FROM jsonb_each_text(f."where") AS w WHERE m.said->>4 = ''
        ) AS d
    ) AS one GROUP BY {NAMED} HAVING sum(count) <> 0
"""


class Span(Protocol):
    """A run of days, both ends within."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date: ...


class TallySum(NamedTuple):
    """A count of one period, and the values of the columns that it was asked by, as text."""

    at: int
    values: Sequence[str]
    number: int


class OpenCount(NamedTuple):
    """How many complaints of an age were open on one day; the band is counted from the youngest."""

    at: int
    band: int
    pack: str
    number: int


def counts(
    measure: str,
    dimension: str,
    *,
    pack: str | None,
    since: date,
    until: date,
    by: Literal["month", "week", "day"],
    kind: str = COMPLAINT,
) -> Mapping[tuple[str, date], int]:
    """How often it happened, by value of the dimension and by the first day of each month, week or day.

    Both days belong to the period. Without a pack, all procedures together. What never happened is not in it.
    """
    rows = Tally.objects.filter(kind=kind, dimension=dimension, on__gte=since, on__lte=until, measure=measure)
    rows = rows.filter(pack=pack) if pack else rows
    first = Trunc("on", by, output_field=DateField())
    sums = rows.annotate(first=first).values_list("value", "first").annotate(sum=Sum("count"))
    return {(value, day): total for value, day, total in sums if total}


def sums(
    periods: Sequence[Span],
    dimension: str,
    *,
    columns: Sequence[Column],
    kinds: Sequence[str],
    packs: Sequence[str] | None,
    ours: Sequence[str] = (),
    measures: Sequence[str] | None = None,
) -> Iterator[TallySum]:
    """For each period by its place, and by these columns: the sum. Kinds of our own work count in whatever pack."""
    named = ", ".join(f't."{column}"' for column in columns)
    texts = ", ".join(f't."{column}"::text' for column in columns)
    since, until = [one.since for one in periods], [one.until for one in periods]
    yield from _rows(
        TallySum,
        f"""
        SELECT p.at::int - 1, ARRAY[{texts}], sum(t.count)::bigint
        FROM unnest(%s::date[], %s::date[]) WITH ORDINALITY AS p(since, until, at)
        JOIN amends_tally t ON t.dimension = %s AND t.kind = ANY(%s) AND t."on" BETWEEN p.since AND p.until
        WHERE (%s::text[] IS NULL OR t.pack = ANY(%s) OR t.kind = ANY(%s))
          AND (%s::text[] IS NULL OR t.measure = ANY(%s))
        GROUP BY p.at, {named} HAVING sum(t.count) <> 0
        """,
        [since, until, dimension, list(kinds), _listed(packs), _listed(packs), list(ours), *[_listed(measures)] * 2],
    )


def open_at(days: Sequence[date], starts: Sequence[int], *, packs: Sequence[str] | None) -> Iterator[OpenCount]:
    """For each day by its place: how many complaints were open at its end, by the band of their age and procedure."""
    yield from _rows(
        OpenCount,
        """
        SELECT p.at::int - 1, width_bucket(p.day - t."on", %s::int[]), t.pack,
               COALESCE(sum(t.count) FILTER (WHERE t.measure = 'came'), 0)::bigint
             - COALESCE(sum(t.count) FILTER (WHERE t.measure = 'gone' AND t.bucket <= p.day::text), 0)::bigint
        FROM unnest(%s::date[]) WITH ORDINALITY AS p(day, at)
        JOIN amends_tally t ON t.dimension = %s AND t.kind = %s AND t."on" <= p.day
        WHERE (%s::text[] IS NULL OR t.pack = ANY(%s)) GROUP BY 1, 2, 3
        """,
        [list(starts), list(days), STOCK, COMPLAINT, _listed(packs), _listed(packs)],
    )


def add(differences: Mapping[Key, int]) -> None:
    """Adds to each tally. The rows are taken in one order, so that two workers never wait for each other."""
    rows = [dict(zip((*COLUMNS, "count"), (*key, by), strict=True)) for key, by in differences.items() if by]
    if rows:
        _execute(
            f"""
            INSERT INTO amends_tally ({NAMED}, count)
            SELECT {NAMED}, count FROM jsonb_to_recordset(%s::jsonb)
                AS r(kind text, dimension text, "on" date, measure text, value text, bucket text, pack text,
                     count bigint)
            ORDER BY {NAMED}
            ON CONFLICT ({NAMED}) DO UPDATE SET count = amends_tally.count + excluded.count
            """,
            [json.dumps(rows)],
        )


@transaction.atomic
def rebuild() -> None:
    """All tallies anew from the facts; whoever counts meanwhile waits."""
    _execute("LOCK TABLE amends_tally IN EXCLUSIVE MODE")
    _execute("DELETE FROM amends_tally")
    _execute(f"INSERT INTO amends_tally ({NAMED}, count) {FROM_FACTS}")


def disagreements(most: int = 100) -> list[tuple[Key, int, int]]:
    """Tallies that are not what the facts add up to: which, what is stored, what it should be."""
    return _rows(
        _disagreement,
        f"""
        SELECT {NAMED}, COALESCE(t.count, 0), COALESCE(f.count, 0)
        FROM (SELECT * FROM amends_tally WHERE count <> 0) AS t
        FULL JOIN ({FROM_FACTS}) AS f USING ({NAMED})
        WHERE COALESCE(t.count, 0) <> COALESCE(f.count, 0) ORDER BY {NAMED} LIMIT %s
        """,
        [most],
    )


def _disagreement(
    kind: str, dimension: str, on: date, measure: str, value: str, bucket: str, pack: str, stored: int, wanted: int
) -> tuple[Key, int, int]:
    return (kind, dimension, on.isoformat(), measure, value, bucket, pack), stored, wanted


def _listed(names: Sequence[str] | None) -> list[str] | None:
    return None if names is None else list(names)


def _rows(make: Callable[..., Row], statement: str, given: Iterable[Parameter]) -> list[Row]:
    """Each row as the value that is made of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(given))
        return [make(*row) for row in cursor.fetchall()]


def _execute(statement: str, given: Iterable[Parameter] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(given))
