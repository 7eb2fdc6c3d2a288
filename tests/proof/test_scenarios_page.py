"""The reference of scenarios is complete and true: each sentence has an example there, each example is a sentence."""

from __future__ import annotations

import re
from pathlib import Path

from amends.proof import run as proof  # noqa: F401 — its modules register the sentences
from amends.proof.step_registry import SENTENCES

PAGE = (Path(__file__).parents[2] / "docs/reference/scenarios.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```gherkin\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\s*(?:Given|When|Then|And|But) (.+)$", re.MULTILINE)
EXAMPLES = [says for block in BLOCKS for says in STEP.findall(block)]


def test_every_sentence_there_is_has_an_example_on_the_page() -> None:
    unsaid = [one.pattern.pattern for one in SENTENCES if not any(one.pattern.match(said) for said in EXAMPLES)]
    assert unsaid == []


def test_every_example_on_the_page_is_a_sentence_and_only_one() -> None:
    fitting = {said: sum(bool(one.pattern.match(said)) for one in SENTENCES) for said in EXAMPLES}
    assert {said: count for said, count in fitting.items() if count != 1} == {}
