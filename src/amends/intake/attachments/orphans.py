"""Files in the store that no row names: left by a program that died in between, found folder by folder, put aside.

They are kept for two weeks more, in case it is the database that is not the right one: an older dump, put back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db.models import Q

from amends.cases.models import Attachment
from amends.intake.attachments import files
from amends.intake.models import DraftFile, Incoming

OLD = timedelta(days=1)  # younger ones may be on their way into a row
FOLDERS = ("cases", "incoming")
ASIDE, KEPT = "orphans", timedelta(days=14)
MARK = "intake.orphans"
log = logging.getLogger(__name__)


def sweep(now: datetime) -> int:
    """A step of the worker: one folder at a time, then the next, round and round."""
    forget(now)
    folders = sorted(_folders())
    if not folders:
        return 0
    last = cache.get(MARK, "")
    folder = next((one for one in folders if one > last), folders[0])
    cache.set(MARK, folder, timeout=None)
    found = put_aside(folder, now)
    if found:
        log.warning("%d files that nothing names were put into %s", found, ASIDE)
    return 0


def put_aside(folder: str, now: datetime) -> int:
    """Takes out of this folder what no row names and is older than a day. Returns how many."""
    names = list(find(folder, now))
    for name in names:
        with default_storage.open(name) as file:
            default_storage.save(f"{ASIDE}/{now:%Y-%m-%d}/{name.replace('/', '-')}", file)
        files.remove(name)
    return len(names)


def forget(now: datetime) -> None:
    """Removes what was put aside two weeks ago."""
    last = (now - KEPT).strftime("%Y-%m-%d")
    days = default_storage.listdir(ASIDE)[0] if default_storage.exists(ASIDE) else []
    for day in (one for one in days if one < last):
        for name in default_storage.listdir(f"{ASIDE}/{day}")[1]:
            files.remove(f"{ASIDE}/{day}/{name}")
        files.remove(f"{ASIDE}/{day}")


def find(folder: str, now: datetime) -> Iterator[str]:
    names = (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
    for some in _bunches(names):
        known = set(_known(some))
        yield from (name for name in some if name not in known and _is_old(name, now))


def _bunches(names: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    bunch: list[str] = []
    for name in names:
        bunch.append(name)
        if len(bunch) == size:
            yield bunch
            bunch = []
    if bunch:
        yield bunch


def _known(names: list[str]) -> Iterator[str]:
    for model in (Attachment, DraftFile):
        rows = model.objects.filter(Q(stored__in=names) | Q(shown__in=names)).values_list("stored", "shown")
        yield from (name for row in rows for name in row)
    yield from Incoming.objects.filter(stored__in=names).values_list("stored", flat=True)


def _is_old(name: str, now: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < now - OLD
    except OSError:  # gone meanwhile
        return False


def _folders() -> Iterator[str]:
    for top in FOLDERS:
        if default_storage.exists(top):
            yield from (f"{top}/{name}" for name in default_storage.listdir(top)[0])
