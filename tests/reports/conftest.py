"""One population for all tests of this room: living through half a year takes a while, counting it does not."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import tidy
from tests.reports import village


@pytest.fixture(scope="package")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[village.Village]:
    """Dozens of real cases, every one counted; all of it is gone when the tests of this folder have ended.

    It is stored in earnest: in one transaction the database wades in what was written over.
    """
    with django_db_blocker.unblock():
        try:
            made = village.village()
            village.counted(made.now)
            yield made
        finally:
            tidy.emptied()
