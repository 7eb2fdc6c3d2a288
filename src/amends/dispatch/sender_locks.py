"""How a sender shows that it lives: an advisory lock that its database session holds and that dies with it."""

from __future__ import annotations

import secrets
import threading

from django.db import connection

_own = threading.local()  # each thread has its database session, and each session a number of its own


def alive(kind: int) -> int:
    """This sender's number, with its lock held by the present database session."""
    connection.ensure_connection()
    if getattr(_own, "session", None) is not connection.connection:
        _own.number = _locked(kind)
        _own.session = connection.connection
    return int(_own.number)


def _locked(kind: int) -> int:
    """A number nobody else holds; nothing is waited for."""
    while True:
        number = secrets.randbelow(2**31 - 1) + 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, number])
            if cursor.fetchone()[0]:
                return number
