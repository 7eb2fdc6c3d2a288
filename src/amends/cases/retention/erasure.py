"""What is kept of a person, and for how long: held, let go, erased; the history and every figure stay (8.1, 4.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from amends.cases import editions, failures, history
from amends.cases.acts import perform
from amends.cases.acts.perform import By
from amends.cases.errors import ActNotAllowed
from amends.cases.history import Locked
from amends.cases.models import Attachment, Case, PersonalData, SearchIndex, Secret
from amends.platform import bulk_sql
from amends.procedure import retention
from amends.procedure.payloads import case_payloads
from amends.procedure.reasons import Reason
from amends.procedure.state import State

Cause = Literal["retention", "asked"]
BATCH = 200
STEP, FILES = "erasing", "files"  # of failures
LATELY = timedelta(days=30)  # so long other rooms look for what was erased, to forget what they made of it


def hold(case: Case, *, reason: str, by: By, now: datetime) -> Case:
    """Keeps the words longer than the procedure says: a court, an outside body or an audit still needs them."""
    with perform.on(case) as locked:
        _refuse("hold", [*_gone(locked.state), *([Reason("on hold", {})] if locked.state.held else [])])
        said = case_payloads.Held(reason=perform.typed_words(reason, "reason", longest=2000))
        return history.record(locked, said, by=perform.author(by), now=now).case


def let_go(case: Case, *, by: By, now: datetime) -> Case:
    """From now on what the procedure says holds again."""
    with perform.on(case) as locked:
        _refuse("let-go", [] if locked.state.held else [Reason("not on hold", {})])
        return history.record(locked, case_payloads.LetGo(), by=perform.author(by), now=now).case


def erase(case: Case, *, cause: Cause, by: By, now: datetime) -> Case:
    """Every word, name, address and file of this case ends; its entries keep salted hashes that say nothing now.

    Not while the case is open, because a promise to the person still runs, and not while it is on hold.
    """
    with perform.on(case) as locked:
        _refuse("erase", refusals(locked.state))
        return _erased(locked, cause, perform.author(by), now).case


def refusals(state: State) -> list[Reason]:
    """Why this case cannot be erased now."""
    still_open = [Reason("still open", {})] if state.closed_at is None else []
    return [*_gone(state), *still_open, *([Reason("on hold", {})] if state.held else [])]


def step(now: datetime, *, most: int = 50, among: Sequence[int] | None = None) -> int:
    """The worker's step: what the procedure promised to keep no longer is erased, and files already erased are removed.

    With `among`, only those cases: a proof in simulated time must not touch a living one.
    """
    due = due_by(timezone.localtime(now).date())
    erased = failures.in_turn(STEP, due, partial(_in_time, now=now), now=now, most=most, among=among)
    return erased + remove_files(now)


def _in_time(ids: Sequence[int], *, now: datetime) -> int:
    for locked in history.lock_many(ids):
        _erased(locked, "retention", "clock", now)
    return len(ids)


def due_by(day: date) -> QuerySet[Case]:
    """Cases whose time to be kept is over by this day, the longest over first."""
    return Case.objects.filter(erase_on__lte=day).order_by("erase_on", "id")


def lately(now: datetime) -> QuerySet[Case]:
    """Cases whose words were erased in the last month: whatever was made of them elsewhere is forgotten too."""
    return Case.objects.filter(erased_at__gte=now - LATELY)


def remove_files(now: datetime, most: int = 100) -> int:
    """Takes out of the store what is marked as erased; a program that dies in between leaves the mark."""
    marked = Attachment.objects.filter(erased_at__isnull=False).exclude(stored="").order_by("erased_at", "pk")[:most]
    return failures.one_by_one(FILES, list(marked), _remove_file, about=lambda file: f"file {file.pk}", now=now)


def _remove_file(file: Attachment) -> None:
    for name in filter(None, (file.stored, file.shown)):
        default_storage.delete(name)
    Attachment.objects.filter(pk=file.pk).update(stored="", shown="")


def schedule() -> int:
    """Gives each ended case the day on which it is erased, where an older version gave none."""
    done = 0
    for batch in _unscheduled():
        for case in batch:
            procedure, state = editions.procedure(case.edition_id), State.from_json(case.state)
            case.erase_on = retention.ends_on(procedure, editions.CALENDARS[state.calendar], state)
        bulk_sql.update(Case, batch, ["erase_on"])
        done += len(batch)
    return done


def _unscheduled() -> Iterator[list[Case]]:
    last = 0
    without = Case.objects.filter(closed_at__isnull=False, erase_on=None, erased_at=None, held=False, inside=False)
    while batch := list(without.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _erased(locked: Locked, cause: Cause, by: str, now: datetime) -> Locked:
    case = locked.case
    PersonalData.objects.filter(case=case, erased_at=None).update(content=None, salt=None, erased_at=now)
    Attachment.objects.filter(case=case, erased_at=None).update(name="", erased_at=now)
    SearchIndex.objects.filter(case=case).update(summary="", complainant="", found_by="")
    Secret.objects.filter(case=case).delete()
    return history.record(locked, case_payloads.Erased(cause=cause), by=by, now=now)


def _gone(state: State) -> list[Reason]:
    return [Reason("erased", {})] if state.erased_at else []


def _refuse(act: str, reasons: Sequence[Reason]) -> None:
    if reasons:
        raise ActNotAllowed(act, reasons)
