"""A real IMAP server and a real SMTP server on this machine, for the time of a test."""

from __future__ import annotations

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from aiosmtpd.controller import Controller

from tests.program import free_port

USER, PASSWORD = "demouser", "demopass"


@dataclass
class Imap:
    port: int

    def deliver(self, raw: bytes, *, at: datetime | None = None, seen: bool = False) -> None:
        """Puts a message into the mailbox, as a mail server would."""
        moment = imaplib.Time2Internaldate(at.astimezone(UTC)) if at else None
        with self.client() as client:
            status, said = client.append("INBOX", r"(\Seen)" if seen else None, moment, raw)
            assert status == "OK", said

    def deliver_all(self, messages: Iterable[tuple[bytes, datetime]]) -> None:
        """Many messages with their moments, by one connection."""
        with self.client() as client:
            for raw, at in messages:
                assert client.append("INBOX", None, imaplib.Time2Internaldate(at.astimezone(UTC)), raw)[0] == "OK"

    def unread(self) -> int:
        with self.client() as client:
            return unread(client)

    def within(self, folder: str) -> int:
        with self.client() as client:
            return int(client.select(folder, readonly=True)[1][0] or 0)

    def client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        return client


def unread(client: imaplib.IMAP4) -> int:
    client.select("INBOX", readonly=True)
    return len(client.uid("SEARCH", "UNSEEN")[1][0].split())


@contextmanager
def imap() -> Iterator[Imap]:
    port = free_port()
    words = [
        "-c",
        "from pymap.main import main; main()",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "dict",
    ]
    running = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield Imap(port)
    finally:
        running.kill()
        running.wait()


class Relay:
    """A real SMTP server that remembers the very bytes it took."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope.content)
        return "250 OK"


@contextmanager
def smtp(settings) -> Iterator[Relay]:
    relay = Relay()
    controller = Controller(relay, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL = object()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    try:
        yield relay
    finally:
        controller.stop()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")
