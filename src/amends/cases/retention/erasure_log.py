"""What is to be erased next, what is kept longer, and the log of what was erased and why: each listed by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from amends.cases import editions, visibility
from amends.cases.models import Case, Entry
from amends.cases.views import case_labels
from amends.cases.views.wording import Names
from amends.organisation.models import Member
from amends.procedure.schema import say

Which = Literal["due", "held", "erased"]
PAGE = 50


@dataclass(frozen=True, slots=True)
class Disposal:
    """A case that has ended, and when its words go or went; `by` and `cause` once they are gone."""

    number: str
    summary: str
    procedure: str
    closed_at: datetime
    erase_on: date | None
    erased_at: datetime | None
    by: str
    cause: str


@dataclass(frozen=True, slots=True)
class ErasurePage:
    rows: tuple[Disposal, ...]
    after: str  # key of the next page, empty at the end


def page(which: Which, *, member: Member | None, language: str, now: datetime, after: str = "") -> ErasurePage:
    """The next to be erased first; of what was erased, the last first. With `member`, what they may see."""
    mine = visibility.visible(member, now) if member else Q()
    found = list(_beyond(which, after).filter(mine).select_related("words")[: PAGE + 1])
    shown = found[:PAGE]
    key = _key(which, shown[-1]) if len(found) > PAGE else ""
    said = _said(shown if which == "erased" else [], language)
    return ErasurePage(tuple(_row(case, language, *said.get(case.pk, ("", ""))) for case in shown), key)


def erased(since: date, until: date, *, language: str) -> list[Disposal]:
    """What was erased in these days, both within, the first first."""
    gone = Case.objects.filter(erased_at__date__gte=since, erased_at__date__lte=until).select_related("words")
    found = list(gone.order_by("erased_at", "id"))
    said = _said(found, language)
    return [_row(case, language, *said.get(case.pk, ("", ""))) for case in found]


def _beyond(which: Which, after: str) -> QuerySet[Case]:
    """From a key on; one that nobody here made is the beginning."""
    moment, at = _read(after)
    match which:
        case "held":
            return Case.objects.filter(held=True, pk__gt=at).order_by("id")
        case "erased":
            gone = Case.objects.filter(erased_at__isnull=False).order_by("-erased_at", "-id")
            return gone.filter(Q(erased_at__lt=moment) | Q(erased_at=moment, pk__lt=at)) if moment else gone
    due = Case.objects.filter(erase_on__isnull=False).order_by("erase_on", "id")
    day = timezone.localdate(moment) if moment else None
    return due.filter(Q(erase_on__gt=day) | Q(erase_on=day, pk__gt=at)) if day else due


def _read(after: str) -> tuple[datetime | None, int]:
    said, _bar, last = after.partition("|")
    try:
        moment = datetime.fromisoformat(said) if said else None
    except ValueError:
        return None, 0
    return (timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment), _whole(last)


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else 0


def _key(which: Which, case: Case) -> str:
    moments: Mapping[Which, date | None] = {"held": None, "due": case.erase_on, "erased": case.erased_at}
    moment = moments[which]
    return f"{moment.isoformat() if moment else ''}|{case.pk}"


def _said(cases: Sequence[Case], language: str) -> dict[int, tuple[str, str]]:
    """Who erased each, and why, as its history says."""
    entries = list(Entry.objects.filter(case__in=[case.pk for case in cases], kind="erased"))
    if not entries:
        return {}
    names = Names(editions.procedure(cases[0].edition_id), language, entries)
    return {one.case_id: (names.person(one.by), case_labels.erased(one.fields["cause"])) for one in entries}


def _row(case: Case, language: str, by: str, cause: str) -> Disposal:
    return Disposal(
        case.number,
        case.words.summary,
        say(editions.procedure(case.edition_id).title, language),
        case.closed_at or case.received_at,
        case.erase_on,
        case.erased_at,
        by,
        cause,
    )
