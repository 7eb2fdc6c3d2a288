"""The pack of a review on paper: what a director reads before it, and what is kept of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance import pdf
from amends.assurance.audit_pack import pack_summary, registers
from amends.assurance.pdf import Grid, Paper, Part
from amends.assurance.reviews import review_view
from amends.assurance.reviews.review_view import Decision, ReviewView
from amends.cases import editions
from amends.cases.models import Case
from amends.organisation.models import Member, Organisation
from amends.platform import author, dates
from amends.procedure import stored_fields
from amends.procedure.schema import say
from amends.procedure.state import State
from amends.reports import dashboard, formats
from amends.reports.figures import FIGURES, HEADLINES

DRAWN = ("volume", "final-in-time", "second-round", "process-satisfaction")


@dataclass(frozen=True, slots=True)
class About:
    """The review, what is seen of it, and in which language it is told."""

    case: Case
    seen: ReviewView
    language: str
    today: date


def review_pdf(case: Case, seen: ReviewView, *, now: datetime, language: str, today: date) -> bytes:
    own = Organisation.objects.get(id=1)
    about = About(case, seen, language, today)
    procedure = editions.procedure(case.edition_id)
    stage = say(procedure.stages[case.stage].title, language)
    paper = Paper(
        case.words.summary,
        _lead(about),
        f"{own.name} · {case.number} · {formats.period(seen.period)}",
        tuple(_parts(about)),
        facts=[
            (_("Number"), case.number),
            (_("Period"), formats.period(seen.period)),
            (_("Stage"), stage),
            (_("In charge"), str(case.owner or _("nobody yet"))),
            (_("Printed"), dates.moment(now)),
            *_attended(case),
        ],
    )
    return pdf.printed_as_pdf(paper, language=language)


def _lead(about: About) -> str:
    if about.case.closed_at:
        return _("Held on %(day)s. The figures are those that were frozen when its period ended.") % {
            "day": dates.day(timezone.localtime(about.case.closed_at).date())
        }
    return _("To be held. The figures are those that were frozen when its period ended.")


def _parts(about: About) -> Iterator[Part]:
    yield _before(about)
    yield from _held(about)
    yield _headlines(about)
    yield _agenda(about)
    yield _satisfaction(about)
    yield from _recurring(about)
    yield pack_summary.objectives(about.seen.period.until)
    yield from _ours(about)
    yield _figures(about)


def _before(about: About) -> Part:
    """First of all: what became of what was decided."""
    before = about.seen.before
    title = _("Decisions of last time")
    if before is None:
        return Part(title, _("This is the first review of its kind."))
    opened = [[one.title, one.kind, one.stage] for one in before.opened]
    grid = Grid([_("What was opened"), _("Kind"), _("How it stands")], opened) if opened else None
    lead = f"{before.title} ({before.number})"
    return Part(
        title, lead, said=_decided(before.decisions) or [(_("Decisions"), _("none was written down"))], grid=grid
    )


def _held(about: About) -> Iterator[Part]:
    """What was said and decided, once somebody has written it down."""
    if about.seen.decisions:
        yield Part(_("Decisions of this review"), said=_decided(about.seen.decisions))
    if words := review_view.words(about.case, about.language):
        yield Part(_("Minutes and findings"), said=words)


def _headlines(about: About) -> Part:
    """The figures that managers ask for first, beside the period before and a year before, and how they moved."""
    period, packs = about.seen.period, about.seen.packs
    tiles = dashboard.tiles(HEADLINES, period, packs=packs, today=period.until)
    frozen = {one.key: one for one in about.seen.figures}
    heads = [_("Figure"), _("As frozen"), _("Of"), _("Before"), _("A year before")]
    rows = [
        [
            str(one.definition.title),
            frozen[one.definition.key].frozen,
            frozen[one.definition.key].stands_on,
            *(it.said for it in one.compared),
        ]
        for one in tiles
        if one.definition.key in frozen
    ]
    drawn = pack_summary.drawings([one for one in tiles if one.definition.key in DRAWN], period, packs)
    return Part(_("Figures and trends"), grid=Grid(heads, rows, end=(1, 3, 4)), drawings=drawn)


def _agenda(about: About) -> Part:
    rows = [[one.title, _("looked at") if one.done else _("open")] for one in about.seen.agenda]
    return Part(_("Agenda"), grid=Grid([_("Point"), _("State")], rows))


def _figures(about: About) -> Part:
    """All of them as they were frozen; what the records say otherwise by now stands beside it."""
    heads = [_("Figure"), _("As frozen"), _("Of"), _("Today")]
    rows = [
        [one.title, one.frozen, one.stands_on, one.live if one.differs else _("the same")] for one in about.seen.figures
    ]
    verdict = _("The digest fits: %(digest)s") if about.seen.verified else _("The digest does not fit: %(digest)s")
    return Part(
        _("All figures, as frozen"), grid=Grid(heads, rows, end=(1, 3)), soft=verdict % {"digest": about.seen.digest}
    )


def _satisfaction(about: About) -> Part:
    """By how the case was decided: people who did not get what they wanted judge the way harder."""
    period, packs = about.seen.period, about.seen.packs
    title = FIGURES["process-satisfaction"].title
    rows = dashboard.split(
        "process-satisfaction", "outcome", period, packs=packs, today=period.until, language=about.language
    )
    if not rows:
        return Part(_("Satisfaction"), _("Nobody has told us in this period."))
    grid = Grid([_("Decision"), str(title), _("Of")], [[one.title, one.said, one.stands_on] for one in rows], end=(1,))
    return Part(_("Satisfaction"), _("By how the case was decided."), grid=grid)


def _recurring(about: About) -> Iterator[Part]:
    """What was seen beyond its limits, or worth a look, when the figures were frozen."""
    soft = "" if about.seen.recurring_frozen else _("As the trends show it today: it was not frozen with this review.")
    heads = [_("Topic"), _("Kind"), _("Complaints"), _("Expected"), _("How it stands")]
    for found in about.seen.recurring:
        title = _("What recurs")
        if found.procedure:
            title = _("What recurs: %(procedure)s") % {"procedure": found.procedure}
        rows = [[one.title, one.by, str(one.observed), _expected(one), _standing(one)] for one in found.topics]
        grid = Grid(heads, rows, end=(2, 3)) if rows else None
        yield Part(title, "" if rows else _("No topic is beyond its limits."), grid=grid, soft=soft)


def _ours(about: About) -> Iterator[Part]:
    """Actions with their effect, audits, and the rest of our own work, as far as it was there when this was held."""
    held_on = timezone.localdate(about.case.closed_at) if about.case.closed_at else about.today
    ours = registers.of_period(about.seen.period.since, held_on)
    yield pack_summary.grid(registers.actions(ours, today=about.today), (0, 1, 2, 4), wide=(1, 3))
    audits = registers.own_work([one for one in ours if one.pack == "audits"], language=about.language)
    yield _renamed(pack_summary.grid(audits, (0, 1, 2, 3, 4, 5), wide=(2, 3)), _("Audits and nonconformities"))


def _renamed(part: Part, title: str) -> Part:
    return Part(title, part.lead, part.said, part.grid)


def _decided(found: tuple[Decision, ...]) -> list[tuple[str, str]]:
    said = []
    for one in found:
        facts = {"person": one.owner, "day": dates.day(one.due) if one.due else formats.NONE}
        said.append((_("%(person)s, by %(day)s") % facts, one.says))
    return said


def _attended(case: Case) -> list[tuple[str, str]]:
    """Who took part, once it was held."""
    ids = author.member_ids(stored_fields.several(State.from_json(case.state).values.get("attended")))
    people = ", ".join(sorted(str(one) for one in Member.objects.filter(pk__in=ids))) if ids else ""
    return [(_("Took part"), people)] if people else []


def _expected(one: review_view.Topic) -> str:
    return formats.NONE if one.expected is None else formats.plain(one.expected, 1)


def _standing(one: review_view.Topic) -> str:
    return _("beyond its limits") if one.beyond else _("worth a look")
