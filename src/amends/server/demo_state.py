"""What keeps a replay whole: a note of how far it came, and a fresh beginning where one was interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from amends.server import database
from amends.server.postgres import embedded_server

MONTHS, YEAR = "nine months", "a whole year"
BEGUN = "begun: "


@contextmanager
def alone() -> Iterator[None]:
    """One replay at a time for one data folder; a second start waits until the first has ended."""
    (settings.DATA / "locks").mkdir(parents=True, exist_ok=True)
    with embedded_server.alone(settings.DATA / "locks/demo"):
        yield


def there() -> str:
    """What was replayed here to its end; empty where nothing was, or where it was interrupted."""
    said = _said()
    return "" if said.startswith(BEGUN) else said


def interrupted() -> bool:
    return _said().startswith(BEGUN)


@contextmanager
def noted(what: str) -> Iterator[None]:
    """The note says that it has begun, and only at the end what is there: whatever stops it leaves the first note."""
    _note(BEGUN + what)
    yield
    _note(what)


def forget() -> None:
    """Everything that an interrupted replay left in the database is dropped, and the tables are made anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    database.migrate()


def _said() -> str:
    note = settings.DATA / "demo"
    return note.read_text(encoding="utf-8").strip() if note.exists() else ""


def _note(words: str) -> None:
    (settings.DATA / "demo").write_text(f"{words}\n", encoding="utf-8")
