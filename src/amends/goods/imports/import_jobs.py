"""An import from the first look at a file to the word that takes it over: a person matches, the worker checks."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.goods.imports import column_mapping, refusals, spreadsheets
from amends.goods.imports.cells import Forms
from amends.goods.imports.column_mapping import Match
from amends.goods.imports.import_kinds import KINDS
from amends.goods.models import Import, MatchFields, Refused, Staged
from amends.organisation.models import Member

SAMPLE = 200
DATES, DECIMALS = ("dmy", "mdy", "ymd"), ("point", "comma")


def begin(kind: str, content: bytes, *, name: str, by: Member | None, now: datetime) -> Import:
    """Keeps the file and guesses what its columns are; InvalidForm when it is no table."""
    try:
        sheet = spreadsheets.open_spreadsheet(content)
        headers, sample, total = _looked_at(sheet)
    except spreadsheets.Unreadable as fault:
        raise InvalidForm({"file": refusals.file_fault(fault.reason)}) from None
    match = column_mapping.guess(KINDS[kind], headers, sample)
    own = uuid.uuid4()
    return Import.objects.create(
        id=own,
        kind=kind,
        name=_short(name),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        headers=headers,
        stored=_stored(f"goods/{own}.csv", sheet.content),
        match=_plain(match),
        total=total,
        by=by,
        made_at=now,
    )


def read_as(one: Import, *, encoding: str, delimiter: str) -> None:
    """The file is read anew with another encoding or divider; its columns are guessed again."""
    with _held(one, "matching"):
        with default_storage.open(one.stored) as file:
            sheet = spreadsheets.Sheet(file.read(), encoding, delimiter)
        try:
            one.headers, sample, one.total = _looked_at(sheet)
        except spreadsheets.Unreadable as fault:
            raise InvalidForm({"encoding": refusals.file_fault(fault.reason)}) from None
        one.encoding, one.delimiter = encoding, delimiter
        one.match = _plain(column_mapping.guess(KINDS[one.kind], one.headers, sample))
        one.save(update_fields=["headers", "total", "encoding", "delimiter", "match"])


def check(one: Import, columns: Mapping[str, int], *, forms: Forms) -> None:
    """The columns are settled and remembered; a dry run follows. InvalidForm names all that is missing."""
    with _held(one, "matching"):
        if faults := _unsettled(one, columns):
            raise InvalidForm(faults)
        match = Match(dict(columns), forms)
        column_mapping.remember(KINDS[one.kind], one.headers, match)
        one.match, one.state = _plain(match), "checking"
        one.save(update_fields=["match", "state"])


def match_again(one: Import) -> None:
    """Back to the columns: what was staged is forgotten, the file is not."""
    with _held(one, "checked"):
        Staged.objects.filter(source=one).delete()
        Refused.objects.filter(source=one).delete()
        one.done = one.refused = 0
        one.state, one.counts = "matching", {}
        one.save(update_fields=["done", "refused", "state", "counts"])


def take_over(one: Import, *, by: Member | None) -> None:
    """What the dry run showed is done, by the worker, on the word of this member."""
    with _held(one, "checked"):
        one.state, one.by = "importing", by
        one.save(update_fields=["state", "by"])


def drop(one: Import, *, now: datetime) -> None:
    """Nothing is taken over; the file is forgotten."""
    with _held(one, "matching", "checked"):
        end(one, "failed", now=now, fault="dropped")


def end(one: Import, state: str, *, now: datetime, fault: str = "") -> None:
    """The file and its staged lines go; what was counted and refused stays for a while."""
    Staged.objects.filter(source=one).delete()
    stored, one.stored = one.stored, ""
    one.state, one.ended_at, one.fault = state, now, fault
    one.save(update_fields=["state", "ended_at", "fault", "stored", "counts", "refused"])
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def forms(one: Import) -> Forms:
    return Forms(one.match["dates"], one.match["decimal"])


def _stored(place: str, content: bytes) -> str:
    """InvalidForm where the store takes nothing, and then nothing is left there."""
    try:
        return default_storage.save(place, ContentFile(content))
    except OSError:
        with suppress(OSError):
            default_storage.delete(place)
        raise InvalidForm({"file": _("We cannot keep files at the moment. Please try again later.")}) from None


def _looked_at(sheet: spreadsheets.Sheet) -> tuple[list[str], list[list[str]], int]:
    """Headers, the first lines, and how many lines there are below the headers."""
    try:
        lines = spreadsheets.rows(io.BytesIO(sheet.content), sheet.encoding, sheet.delimiter)
        headers = next(lines, (0, []))[1]
        first = [cells for _at, cells in islice(lines, SAMPLE)]
        total = len(first) + sum(1 for _line in lines)
    except (UnicodeError, csv.Error):
        raise spreadsheets.Unreadable("no table") from None
    if not total:
        raise spreadsheets.Unreadable("no lines")
    return headers, first, total


def _unsettled(one: Import, columns: Mapping[str, int]) -> dict[str, str]:
    """What is still to be chosen, and what is chosen twice."""
    faults: dict[str, str] = {}
    for column in KINDS[one.kind].columns:
        if column.required and column.key not in columns:
            faults[column.key] = _("Choose the column for “%(column)s”.") % {"column": column.title}
    for key, at in columns.items():
        if list(columns.values()).count(at) > 1:
            faults[key] = _("The column “%(head)s” is chosen more than once.") % {"head": one.headers[at]}
    return faults


@contextmanager
def _held(one: Import, *states: str) -> Iterator[None]:
    """Two people may press at once, and the worker goes on meanwhile: whoever comes second is told."""
    with transaction.atomic():
        one.refresh_from_db(from_queryset=Import.objects.select_for_update())
        if one.state not in states:
            raise InvalidForm({"import": _("This import has gone on meanwhile. Nothing was changed now.")})
        yield


def _plain(match: Match) -> MatchFields:
    return {"columns": dict(match.columns), "dates": match.forms.dates, "decimal": match.forms.decimal}


def _short(name: str) -> str:
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable())[-200:] or _("file")
