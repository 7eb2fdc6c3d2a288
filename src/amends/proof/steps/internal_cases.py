"""Sentences about the organisation's own work: what is opened, by whom, what makes itself, and how it ended."""

from __future__ import annotations

from decimal import Decimal

from amends.assurance import certification
from amends.assurance.documents import document_control
from amends.assurance.reviews import review_schedule
from amends.cases import editions, internal, queries
from amends.cases.errors import Forbidden
from amends.cases.models import Case
from amends.procedure.schema import Procedure, say
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.steps.organisation import pairs
from amends.proof.world import World
from amends.reports.counting import recount
from amends.reports.frozen.frozen_figures import FrozenFigure
from amends.reports.models import Fact, Tally


@sentence('"…" opens the (\\w+) "…" on (.+)')
def opens(world: World, line: Line, who: str, kind: str, title: str, when: str) -> None:
    """As on the page “Our own work”."""
    world.wait_until(world.moment(when))
    procedure = _taking(world, kind)
    values = world.answers(procedure.forms.get(procedure.kinds[kind].form or ""), {"title": title, **pairs(line)})
    by = world.person(who)

    def begin() -> None:
        if not internal.may_begin(by, procedure, kind, world.now):
            raise Forbidden(f"{who} may not open one")
        matter = internal.begin(procedure.key, kind, values=values, owner=by, by=by, now=world.now)
        world.matters[title] = matter.number
        world.last = title

    world.attempt(begin)


@sentence('"…" opens by "…" out of it: "…"')
def opens_out(world: World, line: Line, who: str, act: str, title: str) -> None:
    """An act that opens a matter; the case spoken of stays the one that it was opened out of."""
    key = world.act(act)
    pack, kind = world.procedure.acts[key].opens.split()
    procedure = editions.procedure(editions.standing(world.now).inside(pack))
    values = world.answers(procedure.forms.get(procedure.kinds[kind].form or ""), {"title": title, **pairs(line)})

    def begin() -> None:
        matter = internal.open_from(world.case, key, values=values, by=world.person(who), now=world.now)[1]
        world.matters[title] = matter.number

    world.attempt(begin)


@sentence('we speak of the matter "…"')
def speak_of(world: World, _line: Line, title: str) -> None:
    world.number(title)
    world.last = title


@sentence("the reviews whose period has ended open themselves")
def reviews_open(world: World, _line: Line) -> None:
    """As the worker does; each is known from now on by the title that its procedure gives it."""
    count(world)
    for one in review_schedule.due(world.now):
        matter = review_schedule.begin(one, now=world.now, among=world.mine())
        world.matters[say(one.review.title, world.language)] = matter.number
    world.settle()


@sentence('it is tied to (the case of|the matter) "…"')
def tied(world: World, _line: Line, _what: str, name: str) -> None:
    """Seen on both pages, whichever names the other."""
    found = {
        one.number for one in internal.ties(world.case, world.seen().state, world.language, member=None, now=world.now)
    }
    expect(world.number(name) in found, f"it is tied to {', '.join(sorted(found)) or 'nothing'}")


@sentence('it stands at "…"')
def stands(world: World, _line: Line, stage: str) -> None:
    title = say(world.procedure.stages[world.case.stage].title, world.language)
    expect(title == stage, f"it stands at “{title}”")


@sentence('the list of (\\w+) shows "…" the matter "…"')
def listed(world: World, _line: Line, kind: str, who: str, title: str) -> None:
    wanted = queries.CaseFilter(filters={"kind": kind}, inside=True, closed=True)
    found = queries.pool(world.person(who), wanted, language=world.language, now=world.now)
    expect(world.number(title) in {row.number for row in found.rows}, "it is not there")


@sentence('"…" may not open (?:an|a) (\\w+)')
def may_not_open(world: World, _line: Line, who: str, kind: str) -> None:
    expect(not internal.may_begin(world.person(who), _taking(world, kind), kind, world.now), "it is allowed")


@sentence('its frozen figure "…" is (.+)')
def frozen(world: World, _line: Line, key: str, value: str) -> None:
    """As on the review's page; frozen when it opened, whatever happens later."""
    found = review_schedule.figures_of(world.case)
    if found is None:
        raise Refuted("no figures are frozen in it")
    figure = found["figures"].get(key)
    if figure is None:
        raise Refuted(f"there is no figure {key}")
    said = _said(figure)
    expect(value in said, f"it is {' or '.join(said)}")


@sentence('"…" reads these offers side by side')
def offers(world: World, line: Line, _who: str) -> None:
    wanted = line.table[1:]
    found = certification.offers(world.case)
    shown = [(one.body, one.audit_days, f"{one.price} {one.currency}", str(one.per_person)) for one in found]
    expect(shown == [tuple(row) for row in wanted], f"they are {shown}")


@sentence("its audit is estimated at (.+) days, (.+) a year for surveillance and (.+) for renewal")
def estimated(world: World, _line: Line, *days: str) -> None:
    """As beside its offers, by the people in its scope."""
    found = certification.estimate(certification.people(world.case))
    said = (str(found.first), str(found.surveillance), str(found.renewal))
    expect(tuple(map(Decimal, said)) == tuple(map(Decimal, days)), f"it is estimated at {', '.join(said)}")


@sentence('"…" can open it')
def can_open(world: World, _line: Line, who: str) -> None:
    try:
        world.seen_by(who)
    except Forbidden:
        raise Refuted(f"it does not open for {who}") from None


@sentence('these people have not read it: "…"')
def unread(world: World, _line: Line, names: str) -> None:
    found = document_control.unread(document_control.document_of(world.case), world.now)
    mine = sorted(str(one) for one in found if one in world.people.values())
    expect(", ".join(mine) == names, f"they are: {', '.join(mine) or 'nobody'}")


@sentence('the register of standards and laws names "…"')
def standards(_world: World, _line: Line, names: str) -> None:
    found = {one.title for one in document_control.all_of(["standard"])}
    expect(set(names.split("; ")) <= found, f"it names {', '.join(sorted(found))}")


def count(world: World) -> None:
    """Every case of this world counted, and no living one beside them: all of it is rolled back."""
    Tally.objects.all().delete()
    Fact.objects.all().delete()
    recount.count(list(Case.objects.filter(pk__in=world.mine())))


def _said(figure: FrozenFigure) -> set[str]:
    """A figure as a scenario may write it: a number, or so many of so many."""
    value = figure["value"]
    found = {f"{figure['numerator']} of {figure['denominator']}"}
    return found | ({f"{value:g}"} if value is not None else {"unknown"})


def _taking(world: World, kind: str) -> Procedure:
    fitting = [one for one in editions.standing(world.now).insides() if kind in one.kinds]
    if not fitting:
        raise AssertionError(f"no procedure in force takes a {kind}")
    return fitting[0]
