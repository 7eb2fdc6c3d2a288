"""The long part of an import: its lines are read in bites, tried, and taken over; by the worker or a command."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from amends.cases import failures
from amends.goods.imports import import_jobs, spreadsheets, staging, upsert
from amends.goods.imports.column_mapping import Match
from amends.goods.imports.import_kinds import KINDS
from amends.goods.models import Import, Refused

BITE = 10_000  # lines that the worker reads in one step, so that letters do not wait for long
KEPT = timedelta(days=30)  # the report of refused lines
WAITS = timedelta(days=7)  # a file that nobody goes on with
log = logging.getLogger(__name__)


def step(now: datetime) -> int:
    """A step of the worker: one bite of the oldest import that waits."""
    return bite(Import.objects.filter(state__in=["checking", "importing"]).order_by("made_at"), now=now)


def bite(waiting: QuerySet[Import], *, now: datetime) -> int:
    """Reads some lines of one import, or settles it; 0 when there was none. A file that breaks ends it, in words."""
    one = None
    try:
        with transaction.atomic():
            one = waiting.select_for_update(skip_locked=True, of=("self",)).first()
            if one is not None:
                _go_on(one, now)
    except Exception as broken:
        if one is None or failures.passing(broken):
            raise
        _log(one, broken)
        import_jobs.end(one, "failed", now=now, fault=_fault(broken))
    return int(one is not None)


def carry_out(one: Import, *, now: datetime, progress: Callable[[int, int], None]) -> Import:
    """Goes on until the import rests: for the command line, which waits for it."""
    while one.state in ("checking", "importing"):
        read = one.done
        bite(Import.objects.filter(pk=one.pk), now=now)
        one.refresh_from_db()
        if one.done > read:
            progress(one.done, one.total)
    return one


def sweep(now: datetime) -> int:
    """A step of the worker: ends what nobody goes on with, and forgets old reports with the values they quote."""
    for one in Import.objects.filter(state__in=["matching", "checked"], made_at__lt=now - WAITS)[:10]:
        import_jobs.end(one, "failed", now=now, fault="dropped")
    old = Refused.objects.filter(source__ended_at__lt=now - KEPT).values("pk")[:BITE]
    return Refused.objects.filter(pk__in=old).delete()[0]


def _go_on(one: Import, now: datetime) -> None:
    if one.state == "importing":
        _settle(one)
        import_jobs.end(one, "done", now=now)
    elif one.done < one.total:
        _read(one)
    else:
        _settle(one)
        one.state = "checked"
        one.save(update_fields=["state", "counts", "refused"])


def _read(one: Import) -> None:
    match = Match(one.match["columns"], import_jobs.forms(one))
    with default_storage.open(one.stored) as file:
        lines = islice(spreadsheets.rows(file, one.encoding, one.delimiter), one.done + 1, one.done + 1 + BITE)
        count, refused = staging.stage(one.pk, KINDS[one.kind], match, lines)
    one.done = one.done + count if count else one.total
    one.refused += refused
    one.save(update_fields=["done", "refused"])


def _settle(one: Import) -> None:
    """What does not fit is found anew each time: an order may have come meanwhile."""
    Refused.objects.filter(source=one, found="settling").delete()
    settled = upsert.settle(one, dry=one.state == "checking")
    staging.refuse(one.pk, settled.faults, found="settling")
    one.counts = settled.counts
    one.refused = Refused.objects.filter(source=one).values("line").distinct().count()


def _log(one: Import, broken: Exception) -> None:
    """Where it broke, not what stood there."""
    where = "".join(traceback.format_tb(broken.__traceback__))
    log.error("import %s ended (%s)\n%s", one.pk, type(broken).__name__, where)


def _fault(broken: Exception) -> str:
    return "gone" if isinstance(broken, OSError) else "letters" if isinstance(broken, UnicodeError) else "broken"
