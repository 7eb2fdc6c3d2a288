"""The check before an entry is written: it says only what is declared for its kind, and keeps no typed words itself."""

from __future__ import annotations

from typing import TypeGuard

from amends.platform import json_values
from amends.platform.json_values import JsonTable
from amends.procedure.payloads import kinds
from amends.procedure.payloads.natures import Typed
from amends.procedure.stored_fields import Fields, is_reference


class Undeclared(Exception):
    """A fault of the program: an entry would say what nobody declared, or hold words that can never be erased."""


def fit(kind: str, fields: JsonTable) -> Fields:
    """These fields, fit to be an entry of this kind; Undeclared when they are not."""
    if _declared(fields, kind):
        return fields
    raise Undeclared(f"“{kind}” is no kind of entry")


def _declared(fields: JsonTable, kind: str) -> TypeGuard[Fields]:
    """Every field is declared for its kind, and what is declared as typed words is a reference."""
    natures = kinds.NATURES.get(kind)
    if natures is None:
        return False
    if unknown := fields.keys() - natures.keys():
        raise Undeclared(f"“{kind}” does not say {', '.join(sorted(unknown))}")
    bare = [key for key, value in fields.items() if isinstance(natures[key], Typed) and not is_reference(value)]
    typed = [key for key, nature in kinds.POINT.items() if isinstance(nature, Typed)]
    bare += [key for point in json_values.tables(fields.get("points")) for key in typed if _bare(point, key)]
    if bare:
        raise Undeclared(f"“{kind}” would keep {', '.join(sorted(bare))} in the history for ever")
    return True


def _bare(point: JsonTable, key: str) -> bool:
    return key in point and not is_reference(point[key])
