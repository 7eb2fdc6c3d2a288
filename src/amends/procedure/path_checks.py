"""What is proven of a procedure by walking every path of it, before anybody relies on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from amends.procedure.pack_files.faults import PackFault, enumeration
from amends.procedure.pack_files.letters import blanks
from amends.procedure.paths import Spot, Walk
from amends.procedure.schema import REISSUE_LETTER, Act, Duty, Gate, Place, Procedure

Acts = tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One property, whether it holds, and every place where it does not."""

    name: str
    holds: bool
    says: str
    faults: tuple[PackFault, ...] = ()


def proofs(procedure: Procedure) -> tuple[Proof, ...]:
    """Every property that a procedure must have, proven or with the faults that break it."""
    walk = Walk(procedure)
    return tuple(_proof(name, says, find(walk)) for name, (says, find) in PROPERTIES.items())


def _proof(name: str, says: str, found: Iterator[str]) -> Proof:
    faults = tuple(PackFault(Place(), one) for one in dict.fromkeys(found))
    return Proof(name, not faults, says, faults)


def _dead_ends(walk: Walk) -> Iterator[str]:
    procedure = walk.procedure
    reached = {spot.stage for spot in walk.spots}
    for key in procedure.stages.keys() - reached:
        yield f"no move leads to the stage “{key}”"
    closing = {spot for spot in walk.spots if procedure.stages[spot.stage].closes}
    for spot in sorted(walk.spots - closing, key=str):
        where = f"“{spot.stage}” ({spot.kind}, round {spot.round})"
        if all(step.after == spot for step in walk.leaving[spot]):
            yield f"nobody can leave {where}"
        elif not closing & walk.beyond(spot):
            yield f"no stage that closes the case can be reached from {where}"


def _unmeetable(walk: Walk) -> Iterator[str]:
    for duty in walk.procedure.duties.values():
        starts = walk.starts(duty)
        if not starts:
            yield f"the duty “{duty.key}” never begins"
        for step in starts:
            if not any(walk.can_follow(anchor, step) for anchor in duty.met):
                at = step.after
                where = f"once “{at.stage}” is reached ({at.kind}, round {at.round})"
                yield f"nothing can keep the duty “{duty.key}” {where}"


def _misfits(walk: Walk) -> Iterator[str]:
    duties = walk.procedure.duties
    for total in (duties[key] for key in dict.fromkeys(one.part_of for one in duties.values()) if key):
        parts = [one for one in duties.values() if one.part_of == total.key]
        yield from _parts(total, parts)


def _parts(total: Duty, parts: list[Duty]) -> Iterator[str]:
    other = [one.key for one in parts if one.amount.unit != total.amount.unit]
    if other:
        yield f"{enumeration(other)} is not counted in {total.amount.unit} as its total “{total.key}” is"
    elif sum(one.amount.number for one in parts) > total.amount.number:
        together = " + ".join(str(one.amount.number) for one in parts)
        yield f"the parts of “{total.key}” take {together} {total.amount.unit}, more than its {total.amount}"


def _unwritten(walk: Walk) -> Iterator[str]:
    procedure = walk.procedure
    names = {one.letter for one in procedure.notices} | (set() if procedure.inside else {REISSUE_LETTER})
    names |= {one.extension.letter for one in procedure.duties.values() if one.extension}
    for name in sorted(names):
        for language in procedure.languages:
            if (name, language) not in procedure.letters:
                yield f"the letter “{name}” is missing in “{language}”"


def _shut_for_ever(walk: Walk) -> Iterator[str]:
    """A gate that waits for something which cannot happen on any way to it."""
    for act in walk.procedure.acts.values():
        if act.key not in walk.named:
            stages = enumeration(act.stages)
            yield f"“{act.key}” can never be done: no case reaches {stages} in a round where it is open"
        yield from _gates_shut_for_ever(walk, act)


def _gates_shut_for_ever(walk: Walk, act: Act) -> Iterator[str]:
    """A gate with `when` must in some case be asked at all, and then be able to open as any other."""
    standing = {step.before for step in walk.named.get(act.key, ()) if step.before}
    for gate in act.gates:
        where = f"the gate {gate.name} = {gate.value!r} of “{act.key}”"
        spots = {spot for spot in standing if all(walk.can_be_answered(key, spot, act) for key in gate.when)}
        if standing and not spots:
            yield f"{where} is never asked: nothing before it asks for {enumeration(gate.when)}"
        if gate.name in NEEDS and not _can_open(walk, spots, gate):
            yield f"{where} can never open"


def _can_open(walk: Walk, spots: set[Spot], gate: Gate) -> bool:
    """At each of these spots, what the gate waits for can have happened; each round begins afresh."""
    return all(NEEDS[gate.name](walk, walk.acts_before(spot, gate.name == "done-ever"), gate) for spot in spots)


def _is_done(_: Walk, before: Acts, gate: Gate) -> bool:
    return any(act.key == gate.value for act in before)


def _is_drafted(_: Walk, before: Acts, __: Gate) -> bool:
    return any(act.verb == "draft" for act in before)


