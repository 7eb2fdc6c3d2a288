"""The sentences that scenarios may use: each a pattern with what it does or what it asserts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from amends.proof.scenarios import Line
from amends.proof.world import World

Deed = Callable[..., None]


class Refuted(AssertionError):
    """A scenario expected something else than what a person would see; says both."""


@dataclass(frozen=True, slots=True)
class Sentence:
    pattern: re.Pattern[str]
    deed: Deed


SENTENCES: list[Sentence] = []


def sentence(pattern: str) -> Callable[[Deed], Deed]:
    """Registers a sentence. In its pattern "…" stands for a quoted part, handed over in order."""

    def register(deed: Deed) -> Deed:
        SENTENCES.append(Sentence(re.compile(pattern.replace('"…"', '"([^"]*)"') + "$"), deed))
        return deed

    return register


def play(world: World, line: Line) -> None:
    """Does or asserts what the line says; an unknown sentence is refuted, never skipped."""
    found = _fitting(line.says)
    if found is None:
        raise Refuted(f"no such sentence: {line.says}")
    deed, parts = found
    deed(world, line, *parts)


@lru_cache(maxsize=4096)  # more than all lines that we ship; each scenario of a file begins with the same ones
def _fitting(says: str) -> tuple[Deed, tuple[str, ...]] | None:
    fitting = ((one, match) for one in SENTENCES if (match := one.pattern.match(says)))
    return next(((one.deed, match.groups()) for one, match in fitting), None)


def expect(truth: bool, says: str) -> None:
    if not truth:
        raise Refuted(says)
