"""The real program in processes of its own, for tests that kill some of them."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.db.models import QuerySet

from amends.server.postgres import embedded_server
from tests import environment

PATIENCE_SECONDS = 90.0  # other tests keep the machine busy meanwhile


class Program:
    def __init__(self, data: Path, *, python: Path | str = sys.executable, **settings: str) -> None:
        self.data = data
        self.python = python
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = settings
        self.log = data / "program.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.seen: list[psutil.Process] = []

    def start(self, *words: str, within: float = PATIENCE_SECONDS) -> None:
        """Starts it and waits for the first answer."""
        process = self.launch(*words)
        until(lambda: self.answers() or process.poll() is not None, "the first answer", within=within, told=self.told)
        assert process.poll() is None, self.told()

    def launch(self, *words: str, own_group: bool = False) -> "subprocess.Popen[bytes]":
        command = [self.python, "-m", "amends", *(words or ("serve",))]
        with suppress(FileExistsError):
            (self.data / "templates").symlink_to(environment.COMPILED)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment(), stdout=log, stderr=log, start_new_session=own_group, cwd=self.data
            )
        return self.process

    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not environment.is_ours(name)}
        ours = {"AMENDS_DATA": str(self.data), "AMENDS_LISTEN": f"127.0.0.1:{self.port}"}
        return {**plain, **ours, **self.settings, "DJANGO_SETTINGS_MODULE": "amends.server.settings"}

    def answers(self) -> bool:
        """Whether a page that asks the database comes."""
        try:
            return bool(self.get("/alive") == 200)
        except (OSError, urllib.error.URLError):
            return False

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as response:
                return int(response.status)
        except urllib.error.HTTPError as answer:
            return answer.code

    def asked(self, rows: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
        """What its records say, straight from its own database: a command of its own would first load everything."""
        question, values = rows.query.sql_with_params()
        with self.records() as line:
            return line.execute(question, values).fetchall()

    def records(self) -> "psycopg.Connection[tuple[Any, ...]]":
        there = embedded_server.address(self.data)
        return psycopg.connect(host=there["HOST"], dbname=there["NAME"], user=there["USER"])

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to end and gives its exit code."""
        assert self.process
        self.processes()
        self.process.send_signal(by)
        return self.process.wait(PATIENCE_SECONDS)

    def processes(self) -> list[psutil.Process]:
        """All of it that runs now: the supervisor and what came from it."""
        assert self.process
        try:
            top = psutil.Process(self.process.pid)
            found = [top, *top.children(recursive=True)]
        except psutil.NoSuchProcess:
            found = []
        self.seen = list({each.pid: each for each in [*self.seen, *found]}.values())
        return found

    def named(self, name: str) -> list[psutil.Process]:
        """Those called amends-web, amends-worker, amends-keeper or postgres; the eldest first."""
        return [each for each in self.processes() if alive(each) and name_of(each) == name]

    def kill(self, name: str) -> psutil.Process:
        """Kills the eldest of a name as the kernel does when memory is short, without a chance to cleanup up."""
        victim = self.named(name)[0]
        victim.kill()
        return victim

    def left_over(self) -> list[psutil.Process]:
        return [each for each in self.seen if alive(each)]

    def told(self) -> str:
        log = self.data / "postgres.log"
        return self.log.read_text() + (log.read_text(errors="replace")[-2000:] if log.exists() else "")

    def clear_away(self) -> None:
        if self.process and self.process.poll() is None:
            self.end()
        for each in self.left_over():
            with suppress(psutil.NoSuchProcess):
                each.kill()


def name_of(process: psutil.Process) -> str:
    """Empty when it has ended meanwhile."""
    try:
        return str(process.name())
    except psutil.NoSuchProcess:
        return ""


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(
    so: Callable[[], object], what: str, *, within: float = PATIENCE_SECONDS, told: Callable[[], str] = str
) -> None:
    """Waits until something is so, and says what was expected when it never is."""
    deadline = time.monotonic() + within
    while not so():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come within {within:.0f} s\n{told()}")
        time.sleep(0.03)


def free_port() -> int:
    """Below the ports that the system gives out by itself, and none that another process of tests would try."""
    nth = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in random.sample(range(20_000 + 500 * nth, 20_500 + 500 * nth), 500):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
