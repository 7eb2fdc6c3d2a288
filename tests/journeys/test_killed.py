"""Real processes die by kill -9: no complaint with a receipt is lost, no letter is lost or quietly repeated."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from aiosmtpd.controller import Controller

from tests import folders
from tests.journeys.phone import Phone, Receipt
from tests.program import Program, free_port, until

pytestmark = pytest.mark.program


class SlowRelay:
    """Takes each mail slowly enough to be caught in the middle; remembers the id of each."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.repeated: set[str] = set()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        head = envelope.content.decode("utf-8", "replace").partition("\r\n\r\n")[0]
        lines = dict(line.split(": ", 1) for line in head.split("\r\n") if ": " in line)
        if lines.get("X-Possibly-Repeated"):
            self.repeated.add(lines["Message-ID"])
        self.ids.append(lines["Message-ID"])
        time.sleep(0.05)
        return "250 OK"


@pytest.fixture
def relay() -> Iterator[SlowRelay]:
    handler = SlowRelay()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port  # type: ignore[attr-defined]
    yield handler
    controller.stop()


@pytest.fixture
def founded(tmp_path: Path, relay: SlowRelay) -> Iterator[Program]:
    """The program with an organisation and a relay of its own."""
    folders.founded(tmp_path)
    running = Program(tmp_path, AMENDS_EMAIL_URL=f"smtp://127.0.0.1:{relay.port}?tls=none")  # type: ignore[attr-defined]
    try:
        running.start()
        yield running
    finally:
        running.clear_away()


def amends(program: Program, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "amends", *words], env=program.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Crowd:
    """Several text_messages that complain until told to stop, and keep every receipt they were shown."""

    def __init__(self, program: Program, phones: int) -> None:
        self.receipts: list[Receipt] = []
        self.lost_connections = 0
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._complain, args=(program.url, at)) for at in range(phones)]
        for thread in self.threads:
            thread.start()

    def ends(self) -> list[Receipt]:
        self.stop.set()
        for thread in self.threads:
            thread.join(60)
        return self.receipts

    def _complain(self, url: str, at: int) -> None:
        count = 0
        while not self.stop.is_set():
            count += 1
            try:
                self.receipts.append(Phone(url).complain(f"Complaint {count} of phone {at}"))
            except (requests.RequestException, AssertionError):
                self.lost_connections += 1
                time.sleep(0.2)


@pytest.mark.parametrize("part", ["amends-web", "postgres"])
def test_no_complaint_whose_receipt_was_shown_is_lost(founded: Program, part: str) -> None:
    crowd = Crowd(founded, 3)
    until(lambda: len(crowd.receipts) >= 3, "the first receipts", told=founded.told)
    for _ in range(2):
        shown = len(crowd.receipts)
        founded.named(part)[-1 if part == "amends-web" else 0].kill()
        until(lambda shown=shown: len(crowd.receipts) >= shown + 3, "receipts after the kill", told=founded.told)
    receipts = crowd.ends()
    until(founded.answers, "an answer", told=founded.told)
    numbers = {receipt.number for receipt in receipts}
    assert len(numbers) == len(receipts)
    for receipt in receipts:
        assert receipt.number in Phone(founded.url).opens(receipt), f"{receipt.number} is lost"
    assert "everything agrees" in amends(founded, "verify", "--quiet")


def test_a_killed_sender_loses_no_letter_and_repeats_none_without_saying_so(founded: Program, relay: SlowRelay) -> None:
    receipts = [Phone(founded.url).complain(f"Complaint {at}") for at in range(12)]
    killed = 0
    while killed < 3:
        sent = len(relay.ids)
        until(lambda sent=sent: len(relay.ids) > sent, "another letter", told=founded.told)
        founded.kill("amends-worker")
        killed += 1
        if len(set(relay.ids)) >= len(receipts):
            break
    until(lambda: len(set(relay.ids)) >= len(receipts), "every letter", told=founded.told)
    time.sleep(3)
    assert len(set(relay.ids)) == len(receipts)
    twice = {one for one, times in Counter(relay.ids).items() if times > 1}
    assert twice <= relay.repeated
    assert "everything agrees" in amends(founded, "verify", "--quiet")
