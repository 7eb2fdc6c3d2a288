"""Sentences about what an auditor asks: clauses with their evidence, objectives, training, and figures of others."""

from __future__ import annotations

from datetime import date

from amends.assurance import matrix, objectives, targets, training_sessions
from amends.assurance.documents import procedure_documents
from amends.assurance.matrix import ClauseLine as Row
from amends.assurance.models import Comparison, Measured, Objective
from amends.cases import editions
from amends.organisation import options, training
from amends.organisation.models import Organisation, Requirement
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.steps.internal_cases import count
from amends.proof.steps.organisation import pairs
from amends.proof.world import World
from amends.reports import figures
from amends.reports.counting import counts
from amends.reports.periods import Period


@sentence('the matrix shows for the clause "…" "…"')
def shows(world: World, _line: Line, clause: str, words: str) -> None:
    said = [one.says for one in _row(world, clause).evidence if not one.missing]
    expect(any(words in one for one in said), f"it shows: {'; '.join(said) or 'nothing'}")


@sentence('the matrix says that for the clause "…" something is missing: "…"')
def misses(world: World, _line: Line, clause: str, words: str) -> None:
    said = [one.says for one in _row(world, clause).gaps]
    expect(any(words in one for one in said), f"what is missing: {'; '.join(said) or 'nothing'}")


@sentence('nothing is missing for the clauses? "…"')
def complete(world: World, _line: Line, clauses: str) -> None:
    rows = {row.clause.key: row for row in _rows(world)}
    gaps = [f"{key}: {gap.says}" for key in clauses.split(", ") for gap in rows[key].gaps]
    expect(not gaps, f"missing: {'; '.join(gaps)}")


@sentence('"…" keeps the evidence of the clause "…"')
def keeps(world: World, _line: Line, who: str, clause: str) -> None:
    matrix.keep(clause, member=world.person(who), remark="", now=world.now)


@sentence('the matrix has the clause "…" in the hands of "…", and its evidence is (shown|partly|missing)')
def kept(world: World, _line: Line, clause: str, who: str, state: str) -> None:
    row = _row(world, clause)
    expect((row.keeper, row.state) == (who, state), f"{row.keeper or 'nobody'} keeps it, and it is {row.state}")


@sentence("the matrix has every clause of both editions, each with its owner, its state and what is missing")
def whole(world: World, line: Line) -> None:
    known = {(row.clause.key, row.clause.earlier) for row in _rows(world)}
    wanted = {(row[0], row[1]) for row in line.table[1:]}
    expect(known == wanted, f"other: {sorted(known ^ wanted)}")
    expect(all(row.evidence for row in _rows(world)), "a clause asks for no evidence")


@sentence('the objective "…" is to reach (\\d+) each (month|quarter|year), because "…"')
def objective(world: World, line: Line, figure: str, target: str, period: str, plan: str) -> None:
    owner = pairs(line).get("owner", "")
    Objective.objects.create(
        figure=figure,
        target=int(target) / 100 if figures.FIGURES[figure].unit == "share" else int(target),
        period=period,
        plan=plan,
        since=date(world.now.year, 1, 1),
        owner=world.people.get(owner),
    )


@sentence('the objective "…" was (reached|missed|not known) in (\\w+) (\\d{4})')
def objective_stands(world: World, _line: Line, figure: str, how: str, month: str, year: str) -> None:
    count(world)
    objectives.step(world.now)
    first = world.moment(f"1 {month} {year}").astimezone(world.zone).date()
    found = Measured.objects.filter(objective__figure=figure, since=first).first()
    if found is None:
        raise Refuted("it was not measured")
    said = {True: "reached", False: "missed", None: "not known"}[found.reached]
    expect(said == how, f"it was {said}: {found.numerator:g} of {found.denominator:g}")


@sentence('the figure "…" of (\\w+) (\\d{4}) is (.+)')
def figure_of(world: World, _line: Line, key: str, month: str, year: str, wanted: str) -> None:
    """As on the page of this figure."""
    count(world)
    period = Period.around(world.moment(f"1 {month} {year}").astimezone(world.zone).date(), "month")
    found = figures.FIGURES[key].reckon(
        counts.counts_of(period, packs=None, today=world.now.astimezone(world.zone).date())
    )
    said = {f"{found.numerator:g} of {found.denominator:g}", "unknown" if found.value is None else f"{found.value:g}"}
    expect(wanted in said, f"it is {' or '.join(sorted(said))}")


@sentence('the public figure of "…" for "…" in (\\d{4}) is (\\d+), by "…"')
def public_figure(_world: World, _line: Line, whose: str, figure: str, year: str, value: str, source: str) -> None:
    Comparison.objects.create(figure=figure, whose=whose, value=int(value), year=int(year), source=source)


@sentence('our "…" of (\\d{4}), (\\d+), stands beside the (\\d+) of "…"')
def beside(world: World, _line: Line, figure: str, year: str, ours: str, theirs: str, whose: str) -> None:
    """As on the page of objectives: our own figure of that year, and what the other has published."""
    count(world)
    known = [one for one in targets.compared() if (one.figure, one.whose, one.year) == (figure, whose, int(year))]
    expect(
        [one.value for one in known] == [float(theirs)], f"others publish: {', '.join(map(str, known)) or 'nothing'}"
    )
    found = targets.ours([int(year)], today=world.now.astimezone(world.zone).date())[int(year)][figure]
    expect(found.value == float(ours), f"ours is {found.value}")


@sentence('"…" says that they have read the procedure in force')
def has_read(world: World, _line: Line, who: str) -> None:
    """As on the page of documents, where the procedure in force is one of them."""
    for one in editions.standing(world.now).rules:
        if not editions.procedure(one.edition_id).inside:
            procedure_documents.read(one.edition_id, by=world.person(who), now=world.now)


@sentence('the role "…" needs training in "…"')
def needs_training(_world: World, _line: Line, role: str, subject: str) -> None:
    Requirement.objects.get_or_create(role=role, subject=subject)


@sentence("a case is given only to whoever is trained")
def trained_only(_world: World, _line: Line) -> None:
    Organisation.objects.update(trained_only=True)


@sentence('these people lack their training: "…"')
def lack_training(world: World, _line: Line, names: str) -> None:
    training_sessions.step(world.now, among=world.mine())
    found = training.lacking(world.now)
    mine = sorted(name for name, member in world.people.items() if member.pk in found)
    expect(", ".join(mine) == names, f"they are: {', '.join(mine) or 'nobody'}")


@sentence('a case may be given to "…", and not to "…"')
def may_be_given(world: World, _line: Line, who: str, whom: str) -> None:
    """As the list of people says when a case is put into somebody's hands."""
    training_sessions.step(world.now, among=world.mine())
    hands = options.hands(site="", department="", now=world.now)
    expect(world.person(who) in hands, f"{who} is not among them")
    expect(world.person(whom) not in hands, f"{whom} is among them")


def _row(world: World, clause: str) -> Row:
    found = next((row for row in _rows(world) if clause in (row.clause.key, row.clause.title["en"])), None)
    if found is None:
        raise Refuted(f"there is no clause {clause}")
    return found


def _rows(world: World) -> tuple[Row, ...]:
    count(world)
    training_sessions.step(world.now, among=world.mine())
    return matrix.matrix(world.now, language=world.language, among=frozenset(world.mine()))
