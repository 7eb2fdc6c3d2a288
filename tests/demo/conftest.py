"""A small year, replayed once for all tests of this room; it is gone when they have ended."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from amends.demo import run, year
from tests import cleanup

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """The moment up to which it was lived. It is stored in earnest: in one transaction it would take minutes."""
    with django_db_blocker.unblock():
        run.fill_year(NOW, lambda _part: None, cases=year.SMALLEST)
        try:
            yield NOW
        finally:
            cleanup.emptied()
