"""What a message is by its own signs: a person's words, or one of the many things machines send to each other."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from amends.cases import replying, tracking
from amends.intake.mail import Mail

# complaint · answer · addition: a person's, and in a case. bounce · automatic · list · spam · own: kept aside.
# held: a person has to look.
OUT_OF_OFFICE = re.compile(
    r"\W*(out of (the )?office|automatic reply|auto(matic)?[ -]?reply|auto[ -]?response|away from (the )?office|"
    r"otomatik (yanıt|cevap)|ofis dışı|ofiste değilim|abwesenheit|automatische antwort|réponse automatique|"
    r"respuesta automática|αυτόματη απάντηση|εκτός γραφείου|自动回复|自動回覆|رد تلقائي)",
    re.IGNORECASE,
)
CAME_BACK = re.compile(
    r"(undeliver|delivery (status|failure|has failed)|returned mail|mail delivery (failed|system)|failure notice|"
    r"could not be delivered|iletilemedi|teslim edilemedi|unzustellbar|无法投递|退信)",
    re.IGNORECASE,
)
STILL_TRYING = re.compile(r"(delay|warning|still undelivered|will be retried|gecik|verzögert)", re.IGNORECASE)
MACHINES = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|mdaemon)@", re.IGNORECASE)
DAEMONS = re.compile(r"^(mail delivery (sub)?system|mailer[- ]daemon)\b", re.IGNORECASE)  # by name, at any address
OURS = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})@", re.IGNORECASE)
STATUS = re.compile(r"^status:\s*(\d)\.\d{1,3}\.\d{1,3}", re.IGNORECASE | re.MULTILINE)
ACTION = re.compile(r"^action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)
NUMBER = re.compile(r"\b[A-Z]{1,4}[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]{4}\b")
OLD_LISTS = ("x-mailman-version", "x-beenthere")  # marks from before there was a standard
ENCRYPTED = {"multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


@dataclass(frozen=True, slots=True)
class Sorted:
    sort: str
    reason: str


def of(mail: Mail, ours: Collection[str]) -> Sorted | None:
    """What a machine sent, and by what sign; None for the words of a person. `ours` are our own addresses."""
    if mail.says(replying.LOOP) == replying.loop_mark():
        return Sorted("own", "own-letter")
    if is_bounce(mail):
        return Sorted("bounce", "came-back")
    if mail.address.lower() in ours:
        return Sorted("own", "own-address")
    return _automatic(mail) or _of_list(mail, ours) or _spam(mail)


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
    """A report of a mail server, or a letter of one that never learnt to write reports."""
    if "multipart/report" in mail.kinds and mail.report and "feedback-type" not in mail.report.lower()[:500]:
        return "disposition-notification" not in mail.says("content-type")
    if "x-failed-recipients" in mail.headers or DAEMONS.match(mail.name):
        return True
    by_machine = MACHINES.match(mail.address) or mail.says("return-path") == "<>"
    return bool(by_machine and CAME_BACK.search(mail.subject))


def returned(mail: Mail) -> tuple[UUID, ...]:
    """The letters of ours that a bounce speaks of, by the Message-IDs that we gave them."""
    text = "\n".join([mail.report, mail.words, *mail.refers_to])
    return tuple(dict.fromkeys(UUID(found) for found in OURS.findall(text)))[:5]


def for_good(mail: Mail) -> bool:
    """Whether the letter will never arrive; a server that only reports a delay still tries."""
    if not mail.report and STILL_TRYING.search(mail.subject):
        return False
    actions = {found.lower() for found in ACTION.findall(mail.report)}
    if actions and "failed" not in actions:
        return False
    codes = STATUS.findall(mail.report)
    return not codes or "5" in codes or "failed" in actions


def answered(mail: Mail) -> tuple[UUID, ...]:
    """The letters of ours that a mail answers."""
    return tuple(UUID(found.group(1)) for one in mail.refers_to if (found := OURS.match(one)))


def numbers(subject: str) -> list[str]:
    """Tracking numbers in a subject, however they are written; the last sign of each must be right."""
    found = (tracking.tidy_number(one.group()) for one in NUMBER.finditer(subject.upper()))
    return list(dict.fromkeys(filter(None, found)))


def _automatic(mail: Mail) -> Sorted | None:
    submitted = mail.says("auto-submitted").partition(";")[0].strip()
    if submitted not in ("", "no"):
        return Sorted("automatic", "auto-submitted")
    marks = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply")
    if any(mark in mail.headers for mark in marks) or mail.says("precedence") in ("auto_reply", "auto-reply"):
        return Sorted("automatic", "autoreply")
    if OUT_OF_OFFICE.match(mail.subject):
        return Sorted("automatic", "out-of-office")
    if "disposition-notification" in mail.says("content-type"):
        return Sorted("automatic", "read-receipt")
    if "method=reply" in mail.says("content-type").replace(" ", "").replace('"', ""):
        return Sorted("automatic", "calendar-answer")
    if mail.says("return-path") == "<>" or MACHINES.match(mail.address):
        return Sorted("automatic", "empty-return-path")
    return None


def _of_list(mail: Mail, ours: Collection[str]) -> Sorted | None:
    """Lists write to nobody in person; but where our own address is one, people reach us through it."""
    lists = " ".join(mail.says(name) for name in ("list-id", "list-post", "x-original-to", "mailing-list", *OLD_LISTS))
    if any(one in lists or one.replace("@", ".") in lists for one in ours):
        return None
    if any(mark in mail.headers for mark in ("list-id", "list-unsubscribe", *OLD_LISTS)):
        return Sorted("list", "list")
    return Sorted("list", "bulk") if mail.says("precedence") in ("bulk", "list", "junk") else None


def _spam(mail: Mail) -> Sorted | None:
    marked = mail.says("x-spam-flag").startswith("yes") or mail.says("x-spam-status").startswith("yes")
    return Sorted("spam", "spam") if marked else None
