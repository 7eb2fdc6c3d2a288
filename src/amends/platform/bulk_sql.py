"""Many rows written by one statement: they travel as one JSON document, whatever their number."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models

FieldOf = models.Field[Any, Any]
Fields = tuple[FieldOf, ...]


def update(model: type[models.Model], changed: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Writes these columns (attribute names) of these rows."""
    if not changed:
        return
    _execute(*_update(model, tuple(columns)), changed)


def insert(model: type[models.Model], made: Sequence[models.Model]) -> None:
    """Stores new rows; keys that the database makes are left to it."""
    if not made:
        return
    _execute(*_insert(model, made[0].pk is not None), made)


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> tuple[str, Fields]:
    key = model._meta.pk
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    sets = ", ".join(f'"{field.column}" = r."{field.column}"' for field in fields)
    return (
        f'UPDATE "{model._meta.db_table}" t SET {sets} FROM {_rows([key, *fields])} '
        f'WHERE t."{key.column}" = r."{key.column}"'
    ), (key, *fields)


@cache
def _insert(model: type[models.Model], keyed: bool) -> tuple[str, Fields]:
    key = model._meta.pk
    fields = tuple(field for field in model._meta.concrete_fields if field is not key or keyed)
    listed = ", ".join(f'"{field.column}"' for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({listed}) SELECT {listed} FROM {_rows(fields)}', fields


def _execute(statement: str, fields: Fields, rows: Sequence[models.Model]) -> None:
    document = [{field.column: _plain(getattr(row, field.attname)) for field in fields} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(document, ensure_ascii=False, default=str)])


def _rows(fields: Sequence[FieldOf]) -> str:
    columns = ", ".join(f'"{field.column}" {_type(field)}' for field in fields)
    return f"jsonb_to_recordset(%s::jsonb) AS r({columns})"


def _type(field: FieldOf) -> str:
    """The column's type without its length, which a cast would cut to."""
    return re.sub(r"\(\d+\)", "", str(field.rel_db_type(connection) or "text"))


def _plain(value: Any) -> Any:
    return "\\x" + bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value
