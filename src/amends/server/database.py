"""The database as programs need it: held while they run, and with its tables in order."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from amends.cases import internal
from amends.cases.retention import erasure
from amends.organisation.models import Organisation
from amends.platform import locks
from amends.server.postgres import embedded_server

PATIENCE_SECONDS = 60
NOTHING_YET = "There is nothing here yet. Run “amends begin” first, or “amends demo” to look around."
log = logging.getLogger(__name__)


@contextmanager
def held() -> Iterator[None]:
    """Keeps the embedded database running inside the block; another one is somebody else's care."""
    if not settings.EMBEDDED:
        yield
        return
    use = embedded_server.use(settings.DATA)
    try:
        yield
    finally:
        connection.close()
        use.end()


def migrate() -> int:
    """Brings the tables to this version; the number of migrations applied. One program at a time does so."""
    wait_until_there()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [locks.MIGRATION])
        applied = migrate_alone()
        if Organisation.objects.exists():  # an installation that is older than our own work's procedures
            internal.establish(by="upgrade", now=timezone.now())
            if applied:
                erasure.schedule()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [locks.MIGRATION])  # after a failure, closing does it
    return applied


def migrate_alone() -> int:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    return len(plan)


def begun() -> bool:
    """Whether anything was ever begun here: a program that only uses the tables makes none."""
    wait_until_there()
    return Organisation._meta.db_table in connection.introspection.table_names()


def wait_until_there() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            log.warning("the database does not answer yet")
            time.sleep(2)
