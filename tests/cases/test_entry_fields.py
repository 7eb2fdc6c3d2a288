"""Every entry says only what is declared for its kind, and what a person typed is never kept in the history itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

from amends.cases import entry_fields
from amends.cases.entry_kinds import KINDS
from amends.procedure.payloads import kinds
from amends.procedure.payloads.natures import Fact
from amends.procedure.stored_fields import Fields
from amends.procedure.verbs import ENTRIES

TYPED = """
from datetime import datetime
from amends.cases import history
from amends.cases.models import Entry
from amends.procedure.payloads import act_payloads, case_payloads
from amends.procedure.payloads.natures import Private
from amends.procedure.state import Event

words = Private("words", "He shouted.")

def write(locked: history.Locked, now: datetime) -> None:
    history.record(locked, act_payloads.Noted(wrods=words), by="clock", now=now)
    history.record(locked, act_payloads.Noted(words="He shouted."), by="clock", now=now)
    history.record(locked, case_payloads.LetGo(reason=words), by="clock", now=now)
    history.record(locked, act_payloads.Assigned(owner=words), by="clock", now=now)
    act_payloads.Point(outcom="upheld")
    history.record(locked, case_payloads.Held(), by="clock", now=now)
    history.record(locked, act_payloads.Noted(words=words), by="clock", now=now)

def read(event: Event, entry: Entry) -> None:
    event.fields["dutty"]
    entry.fields["to_departmnet"]
    event.fields["duty"]
"""


def test_each_kind_of_entry_declares_what_it_says_and_no_other_kind_does():
    assert set(kinds.KINDS) == set(KINDS)
    assert kinds.KINDS.keys() >= ENTRIES


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_each_field_says_whether_it_is_a_fact_and_why_or_typed_words(kind: str):
    natures = kinds.NATURES[kind]
    assert set(natures) == set(kinds.NAMES[kind].values())
    assert all(nature.why for nature in natures.values() if isinstance(nature, Fact))


def test_what_is_written_can_be_read_and_nothing_else_is():
    written = {field for natures in kinds.NATURES.values() for field in natures}
    assert written == set(get_type_hints(Fields, localns={"Json": dict}))


def test_a_field_that_nobody_declared_is_a_fault_of_the_program():
    with pytest.raises(entry_fields.Undeclared, match="“noted” does not say wrods"):
        entry_fields.fit("noted", {"wrods": "x"})
    with pytest.raises(entry_fields.Undeclared, match="“mused” is no kind of entry"):
        entry_fields.fit("mused", {})


def test_typed_words_cannot_be_written_as_a_fact():
    with pytest.raises(entry_fields.Undeclared, match="would keep words in the history for ever"):
        entry_fields.fit("noted", {"words": "He shouted."})
    with pytest.raises(entry_fields.Undeclared, match="would keep finding in the history for ever"):
        entry_fields.fit("drafted", {"points": [{"finding": "He shouted."}]})


def test_a_misspelt_field_and_a_wrong_nature_fail_in_mypy(tmp_path: Path):
    said = _mypy(tmp_path, TYPED)
    faults = {
        12: 'Unexpected keyword argument "wrods" for "Noted"',
        13: 'has incompatible type "str"; expected "Private | Reference"',
        14: 'Unexpected keyword argument "reason" for "LetGo"',
        15: 'has incompatible type "Private"; expected "str | None"',
        16: 'Extra key "outcom" for TypedDict "Point"',
        17: 'Missing named argument "reason" for "Held"',
        21: 'TypedDict "Fields" has no key "dutty"',
        22: 'has no key "to_departmnet"',
    }
    assert {int(one.split(":")[1]) for one in said} == set(faults), said
    for line, fault in faults.items():
        assert any(f"said.py:{line}:" in one and fault in one for one in said), (fault, said)


def _mypy(folder: Path, text: str) -> list[str]:
    """The faults that mypy finds in this text."""
    (folder / "said.py").write_text(text)
    options = [
        "--strict",
        "--no-pretty",
        "--follow-imports=silent",
        "--config-file=",
        f"--cache-dir={folder / 'cache'}",
    ]
    command = [sys.executable, "-m", "mypy", *options, str(folder / "said.py")]
    source = Path(entry_fields.__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=source)
    return [one for one in done.stdout.splitlines() if "error:" in one]
