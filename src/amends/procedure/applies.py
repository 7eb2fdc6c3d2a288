"""When a procedure applies, as everyone may read it: what starts a case, what the policy covers, what not and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from amends.procedure.schema import Procedure, say


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the policy: what it is about, the reason, since when, and until when if it ends."""

    title: str
    says: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Applies:
    triggers: tuple[str, ...]
    covered: tuple[Rule, ...]
    not_covered: tuple[Rule, ...]


def applies(procedure: Procedure, language: str, day: date) -> Applies:
    """What starts a case, and the rules of coverage that stand on this day."""
    triggers = tuple(say(one.title, language) for one in procedure.triggers.values())
    return Applies(
        triggers, tuple(_rules(procedure, language, day, True)), tuple(_rules(procedure, language, day, False))
    )


def _rules(procedure: Procedure, language: str, day: date, covered: bool) -> Iterator[Rule]:
    for one in procedure.coverage.values():
        if one.covered == covered and one.stands(day):
            yield Rule(say(one.title, language), say(one.says, language), one.since, one.until)
