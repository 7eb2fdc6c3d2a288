"""The reader of a mailbox dies by kill -9, also between keeping a message and marking it: none is lost, none is two."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from django.utils import timezone

from amends.cases.models import Case
from tests import folders
from tests.intake import servers
from tests.program import Program, until

pytestmark = pytest.mark.program
LETTERS = 30
SET_UP = """
from amends.platform import sealing
from amends.organisation.inbound_channels import Mailbox
Mailbox.objects.create(name="Post", host="127.0.0.1", port={port}, security="none", user="{user}",
                       password=sealing.seal("{password}"))
"""


class Line:
    """The wire to the mail server; what is called at a mark happens before the server hears of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.marks = 0
        self.at: dict[int, Callable[[], object]] = {}
        self.listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                reader, _address = self.listening.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                threading.Thread(target=self._carry, args=(reader, server, self._marked), daemon=True).start()
                threading.Thread(target=self._carry, args=(server, reader, lambda _said: True), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, passes: Callable[[bytes], bool]) -> None:
        with suppress(OSError), source, target:
            while (said := source.recv(65536)) and passes(said):
                target.sendall(said)
            target.shutdown(socket.SHUT_RDWR)

    def _marked(self, said: bytes) -> bool:
        """Whether the line holds: at the marks that were chosen, somebody dies and the mark never arrives."""
        if b" STORE " not in said:
            return True
        self.marks += 1
        if dies := self.at.pop(self.marks, None):
            dies()
        return not dies


@pytest.fixture
def post() -> Iterator[servers.Imap]:
    with servers.imap() as running:
        yield running


@contextmanager
def founded(program: Program, line: Line) -> Iterator[Program]:
    """The program with an organisation whose mailbox is at the end of this line."""
    mailbox = SET_UP.format(port=line.listening.getsockname()[1], user=servers.USER, password=servers.PASSWORD)
    run(program, "manage", "shell", "--no-imports", "-c", mailbox)
    try:
        program.start()
        yield program
    finally:
        program.clear_away()


def run(program: Program, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "amends", *words], env=program.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def letter(at: int) -> bytes:
    return (
        f"From: Person {at} <{sender_of(at)}>\r\nTo: complaints@defne.example\r\nSubject: Towel {at}\r\n"
        f"Message-ID: <towel-{at}@example.org>\r\n\r\nTowel {at} lost its threads.\r\n"
    ).encode()


def sender_of(at: int) -> str:
    return f"person-{at}@example.org"


def test_a_reader_killed_between_keeping_and_marking_loses_nothing_and_repeats_nothing(
    folder: Path, post: servers.Imap
) -> None:
    line = Line(post.port)
    with founded(Program(folders.founded(folder)), line) as program:
        line.at = dict.fromkeys((2, 7, 19), lambda: program.kill("amends-worker"))
        post.deliver_all((letter(at), timezone.now()) for at in range(LETTERS))
        time.sleep(random.random())  # and once more, at any moment at all
        with suppress(IndexError, psutil.NoSuchProcess):  # when it is dead already
            program.kill("amends-worker")
        with post.client() as client:  # signing in is what costs a mail server most
            until(lambda: not servers.unread(client) and not line.at, "the end of the mail", told=program.told)
        found = all_cases(program)
        assert sorted(sender for sender, _number in found) == sorted(map(sender_of, range(LETTERS)))
        assert len({number for _sender, number in found}) == LETTERS
        assert "everything agrees" in run(program, "verify", "--quiet")


def all_cases(program: Program) -> list[tuple[str, str]]:
    """Who wrote, and the case that came of it, once everything is sorted; a case of nobody's message would show."""
    found: list[tuple[str, str]] = []

    def sorted_() -> bool:
        cases = Case.objects.filter(channel="email").values_list("incoming__head", "number")
        pairs = [(head["from"] if head else "nobody", number) for head, number in program.asked(cases)]
        found[:] = [(sender, number) for sender, number in pairs if sender.startswith(("person-", "nobody"))]
        return len(found) >= LETTERS

    until(sorted_, "the cases", told=program.told)
    return found
