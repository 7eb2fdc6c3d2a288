"""Whether the worker would find anything to do for cases: one question, where the look of each step takes several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

# What `duties`, `follow`, `send` and `erasing` look for, and what of theirs failed and has rested long enough.
LEFT = """
SELECT EXISTS (SELECT FROM amends_case WHERE wake_at <= %(now)s AND {id})
    OR EXISTS (SELECT FROM amends_case WHERE followed_no < last_no AND {id})
    OR EXISTS (SELECT FROM amends_case WHERE erase_on <= %(today)s AND {id})
    OR EXISTS (SELECT FROM amends_message WHERE state = 'waiting' AND next_at <= %(now)s AND {case_id})
    OR EXISTS (SELECT FROM amends_message WHERE state = 'sending' AND {case_id})
    OR EXISTS (SELECT FROM amends_attachment WHERE erased_at IS NOT NULL AND stored <> '' AND {case_id})
    OR EXISTS (SELECT FROM amends_failure WHERE next_at <= %(now)s)
"""
ALL = LEFT.format(id="true", case_id="true")
SOME = LEFT.format(id="id = ANY(%(among)s)", case_id="case_id = ANY(%(among)s)")


def anything(now: datetime, *, among: Sequence[int] | None = None) -> bool:
    """Where it says no, no step would do anything; where it says yes, each may still find nothing.

    With `among`, for those cases alone.
    """
    asked: dict[str, datetime | date | list[int]] = {
        "now": now,
        "today": timezone.localtime(now).date(),
        "among": list(among or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(ALL if among is None else SOME, asked)
        return bool(cursor.fetchone()[0])
