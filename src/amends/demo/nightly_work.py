"""What the worker does in the nights of the demo: it counts, looks at the trends, opens reviews, freezes figures."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from amends.assurance import objectives, training_sessions
from amends.assurance.reviews import review_schedule
from amends.demo import reference_data
from amends.demo.internal_work import Habits
from amends.demo.replay import Story
from amends.improvement import fingerprints, monitor
from amends.organisation.models import Member
from amends.procedure.clock.calendar import Calendar
from amends.reports.counting import recount
from amends.reports.frozen import snapshots

NIGHT = timedelta(days=1)
COUNTED_ON = (1, 4)  # days of the month: what a month's review and its frozen figures are made of
MONDAY = 0


@dataclass
class Nights:
    """One night after the other, and the stories that begin because of what was seen."""

    habits: Habits
    keeper: Member  # who types in the business of each month
    every: int  # days between two looks of the watch

    def work(self, now: datetime) -> Iterator[Story]:
        """What is due in this night."""
        today = now.astimezone(recount.organisation_zone()).date()
        if today.day == 1:
            reference_data.month_over(self.keeper, now=now)
        while fingerprints.step(now):
            pass
        if today.toordinal() % self.every == 0:
            monitor.watch(now)
        training_sessions.step(now)
        if today.weekday() == MONDAY or today.day in COUNTED_ON:
            self.count(now)
        yield from self.habits.take_up(now)

    def count(self, now: datetime) -> None:
        """What waits for the counts: reviews of what is over, the objectives, the month's frozen figures."""
        while recount.step(now, calm=timedelta(0)):
            pass
        review_schedule.step(now)
        objectives.step(now)
        snapshots.step(now)


def between(start: datetime, end: datetime) -> Iterator[datetime]:
    """The moment of each night, long before anybody comes to work."""
    night = start.replace(hour=1, minute=0, second=0, microsecond=0) + NIGHT
    while night <= end:
        yield night
        night += NIGHT


def nights_of(calendar: Calendar, people: Mapping[str, Member], *, end: datetime, seed: int, every: int) -> Nights:
    return Nights(Habits(calendar, people, random.Random(seed), end), people["leyla"], every)
