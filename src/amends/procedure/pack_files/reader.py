"""Reads a procedure pack: from its files to a Procedure, or to every fault that stands in the way, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from amends.procedure.pack_files import parts
from amends.procedure.pack_files.faults import InvalidPack, PackFault
from amends.procedure.pack_files.letters import read_letters
from amends.procedure.pack_files.references import MANY, PACK, disagreeing, unknown
from amends.procedure.pack_files.toml_lines import Syntax, parse
from amends.procedure.pack_files.toml_tables import Notes, Table
from amends.procedure.schema import Act, Letter, Place, Procedure, Rounds, Stage, Term, Text

__all__ = ["InvalidPack", "PackFault", "files_of", "read", "read_files", "restore"]

T = TypeVar("T")
NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
KEPT = {".toml", ".md", ".feature"}


def read(folder: Path) -> Procedure:
    """The procedure in this folder. Raises InvalidPack with all its faults."""
    return read_files(files_of(folder))


def files_of(folder: Path) -> dict[str, str]:
    """Path → text of everything that belongs to a pack, as an edition stores it."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix in KEPT and not file.name.startswith(".")
    }


def read_files(files: Mapping[str, str]) -> Procedure:
    """The procedure that these files say. Raises InvalidPack with all its faults."""
    procedure, faults = _read(tuple(sorted(files.items())))
    if faults:
        raise InvalidPack(list(faults))
    return procedure


def restore(files: Mapping[str, str]) -> Procedure:
    """The procedure of files that were published once: cases live by it, even where the reader has grown stricter."""
    return _read(tuple(sorted(files.items())))[0]


@lru_cache(maxsize=16)  # the same words say the same, and publishing, restoring and proving each ask for them
def _read(content: tuple[tuple[str, str], ...]) -> tuple[Procedure, tuple[PackFault, ...]]:
    files = dict(content)
    if PACK not in files:
        raise InvalidPack([PackFault(Place(PACK), "the pack has no procedure.toml")])
    try:
        data, lines = parse(files[PACK])
    except Syntax as error:
        raise InvalidPack([PackFault(Place(PACK, error.line), error.says)]) from None
    notes = Notes(PACK, lines)
    table = Table(notes, (), data)
    notes.languages = table.words("languages", needed=True) or ("en",)
    notes.inside = table.flag("inside")
    letters, faults = read_letters(files, notes.languages)
    procedure = _procedure(table, letters)
    table.close()
    return procedure, (*faults, *notes.faults, *unknown(procedure, notes.references), *disagreeing(procedure, notes))


def _procedure(table: Table, letters: Mapping[tuple[str, str], Letter]) -> Procedure:
    kinds = _each(table, "kinds", parts.kind, needed=True)
    stages = _each(table, "stages", parts.stage, needed=True)
    return Procedure(
        key=_key(table),
        edition=table.word("edition"),
        effective=table.day("effective"),
        languages=table.notes.languages,
        title=table.text("title"),
        purpose=table.text("purpose"),
        source=table.word("source"),
        checked=table.day("checked"),
        kinds=kinds,
        roles=_each(table, "roles", parts.role, needed=True),
        stages=stages,
        forms=_each(table, "forms", parts.form),
        acts=_acts(table, stages),
        duties=_each(table, "duties", parts.duty),
        notices=_rows(table, "notices", parts.notice),
        letters=letters,
        rounds=_rounds(table),
        classes=_each(table, "classes", parts.klass),
        remedies=_remedies(table),
        approvals=_rows(table, "approvals", parts.approval),
        triggers=_each(table, "triggers", parts.trigger),
        coverage=_each(table, "coverage", parts.coverage),
        authority=_rows(table, "authority", parts.authority),
        guidance=_rows(table, "guidance", parts.guidance),
        routes=_each(table, "routes", parts.route),
        reviews=_each(table, "reviews", parts.review),
        retention=_one(table, "retention", parts.retention),
        readings=_rows(table, "readings", parts.reading),
        principles=table.texts("principles"),
        terms=_each(table, "terms", _term),
        inside=table.notes.inside,
    )


def _term(table: Table) -> Term:
    return Term(table.name, table.text("title"), table.text("meaning"))


def _key(table: Table) -> str:
    key = table.word("key")
    if key and not NAME.fullmatch(key):
        table.wrong("“key” is a name of small letters, digits and hyphens, at most 40", "key")
    return key


def _each(table: Table, key: str, read_one: Callable[[Table], T], *, needed: bool = False) -> dict[str, T]:
    """[key.name] tables, each read by the same function."""
    found = table.tables(key)
    if needed and not found:
        table.wrong(f"the pack says nothing about {key}: write at least one [{key}.…]")
    return {one.name: _closed(one, read_one) for one in found}


def _rows(table: Table, key: str, read_one: Callable[[Table], T]) -> tuple[T, ...]:
    return tuple(_closed(one, read_one) for one in table.rows(key))


def _one(table: Table, key: str, read_one: Callable[[Table], T]) -> T | None:
    inside = table.table(key)
    return _closed(inside, read_one) if inside else None


def _closed(table: Table, read_one: Callable[[Table], T]) -> T:
    if not table.name.isdigit() and not NAME.fullmatch(table.name):
        table.wrong(f"“{table.name}” is no name: write small letters, digits and hyphens, at most 40")
    found = read_one(table)
    table.close()
    return found


def _rounds(table: Table) -> Rounds:
    return _one(table, "rounds", lambda inside: Rounds(inside.whole("most", 1))) or Rounds()


def _remedies(table: Table) -> Mapping[str, Text]:
    return _one(table, "remedies", parts.remedies) or {}


def _acts(table: Table, stages: Mapping[str, Stage]) -> dict[str, Act]:
    """Moves and records together: both are what a person does, and share their names."""
    moves = _each(table, "moves", lambda one: parts.act(one, moves=True), needed=True)
    records = _each(table, "records", lambda one: parts.act(one, moves=False))
    for key in moves.keys() & records.keys():
        table.notes.wrong(("records", key), f"“{key}” is the name of a move already")
    return {key: replace(act, stages=_places(act, stages)) for key, act in {**moves, **records}.items()}


def _places(act: Act, stages: Mapping[str, Stage]) -> tuple[str, ...]:
    """“open stages”, “closed stages” and “all stages” stand for those of the act's kinds."""
    found: list[str] = []
    for place in act.stages:
        if place in MANY:
            found += [one.key for one in stages.values() if _suits(one, act) and one.closes in MANY[place]]
        else:
            found.append(place)
    return tuple(dict.fromkeys(found))


def _suits(stage: Stage, act: Act) -> bool:
    return not stage.kinds or not act.kinds or bool(set(stage.kinds) & set(act.kinds))
