"""Many rows changed by one statement: each column travels as an array, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, models


def update(model: type[models.Model], changed: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Writes these columns (attribute names) of these rows."""
    if not changed:
        return
    key = model._meta.pk
    fields = [key, *(field for field in model._meta.concrete_fields if field.attname in columns)]
    arrays = [[field.get_db_prep_save(getattr(row, field.attname), connection) for row in changed] for field in fields]
    sources = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    listed = ", ".join(f'"{field.column}"' for field in fields)
    sets = ", ".join(f'"{field.column}" = r."{field.column}"' for field in fields[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" t SET {sets} FROM unnest({sources}) AS r({listed}) '
            f'WHERE t."{key.column}" = r."{key.column}"',
            arrays,
        )


def _type(field: models.Field) -> str:  # type: ignore[type-arg]
    """The column's type without its length, which a cast would cut to."""
    return (field.rel_db_type(connection) or "text").split("(")[0]
