"""What is wrong with the program itself, if anything: for `/ready`, which machines ask, and for whoever reads Today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from amends.cases import failures, heartbeats
from amends.dispatch import waiting_letters
from amends.organisation.inbound_channels import Gateway, Mailbox
from amends.platform import disk

STOPPED = timedelta(seconds=60)  # no step at all went through for so long: the worker is gone
SILENT = timedelta(minutes=5)  # one step has not, while others do
UNREAD = timedelta(minutes=10)  # a mailbox is looked into every minute
HOPELESS = timedelta(hours=1)  # of letters that a carrier should have taken: from then on it is a fault


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is not as it should be. A grave one keeps the program from its work; others are warnings."""

    key: str
    grave: bool
    count: int = 1
    since: datetime | None = None
    about: tuple[str, ...] = ()  # steps, carriers, mailboxes or numbers of cases: never a person's


def signs(now: datetime) -> list[Sign]:
    """Everything that is not as it should be at this moment, the grave ones first."""
    found = [sign for look in LOOKS for sign in look(now)]
    return sorted(found, key=lambda sign: not sign.grave)


def _worker(now: datetime) -> Iterator[Sign]:
    beaten = heartbeats.since()
    newest = max(beaten.values(), default=None)
    if newest is None or newest < now - STOPPED:
        yield Sign("worker", grave=True, since=newest)
    elif silent := {step: at for step, at in beaten.items() if at < now - SILENT}:
        yield Sign("steps", True, len(silent), min(silent.values()), tuple(sorted(silent)))


def _letters(now: datetime) -> Iterator[Sign]:
    for one in waiting_letters.without_carrier():
        yield Sign("no-carrier", False, one.count, one.since, (one.carrier,))
    for one in waiting_letters.for_long(now):
        yield Sign("letters", one.since < now - HOPELESS, one.count, one.since, (one.carrier,))


def _ways_in(now: datetime) -> Iterator[Sign]:
    ill = Mailbox.objects.filter(paused_at=None).filter(~Q(fault="") | Q(how="imap", read_at__lt=now - UNREAD))
    for box in ill.order_by("name"):
        yield Sign("mailbox", False, since=box.fault_since or box.read_at, about=(box.name, box.fault))
    for gate in Gateway.objects.exclude(fault="").order_by("key"):
        yield Sign("gateway", False, since=gate.fault_since, about=(gate.key, gate.fault))


def _store(_now: datetime) -> Iterator[Sign]:
    room = disk.room()
    if not room.writable:
        yield Sign("store", grave=True)
    elif room.low:
        yield Sign("disk", room.full, count=room.free_bytes // disk.MEBIBYTE)


def _failures(_now: datetime) -> Iterator[Sign]:
    if aside := failures.present():
        yield Sign("failures", False, failures.count(), aside[0].since, tuple(one.about for one in aside[:10]))


LOOKS: tuple[Callable[[datetime], Iterator[Sign]], ...] = (_worker, _letters, _ways_in, _store, _failures)
