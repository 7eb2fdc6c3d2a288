"""A small year, replayed once for all tests of this room; it is gone when they have ended."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from amends.cases import editions
from amends.server.demo import run, year

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """The moment up to which it was lived. It is stored in earnest: in one transaction it would take minutes."""
    with django_db_blocker.unblock():
        run.fill_year(NOW, lambda _part: None, cases=year.SMALLEST)
        try:
            yield NOW
        finally:
            _empty()


def _empty() -> None:
    """All tables, entries too, which nothing else may."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        # Numbers go on: what is kept by the number of an edition must not meet another one under the same.
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
        cursor.execute("SET session_replication_role = DEFAULT")
    editions.forget_calendars()
