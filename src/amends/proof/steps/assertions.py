"""Sentences that assert what a person would see: the complainant, a member of staff, a reader of the history."""

from __future__ import annotations

from django.utils.translation import gettext as _

from amends.cases import editions, queries, tracking
from amends.cases.errors import ActNotAllowed, Changed, Forbidden, InvalidForm
from amends.cases.views import case_view
from amends.cases.views.case_view import PromiseView
from amends.organisation import channels
from amends.procedure import applies, diagram
from amends.procedure.clock.calendar import Calendar
from amends.procedure.schema import say
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.world import Taken, World


@sentence('the complainant sees the status "…"')
def sees_status(world: World, _line: Line, status: str) -> None:
    seen = world.seen().status
    expect(seen == status, f"the complainant sees “{seen}”")


@sentence("the complainant has seen these statuses in order")
def seen_statuses(world: World, line: Line) -> None:
    reached = [step.label for step in world.seen().path if step.at is not None]
    wanted = [row[0] for row in line.table]
    expect(reached == wanted, f"the complainant has seen {', '.join(reached)}")


@sentence('the complainant is promised "…" by (.+)')
def is_promised(world: World, _line: Line, title: str, day: str) -> None:
    promise = _promise(world.seen().promises, title)
    due = promise.owed.due
    wanted = world.moment(day)
    if " at " in day:
        expect(due.at == wanted, f"it is promised by {due.at.astimezone(world.zone):%A %d %B %Y %H:%M}")
    else:
        shown = case_view.due_day(_calendar(world), due.at)
        expect(shown == wanted.astimezone(world.zone).date(), f"it is promised by {shown:%A %d %B %Y}")


@sentence('staff owe "…" by (.+)')
def staff_owe(world: World, _line: Line, title: str, day: str) -> None:
    owed = case_view.promises_of(world.case, language=world.language, now=world.now)
    promise = _promise(owed, title)
    shown = case_view.due_day(_calendar(world), promise.owed.due.at)
    wanted = world.moment(day).astimezone(world.zone).date()
    expect(shown == wanted, f"it is owed by {shown:%A %d %B %Y}")


@sentence('the promise "…" (was kept|was missed|is still open|is over)')
def promise_stands(world: World, _line: Line, title: str, how: str) -> None:
    owed = case_view.promises_of(world.case, language=world.language, now=world.now)
    promise = _promise(owed, title)
    wanted = {
        "was kept": ("kept",), "was missed": ("late",), "is still open": ("running", "soon"), "is over": ("dropped",),
    }[how]  # fmt: skip
    expect(promise.standing in wanted, f"it is {promise.standing}")


@sentence('the derivation of "…" names "…"')
def derivation(world: World, _line: Line, title: str, name: str) -> None:
    owed = case_view.promises_of(world.case, language=world.language, now=world.now)
    trace = _promise(owed, title).owed.due.trace
    names = [f"{step.why} {step.name}".strip() for step in trace]
    expect(any(name in one for one in names), f"it names {', '.join(names)}")


@sentence('the complainant gets (?:an|a) (SMS|e-mail|letter on the tracking page) that says "…"')
def gets(world: World, _line: Line, carrier: str, words: str) -> None:
    mine = _taken(world, carrier)
    expect(any(words in _whole(one) for one in mine), f"what came: {[_whole(one)[:300] for one in mine] or 'nothing'}")


@sentence("the complainant gets (?:an|a) (SMS|e-mail) with the tracking number and the password")
def gets_secret(world: World, _line: Line, carrier: str) -> None:
    mine = _taken(world, carrier)
    both = [one for one in mine if world.case.number in _whole(one) and world.password in _whole(one)]
    expect(bool(both), f"what came: {[_whole(one)[:200] for one in mine] or 'nothing'}")


@sentence('the complainant gets no (SMS|e-mail) called "…"')
def gets_none(world: World, _line: Line, carrier: str, letter: str) -> None:
    expect(not [one for one in _taken(world, carrier) if one.letter == letter], "one came")


