"""The reference of the pack language is complete and true: it names every word there is, and its example is a pack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from amends.procedure import path_checks, verbs
from amends.procedure.gate_context import QUESTIONS
from amends.procedure.gates import GATES
from amends.procedure.pack_files import reader
from amends.procedure.pack_files.parts import FIELD_TYPES
from amends.procedure.pack_files.toml_tables import ANCHORS
from amends.procedure.schema import (
    ACTORS,
    CARRIERS,
    CHANNELS,
    HAPPENINGS,
    INTAKE_QUESTIONS,
    PLACEHOLDERS,
    RECIPIENTS,
)
from tests.procedure import small

PAGE = Path(__file__).parents[2].joinpath("docs/reference/pack-language.md").read_text()
WORDS = {
    "a gate": [f"{{ {name} = " for name in GATES],
    "a question to other rooms": [f'`"{question}"`' for question in QUESTIONS],
    "a verb": [f"`{verb}`" for verb in verbs.VERBS],
    "a kind of entry": [f"`{kind}`" for kind in (*sorted(verbs.ENTRIES), *HAPPENINGS)],
    "a moment": [f'"{what}' for what in ANCHORS],
    "a blank": [f"`{{{{{word}}}}}`" for word in sorted(PLACEHOLDERS)],
    "a type": [f"`{kind}`" for kind in FIELD_TYPES],
    "a channel": [f"`{channel}`" for channel in CHANNELS],
    "an actor": [f"`{actor}`" for actor in ACTORS],
    "a question of the intake": [f"`{question}`" for question in INTAKE_QUESTIONS],
    "a recipient": list(RECIPIENTS),
    "a carrier": list(CARRIERS),
    "a proof": list(path_checks.PROPERTIES),
}


@pytest.mark.parametrize(("what", "word"), [(what, word) for what, words in WORDS.items() for word in words])
def test_the_page_names_every_word_of_the_language(what: str, word: str) -> None:
    assert word in PAGE, f"{what} is missing: {word}"


def test_the_page_names_every_key() -> None:
    text = Path(reader.__file__).with_name("parts.py").read_text() + Path(reader.__file__).read_text()
    keys = set(re.findall(r'\.(?:word|words|text|flag|whole|day|amount|anchor|anchors|rows|table)\(\s*"(\w+)"', text))
    assert len(keys) > 50
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", PAGE)] == []


def test_the_smallest_procedure_is_one_without_fault_and_with_every_proof() -> None:
    example = PAGE.split("## The smallest procedure")[1].split("```toml")[1].split("```")[0]
    letters = {f"letters/en/{name}.md": small.LETTER for name in ("thanks", "answer", "new-password")}
    procedure = reader.read_files({"procedure.toml": example, **letters})
    assert all(one.holds for one in path_checks.proofs(procedure))
