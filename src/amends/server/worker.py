"""The worker: takes the recurring steps in turn, again and again, and lives through whatever goes wrong in one.

What has to wait for somebody outside (a relay, a gateway) runs beside the others, in a lane of its own: a silent relay
holds neither the clock, nor the mail that comes in, nor the other carriers.
"""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Protocol

from django.db import close_old_connections, connection
from django.utils import timezone

from amends.assurance import objectives, training_sessions
from amends.assurance.reviews import review_schedule
from amends.cases import duties, heartbeats
from amends.cases.acts import recusal
from amends.cases.retention import erasure, origins
from amends.dispatch import compose, outcomes, send_step
from amends.dispatch.carriers import carrier_registry
from amends.dispatch.sender import Sender
from amends.goods.imports import run_import
from amends.improvement import fingerprints, monitor
from amends.intake import drafts
from amends.intake.attachments import orphans
from amends.intake.attachments import redraw_queue as drawn
from amends.intake.mail import inbound_mail
from amends.reports import mailing
from amends.reports.charts import chart_svg
from amends.reports.counting import recount
from amends.reports.frozen import snapshots
from amends.server import inbound_messages, mail_watcher
from amends.server.shutdown import Ending

Step = Callable[[datetime], int]  # takes the moment, gives the number of things it handled


def forget_others(_now: datetime) -> int:
    """A step of the worker: what an older version did by another name is waited for no more."""
    heartbeats.forget_others(names())
    return 0


STEPS: tuple[Step, ...] = (
    duties.wake,
    recusal.step,
    compose.step,
    send_step.leave,
    outcomes.say_late,
    inbound_messages.sort,
    drafts.sweep,
    inbound_mail.sweep,
    drawn.step,
    orphans.sweep,
    run_import.step,
    run_import.sweep,
    review_schedule.step,
    training_sessions.step,
    objectives.step,
    fingerprints.step,
    monitor.watch,
    recount.step,
    snapshots.step,
    chart_svg.sweep,
    erasure.step,
    fingerprints.forget,
    inbound_mail.forget,
    origins.forget,
    forget_others,
)
# Periods end at midnight: there is no need to ask twice a second.
SELDOM_SECONDS: dict[Step, float] = {
    **dict.fromkeys((recusal.step, review_schedule.step, objectives.step, erasure.step), 60.0),
    **dict.fromkeys((fingerprints.forget, inbound_mail.forget, origins.forget, forget_others), 60.0),
    inbound_mail.sweep: 240.0,
    orphans.sweep: 240.0,  # it walks through the store; a step that is silent for five minutes would be a fault
}
IDLE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
BEAT_SECONDS = 10.0
PATIENCE_SECONDS = 4.0  # for a letter that is in its carrier's hands when the worker shall end
log = logging.getLogger(__name__)


class End(Protocol):
    """How a loop learns that it shall end."""

    @property
    def asked(self) -> int: ...

    def wait(self, seconds: float) -> None: ...


class LaneEnd:
    """The end of a lane, told by the thread that started it."""

    def __init__(self) -> None:
        self.event = threading.Event()

    @property
    def asked(self) -> int:
        return int(self.event.is_set())

    def wait(self, seconds: float) -> None:
        self.event.wait(seconds)


def here() -> tzinfo:
    """The zone of the organisation, by which the worker tells one day from the next as the pages do."""
    return _zone(int(time.monotonic() // 60))


@lru_cache(maxsize=1)
def _zone(_minute: int) -> tzinfo:
    return recount.organisation_zone()


@dataclass
class Taker:
    """One step and its patience: after each failure in a row it waits twice as long."""

    step: Step
    zone: Callable[[], tzinfo] = timezone.get_default_timezone
    failures: int = 0
    due: float = field(default_factory=time.monotonic)
    well: bool = False  # since the last heartbeat

    def take(self) -> int:
        if time.monotonic() < self.due:
            return 0
        close_old_connections()
        try:
            with timezone.override(self.zone()):
                handled = self.step(timezone.now())
        except Exception as error:
            self.failed(error)
            return 0
        self.failures, self.well = 0, True
        self.due = time.monotonic() + SELDOM_SECONDS.get(self.step, 0.0)
        return handled

    def failed(self, error: Exception) -> None:
        """Logs where it failed, not what was said: the words of an error may be a person's."""
        self.failures += 1
        pause = min(IDLE_SECONDS * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.due = time.monotonic() + pause
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s failed (%s), again in %.0f s\n%s", name(self.step), type(error).__name__, pause, where)


def takers(steps: Sequence[Step]) -> list[Taker]:
    """The steps of a real worker, taken where the organisation is."""
    return [Taker(step, here) for step in steps]


@dataclass
class Lane:
    """Some steps that are taken in turn; other lanes do not wait for them."""

    takers: Sequence[Taker]
    beaten: float = 0.0

    def run(self, end: End) -> None:
        """Takes the steps until told to end; rests when none of them had anything to do."""
        while not end.asked:
            handled = sum(taker.take() for taker in self.takers if not end.asked)
            self.beat()
            if not handled:
                end.wait(IDLE_SECONDS)

    def beat(self) -> None:
        """Says which steps went through; a step that fails again and again falls silent."""
        if time.monotonic() < self.beaten + BEAT_SECONDS:
            return
        well = [taker for taker in self.takers if taker.well]
        try:
            heartbeats.beat([name(taker.step) for taker in well], now=timezone.now())
        except Exception as error:
            log.error("no sign of life could be given (%s)", type(error).__name__)
            return
        self.beaten = time.monotonic()
        for taker in well:
            taker.well = False


def run(end: Ending, steps: tuple[Step, ...] | None = None) -> None:
    """Takes the steps until told to end, with the carriers and the mailboxes beside them."""
    if steps is not None:
        Lane([Taker(step) for step in steps]).run(end)
        return
    with mail_watcher.watched(), beside():
        Lane(takers(STEPS)).run(end)


@contextmanager
def beside() -> Iterator[None]:
    """The other lanes run inside the block; at its end they are told, and waited for a little.

    Whoever hangs on a silent carrier then is left behind, and its letter is taken up by the next sender.
    """
    told = LaneEnd()
    threads = [
        threading.Thread(target=_lane, args=(steps, told), daemon=True, name=title)
        for title, steps in lanes(told).items()
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        told.event.set()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))


def lanes(told: LaneEnd) -> Mapping[str, tuple[Step, ...]]:
    """What waits for whom: each carrier, and the reports that go by mail, has a lane."""
    mail, text = (Sender(key, ended=lambda: bool(told.asked)).step for key in carrier_registry.OUTSIDE)
    return {"e-mail": (mail,), "text messages": (text, inbound_messages.answer), "reports": (mailing.step,)}


def names() -> list[str]:
    """Every step of a whole worker, as its sign of life is called."""
    return [name(step) for step in (*STEPS, *(step for lane in lanes(LaneEnd()).values() for step in lane))]


def _lane(steps: Sequence[Step], told: LaneEnd) -> None:
    try:
        Lane(takers(steps)).run(told)
    finally:
        connection.close()


def name(step: Step) -> str:
    """Of a sender, with the carrier it sends by."""
    sender = getattr(step, "__self__", None)
    if isinstance(sender, Sender):
        return f"{step.__module__}.{sender.key}"
    return f"{step.__module__}.{getattr(step, '__qualname__', step)}"
