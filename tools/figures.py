"""Prints how the house stands: names, lengths, types and templates in figures, each beside the limit it must keep.

Run by the checks. A figure over its limit is a fault; a figure without a limit is told, so that it can be seen to move.
"""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "src/amends"
LEFT_OUT = {"migrations", "packs", "__pycache__"}
WIDEST = 120


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    limit: float | None = None

    @property
    def holds(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        told = "" if self.limit is None else f"  at most {self.limit:g}{'' if self.holds else '  ← too many'}"
        return f"  {self.name:<58} {self.value:>8g}{told}"


def main() -> int:
    figures = [*of_python(), *of_types(), *of_templates()]
    print(*figures, sep="\n")
    return 0 if all(one.holds for one in figures) else 1


def modules() -> list[Path]:
    return [one for one in sorted(SOURCE.rglob("*.py")) if not LEFT_OUT & set(one.parts)]


def of_python() -> Iterator[Figure]:
    files = modules()
    lengths = [_length(one) for file in files for one in _functions(file)]
    folders = Counter(file.parent for file in files if file.name != "__init__.py")
    names = Counter(file.stem for file in files if file.name != "__init__.py")
    yield Figure("modules", len(files))
    yield Figure("modules of the fullest folder", max(folders.values()), 20)
    yield Figure("modules whose name stands in more than one folder", sum(one for one in names.values() if one > 1))
    yield Figure("functions", len(lengths))
    yield Figure("lines of a function, median", statistics.median(lengths), 6)
    yield Figure("lines of the longest function", max(lengths), 60)
    branches = [_branches(one) for file in files for one in _functions(file)]
    yield Figure("branches of the most branched function", max(branches), 18)


def of_types() -> Iterator[Figure]:
    lines = [line for file in modules() for line in file.read_text(encoding="utf-8").splitlines()]
    yield Figure("lines with Any", sum(bool(re.search(r"\bAny\b", line)) for line in lines), 60)
    yield Figure("lines kept from the formatter", sum(line.endswith("# fmt: skip") for line in lines), 40)


def of_templates() -> Iterator[Figure]:
    files = [one for one in sorted(SOURCE.rglob("*.html")) if "packs" not in one.parts]
    yield Figure("templates", len(files))
    yield Figure(f"template lines over {WIDEST} characters", sum(map(_too_wide, files)), 0)
    yield Figure("characters of the longest template line", max(len(line) for file in files for line in _lines(file)))


def _lines(template: Path) -> list[str]:
    return template.read_text(encoding="utf-8").splitlines()


def _too_wide(template: Path) -> int:
    """In bytes: a mark such as “–” takes three."""
    return sum(len(line.encode()) > WIDEST for line in _lines(template))


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _branches(function: ast.AST) -> int:
    """As McCabe counts them, and each `and` and `or` besides."""
    found = 1
    for node in ast.walk(function):
        if isinstance(
            node, ast.If | ast.IfExp | ast.For | ast.While | ast.ExceptHandler | ast.comprehension | ast.match_case
        ):
            found += 1
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
    return found


if __name__ == "__main__":
    sys.exit(main())
