"""The sender of one carrier: letter by letter, each with its own moment, beside everything else that a worker does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils import timezone

from amends.dispatch import claims, outcomes, send_step
from amends.dispatch.carriers import carrier_registry, email
from amends.dispatch.carriers.carrier_registry import Carrier
from amends.dispatch.models import Message
from amends.dispatch.outcomes import DeliveryOutcome
from amends.dispatch.send_step import Clock

AT_A_TIME_SECONDS = 0.5  # then the worker looks whether it shall end
NOTED_SECONDS = 30.0


class Sender:
    """Takes one letter at a time, so that at most the one in its carrier's hands is ever in doubt.

    What a carrier took while the database was away is remembered, and written down with its own moment afterwards.
    """

    def __init__(self, key: str, *, clock: Clock = timezone.now, ended: Callable[[], bool] = lambda: False) -> None:
        self.key, self.clock, self.ended = key, clock, ended
        self.unsaid: Sequence[DeliveryOutcome] = ()
        self.noted = 0.0

    def step(self, now: datetime) -> int:
        """A step of the worker: sends for a moment, and says how many letters left or could not."""
        outcomes.write_down(self.unsaid)
        self.unsaid = ()
        taker = carrier_registry.configured(self.key)
        return self._wait(now) if taker is None else self._send(taker)

    def _send(self, taker: Carrier) -> int:
        until, sent = time.monotonic() + AT_A_TIME_SECONDS, 0
        claims.give_back(self.clock(), [self.key])
        claimed = self._next()
        while claimed:
            self.unsaid = send_step.hand_over(claimed, {self.key: taker}, self.clock)
            goes_on = not self.ended() and time.monotonic() < until
            claimed = outcomes.write_down(self.unsaid, following=self._next if goes_on else list)
            self.unsaid, sent = (), sent + 1
        if not sent:
            email.hang_up()
        return sent

    def _next(self) -> list[Message]:
        return claims.claim(self.clock(), [self.key], most=1)

    def _wait(self, now: datetime) -> int:
        """Nobody takes such letters: each says so, and keeps all its tries."""
        if time.monotonic() >= self.noted:
            claims.give_back(now, [self.key])
            Message.objects.filter(carrier=self.key, state="waiting").exclude(fault=carrier_registry.MISSING).update(
                fault=carrier_registry.MISSING
            )
            self.noted = time.monotonic() + NOTED_SECONDS
        return 0