def _is_approved(_: Walk, before: Acts, gate: Gate) -> bool:
    return any(act.verb == "approve" and set(act.who) & set(gate.names) for act in before)


def _is_sent(walk: Walk, _: Acts, gate: Gate) -> bool:
    return any(notice.letter == gate.value and "complainant" in notice.to for notice in walk.procedure.notices)


NEEDS: dict[str, Callable[[Walk, Acts, Gate], bool]] = {
    "done": _is_done,
    "done-ever": _is_done,
    "drafted": _is_drafted,
    "points-answered": _is_drafted,
    "approved": _is_approved,
    "letter-sent": _is_sent,
}


def _endless_refusals(walk: Walk) -> Iterator[str]:
    """ISO 10002, 7.9: who refuses is heard again or told of others; the rounds end, and never by silence."""
    procedure = walk.procedure
    most = procedure.rounds.most
    for step in walk.steps:
        if step.act is None or step.act.verb != "refuse" or step.before is None:
            continue
        if step.after.round > most:
            yield f"“{step.act.key}” begins round {most + 1}, and only {most} are promised"
        elif step.act.to is None:
            yield f"“{step.act.key}” leads nowhere"
        elif not any(_ends(walk, spot) for spot in walk.beyond(step.after)):
            yield f"after “{step.act.key}” no stage is closed or monitored"
    yield from _unanswerable(walk)


def _unanswerable(walk: Walk) -> Iterator[str]:
    """Where the complainant can accept a decision, they can refuse it, in every round."""
    for spot in sorted(walk.spots, key=str):
        verbs = {step.act.verb for step in walk.leaving[spot] if step.act and "complainant" in step.act.who}
        where = f"in “{spot.stage}”, round {spot.round}, the complainant can"
        if "accept" in verbs and "refuse" not in verbs and not walk.procedure.stages[spot.stage].monitored:
            yield f"{where} accept but not refuse"
        if "refuse" in verbs and "accept" not in verbs and not _was_accepted(walk, spot):
            yield f"{where} refuse but not accept"


def _was_accepted(walk: Walk, spot: Spot) -> bool:
    """Who has accepted already need not be able to do so again."""
    return any(step.act is not None and step.act.verb == "accept" for step in walk.steps if step.after == spot)


def _ends(walk: Walk, spot: Spot) -> bool:
    stage = walk.procedure.stages[spot.stage]
    return stage.closes or stage.monitored


def _unapproved(walk: Walk) -> Iterator[str]:
    """Nothing leaves before whoever must approve it has done so."""
    procedure = walk.procedure
    for approval in procedure.approvals:
        for act in procedure.acts_of("decide"):
            if approval.kinds and act.kinds and not set(approval.kinds) & set(act.kinds):
                continue
            asked = [gate for gate in act.gates if gate.name == "approved"]
            # One with `when` keeps only some decisions back, so it alone proves nothing of all of them.
            always = any(not gate.when for gate in asked)
            if not always or not {role for gate in asked for role in gate.names} <= set(approval.by):
                yield f"“{act.key}” sends a decision without the approval of {enumeration(approval.by)}"
        for act in procedure.acts_of("approve"):
            others = sorted(set(act.who) - set(approval.by))
            if others:
                yield f"“{act.key}” lets {enumeration(others)} approve, who may not"


def _says_too_little(walk: Walk) -> Iterator[str]:
    """A decision gives its reasons and says what can be done now; the last one, who outside can hear it."""
    procedure = walk.procedure
    decide = {act.key for act in procedure.acts_of("decide")}
    for notice in procedure.notices:
        if notice.on.what != "act" or notice.on.key not in decide or "complainant" not in notice.to:
            continue
        last = not notice.rounds or procedure.rounds.most in notice.rounds
        needed = ["decision", "tracking_url", *(["routes"] if last and procedure.routes else [])]
        for (name, language), letter in procedure.letters.items():
            if name == notice.letter:
                for blank in [one for one in needed if one not in blanks(letter)]:
                    yield f"the letter “{name}” in “{language}” goes out with a decision, and lacks {{{{{blank}}}}}"


PROPERTIES: dict[str, tuple[str, Callable[[Walk], Iterator[str]]]] = {
    "no dead end": ("Every stage is reached, can be left, and leads to one that closes the case.", _dead_ends),
    "every duty can be met": ("Whatever is promised can be kept from the moment it is owed.", _unmeetable),
    "parts fit their total": ("The parts of a promise take no longer than the promise.", _misfits),
    "every letter is written": ("Each letter that is ever sent is written in every language.", _unwritten),
    "every gate can open": ("No act waits for something that cannot happen before it.", _shut_for_ever),
    "refusals end": ("Who refuses is heard again or told of others, and silence is never consent.", _endless_refusals),
    "decisions say what is next": (
        "A decision gives its reasons, says what to do now, and who outside can hear it.",
        _says_too_little,
    ),
    "nothing leaves unapproved": ("A decision is sent only behind the approvals that the pack lists.", _unapproved),
}
