"""Every path through a procedure, walked without a case: which stages can be reached, by which acts, in which round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, TypeVarTuple

from amends.procedure.schema import FACTS, HAPPENINGS, INTAKE_QUESTIONS, Act, Anchor, Duty, Procedure
from amends.procedure.verbs import VERBS

Asked = TypeVarTuple("Asked")
Found = TypeVar("Found")


def remembered(find: Callable[[Walk, *Asked], Found]) -> Callable[[Walk, *Asked], Found]:
    """What is found on a walk stays so, and the proofs ask the same of it again and again."""

    def ask(walk: Walk, *what: *Asked) -> Found:
        asked = (find.__name__, *what)
        if asked not in walk.known:
            walk.known[asked] = find(walk, *what)
        found: Found = walk.known[asked]
        return found

    return ask


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a case can be: of which kind, in which stage, in which round."""

    kind: str
    stage: str
    round: int


@dataclass(frozen=True, slots=True)
class PathStep:
    """What can happen there: an act, or (without one) the receipt; and where the case is afterwards."""

    after: Spot
    before: Spot | None = None
    name: str = ""
    act: Act | None = field(default=None, compare=False)  # told apart by its name


class Walk:
    """All spots and steps of a procedure. Only gates that count every case's rounds hold here; the rest open."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.known: dict[tuple[object, ...], Any] = {}

    @cached_property
    def steps(self) -> tuple[PathStep, ...]:
        """Every step that some case can take."""
        found: dict[PathStep, None] = dict.fromkeys(self.receipts())
        waiting = list(found)
        seen = set()
        while waiting:
            spot = waiting.pop().after
            if spot in seen:
                continue
            seen.add(spot)
            for step in self._from(spot):
                found.setdefault(step)
                waiting.append(step)
        return tuple(found)

    @cached_property
    def spots(self) -> frozenset[Spot]:
        return frozenset(step.after for step in self.steps)

    @cached_property
    def leaving(self) -> Mapping[Spot, tuple[PathStep, ...]]:
        """The steps that can be taken at each spot."""
        found: dict[Spot, list[PathStep]] = {spot: [] for spot in self.spots}
        for step in self.steps:
            if step.before:
                found[step.before].append(step)
        return {spot: tuple(steps) for spot, steps in found.items()}

    @cached_property
    def named(self) -> Mapping[str, tuple[PathStep, ...]]:
        """The steps by the key of their act."""
        found: dict[str, list[PathStep]] = {}
        for step in self.steps:
            found.setdefault(step.name, []).append(step)
        return {name: tuple(steps) for name, steps in found.items()}

    def receipts(self) -> Iterator[PathStep]:
        for kind in self.procedure.kinds.values():
            yield PathStep(Spot(kind.key, kind.first, 1))

    @remembered
    def beyond(self, spot: Spot) -> frozenset[Spot]:
        """This spot and all that can be reached from it."""
        found = {spot}
        waiting = [spot]
        while waiting:
            for step in self.leaving.get(waiting.pop(), ()):
                if step.after not in found:
                    found.add(step.after)
                    waiting.append(step.after)
        return frozenset(found)

    @remembered
    def acts_before(self, spot: Spot, any_round: bool) -> tuple[Act, ...]:
        """What can have been done on some way to this spot, in its own round or in any."""
        ways = (one for one in self._ways_to(spot) if any_round or one.round == spot.round)
        steps = (step for one in ways for step in self.leaving[one])
        return tuple({step.name: step.act for step in steps if step.act}.values())

    def starts(self, duty: Duty) -> tuple[PathStep, ...]:
        """The steps that begin this duty."""
        if duty.start.what == "due":
            return self.starts(self.procedure.duties[duty.start.key])
        steps = (step for step in self.steps if not duty.kinds or step.after.kind in duty.kinds)
        return tuple(step for step in steps if self.happens(duty.start, step))

    def can_follow(self, anchor: Anchor, step: PathStep) -> bool:
        """Whether this moment can come after the step. A letter that the step itself sends comes after it."""
        if anchor.what == "entry" and anchor.key in HAPPENINGS:
            return True
        if anchor.what == "letter" and self._sends(anchor.key, step):
            return True
        return not self._places(anchor).isdisjoint(self.beyond(step.after))

    def happens(self, anchor: Anchor, step: PathStep) -> bool:
        """Whether this step is the moment that the anchor names (promises.happens, without a case)."""
        was = step.before.stage if step.before else ""
        match anchor.what:
            case "received":
                return step.act is None
            case "entered":
                return step.after.stage == anchor.key != was
            case "left":
                return was == anchor.key != step.after.stage
            case "act":
                return step.name == anchor.key
            case "entry":
                return step.act is not None and VERBS[step.act.verb].entry == anchor.key
            case "letter":
                return self._sends(anchor.key, step)
            case "field":
                return self._asks(anchor.key, step)
            case _:
                return False

    def can_be_answered(self, key: str, spot: Spot, act: Act) -> bool:
        """Whether a case can bring an answer to this question here: from before, or in the act's own form."""
        if key in (*FACTS, *INTAKE_QUESTIONS):
            return True
        return act.key in self._acts_asking(key) or spot in self._answered(key)

    def _asks(self, field: str, step: PathStep) -> bool:
        """Whether this step's form has the field in which the day is answered."""
        kind = self.procedure.kinds[step.after.kind]
        form = self.procedure.forms.get((step.act.form if step.act else kind.form) or "")
        return form is not None and any(one.key == field for one in form.fields)

    def _sends(self, letter: str, step: PathStep) -> bool:
        if any(one.extension and one.extension.letter == letter for one in self.procedure.duties.values()):
            return True
        return any(
            notice.letter == letter
            and "complainant" in notice.to
            and (not notice.kinds or step.after.kind in notice.kinds)
            and (not notice.rounds or step.after.round in notice.rounds)
            and self.happens(notice.on, step)
            for notice in self.procedure.notices
            if notice.on.what != "letter"
        )

    @remembered
    def _places(self, anchor: Anchor) -> frozenset[Spot]:
        """Where a step can be taken that is the moment which the anchor names."""
        return frozenset(step.before for step in self.steps if step.before and self.happens(anchor, step))

    @remembered
    def _acts_asking(self, field: str) -> frozenset[str]:
        return frozenset(step.name for step in self.steps if self._asks(field, step))

    @remembered
    def _answered(self, field: str) -> frozenset[Spot]:
        """Where the answer to this question can be there from before."""
        after = {step.after for step in self.steps if self._asks(field, step)}
        return frozenset(spot for one in after for spot in self.beyond(one))

    @remembered
    def _ways_to(self, spot: Spot) -> frozenset[Spot]:
        """This spot and all from which it can be reached."""
        return frozenset(one for one in self.spots if spot in self.beyond(one))

    def _from(self, spot: Spot) -> Iterator[PathStep]:
        for act in self.procedure.acts.values():
            if spot.stage in act.stages and (not act.kinds or spot.kind in act.kinds) and self._open(act, spot):
                yield PathStep(self._after(act, spot), spot, act.key, act)

    def _open(self, act: Act, spot: Spot) -> bool:
        left = spot.round < self.procedure.rounds.most
        counting = [gate for gate in act.gates if gate.name == "rounds-left" and not gate.when]
        return all(gate.value == left for gate in counting)

    def _after(self, act: Act, spot: Spot) -> Spot:
        if act.to is None:
            return spot
        kind = spot.kind
        if act.verb == "change kind":
            kind = next(one.key for one in self.procedure.kinds.values() if one.first == act.to)
        # One round too many is kept apart, so that the proof sees it; more would only repeat it.
        return Spot(kind, act.to, min(spot.round + act.new_round, self.procedure.rounds.most + 1))
