"""Databases to throw away: their tables are made once for a version, and each is a copy that is gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from amends.procedure import packs
from amends.server.postgres import embedded_server, scratch
from tests import environment, folders
from tests.program import Program, until

pytestmark = pytest.mark.program
TAKE = """
import os, sys; from pathlib import Path; import django; django.setup()
from django.db import connection; from amends.cases.models import Case; from amends.server.postgres import scratch
folder = Path(sys.argv[1])
with scratch.server(folder), scratch.database(folder):
    print(Case.objects.count(), connection.settings_dict["NAME"], os.getpid(), flush=True)
    if sys.argv[2:]: sys.stdin.readline()
"""


def take(folder: Path, *words: str) -> list[str]:
    """A process that takes a database and gives it back; the cases in it, its name, the process."""
    command = [sys.executable, "-c", TAKE, str(folder), *words]
    return subprocess.check_output(command, text=True, env=Program(environment.DATA).environment()).split()


@pytest.fixture
def server() -> Iterator[Path]:
    with scratch.server(environment.SCRATCH):
        yield environment.SCRATCH


def names(folder: Path) -> set[str]:
    there = embedded_server.address(folder)
    with psycopg.connect(host=there["HOST"], dbname=there["NAME"], user=there["USER"]) as line:
        return {str(row[0]) for row in line.execute("SELECT datname FROM pg_database")}


def number(folder: Path, name: str) -> object:
    """By which PostgreSQL knows a database: another one under the same name has another."""
    there = embedded_server.address(folder)
    with psycopg.connect(host=there["HOST"], dbname=there["NAME"], user=there["USER"]) as line:
        return line.execute("SELECT oid FROM pg_database WHERE datname = %s", [name]).fetchone()


def test_the_tables_are_made_once_and_every_copy_of_them_is_gone_afterwards(server: Path) -> None:
    cases, copy, _ = take(server)
    assert cases == "0"
    tables = f"tables_{scratch.digest()}"
    assert tables in names(server)
    assert copy not in names(server)
    made = number(server, tables)
    take(server)
    assert number(server, tables) == made


def test_what_a_killed_program_left_is_dropped_by_the_next(server: Path) -> None:
    command = [sys.executable, "-c", TAKE, str(server), "wait"]
    ours = Program(environment.DATA).environment()
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ours) as process:
        assert process.stdout
        _, copy, _ = process.stdout.readline().split()
        assert copy in names(server)
        process.kill()
    take(server)
    assert copy not in names(server)


def test_a_migration_that_changes_makes_the_tables_anew(
    server: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = scratch.digest()
    for file in scratch.MIGRATIONS.glob("*.py"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(scratch, "MIGRATIONS", tmp_path)
    assert scratch.digest() == before
    (tmp_path / "0001_initial.py").write_text("changed")
    assert scratch.digest() != before


def test_scenarios_are_played_by_several_processes_and_no_living_database_is_needed(folder: Path) -> None:
    """There is none at this address: whoever asked it for anything would fail. One scenario cannot be played."""
    broken = folder / "broken"
    shutil.copytree(packs.HERE / "training", broken)
    feature = next(broken.rglob("*.feature"))
    feature.write_text(feature.read_text().replace("    Then ", "    Then nobody knows this sentence\n    Then ", 1))
    done = subprocess.run(
        [sys.executable, "-m", "amends", "prove", "improvement", broken, "--slowest", "2"],
        env=Program(folder, DATABASE_URL="postgresql://amends@127.0.0.1:1/nowhere").environment(),
        cwd=folder,
        text=True,
        capture_output=True,
        check=False,
    )
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert (told.count("✓ ") > 5, told.count("✗ "), told.count("no such sentence")) == (True, 1, 1), told
    assert re.search(r"^S38  proven  .*", told, re.MULTILINE), told
    assert re.search(r"^\w+  refuted  +broken", told, re.MULTILINE), told
    assert "The slowest of" in told
    until(lambda: not embedded_server.kept(folder / "scratch"), "the end of the keeper")


def test_a_server_that_was_spoilt_is_made_anew(folder: Path) -> None:
    folders.with_tables(folder)
    for log in (folder / "postgres/pg_wal").glob("0*"):
        os.truncate(log, 0)
    (folder / "postgres/global/pg_control").write_bytes(b"")
    assert take(folder)[0] == "0"
