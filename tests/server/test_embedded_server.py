"""The embedded PostgreSQL: started by the first user, shared by all, stopped after the last, whatever is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from amends.server.postgres import embedded_server
from tests.program import until

USER = """
import sys, time; from pathlib import Path; from amends.server.postgres import embedded_server
use = embedded_server.use(Path(sys.argv[1])); print("using", flush=True); time.sleep(60)
"""


@pytest.fixture(autouse=True)
def left_alone(folder: Path) -> Iterator[None]:
    yield
    until(lambda: not embedded_server.kept(folder), "the end of the keeper")


def connect(folder: Path) -> "psycopg.Connection[tuple[object, ...]]":
    there = embedded_server.address(folder)
    return psycopg.connect(host=there["HOST"], dbname=there["NAME"], user=there["USER"], autocommit=True)


def postmaster(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "postgres/postmaster.pid").read_text().split()[0]))


def keeper(folder: Path) -> psutil.Process:
    found = postmaster(folder).parent()
    assert found is not None
    return found


def another_user(folder: Path) -> "subprocess.Popen[bytes]":
    other = subprocess.Popen([sys.executable, "-c", USER, str(folder)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"using\n"
    return other


def test_it_starts_keeps_records_and_stops(folder: Path) -> None:
    use = embedded_server.use(folder, durable=False)
    with connect(folder) as line:
        line.execute("CREATE TABLE kept (word text)")
        line.execute("INSERT INTO kept VALUES ('there')")
    process = postmaster(folder)
    use.end()
    assert not process.is_running()
    again = embedded_server.use(folder, durable=False)
    with connect(folder) as line:
        assert line.execute("SELECT word FROM kept").fetchone() == ("there",)
    again.end()


def test_it_listens_to_no_network_and_lets_only_its_owner_in(folder: Path) -> None:
    use = embedded_server.use(folder, durable=False)
    with connect(folder) as line:
        assert line.execute("SHOW listen_addresses").fetchone() == ("",)
    assert embedded_server.socket_folder(folder).stat().st_mode & 0o077 == 0
    use.end()


def test_several_programs_share_it_and_the_last_one_stops_it(folder: Path) -> None:
    other = another_user(folder)
    process = postmaster(folder)
    use = embedded_server.use(folder, durable=False)
    assert postmaster(folder) == process
    use.end()
    assert process.is_running()
    other.kill()
    other.wait()
    until(lambda: not process.is_running(), "the end of the server after its last user was killed")


def test_a_server_that_was_killed_is_started_again(folder: Path) -> None:
    use = embedded_server.use(folder, durable=False)
    process = postmaster(folder)
    process.kill()
    until(lambda: embedded_server.answers(folder) and postmaster(folder) != process, "the new server")
    with connect(folder) as line:
        assert line.execute("SELECT 1").fetchone() == (1,)
    use.end()


def test_a_keeper_that_was_killed_leaves_nothing_that_stops_the_next(folder: Path) -> None:
    use = embedded_server.use(folder, durable=False)
    process, guard = postmaster(folder), keeper(folder)
    guard.kill()
    until(lambda: not embedded_server.kept(folder), "the end of the keeper")
    embedded_server.ensure(folder, durable=False)
    until(lambda: embedded_server.answers(folder), "the new server")
    assert postmaster(folder) != process
    use.end()


def test_everything_killed_at_once_heals_at_the_next_start(folder: Path) -> None:
    other = another_user(folder)
    with connect(folder) as line:
        line.execute("CREATE TABLE kept (word text)")
    process = postmaster(folder)
    everything = [keeper(folder), *process.children(), process]
    for each in everything:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    other.kill()
    other.wait()
    psutil.wait_procs(everything, timeout=60)  # a kill takes a moment, in which a dying server still answers
    use = embedded_server.use(folder)
    with connect(folder) as line:
        assert line.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    use.end()


def test_a_stranger_with_the_number_of_the_dead_server_is_not_taken_for_it(folder: Path) -> None:
    embedded_server.use(folder, durable=False).end()
    stranger = subprocess.Popen(["sleep", "60"])
    lock = folder / "postgres/postmaster.pid"
    lock.write_text(f"{stranger.pid}\n{folder}/postgres\n1700000000\n5432\n\n\n\nready   \n")
    use = embedded_server.use(folder, durable=False)
    assert postmaster(folder).pid != stranger.pid
    assert stranger.poll() is None
    use.end()
    stranger.kill()
    stranger.wait()


def test_a_long_path_gets_a_short_private_folder_for_its_socket(folder: Path) -> None:
    deep = folder / ("a-very-long-name-" * 6)
    deep.mkdir()
    use = embedded_server.use(deep, durable=False)
    assert len(embedded_server.address(deep)["HOST"]) < embedded_server.LONGEST_SOCKET_PATH
    with connect(deep) as line:
        assert line.execute("SELECT 1").fetchone() == (1,)
    use.end()


def test_ctrl_c_in_a_terminal_does_not_reach_it(folder: Path) -> None:
    use = embedded_server.use(folder, durable=False)
    assert os.getsid(keeper(folder).pid) != os.getsid(0)
    os.kill(keeper(folder).pid, signal.SIGINT)
    assert embedded_server.answers(folder)
    use.end()


def test_a_start_that_fails_says_why(folder: Path) -> None:
    (folder / "postgres").mkdir(mode=0o700)
    (folder / "postgres/PG_VERSION").write_text("9\n")
    with pytest.raises(embedded_server.Unavailable, match="did not start"):
        embedded_server.use(folder, durable=False)


def test_a_keeper_that_is_slow_to_be_gone_is_not_started_again_and_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between letting go and being gone lies a moment, long on a busy machine: it is not a reason to try once more."""
    (tmp_path / "sitecustomize.py").write_text("import atexit, time\natexit.register(time.sleep, 2)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (folder / "postgres").mkdir(mode=0o700)
    (folder / "postgres/PG_VERSION").write_text("9\n")
    with pytest.raises(embedded_server.Unavailable, match="did not start"):
        embedded_server.use(folder, durable=False)
    assert (folder / "postgres.log").read_text().count("ended before it was ready") == 1
