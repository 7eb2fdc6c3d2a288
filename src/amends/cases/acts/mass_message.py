"""The complainants of one problem told together: the same words, each in their own case, by their own ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amends.cases.acts import handling, perform
from amends.cases.acts.perform import By
from amends.cases.errors import ActNotAllowed, Forbidden
from amends.cases.models import Case
from amends.procedure.payloads import act_payloads

MOST = 500


@dataclass(frozen=True, slots=True)
class MassMessageResult:
    """Whose cases got the words, which could not be told, and how many are not for whoever tells to see."""

    case: Case
    done: tuple[str, ...]
    refused: tuple[str, ...]
    unseen: int


def tell(problem: Case, key: str, *, words: str, by: By, now: datetime, seen: int | None = None) -> MassMessageResult:
    """Written down in the problem first, with the number of cases; then said in each of them."""
    numbers = list(problem.links[:MOST])
    theirs = list(Case.objects.filter(number__in=numbers, inside=False).order_by("id"))
    with perform.on(problem, seen=seen) as locked:
        said = act_payloads.Told(words=perform.typed_words(words, "words"))
        told = perform.perform(locked, locked.procedure.acts[key], said, by=by, now=now, values={}).case
    done, refused, unseen = [], [], 0
    for case in theirs:
        try:
            handling.tell(case, words=words, by=by, now=now)
            done.append(case.number)
        except ActNotAllowed:
            refused.append(case.number)
        except Forbidden:
            unseen += 1
    return MassMessageResult(told, tuple(done), tuple(refused), unseen)
