"""What JSON can hold, as one type: what is stored in the database, sent to others and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonTable: TypeAlias = dict[str, Json]


def to_json(value: object) -> Json:
    """This value, known to be JSON to its last leaf; TypeError names what is none. A tuple becomes a list."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    if isinstance(value, Mapping):
        return table(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def table(value: Mapping[str, object]) -> JsonTable:
    return {str(key): to_json(inner) for key, inner in value.items()}


def text(value: Json) -> str:
    """The words that stand here; nothing where none do."""
    return value if isinstance(value, str) else ""


def texts(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def inside(value: Json) -> JsonTable:
    """The table that stands here; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def tables(value: Json) -> list[JsonTable]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
