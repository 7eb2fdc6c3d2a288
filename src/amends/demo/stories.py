"""The demo's stories as its data tells them: every ending of every procedure, spread over the months."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count

from amends.demo import handlers, organisation_data
from amends.demo.replay import Story
from amends.demo.story_player import Teller
from amends.demo.verb_calls import Said
from amends.dispatch.letters import post
from amends.organisation.models import Member
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Amount, Calendar

SETTLED = timedelta(days=25)  # before today: what has an end began long enough ago to have come to it


def everything(
    start: datetime, end: datetime, calendar: Calendar, people: Mapping[str, Member], *, seed: int = 7
) -> Iterator[Story]:
    dice, told = random.Random(seed), count()
    yield post_round(start, calendar, people)
    for file in sorted((organisation_data.DATA / "stories").glob("*.toml")):
        book = organisation_data.read(f"stories/{file.stem}")
        for ending in book["endings"].values():
            matters = organisation_data.read("matters")[ending.get("matters", book["matters"])]
            chapters = [book["chapters"][name] for name in ending["chapters"]]
            for _ in range(ending["count"]):
                teller = Teller(
                    random.Random(dice.random()),
                    calendar,
                    handlers.dealt(people, chapters, next(told)),
                    dice.choice(matters),
                    _some_day(dice, ending, start, end),
                )
                yield teller.tell(chapters)


def post_round(start: datetime, calendar: Calendar, people: Mapping[str, Member]) -> Story:
    """Once each working day somebody prints what waits and takes it to the post."""
    by = next(member for name, member in people.items() if organisation_data.people()[name].get("posts"))
    now = yield start
    while True:
        now = yield working_time.add(calendar, now, Amount(7, "working hours"))
        post.posted([letter.pk for letter in post.waiting()], by=by, now=now)


def _some_day(dice: random.Random, ending: Said, start: datetime, end: datetime) -> datetime:
    """What is still under way began in the last days."""
    first = end - timedelta(days=ending["days"]) if "days" in ending else start + timedelta(days=2)
    last = end - timedelta(days=ending.get("ago", 0), hours=3) if "days" in ending else end - SETTLED
    return first + (last - first) * dice.random()
