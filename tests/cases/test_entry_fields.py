"""Every entry says only what is declared for its kind, and what a person typed is never kept in the history itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from amends.cases import entry_fields, history
from amends.cases.entry_kinds import KINDS
from tests import cast

MISSPELT = """
from amends.cases.entry_fields import Extended
said: Extended = {"duty": "resolution", "amount": "2 days", "dew": "2026-11-29"}
"""


def test_each_kind_of_entry_declares_what_it_says_and_no_other_kind_does():
    assert set(entry_fields.PAYLOADS) == set(KINDS)


@pytest.mark.django_db
def test_a_field_that_nobody_declared_is_a_fault_of_the_program_and_nothing_is_written():
    case = cast.house().receive().case
    with pytest.raises(entry_fields.Undeclared, match="“noted” does not say wrods"):
        history.record(history.lock(case.pk), "noted", by="clock", now=case.last_at, fields={"wrods": "x"})
    assert cast.fresh(case).last_no == case.last_no


@pytest.mark.django_db
def test_typed_words_cannot_be_written_as_a_fact():
    case = cast.house().receive().case
    with pytest.raises(entry_fields.Undeclared, match="would keep words in the history for ever"):
        history.record(history.lock(case.pk), "noted", by="clock", now=case.last_at, fields={"words": "He shouted."})


def test_a_misspelt_field_fails_in_mypy(tmp_path: Path):
    (tmp_path / "said.py").write_text(MISSPELT)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--follow-imports=silent",
            "--config-file=",
            str(tmp_path / "said.py"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(entry_fields.__file__).parents[2],
    )
    assert 'Extra key "dew"' in done.stdout, done.stdout + done.stderr
