"""The shapes of what a gate demands: a name, several, yes or no, answers to questions, or nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

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
    return Vocable(lambda asked, wanted: judge(asked, wanted if isinstance(wanted, tuple) else ()), "names", of, says)


def name(judge: Callable[[GateContext, str], Reason | None], of: str, says: str) -> Vocable:
    return Vocable(lambda asked, wanted: judge(asked, wanted if isinstance(wanted, str) else ""), "name", of, says)


def yes_or_no(judge: Callable[[GateContext, bool], Reason | None], says: str) -> Vocable:
    return Vocable(lambda asked, wanted: judge(asked, wanted is True), "yes or no", "", says)


def true(judge: Callable[[GateContext], Reason | None], says: str) -> Vocable:
    return Vocable(lambda asked, _wanted: judge(asked), "true", "", says)


def answers(judge: Callable[[GateContext, Answers], Reason | None], says: str) -> Vocable:
    return Vocable(
        lambda asked, wanted: judge(asked, wanted if isinstance(wanted, Mapping) else {}), "answers", "fields", says
    )
