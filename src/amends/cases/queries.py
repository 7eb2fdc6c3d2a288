"""Worklists: what a member owes, the pool of all open cases, and search; listed by key, never by offset."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from amends.cases import editions, search_index, tracking, visibility
from amends.cases.models import Case, SearchIndex
from amends.organisation.access import Area
from amends.organisation.models import Member
from amends.procedure.schema import say

PAGE = 50
COUNTED_TO = 1000  # a count stops here and says that there are more
FOUND_TO = 200  # of a search, which nobody reads to its end
FILTERS = (
    "stage",
    "owner",
    "department",
    "category",
    "product",
    "channel",
    "class_key",
    "kind",
    "pack",
    "site",
)


BESIDE = ("words", "owner", "department", "category", "product", "site")  # what a page of one case names


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    id: int
    number: str
    summary: str
    complainant: str
    kind: str
    stage: str
    status: str
    owner: str
    department: str
    category: str
    channel: str
    due_at: datetime | None
    due_title: str
    late: bool
    round: int
    closed_at: datetime | None
    received_at: datetime
    last_no: int  # an act on this row sends it back, so that nothing is overwritten
    inside: bool = False  # our own work: nobody complained


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list is asked for: filters as key -> value ("none" for empty), words, due, and the key to go on from."""

    filters: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    due: str = ""  # late · today · week
    closed: bool = False
    inside: bool | None = False  # the organisation's own work instead of what came from outside; None: both
    after: str = ""  # "<due iso or ->|<id>" of the last row seen


@dataclass(frozen=True, slots=True)
class CasePage:
    rows: tuple[CaseRow, ...]
    count: int
    capped: bool  # there are more than `count`
    after: str  # key of the next page, empty at the end


def pool(member: Member, wanted: CaseFilter, *, language: str, now: datetime) -> CasePage:
    """Every case this member sees that fits, the nearest promise first; with words, the newest first."""
    fitting = _fitting(member, wanted, now)
    if wanted.words.strip():
        return _found(fitting, wanted, language, now)
    page = _after(fitting, wanted.after).order_by(F("due_at").asc(nulls_last=True), "id")[: PAGE + 1]
    cases = _listed(page)
    rows, more = cases[:PAGE], len(cases) > PAGE
    count = _count(fitting)
    after = _key(rows[-1]) if more else ""
    return CasePage(_rows(rows, language, now), min(count, COUNTED_TO), count > COUNTED_TO, after)


def today(member: Member, *, language: str, now: datetime) -> Mapping[str, tuple[CaseRow, ...]]:
    """What this member owes in person or by role: late, today, this week, at most a page of each."""
    mine = Q(owner=member)
    unowned = Q(owner=None) & visibility.by_role(member, now)
    cases = _fitting(member, CaseFilter(inside=None), now).filter(
        mine | unowned, due_at__isnull=False, due_at__lt=now + timedelta(days=7)
    )
    rows = _rows(_listed(cases.order_by("due_at", "id")[: PAGE * 3]), language, now)
    end_of_day = _midnight(now)
    return {
        "late": tuple(row for row in rows if row.late),
        "today": tuple(row for row in rows if not row.late and row.due_at and row.due_at <= end_of_day),
        "week": tuple(row for row in rows if row.due_at and row.due_at > end_of_day),
    }


def open_beyond(opened: Collection[Area]) -> int:
    """How many open cases lie in none of these areas and in nobody's hands, counted as far as a count is shown."""
    return _count(Case.objects.filter(visibility.in_no_area(opened), closed_at=None))


def by_number(number: str) -> Case | None:
    """The case of a tracking number, forgivingly typed."""
    found = Case.objects.filter(number=tracking.tidy_number(number) or number)
    return found.select_related(*BESIDE).first()


def submitted(submission: uuid.UUID) -> Case:
    """The case that a submission became."""
    return Case.objects.get(submission=submission)


def ids(numbers: Iterable[str]) -> list[int]:
    """Of the cases with these very numbers."""
    return list(Case.objects.filter(number__in=list(numbers)).values_list("pk", flat=True))


def next_wake(ids: Sequence[int]) -> datetime | None:
    """The next moment at which the clock owes any of these cases an entry."""
    return (
        Case.objects.filter(pk__in=ids)
        .order_by(F("wake_at").asc(nulls_last=True))
        .values_list("wake_at", flat=True)
        .first()
    )


def first_time_right(ids: Sequence[int]) -> tuple[int, int]:
    """Of these cases, how many were agreed in the first round, and how many were agreed at all (F28)."""
    rounds = [
        case.round for case in Case.objects.filter(pk__in=ids).only("round", "edition_id", "stage") if _agreed(case)
    ]
    return sum(one == 1 for one in rounds), len(rounds)


def _agreed(case: Case) -> bool:
    """Whether the complainant's own acceptance brought the case to its stage."""
    acts = editions.procedure(case.edition_id).acts_of("accept")
    return any(act.to == case.stage for act in acts)


def first_wake() -> datetime | None:
    """The next moment at which the clock owes any case an entry."""
    return Case.objects.filter(wake_at__isnull=False).order_by("wake_at").values_list("wake_at", flat=True).first()


def any_case() -> bool:
    return Case.objects.exists()