@sentence('(\\d+) letters? called "…" went to the complainant')
def letters_count(world: World, _line: Line, count: str, letter: str) -> None:
    mine = [one for one in world.taken if one.whom == "complainant" and one.letter == letter and _mine(world, one)]
    expect(len(mine) == int(count), f"{len(mine)} went")


@sentence('"…" gets (?:an|a) e-mail that says "…"')
def staff_gets(world: World, _line: Line, who: str, words: str) -> None:
    mine = [one for one in world.taken if one.whom == world.person(who).by]
    expect(any(words in _whole(one) for one in mine), f"what came: {[one.subject for one in mine] or 'nothing'}")


@sentence('the department at "…" gets (an|no) e-mail that says "…"')
def department_gets(world: World, _line: Line, address: str, how: str, words: str) -> None:
    mine = [_whole(one) for one in world.taken if one.to == address]
    expect(any(words in one for one in mine) == (how == "an"), f"what came: {[one[:200] for one in mine] or 'nothing'}")


@sentence("the complainant opens the case with number and password")
def opens(world: World, _line: Line) -> None:
    typed = world.password.lower().replace("-", " ").replace("0", "o")
    found = tracking.open_case(world.case.number.lower(), typed, address="proof", now=world.now)
    expect(found is not None and found.pk == world.case.pk, "the case did not open")


@sentence('the complainant cannot open the case with the password "…"')
def cannot_open(world: World, _line: Line, password: str) -> None:
    found = tracking.open_case(world.case.number, password, address="proof", now=world.now)
    expect(found is None, "the case opened")


@sentence("the complainant may (accept|refuse) the decision")
def may(world: World, _line: Line, verb: str) -> None:
    offers = [one for one in world.seen().offers if one.verb == verb and one.open]
    expect(bool(offers), f"{verb} is not offered")


@sentence("the complainant may not (accept|refuse) the decision(?: any more)?")
def may_not(world: World, _line: Line, verb: str) -> None:
    expect(not [one for one in world.seen().offers if one.verb == verb and one.open], f"{verb} is offered")


@sentence("the complainant is told that (\\d+) rounds? remains?")
def rounds_remain(world: World, _line: Line, count: str) -> None:
    expect(world.seen().rounds_left == int(count), f"{world.seen().rounds_left} remain")


@sentence('the complainant reads in the decision "…"')
def reads_decision(world: World, _line: Line, words: str) -> None:
    decision = world.seen().decision
    expect(decision is not None and words in str(decision), f"the decision says {decision}")


@sentence('the complainant is told of the outside body "…"')
def outside(world: World, _line: Line, name: str) -> None:
    routes = [say(route.title, world.language) for route in world.seen().routes]
    expect(name in routes, f"told of: {', '.join(routes) or 'none'}")


@sentence('the complainant reads in the story "…"')
def story_public(world: World, _line: Line, words: str) -> None:
    told = [f"{one.says} {' '.join(text for _, text in one.words)}" for one in world.seen().story]
    expect(any(words in one for one in told), f"the story says: {' · '.join(told)}")


@sentence('the complainant does not read "…"')
def story_hidden(world: World, _line: Line, words: str) -> None:
    expect(words not in str(world.seen().story), "it is there to read")


@sentence('the history (?:of (.+) )?tells "…" that "…"')
def history_tells(world: World, _line: Line, day: str | None, who: str, words: str) -> None:
    on = world.moment(day).astimezone(world.zone).date() if day else None
    story = [one for one in world.seen_by(who).story if on in (None, one.at.astimezone(world.zone).date())]
    told = [f"{one.by}: {one.says} {' '.join(text for _, text in one.words)}" for one in story]
    expect(any(words in one for one in told), f"the history says: {' · '.join(told)}")


@sentence("it was not possible, because (.+)")
def not_possible(world: World, _line: Line, because: str) -> None:
    said = _hindrance(world)
    expect(because.strip('"') in said, f"the reason given was: {said or 'none, it was possible'}")


