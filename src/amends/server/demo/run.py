"""Fills an empty installation with the demo organisation: its nine months, or a whole year and what came before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from amends.cases import editions, queries
from amends.goods import example
from amends.organisation.models import Member
from amends.server.demo import beside, facts, nights, own_work, stories
from amends.server.demo.replay import Clock, Story, replay

MONTHS_BACK = timedelta(days=274)
WEEKLY = 7
Progress = Callable[[float], None]  # the part of the time that has been played, from 0 to 1


def filled() -> bool:
    return queries.any_case()


def fill(now: datetime, progress: Progress) -> None:
    """Founds the organisation nine months ago, then replays its stories up to now."""
    start = (now - MONTHS_BACK).replace(hour=6, minute=0, second=0, microsecond=0)
    facts.found(start)
    example.fill(now)
    calendar = editions.calendar(editions.standing(now).calendar_name(None))
    people = _people()
    beside.begin(people, now=start)
    beside.read_procedures(people, now=start)
    told = [*stories.everything(start, now, calendar, people), *own_work.planned("months", now, calendar, people)]
    _play(told, nights.of(calendar, people, seed=7, every=WEEKLY), start, now, progress)


def _play(told: list[Story], night: nights.Nights, start: datetime, now: datetime, progress: Progress) -> None:
    clock = Clock(night.work, nights.between(start, now))
    replay(told, clock, until=now, told=lambda moment: progress((moment - start) / (now - start)))
    night.count(now)
    progress(1.0)


def _people() -> dict[str, Member]:
    return {member.username: member for member in Member.objects.prefetch_related("holdings")}
