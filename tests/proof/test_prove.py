"""The packs' own scenarios hold; and when a rule is taken out of a pack, the right statements are refuted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pytest

from amends.cases.models import Case, Entry
from amends.dispatch.models import Message
from amends.procedure import packs, reader
from amends.proof import run as proof
from amends.proof import scenarios
from tests import cast

pytestmark = pytest.mark.django_db

EXPECTED = {
    "agreement": {f"F{number:02}" for number in (*range(1, 52), 62)},
    "feedback-and-complaints": {
        f"G{number:02}" for number in (*range(1, 38), 48)
    },
}  # fmt: skip


@lru_cache
def files_of(pack: str) -> dict[str, str]:
    return reader.files_of(packs.folders([pack])[0])


def played() -> list[object]:
    return [
        pytest.param(pack, scenario, id=f"{pack} · {scenario.name} · {at}")
        for pack in EXPECTED
        for at, scenario in enumerate(scenarios.read(files_of(pack)))
    ]


@pytest.mark.parametrize(("pack", "scenario"), played())
def test_scenario(pack: str, scenario: scenarios.Scenario):
    result = proof.run(scenario, files_of(pack))
    assert result.held, f"{scenario.file}:{result.at}: {result.fault}"


@pytest.mark.parametrize("pack", list(EXPECTED))
def test_every_statement_of_the_pack_has_a_scenario(pack: str):
    named = {statement for scenario in scenarios.read(files_of(pack)) for statement in scenario.statements}
    assert named == EXPECTED[pack]


BROKEN = [
    ("agreement", "F07", 'amount = "4 working days"\nfrom = "entered assessment"', 'amount = "5 working days"\nfrom = "entered assessment"'),
    ("agreement", "F06", '[duties.pre-review]', '[duties.pre-review]\nstart_counts = true'),
    ("agreement", "F51", "most = 2", "most = 3"),
    ("agreement", "F46", "gates = [{ rounds-left = false }, { other-than = \"assess-material\" }, { other-than = \"propose\" }]", "gates = [{ rounds-left = false }]"),
    ("agreement", "F38", "{ approved = [\"center-manager\"] }, ", ""),
    ("agreement", "F62", 'public = { en = "Completed"', 'public = { en = "Done"'),
    ("agreement", "F39", 'on = "act decide"\nletter = "decision"', 'on = "act decide"\nletter = "decision"\nby = ["email"]'),
    ("agreement", "F36", '  { done = "consider-expectation" },\n', ""),
    ("feedback-and-complaints", "G34", 'amount = "7 working days"\nfrom = "received"', 'amount = "8 working days"\nfrom = "received"'),
    ("feedback-and-complaints", "G25", 'amount = "24 hours"', 'amount = "48 hours"'),
    ("feedback-and-complaints", "G31", "  { answered = true },\n", ""),
    ("feedback-and-complaints", "G32", '  { done = "consult" },\n', ""),
    ("feedback-and-complaints", "G17", 'amount = "1 week"', 'amount = "2 weeks"'),
    ("feedback-and-complaints", "G18", 'gates = [{ done = "review-feedback" }]\ntells = { en = "We passed it on', 'tells = { en = "We passed it on'),
    ("feedback-and-complaints", "G19", 'gates = [{ done = "record-decision" }]\ntells = { en = "It led', 'tells = { en = "It led'),
    ("feedback-and-complaints", "G20", 'on = "entered feedback-changed"', 'on = "entered feedback-considered"'),
    ("feedback-and-complaints", "G01", "We ask for feedback and complaints, and we answer them.", "We are the best."),
    ("feedback-and-complaints", "G35", "extension = { times = 1", "extension = { times = 2"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "statement", "rule", "instead"), BROKEN)
def test_a_rule_taken_out_of_the_pack_refutes_its_statement(pack: str, statement: str, rule: str, instead: str):
    files = changed(files_of(pack), "procedure.toml", rule, instead)
    naming = [scenario for scenario in scenarios.read(files) if statement in scenario.statements]
    assert any(not proof.run(scenario, files).held for scenario in naming)


def test_a_letter_that_says_less_refutes_the_statement_that_needs_it():
    files = changed(files_of("agreement"), "letters/en/acknowledgement.md", ", password {{password}}", "")
    verdicts = {one.statement: one.verdict for one in proof.verdicts(proof.prove(files, progress=lambda _: None))}
    assert verdicts["F22"] == "refuted"
    assert verdicts["F51"] == "proven"


def test_a_missing_letter_is_a_fault_of_the_pack_itself():
    files = {path: text for path, text in files_of("agreement").items() if path != "letters/tr/decision.md"}
    with pytest.raises(reader.Faulty) as faulty:
        reader.read_files(files)
    assert "decision" in str([fault.says for fault in faulty.value.faults])


def test_a_sentence_that_nobody_knows_is_refuted_not_skipped():
    files = changed(files_of("agreement"), "scenarios/2-clock.feature", "And staff owe", "And somebody owes")
    results = proof.prove(files, progress=lambda _: None)
    assert any("no such sentence" in result.fault for result in results)


def test_proving_leaves_living_cases_as_they_were():
    house = cast.house()
    case = house.receive().case
    before = (case.last_no, Entry.objects.count(), Case.objects.count(), Message.objects.count())
    proof.prove(files_of("agreement"), progress=lambda _: None)
    after = (cast.fresh(case).last_no, Entry.objects.count(), Case.objects.count(), Message.objects.count())
    assert after == before


def changed(files: Mapping[str, str], path: str, rule: str, instead: str) -> dict[str, str]:
    assert rule in files[path], f"the pack no longer says {rule}"
    return {**files, path: files[path].replace(rule, instead)}
