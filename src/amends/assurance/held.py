"""A review as it is held: its figures as frozen and as they are now, its agenda, and the decisions of last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amends.assurance import reviews
from amends.cases import editions, inside, vault, wording
from amends.cases.inside import Tied
from amends.cases.models import Case, Entry
from amends.procedure.language import Procedure, say
from amends.procedure.state import State
from amends.reports import counts, figures, freezing, shown
from amends.reports.figures import FIGURES, HEADLINES
from amends.reports.periods import Period
from amends.reports.reckoning import Figure


@dataclass(frozen=True, slots=True)
class FigureSeen:
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
    opened: tuple[Tied, ...]


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    period: Period
    packs: Sequence[str] | None
    figures: tuple[FigureSeen, ...]
    digest: str
    verified: bool  # the frozen figures are the ones that were frozen
    agenda: tuple[Point, ...]
    decisions: tuple[Decision, ...]
    before: Before | None


def is_review(case: Case) -> bool:
    return bool(case.inside and case.pack == reviews.PACK)


def seen(review: Case, *, language: str) -> ReviewSeen | None:
    """None where no figures were frozen, as in a review that somebody opened by hand."""
    entries = list(review.entries.order_by("no"))
    first = entries[0] if entries else None
    frozen: Mapping[str, Any] | None = first.fields.get("figures") if first else None
    if first is None or frozen is None:
        return None
    period, packs = _period(frozen), frozen["packs"]
    said = str(first.fields.get("figures_digest", ""))
    return ReviewSeen(
        period, packs, tuple(_figures(frozen, period, packs)), said, freezing.digest(dict(frozen)) == said,
        tuple(_agenda(review, language)), decisions(review, entries, language), before(review, language),
    )  # fmt: skip


def decisions(review: Case, entries: Iterable[Entry], language: str) -> tuple[Decision, ...]:
    """Each decision that was written down in it."""
    entries = [one for one in entries if "decision" in one.fields.get("form", {})]
    if not entries:
        return ()
    contents = vault.contents_of(review.pk)
    names = wording.Names(editions.procedure(review.edition_id), language, entries)
    return tuple(_decision(one, contents, names) for one in entries)


def before(review: Case, language: str) -> Before | None:
    found = reviews.held_before(review)
    if found is None:
        return None
    state = State.from_json(found.state)
    opened = {one.number for one in state.opened}
    ties = inside.ties(found, state, language) if opened else ()
    return Before(
        found.number, found.words.summary, found.closed_at is not None,
        decisions(found, found.entries.order_by("no"), language),
        tuple(one for one in ties if one.number in opened),
    )  # fmt: skip


def words(review: Case, language: str) -> list[tuple[str, str]]:
    """What was written down in it, by the questions of the pack: figures, agenda, minutes."""
    procedure, state = editions.procedure(review.edition_id), State.from_json(review.state)
    said = vault.opened(dict(state.values), vault.contents_of(review.pk))
    keys = {field.key: say(field.title, language) for field in _fields(procedure) if field.type == "long text"}
    return [(title, str(said[key])) for key, title in keys.items() if said.get(key) and key != "decision"]


def _figures(frozen: Mapping[str, Any], period: Period, packs: Sequence[str] | None) -> Iterator[FigureSeen]:
    live = figures.of(counts.of(period, packs=packs, today=period.until))
    for key, one in FIGURES.items():
        if kept := frozen["figures"].get(key):
            was, now = _figure(kept), live[key]
            same = (was.value, was.numerator, was.denominator) == (now.value, now.numerator, now.denominator)
            yield FigureSeen(
                key, str(one.title), shown.value(one, was), shown.stands_on(one, was), shown.value(one, now),
                differs=not same, headline=key in HEADLINES,
            )  # fmt: skip


def _figure(kept: Mapping[str, Any]) -> Figure:
    parts = tuple(sorted(kept["parts"].items()))
    return Figure(kept["value"], kept["numerator"], kept["denominator"], kept["low"], kept["high"], parts)


def _period(frozen: Mapping[str, Any]) -> Period:
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


def _of(procedure: Procedure, form: str | None) -> tuple[Any, ...]:
    return procedure.forms[form].fields if form else ()


def _fields(procedure: Procedure) -> Iterator[Any]:
    for form in procedure.forms.values():
        yield from form.fields


def _decision(entry: Entry, contents: Mapping[str, Any], names: wording.Names) -> Decision:
    said = vault.opened(entry.fields["form"], contents)
    due = said.get("decision_due")
    return Decision(
        said.get("decision") or _("(erased)"), names.person(said.get("decision_owner") or ""),
        date.fromisoformat(due) if due else None,
    )  # fmt: skip
