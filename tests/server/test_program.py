"""The whole program as people run it: it starts, survives the death of any part, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from amends.server.postgres import embedded_server
from tests import folders
from tests.program import Program, alive, name_of, until

pytestmark = pytest.mark.program
PARTS = ("amends-web", "amends-worker", "amends-keeper", "postgres")
AT_WORK = {"amends-serve": 1, "amends-web": 3, "amends-worker": 1, "amends-keeper": 1}


@pytest.fixture(scope="module")
def lasting() -> Iterator[Program]:
    """The program that those tests share after which it runs on."""
    with tempfile.TemporaryDirectory(prefix="amends-test-", ignore_cleanup_errors=True) as place:
        running = Program(folders.with_tables(Path(place)))
        try:
            running.start()
            yield running
        finally:
            running.clear_away()


@pytest.fixture
def shared(lasting: Program) -> Program:
    """It, when it is whole: every part is there once, and nothing is left of those that another test killed."""
    until(lambda: whole(lasting) and lasting.answers(), "the whole program", told=lasting.told)
    return lasting


def whole(program: Program) -> bool:
    there = {each for each in program.processes() if alive(each)}
    count = Counter(map(name_of, there))
    return there == set(program.left_over()) and {**count, **AT_WORK} == count and count["postgres"] > 0


def test_it_says_where_it_is_and_answers(shared: Program) -> None:
    until(lambda: f"Amends is at {shared.url}" in shared.told(), "the address")
    assert shared.get("/alive") == 200
    assert shared.get("/account/login/") == 200
    assert [bool(shared.named(part)) for part in PARTS] == [True] * 4


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_when_asked(program: Program, by: signal.Signals) -> None:
    until(lambda: "Amends is at" in program.told(), "the address")
    assert program.end(by) == 0
    until(lambda: not program.left_over(), "the end of every process", within=30)
    assert "Traceback" not in program.told()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_killed_comes_back(shared: Program, part: str) -> None:
    until(lambda: shared.named(part), part)
    victim = shared.kill(part)
    until(lambda: any(each != victim for each in shared.named(part)), f"another {part}", told=shared.told)
    until(shared.answers, "an answer after that", told=shared.told)


def test_one_of_the_web_processes_that_is_killed_comes_back(shared: Program) -> None:
    until(lambda: len(shared.named("amends-web")) == 3, "two web processes and their master")
    victim = shared.named("amends-web")[-1]
    victim.kill()
    until(lambda: len([each for each in shared.named("amends-web") if each != victim]) == 3, "another one")
    until(shared.answers, "an answer", told=shared.told)


def test_a_supervisor_that_is_killed_leaves_no_orphans(program: Program) -> None:
    until(lambda: all(program.named(part) for part in PARTS), "all parts")
    assert program.process is not None
    program.process.kill()
    program.process.wait()
    until(lambda: not program.left_over(), "the end of every process", within=30)


def test_it_starts_again_after_everything_was_killed(program: Program) -> None:
    everything = program.processes()  # the supervisor first: while it lives it starts what was killed anew
    for each in everything:
        with suppress(psutil.NoSuchProcess):  # it went with another
            each.kill()
    assert program.process is not None
    program.process.wait()
    psutil.wait_procs(everything, timeout=60)
    program.start()
    assert program.answers()


def test_another_command_can_use_the_same_data_meanwhile(shared: Program) -> None:
    command = [sys.executable, "-m", "amends", "migrate"]
    done = subprocess.run(command, env=shared.environment(), capture_output=True, text=True, check=False)
    assert done.stdout == "Everything is in place already\n"
    assert shared.answers()


def test_a_port_in_use_is_refused_in_words(shared: Program) -> None:
    command = [sys.executable, "-m", "amends", "serve"]
    done = subprocess.run(command, env=shared.environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Cannot listen" in done.stderr
    assert "AMENDS_LISTEN" in done.stderr


def test_a_faulty_setting_stops_it_before_anything_starts(shared: Program) -> None:
    command = [sys.executable, "-m", "amends", "serve"]
    faulty = {**shared.environment(), "AMENDS_WEB_WORKERS": "none", "AMENDS_SECRET_KEY": "short"}
    done = subprocess.run(command, env=faulty, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "AMENDS_WEB_WORKERS" in done.stderr
    assert "AMENDS_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_light_at_rest(shared: Program) -> None:
    for _ in range(20):
        shared.get("/account/login/")
    ours = [each for each in shared.processes() if each.name().startswith("amends")]
    if not hasattr(psutil.Process(), "memory_full_info") or not sys.platform.startswith("linux"):
        pytest.skip("only Linux says how memory is shared")
    assert sum(each.memory_full_info().pss for each in ours) < 250_000_000


def test_ctrl_c_reaches_every_process_at_once_and_still_ends_cleanly(folder: Path) -> None:
    """Of a first start, in an empty folder."""
    running = Program(folder)
    try:
        process = running.launch(own_group=True)
        until(lambda: "Amends is at" in running.told(), "the address", told=running.told)
        running.processes()
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(15) == 0
        until(lambda: not running.left_over(), "the end of every process", within=30)
        assert "Traceback" not in running.told()
    finally:
        running.clear_away()


def test_it_runs_on_a_database_of_somebody_else(folder: Path) -> None:
    """One that is empty at first."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    use = embedded_server.use(elsewhere, durable=False)
    there = embedded_server.address(elsewhere)
    url = f"postgresql://{there['USER']}@/{there['NAME']}?host={there['HOST']}"
    running = Program(folder, DATABASE_URL=url)
    try:
        running.start()
        assert not running.named("amends-keeper")
        killed = psutil.Process(int((elsewhere / "postgres/postmaster.pid").read_text().split()[0]))
        killed.kill()
        until(running.answers, "an answer from the database that came back", told=running.told)
    finally:
        running.clear_away()
        use.end()


def test_web_and_worker_run_alone_and_share_the_database(shared: Program) -> None:
    before = shared.told().count("Traceback")
    alone = Program(shared.data)
    alone.launch("web")
    until(alone.answers, "an answer", told=alone.told)
    assert alone.end() == 0
    alone.launch("worker")
    until(lambda: any(one.num_threads() > 3 for one in alone.processes()), "the lanes of the worker", told=alone.told)
    assert alone.end() == 0
    assert shared.answers()
    assert alone.told().count("Traceback") <= before  # of those whose database was killed by another test
