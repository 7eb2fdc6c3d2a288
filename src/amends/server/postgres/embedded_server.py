"""The PostgreSQL that comes with Amends: found, started when nobody has yet, and left running while anybody uses it.

Several programs may use one data folder. Each holds a shared lock on `users` for as long as it lives; a keeper
(amends.server.postgres.keeper_process), a process of its own, runs the server and waits for an exclusive lock on the
same file. It gets that lock when the last user is gone, however it went, and then stops the server.
"""

import fcntl
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

NAME = USER = "amends"
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes, 104 on macOS
PATIENCE_SECONDS = 120  # a database that was killed replays its journal first


class Unavailable(Exception):
    """The embedded database could not be started; says what it said."""


class Use:
    """One program's use of the database: it runs until every use has ended."""

    def __init__(self, data: Path, lock: IO[str]) -> None:
        self.data = data
        self.lock = lock

    def end(self, *, patience: float = 10) -> None:
        """Lets go and, where this was the last use, waits until the server is down."""
        self.lock.close()
        deadline = time.monotonic() + patience
        while kept(self.data) and not used(self.data) and time.monotonic() < deadline:
            time.sleep(0.02)


def address(data: Path) -> dict[str, str]:
    """Where the database is, for Django; it need not run yet."""
    return {"NAME": NAME, "USER": USER, "PASSWORD": "", "HOST": str(socket_folder(data)), "PORT": ""}


def use(data: Path, *, durable: bool = True) -> Use:
    """Makes sure that the database runs and goes on running until the use is ended or this process is."""
    (data / "locks").mkdir(parents=True, exist_ok=True)
    lock = (data / "locks/users").open("w")
    fcntl.flock(lock, fcntl.LOCK_SH)  # waits while a keeper is stopping the server
    try:
        ensure(data, durable=durable)
    except BaseException:
        lock.close()
        raise
    return Use(data, lock)


def ensure(data: Path, *, durable: bool = True) -> None:
    """Starts a keeper unless one is there, and waits until the server answers."""
    with alone(data / "locks/start"):
        keeper = None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (kept(data) and answers(data)):
            if keeper and not kept(data):  # it has let go; its process may take a while to be gone
                keeper.wait()
                raise Unavailable(f"The embedded database did not start:\n{last_words(data)}")
            if not keeper and not kept(data):
                keeper = start_keeper(data, durable=durable)
            if time.monotonic() > deadline:
                raise Unavailable(f"The embedded database does not answer:\n{last_words(data)}")
            time.sleep(0.02)


def start_keeper(data: Path, *, durable: bool) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C in a terminal ends the programs first and the database last."""
    command = [
        sys.executable,
        "-m",
        "amends.server.postgres.keeper_process",
        str(data),
        *([] if durable else ["--hasty"]),
    ]
    keep_short(log := data / "postgres.log")
    with log.open("ab") as output:
        keeper = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, cwd="/"
        )
    while keeper.poll() is None and not kept(data):
        time.sleep(0.01)
    return keeper


def kept(data: Path) -> bool:
    """Whether a keeper is at work."""
    return locked(data / "locks/keeper")


def used(data: Path) -> bool:
    """Whether any program uses it; a keeper that is stopping it holds the same lock, but alone."""
    users = data / "locks/users"
    return locked(users, fcntl.LOCK_EX) and not locked(users, fcntl.LOCK_SH)


def locked(file: Path, against: int = fcntl.LOCK_SH) -> bool:
    if not file.exists():
        return False
    with file.open("r") as lock:
        try:
            fcntl.flock(lock, against | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def alone(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def answers(data: Path) -> bool:
    """Whether the server takes connections; a socket alone is not enough while it replays its journal."""
    if not said_ready(data):
        return False
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(socket_folder(data) / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def said_ready(data: Path) -> bool:
    """Whether the server of the present keeper, and not one left over, says in its eighth line that it is ready."""
    try:
        lines = (data / "postgres/postmaster.pid").read_text().splitlines()
        noted = (data / "locks/keeper").read_text()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready" and lines[0] == noted


def socket_folder(data: Path) -> Path:
    """Inside the data folder, or in a private one with a short name where that path would be too long."""
    inside = data / "run"
    if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return inside
    return Path(tempfile.gettempdir()) / f"amends-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def keep_short(log: Path, *, most: int = 5_000_000) -> None:
    if log.exists() and log.stat().st_size > most:
        log.replace(log.with_suffix(".log.1"))


def last_words(data: Path) -> str:
    log = data / "postgres.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-12:]) if log.exists() else ""
