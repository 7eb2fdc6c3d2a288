"""Which column of a file is which, and how its days and amounts are written: remembered, or guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amends.cases import search_index
from amends.goods.imports.cells import Forms
from amends.goods.imports.import_kinds import Kind
from amends.goods.models import ColumnMatch


@dataclass(frozen=True, slots=True)
class Match:
    """The place of each column that the file has, counted from 0; and how its days and amounts are written."""

    columns: Mapping[str, int]
    forms: Forms


def guess(kind: Kind, headers: Sequence[str], sample: Sequence[Sequence[str]]) -> Match:
    """What the last file of this kind taught goes before what headers usually mean."""
    known = ColumnMatch.objects.filter(pk=kind.key).first()
    columns = _columns(kind, [fold(one) for one in headers], known.heads if known else {})
    if known and set(columns) <= set(known.heads.values()):
        return Match(columns, Forms(known.dates, known.decimal))
    return Match(columns, Forms(_dates(kind, columns, sample), _decimal(columns, sample)))


def remember(kind: Kind, headers: Sequence[str], match: Match) -> None:
    """What a person settled for these headers holds for the next file that has them."""
    known = ColumnMatch.objects.filter(pk=kind.key).first()
    heads = {**(known.heads if known else {}), **{fold(headers[at]): key for key, at in match.columns.items()}}
    facts = {"heads": heads, "dates": match.forms.dates, "decimal": match.forms.decimal}
    ColumnMatch.objects.update_or_create(pk=kind.key, defaults=facts)


def missing(kind: Kind, match: Match) -> list[str]:
    """The columns without which nothing of this kind can be taken."""
    return [str(one.title) for one in kind.columns if one.required and one.key not in match.columns]


def fold(header: str) -> str:
    return "".join(sign for sign in search_index.fold(header) if sign.isalnum())


def _columns(kind: Kind, heads: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    wanted = {one.key: {fold(head) for head in (str(one.title), *one.heads)} for one in kind.columns}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        if (key := known.get(head)) in wanted:
            found.setdefault(key, at)
    for key, names in wanted.items():
        places = (at for at, head in enumerate(heads) if head in names and at not in found.values())
        if key not in found and (place := next(places, None)) is not None:
            found[key] = place
    return found


def _dates(kind: Kind, columns: Mapping[str, int], sample: Sequence[Sequence[str]]) -> str:
    """Where a first or second part is above twelve, it is the day."""
    places = [columns[one.key] for one in kind.columns if one.type == "day" and one.key in columns]
    days = [re.findall(r"\d+", text) for text in _cells(places, sample)]
    if any(len(parts) >= 3 and len(parts[0]) < 4 and int(parts[1]) > 12 for parts in days):
        return "mdy"
    return "dmy"


def _decimal(columns: Mapping[str, int], sample: Sequence[Sequence[str]]) -> str:
    places = [columns["quantity"]] if "quantity" in columns else []
    amounts = _cells(places, sample)
    commas = sum(bool(re.search(r",\d{1,2}$|,\d{4,}$|\.\d{3},", text)) for text in amounts)
    points = sum(bool(re.search(r"\.\d{1,2}$|\.\d{4,}$|,\d{3}\.", text)) for text in amounts)
    return "comma" if commas > points else "point"


def _cells(places: Sequence[int], sample: Sequence[Sequence[str]]) -> list[str]:
    return [row[at] for row in sample for at in places if at < len(row)]
