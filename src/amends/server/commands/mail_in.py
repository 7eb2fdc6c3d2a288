"""Take one e-mail from a mail server's pipe: ends with 0 once it is safe, with 75 while the server must keep it."""

import argparse
import logging
import sys

from django.utils import timezone

from amends.intake.mail import inbound_mail, mail_message
from amends.intake.mail.mailbox import LARGEST
from amends.organisation.inbound_channels import Mailbox
from amends.server import database

KEEP_IT = 75  # EX_TEMPFAIL: the mail server tries again later
log = logging.getLogger(__name__)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="", help="the address it was sent to, where the message does not say so")


def run(arguments: argparse.Namespace) -> int:
    """Whatever goes wrong, the mail server keeps the message: nothing is lost between two programs."""
    try:
        take(sys.stdin.buffer.read(), arguments.to)
    except Exception as fault:
        log.error("an e-mail could not be kept: %s", type(fault).__name__)
        return KEEP_IT
    return 0


def take(raw: bytes, to: str = "") -> None:
    """Keeps the message; the worker sorts it."""
    if not raw.strip():
        return
    if to and "\n" not in to and "\r" not in to:
        raw = b"Delivered-To: " + to.encode("utf-8", "replace") + b"\r\n" + raw
    now = timezone.now()
    with database.held():
        box = _box(raw)
        inbound_mail.keep_mail(raw, now=now, mailbox=box, whole=len(raw) <= LARGEST)
        Mailbox.objects.filter(pk=box.pk if box else 0).update(last_at=now, read_at=now, fault="", fault_since=None)


def _box(raw: bytes) -> Mailbox | None:
    """The mailbox of the address it was for; else the first that a mail server hands over."""
    piped = Mailbox.objects.filter(how="pipe").order_by("pk")
    return piped.filter(addresses__address__in=mail_message.read(raw).to).first() or piped.first()
