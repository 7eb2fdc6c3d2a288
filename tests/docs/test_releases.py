"""A release says the same everywhere: the program, its list of changes, and what to know before taking it over."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
VERSION: str = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
CHANGES = (HERE / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASES = re.findall(r"^## (\d+\.\d+\.\d+) — \d{1,2} [A-Z][a-z]+ \d{4}$", CHANGES, re.MULTILINE)


def test_the_newest_release_in_the_list_is_the_version_of_the_program() -> None:
    assert RELEASES[0] == VERSION
    headings = re.findall(r"^## (.+)$", CHANGES, re.MULTILINE)
    assert [one for one in headings if one != "Unreleased"] == [
        one for one in headings if one.partition(" — ")[0] in RELEASES
    ], "a heading without its day"


def test_each_release_after_the_first_has_its_notes() -> None:
    notes = (HERE / "docs/how-to/upgrade.md").read_text(encoding="utf-8").partition("## Notes")[2]
    for release in RELEASES[:-1]:
        assert f"**To {release}.**" in notes, release


def test_the_program_says_its_version_without_any_setting() -> None:
    words = [sys.executable, "-m", "amends", "--version"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env={"AMENDS_MISSPELT": "1"})
    assert re.fullmatch(r"amends \d+\.\d+\.\d+\n", done.stdout), done.stdout
