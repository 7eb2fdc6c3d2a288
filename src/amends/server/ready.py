"""Signs for machines: `/alive`, whether process and database answer, and `/ready`, whether everything does its work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from amends.look import health
from amends.look.health import Sign
from amends.portal import error_pages

KEPT_SECONDS = 2.0  # strangers may ask as often as they like
RETRY_SECONDS = "10"
SAYS = {
    "worker": "the worker gives no sign of life",
    "steps": "steps of the worker do not go through",
    "no-carrier": "letters wait because no carrier is set",
    "letters": "letters wait although a carrier is set",
    "mailbox": "a mailbox cannot be read",
    "gateway": "a gateway of text messages has a fault",
    "store": "the folder for files cannot be written to",
    "disk": "there is little room left on the disk of the data folder, in MiB",
    "failures": "things are set aside because they failed",
    "migrations": "the tables are of another version of the program",
}
NAMED = frozenset({"worker", "steps", "no-carrier", "letters"})  # what these are about is the program's own
State = dict[str, list[dict[str, object]]]
_kept: list[tuple[float, State]] = []


def answered(others: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: machines are answered before anything is asked of the organisation, its sessions or its members."""
    own = {"/alive": alive, "/ready": ready}

    def answer(request: HttpRequest) -> HttpResponse:
        return own.get(request.path_info, others)(request)

    return answer


def alive(_request: HttpRequest) -> HttpResponse:
    """For load balancers: the process answers and the database does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return _later(HttpResponse("the database does not answer\n", content_type="text/plain", status=503))
    return HttpResponse("alive\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """For monitors: 503 while something keeps the program from its work; warnings are said with 200."""
    now = time.monotonic()
    if not _kept or now - _kept[0][0] >= KEPT_SECONDS:
        _kept[:] = [(now, _state())]
    state = _kept[0][1]
    answer = JsonResponse({"ready": not state["faults"], **state}, status=503 if state["faults"] else 200)
    answer["Cache-Control"] = "no-store"
    return _later(answer) if state["faults"] else answer


def broken(request: HttpRequest) -> HttpResponse:
    """A page that could not be made. Without a database it says so to machines too: try again in a moment."""
    answer = error_pages.broken(request)
    if isinstance(sys.exc_info()[1], (DatabaseError, InterfaceError)) and not _answers():
        answer.status_code = 503
        return _later(answer)
    return answer


def _state() -> State:
    try:
        signs = health.signs(timezone.now()) if _migrated() else [Sign("migrations", grave=True)]
    except (DatabaseError, InterfaceError):
        return {"faults": [{"key": "database", "says": "the database does not answer"}], "warnings": []}
    faults, warnings = ([_plain(one) for one in signs if one.grave is grave] for grave in (True, False))
    return {"faults": faults, "warnings": warnings}


def _plain(sign: Sign) -> dict[str, object]:
    """Without the names that an organisation gave its mailboxes, and without the numbers of cases."""
    said: dict[str, object] = {"key": sign.key, "says": SAYS[sign.key], "count": sign.count}
    if sign.since:
        said["since"] = sign.since.isoformat(timespec="seconds")
    return {**said, "about": list(sign.about)} if sign.key in NAMED and sign.about else said


def _later(answer: HttpResponse) -> HttpResponse:
    answer["Retry-After"] = RETRY_SECONDS
    return answer


def _migrated() -> bool:
    """Whether every migration of this version is applied; newer tables than this program knows are no fault."""
    return _newest() <= set(MigrationRecorder(connection).applied_migrations())


@cache
def _newest() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True
