"""How a sender shows that it lives: an advisory lock that its database session holds and that dies with it."""

from __future__ import annotations

import secrets

from django.db import connection

ME = secrets.randbelow(2**31 - 1) + 1  # this process
_held_on: list[object] = []  # the database session that holds the lock; a new one after a reconnection


def alive(kind: int) -> int:
    """This process's number, with its lock held by the present session."""
    connection.ensure_connection()
    if not _held_on or _held_on[0] is not connection.connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [kind, ME])
        _held_on[:] = [connection.connection]
    return ME
