"""What the page of trends shows: every topic as it was last seen, the furthest out first, and what was signalled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from amends.cases import editions
from amends.improvement import topics
from amends.improvement.models import Signal, Watched
from amends.procedure.schema import say
from amends.reports.frozen.frozen_figures import FrozenTopics

SHOWN = 18  # topics on the page; the others are calm
SIGNALS = 30
ORDER = ("signal", "early", "within", "new")
OUT = ORDER[:2]  # beyond the limits, or worth a look
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TopicText:
    """A signal with its topic's name."""

    signal: Signal
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month of a chart: its count, the limit of a month alone, and how it stood: signal · early · within · new."""

    on: date
    count: int
    limit: int | None  # none: too few months lie before it
    standing: str
    running: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its months. `standing` is that of the last one."""

    pack: str
    topic_by: str
    topic: str
    title: str
    by: str
    months: tuple[MonthView, ...]
    out_of: str
    standing: str
    observed: int
    expected: float | None  # none: too few months
    over: int  # so many months together say it
    probability: float | None


@dataclass(frozen=True, slots=True)
class TrendsView:
    topics: tuple[TopicView, ...]
    calm: int  # topics that are watched and not shown
    signals: tuple[TopicText, ...]
    seen_at: datetime | None


def trends_view(pack: str, *, language: str, today: date) -> TrendsView:
    """In a handful of questions, whatever the number of complaints: the watch has counted them."""
    rows = Watched.objects.filter(pack=pack).order_by(F("far").desc(nulls_last=True), "id")
    watched = list(rows[: SHOWN + 1])
    signals = list(Signal.objects.filter(pack=pack).order_by("-month", "probability")[:SIGNALS])
    names = topics.titles([*map(_key, watched), *map(_key, signals)], language, pack)
    shown = sorted((_topic(one, names, today) for one in watched[:SHOWN]), key=lambda one: ORDER.index(one.standing))
    calm = rows.count() - len(shown) if len(watched) > SHOWN else 0
    seen_at = watched[0].seen_at if watched else None
    return TrendsView(tuple(shown), calm, _said(signals, names), seen_at)


def beyond(packs: Sequence[str] | None, *, most: int) -> list[FrozenTopics]:
    """What has left its limits or is worth a look, in plain values that JSON keeps: what a review puts on file.

    By procedure, the furthest out first; a topic by its key, so that it is named in whoever's language reads it.
    """
    watched = Watched.objects.order_by("pack", F("far").desc(nulls_last=True), "id")
    found: dict[str, list[Watched]] = {pack: [] for pack in packs or ()}
    for one in watched if packs is None else watched.filter(pack__in=packs):
        found.setdefault(one.pack, []).append(one)
    return [_plain(pack, rows, most) for pack, rows in found.items()]


def named_topics(asked: Mapping[str, Sequence[Key]], language: str) -> dict[str, dict[Key, tuple[str, str]]]:
    """The topics of each procedure by their titles, with what they are topics of; in one question for all of them."""
    return {
        pack: {(by, topic): (title, str(topics.NAMES[by])) for (by, topic), title in found.items()}
        for pack, found in topics.titles_of_each(asked, language).items()
    }


def packs() -> tuple[str, ...]:
    """The procedures whose topics are watched."""
    return tuple(Watched.objects.order_by("pack").values_list("pack", flat=True).distinct())


def foremost() -> str:
    """The procedure that has most to say: what lies furthest out now, or else what was signalled last."""
    out = Watched.objects.filter(far__gt=0).order_by("-far", "id").values_list("pack", flat=True).first()
    return out or Signal.objects.order_by("-month", "probability").values_list("pack", flat=True).first() or ""


def names_of(keys: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Procedures with their titles; of one alone nobody needs the name."""
    known = {key: editions.newest(key) for key in keys} if len(keys) > 1 else {}
    return [(key, say(one.title, language)) for key, one in known.items() if one]


def facts(seen: TopicView) -> Mapping[str, str]:
    """What a list of cases can be asked for, to show those of a topic."""
    return {what: key for what, key in topics.facts(seen.topic_by, seen.topic).items() if what != "lot"}


def topic(
    pack: str, topic_by: str, topic: str, *, language: str, today: date
) -> tuple[TopicView, tuple[TopicText, ...]] | None:
    """One topic with all its months that are kept, and everything that was signalled about it."""
    found = Watched.objects.filter(pack=pack, topic_by=topic_by, topic=topic).first()
    if found is None:
        return None
    names = topics.titles([_key(found)], language, pack)
    signals = Signal.objects.filter(pack=pack, topic_by=topic_by, topic=topic).order_by("-month")
    return _topic(found, names, today), _said(list(signals[:SIGNALS]), names)


def _topic(one: Watched, names: Mapping[Key, str], today: date) -> TopicView:
    months = tuple(
        MonthView(date.fromisoformat(on), count, limit, stood, on == today.replace(day=1).isoformat())
        for on, count, limit, stood in one.months
    )
    return TopicView(
        one.pack,
        one.topic_by,
        one.topic,
        names[_key(one)],
        str(topics.NAMES[one.topic_by]),
        months,
        one.out_of,
        months[-1].standing,
        one.observed,
        one.expected,
        one.over,
        one.probability,
    )


def _plain(pack: str, rows: Sequence[Watched], most: int) -> FrozenTopics:
    out = [one for one in rows if one.months[-1][3] in OUT][:most]
    return {
        "pack": pack,
        "watched": len(rows),
        "seen_at": rows[0].seen_at.isoformat() if rows else None,
        "topics": [
            {
                "by": one.topic_by,
                "topic": one.topic,
                "standing": one.months[-1][3],
                "observed": one.observed,
                "expected": one.expected,
                "over": one.over,
                "probability": one.probability,
            }
            for one in sorted(out, key=lambda one: ORDER.index(one.months[-1][3]))
        ],
    }


def _said(signals: Iterable[Signal], names: Mapping[Key, str]) -> tuple[TopicText, ...]:
    return tuple(TopicText(one, names[_key(one)], str(topics.NAMES[one.topic_by])) for one in signals)


def _key(one: Watched | Signal) -> Key:
    return one.topic_by, one.topic
