"""Scenarios as written: Gherkin files of a pack, read into plain values with the statements each one proves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from gherkin import parser_types
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

STATEMENT = re.compile(r"@([A-Z]\d{2})$")


@dataclass(frozen=True, slots=True)
class Line:
    """One step: its sentence, the table or text below it, and where it stands."""

    says: str
    table: tuple[tuple[str, ...], ...]
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    file: str
    at: int
    statements: tuple[str, ...]
    lines: tuple[Line, ...]


class Child(parser_types.Envelope, total=False):
    """A part of a feature, whichever it is."""

    background: parser_types.Background
    scenario: parser_types.Scenario


class Unreadable(Exception):
    """A scenario file that is not Gherkin: where and why."""


def read(files: Mapping[str, str]) -> tuple[Scenario, ...]:
    """Every scenario of these files (path -> text), in order."""
    return tuple(
        scenario for path in sorted(files) if path.endswith(".feature") for scenario in _feature(path, files[path])
    )


@lru_cache(maxsize=256)  # more than all files that we ship
def _feature(path: str, text: str) -> tuple[Scenario, ...]:
    try:
        feature = Parser().parse(text)["feature"]
    except CompositeParserException as fault:
        raise Unreadable(f"{path}: {fault}") from fault
    shared = [tag["name"] for tag in feature["tags"]]
    before: list[Line] = []
    found: list[Scenario] = []
    for child in cast(list[Child], feature["children"]):
        if "background" in child:
            before += [_line(step) for step in child["background"]["steps"]]
        elif "scenario" in child:
            found += _scenario(path, child["scenario"], shared, before)
    return tuple(found)


def _scenario(path: str, said: parser_types.Scenario, shared: list[str], before: list[Line]) -> list[Scenario]:
    tags = [*shared, *(tag["name"] for tag in said["tags"])]
    statements = tuple(match[1] for tag in tags if (match := STATEMENT.match(tag)))
    lines = [*before, *(_line(step) for step in said["steps"])]
    if not said["examples"]:
        return [Scenario(said["name"], path, said["location"]["line"], statements, tuple(lines))]
    return [
        Scenario(
            _filled(said["name"], row),
            path,
            said["location"]["line"],
            statements,
            tuple(_line_with(one, row) for one in lines),
        )
        for row in _examples(said)
    ]


def _examples(said: parser_types.Scenario) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for example in said["examples"]:
        heads = [cell["value"] for cell in example["tableHeader"]["cells"]]
        rows += [
            dict(zip(heads, (cell["value"] for cell in row["cells"]), strict=True)) for row in example["tableBody"]
        ]
    return rows


def _line(step: parser_types.Step) -> Line:
    rows = step["dataTable"]["rows"] if "dataTable" in step else []
    table = tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows)
    text = step["docString"]["content"] if "docString" in step else ""
    return Line(step["text"], table, text, step["location"]["line"])


def _line_with(line: Line, row: dict[str, str]) -> Line:
    table = tuple(tuple(_filled(cell, row) for cell in cells) for cells in line.table)
    return Line(_filled(line.says, row), table, _filled(line.text, row), line.at)


def _filled(text: str, row: dict[str, str]) -> str:
    for head, value in row.items():
        text = text.replace(f"<{head}>", value)
    return text
