"""Sentences for what several people do to one case: its roles, departments asked, goods on their way, company."""

from __future__ import annotations

from dataclasses import asdict

from amends.cases.acts import consultation, custody, handling, joining
from amends.cases.acts.consultation import RequestView
from amends.goods import linked_cases
from amends.procedure import engine
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.steps.organisation import pairs
from amends.proof.world import World


@sentence('"…" appoints by "…"')
def appoints(world: World, line: Line, who: str, act: str) -> None:
    """A table: role | person."""
    hands = {role: world.person(name) for role, name in pairs(line).items()}
    by = world.person(who)
    world.attempt(lambda: handling.appoint(world.case, world.act(act), hands=hands, by=by, now=world.now))


@sentence('"…" asks the department "…" by "…": "…"')
def asks_department(world: World, _line: Line, who: str, department: str, act: str, question: str) -> None:
    by = world.person(who)
    world.attempt(
        lambda: consultation.request(
            world.case, world.act(act), department=department, question=question, by=by, now=world.now
        )
    )


@sentence('the department "…" replies on its page: "…"')
def department_replies(world: World, line: Line, department: str, words: str) -> None:
    seen = _page(world, department)
    by, values = f"department:{department}", dict(pairs(line))
    world.attempt(lambda: consultation.reply(world.case, seen.no, words=words, values=values, by=by, now=world.now))


@sentence('the department "…" (reads|does not read) on its page "…"')
def department_reads(world: World, _line: Line, department: str, how: str, words: str) -> None:
    seen = _page(world, department)
    said = str({**asdict(seen), "case": seen.case.number, "named": seen.named})
    expect((words in said) == (how == "reads"), f"its page says {said}")


@sentence('"…" does "…" with (?:a new item "…"|the item "…")')
def custody_step(world: World, line: Line, who: str, act: str, what: str | None, item: str | None) -> None:
    by, values = world.person(who), dict(pairs(line))
    code = _code(world, item) if item else ""
    world.attempt(
        lambda: custody.step(
            world.case, world.act(act), item=code, what=what or "", values=values, by=by, now=world.now
        )
    )


@sentence('the item "…" is "…"')
def item_is(world: World, _line: Line, item: str, step: str) -> None:
    found = {one.code: one.step for one in world.seen().state.items}
    expect(found.get(_code(world, item)) == step, f"the items are {found}")


@sentence('"…" handles the case together with the one of "…"')
def joins(world: World, _line: Line, who: str, other: str) -> None:
    number = world.received[other].case.number
    world.attempt(lambda: joining.join(world.case, number, by=world.person(who), now=world.now))


@sentence('"…" handles the case on its own again')
def parts(world: World, _line: Line, who: str) -> None:
    world.attempt(lambda: joining.part(world.case, by=world.person(who), now=world.now))


@sentence('the case was brought because "…"')
def brought_because(world: World, _line: Line, title: str) -> None:
    trigger = world.procedure.triggers.get(world.seen().state.trigger)
    said = world.names().text(trigger.title) if trigger else "nothing"
    expect(said == title, f"it was brought because of: {said}")


@sentence('"…" holds the case')
def holds(world: World, _line: Line, name: str) -> None:
    expect(str(world.case.owner or "nobody") == name, f"{world.case.owner or 'nobody'} holds it")


@sentence('beside the draft "…" reads the advice "…"')
def advice(world: World, _line: Line, name: str, words: str) -> None:
    seen = world.seen_by(name)
    given = [world.names().text(one.says) for one in engine.guidance(seen.procedure, seen.state)]
    expect(any(words in one for one in given), f"the advice is: {'; '.join(given) or 'none'}")


@sentence('the cases tied to the (order|shipment|lot) "…" are those of "…"')
def tied(world: World, _line: Line, what: str, number: str, names: str) -> None:
    member = next(iter(world.people.values()))
    found = linked_cases.tied([(what, number)], member=member, language=world.language, now=world.now)
    numbers = {one.number for one in found}
    wanted = {world.received[name.strip()].case.number for name in names.split(",")}
    expect(numbers == wanted, f"tied are {numbers or 'none'}")


def _page(world: World, department: str) -> RequestView:
    """The page that the newest letter to this department leads to."""
    asked = [one for one in world.seen().state.requests if one.department == department]
    if not asked:
        raise Refuted(f"the department “{department}” was not asked")
    given = consultation.link(world.case, asked[-1].no)
    seen = consultation.request_of_link(given, language=world.language)
    if seen is None:
        raise Refuted("the link leads nowhere")
    return seen


def _code(world: World, item: str) -> str:
    """An item by its place in the case, as people count: "1" is the first."""
    return f"{world.case.number}-{item}" if item.isdecimal() else item
