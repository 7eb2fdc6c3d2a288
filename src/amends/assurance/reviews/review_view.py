"""A review as it is held: its figures as frozen and as they are now, its agenda, and the decisions of last time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from amends.assurance.reviews import review_schedule
from amends.cases import editions, internal, vault
from amends.cases.internal import RelatedCase
from amends.cases.models import Case, Entry
from amends.cases.views import wording
from amends.improvement import trends
from amends.organisation.models import Member
from amends.platform import json_values
from amends.platform.json_values import Json
from amends.procedure.schema import Field, Procedure, say
from amends.procedure.state import State
from amends.reports import figures, formats, names
from amends.reports.counting import counts
from amends.reports.figures import FIGURES, HEADLINES, Definition
from amends.reports.frozen import frozen_figures, snapshots
from amends.reports.frozen.frozen_figures import Frozen, FrozenFigure
from amends.reports.periods import Period
from amends.reports.statistics import Figure


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as it was frozen, and as the records say today."""

    key: str
    title: str
    frozen: str
    stands_on: str
    live: str
    differs: bool
    headline: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, who does it, by when."""

    says: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda, and whether it was looked at."""

    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class Before:
    """The same review of the period before: what it decided, and how what it opened stands."""

    number: str
    title: str
    held: bool
    decisions: tuple[Decision, ...]
    opened: tuple[RelatedCase, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What recurs: how often it came, how often it was expected to, and whether that is beyond its limits."""

    title: str
    by: str
    observed: int
    expected: float | None
    beyond: bool

    @property
    def standing(self) -> str:
        """As a page marks it."""
        return "late" if self.beyond else "soon"


@dataclass(frozen=True, slots=True)
class Recurring:
    """The topics of one procedure, as the watch last saw them."""

    procedure: str  # its title; nothing where the review is of one procedure alone
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    period: Period
    packs: Sequence[str] | None
    figures: tuple[FigureView, ...]
    digest: str
    verified: bool  # the frozen figures are the ones that were frozen
    agenda: tuple[Point, ...]
    decisions: tuple[Decision, ...]
    before: Before | None
    recurring: tuple[Recurring, ...]
    recurring_frozen: bool  # reviews opened by earlier programs kept the figures alone: these are today's


def is_review(case: Case) -> bool:
    return bool(case.inside and case.pack == review_schedule.PACK)


def review_view_of(
    review: Case, *, language: str, member: Member | None, now: datetime, unnamed: Collection[str] = ()
) -> ReviewView | None:
    """None where no figures were frozen, as in a review that somebody opened by hand.

    With `member`, what the review before opened is told as far as they may see it; that review itself only
    where its number is not among the `unnamed`.
    """
    earlier = review_schedule.held_before(review)
    earlier = None if earlier and earlier.number in unnamed else earlier
    entries = _entries(review, *([earlier] if earlier else ()))
    first = entries[review.pk][0] if entries[review.pk] else None
    figures = first.fields.get("figures") if first else None
    if first is None or figures is None:
        return None
    frozen = frozen_figures.stored(figures)
    deciding = {pk: [one for one in found if "decision" in one.fields.get("form", {})] for pk, found in entries.items()}
    contents = vault.contents_of_many([pk for pk, found in deciding.items() if found])
    period, packs = _period(frozen), frozen["packs"]
    said = str(first.fields.get("figures_digest", ""))
    return ReviewView(
        period,
        packs,
        tuple(_figures(frozen, period, packs)),
        said,
        snapshots.digest(frozen) == said,
        tuple(_agenda(review, language)),
        _decisions(review, deciding, contents, language),
        _before(earlier, _decisions(earlier, deciding, contents, language), language, member, now) if earlier else None,
        tuple(_recurring(frozen, packs, language)),
        "topics" in frozen,
    )


def words(review: Case, language: str) -> list[tuple[str, str]]:
    """What was written down in it, by the questions of the pack: figures, agenda, minutes."""
    procedure, state = editions.procedure(review.edition_id), State.from_json(review.state)
    said = vault.opened(dict(state.values), vault.contents_of(review.pk))
    keys = {field.key: say(field.title, language) for field in _fields(procedure) if field.type == "long text"}
    return [(title, str(said[key])) for key, title in keys.items() if said.get(key) and key != "decision"]


def _entries(*cases: Case) -> dict[int, list[Entry]]:
    """Of this review and the one before it, read together."""
    found: dict[int, list[Entry]] = {case.pk: [] for case in cases}
    for entry in Entry.objects.filter(case__in=cases).order_by("case_id", "no"):
        found[entry.case_id].append(entry)
    return found


def _decisions(
    review: Case, deciding: Mapping[int, Sequence[Entry]], contents: Mapping[int, Mapping[str, Json]], language: str
) -> tuple[Decision, ...]:
    """Each decision that was written down in it."""
    entries = deciding[review.pk]
    if not entries:
        return ()
    people = wording.Names(editions.procedure(review.edition_id), language, entries)
    return tuple(_decision(one, contents[review.pk], people) for one in entries)


def _before(
    earlier: Case, decided: tuple[Decision, ...], language: str, member: Member | None, now: datetime
) -> Before:
    state = State.from_json(earlier.state)
    opened = {one.number for one in state.opened}
    ties = internal.ties(earlier, state, language, member=member, now=now) if opened else ()
    return Before(
        earlier.number,
        earlier.words.summary,
        earlier.closed_at is not None,
        decided,
        tuple(one for one in ties if one.number in opened),
    )


def _figures(frozen: Frozen, period: Period, packs: Sequence[str] | None) -> Iterator[FigureView]:
    live = figures.figures_of(counts.counts_of(period, packs=packs, today=period.until))
    for key, one in FIGURES.items():
        if kept := frozen["figures"].get(key):
            was, now = _figure(kept), live[key]
            same = (was.value, was.numerator, was.denominator) == (now.value, now.numerator, now.denominator)
            yield FigureView(
                key,
                str(one.title),
                formats.value(one, was),
                formats.stands_on(one, was),
                formats.value(one, now) if same else _live(one, was, now),
                differs=not same,
                headline=key in HEADLINES,
            )


def _live(definition: Definition, was: Figure, now: Figure) -> str:
    """What the records say today; where that is the same value of other cases, how many they are."""
    value = formats.value(definition, now)
    of = formats.stands_on(definition, now)
    return f"{value} ({of})" if of and value == formats.value(definition, was) else value


def _recurring(frozen: Frozen, packs: Sequence[str] | None, language: str) -> Iterator[Recurring]:
    found = frozen["topics"] if "topics" in frozen else trends.beyond(packs, most=review_schedule.TOPICS)
    titles = names.procedures([one["pack"] for one in found], language) if packs is None else {}
    named = trends.named_topics(
        {one["pack"]: [(it["by"], it["topic"]) for it in one["topics"]] for one in found}, language
    )
    for one in found:
        known = named[one["pack"]]
        yield Recurring(
            titles.get(one["pack"], ""),
            tuple(
                Topic(*known[it["by"], it["topic"]], it["observed"], it["expected"], it["standing"] == "signal")
                for it in one["topics"]
            ),
        )


def _figure(kept: FrozenFigure) -> Figure:
    parts = tuple(sorted(kept["parts"].items()))
    return Figure(kept["value"], kept["numerator"], kept["denominator"], kept["low"], kept["high"], parts)


def _period(frozen: Frozen) -> Period:
    """Told by its length where it is a whole month, quarter or year."""
    since, until = date.fromisoformat(frozen["from"]), date.fromisoformat(frozen["until"])
    for length in ("month", "quarter", "year"):
        whole = Period.around(since, length)
        if (whole.since, whole.until) == (since, until):
            return whole
    return Period(since, until)


def _agenda(review: Case, language: str) -> Iterator[Point]:
    """Decisions of last time, then what the forms of this kind of review ask for."""
    procedure, state = editions.procedure(review.edition_id), State.from_json(review.state)
    yield Point(_("Decisions of last time"), bool(state.values.get("actions_state") or review.closed_at))
    looks = [act for act in procedure.acts.values() if act.prompt and act.to is None]
    forms = dict.fromkeys(act.form for act in looks if not act.kinds or review.kind in act.kinds)
    for field in (field for form in forms for field in _of(procedure, form)):
        if field.type == "long text":
            yield Point(say(field.title, language), bool(state.values.get(field.key)))


def _of(procedure: Procedure, form: str | None) -> tuple[Field, ...]:
    return procedure.forms[form].fields if form else ()


def _fields(procedure: Procedure) -> Iterator[Field]:
    for form in procedure.forms.values():
        yield from form.fields


def _decision(entry: Entry, contents: Mapping[str, Json], people: wording.Names) -> Decision:
    said = vault.opened(entry.fields["form"], contents)
    due = json_values.text(said.get("decision_due"))
    return Decision(
        json_values.text(said.get("decision")) or _("(erased)"),
        people.person(json_values.text(said.get("decision_owner"))),
        date.fromisoformat(due) if due else None,
    )
