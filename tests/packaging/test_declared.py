"""Whatever is imported is declared: what runs in the dependencies, what tests and checks need in the group for them."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNS = PROJECT["project"]["dependencies"]
DEV = [one for one in PROJECT["dependency-groups"]["dev"] if isinstance(one, str)]
OURS = {"amends", "tests", *(each.stem for each in (ROOT / "tools").glob("*.py"))}
FROM = packages_distributions()


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """Each first name that is imported there, with a file that does so."""
    for file in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for name in names(node):
                if (first := name.partition(".")[0]) not in {*OURS, *sys.stdlib_module_names}:
                    yield first, str(file.relative_to(ROOT))


def names(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [one.name for one in node.names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []


def plain(requirement: str) -> str:
    """The name as registries compare them: without version, extras, capitals, dots and underscores."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=~!;]", requirement)[0]).lower()


def undeclared(folder: str, declared: list[str]) -> dict[str, str]:
    known = {plain(one) for one in declared}
    return {name: file for name, file in imported(folder) if not known & {plain(one) for one in FROM.get(name, [name])}}


def test_whatever_the_program_imports_is_among_its_dependencies() -> None:
    assert undeclared("src", RUNS) == {}


def test_whatever_the_tests_import_is_declared_for_them() -> None:
    assert undeclared("tests", [*RUNS, *DEV]) == {}


def test_set_up_needs_nothing_but_python_itself() -> None:
    assert undeclared("tools", ["flit-core"]) == {}


def test_every_dependency_stands_in_the_lock_with_its_hashes() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    locked_dev = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE))
    assert {plain(one) for one in RUNS} - locked == set()
    assert {plain(one) for one in [*RUNS, *DEV]} - locked_dev == set()