@sentence('"…" (is offered|cannot yet do|is never offered) "…"(?:, because (.+))?')
def offered(world: World, _line: Line, who: str, how: str, title: str, because: str | None) -> None:
    key = world.act(title)
    offer = next((one for one in world.seen_by(who).offers if one.key == key), None)
    if how == "is never offered":
        expect(offer is None, "it is offered")
        return
    expect(offer is not None, "it is not offered at all")
    assert offer is not None
    expect(offer.open == (how == "is offered"), f"open: {offer.open}, reasons: {'; '.join(offer.reasons)}")
    expect(not because or any(because.strip('"') in one for one in offer.reasons), "; ".join(offer.reasons))


@sentence('"…" reads beside "…" the words "…"')
def beside_act(world: World, _line: Line, who: str, title: str, words: str) -> None:
    """What the procedure tells whoever is about to do it: as on the page of the act."""
    key = world.act(title)
    said = [offer.help for offer in world.seen_by(who).offers if offer.key == key]
    expect(any(words in one for one in said), f"it says: {said or 'nothing, it is not offered'}")


@sentence('the pool shows "…" the case of "…"')
def pool_shows(world: World, _line: Line, who: str, complainant: str) -> None:
    number = world.received[complainant].case.number
    expect(number in [row.number for row in _found(world, who, number)], "it is not there")


@sentence('the pool shows "…" the complainant "…" at the stage "…"')
def pool_row(world: World, _line: Line, who: str, complainant: str, stage: str) -> None:
    number = world.received[complainant].case.number
    rows = [(row.complainant, row.stage) for row in _found(world, who, number)]
    expect((complainant, stage) in rows, f"it shows {rows}")


@sentence('the pool does not show "…" the case of "…"')
def pool_hides(world: World, _line: Line, who: str, complainant: str) -> None:
    number = world.received[complainant].case.number
    expect(number not in [row.number for row in _found(world, who, number)], "it is there")


@sentence('today shows "…" the case of "…"')
def today_shows(world: World, _line: Line, who: str, complainant: str) -> None:
    owed = queries.today(world.person(who), language=world.language, now=world.now)
    numbers = [row.number for group in owed.values() for row in group]
    expect(world.received[complainant].case.number in numbers, "it is not there")


@sentence('the case is "…" with the (owner|department|category) "…"')
def has_fact(world: World, _line: Line, stage: str, fact: str, value: str) -> None:
    row = next(row for row in _everything(world) if row.number == world.case.number)
    expect(row.stage == stage and getattr(row, fact) == value, f"{row.stage}, {getattr(row, fact)}")


@sentence("the case is (open|closed)")
def is_open(world: World, _line: Line, how: str) -> None:
    expect((world.case.closed_at is None) == (how == "open"), f"closed at {world.case.closed_at}")


@sentence('everyone can read in the procedure "…"')
def everyone_reads(world: World, _line: Line, words: str) -> None:
    page = public_words(world)
    expect(any(words in one for one in page), f"it says: {' · '.join(page)}")


def public_words(world: World) -> list[str]:
    """What the public page is made of: purpose, when it applies, principles, definitions, each step with its time."""
    pack = editions.procedure(editions.in_force(world.now)[0].edition_id)
    meanings = [*(kind.meaning for kind in pack.kinds.values()), *(term.meaning for term in pack.terms.values())]
    said = [pack.purpose, *pack.principles, *meanings]
    steps = [step for kind in pack.kinds for step in diagram.steps(pack, kind, world.language)]
    when = applies.applies(pack, world.language, world.now.astimezone(world.zone).date())
    rules = [f"{one.title}: {one.says}" for one in (*when.covered, *when.not_covered)]
    told = [words for step in steps for words in (step.title, step.public, step.says)]
    promised = [f"{one.title}: {one.amount}" for step in steps for one in step.promises if one.public]
    return [*(say(text, world.language) for text in said), *when.triggers, *rules, *told, *promised]


@sentence('everybody finds the way in "…" at "…"')
def way_in(world: World, _line: Line, name: str, address: str) -> None:
    """As on the public page of the ways to reach us."""
    known = {say(one.titles, world.language): one.address for one in channels.public()}
    expect(known.get(name) == address, f"they find {known or 'none'}")


