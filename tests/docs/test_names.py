"""Names that say nothing to a stranger stay away: STYLE.md has the rules, this holds what can be held of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    one
    for one in sorted((ROOT / "src/amends").rglob("*.py"))
    if not {"migrations", "packs"} & set(one.parts) and one.name not in ("__init__.py", "__main__.py")
]
# Verb, noun and value alike.
PARTICIPLES = {"told", "asked", "kept", "seen", "found", "said", "held", "shown", "drawn", "listed", "left", "named"}
EMPTY = {"util", "utils", "helper", "helpers", "common", "core", "base", "info", "misc", "manager", "service"}
PICTURES = {
    "beside",
    "crowd",
    "deeds",
    "door",
    "floor",
    "ground",
    "hands",
    "lens",
    "mill",
    "nights",
    "shelf",
    "village",
}
# Of functions: for what is listed, told or said a noun or a verb says more; `of` says nothing at all.
OF_FUNCTIONS = {"of", "listed", "told", "said", "shown", "drawn", "printed"}


@pytest.mark.parametrize("names", [PARTICIPLES, EMPTY, PICTURES], ids=["participles", "empty words", "pictures"])
def test_no_module_or_folder_is_called_so(names: set[str]) -> None:
    called = {part.removesuffix(".py"): one for one in MODULES for part in one.relative_to(ROOT / "src").parts}
    assert {name: str(called[name]) for name in names & called.keys()} == {}


def test_no_function_is_called_so() -> None:
    found = {f"{one.stem}.{name}" for one in MODULES for name in functions(one) if name in OF_FUNCTIONS}
    assert found == set()


def functions(module: Path) -> Iterator[str]:
    """Those that other modules call. A sentence of scenarios is found by its words, not by the name of its function."""
    if "steps" not in module.parts:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        yield from (one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def test_a_name_that_says_nothing_is_found(tmp_path: Path) -> None:
    module = tmp_path / "told.py"
    module.write_text("def listed():\n    def of(): ...\n\nclass Kept:\n    def of(self): ...\n")
    assert [*functions(module)] == ["listed"]
