"""What the radar shows: every topic as the watch last saw it, the furthest out first, and what was signalled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from amends.cases import editions
from amends.improvement import topics
from amends.improvement.models import Signal, Watched
from amends.procedure.language import say

SHOWN = 18  # topics on the page; the others are calm
SIGNALS = 30
ORDER = ("signal", "early", "within", "new")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A signal with its topic's name."""

    signal: Signal
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """One month of a chart: its count, the limit of a month alone, and how it stood: signal · early · within · new."""

    on: date
    count: int
    limit: int | None  # none: too few months lie before it
    standing: str
    running: bool


@dataclass(frozen=True, slots=True)
class TopicSeen:
    """A topic with its months. `standing` is that of the last one."""

    pack: str
    topic_by: str
    topic: str
    title: str
    by: str
    months: tuple[MonthSeen, ...]
    out_of: str
    standing: str
    observed: int
    expected: float | None  # none: too few months
    over: int  # so many months together say it
    probability: float | None


@dataclass(frozen=True, slots=True)
class Radar:
    topics: tuple[TopicSeen, ...]
    calm: int  # topics that are watched and not shown
    signals: tuple[Said, ...]
    seen_at: datetime | None


def radar(pack: str, *, language: str, today: date) -> Radar:
    """In a handful of questions, whatever the number of complaints: the watch has counted them."""
    rows = Watched.objects.filter(pack=pack).order_by(F("far").desc(nulls_last=True), "id")
    watched = list(rows[: SHOWN + 1])
    signals = list(Signal.objects.filter(pack=pack).order_by("-month", "probability")[:SIGNALS])
    names = topics.titles([*map(_key, watched), *map(_key, signals)], language, pack)
    shown = sorted((_topic(one, names, today) for one in watched[:SHOWN]), key=lambda one: ORDER.index(one.standing))
    calm = rows.count() - len(shown) if len(watched) > SHOWN else 0
    seen_at = watched[0].seen_at if watched else None
    return Radar(tuple(shown), calm, _said(signals, names), seen_at)


def packs() -> tuple[str, ...]:
    """The procedures whose topics are watched."""
    return tuple(Watched.objects.order_by("pack").values_list("pack", flat=True).distinct())


def named(keys: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Procedures with their titles; of one alone nobody needs the name."""
    known = {key: editions.newest(key) for key in keys} if len(keys) > 1 else {}
    return [(key, say(one.title, language)) for key, one in known.items() if one]


def facts(seen: TopicSeen) -> Mapping[str, str]:
    """What a list of cases can be asked for, to show those of a topic."""
    return {what: key for what, key in topics.facts(seen.topic_by, seen.topic).items() if what != "lot"}


def topic(
    pack: str, topic_by: str, topic: str, *, language: str, today: date
) -> tuple[TopicSeen, tuple[Said, ...]] | None:
    """One topic with all its months that are kept, and everything that was signalled about it."""
    found = Watched.objects.filter(pack=pack, topic_by=topic_by, topic=topic).first()
    if found is None:
        return None
    names = topics.titles([_key(found)], language, pack)
    signals = Signal.objects.filter(pack=pack, topic_by=topic_by, topic=topic).order_by("-month")
    return _topic(found, names, today), _said(list(signals[:SIGNALS]), names)


def _topic(one: Watched, names: Mapping[Key, str], today: date) -> TopicSeen:
    months = tuple(
        MonthSeen(date.fromisoformat(on), count, limit, stood, on == today.replace(day=1).isoformat())
        for on, count, limit, stood in one.months
    )
    return TopicSeen(
        one.pack, one.topic_by, one.topic, names[_key(one)], str(topics.NAMES[one.topic_by]), months, one.out_of,
        months[-1].standing, one.observed, one.expected, one.over, one.probability,
    )  # fmt: skip


def _said(signals: Iterable[Signal], names: Mapping[Key, str]) -> tuple[Said, ...]:
    return tuple(Said(one, names[_key(one)], str(topics.NAMES[one.topic_by])) for one in signals)


def _key(one: Watched | Signal) -> Key:
    return one.topic_by, one.topic
