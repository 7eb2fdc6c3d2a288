"""The audit pack as an auditor meets it: unzipped elsewhere, checked with a plain Python, changed by somebody."""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from amends.assurance.audit_pack import audit_pack_files, audit_pack_request, check
from amends.assurance.audit_pack.audit_pack_request import AuditPackRequest
from amends.cases.errors import InvalidForm
from amends.cases.models import Case
from amends.cases.retention import erasure
from amends.server.commands import audit_pack as command
from tests.assurance.population import NAMES, Works
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Istanbul")
WANTED = AuditPackRequest(date(2026, 1, 1), date(2026, 12, 31), "4711", 2)


@pytest.fixture(scope="module")
def packed(lived: Works) -> bytes:
    lived.document("Our complaints policy")
    return audit_pack_files.make(WANTED, now=lived.now, language="en").content


@pytest.fixture
def folder(packed: bytes, tmp_path: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    return tmp_path


def checked(folder: Path) -> tuple[int, str]:
    """With a Python that knows nothing of this program."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "check.py")], capture_output=True, text=True, env={}, check=False
    )
    return done.returncode, done.stdout + done.stderr


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"))))


def test_every_file_stands_in_the_list_of_sums(folder: Path):
    listed = dict(line.split("  ", 1)[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()} - {"SHA256SUMS"}
    assert set(listed) == there
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == said for name, said in listed.items())


def test_a_plain_python_finds_that_everything_agrees(folder: Path):
    status, said = checked(folder)
    assert status == 0, said
    assert "everything agrees" in said


def test_what_was_erased_stands_in_a_list_and_its_history_still_checks(lived: Works, tmp_path: Path):
    gone = Case.objects.filter(inside=False, closed_at__isnull=False).order_by("id")[0]
    erasure.erase(gone, cause="asked", by=lived.house.leyla, now=lived.now)
    content = audit_pack_files.make(replace(WANTED, size=200), now=lived.now, language="en").content
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    [row] = rows(tmp_path, "erased.csv")
    assert (row["Number"], row["Why"], row["By"]) == (gone.number, "the person asked for it", "Leyla Aksoy")
    assert (tmp_path / "sample" / f"{gone.number}.json").exists()
    assert checked(tmp_path)[0] == 0


@pytest.mark.parametrize("name", ["SUMMARY.pdf", "register.csv", "matrix.csv", "README.txt"])
def test_a_changed_byte_is_found(folder: Path, name: str):
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))
    status, said = checked(folder)
    assert status == 1
    assert f"{name}: not the file that was put in" in said


def test_a_changed_entry_is_found_even_when_the_sums_are_made_anew(folder: Path):
    file = next((folder / "sample").glob("*.json"))
    history = json.loads(file.read_text())
    history["entries"][0]["at"] = "2026-01-01T00:00:00+00:00"
    file.write_text(json.dumps(history))
    sums = "".join(
        f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n"
        for one in folder.rglob("*")
        if one.is_file() and one.name != "SHA256SUMS"
    )
    (folder / "SHA256SUMS").write_text(sums)
    status, said = checked(folder)
    assert status == 1
    assert "entry 1 does not fit its digest" in said


def test_a_case_that_was_drawn_and_is_not_there_is_found(folder: Path):
    next((folder / "sample").glob("*.json")).unlink()
    status, said = checked(folder)
    assert status == 1
    assert "drawn and missing" in said


def test_every_stratum_has_its_cases_and_the_seed_decides_which(folder: Path):
    register, sample = rows(folder, "register.csv"), rows(folder, "sample.csv")
    drawn = {row["number"]: row["strata"].split("; ") for row in sample}
    for stratum, numbers in check.strata(register).items():
        assert sum(stratum in strata for strata in drawn.values()) == min(WANTED.size, len(numbers)), stratum
    assert check.draw(register, seed="4711", size=2) == drawn
    assert check.draw(register, seed="4712", size=2) != drawn


def test_the_register_has_every_case_of_the_period_and_says_how_it_went(folder: Path, lived: Works):
    register = {row["number"]: row for row in rows(folder, "register.csv")}
    outside = Case.objects.filter(inside=False)
    assert set(register) == set(outside.values_list("number", flat=True))
    for case in outside:
        row = register[case.number]
        assert row["closed_on"] == (f"{case.closed_at.astimezone(ZONE):%Y-%m-%d}" if case.closed_at else "")
        assert row["second_round"] == ("yes" if case.round > 1 else "no")
        assert row["refused"] == ("yes" if case.entries.filter(kind="refused").exists() else "no")
    assert {"yes", "no"} == {row["late"] for row in register.values()}


def test_nothing_of_any_complainant_is_in_it(packed: bytes):
    archive = zipfile.ZipFile(io.BytesIO(packed))
    for name in archive.namelist():
        if name.startswith("editions/") or name.endswith(".pdf"):
            continue
        text = archive.read(name).decode("utf-8-sig")
        assert not [word for word in NAMES if word in text], name


def test_it_holds_what_an_auditor_asks_for(folder: Path):
    for name in (
        "SUMMARY.pdf",
        "matrix.csv",
        "figures.csv",
        "objectives.csv",
        "own-work.csv",
        "actions.csv",
        "documents.csv",
        "training.csv",
        "in-force.csv",
        "drawing.json",
        "README.txt",
    ):
        assert (folder / name).stat().st_size > 10, name
    assert "Our complaints policy" in {row["Title"] for row in rows(folder, "documents.csv")}
    assert list((folder / "editions").glob("agreement-*/procedure.toml"))
    assert list((folder / "own-work").glob("*.json"))


def test_what_is_asked_wrongly_is_said_at_once():
    said = {"since": "2026-03-01", "until": "2026-02-01", "seed": " ", "size": "0"}
    with pytest.raises(InvalidForm) as faulty:
        audit_pack_request.clean(said, today=date(2026, 6, 1))
    assert set(faulty.value.faults) == {"until", "seed", "size"}
    with pytest.raises(InvalidForm) as faulty:
        audit_pack_request.clean({**said, "since": "yesterday", "until": "2026-06-02"}, today=date(2026, 6, 1))
    assert set(faulty.value.faults) == {"since", "until", "seed", "size"}


def test_it_comes_from_the_desk(lived: Works):
    desk = at_desk(lived.house.leyla)
    said = {"since": "2026-01-01", "until": "2026-08-01", "seed": "x", "size": "1"}
    answer = desk.post("/desk/evidence/pack/", said)
    assert answer["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    wrong = desk.post("/desk/evidence/pack/", {**said, "size": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()


def test_the_command_writes_it_or_says_what_is_wrong(lived: Works, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    parser = argparse.ArgumentParser()
    command.add(parser)
    asks = [str(tmp_path), "--since", "2026-01-01", "--until", "2026-08-01"]
    assert command.write(parser.parse_args([*asks, "--seed", "7"])) == 0
    assert zipfile.ZipFile(tmp_path / "audit-pack-2026-01-01-2026-08-01.zip").testzip() is None
    assert command.write(parser.parse_args([*asks, "--size", "none"])) == 2
    assert "--size" in capsys.readouterr().err
