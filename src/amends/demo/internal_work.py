"""The organisation's own work in the demo: what is planned for a day, and what people do when something opens."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from amends.cases.models import Case, Entry
from amends.demo import organisation_data
from amends.demo.replay import Story
from amends.demo.story_player import Teller
from amends.demo.verb_calls import Said
from amends.organisation.models import Member
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Amount, Calendar

AT_WORK = Amount(1, "working hours")
BY_ITSELF = ("clock", "watch")  # whoever opened it, it was no person
FACTS = ("entry", "pack", "kind", "category", "product", "nth", "lately")
LATELY = timedelta(days=25)
MATTER = {"language": "en"}


def planned(programme: str, end: datetime, calendar: Calendar, people: Mapping[str, Member]) -> Iterator[Story]:
    """Each story of a programme, begun in working hours so many days before the end."""
    chapters = organisation_data.read("own/chapters")["chapters"]
    for nth, one in enumerate(organisation_data.read(f"own/{programme}")["stories"]):
        start = working_time.add(calendar, end - timedelta(days=one["days"]), AT_WORK)
        teller = Teller(random.Random(nth), calendar, people, MATTER, start)
        yield teller.tell([chapters[name] for name in one["chapters"]])


@dataclass
class Habits:
    """Whoever is concerned takes up what the program opened; each thing once."""

    calendar: Calendar
    people: Mapping[str, Member]
    dice: random.Random
    end: datetime  # the demo's last moment
    seen: int = 0  # the last entry that was looked at
    times: dict[tuple[str, str], int] = field(default_factory=dict)  # how many of each kind have come
    spent: set[str] = field(default_factory=set)  # habits of one time only, by the name of that time

    def take_up(self, now: datetime) -> Iterator[Story]:
        """The stories that begin with what was opened since this was last asked."""
        opened = Entry.objects.filter(pk__gt=self.seen, by__in=BY_ITSELF, kind__in=("received", "recurred"))
        for entry in opened.filter(case__inside=True).select_related("case").order_by("pk"):
            self.seen = entry.pk
            if (habit := self._fitting(entry)) is not None:
                yield self._told(habit, entry.case, now)

    def _fitting(self, entry: Entry) -> Said | None:
        """The first habit that fits; None where nobody has one."""
        case = entry.case
        known = {
            "pack": case.pack,
            "kind": case.kind,
            "category": case.category_id,
            "product": case.product_id,
            "entry": entry.kind,
            "nth": self._nth(case),
            "lately": entry.at > self.end - LATELY,
        }
        habits: list[Said] = organisation_data.read("own/habits")["habits"]
        for habit in habits:
            wanted = {"entry": "received", **{key: habit[key] for key in FACTS if key in habit}}
            if habit.get("once") not in self.spent and all(known[key] == value for key, value in wanted.items()):
                self.spent |= {habit["once"]} if "once" in habit else set()
                return habit
        return None

    def _nth(self, case: Case) -> int:
        """How many of its kind there are by now, itself counted."""
        key = case.pack, case.kind
        self.times[key] = self.times.get(key, 0) + 1
        return self.times[key]

    def _told(self, habit: Said, case: Case, now: datetime) -> Story:
        chapters = organisation_data.read("own/habits")["chapters"]
        dice = random.Random(self.dice.random())
        teller = Teller(dice, self.calendar, self.people, MATTER, now, case.number, numbers={case.kind: case.number})
        return teller.tell([chapters[name] for name in dice.choice(habit["runs"])])
