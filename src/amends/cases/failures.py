"""What a step of the worker could not do: set aside, so that it stops nothing else, and tried again by itself."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from amends.cases.models import Case, Failure

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
AGAIN_AT_ONCE = 20  # failures whose pause is over, tried in one step beside what is new
PACKAGE = str(Path(__file__).parents[1])
# What a database says that is no fault of the case: it went away, was busy, or is full.
PASSING = ("08", "40", "53", "55", "57P", "58")
Act = Callable[[Sequence[int]], int]  # what is done with these cases, all or nothing; how much it was
Thing = TypeVar("Thing")
log = logging.getLogger(__name__)


def in_turn(
    step: str,
    waiting: QuerySet[Case],
    act: Act,
    *,
    now: datetime,
    most: int,
    among: Sequence[int] | None = None,
    since: int = 0,
) -> int:
    """Does it with the cases that wait, in their order: all at once, and one by one where that fails.

    The case that fails is set aside, each of the others is done. What was set aside is tried when its pause is over.
    With `among`, only those cases: a proof in simulated time must not touch a living one. `since` is the least key
    that something new can have.
    """
    if among is not None:
        waiting = waiting.filter(pk__in=among)
    ids: list[int] = []
    handled = _again(step, waiting, act, now, among)
    try:
        with transaction.atomic():
            fresh = waiting.filter(pk__gt=since) if since else waiting
            fresh = fresh.exclude(aside(step)).select_for_update(skip_locked=True)
            ids = list(fresh.values_list("pk", flat=True)[:most])
            return handled + (act(ids) if ids else 0)
    except Exception as error:
        if not ids or passing(error):
            raise
    return handled + sum(_alone(step, pk, waiting, act, now) for pk in ids)


def one_by_one(
    step: str, things: Iterable[Thing], act: Callable[[Thing], object], *, about: Callable[[Thing], str], now: datetime
) -> int:
    """Does it with each of these, which are no cases; what fails rests for its pause and stops none of the others."""
    failed = dict(Failure.objects.filter(step=step).values_list("about", "next_at"))
    known, resting = set(failed), {name for name, next_at in failed.items() if next_at > now}
    done = 0
    for thing in things:
        name = about(thing)
        if name not in resting:
            done += _tried(step, name, None, lambda thing=thing: act(thing), now)  # type: ignore[misc]
            known.discard(name)
    _forget(step, known - resting)
    return done


def set_aside(step: str, about: str, error: Exception, *, now: datetime, case_id: int | None = None) -> Failure:
    """Writes down what failed, and when it is tried again: each time after a longer pause."""
    fault = fault_of(error)
    where = "".join(traceback.format_tb(error.__traceback__))
    named = f"case {case_id}" if case_id else about
    log.error("%s of %s failed and is set aside (%s)\n%s", step, named, fault, where)
    old = Failure.objects.filter(step=step, about=about).first()
    tries = old.tries + 1 if old else 1
    facts = {
        "case_id": case_id,
        "fault": fault,
        "tries": tries,
        "last_at": now,
        "next_at": now + PAUSES[min(tries, len(PAUSES)) - 1],
    }
    return Failure.objects.update_or_create(
        step=step, about=about, defaults=facts, create_defaults={**facts, "since": now}
    )[0]


def due(step: str, now: datetime) -> bool:
    """Whether anything of this step has rested long enough."""
    return Failure.objects.filter(step=step, next_at__lte=now).exists()


def aside(step: str) -> Exists:
    """For a query over cases: whether this step has set the case aside."""
    return Exists(Failure.objects.filter(step=step, case=OuterRef("pk")))


def done(step: str, about: str) -> None:
    """What had failed of this is done."""
    _forget(step, [about])


def works_again(step: str, *, cases: Iterable[int]) -> None:
    """What had failed of these cases is done."""
    Failure.objects.filter(step=step, case__in=list(cases)).delete()


def present(most: int = 50) -> list[Failure]:
    """What is set aside now, the longest first."""
    return list(Failure.objects.order_by("since", "pk")[:most])


def failures_of(case_ids: Sequence[int]) -> list[Failure]:
    """What is set aside of these cases."""
    return list(Failure.objects.filter(case__in=case_ids).order_by("pk"))


def count() -> int:
    return Failure.objects.count()


def passing(error: BaseException) -> bool:
    """Whether it says something of the database's moment, and nothing of the case."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(PASSING)


def fault_of(error: BaseException) -> str:
    """The kind of error and our own line where it happened: its words may be a person's."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(PACKAGE)]
    where = f" in {ours[-1].filename[len(PACKAGE) + 1 :]}, line {ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{where}"[:200]


def _again(step: str, waiting: QuerySet[Case], act: Act, now: datetime, among: Sequence[int] | None) -> int:
    """LoginAttempt what rested long enough; what no longer waits is no failure any more."""
    due = Failure.objects.filter(step=step, next_at__lte=now, case__isnull=False)
    if among is not None:
        due = due.filter(case__in=among)
    ids = list(due.order_by("next_at").values_list("case_id", flat=True)[:AGAIN_AT_ONCE])
    if not ids:
        return 0
    still = set(waiting.filter(pk__in=ids).values_list("pk", flat=True))
    works_again(step, cases=set(ids) - still)
    return sum(_alone(step, pk, waiting, act, now) for pk in ids if pk in still)


def _alone(step: str, pk: int, waiting: QuerySet[Case], act: Act, now: datetime) -> int:
    def once() -> None:
        mine = waiting.filter(pk=pk).select_for_update(skip_locked=True)
        if mine.values_list("pk", flat=True).first():
            act([pk])

    number = Case.objects.filter(pk=pk).values_list("number", flat=True).first() or str(pk)
    return _tried(step, number, pk, once, now)


def _tried(step: str, about: str, case_id: int | None, act: Callable[[], object], now: datetime) -> int:
    """One of them in a transaction of its own. It counts as handled either way: it does not wait at this moment."""
    try:
        with transaction.atomic():
            act()
            _forget(step, [about])
    except Exception as error:
        if passing(error):
            raise
        set_aside(step, about, error, now=now, case_id=case_id)
    return 1


def _forget(step: str, names: Iterable[str]) -> None:
    if listed := list(names):
        Failure.objects.filter(step=step, about__in=listed).delete()
