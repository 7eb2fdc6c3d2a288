"""Signs of life: when each step of the worker last did what it is for, kept where other processes can read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from amends.cases.models import Heartbeat


def beat(steps: Iterable[str], *, now: datetime) -> None:
    """These steps have just gone through, whether they found anything to do or not."""
    rows = [Heartbeat(step=step, at=now) for step in sorted(steps)]
    Heartbeat.objects.bulk_create(rows, update_conflicts=True, unique_fields=["step"], update_fields=["at"])


def since() -> dict[str, datetime]:
    """When each step went through for the last time."""
    return dict(Heartbeat.objects.values_list("step", "at"))


def forget_others(steps: Iterable[str]) -> None:
    """What an older version did by another name is waited for no more."""
    Heartbeat.objects.exclude(step__in=list(steps)).delete()
