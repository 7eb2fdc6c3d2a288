"""The packs' own scenarios hold, and every statement of theirs is named by one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache

import pytest

from amends.cases.models import Case, Entry
from amends.dispatch.models import Message
from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.proof import run as proof
from amends.proof import scenarios
from tests import cast

pytestmark = pytest.mark.django_db

EXPECTED = {
    "agreement": {f"F{number:02}" for number in (*range(1, 52), 62)},
    "feedback-and-complaints": {f"G{number:02}" for number in (*range(1, 38), 48)},
}
ALL = {
    f"{source}{number:02}"
    for source, last in {"F": 62, "S": 71, "P": 24, "K": 39, "G": 48}.items()
    for number in range(1, last + 1)
}


@lru_cache
def files_of(pack: str) -> dict[str, str]:
    return reader.files_of(packs.folders([pack])[0])


def played() -> list[object]:
    """Every scenario of every bundled pack; none where `amends prove` has just played them, as `make check` does."""
    if os.environ.get("AMENDS_TEST_PROVEN") == "yes":
        return []
    return [
        pytest.param(folder.name, scenario, id=f"{folder.name} · {scenario.name} · {at}")
        for folder in packs.folders()
        for at, scenario in enumerate(scenarios.read(files_of(folder.name)))
    ]


@pytest.mark.parametrize(("pack", "scenario"), played())
def test_scenario(pack: str, scenario: scenarios.Scenario):
    result = proof.run(scenario, files_of(pack))
    assert result.held, f"{scenario.file}:{result.at}: {result.fault}"


@pytest.mark.parametrize("pack", list(EXPECTED))
def test_every_statement_of_the_pack_has_a_scenario(pack: str):
    named = {statement for scenario in scenarios.read(files_of(pack)) for statement in scenario.statements}
    assert EXPECTED[pack] <= named


def test_each_of_the_244_statements_has_a_scenario_and_no_other_is_named():
    named = {
        one
        for pack in packs.folders()
        for scenario in scenarios.read(files_of(pack.name))
        for one in scenario.statements
    }
    assert len(ALL) == 244
    assert named == ALL, sorted(named ^ ALL)


def test_a_letter_that_says_less_refutes_the_statement_that_needs_it():
    files = changed(only("agreement", "F22", "F51"), "letters/en/acknowledgement.md", ", password {{password}}", "")
    verdicts = {one.statement: one.verdict for one in proof.verdicts(proof.prove(files, progress=lambda _: None))}
    assert verdicts["F22"] == "refuted"
    assert verdicts["F51"] == "proven"


def test_a_missing_letter_is_a_fault_of_the_pack_itself():
    files = {path: text for path, text in files_of("agreement").items() if path != "letters/tr/decision.md"}
    with pytest.raises(reader.InvalidPack) as faulty:
        reader.read_files(files)
    assert "decision" in str([fault.says for fault in faulty.value.faults])


def test_a_sentence_that_nobody_knows_is_refuted_not_skipped():
    files = changed(
        only("agreement", file="2-clock"), "scenarios/2-clock.feature", "And staff owe", "And somebody owes"
    )
    results = proof.prove(files, progress=lambda _: None)
    assert any("no such sentence" in result.fault for result in results)


def test_proving_leaves_living_cases_as_they_were():
    house = cast.house()
    case = house.receive().case
    before = (case.last_no, Entry.objects.count(), Case.objects.count(), Message.objects.count())
    assert proof.prove(only("agreement", "F22"), progress=lambda _: None)
    after = (cast.fresh(case).last_no, Entry.objects.count(), Case.objects.count(), Message.objects.count())
    assert after == before


def only(pack: str, *statements: str, file: str = "") -> dict[str, str]:
    """A pack with the scenarios of these statements alone, or with one file of them."""
    wanted = [f"@{one}" for one in statements] or [""]
    return {
        path: text
        for path, text in files_of(pack).items()
        if not path.startswith("scenarios/") or (file in path and any(one in text for one in wanted))
    }


def changed(files: Mapping[str, str], path: str, rule: str, instead: str) -> dict[str, str]:
    assert rule in files[path], f"the pack no longer says {rule}"
    return {**files, path: files[path].replace(rule, instead)}
