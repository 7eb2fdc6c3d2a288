"""The worker: takes the recurring steps in turn, again and again, and lives through whatever goes wrong in one."""

import logging
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from amends.assurance import objectives, reviews, sessions
from amends.cases import duties, erasing
from amends.dispatch import follow, send
from amends.goods import carrying
from amends.improvement import tracing, watching
from amends.intake import drafts, incoming, orphans
from amends.intake import drawing as drawn
from amends.reports import drawing, freezing, mailing, tallying
from amends.server import letterbox, ways_in
from amends.server.ending import Ending

Step = Callable[[datetime], int]  # takes the moment, gives the number of things it handled

STEPS: tuple[Step, ...] = (
    duties.wake, follow.step, send.step, ways_in.sort, ways_in.answer, drafts.sweep, incoming.sweep,
    drawn.step, orphans.sweep, carrying.step, carrying.sweep, reviews.step, sessions.step, objectives.step,
    tracing.step, watching.watch,
    tallying.step, freezing.step, mailing.step, drawing.sweep, erasing.step, tracing.forget, incoming.forget,
)  # fmt: skip
# Periods end at midnight: there is no need to ask twice a second.
SELDOM_SECONDS: dict[Step, float] = {
    **dict.fromkeys((reviews.step, objectives.step, erasing.step, tracing.forget, incoming.forget), 60.0),
    orphans.sweep: 600.0,
}
IDLE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
log = logging.getLogger(__name__)


@dataclass
class Taker:
    """One step and its patience: after each failure in a row it waits twice as long."""

    step: Step
    failures: int = 0
    due: float = field(default_factory=time.monotonic)

    def take(self) -> int:
        if time.monotonic() < self.due:
            return 0
        close_old_connections()
        try:
            handled = self.step(timezone.now())
        except Exception as error:
            self.failed(error)
            return 0
        self.failures = 0
        self.due = time.monotonic() + SELDOM_SECONDS.get(self.step, 0.0)
        return handled

    def failed(self, error: Exception) -> None:
        """Logs where it failed, not what was said: the words of an error may be a person's."""
        self.failures += 1
        pause = min(IDLE_SECONDS * 2**self.failures, LONGEST_PAUSE_SECONDS)
        self.due = time.monotonic() + pause
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s failed (%s), again in %.0f s\n%s", name(self.step), type(error).__name__, pause, where)


def run(end: Ending, steps: tuple[Step, ...] | None = None) -> None:
    """Takes the steps until told to end; rests when none of them had anything to do."""
    takers = [Taker(step) for step in (STEPS if steps is None else steps)]
    with letterbox.watched() if steps is None else nullcontext():
        while not end.asked:
            handled = sum(taker.take() for taker in takers if not end.asked)
            if not handled:
                end.wait(IDLE_SECONDS)


def name(step: Step) -> str:
    return f"{step.__module__}.{getattr(step, '__qualname__', step)}"
