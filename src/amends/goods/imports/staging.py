"""Lines of a file on their way: read cell by cell, the sound ones staged, the others refused with every reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from amends.goods import numbers
from amends.goods.imports import cells
from amends.goods.imports.cells import Wrong
from amends.goods.imports.column_mapping import Match
from amends.goods.imports.import_kinds import Kind
from amends.goods.models import Refused, Staged

Line = tuple[int, list[str]]
QUOTED = 60  # of a cell that cannot be read, so much is shown to whoever mends it
# Columns that mean nothing without a product: an amount of what?
OF_PRODUCT = ("line", "order_line", "lot", "title", "quantity", "unit")


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a line was not taken: the key of the reason, the column, what stood there."""

    line: int
    reason: str
    column: str = ""
    value: str = ""


def stage(source: UUID, kind: Kind, match: Match, lines: Iterable[Line]) -> tuple[int, int]:
    """Reads these lines; how many there were, and how many of them are refused."""
    sound: list[tuple[int, list[str | None]]] = []
    faults: list[CellFault] = []
    count = refused = 0
    for at, line in lines:
        count += 1
        said, wrong = read(kind, match, at, line)
        if wrong:
            refused += 1
            faults += wrong
        else:
            sound.append((at, said))
    _copy(Staged._meta.db_table, ("source_id", "line", "cells"), ((source, *one) for one in sound))
    refuse(source, faults, found="reading")
    return count, refused


def refuse(source: UUID, faults: Sequence[CellFault], *, found: str) -> None:
    rows = ((source, one.line, one.reason, one.column, one.value[:QUOTED], found) for one in faults)
    _copy(Refused._meta.db_table, ("source_id", "line", "reason", "column", "value", "found"), rows)


def read(kind: Kind, match: Match, at: int, line: Sequence[str]) -> tuple[list[str | None], list[CellFault]]:
    """Every cell of a line in our own form, and everything that is wrong with it at once."""
    said: dict[str, str | None] = {}
    faults: list[CellFault] = []
    for column in kind.columns:
        place = match.columns.get(column.key, len(line))
        text = line[place] if place < len(line) else ""
        try:
            said[column.key] = cells.read(column, text, match.forms)
        except Wrong as wrong:
            faults.append(CellFault(at, str(wrong), column.key, text))
            continue
        if column.required and not text:
            faults.append(CellFault(at, "missing", column.key))
    return list(_staged(kind, said)), [*faults, *_beside(at, kind, said)]


def _beside(at: int, kind: Kind, said: dict[str, str | None]) -> Iterator[CellFault]:
    """What is wrong between two cells of a line."""
    of_product = kind.key in ("orders", "shipments") and any(said.get(key) for key in OF_PRODUCT)
    if of_product and said.get("product") is None:
        yield CellFault(at, "missing", "product")
    for first, then in (("shipped_on", "delivered_on"), ("produced_on", "best_before")):
        before, after = said.get(first), said.get(then)
        if before and after and after < before:
            yield CellFault(at, "backwards", then, after)


def _staged(kind: Kind, said: dict[str, str | None]) -> Iterator[str | None]:
    for column in kind.columns:
        text = said.get(column.key)
        yield text
        if column.type == "goods":
            yield numbers.bare(text) if text else None


def _copy(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[UUID | int | str | list[str | None] | None]]
) -> None:
    listed = ", ".join(f'"{one}"' for one in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
