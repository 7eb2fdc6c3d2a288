"""Whose a letter is while it leaves: claimed by one sender, and given back when that sender is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from amends.dispatch import sender_locks
from amends.dispatch.models import Message
from amends.platform import locks


def give_back(now: datetime, keys: Sequence[str]) -> None:
    """What a sender that died had claimed was perhaps sent: it goes out again, marked as possibly repeated."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE amends_message SET state = 'waiting', repeated = true, next_at = %s, claimed_by = NULL "
            "WHERE state = 'sending' AND carrier = ANY(%s) AND (claimed_by = %s OR NOT EXISTS (SELECT 1 FROM pg_locks "
            "WHERE locktype = 'advisory' AND classid = %s AND objid = claimed_by::oid))",
            [now, list(keys), sender_locks.alive(locks.SENDER), locks.SENDER],
        )


def claim(now: datetime, keys: Sequence[str], *, most: int, among: Sequence[int] | None = None) -> list[Message]:
    """Has to be committed before anything is handed over, so that no other sender takes the same message."""
    with connection.cursor() as cursor:
        cursor.execute(
            # Materialized: asked for anew for each row, as some plans do, the limit would be no limit.
            "WITH due AS MATERIALIZED (SELECT id FROM amends_message WHERE state = 'waiting' AND carrier = ANY(%s) "
            "AND next_at <= %s AND (%s::bigint[] IS NULL OR case_id = ANY(%s::bigint[])) "
            "ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED) "
            "UPDATE amends_message AS one SET state = 'sending', claimed_by = %s, tries = tries + 1 "
            "FROM due WHERE one.id = due.id RETURNING one.id",
            [list(keys), now, *[None if among is None else list(among)] * 2, most, sender_locks.alive(locks.SENDER)],
        )
        ids = [row[0] for row in cursor.fetchall()]
    found = Message.objects.filter(pk__in=ids).select_related("content", "case__secret").defer("case__state")
    return list(found.order_by("made_at")) if ids else []
