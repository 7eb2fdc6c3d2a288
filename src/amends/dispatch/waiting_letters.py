"""Letters that have not left: those that nobody takes because no carrier is set, and those that wait too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from amends.dispatch import sending_limits
from amends.dispatch.carriers import carrier_registry
from amends.dispatch.models import Message

LONG = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters of one carrier wait, and since when the first of them does."""

    carrier: str
    count: int
    since: datetime


def without_carrier() -> tuple[Waiting, ...]:
    """Letters that nobody takes until a carrier of their kind is set."""
    missing = carrier_registry.missing()
    return _counted(missing) if missing else ()


def for_long(now: datetime) -> tuple[Waiting, ...]:
    """Letters that a carrier should have taken long ago."""
    present = [key for key in (*carrier_registry.OUTSIDE, carrier_registry.PAGE) if carrier_registry.configured(key)]
    return _counted(present, now - LONG)


def _counted(keys: Sequence[str], before: datetime | None = None) -> tuple[Waiting, ...]:
    waiting = Message.objects.filter(state__in=["waiting", "sending"], carrier__in=keys, content__erased_at=None)
    waiting = waiting.exclude(fault=sending_limits.LIMITED)  # they wait for their turn, and are told apart
    if before:
        waiting = waiting.filter(made_at__lt=before)
    found = waiting.values("carrier").annotate(count=Count("pk"), since=Min("made_at")).order_by("carrier")
    return tuple(Waiting(one["carrier"], one["count"], one["since"]) for one in found)
