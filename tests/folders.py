"""Data folders that are ready for a program: made once for a version of it and a day, and copied, owners and all.

A first start makes a cluster and all tables in it, which takes longer than the rest of many a test. Tests about first
starts begin in an empty folder instead.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from amends.server.postgres import embedded_server, scratch
from tests import environment
from tests.program import Program, until

HERE = Path(__file__).parents[1]
KEPT = environment.SCRATCH / "folders"
SHOWN_ONLY = {"static", "fonts", "locale", "__pycache__"}  # nothing of them is stored
BEGIN = ("begin", "--name", "Defne", "--country", "TR", "--owner", "Leyla", "--email", "leyla@example.org")


def with_tables(to: Path) -> Path:
    """As `amends migrate` leaves it: all tables, and nothing in them."""
    return filled("tables", to, lambda draft: run(draft, "migrate"))


def founded(to: Path) -> Path:
    """As `amends begin` leaves it, today."""
    return filled("founded", to, lambda draft: run(with_tables(draft), *BEGIN))


def filled(name: str, to: Path, make: Callable[[Path], None]) -> Path:
    """Copied from the one of this name; alone, for other tests may find that it is outdated."""
    to.mkdir(parents=True, exist_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    with embedded_server.alone(KEPT / f"{name}.lock"):
        source = made(name, make)
        # As root the database belongs to an account of its own, and goes on doing so.
        subprocess.run(["cp", "-pPR", source / "postgres", source / "secret-key", to], check=True)
    return to


def made(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that is copied. It is made aside, so that a half made one is never taken; others are outdated."""
    place = KEPT / f"{name}-{digest()}"
    if not place.exists():
        for other in KEPT.glob(f"{name}-*"):
            shutil.rmtree(other)
        draft = KEPT / f"{name}-draft"
        draft.mkdir()
        make(draft)
        draft.rename(place)
    return place


def run(folder: Path, *words: str) -> None:
    program = Program(folder)
    assert program.launch(*words).wait() == 0, program.told()
    until(lambda: not embedded_server.kept(folder), "the end of the database", told=program.told)


@cache
def digest() -> str:
    """Changes with everything that is stored at a first start, and each day: what was founded long ago has a past."""
    total = hashlib.sha256(f"{scratch.digest()} {date.today()}".encode())
    for file in sorted((HERE / "src/amends").rglob("*")):
        if file.is_file() and SHOWN_ONLY.isdisjoint(file.parts):
            total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()[:16]
