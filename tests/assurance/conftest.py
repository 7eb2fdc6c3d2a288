"""One organisation for all tests of this room: half a year of cases, and its own work beside them."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from tests import cleanup
from tests.assurance import population


@pytest.fixture(scope="package")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[population.Works]:
    """Made once for all files, and stored in earnest; all of it is gone when their tests have ended."""
    with django_db_blocker.unblock():
        try:
            yield population.lived()
        finally:
            cleanup.emptied()


@pytest.fixture(scope="module")
def lived(founded: population.Works, django_db_blocker: Any) -> Iterator[population.Works]:
    """As it was made: what the tests of another file did is undone, in the database and in what is held of it."""
    house = replace(founded.house, people=deepcopy(founded.house.people), taken=list(founded.house.taken))
    with django_db_blocker.unblock(), transaction.atomic():
        yield population.Works(house, dict(founded.made))
        transaction.set_rollback(True)
