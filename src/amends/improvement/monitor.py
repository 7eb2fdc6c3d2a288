"""The watch: looks at every topic once a day, says once what left its limits, and opens a problem for it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from amends.cases import failures
from amends.improvement import control_limits, problems, topics
from amends.improvement.control_limits import EARLY, SIGNAL, FalseAlarmRate, LimitVerdict, Month
from amends.improvement.models import Look, Signal, Watched
from amends.platform import locks
from amends.reports.models import Base

STEP = "watch"  # of failures
PLAINEST = ("lot", "pair", "cause", "category", "product", "site")  # what says most about where to look
ALONE = FalseAlarmRate(SIGNAL.rate, {1: SIGNAL.shares[1]})  # the line of a chart: a month by itself
SHOWN = 24  # months of a chart
RISE = 1.2  # a fifth more than expected, or it is not said
PER = 1000.0  # orders or customers that one unit of exposure stands for


def watch(now: datetime) -> int:
    """The worker's step: the first tick of a day looks at everything, the others do nothing."""
    today = timezone.localtime(now).date()
    if Look.objects.filter(on=today).exists() and not failures.due(STEP, now):
        return 0
    return look(now)


@transaction.atomic
def look(now: datetime) -> int:
    """Looks at every topic now. Doing it twice says nothing twice; while another worker looks, it does nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [locks.TREND_MONITOR])
        if not cursor.fetchone()[0]:
            return 0
    today = timezone.localtime(now).date()
    Look.objects.update_or_create(on=today, defaults={"at": now})
    failures.one_by_one(STEP, topics.packs(), lambda pack: _pack(pack, today, now), about=str, now=now)
    return len(topics.packs()) + problems.follow(now)


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """A topic with its months, and what they say."""

    topic_by: str
    topic: str
    months: Sequence[Month]
    signal: LimitVerdict | None
    early: LimitVerdict | None

    @property
    def telling(self) -> LimitVerdict | None:
        """The one that says more: a signal where there is one, else the first sign."""
        return self.signal if self.signal and matters(self.signal) else self.early


def standing(topic_by: str, topic: str, months: Sequence[Month]) -> TopicStatus:
    return TopicStatus(
        topic_by, topic, months, control_limits.judge(months, SIGNAL), control_limits.judge(months, EARLY)
    )


def called(signal: LimitVerdict | None, early: LimitVerdict | None) -> str:
    """One of: signal · early · within · new."""
    if signal is None or early is None:
        return "new"
    return "signal" if matters(signal) else "early" if matters(early) else "within"


def matters(verdict: LimitVerdict) -> bool:
    """Beyond its limits, and enough to act on: of thousands, the ups and downs of any business are beyond chance."""
    enough = max(topics.FEWEST, verdict.expected * RISE)
    return verdict.beyond and verdict.observed >= enough


def _pack(pack: str, today: date, now: datetime) -> int:
    """Every topic of one procedure: how it stands is kept for the pages, what left its limits is a signal."""
    this = today.replace(day=1)
    since, until = topics.shifted(this, 1 - topics.MONTHS), topics.shifted(this, 1)
    found = {by: topics.grouped(topics.counts(by, pack=pack, since=since, until=until)) for by in topics.BY}
    first = min((month for one in found.values() for counted in one.values() for month in counted), default=this)
    exposure, out_of = exposures(topics.months(first, this))
    stood = [
        standing(by, topic, [Month(month, counted.get(month, 0), of) for month, of in exposure.items()])
        for by, grouped in found.items()
        for topic, counted in grouped.items()
    ]
    _keep(pack, stood, out_of, now)
    return _signal(pack, stood, now)


def exposures(months: Sequence[date]) -> tuple[Mapping[date, float], str]:
    """Out of how much the complaints of each month came: thousands of orders, of customers, or just its days.

    A base counts only when every month but the running one has it; that one goes by the last that is known.
    """
    bases = {one.month: one for one in Base.objects.filter(month__in=months)}
    for out_of in ("orders", "customers"):
        known = {month: getattr(bases.get(month), out_of, None) for month in months}
        known[months[-1]] = known[months[-1]] or (known[months[-2]] if len(months) > 1 else None)
        if all(known.values()):
            return {month: (of or 0) / PER for month, of in known.items()}, out_of
    return {month: calendar.monthrange(month.year, month.month)[1] / 30.4375 for month in months}, "days"


def _keep(pack: str, stood: Iterable[TopicStatus], out_of: str, now: datetime) -> None:
    """Replaces what was kept of this pack: topics that nobody complains about any more are gone."""
    Watched.objects.filter(pack=pack).delete()
    Watched.objects.bulk_create(_watched(pack, one, out_of, now) for one in stood)


def _watched(pack: str, one: TopicStatus, out_of: str, now: datetime) -> Watched:
    telling = one.telling
    return Watched(
        pack=pack,
        topic_by=one.topic_by,
        topic=one.topic,
        out_of=out_of,
        seen_at=now,
        months=_months(one.months),
        observed=telling.observed if telling else one.months[-1].count,
        over=telling.over if telling else 1,
        expected=telling.expected if telling else None,
        probability=telling.probability if telling else None,
        far=one.signal.distance if one.signal else None,
    )


def _months(months: Sequence[Month]) -> list[list[object]]:
    """What a chart shows: each month judged by those before it alone, as it was at its time."""
    shown = range(max(len(months) - SHOWN, 0), len(months))
    return [_month(months[: at + 1]) for at in shown]


def _month(months: Sequence[Month]) -> list[object]:
    alone, last = control_limits.judge(months, ALONE), months[-1]
    stood = called(control_limits.judge(months, SIGNAL), control_limits.judge(months, EARLY))
    return [last.on.isoformat(), last.count, alone.limit if alone else None, stood]


def _signal(pack: str, stood: Iterable[TopicStatus], now: datetime) -> int:
    """What is beyond its limits, the furthest first: said once for a month, and tied to a problem at once."""
    beyond = [(one, one.signal) for one in stood if one.signal and matters(one.signal)]
    beyond.sort(key=lambda pair: (-pair[1].distance, PLAINEST.index(pair[0].topic_by)))
    said = 0
    for one, verdict in beyond:
        signal, new = _said(pack, one, verdict, now)
        said += new
        if not signal.problem:
            problems.open_for(signal, now)
    return said


def _said(pack: str, one: TopicStatus, verdict: LimitVerdict, now: datetime) -> tuple[Signal, bool]:
    facts = {
        "over": verdict.over,
        "observed": verdict.observed,
        "expected": verdict.expected,
        "limit": verdict.limit,
        "probability": verdict.probability,
        "seen_at": now,
    }
    return Signal.objects.get_or_create(
        pack=pack, topic_by=one.topic_by, topic=one.topic, month=verdict.on, defaults=facts
    )
