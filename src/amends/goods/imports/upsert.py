"""Staged lines become goods, whole sets at a time: refused where they do not fit, else new, changed or the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from amends.goods.imports import import_rules
from amends.goods.imports.import_kinds import KINDS, Kind
from amends.goods.imports.import_rules import Put
from amends.goods.imports.staging import CellFault
from amends.goods.models import Import, Staged
from amends.platform import locks

CASTS = {"amount": "::numeric(14,3)", "day": "::date"}
Counts = dict[str, list[int]]  # what -> new, changed, the same


@dataclass(frozen=True, slots=True)
class UpsertResult:
    counts: Counts
    faults: tuple[CellFault, ...]


class _Undone(Exception):
    """Ends a dry run: everything was done, and is taken back."""


def settle(source: Import, *, dry: bool) -> UpsertResult:
    """Takes over every staged line that fits. Dry, the very same is done and undone: its figures cannot differ."""
    kind = KINDS[source.kind]
    counts: Counts = {}
    with transaction.atomic():
        _execute("SELECT pg_advisory_xact_lock(%s)", [locks.GOODS_IMPORT])
        _lay_out(kind, source.pk)
        faults = _refusals(kind)
        try:
            with transaction.atomic():
                for put in import_rules.PUTS[kind.key]:
                    counts[put.what] = _put(put)
                if dry:
                    raise _Undone
        except _Undone:
            pass
        _execute("DROP TABLE given, refused")
    return UpsertResult(counts, faults)


def _lay_out(kind: Kind, source: UUID) -> None:
    """The staged lines as a table with typed columns; a line without a number is counted within its document."""
    _execute("CREATE TEMP TABLE refused (at int, reason text, field text, value text) ON COMMIT DROP")
    columns = ", ".join(
        f'cells[{place}]{CASTS.get(type_, "")} AS "{name}"' for place, (name, type_) in enumerate(kind.cells, start=1)
    )
    table = Staged._meta.db_table
    _execute(
        f'CREATE TEMP TABLE given ON COMMIT DROP AS SELECT line AS at, {columns} FROM "{table}" WHERE source_id = %s',
        [str(source)],
    )
    for statement in import_rules.PREPARED[kind.key]:
        _execute(statement)
    _execute("ANALYZE given")


def _refusals(kind: Kind) -> tuple[CellFault, ...]:
    """Every reason of every line is found before any of them is taken out."""
    for rule in import_rules.RULES[kind.key]:
        _execute(f"INSERT INTO refused {rule}")
    _execute("DELETE FROM given USING refused WHERE refused.at = given.at")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT at, reason, field, COALESCE(value, '') FROM refused ORDER BY at, field")
        return tuple(CellFault(*row) for row in cursor.fetchall())


def _put(put: Put) -> list[int]:
    """Insert or update by the natural key; an empty cell changes nothing that is known already."""
    columns = (*put.key, *put.texts, *put.others)
    kept = {one: f'COALESCE(NULLIF(EXCLUDED."{one}", \'\'), t."{one}")' for one in put.texts}
    kept |= {one: f'COALESCE(EXCLUDED."{one}", t."{one}")' for one in put.others}
    listed = ", ".join(f'"{one}"' for one in columns)
    named = ", ".join(f'"{one}"' for one in kept)
    old, new = ", ".join(f't."{one}"' for one in kept), ", ".join(kept.values())
    key = ", ".join(f'"{one}"' for one in put.key)
    with connection.cursor() as cursor:
        # A row that this very statement made has no older version: its xmax is 0.
        cursor.execute(
            f"WITH source AS ({put.source}), done AS ("
            f'INSERT INTO "{put.table}" AS t ({listed}) SELECT {listed} FROM source ON CONFLICT ({key}) '
            f"DO UPDATE SET ({named}) = ROW({new}) WHERE ({old}) IS DISTINCT FROM ({new}) "
            f"RETURNING (xmax = 0) AS new) "
            f"SELECT count(*) FILTER (WHERE new), count(*) FILTER (WHERE NOT new), "
            f"(SELECT count(*) FROM source) - count(*) FROM done"
        )
        return [int(one) for one in cursor.fetchone()]


def _execute(statement: str, values: Sequence[str | int] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
