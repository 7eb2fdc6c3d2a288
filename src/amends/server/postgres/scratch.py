"""Databases to play in and throw away: the tables are made once for a version, and each database is a copy of them.

They live in an embedded PostgreSQL of their own, which is not durable, so that nothing here can touch living records
or wait for the disk. Whoever uses one holds it as `embedded` says; what nobody holds any more is dropped by the next.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psutil
import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Identifier

from amends.server.postgres import embedded_server, keeper_process

MIGRATIONS = Path(__file__).parents[2] / "migrations"
OTHERS = ("django", "django-allauth", "django-pgtrigger")  # whose tables and triggers stand beside ours
MADE = "tables_"
COPY = "copy_"


@contextmanager
def server(folder: Path) -> Iterator[None]:
    """Keeps the PostgreSQL of this folder running; one that a power cut has spoilt is made anew."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        use = embedded_server.use(folder, durable=False)
    except embedded_server.Unavailable:
        shutil.rmtree(folder / "postgres", ignore_errors=True)
        use = embedded_server.use(folder, durable=False)
    try:
        yield
    finally:
        use.end()


@contextmanager
def database(folder: Path, name: str = "") -> Iterator[None]:
    """Django's connection leads to a fresh copy with all tables and no rows; the copy is gone afterwards.

    Inside `server`, and in each process for itself. `name` tells copies of one process apart.
    """
    before = dict(connection.settings_dict)
    copy = f"{COPY}{os.getpid()}{name}"
    connection.close()
    with embedded_server.alone(folder / "locks/tables"):
        _drop_forgotten(folder)
        made = _tables(folder)
        _do(folder, SQL("DROP DATABASE IF EXISTS {}"), copy)
        _do(folder, SQL("CREATE DATABASE {} TEMPLATE {}"), copy, made)
    _lead(folder, copy)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        _do(folder, SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), copy)


def digest() -> str:
    """Changes with every migration, ours or theirs, and with the PostgreSQL that holds them."""
    total = hashlib.sha256(repr([keeper_process.VERSION, *((name, version(name)) for name in OTHERS)]).encode())
    for file in sorted(MIGRATIONS.glob("*.py")):
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()[:16]


def _tables(folder: Path) -> str:
    """The database that is copied, made where these migrations have not been applied yet; others are outdated."""
    made = f"{MADE}{digest()}"
    there = _names(folder)
    if made not in there:
        for outdated in (name for name in there if name.startswith(MADE)):
            _do(folder, SQL("DROP DATABASE {} WITH (FORCE)"), outdated)
        draft = f"{MADE}draft"
        _do(folder, SQL("CREATE DATABASE {}"), draft)
        before = dict(connection.settings_dict)
        _lead(folder, draft)
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()
        connection.settings_dict.update(before)
        _do(folder, SQL("ALTER DATABASE {} RENAME TO {}"), draft, made)  # half made is never taken for made
    return made


def _drop_forgotten(folder: Path) -> None:
    """Copies of programs that were killed."""
    for name in _names(folder):
        if name.startswith(COPY) and not psutil.pid_exists(int(name.removeprefix(COPY).partition("_")[0])):
            _do(folder, SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


def _lead(folder: Path, name: str) -> None:
    connection.close()
    connection.settings_dict.update({**embedded_server.address(folder), "NAME": name})


def _names(folder: Path) -> list[str]:
    with _line(folder) as line:
        return [str(row[0]) for row in line.execute("SELECT datname FROM pg_database")]


def _do(folder: Path, what: SQL, *names: str) -> None:
    with _line(folder) as line:
        line.execute(what.format(*map(Identifier, names)))


def _line(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    there = embedded_server.address(folder)
    return psycopg.connect(host=there["HOST"], dbname=there["NAME"], user=there["USER"], autocommit=True)
