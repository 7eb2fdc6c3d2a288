"""The real programs that are measured: started, watched until they answer, weighed, and ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

AMENDS = (sys.executable, "-m", "amends")
BARE = "amends.server.bench_settings"


@dataclass
class Program:
    """One running program and where it listens."""

    process: subprocess.Popen[bytes]
    address: tuple[str, int]

    def weight_mb(self) -> float:
        """The memory of all its processes, shared pages counted by their share (PSS); 0 where the system cannot say."""
        return sum(_pss_kb(pid) for pid in _family(self.process.pid)) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: tuple[str, ...], *, listens: bool = True, bare: bool = False) -> Iterator[Program]:
    """The program while it is measured; its end is waited for."""
    address = ("127.0.0.1", free_port())
    environment = {**os.environ, "AMENDS_LISTEN": f"127.0.0.1:{address[1]}"}
    environment["DJANGO_SETTINGS_MODULE"] = BARE if bare else "amends.server.settings"
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if listens:
            wait_until_open(address)
        yield Program(process, address)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_open(address: tuple[str, int], patience: float = 60) -> float:
    """Seconds until somebody listens there."""
    began = time.perf_counter()
    while time.perf_counter() - began < patience:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(address) == 0:
                return time.perf_counter() - began
        time.sleep(0.01)
    raise TimeoutError(f"nobody listens at {address[0]}:{address[1]}")


def _family(pid: int) -> list[int]:
    """The process and all its children, without the database's own."""
    children = [int(child) for child in _children(pid) if not _is_database(int(child))]
    return [pid, *(one for child in children for one in _family(child))]


def _children(pid: int) -> list[str]:
    listed = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return " ".join(listed).split()


def _is_database(pid: int) -> bool:
    words = Path(f"/proc/{pid}/cmdline").read_bytes() if Path(f"/proc/{pid}").exists() else b""
    return b"postgres" in words.split(b"\0")[0] or b"amends.server.keeper" in words


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
