"""The demo's whole year as a plan: what comes in on which day, and which way each goes. Pure: it touches no records."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from amends.demo import organisation_data, reference_data, year_goods
from amends.demo.complainants import Writers
from amends.demo.verb_calls import Said
from amends.reports.periods import later

SMALLEST = 150  # cases of a year in which its story can still be seen
FEWEST = 0.5  # of the currents that the year is told by: a small year has at least half of them
TAUGHT_BY = "complaints"
Chapters = tuple[Sequence[Said], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """One case of the year: when it comes in, about what, from whom, and its chapters up to its end."""

    at: datetime
    matter: Said
    contact: Said
    chapters: Chapters


@dataclass(frozen=True, slots=True)
class Month:
    first: datetime
    until: datetime  # the first moment that does not belong to it
    share: float  # of an ordinary month's business
    part: float  # of it that is over: less than the whole for the running one

    @property
    def days(self) -> int:
        return max((self.until - self.first).days, 1)


def begins(now: datetime) -> datetime:
    """The first day of the month so many months before the one that runs now."""
    first = later(now.date().replace(day=1), -organisation_data.read("year/plan")["months"])
    return now.replace(year=first.year, month=first.month, day=1, hour=0, minute=0, second=0, microsecond=0)


def usual() -> int:
    return int(organisation_data.read("year/plan")["cases"])


def plan(now: datetime, *, cases: int, seed: int = 11) -> list[Planned]:
    """Every case of the year in the order in which they come; the same seed plans the same year again."""
    dice = random.Random(seed)
    said = organisation_data.read("year/plan")
    writers = Writers(dice, said["people"]["again"])
    months = list(_months(now))
    size = max(cases / said["cases"], FEWEST)
    told = [(one, _told(one, months, size)) for one in said["currents"] if "by_month" in one]
    steady = [one for one in said["currents"] if "a_month" in one]
    left = max(cases - sum(sum(counts) for _, counts in told) - said["letter"]["senders"], 0)
    found = list(_letters(said["letter"], now, writers, dice))
    for current, counts in [*told, *_steadily(steady, months, left)]:
        found += _current(current, counts, months, writers, dice)
    return sorted(found, key=lambda one: one.at)


def _months(now: datetime) -> Iterator[Month]:
    first = begins(now)
    while first < now:
        following = later(first.date(), 1)
        end = first.replace(year=following.year, month=following.month)
        part = min((now - first) / (end - first), 1.0)
        yield Month(first, min(end, now), reference_data.share_of(first.date()) * part, part)
        first = end


def _told(current: Said, months: Sequence[Month], size: float) -> list[int]:
    """The plot's own numbers, smaller in a smaller year; one that stands alone stays."""
    pairs = zip(current["by_month"], months, strict=False)
    return [max(round(count * size * month.part), min(count, 1) * int(month.part)) for count, month in pairs]


def _steadily(currents: Sequence[Said], months: Sequence[Month], cases: int) -> Iterator[tuple[Said, list[int]]]:
    """So many cases in all, divided by what is ordinary for each current and by the season: exactly as many."""
    weights = [current["a_month"] * month.share for current in currents for month in months]
    rounded = [round(cases * one / sum(weights)) for one in accumulate(weights)]
    counts = [after - before for before, after in zip([0, *rounded], rounded, strict=False)]
    for at, current in enumerate(currents):
        yield current, counts[at * len(months) : (at + 1) * len(months)]


def _current(
    current: Said, counts: Sequence[int], months: Sequence[Month], writers: Writers, dice: random.Random
) -> Iterator[Planned]:
    for at, (month, count) in enumerate(zip(months, counts, strict=False)):
        for nth in range(count):
            more: dict[str, str] = {}
            if at >= current.get("lots_from", len(months)) and nth % 3 == 2:
                more["batch"] = current["lots"][nth // 3 % len(current["lots"])]
            yield _one(current, _moment(month, dice), more, writers, dice)


def _one(current: Said, at: datetime, more: Said, writers: Writers, dice: random.Random) -> Planned:
    ways = _ways(current)
    ending = dice.choices(list(ways), [one["of"] for one in ways.values()])[0]
    matter = writers.writing(dice.choice(_group(ways[ending].get("matters", current["matters"]))))
    if dice.randrange(100) < organisation_data.read("year/plan")["people"]["needs"]:
        more = {**more, "needs": writers.need(matter["language"])}
    if current.get("shipped"):
        more = {**more, "shipment": year_goods.sent_before(at, dice.randrange(year_goods.WEEKS_BACK)).number}
    contact = writers.somebody(matter["language"])
    return Planned(at, {**matter, **more}, contact, _chapters(current["book"], ending, ways[ending], dice))


def _ways(current: Said) -> Mapping[str, Said]:
    """The endings of its book; what the year is told by keeps to its own matters."""
    ways: Mapping[str, Said] = organisation_data.read("year/plan")["endings"][current["book"]]
    return {key: one for key, one in ways.items() if "by_month" not in current or "matters" not in one}


def _chapters(book: str, ending: str, way: Said, dice: random.Random) -> Chapters:
    """The chapters of the ending, and perhaps how they answer when they are asked about it."""
    told = organisation_data.read(f"stories/{book}")
    chapters = [told["chapters"][name] for name in told["endings"][ending]["chapters"]]
    said = organisation_data.read("year/plan")
    if "mood" in way and dice.randrange(100) < said["people"]["rate"]:
        chapters.append([_rating(said["ratings"][way["mood"]], dice)])
    if book == TAUGHT_BY and dice.randrange(100) < said["people"]["lesson"]:
        chapters.append(organisation_data.read("own/chapters")["chapters"]["lesson"])
    return tuple(chapters)


def _rating(mood: Mapping[str, Sequence[int]], dice: random.Random) -> Said:
    values = {key: str(dice.choice(marks)) for key, marks in mood.items()}
    return {"live": [20, 120], "by": "complainant", "do": "rate", "values": values}


def _letters(letter: Said, now: datetime, writers: Writers, dice: random.Random) -> Iterator[Planned]:
    """One text, from people who do not know each other."""
    first, last = letter["days"]
    for nth in range(letter["senders"]):
        at = now - timedelta(days=first) + timedelta(days=first - last) * nth / letter["senders"]
        matter = dice.choice(_group(letter["matters"]))
        told = organisation_data.read(f"stories/{letter['book']}")
        arrive = [told["chapters"]["arrive-online"]]
        yield Planned(at, matter, writers.stranger(matter["language"], 5000 + nth), tuple(arrive))


def _group(name: str) -> list[Said]:
    """Matters of a group: those of the small demo without what the year tells by itself, and the year's own."""
    own, small = organisation_data.read("year/matters"), organisation_data.read("matters")
    found = []
    for part in own["groups"][name]:
        left_out = {tuple(pair) for pair in own["without"].get(part, ())}
        known = [*small.get(part, ()), *own.get(part, ())]
        found += [one for one in known if (one.get("product"), one.get("category")) not in left_out]
    return found


def _moment(month: Month, dice: random.Random) -> datetime:
    """More on Mondays than on Sundays, more in the morning than at night."""
    said = organisation_data.read("year/plan")
    days = [month.first + timedelta(days=nth) for nth in range(month.days)]
    day = dice.choices(days, [said["weekdays"][one.weekday()] for one in days])[0]
    since, until, _ = dice.choices(said["hours"], [of for _, _, of in said["hours"]])[0]
    at = day + timedelta(hours=dice.randrange(since, until), minutes=dice.randrange(60), seconds=dice.randrange(60))
    return at if at < month.until else month.first + (month.until - month.first) * dice.random()
