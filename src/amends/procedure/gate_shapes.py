"""The shapes of what a gate demands: a name, several, yes or no, answers to questions, or nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from amends.procedure.gate_context import GateContext
from amends.procedure.reasons import Reason
from amends.procedure.schema import Demand

Answers = Mapping[str, Sequence[str]]
Judge = Callable[[GateContext, Demand], Reason | None]


@dataclass(frozen=True, slots=True)
class Vocable:
    """A gate's judge, the shape of its value, and what the value names (for the reader to check)."""

    judge: Judge
    takes: Literal["names", "name", "yes or no", "true", "answers"]
    of: str  # "fields" · "acts" · "roles" · "classes" · "letters" · "duties" · "questions" · ""
    says: str


def names(judge: Callable[[GateContext, Sequence[str]], Reason | None], of: str, says: str) -> Vocable:
    def judged(asked: GateContext, wanted: Demand) -> Reason | None:
        return judge(asked, wanted) if isinstance(wanted, tuple) else _misshapen("several names", wanted)

    return Vocable(judged, "names", of, says)


def name(judge: Callable[[GateContext, str], Reason | None], of: str, says: str) -> Vocable:
    def judged(asked: GateContext, wanted: Demand) -> Reason | None:
        return judge(asked, wanted) if isinstance(wanted, str) else _misshapen("a name", wanted)

    return Vocable(judged, "name", of, says)


def yes_or_no(judge: Callable[[GateContext, bool], Reason | None], says: str) -> Vocable:
    def judged(asked: GateContext, wanted: Demand) -> Reason | None:
        return judge(asked, wanted) if isinstance(wanted, bool) else _misshapen("yes or no", wanted)

    return Vocable(judged, "yes or no", "", says)


def true(judge: Callable[[GateContext], Reason | None], says: str) -> Vocable:
    return Vocable(lambda asked, _wanted: judge(asked), "true", "", says)


def answers(judge: Callable[[GateContext, Answers], Reason | None], says: str) -> Vocable:
    def judged(asked: GateContext, wanted: Demand) -> Reason | None:
        return judge(asked, wanted) if isinstance(wanted, Mapping) else _misshapen("answers to questions", wanted)

    return Vocable(judged, "answers", "fields", says)


def _misshapen(takes: str, wanted: Demand) -> NoReturn:
    """The reader gives each gate its shape: another one is a fault of the program, and must never open a gate."""
    raise TypeError(f"a gate that takes {takes} was given {wanted!r}")
