"""The coordinator's scenarios hold; and when a rule is taken out of the pack, the right statements are refuted."""

from __future__ import annotations

import pytest

from amends.proof import run as proof
from amends.proof import scenarios
from tests.proof.test_prove import changed, files_of

pytestmark = pytest.mark.django_db

PACK = "coordinator"
# P04, P05, P06 and P21 come with the room for improvement.
EXPECTED = {f"P{number:02}" for number in (*range(1, 4), *range(7, 21), 22, 23, 24)}


def test_every_statement_of_the_pack_has_a_scenario():
    named = {statement for scenario in scenarios.read(files_of(PACK)) for statement in scenario.statements}
    assert named >= EXPECTED


TOML = "procedure.toml"
BROKEN = [
    ("P01", TOML, "the people who really solve your problem", "a vendor"),
    ("P02", "letters/en/answer.md", "In your words, it was this:\n\n{{words}}", "You complained."),
    ("P03", TOML, "since = 2026-03-01", "since = 2025-01-01"),
    ("P03", TOML, "Parts that wear with ordinary use, such as seals or filters, are not covered.", "No."),
    ("P07", TOML, 'title = { en = "The customer wants to place a complaint"', 'title = { en = "Other"'),
    ("P08", TOML, 'title = { en = "A partner could not put it right on the spot"', 'title = { en = "Other"'),
    (
        "P09",
        TOML,
        'title = { en = "The problem lies in an area that our support policy covers"',
        'title = { en = "Other"',
    ),
    (
        "P10",
        TOML,
        'letter = "found-at-your-place"\nwhen = { trigger = ["unnoticed", "will-grow"] }',
        'letter = "found-at-your-place"\nwhen = { trigger = ["will-grow"] }',
    ),
    ("P11", TOML, '\nwhen = { trigger = ["declared", "not-settled", "covered-area"] }', ""),
    (
        "P12",
        TOML,
        'title = { en = "A partner found something minor that will become a major problem"',
        'title = { en = "Other"',
    ),
    ("P13", TOML, 'met = ["letter acknowledgement", "letter found-at-your-place"]', 'met = ["letter acknowledgement"]'),
    ("P14", TOML, 'gates = [{ owned = true }, { is = { on_the_spot = ["yes"] } }]', "gates = [{ owned = true }]"),
    ("P14", "letters/en/settled-on-the-spot.md", "**Was it not put right, or not for long?**", "Goodbye."),
    ("P15", TOML, 'letter = "new-case"\nto = ["coordinator"]', 'letter = "new-case"\nto = ["complaints-manager"]'),
    ("P16", TOML, '  { approved = ["complaints-manager"] },\n', ""),
    (
        "P16",
        TOML,
        '  { filled = ["category"] },\n  { not-about = "complained_about" },\n  { other-than = "judge-validity" },\n',
        '  { filled = ["category"] },\n  { not-about = "complained_about" },\n',
    ),
    ("P16", TOML, '  { other-than = "approve-not-covered" },\n', ""),
    ("P16", TOML, 'gates = [{ done = "judge-validity" }, { covered = true }', 'gates = [{ done = "judge-validity" }'),
    ("P17", TOML, ', { appointed = ["investigator", "approver"] }', ""),
    (
        "P17",
        TOML,
        'gates = [{ not-about = "complained_about" }, { other-than = "inspect-point" }]\nhelp',
        'gates = [{ not-about = "complained_about" }]\nhelp',
    ),
    ("P18", TOML, "{ replied = true }, ", ""),
    ("P18", TOML, "{ answered = true }, ", ""),
    ("P19", TOML, '  { done = "approve" },\n  { approved = ["approver"] },\n', ""),
    ("P19", TOML, '  { four-eyes = "inspect-point" },\n', ""),
    ("P19", TOML, '  { other-than = "respond" },\n', ""),
    (
        "P20",
        TOML,
        'gates = [{ done = "record-information" }, { done = "plan-action" }, { done = "carry-out" }]',
        'gates = [{ done = "plan-action" }, { done = "carry-out" }]',
    ),
    ("P20", TOML, '  { time-passed = "wait-for-answer" },\n', ""),
    (
        "P22",
        TOML,
        'escalate = [{ after = "0 hours", to = ["complaints-manager"] }]\nclause = "7.4"\n\n[duties.validity]',
        'clause = "7.4"\n\n[duties.validity]',
    ),
    ("P22", TOML, 'owner = "investigator"', 'owner = "coordinator"'),
    ("P23", TOML, 'title = { en = "Assign complaint roles"', 'title = { en = "Roles"'),
    (
        "P24",
        TOML,
        'title = { en = "Preventive and corrective action", tr = "Önleyici ve düzeltici faaliyet", el = "Πρόληψη και διόρθωση" }\npublic',
        'title = { en = "Afterwards", tr = "Önleyici ve düzeltici faaliyet", el = "Πρόληψη και διόρθωση" }\npublic',
    ),
]


@pytest.mark.parametrize(("statement", "file", "rule", "instead"), BROKEN)
def test_a_rule_taken_out_of_the_pack_refutes_its_statement(statement: str, file: str, rule: str, instead: str):
    files = changed(files_of(PACK), file, rule, instead)
    naming = [scenario for scenario in scenarios.read(files) if statement in scenario.statements]
    assert any(not proof.run(scenario, files).held for scenario in naming)
