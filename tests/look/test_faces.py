"""The faces read cases and never ask their tables: they know the types alone, by `cases.views.case_types`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import amends
from amends.cases.views import case_types

PACKAGE = Path(amends.__file__).parent
FACES = [file for face in ("desk", "portal") for file in sorted((PACKAGE / face).rglob("*.py"))]


def uses(source: str) -> Iterator[str]:
    """What is done with a type of a case beyond naming it: an attribute of it, such as `objects`, or a call."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in case_types.__all__:
            yield f"{node.lineno}: {node.value.id}.{node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in case_types.__all__:
            yield f"{node.lineno}: {node.func.id}()"


def test_no_face_asks_the_tables_of_a_case_or_makes_one() -> None:
    found = [f"{file.relative_to(PACKAGE)}:{use}" for file in FACES for use in uses(file.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize("source", ["Case.objects.get(pk=1)", "def one() -> Case:\n    return Case(number='1')"])
def test_a_face_that_did_would_be_found(source: str) -> None:
    assert list(uses(source))
