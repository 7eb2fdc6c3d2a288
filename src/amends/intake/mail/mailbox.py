"""A mailbox read over IMAP: each message is kept before it is marked, so that nothing is lost or done twice."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from amends.intake.attachments import files
from amends.intake.mail import inbound_mail
from amends.organisation.inbound_channels import Mailbox
from amends.platform import sealing

LARGEST = 60 * 1024 * 1024
BEGINNING = 256 * 1024  # of a message that is too large
PATIENCE_SECONDS = 20
MOST = 200  # at a time; the rest follows at once
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
OPENERS = {"tls": MailBox, "starttls": MailBoxStartTls, "none": MailBoxUnencrypted}


class Closed(Exception):
    """The mailbox cannot be read; `why` is a word of FAULTS."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def connection(box: Mailbox) -> Iterator[BaseMailBox]:
    """Signed in and in its folder; Closed with the reason when that cannot be."""
    with _faults():
        opener = OPENERS[box.security]
        inside = opener(box.host, port=box.port, timeout=PATIENCE_SECONDS)
        inside.login(box.user, sealing.unseal(bytes(box.password or b"")) if box.password else "", box.folder)
    try:
        yield inside
    finally:
        _leave(inside)


def fetch(box: Mailbox, inside: BaseMailBox, *, now: datetime) -> int:
    """Keeps what is new, and marks it once it is kept. Returns how many there were."""
    with _faults():
        known = inside.folder.status(box.folder, ["UIDVALIDITY", "UIDNEXT"])
        validity, following = known.get("UIDVALIDITY", 0), known.get("UIDNEXT", 1)
        first = validity != box.validity
        uids = _unread(inside) if first else _after(inside, box.last_uid)
        for uid in uids[:MOST]:
            _take(box, inside, uid, now)
            box.last_uid = box.last_uid if first else uid
            box.save(update_fields=["last_uid", "last_at"])
        if first and len(uids) <= MOST:
            box.validity, box.last_uid = validity, following - 1
            box.save(update_fields=["validity", "last_uid"])
        return len(uids[:MOST])


def tells(inside: BaseMailBox) -> bool:
    """Whether the server tells of new mail by itself (RFC 2177); asked after signing in, when it says all it can."""
    with _faults():
        return b"IDLE" in b" ".join(inside.client.capability()[1]).upper().split()


def read_well(box: Mailbox, now: datetime) -> None:
    box.read_at, box.fault, box.fault_since = now, "", None
    box.save(update_fields=["read_at", "fault", "fault_since"])


def read_ill(box: Mailbox, why: str, now: datetime) -> None:
    """What is wrong, and since when: the first moment stays until it is well again."""
    box.fault, box.fault_since = why, box.fault_since if box.fault == why else now
    box.save(update_fields=["fault", "fault_since"])


def _unread(inside: BaseMailBox) -> list[int]:
    """In a folder that is new to us, only what nobody has read: old mail that was answered long ago stays old."""
    return sorted(int(uid) for uid in inside.uids("UNSEEN"))


def _after(inside: BaseMailBox, last: int) -> list[int]:
    """All that came since, whether somebody has looked at it meanwhile or not."""
    found = (int(uid) for uid in inside.uids(f"UID {last + 1}:*"))
    return sorted(uid for uid in found if uid > last)  # a server answers `n:*` with its last one at least


def _take(box: Mailbox, inside: BaseMailBox, uid: int, now: datetime) -> None:
    """Kept, then marked: a reader that dies in between finds the message again, and knows it."""
    raw, came_at, whole = _fetched(inside, uid)
    if raw:
        inbound_mail.keep_mail(raw, now=min(came_at or now, now), mailbox=box, whole=whole)
        box.last_at = now
    inside.flag(str(uid), MailMessageFlags.SEEN, True)
    if box.done_folder and whole:
        inside.move(str(uid), box.done_folder)


def _fetched(inside: BaseMailBox, uid: int) -> tuple[bytes, datetime | None, bool]:
    """The very bytes, the server's own moment of receipt, and whether it is all of it."""
    asked = inside.client.uid("FETCH", str(uid), "(RFC822.SIZE)")[1]
    size = SIZE.search(b" ".join(part for part in asked if isinstance(part, bytes)))
    whole = not size or int(size.group(1)) <= LARGEST
    part = "BODY.PEEK[]" if whole else f"BODY.PEEK[]<0.{BEGINNING}>"
    answer = inside.client.uid("FETCH", str(uid), f"(INTERNALDATE {part})")[1]
    lines = [one[0] if isinstance(one, tuple) else one for one in answer if one]
    raw = next((one[1] for one in answer if isinstance(one, tuple)), b"")
    return raw, _moment(b" ".join(lines)), whole


def _moment(said: bytes) -> datetime | None:
    found = re.search(rb'INTERNALDATE "([^"]+)"', said)
    try:
        text = found.group(1).decode("ascii").strip() if found else ""
        return datetime.strptime(text, "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None


@contextmanager
def _faults() -> Iterator[None]:
    """What went wrong, as one of a few words: a server's own sentence may hold an address."""
    try:
        yield
    except files.Unstored as fault:
        raise Closed("store") from fault
    except MailboxLoginError as fault:
        raise Closed("sign-in") from fault
    except MailboxFolderSelectError as fault:
        raise Closed("folder") from fault
    except ssl.SSLError as fault:
        raise Closed("certificate") from fault
    except (socket.gaierror, ConnectionRefusedError) as fault:
        raise Closed("unreachable") from fault
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as fault:
        raise Closed("broken-off") from fault


def _leave(inside: BaseMailBox) -> None:
    with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):  # it may be gone already
        inside.logout()
