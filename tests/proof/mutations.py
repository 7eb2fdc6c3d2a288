"""Takes one rule out of a pack, or one deed out of a scenario, and asks the scenarios what they see of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from amends.assurance import clauses
from amends.procedure.pack_files import reader
from amends.proof import run as proof
from amends.proof import scenarios
from amends.proof.scenarios import Line, Scenario
from tests.proof.test_prove import files_of

TOML = "procedure.toml"
CLAUSES = "clauses.toml"
# A scenario that could not be played says nothing about the statement: these are no refutations.
UNPLAYED = re.compile(r"\w+: .* \(\w+\)$|no such sentence|the pack has nothing called|nobody called", re.DOTALL)
KEYWORD = re.compile(r"\s*(Given|When|Then)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the statement that needs it, the table or file it stands in, its words, and what stands there then."""

    statement: str
    where: str  # a table of procedure.toml, like “duties.answer”; procedure.toml itself; a letter, like “en/decision”
    says: str  # empty: the whole table
    instead: str = ""
    seen: str = ""  # a part of the sentence that no longer holds then
    pack: str = ""  # whose rule it is, where it is not the pack whose scenario is played

    def __str__(self) -> str:
        return f"{self.statement} · {self.pack} {self.where} · {' '.join(self.says.split())[:40]}"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does or gives in a scenario, left undone or done with other words: a record is missing."""

    statement: str
    says: str  # a part of the sentence, or one cell below it
    instead: str | None = None  # none: the whole sentence is left out
    seen: str = ""

    def __str__(self) -> str:
        return f"{self.statement} · without · {self.says[:50]}"


def each(rules: list[Rule]) -> list[object]:
    """Cases for `parametrize`, named by their statement."""
    return [pytest.param(rule, id=str(rule)) for rule in rules]


def without(pack: str, rule: Rule) -> dict[str, str]:
    """The pack's files without this rule, and nothing else changed; the reader still takes them."""
    files = files_of(pack)
    path = f"letters/{rule.where}.md" if "/" in rule.where else TOML
    broken = {**files, path: _less(files[path], rule)}
    reader.read_files(broken)
    return broken


def faults(files: Mapping[str, str], statement: str) -> Iterator[str]:
    """Why each scenario of this statement does not hold; a scenario that could not be played is a mistake here."""
    for scenario in scenarios.read(files):
        if statement in scenario.statements and not (result := proof.run(scenario, files)).held:
            assert not UNPLAYED.match(result.fault), f"{scenario.file}:{result.at} was not played: {result.fault}"
            yield f"{scenario.file}:{result.at}: {result.fault}"


def unseen(pack: str, missing: Rule | Deed) -> Iterator[str]:
    """Each sentence of this pack's scenarios that no longer holds: of those only that look for what is missing."""
    for scenario in scenarios.read(files_of(pack)):
        if missing.statement in scenario.statements and any(missing.seen in line.says for line in scenario.lines):
            result = _play(pack, scenario, missing)
            assert not UNPLAYED.match(result.fault), f"{scenario.file}:{result.at} was not played: {result.fault}"
            if not result.held:
                yield _refuted(pack, result)


def _play(pack: str, scenario: Scenario, missing: Rule | Deed) -> proof.Result:
    if isinstance(missing, Deed):
        return proof.run(_undone(pack, scenario, missing), files_of(pack))
    if missing.where == CLAUSES:
        with _clauses_without(missing):
            return proof.run(scenario, files_of(pack))
    if missing.pack in ("", pack):
        return proof.run(scenario, without(pack, missing))
    return proof.run(scenario, files_of(pack), {missing.pack: without(missing.pack, missing)})


def _refuted(pack: str, result: proof.Result) -> str:
    """The sentence that does not hold; one by which somebody acts shows nothing."""
    line = next(line for line in result.scenario.lines if line.at == result.at)
    assert _looks(pack, result.scenario, line), f"it fell where somebody acts: {line.says}: {result.fault}"
    return line.says


def _looks(pack: str, scenario: Scenario, line: Line) -> bool:
    """Whether a sentence stands under Then."""
    above = files_of(pack)[scenario.file].splitlines()[: line.at]
    return next(match[1] for one in reversed(above) if (match := KEYWORD.match(one))) == "Then"


def _undone(pack: str, scenario: Scenario, deed: Deed) -> Scenario:
    mine = [line for line in scenario.lines if _holds(line, deed.says) and not _looks(pack, scenario, line)]
    assert len(mine) == 1, f"{scenario.name} says {len(mine)} times: {deed.says}"
    lines = (_otherwise(line, deed) if line is mine[0] else line for line in scenario.lines)
    return replace(scenario, lines=tuple(line for line in lines if line is not None))


def _holds(line: Line, words: str) -> bool:
    return words in line.says or any(words == cell for row in line.table for cell in row)


def _otherwise(line: Line, deed: Deed) -> Line | None:
    if (words := deed.instead) is None:
        return None
    table = tuple(tuple(words if cell == deed.says else cell for cell in row) for row in line.table)
    return replace(line, says=line.says.replace(deed.says, words), table=table)


@contextmanager
def _clauses_without(rule: Rule) -> Iterator[None]:
    """The clauses are data of the program: for once they are read from another file."""
    whole = clauses.DATA
    with TemporaryDirectory() as folder:
        clauses.DATA = Path(folder) / CLAUSES
        clauses.DATA.write_text(_less(whole.read_text(encoding="utf-8"), rule), encoding="utf-8")
        clauses.all_of.cache_clear()
        try:
            yield
        finally:
            clauses.DATA = whole
            clauses.all_of.cache_clear()


def _less(text: str, rule: Rule) -> str:
    start, end = _place(text, rule.where)
    before, inside, after = text[:start], text[start:end], text[end:]
    if not rule.says:
        return f"{before}\n{after}"
    assert inside.count(rule.says) == 1, f"{rule.where} says {inside.count(rule.says)} times: {rule.says}"
    return before + inside.replace(rule.says, rule.instead) + after


def _place(text: str, where: str) -> tuple[int, int]:
    """From the head of a table to the next head; a whole file otherwise."""
    if "/" in where or where in (TOML, CLAUSES):
        return 0, len(text)
    start = text.index(f"\n[{where}]\n")
    end = text.find("\n[", start + 1)
    return start, end if end > 0 else len(text)
