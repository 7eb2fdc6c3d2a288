"""How a sender shows that it lives: an advisory lock that its database session holds and that dies with it."""

from __future__ import annotations

import secrets

from django.db import connection

_mine: list[tuple[object, int]] = []  # the database session and the number it holds; a new session gets a new number


def alive(kind: int) -> int:
    """This sender's number, with its lock held by the present database session."""
    connection.ensure_connection()
    if not _mine or _mine[0][0] is not connection.connection:
        _mine[:] = [(connection.connection, _locked(kind))]
    return _mine[0][1]


def _locked(kind: int) -> int:
    """A number nobody else holds; nothing is waited for."""
    while True:
        number = secrets.randbelow(2**31 - 1) + 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, number])
            if cursor.fetchone()[0]:
                return number