@sentence('the register of channels has "…", kept by "…", where "…" is being improved')
def channel_kept(world: World, _line: Line, name: str, keeper: str, improvement: str) -> None:
    known = {say(one.titles, world.language): one for one in channels.register()}
    expect(name in known, f"it has {', '.join(known)}")
    one = known[name]
    expect((str(one.keeper), one.improvement) == (keeper, improvement), f"{one.keeper}, {one.improvement}")


@sentence("of (\\d+) agreed cases, (\\d+) (?:was|were) right the first time")
def first_time_right(world: World, _line: Line, agreed: str, first: str) -> None:
    found = queries.first_time_right([one.case.pk for one in world.received.values()])
    expect(found == (int(first), int(agreed)), f"{found[0]} of {found[1]}")


@sentence('"…" sees the file "…" in the case')
def sees_file(world: World, _line: Line, who: str, name: str) -> None:
    names = [one.name for one in world.seen_by(who).files]
    expect(name in names, f"there are: {', '.join(names) or 'none'}")


@sentence('"…" may not see the case')
def may_not_see(world: World, _line: Line, who: str) -> None:
    try:
        world.seen_by(who)
    except Forbidden:
        return
    raise Refuted("the case can be seen")


@sentence('the list of (\\S+) cases shows "…" those of "…"')
def listed_apart(world: World, _line: Line, kind: str, who: str, names: str) -> None:
    """As the pool shows it, filtered by the kind; the living cases beside those of this scenario do not count."""
    mine = {one.case.number: name for name, one in world.received.items()}
    seen = queries.pool(world.person(who), queries.CaseFilter({"kind": kind}), language=world.language, now=world.now)
    found = {mine[row.number] for row in seen.rows if row.number in mine}
    wanted = {name.strip() for name in names.split(",") if name.strip() != "nobody"}
    expect(found == wanted, f"it shows {', '.join(sorted(found)) or 'nobody'}")


@sentence('the register "…" has the case')
def in_register(world: World, _line: Line, register: str) -> None:
    kind = world.procedure.kinds[world.case.kind]
    expect(say(kind.register, world.language) == register, say(kind.register, world.language))


@sentence('the case holds the answer "…" to "…"')
def holds(world: World, _line: Line, answer: str, field: str) -> None:
    value = world.seen_by(next(iter(world.people))).values.get(field)
    expect(answer in str(value), f"it holds {value!r}")


def _promise(promises: tuple[PromiseView, ...], title: str) -> PromiseView:
    fitting = [one for one in promises if title in (one.title, one.key)]
    expect(bool(fitting), f"there is no such promise, only {', '.join(one.title for one in promises)}")
    return fitting[-1]


def _calendar(world: World) -> Calendar:
    return case_view.calendar_of(world.case)


def _taken(world: World, carrier: str) -> list[Taken]:
    key = {"SMS": "sms", "e-mail": "email", "letter on the tracking page": "page"}[carrier]
    return [one for one in world.taken if one.carrier == key and one.whom == "complainant" and _mine(world, one)]


def _mine(world: World, one: Taken) -> bool:
    return world.case.number in _whole(one)


def _whole(one: Taken) -> str:
    return one.sms if one.carrier == "sms" else f"{one.subject}\n{one.body}"


def _hindrance(world: World) -> str:
    reason = world.hindrance()
    if isinstance(reason, ActNotAllowed):
        return "; ".join(world.names().reason(one) for one in reason.reasons)
    if isinstance(reason, InvalidForm):
        return "; ".join(reason.faults.values())
    if isinstance(reason, Changed):
        return _("someone else acted meanwhile")
    return _("not allowed") if isinstance(reason, Forbidden) else ""


def _everything(world: World) -> tuple[queries.CaseRow, ...]:
    return _found(world, next(iter(world.people)), world.case.number, closed=True)


def _found(world: World, who: str, number: str, *, closed: bool = False) -> tuple[queries.CaseRow, ...]:
    """What the pool shows this member for this number, however many living cases there are beside it."""
    wanted = queries.CaseFilter(words=number, closed=closed)
    return queries.pool(world.person(who), wanted, language=world.language, now=world.now).rows
