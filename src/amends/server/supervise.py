"""`amends serve`: the database, the web server and the worker as one program, each restarted when it dies."""

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connections

from amends.server import database, shutdown, web, worker
from amends.server.postgres import embedded_server
from amends.server.shutdown import Ending

LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 30.0  # who lived this long is restarted at once
log = logging.getLogger(__name__)


@dataclass
class Child:
    """One of the programs, its process while it runs, and when to start it anew."""

    name: str
    program: Callable[[], None]
    pid: int = 0
    began: float = 0.0
    pause: float = 0.25
    due: float = 0.0

    def start(self) -> None:
        self.began = time.monotonic()
        self.pid = forked(self.name, self.program) if sys.platform == "linux" else spawned(self.name)

    def died(self, status: int) -> None:
        lived = time.monotonic() - self.began
        self.pid = 0
        self.pause = 0.25 if lived > STEADY_SECONDS else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
        self.due = time.monotonic() + self.pause
        log.error("%s ended with %s; starting it again in %.1f s", self.name, status, self.pause)


def run() -> int:
    """Runs everything until told to end."""
    if taken := listener_taken():
        print(taken, file=sys.stderr)
        return 1
    shutdown.be_called("amends-serve")
    with database.held():
        database.migrate()
        prepare()
        end = Ending(signal.SIGCHLD)
        children = [Child("web", web.run), Child("worker", work)]
        for child in children:
            child.start()
        announce(end)
        while not end.asked:
            look_after(children)
            end.wait(1.0)
        stop(children, end)
    return 0


def prepare() -> None:
    """Loads everything once; what is loaded here is shared by all the processes that part from this one."""
    web.preload()
    connections.close_all()
    gc.collect()
    gc.freeze()


def work() -> None:
    worker.run(Ending())


def look_after(children: list[Child]) -> None:
    for child in children:
        if child.pid and (status := ended(child.pid)) is not None:
            child.died(status)
        if not child.pid and time.monotonic() >= child.due:
            child.start()
    if settings.EMBEDDED and not embedded_server.kept(settings.DATA):
        log.error("the keeper of the database is gone; starting another")
        embedded_server.ensure(settings.DATA)


def stop(children: list[Child], end: Ending) -> None:
    """Asks everybody to end, and insists after a while or when asked twice."""
    deadline = time.monotonic() + shutdown.PATIENCE_SECONDS
    running = [child.pid for child in children if child.pid]
    tell(running, signal.SIGTERM)
    while running := [pid for pid in running if ended(pid) is None]:
        if time.monotonic() > deadline or end.asked > 1:
            tell(running, signal.SIGKILL)
        end.pause(0.1)


def tell(running: list[int], what: signal.Signals) -> None:
    for pid in running:
        os.kill(pid, what)


def ended(pid: int) -> int | None:
    """With which code a child ended, if it did."""
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    return os.waitstatus_to_exitcode(status) if found else None


def forked(name: str, program: Callable[[], None]) -> int:
    """Parts from this process, sharing its memory."""
    parent = os.getpid()
    if pid := os.fork():
        return pid
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(each, signal.SIG_DFL)
        shutdown.be_called(f"amends-{name}")
        shutdown.end_with(parent)
        program()
        code = 0
    except SystemExit as wish:
        code = wish.code if isinstance(wish.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def spawned(name: str) -> int:
    """Where a process that forks without starting another program may crash, as on macOS."""
    return subprocess.Popen([sys.executable, "-m", "amends", name, "--supervised"]).pid


def listener_taken() -> str | None:
    """The web server shares its port among its processes, so it would not notice a stranger on it."""
    family = socket.AF_INET6 if ":" in settings.LISTEN_HOST else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.LISTEN_HOST, settings.LISTEN_PORT))
        except OSError as error:
            where = f"{settings.LISTEN_HOST}:{settings.LISTEN_PORT}"
            return f"Cannot listen at {where}: {error.strerror}. Set AMENDS_LISTEN."
    return None


def announce(end: Ending) -> None:
    """One line, once the first page can be had."""
    deadline = time.monotonic() + 30
    while not end.asked and time.monotonic() < deadline:
        try:
            socket.create_connection((settings.LISTEN_HOST, settings.LISTEN_PORT), timeout=1).close()
        except OSError:
            end.wait(0.05)
        else:
            print(f"Amends is at {settings.URL} (Ctrl-C stops it)", flush=True)
            return
