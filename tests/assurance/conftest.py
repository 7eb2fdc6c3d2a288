"""One organisation for all tests of this room: half a year of cases, and its own work beside them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests import tidy
from tests.assurance import works


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[works.Works]:
    """Made once for the tests of a file; all of it is gone when they have ended."""
    with django_db_blocker.unblock():
        tidy.database()
    with django_db_blocker.unblock(), transaction.atomic():
        yield works.lived()
        transaction.set_rollback(True)
