"""The clauses of ISO 10002 as data, by the numbers of each edition (the text of the standard is not here)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("clauses.toml")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number in the edition of 2018 and in the earlier ones, our short words, what is shown for it."""

    key: str
    earlier: str
    title: Mapping[str, str]
    says: Mapping[str, str]
    evidence: tuple[str, ...]


@cache
def all_of() -> tuple[Clause, ...]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["clauses"]
    return tuple(Clause(row["key"], row["earlier"], row["title"], row["says"], tuple(row["evidence"])) for row in rows)