def counted_otherwise(calendar: str, *, by: Member, most: int) -> tuple[list[Case], int]:
    """Open cases whose promises are counted by an older version of this calendar ("key/version"); and how many.

    None that is about whoever asks.
    """
    key = calendar.rpartition("/")[0]
    older = Case.objects.filter(
        visibility.not_recused(by), closed_at=None, state__values__calendar__startswith=f"{key}/"
    )
    older = older.exclude(state__values__calendar=calendar).order_by("id")
    return list(older[:most]), older.count()


def remedies(case: Case) -> tuple[str, ...]:
    """The remedies that this case's class allows, or all of the pack's where it has no class."""
    procedure = editions.procedure(case.edition_id)
    known = procedure.classes.get(case.class_key)
    return known.remedies if known else tuple(procedure.remedies)


def named(number: str) -> Case:
    """The case of a number that a page of ours carries; DoesNotExist when there is none."""
    return Case.objects.select_related(*BESIDE).get(number=number)


def alone(number: str) -> Case:
    """As `named`, without what a page names beside it: for whoever acts on the case and shows nothing of it."""
    return Case.objects.get(number=number)


def edition_of(number: str) -> int:
    """The edition that the case of this number lives by."""
    return Case.objects.values_list("edition_id", flat=True).get(number=number)


def _fitting(member: Member, wanted: CaseFilter, now: datetime) -> QuerySet[Case]:
    cases = Case.objects.filter(visibility.visible(member, now))
    if wanted.inside is not None:
        cases = cases.filter(inside=wanted.inside)
    if not wanted.closed:
        cases = cases.filter(closed_at=None)
    for name in FILTERS:
        if value := wanted.filters.get(name):
            cases = cases.filter(**({f"{name}__isnull": True} if value == "none" else {name: value}))
    match wanted.due:
        case "late":
            cases = cases.filter(due_at__lte=now)
        case "today":
            cases = cases.filter(due_at__lte=_midnight(now))
        case "week":
            cases = cases.filter(due_at__lte=now + timedelta(days=7))
    return cases


def _midnight(now: datetime) -> datetime:
    """When today ends, in the zone of whoever asks; a promise for today is due at that very moment."""
    day = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))


def _found(fitting: QuerySet[Case], wanted: CaseFilter, language: str, now: datetime) -> CasePage:
    """Newest first: at any number of cases the database reads only as many as the page needs."""
    if number := tracking.tidy_number(wanted.words):
        fitting = Case.objects.filter(pk__in=fitting.filter(number=number))
    else:
        asked = search_index.query(wanted.words)
        if not asked:
            return CasePage((), 0, False, "")
        matching = SearchIndex.objects.extra(where=["found_by @@ %s::tsquery"], params=[asked])
        fitting = fitting.filter(pk__in=matching.values("case_id"))
    if wanted.after:
        fitting = fitting.filter(pk__lt=int(wanted.after.rpartition("|")[2]))
    cases = _listed(fitting.order_by("-id")[: PAGE + 1])
    rows, more = cases[:PAGE], len(cases) > PAGE
    count = _count(fitting, FOUND_TO) if more else len(rows)
    return CasePage(
        _rows(rows, language, now),
        min(count, FOUND_TO),
        count > FOUND_TO,
        f"|{rows[-1]['id']}" if more else "",
    )


def _after(cases: QuerySet[Case], key: str) -> QuerySet[Case]:
    if not key:
        return cases
    due, _, last = key.rpartition("|")
    if due in ("", "-"):
        return cases.filter(due_at=None, id__gt=int(last))
    moment = datetime.fromisoformat(due)
    return cases.filter(Q(due_at__gt=moment) | Q(due_at=moment, id__gt=int(last)) | Q(due_at=None))


def _key(case: Listed) -> str:
    return f"{case['due_at'].isoformat() if case['due_at'] else '-'}|{case['id']}"


LISTED = (
    "id", "number", "edition_id", "kind", "stage", "channel", "due_at", "due_key", "round", "closed_at", "received_at",
    "last_no", "inside", "words__summary", "words__complainant", "owner__name", "owner__username", "department__titles",
    "category__titles",
)  # fmt: skip
Listed = Mapping[str, Any]


def _listed(cases: QuerySet[Case]) -> list[Listed]:
    """Only what a row shows: a page of cases is read often, whole cases are not needed for it."""
    return list(cases.values(*LISTED))


def _count(cases: QuerySet[Case], most: int = COUNTED_TO) -> int:
    """How many, counted in the database and no further than a count is shown."""
    return cases.order_by()[: most + 1].count()


def _rows(cases: Sequence[Listed], language: str, now: datetime) -> tuple[CaseRow, ...]:
    return tuple(_row(case, language, now) for case in cases)


def _row(case: Listed, language: str, now: datetime) -> CaseRow:
    procedure = editions.procedure(case["edition_id"])
    stage = procedure.stages[case["stage"]]
    duty = procedure.duties.get(case["due_key"])
    return CaseRow(
        id=case["id"], number=case["number"], summary=case["words__summary"], complainant=case["words__complainant"],
        kind=say(procedure.kinds[case["kind"]].title, language), stage=say(stage.title, language),
        status=say(stage.public, language), owner=case["owner__name"] or case["owner__username"] or "",
        department=say(case["department__titles"] or {}, language), channel=case["channel"],
        category=say(case["category__titles"] or {}, language), due_at=case["due_at"],
        due_title=say(duty.title, language) if duty else "",
        late=case["due_at"] is not None and case["due_at"] <= now, round=case["round"], closed_at=case["closed_at"],
        received_at=case["received_at"], last_no=case["last_no"], inside=case["inside"],
    )  # fmt: skip
