"""Sentences about the chart that everyone can read, and about a question that is put by one act among several."""

from __future__ import annotations

from amends.cases import editions
from amends.cases.acts import handling
from amends.procedure import diagram
from amends.procedure.diagram import StageRow
from amends.proof.scenarios import Line
from amends.proof.step_registry import expect, sentence
from amends.proof.world import World


@sentence("the published chart shows these steps in order")
def chart(world: World, line: Line) -> None:
    """As the public page and the drawing tell it."""
    shown = [row.title for row in _published(world)]
    wanted = [row[0] for row in line.table]
    expect([one for one in shown if one in wanted] == wanted, f"it shows {', '.join(shown)}")


@sentence('in the published chart "…" leads from "…" to "…"')
def leads(world: World, _line: Line, act: str, here: str, there: str) -> None:
    ways = [(way.title, way.to_title) for row in _published(world) if row.title == here for way in row.ways]
    expect((act, there) in ways, f"from there lead {ways or 'no ways'}")


@sentence('"…" asks the complainant by "…": "…"')
def asks_by(world: World, _line: Line, who: str, act: str, question: str) -> None:
    by, key = world.person(who), world.act(act)
    world.attempt(lambda: handling.ask(world.case, key=key, question=question, by=by, now=world.now))


def _published(world: World) -> tuple[StageRow, ...]:
    """The chart of the procedure in force, in the order in which a case meets its stages."""
    pack = editions.procedure(editions.in_force(world.now)[0].edition_id)
    return diagram.steps(pack, next(iter(pack.kinds)), world.language)
