"""The documents say what is so: links lead somewhere, commands and kinds exist, settings are the real ones."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

from amends.cases.kinds import KINDS
from amends.server import commands
from amends.server.commands import settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
DRAWN_LATER = {"docs/pictures/tracking.png", "docs/pictures/case.png"}
FENCE = re.compile(r"^(`{3,}).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|`|bin/)amends ([a-z]+(?:-[a-z]+)*)\b", re.MULTILINE)
MOST_LINES = 300


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


def anchor(heading: str) -> str:
    """As forges make it: small letters, words joined by dashes, nothing else."""
    bare = re.sub(r"[`*]", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")


def anchors(document: Path) -> set[str]:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def broken(document: Path) -> list[str]:
    found = []
    for link in LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, part = link.partition("#")
        to = (document.parent / path).resolve() if path else document
        if not to.exists():
            if not to.is_relative_to(ROOT) or str(to.relative_to(ROOT)) not in DRAWN_LATER:
                found.append(link)
        elif part and part not in anchors(to):
            found.append(link)
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert broken(document) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_command_that_is_named_exists(document: Path) -> None:
    spoken = re.findall(r"`[^`\n]*`", document.read_text(encoding="utf-8"))
    fenced = [block.group() for block in FENCE.finditer(document.read_text(encoding="utf-8"))]
    said = {name for part in (*spoken, *fenced) for name in COMMAND.findall(part)}
    assert said <= {module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__)}


def test_every_command_is_described() -> None:
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    names = [one.name.replace("_", "-") for one in pkgutil.iter_modules(commands.__path__)]
    missing = [name for name in names if not re.search(rf"`amends {name}\b", text)]
    assert missing == []


def test_the_table_of_settings_is_the_one_that_the_program_prints() -> None:
    assert settings.table() in (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")


def test_every_kind_of_entry_is_described_and_no_other() -> None:
    text = (ROOT / "docs/reference/entry-kinds.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z ]+)` \|", text, re.MULTILINE)) == set(KINDS)


def test_what_the_complainant_reads_of_each_kind_is_told_as_it_is() -> None:
    text = (ROOT / "docs/reference/entry-kinds.md").read_text(encoding="utf-8")
    plain = {kind: str(one.public) for kind, one in KINDS.items() if "%" not in str(one.public)}
    rows = dict(re.findall(r"^\| `([a-z ]+)` (\|.+)$", text, re.MULTILINE))
    assert [kind for kind, public in plain.items() if f"| {public or '—'} |" not in rows[kind]] == []


def test_every_decision_stands_in_the_list() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert [one.name for one in ROOT.glob("docs/decisions/[0-9]*.md") if f"({one.name})" not in listed] == []


def test_long_files_are_those_that_the_decision_names() -> None:
    decision = (ROOT / "docs/decisions/0014-files-over-300-lines.md").read_text(encoding="utf-8")
    long = {
        str(file.relative_to(ROOT))
        for file in ROOT.glob("src/amends/**/*.py")
        if "migrations" not in file.parts and len(file.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert long == set(re.findall(r"`(src/[^`]+\.py)`", decision))
