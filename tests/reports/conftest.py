"""One population for all tests of this room: living through half a year takes a while, counting it does not."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import cleanup
from tests.desk.clients import at_desk
from tests.reports import population

OFTEN = ("", "volume/", "consistency/", "?period=2026", "analysis/?period=2026")  # pages that many tests look at


@pytest.fixture(scope="package")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[population.Village]:
    """Dozens of real cases, every one counted; all of it is gone when the tests of this folder have ended.

    It is stored in earnest: in one transaction the database wades in what was written over. What is drawn on some
    pages is drawn now and kept: each test would draw it anew, for it forgets what it made.
    """
    with django_db_blocker.unblock():
        try:
            made = population.village()
            population.counted(made.now)
            assert {at_desk(made.house.leyla).get(f"/desk/figures/{page}").status_code for page in OFTEN} == {200}
            yield made
        finally:
            cleanup.emptied()
