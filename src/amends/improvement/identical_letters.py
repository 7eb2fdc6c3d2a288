"""Mass letters: one text from many senders within weeks is noticed, and proposed as one problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from amends.cases import queries, visibility
from amends.cases.acts import joining
from amends.cases.errors import ActNotAllowed, Forbidden, InvalidForm
from amends.cases.models import Case
from amends.improvement import fingerprints
from amends.organisation.models import Member

WINDOW = timedelta(days=30)
SENDERS = 5  # so many different people make it a mass letter
SAME = 0.6  # of the words
SHOWN = 20
NAMED = 6  # cases of one letter that a page names
SQL = """
SELECT array_agg(case_id ORDER BY case_id)
FROM amends_trace CROSS JOIN LATERAL unnest(letters) AS mark
WHERE received_on >= %s GROUP BY mark HAVING count(*) >= %s
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """One text that several people sent: who first, when, how many, and the problem that gathers them if there is."""

    numbers: tuple[str, ...]  # the oldest first
    summary: str
    senders: int
    first_at: datetime
    last_at: datetime
    problem: str
    together: bool  # the others are handled with the first already

    @property
    def named(self) -> tuple[str, ...]:
        """Those that a page names."""
        return self.numbers[:NAMED]

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return len(self.numbers) - len(self.named)


def letters(member: Member | None, now: datetime) -> tuple[Letter, ...]:
    """What many sent in the last thirty days, the largest first; it reads these days and nothing older.

    With `member`, of the cases that they may see.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQL, [timezone.localdate(now - WINDOW), SENDERS])
        groups = [frozenset(row[0]) for row in cursor.fetchall()]
    cases = {one.pk: one for one in _cases(member, {pk for group in groups for pk in group}, now)}
    found = [_checked(group, cases) for group in _merged(groups)]
    told = [group for group in found if _senders(group) >= SENDERS]
    told.sort(key=len, reverse=True)
    problems = _problems(member, [group[0].number for group in told[:SHOWN]], now) if told else {}
    return tuple(_letter(group, problems) for group in told[:SHOWN])


def join(letter: Letter, *, by: Member, now: datetime) -> tuple[int, int]:
    """Handles all of them with the first: one decision is made, and each sender is told. How many, and how many not."""
    done = 0
    for number in letter.numbers[1:]:
        with suppress(InvalidForm, ActNotAllowed, Forbidden):
            joining.join(queries.named(number), letter.numbers[0], by=by, now=now)
            done += 1
    return done, len(letter.numbers) - 1 - done


def _cases(member: Member | None, ids: set[int], now: datetime) -> Sequence[Case]:
    """Only what is told of them: whole cases are not needed for it."""
    few = ("number", "received_at", "joined_to", "words__summary", "trace__contacts", "trace__sketch")
    mine = visibility.visible(member, now) if member else Q()
    return list(Case.objects.filter(mine, pk__in=ids).select_related("words", "trace").only(*few).order_by("pk"))


def _merged(groups: Iterable[frozenset[int]]) -> list[set[int]]:
    """Groups that share a case are one: a text has many marks."""
    merged: list[set[int]] = []
    for group in groups:
        touching = [one for one in merged if one & group]
        merged = [one for one in merged if not one & group]
        merged.append(set(group).union(*touching))
    return merged


def _checked(group: set[int], cases: dict[int, Case]) -> list[Case]:
    """Those whose words really are those of the first."""
    ordered = [cases[pk] for pk in sorted(group) if pk in cases]
    return [one for one in ordered if fingerprints.alike(ordered[0].trace.sketch, one.trace.sketch) >= SAME]


def _senders(group: Sequence[Case]) -> int:
    """Different people; whoever stayed anonymous may be anybody, and counts."""
    known: set[int] = set()
    count = 0
    for one in group:
        contacts = set(one.trace.contacts)
        count += not contacts & known
        known |= contacts
    return count


def _letter(group: Sequence[Case], problems: Mapping[str, str]) -> Letter:
    numbers = tuple(one.number for one in group)
    return Letter(
        numbers,
        group[0].words.summary,
        _senders(group),
        group[0].received_at,
        group[-1].received_at,
        problems.get(numbers[0], ""),
        all(one.joined_to for one in group[1:]),
    )


def _problems(member: Member | None, numbers: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Which of these cases a problem names already."""
    mine = visibility.visible(member, now) if member else Q()
    found = Case.objects.filter(mine, inside=True, kind="problem", links__overlap=list(numbers)).exclude(links=[])
    rows = found.order_by("-id").values_list("number", "links")
    return {one: number for number, links in rows for one in links}
