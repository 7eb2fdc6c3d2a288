"""Procedures in force are documents too: who approved the edition, when it is looked at again, who has read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance.models import EditionRead
from amends.assurance.reviews import review_schedule
from amends.cases import editions
from amends.cases.errors import InvalidForm
from amends.cases.models import Case, Edition, InForce
from amends.organisation import staff as working
from amends.organisation.models import Member
from amends.organisation.staff import Staff
from amends.procedure.schema import Procedure, Review

ITSELF = "8.6"  # the clause of a review of the procedure itself
RARER = ("week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Again:
    """By when an edition is looked at again, and by which review: the one that is open, or the next one promised."""

    review: Review
    by: date
    number: str = ""  # of the review that is open


@dataclass(frozen=True, slots=True)
class Current:
    """An edition in force, with those who hold a role of it: who has read it, and who has not."""

    edition_id: int
    procedure: Procedure
    since: datetime
    read: tuple[Member, ...]
    unread: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Published(Current):
    """An edition in force as a document: who approved it, and when it is looked at again."""

    approved_by: Member | None  # nobody, where the program brought it
    approved_at: datetime
    again: Again | None


@dataclass(frozen=True, slots=True)
class Past:
    """One edition in the history of a procedure. Neither in force nor ended: it never took a case."""

    edition: Edition
    approved_by: Member | None
    since: datetime | None
    until: datetime | None
    in_force: bool


def all_of(
    now: datetime, *, standing: editions.RulesInForce | None = None, staff: Staff | None = None
) -> list[Published]:
    """Each edition in force for what comes from outside."""
    stands, here = standing or editions.standing(now), staff or working.staff()
    found, rules = current(stands, here), _first_rules(stands)
    stored = Edition.objects.defer("files").in_bulk([one.edition_id for one in found])
    people = working.members_of(_authors(stored.values(), rules.values()), known=here.members)
    again = _again([one.procedure for one in found], timezone.localdate(now))
    return [
        Published(
            one.edition_id,
            one.procedure,
            one.since,
            one.read,
            one.unread,
            *_approval(stored[one.edition_id], rules[one.edition_id], people),
            again.get(one.procedure.key),
        )
        for one in found
    ]


def current(standing: editions.RulesInForce, staff: Staff) -> list[Current]:
    """Each edition in force for what comes from outside; a new edition has to be read anew."""
    rules = _first_rules(standing)
    found = {pk: one for pk in rules if not (one := editions.procedure(pk)).inside}
    there = _readers(found, staff)
    return [Current(pk, one, rules[pk].since, *there[pk]) for pk, one in found.items()]


def read(edition_id: int, *, by: Member, now: datetime) -> None:
    """This member has read this edition; said twice, it was read once."""
    if not any(one.edition_id == edition_id for one in current(editions.standing(now), working.staff())):
        raise InvalidForm({"edition": _("This edition is not in force.")})
    EditionRead.objects.get_or_create(edition_id=edition_id, member=by, defaults={"at": now})


def history(key: str, now: datetime) -> list[Past]:
    """Every edition of one procedure there ever was, the newest first: what is obsolete is shown as obsolete."""
    stored = list(Edition.objects.filter(key=key).defer("files").order_by("-published_at", "-id"))
    rules = list(InForce.objects.filter(edition__in=stored, since__lte=now).order_by("since"))
    people = working.members_of(_authors(stored, rules))
    return [_past(one, [rule for rule in rules if rule.edition_id == one.pk], people, now) for one in stored]


def _past(edition: Edition, rules: list[InForce], people: Mapping[str, Member], now: datetime) -> Past:
    running = [rule for rule in rules if rule.until is None or rule.until > now]
    ends = [rule.until for rule in rules if rule.until is not None]
    return Past(
        edition,
        _approval(edition, rules[0] if rules else None, people)[0],
        rules[0].since if rules else None,
        None if running or not ends else max(ends),
        bool(running),
    )


def _approval(edition: Edition, rule: InForce | None, people: Mapping[str, Member]) -> tuple[Member | None, datetime]:
    """Whoever published it; where a program did, whoever put it in force."""
    if rule and rule.by in people and edition.published_by not in people:
        return people[rule.by], rule.since
    return people.get(edition.published_by), edition.published_at


def _first_rules(standing: editions.RulesInForce) -> dict[int, InForce]:
    """By edition: the rule that put it in force first."""
    rules: dict[int, InForce] = {}
    for rule in standing.rules:
        earlier = rules.get(rule.edition_id, rule)
        rules[rule.edition_id] = min(earlier, rule, key=lambda one: one.since)
    return rules


def _authors(stored: Iterable[Edition], rules: Iterable[InForce]) -> set[str]:
    return {one.published_by for one in stored} | {one.by for one in rules}


def _again(found: Iterable[Procedure], today: date) -> dict[str, Again]:
    """By the key of the procedure: a review that waits comes before the one of the period that runs."""
    promised = {one.key: (one, review) for one in found if (review := _of_itself(one))}
    again = {
        key: Again(one, review_schedule.around(one.every, today).until) for key, (_procedure, one) in promised.items()
    }
    before = {
        review_schedule.DueReview(procedure, one, review_schedule.around(one.every, today).before).submission: key
        for key, (procedure, one) in promised.items()
    }
    waiting = Case.objects.filter(submission__in=before, closed_at=None).exclude(due_at=None)
    for submission, due_at, number in waiting.values_list("submission", "due_at", "number"):
        key = before[submission]
        again[key] = Again(promised[key][1], timezone.localdate(due_at), number)
    return again


def _of_itself(procedure: Procedure) -> Review | None:
    """The review of the procedure that it promises; of several, the one that comes round least often."""
    found = [one for one in procedure.reviews.values() if one.clause == ITSELF]
    return max(found, key=lambda one: RARER.index(one.every), default=None)


def _readers(found: Mapping[int, Procedure], staff: Staff) -> dict[int, tuple[tuple[Member, ...], tuple[Member, ...]]]:
    """Of each edition, who has read it and who has not: whoever holds one of its roles works by it."""
    said = set(EditionRead.objects.filter(edition__in=found).values_list("edition_id", "member_id"))
    return {pk: _parted(pk, staff.among(staff.holding(one.roles)), said) for pk, one in found.items()}


def _parted(
    pk: int, people: Iterable[Member], said: set[tuple[int, int]]
) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    ordered = tuple(people)
    there = tuple(one for one in ordered if (pk, one.pk) in said)
    return there, tuple(one for one in ordered if one not in there)
