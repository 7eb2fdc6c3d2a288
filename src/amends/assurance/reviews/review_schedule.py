"""Reviews that make themselves: when a period has ended, its review is there, with the figures frozen into it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils import translation

from amends.cases import editions, failures, internal
from amends.cases.acts.perform import Values
from amends.cases.models import Case
from amends.improvement import trends
from amends.organisation.models import Member, RoleAssignment
from amends.platform import dates, json_values
from amends.procedure.clock import calendar as working_time
from amends.procedure.schema import Procedure, Review, say
from amends.reports.counting import recount
from amends.reports.frozen import frozen_figures, snapshots
from amends.reports.frozen.frozen_figures import Frozen
from amends.reports.periods import Period

PACK = "reviews"
STEP = "reviews"  # of failures
SPACE = uuid.UUID("7b0c3c1e-6a0f-4c55-9a57-5a5f0b7d5c10")  # one review of one period is one submission, for ever
DAY = timedelta(days=1)
TOPICS = 10  # of each procedure, beside the figures
LONGEST_ABSENCE = timedelta(days=400)  # a worker that was away catches up with what it missed, but not with years


@dataclass(frozen=True, slots=True)
class DueReview:
    """One review of one period that has ended."""

    procedure: Procedure
    review: Review
    period: Period

    @property
    def submission(self) -> uuid.UUID:
        return _submission(self.procedure, self.review, self.period)

    @property
    def name(self) -> str:
        """Of the review, whatever its period: "agreement/procedure"."""
        return f"{self.procedure.key}/{self.review.key}"

    @property
    def packs(self) -> list[str] | None:
        """Whose figures it looks at: one procedure's, or all of them where our own work asks for it."""
        return None if self.procedure.inside else [self.procedure.key]


def step(now: datetime) -> int:
    """Opens every review whose period has ended and that is not there yet; the earliest first."""
    missing = due(now)
    uncounted = Case.objects.filter(counted_no__lt=F("last_no")).exclude(failures.aside(recount.STEP))
    if not missing or uncounted.exists():
        return 0  # figures are frozen when everything has been counted that can be
    return failures.one_by_one(
        STEP, missing, lambda one: begin(one, now=now), about=lambda one: f"{one.name} {one.period.since}", now=now
    )


def due(now: datetime) -> list[DueReview]:
    """The reviews that should be there and are not."""
    ended = {one.submission: one for one in owed(now)}
    there = set(Case.objects.filter(submission__in=ended).values_list("submission", flat=True))
    return [one for key, one in ended.items() if key not in there]


def owed(now: datetime) -> Iterator[DueReview]:
    """The reviews of every procedure in force whose period has ended since it came into force."""
    standing = editions.standing(now)
    zone = recount.organisation_zone()
    today = now.astimezone(zone).date()
    since: dict[str, date] = {}
    for rule in standing.rules:
        key = editions.procedure(rule.edition_id).key
        since[key] = min(since.get(key, today), rule.since.astimezone(zone).date())
    for procedure in (*standing.outsides(), *standing.insides()):
        for review in procedure.reviews.values():
            first = max(since[procedure.key], today - LONGEST_ABSENCE)
            yield from (DueReview(procedure, review, period) for period in ended(review.every, first, today))


def ended(every: str, first: date, today: date) -> Iterator[Period]:
    """Each whole week, month, quarter or year that ended after `first` and before today."""
    period = around(every, first)
    while period.until < today:
        yield period
        period = around(every, period.until + DAY)


def begin(one: DueReview, *, now: datetime, among: Sequence[int] | None = None) -> Case:
    """The review as a matter of its own, in the hands of whoever owns it; it names the one held last time.

    With `among`, only these cases can be drawn into its sample: a proof must not touch a living one.
    """
    owner = _owner(one.review.owner)
    figures = snapshots.freeze(one.period.since, one.period.until, one.packs)
    figures["topics"] = trends.beyond(one.packs, most=TOPICS)
    before = Case.objects.filter(submission=_submission(one.procedure, one.review, _before(one)))
    links = [*before.values_list("number", flat=True), *_sample(one, among)]
    values: Values = {"title": _title(one), "period_from": one.period.since, "period_until": one.period.until}
    frozen = internal.Frozen(one.name, json_values.table(figures), snapshots.digest(figures))
    return internal.begin(
        PACK,
        one.review.kind or one.review.every,
        values=values,
        links=links,
        owner=owner,
        hands={"reviewer": owner} if owner else {},
        by="clock",
        now=now,
        submission=one.submission,
        received_at=min(_ends(one.period, now), now),
        review=frozen,
    )


def figures_of(review: Case) -> Frozen | None:
    """The figures that were frozen when this review was opened; None where there are none."""
    entry = review.entries.filter(no=1).first()
    figures = entry.fields.get("figures") if entry else None
    return frozen_figures.stored(figures) if figures else None


def held_before(review: Case) -> Case | None:
    """The same review of the period before, whose decisions are looked at first."""
    found = Case.objects.filter(number__in=review.links, pack=PACK).order_by("-id")
    return found.select_related("words").first()


def _sample(one: DueReview, among: Sequence[int] | None) -> list[str]:
    """Cases of the period drawn at random, to be looked at by other eyes; the same seed draws the same ones again."""
    if not one.review.sample:
        return []
    zone = recount.organisation_zone()
    closed = Case.objects.filter(
        pack=one.procedure.key,
        class_key__in=one.review.sample,
        closed_at__gte=datetime.combine(one.period.since, datetime.min.time(), zone),
        closed_at__lt=datetime.combine(one.period.until + DAY, datetime.min.time(), zone),
    )
    if among is not None:
        closed = closed.filter(pk__in=among)
    numbers = list(closed.order_by("number").values_list("number", flat=True))
    drawn = random.Random(one.submission.int).sample(numbers, min(one.review.sample_size, len(numbers)))
    return sorted(drawn)


def _title(one: DueReview) -> str:
    language = (editions.ground().organisation.languages or ["en"])[0]
    with translation.override(language):
        since, until = dates.day(one.period.since), dates.day(one.period.until)
    return f"{say(one.review.title, language)}, {since} – {until}"


def _owner(role: str) -> Member | None:
    """Whoever holds the role everywhere, the longest; none when nobody does, and then the ladder finds somebody."""
    held = RoleAssignment.objects.filter(role=role, site=None, department=None, member__is_active=True)
    found = held.order_by("id").select_related("member").first()
    return found.member if found else None


def around(every: str, day: date) -> Period:
    """The whole week, month, quarter or year that this day lies in."""
    if every == "week":
        monday = day - DAY * day.weekday()
        return Period(monday, monday + DAY * 6)
    return Period.around(day, every)  # type: ignore[arg-type]


def _before(one: DueReview) -> Period:
    return around(one.review.every, one.period.since - DAY)


def _ends(period: Period, now: datetime) -> datetime:
    """The last moment of the period: the days to hold its review are counted from its last day."""
    standing = editions.standing(now)
    calendar = editions.CALENDARS[standing.calendar_name(None)]
    return working_time.end_of_day(calendar, period.until) - timedelta.resolution


def _submission(procedure: Procedure, review: Review, period: Period) -> uuid.UUID:
    return uuid.uuid5(SPACE, f"{procedure.key}/{review.key}/{period.since.isoformat()}")
