"""Takes one rule out of a pack, and asks its scenarios what they see of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from amends.procedure import reader
from amends.proof import run as proof
from amends.proof import scenarios
from tests.proof.test_prove import files_of

TOML = "procedure.toml"
# A scenario that could not be played says nothing about the statement: these are no refutations.
UNPLAYED = re.compile(r"\w+: .* \(\w+\)$|no such sentence|the pack has nothing called|nobody called", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the statement that needs it, the table or file it stands in, its words, and what stands there then."""

    statement: str
    where: str  # a table of procedure.toml, like “duties.answer”; procedure.toml itself; a letter, like “en/decision”
    says: str
    instead: str = ""

    def __str__(self) -> str:
        return f"{self.statement} · {self.where} · {' '.join(self.says.split())[:40]}"


def each(rules: list[Rule]) -> list[object]:
    """Cases for `parametrize`, named by their statement."""
    return [pytest.param(rule, id=str(rule)) for rule in rules]


def without(pack: str, rule: Rule) -> dict[str, str]:
    """The pack's files without this rule, and nothing else changed; the reader still takes them."""
    files = files_of(pack)
    path = f"letters/{rule.where}.md" if "/" in rule.where else TOML
    start, end = _place(files[path], rule.where)
    before, inside, after = files[path][:start], files[path][start:end], files[path][end:]
    assert inside.count(rule.says) == 1, f"{rule.where} says {inside.count(rule.says)} times: {rule.says}"
    broken = {**files, path: before + inside.replace(rule.says, rule.instead) + after}
    reader.read_files(broken)
    return broken


def faults(files: Mapping[str, str], statement: str) -> Iterator[str]:
    """Why each scenario of this statement does not hold; a scenario that could not be played is a mistake here."""
    for scenario in scenarios.read(files):
        if statement in scenario.statements and not (result := proof.run(scenario, files)).held:
            assert not UNPLAYED.match(result.fault), f"{scenario.file}:{result.at} was not played: {result.fault}"
            yield f"{scenario.file}:{result.at}: {result.fault}"


def _place(text: str, where: str) -> tuple[int, int]:
    """From the head of a table to the next head; a whole file otherwise."""
    if "/" in where or where == TOML:
        return 0, len(text)
    start = text.index(f"\n[{where}]\n")
    end = text.find("\n[", start + 1)
    return start, end if end > 0 else len(text)
