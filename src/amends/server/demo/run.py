"""Fills an empty installation with the demo organisation and its nine months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from amends.cases import editions, queries
from amends.goods import example
from amends.organisation.models import Member
from amends.server.demo import facts, stories
from amends.server.demo.replay import replay

MONTHS_BACK = timedelta(days=274)


def filled() -> bool:
    return queries.any_case()


def fill(now: datetime, progress: Callable[[int, int], None]) -> None:
    """Founds the organisation nine months ago, then replays its stories up to now."""
    start = (now - MONTHS_BACK).replace(hour=6, minute=0, second=0, microsecond=0)
    facts.found(start)
    example.fill(now)
    calendar = editions.calendar(editions.standing(now).calendar_name(None))
    people = {member.username: member for member in Member.objects.prefetch_related("holdings")}
    replay(list(stories.everything(start, now, calendar, people)), until=now, progress=progress)
