"""The thread of the worker that watches the mailboxes: it is told of new mail (IDLE), or else looks every minute."""

import logging
import os
import select
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

from django.db import close_old_connections, connection
from django.utils import timezone
from imap_tools import BaseMailBox

from amends.intake.mail import mailbox
from amends.intake.mail.mailbox import Closed
from amends.organisation.inbound_channels import Mailbox
from amends.platform import locks

LOOK_SECONDS = 60.0  # where a server cannot tell of new mail, and to see that the settings changed
LONGEST_PAUSE_SECONDS = 900.0
PATIENCE_SECONDS = 3.0
log = logging.getLogger(__name__)


@dataclass
class Watched:
    """One mailbox: its connection while it lasts, and when to look again after a failure."""

    pk: int
    settings: tuple[object, ...]
    inside: BaseMailBox | None = None
    stack: ExitStack = field(default_factory=ExitStack)
    failures: int = 0
    due: float = 0.0
    idling: bool = False

    def listen(self) -> None:
        """The server tells of new mail from now on."""
        if self.inside and not self.idling and mailbox.tells(self.inside):
            self.inside.idle.start()  # type: ignore[no-untyped-call]
            self.idling = True

    def speak(self) -> None:
        """While a server tells, it takes no other word."""
        if self.inside and self.idling:
            self.idling = False
            self.inside.idle.stop()  # type: ignore[no-untyped-call]

    def leave(self) -> None:
        with suppress(Exception):  # the line may be dead already
            self.speak()
        with suppress(Exception):
            self.stack.close()
        self.inside, self.idling = None, False


class Letterbox:
    """Reads every mailbox until told to end."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()
        self.ended = False
        self.watched: dict[int, Watched] = {}

    def end(self) -> None:
        self.ended = True
        os.write(self.writer, b".")

    def run(self) -> None:
        while not self.ended:
            try:
                self.look()
            except Exception as error:
                where = "".join(traceback.format_tb(error.__traceback__))
                log.error("the letterbox failed (%s)\n%s", type(error).__name__, where)
                self._wait(5.0)
        for one in self.watched.values():
            one.leave()
        connection.close()

    def look(self) -> None:
        """Reads each mailbox that is due, then waits until something happens."""
        close_old_connections()
        self._refresh()
        for one in list(self.watched.values()):
            if not self.ended and time.monotonic() >= one.due:
                self._read(one)
        self._wait(LOOK_SECONDS)

    def _refresh(self) -> None:
        """Takes in what the owner changed; a mailbox that is paused or gone is left."""
        rows = Mailbox.objects.filter(how="imap", paused_at=None)
        present = {box.pk: _settings(box) for box in rows}
        for pk, one in list(self.watched.items()):
            if present.get(pk) != one.settings:
                one.leave()
                del self.watched[pk]
        for pk, settings in present.items():
            self.watched.setdefault(pk, Watched(pk, settings))

    def _read(self, one: Watched) -> None:
        box = Mailbox.objects.filter(pk=one.pk).first()
        if box is None or not _mine(one.pk):
            one.due = time.monotonic() + LOOK_SECONDS
            return
        try:
            self._fetch(one, box)
        except Closed as fault:
            self._failed(one, box, fault.why)
        except Exception as error:
            log.error("mailbox %s failed: %s", one.pk, type(error).__name__)
            self._failed(one, box, "broken-off")

    def _fetch(self, one: Watched, box: Mailbox) -> None:
        if one.inside is None:
            one.stack = ExitStack()
            one.inside = one.stack.enter_context(mailbox.connection(box))
        one.speak()
        while mailbox.fetch(box, one.inside, now=timezone.now()) and not self.ended:
            pass
        mailbox.read_well(box, timezone.now())
        one.failures, one.due = 0, time.monotonic() + LOOK_SECONDS
        one.listen()

    def _failed(self, one: Watched, box: Mailbox, why: str) -> None:
        one.leave()
        one.failures += 1
        one.due = time.monotonic() + min(5.0 * 2**one.failures, LONGEST_PAUSE_SECONDS)
        mailbox.read_ill(box, why, timezone.now())
        log.warning("mailbox %s cannot be read: %s", one.pk, why)

    def _wait(self, seconds: float) -> None:
        """Until a server tells of new mail, something is due, or the end is asked for."""
        idle: dict[socket.socket, Watched] = {
            one.inside.client.sock: one for one in self.watched.values() if one.idling and one.inside
        }
        due = min((one.due for one in self.watched.values()), default=time.monotonic() + seconds)
        left = max(0.2, min(seconds, due - time.monotonic()))
        waiting: list[int | socket.socket] = [self.reader, *idle]
        for ready in select.select(waiting, [], [], left)[0]:
            if isinstance(ready, socket.socket):
                idle[ready].due = 0.0


def _settings(box: Mailbox) -> tuple[object, ...]:
    """With any of these changed, the connection is another one."""
    return box.host, box.port, box.security, box.user, bytes(box.password or b""), box.folder


def _mine(pk: int) -> bool:
    """Whether this reader has the mailbox. Taken anew each time, the lock counts up; it dies with the session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [locks.MAILBOX_READER, pk])
        return bool(cursor.fetchone()[0])


@contextmanager
def watched() -> Iterator[Letterbox]:
    """The mailboxes are watched inside the block; at its end the watcher is told, and waited for a little."""
    box = Letterbox()
    thread = threading.Thread(target=box.run, daemon=True, name="letterbox")
    thread.start()
    try:
        yield box
    finally:
        box.end()
        thread.join(PATIENCE_SECONDS)
