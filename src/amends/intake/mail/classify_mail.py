"""What a message is by its own signs: a person's words, or one of the many things machines send to each other."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from amends.cases import reply_address, tracking
from amends.intake.mail.mail_message import Mail

# complaint · answer · addition: a person's, and in a case. bounce · automatic · list · spam · own: put aside.
# held: a person has to look. What is put aside or held stands in a list that somebody looks through each day.
#
# A robot is known by the signs of its protocols alone: Auto-Submitted (RFC 3834), reports (RFC 3464, RFC 8098), List-*
# (RFC 2369, RFC 2919), our own mark. A word in a subject or in a name proves nothing, since people write such words;
# and a sign without a standard, or an empty return path alone, is for a person to judge.
STILL_TRYING = re.compile(r"(delay|warning|still undelivered|will be retried|gecik|verzögert)", re.IGNORECASE)
MACHINES = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|mdaemon)@", re.IGNORECASE)
OURS = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})@", re.IGNORECASE)
STATUS = re.compile(r"^status:\s*(\d)\.\d{1,3}\.\d{1,3}", re.IGNORECASE | re.MULTILINE)
ACTION = re.compile(r"^action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)
NUMBER = re.compile(r"\b[A-Z]{1,4}[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]{4}\b")
LISTS = ("list-id", "list-post", "list-unsubscribe")
REPORTS = {"message/delivery-status", "message/global-delivery-status", "text/rfc822-headers"}
OLD_LISTS = ("x-mailman-version", "x-beenthere")  # marks from before there was a standard
ENCRYPTED = {"multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


@dataclass(frozen=True, slots=True)
class Sorted:
    sort: str
    reason: str


def classify(mail: Mail, ours: Collection[str]) -> Sorted | None:
    """What a machine sent, and by what sign; None for the words of a person. `ours` are our own addresses."""
    if mail.says(reply_address.LOOP) == reply_address.loop_mark():
        return Sorted("own", "own-letter")
    if is_bounce(mail):
        return Sorted("bounce", "came-back")
    return _automatic(mail) or _of_list(mail, ours) or _spam(mail)


def suspected(mail: Mail) -> Sorted | None:
    """What bears a sign that machines have and people may have too: no case comes of it by itself, and no answer."""
    marks = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply")
    if any(mark in mail.headers for mark in marks) or mail.says("precedence") in ("auto_reply", "auto-reply"):
        return Sorted("held", "autoreply")
    if "method=reply" in mail.says("content-type").replace(" ", "").replace('"', ""):
        return Sorted("held", "calendar-answer")
    if "multipart/report" in mail.kinds:
        return Sorted("held", "report")
    if "x-failed-recipients" in mail.headers:
        return Sorted("held", "bounce-unknown")
    if has_no_return(mail):
        return Sorted("held", "empty-return-path")
    if _by_daemon(mail):
        return Sorted("held", "daemon")
    return Sorted("held", "list") if any(mark in mail.headers for mark in OLD_LISTS) else None


def unreadable(mail: Mail) -> Sorted | None:
    """What a person sent, and what only a person can make something of."""
    if mail.kinds & ENCRYPTED and not mail.words.strip():
        return Sorted("held", "encrypted")
    if not mail.words.strip() and mail.files and all(one.name.lower().endswith(".ics") for one in mail.files):
        return Sorted("held", "invitation")
    if not mail.words.strip() and not mail.subject.strip() and not mail.files:
        return Sorted("held", "empty")
    return None


def is_bounce(mail: Mail) -> bool:
    """A report of a mail server, or a letter of one that never learnt to write reports and names a letter of ours.

    An answer names our letter too, in its header. So of a person whose address is a daemon's (postmaster@) nothing is
    believed to have come back, unless the id stands within: only what carries our whole letter has it there.
    """
    if "multipart/report" in mail.kinds and "message/feedback-report" not in mail.kinds:
        return bool(mail.kinds & REPORTS) or "delivery-status" in mail.says("content-type")
    if has_no_return(mail) or "x-failed-recipients" in mail.headers:
        return bool(returned(mail))
    return _by_daemon(mail) and bool(_named(mail.report, mail.words, *mail.encloses))


def has_no_return(mail: Mail) -> bool:
    """Sent so that nothing can come back to it, as reports must be (RFC 5321, 4.5.5)."""
    return mail.says("return-path").replace(" ", "") == "<>"


def returned(mail: Mail) -> tuple[UUID, ...]:
    """The letters of ours that a bounce speaks of, by the Message-IDs that we gave them."""
    return _named(mail.report, mail.words, *mail.encloses, *mail.refers_to)


def for_good(mail: Mail) -> bool:
    """Whether the letter will never arrive; a server that only reports a delay still tries."""
    if not mail.report and STILL_TRYING.search(mail.subject):
        return False
    actions = {found.lower() for found in ACTION.findall(mail.report)}
    if actions and "failed" not in actions:
        return False
    codes = STATUS.findall(mail.report)
    return not codes or "5" in codes or "failed" in actions


def answered_letters(mail: Mail) -> tuple[UUID, ...]:
    """The letters of ours that a mail answers."""
    return tuple(UUID(found.group(1)) for one in mail.refers_to if (found := OURS.match(one)))


def numbers(subject: str) -> list[str]:
    """Tracking numbers in a subject, however they are written; the last sign of each must be right."""
    found = (tracking.tidy_number(one.group()) for one in NUMBER.finditer(subject.upper()))
    return list(dict.fromkeys(filter(None, found)))


def _named(*said: str) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(UUID(found) for found in OURS.findall("\n".join(said))))[:5]


def _by_daemon(mail: Mail) -> bool:
    return any(map(MACHINES.match, mail.candidates))


def _automatic(mail: Mail) -> Sorted | None:
    submitted = mail.says("auto-submitted").partition(";")[0].strip()
    if submitted not in ("", "no"):
        return Sorted("automatic", "auto-submitted")
    if "disposition-notification" in mail.says("content-type") and "multipart/report" in mail.kinds:
        return Sorted("automatic", "read-receipt")
    return None


def _of_list(mail: Mail, ours: Collection[str]) -> Sorted | None:
    """Lists write to nobody in person; but where our own address is one, people reach us through it."""
    lists = " ".join(mail.says(name) for name in ("list-id", "list-post", "x-original-to", "mailing-list", *OLD_LISTS))
    if any(one in lists or one.replace("@", ".") in lists for one in ours):
        return None
    return Sorted("list", "list") if any(mark in mail.headers for mark in LISTS) else None


def _spam(mail: Mail) -> Sorted | None:
    marked = mail.says("x-spam-flag").startswith("yes") or mail.says("x-spam-status").startswith("yes")
    return Sorted("spam", "spam") if marked else None
