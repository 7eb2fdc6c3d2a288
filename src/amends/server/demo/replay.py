"""Replays stories in the order in which they happened: before each act the worker does all that time had made due."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator
from datetime import datetime

from amends.cases import duties, queries
from amends.dispatch import follow, send

Story = Generator[datetime, datetime, None]  # yields when it wants to go on, is told the moment it does
Told = Callable[[int, int], None]


def replay(stories: list[Story], *, until: datetime, progress: Told) -> datetime:
    """Plays the stories by one moving clock up to `until`; what would happen later stays open. The last moment played."""
    waiting: list[tuple[datetime, int]] = []
    for at, story in enumerate(stories):
        heapq.heappush(waiting, (next(story), at))
    ended, now = 0, until
    while waiting and waiting[0][0] <= until:
        moment, at = heapq.heappop(waiting)
        work_until(moment)
        now = moment
        try:
            heapq.heappush(waiting, (max(stories[at].send(moment), moment), at))
        except StopIteration:
            ended += 1
            progress(ended, len(stories))
        settle(moment)
    work_until(until)
    progress(len(stories), len(stories))
    return now


def work_until(moment: datetime) -> None:
    """At each moment something is owed, the clock writes it down and the letters go out."""
    while (wakes := queries.first_wake()) is not None and wakes <= moment:
        settle(wakes)


def settle(now: datetime) -> None:
    while duties.wake(now) + follow.step(now) + send.step(now):
        pass
