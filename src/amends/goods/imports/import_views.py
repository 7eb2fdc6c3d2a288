"""What an import is seen by: the list, the first lines of a file, and each refused line with its reasons."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amends.goods.imports import refusals, spreadsheets
from amends.goods.imports.import_kinds import KINDS
from amends.goods.models import Import, Refused

PAGE = 50


@dataclass(frozen=True, slots=True)
class ImportPage:
    rows: tuple[Import, ...]
    after: str  # the key to go on from, empty at the end


def import_page(*, after: str = "") -> ImportPage:
    """Every import, the newest first."""
    rows = Import.objects.select_related("by").order_by("-made_at", "-id")
    if after:
        at, _sign, pk = after.partition("|")
        rows = rows.filter(made_at__lte=datetime.fromisoformat(at)).exclude(made_at=at, pk__gte=pk)
    found = list(rows[: PAGE + 1])
    more = f"{found[PAGE - 1].made_at.isoformat()}|{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return ImportPage(tuple(found[:PAGE]), more)


def import_of(own: uuid.UUID) -> Import | None:
    return Import.objects.select_related("by").filter(pk=own).first()


def sample(one: Import) -> list[list[str]]:
    """The first lines below the headers, to see what each column holds."""
    with default_storage.open(one.stored) as file:
        return [cells for _at, cells in islice(spreadsheets.rows(file, one.encoding, one.delimiter), 1, 4)]


def refused(one: Import, *, after: str = "") -> tuple[tuple[refusals.Refusal, ...], str]:
    """A page of refused lines, and the key to go on from."""
    rows = _refused(one)
    if after:
        line, _sign, pk = after.partition("|")
        rows = rows.filter(line__gte=int(line)).exclude(line=int(line), pk__lte=int(pk))
    found = list(rows[: PAGE + 1])
    more = f"{found[PAGE - 1].line}|{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return tuple(refusals.refusal_of(KINDS[one.kind], row) for row in found[:PAGE]), more


def as_csv(one: Import) -> Iterator[str]:
    """Each refused line with its reasons, as lines of a CSV file that a spreadsheet opens."""
    yield "\ufeff" + _line([_("Line"), _("Column"), _("What is wrong"), _("What stands there")])
    for row in _refused(one).iterator(chunk_size=2000):
        said = refusals.refusal_of(KINDS[one.kind], row)
        yield _line([str(row.line), said.column, said.says, row.value])


def _refused(one: Import) -> QuerySet[Refused]:
    return Refused.objects.filter(source=one).order_by("line", "pk")


def _line(cells: list[str]) -> str:
    """A cell that a spreadsheet would take for a formula is told to be words."""
    out = io.StringIO()
    csv.writer(out).writerow(["'" + one if one[:1] in ("=", "+", "-", "@") else one for one in cells])
    return out.getvalue()
