"""The documents say what is so: links lead somewhere, commands and kinds exist, settings are the real ones."""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from amends.assurance import evidence
from amends.cases.entry_kinds import KINDS
from amends.organisation import access
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


def test_every_table_stands_among_the_records() -> None:
    text = (ROOT / "docs/reference/records.md").read_text(encoding="utf-8")
    ours = (one._meta.db_table.removeprefix("amends_") for one in apps.get_app_config("amends").get_models())
    assert sorted(set(ours) - set(re.findall(r"`([a-z]+)`", text))) == []


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Every option that a command takes, those of its parts with them."""
    found = set()
    for action in parser._actions:
        if action.help != argparse.SUPPRESS:
            found |= {one for one in action.option_strings if one.startswith("--")} - {"--help"}
        if isinstance(action, argparse._SubParsersAction):
            found = found.union(*map(options, action.choices.values()))
    return found


@pytest.mark.parametrize("name", [one.name for one in pkgutil.iter_modules(commands.__path__)])
def test_every_option_of_a_command_is_described_and_no_other(name: str) -> None:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"{commands.__name__}.{name}").add(parser)
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith(f"| `amends {name.replace('_', '-')}")]
    assert set(re.findall(r"--[a-z][a-z-]*", "".join(rows))) == options(parser)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_that_is_named_exists(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    said = re.findall(r"`((?:[a-z_]+/)+[a-z_0-9-]+\.(?:py|toml|html|typ|po|css))`", text)
    there = [f"/{one.relative_to(ROOT)}" for place in ("src", "tests", "tools") for one in (ROOT / place).rglob("*.*")]
    assert [one for one in said if not any(path.endswith(f"/{one}") for path in there)] == []


def test_every_bare_file_of_the_tour_stands_in_the_room_of_the_one_before_it() -> None:
    text = (ROOT / "docs/tour.md").read_text(encoding="utf-8")
    wrong, room = [], ""
    for path in re.findall(r"`([a-z_/]+\.py)`", text):
        room = str(Path(path).parent) if "/" in path else room
        whole = path if "/" in path else f"{room}/{path}"
        if not (ROOT / "src/amends" / whole).exists() and not (ROOT / whole).exists():
            wrong.append(whole)
    assert wrong == []


def test_the_rooms_stand_in_contributing_on_their_floors() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = [re.findall(r"(?<!\()\b[a-z]+\b(?!\))", floor) for floor in contracts[0]["layers"]]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", text, re.MULTILINE)
    assert [(int(no), re.findall(r"`([a-z]+)`", names)) for no, names in rows] == [
        (len(floors) - at, floor) for at, floor in enumerate(floors)
    ]


def test_the_floors_of_the_tour_are_those_that_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    tour = (ROOT / "docs/tour.md").read_text(encoding="utf-8").split("## Floors and contracts")[1].split("```")[1]
    drawn = [re.findall(r"[a-z]+", line.partition("(")[0]) for line in tour.strip().splitlines()]
    assert drawn == [re.findall(r"(?<!\()\b[a-z]+\b(?!\))", floor) for floor in contracts[0]["layers"]]
    assert f"{('', '', '', '', 'four', 'five', 'six')[len(contracts)]} contracts" in (ROOT / "docs/tour.md").read_text()


def test_what_can_be_made_stands_in_contributing() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `make ([a-z]+)` \|", text, re.MULTILINE)) == set(
        re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    )


def test_each_question_of_access_is_asked_by_the_function_that_is_named() -> None:
    text = (ROOT / "docs/reference/access.md").read_text(encoding="utf-8").split("## Who may see")[1].split("\n## ")[0]
    rows = [line.split("|")[2] for line in text.splitlines() if line.startswith("| ")][1:]
    named_there = {one for row in rows for one in re.findall(r"`([a-z_]+)`", row)} - {"everyone", "visible"}
    asked = {one for one in vars(access) if one.startswith(("may_", "owns_", "stands_", "sight"))}
    assert named_there == asked


def test_what_the_tutorial_changes_stands_where_it_says() -> None:
    text = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    pack = ROOT / "src/amends/procedure/packs/agreement"
    procedure = (pack / "procedure.toml").read_text(encoding="utf-8")
    was, becomes = re.findall(r'`edition = "(\d+)"`', text)
    assert f'\nedition = "{was}"\n' in procedure
    assert int(becomes) == int(was) + 1
    for file, said in re.findall(r"^- `(scenarios/[^`]+)`, (.+)[;.]$", text, re.MULTILINE):
        lines = (pack / file).read_text(encoding="utf-8").splitlines()
        for numbers, words in re.findall(r"lines? (\d+(?: and \d+)?): `?([^`;]+?)`? becomes", said):
            assert [n for n in re.findall(r"\d+", numbers) if words not in lines[int(n) - 1]] == []


def test_functions_are_as_short_as_the_style_says() -> None:
    median, most = map(
        int, re.findall(r"median (\d+) lines, nine of ten at most (\d+)", (ROOT / "STYLE.md").read_text())[0]
    )
    lengths = sorted(
        (one.end_lineno or 0) - one.lineno + 1
        for file in ROOT.glob("src/amends/**/*.py")
        if "migrations" not in file.parts
        for one in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(one, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= median
    assert lengths[len(lengths) * 9 // 10] <= most


def test_every_kind_of_evidence_is_described_and_no_other() -> None:
    text = (ROOT / "docs/reference/clauses.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    named_there = {key.partition(":")[0] for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert named_there == set(evidence.FINDERS)
