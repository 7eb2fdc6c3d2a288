"""Pictures are drawn anew beside everything else: one at a time, in a process of its own that little is given to."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.core.files.base import File as Bytes
from django.core.files.storage import default_storage
from django.db import connection, transaction

from amends.cases.models import Attachment
from amends.intake.attachments import files
from amends.intake.models import DraftFile
from amends.platform import locks

STATES = ("waiting", "drawn", "failed")
PATIENCE_SECONDS = 60.0
GIVEN = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")  # of our surroundings; no address and no secret is among it
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Drawing:
    """One picture being drawn."""

    own: uuid.UUID
    process: subprocess.Popen[bytes]
    out: IO[bytes]
    began: float


_now_drawn: list[Drawing] = []  # of this worker: none or one


def step(now: datetime) -> int:
    """A step of the worker that never waits: looks after the picture being drawn, or begins with the next."""
    del now
    if not _now_drawn:
        if (waiting := _next()) and _mine():
            _begin(*waiting)
        return 0
    [drawing] = _now_drawn
    if drawing.process.poll() is None:
        if time.monotonic() - drawing.began < PATIENCE_SECONDS:
            return 0
        drawing.process.kill()
        drawing.process.wait()
    _now_drawn.clear()
    with drawing.out:
        _end(drawing)
    return 1


def _next() -> tuple[uuid.UUID, str] | None:
    """What has waited longest, whether it belongs to a case already or to a form."""
    kept = Attachment.objects.filter(drawing="waiting", erased_at=None).values_list("at", "pk", "stored")
    chosen = DraftFile.objects.filter(drawing="waiting").values_list("at", "pk", "stored")
    found = [*kept.order_by("at")[:1], *chosen.order_by("at")[:1]]
    return min(found)[1:] if found else None


def _mine() -> bool:
    """Whether this worker draws; taken anew each time, the lock counts up, and it dies with the session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [locks.IMAGE_REDRAWING])
        return bool(cursor.fetchone()[0])


def _begin(own: uuid.UUID, stored: str) -> None:
    with tempfile.TemporaryFile() as given:
        try:
            with default_storage.open(stored) as original:
                shutil.copyfileobj(original, given)
        except FileNotFoundError:
            _settle(own, "failed")
            return
        given.seek(0)
        out = tempfile.TemporaryFile()  # noqa: SIM115 - closed once what was drawn is kept
        process = subprocess.Popen(
            [sys.executable, "-m", "amends.intake.attachments.redraw_process"],
            stdin=given,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in GIVEN if name in os.environ},
        )
    _now_drawn.append(Drawing(own, process, out, time.monotonic()))


def _end(drawing: Drawing) -> None:
    """What was drawn is kept; what could not be drawn says so, and its original stays as evidence."""
    if drawing.process.returncode != 0:
        log.warning("the picture %s could not be drawn (%s)", drawing.own, drawing.process.returncode)
        _settle(drawing.own, "failed")
        return
    drawing.out.seek(0)
    name = f"cases/{str(drawing.own)[:2]}/{uuid.uuid4()}.jpg"
    try:
        shown = default_storage.save(name, Bytes(drawing.out))
    except OSError:
        files.remove(name)
        raise  # it waits on, and is drawn again
    if not _settle(drawing.own, "drawn", shown):
        files.remove(shown)  # erased or taken away meanwhile


@transaction.atomic
def _settle(own: uuid.UUID, state: str, shown: str = "") -> bool:
    """Wherever the picture belongs by now: the form's row first, since it goes over to the case and never back."""
    said = {"drawing": state, "shown": shown}
    if DraftFile.objects.filter(pk=own, drawing="waiting").update(**said):
        return True
    return bool(Attachment.objects.filter(pk=own, drawing="waiting", erased_at=None).update(**said))
