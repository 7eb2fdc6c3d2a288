"""A mail relay in a process of its own, to be killed: it writes down what it takes before it says so, in many moods."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.program import free_port, until

MOODS = ("quick", "slow", "silent", "refusing")
FOREVER_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Word:
    """One mail that the relay took, and the moment when it said so."""

    id: str
    at: float
    repeated: bool


class Relay:
    """Started, killed and started again at one port; the list of what it took stays."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.book, self.mood = folder / "relay.jsonl", folder / "relay.mood"
        self.be("quick")
        self.start()

    def start(self) -> None:
        words = [sys.executable, "-m", "tests.journeys.relay", str(self.port), str(self.book), str(self.mood)]
        self.process = subprocess.Popen(words, cwd=Path(__file__).parents[2])
        until(lambda: _listens(self.port), "the relay")

    def be(self, mood: str) -> None:
        draft = self.mood.with_suffix(".new")
        draft.write_text(mood)
        draft.rename(self.mood)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def words(self) -> list[Word]:
        lines = self.book.read_text().splitlines() if self.book.exists() else []
        return [Word(**json.loads(line)) for line in lines]


class Handler:
    def __init__(self, book: Path, mood: Path) -> None:
        self.book, self.mood = book.open("a"), mood

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.mood.read_text() == "refusing":
            return "451 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        mood = self.mood.read_text()
        await asyncio.sleep({"slow": 0.5, "silent": FOREVER_SECONDS}.get(mood, 0.02))
        head = envelope.content.decode("utf-8", "replace").partition("\r\n\r\n")[0]
        lines = dict(line.split(": ", 1) for line in head.split("\r\n") if ": " in line)
        word = {"id": lines["Message-ID"], "at": time.time(), "repeated": "X-Possibly-Repeated" in lines}
        self.book.write(json.dumps(word) + "\n")
        self.book.flush()
        os.fsync(self.book.fileno())
        return "250 OK"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main() -> None:
    port, book, mood = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    Controller(Handler(book, mood), hostname="127.0.0.1", port=port).start()
    while os.getppid() != 1:
        time.sleep(1)


if __name__ == "__main__":
    main()
