"""Fills an empty installation with the demo organisation: its nine months, or a whole year and what came before it."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db import connection

from amends.cases import editions, queries
from amends.demo import (
    handlers,
    internal_work,
    nightly_work,
    organisation_data,
    reference_data,
    stories,
    year,
    year_goods,
)
from amends.demo.replay import Clock, Story, replay
from amends.demo.story_player import Teller
from amends.goods import example
from amends.organisation.models import Member
from amends.procedure.clock.calendar import Calendar

MONTHS_BACK = timedelta(days=274)
CERTIFIED = timedelta(days=610)  # before today: so long ago the whole year's organisation began with its certificate
WEEKLY, OFTEN = 7, 3  # days between two looks of the watch
Progress = Callable[[float], None]  # the part of the time that has been played, from 0 to 1
People = dict[str, Member]


def filled() -> bool:
    return queries.any_case()


def fill(now: datetime, progress: Progress) -> None:
    """Founds the organisation nine months ago, then replays its stories up to now."""
    start = (now - MONTHS_BACK).replace(hour=6, minute=0, second=0, microsecond=0)
    _hurry()
    organisation_data.house(start)
    example.fill(now)
    calendar, people = _opened(start)
    told = [*stories.everything(start, now, calendar, people), *internal_work.planned("months", now, calendar, people)]
    _play(told, nightly_work.nights_of(calendar, people, end=now, seed=7, every=WEEKLY), start, now, progress)
    reference_data.keep_words(people["leyla"], now=now)


def fill_year(now: datetime, progress: Progress, *, cases: int) -> None:
    """Founds it twenty months ago for its certificate, then replays a whole year and the months before it."""
    start, founded = year.begins(now), now - CERTIFIED
    _hurry()
    organisation_data.house(founded)
    organisation_data.establish("certification", founded)
    example.fill(now)
    year_goods.stock(start, now)
    calendar, people = _opened(start)
    told = [
        stories.post_round(start, calendar, people),
        *internal_work.planned("year", now, calendar, people),
        *_cases(year.plan(now, cases=cases), calendar, people),
    ]
    _play(told, nightly_work.nights_of(calendar, people, end=now, seed=7, every=OFTEN), start, now, progress)
    reference_data.keep_words(people["leyla"], now=now)


def _opened(start: datetime) -> tuple[Calendar, People]:
    """The first day of the procedures, with what stands beside them."""
    organisation_data.put_in_force(start)
    people = {member.username: member for member in Member.objects.prefetch_related("role_assignments")}
    reference_data.begin(people, now=start)
    reference_data.read_procedures(people, now=start)
    return editions.calendar(editions.standing(start).calendar_name(None)), people


def _cases(plan: Iterable[year.Planned], calendar: Calendar, people: People) -> Iterator[Story]:
    for nth, one in enumerate(plan):
        cast = handlers.dealt(people, one.chapters, nth)
        teller = Teller(random.Random(nth), calendar, cast, one.matter, one.at, contact=one.contact)
        yield teller.tell(one.chapters)


def _play(told: list[Story], night: nightly_work.Nights, start: datetime, now: datetime, progress: Progress) -> None:
    clock = Clock(night.work, nightly_work.between(start, now))
    replay(told, clock, until=now, told=lambda moment: progress(max((moment - start) / (now - start), 0.0)))
    night.count(now)
    progress(1.0)


def _hurry() -> None:
    """What is lost when the machine dies is replayed anew: nothing waits for the disk, and what is loaded stays."""
    gc.collect()
    gc.freeze()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
