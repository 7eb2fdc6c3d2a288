"""Replays stories in the order in which they happened; between them the worker does all that time had made due."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from amends.cases import duties, queries
from amends.dispatch import compose, pending_work, send_step

Story = Generator[datetime, datetime, None]  # yields when it wants to go on, is told the moment it does
Told = Callable[[datetime], None]  # how far it has been played
Night = Callable[[datetime], Iterable[Story]]  # what is done in a night; it gives the stories that follow from it
BEAT = timedelta(hours=1)  # the worker's pace: what many cases owe is done for all of them at once
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass
class Clock:
    """It stops at each beat at which the worker has something to do, and in each night."""

    night: Night
    nights: Iterator[datetime]
    owed: datetime = NEVER
    dark: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.dark = next(self.nights, NEVER)

    @property
    def stop(self) -> datetime:
        return min(self.owed, self.dark)

    def strike(self) -> list[Story]:
        """What is due at this stop is done; the stories that begin because of it."""
        now, begun = self.stop, list[Story]()
        if now == self.dark:
            begun = list(self.night(now))
            self.dark = next(self.nights, NEVER)
        settle(now)
        wakes = queries.first_wake()
        self.owed = max(beat(wakes), now + BEAT) if wakes else NEVER
        return begun

    def happened(self, moment: datetime) -> None:
        """Somebody acted, so the worker has something to do at the next beat."""
        self.owed = min(self.owed, beat(moment))


@dataclass
class Stage:
    """The stories that go on, by the moment at which each wants to."""

    waiting: list[tuple[datetime, int]] = field(default_factory=list)
    playing: list[Story] = field(default_factory=list)

    @property
    def next(self) -> datetime:
        return self.waiting[0][0] if self.waiting else NEVER

    def take_up(self, stories: Iterable[Story]) -> None:
        for story in stories:
            heapq.heappush(self.waiting, (next(story), len(self.playing)))
            self.playing.append(story)

    def play(self) -> datetime:
        """The next act of whichever story is first."""
        moment, at = heapq.heappop(self.waiting)
        with suppress(StopIteration):  # it has ended
            heapq.heappush(self.waiting, (max(self.playing[at].send(moment), moment), at))
        return moment


def replay(stories: Iterable[Story], clock: Clock, *, until: datetime, told: Told) -> None:
    """Plays the stories by one moving clock up to `until`; what would happen later stays open."""
    stage = Stage()
    stage.take_up(stories)
    while min(stage.next, clock.stop) <= until:
        if clock.stop <= stage.next:
            told(clock.stop)
            stage.take_up(clock.strike())
        else:
            clock.happened(stage.play())
    settle(until)


def settle(now: datetime) -> None:
    """What a worker does until nothing is left."""
    while pending_work.anything(now) and duties.wake(now) + compose.step(now) + send_step.step(now):
        pass


def beat(moment: datetime) -> datetime:
    """The first beat that is not before this moment."""
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole if whole == moment else whole + BEAT
