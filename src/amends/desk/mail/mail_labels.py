"""What mail says by key, in and out: sorts of messages, why they were kept aside, why a letter has not left."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from amends.dispatch import outcomes, send_step, sending_limits
from amends.dispatch.carriers import carrier_registry, email
from amends.platform import author

FAULTS: Mapping[str, Promise | str] = {
    carrier_registry.MISSING: gettext_lazy("no carrier is set: it leaves as soon as one is"),
    outcomes.ASIDE: gettext_lazy("it could not be made ready: set aside, and tried again"),
    sending_limits.LIMITED: gettext_lazy("held back: too many in a day to one person or from one network"),
    send_step.ERASED: gettext_lazy("its words were erased before it was sent"),
    send_step.REPLACED: gettext_lazy("the password was replaced before it was sent"),
    email.NO_ADDRESS: gettext_lazy("this is no e-mail address that we can write to"),
}


def sort(key: str) -> str:
    known = {
        "": pgettext("message", "not sorted yet"),
        "complaint": pgettext("message", "became a case"),
        "answer": pgettext("message", "answered our question"),
        "addition": pgettext("message", "added to a case"),
        "bounce": pgettext("message", "came back"),
        "automatic": pgettext("message", "automatic"),
        "list": pgettext("message", "mailing list"),
        "spam": pgettext("message", "marked as spam"),
        "own": pgettext("message", "our own letter"),
        "held": pgettext("message", "to look at"),
        "status": pgettext("message", "asked for the status"),
        "rating": pgettext("message", "told us how it went"),
    }
    return known.get(key, key)


def which(key: str) -> str:
    known = {"look": _("To look at"), "aside": _("Put aside"), "all": _("All that came")}
    return known[key]


def reason(key: str) -> str:
    """Why a message is where it is, in a sentence."""
    return {**_machines(), **_people()}.get(key, "")


def fault(key: str) -> str:
    """What is wrong with a mailbox or a gateway."""
    known = {
        "sign-in": _("It refuses our user or password."),
        "folder": _("The folder is not there."),
        "certificate": _("Its certificate cannot be trusted."),
        "unreachable": _("The server cannot be reached."),
        "broken-off": _("The connection broke off."),
        "store": _("We cannot keep what comes: our store is full, or cannot be written. It waits in the mailbox."),
        "signature": _("Somebody knocked with a wrong secret or signature."),
    }
    return known.get(key, key)


def _machines() -> dict[str, str]:
    return {
        "auto-submitted": _("Its header says that a machine wrote it."),
        "autoreply": _("Its header says that it is an automatic reply."),
        "read-receipt": _("It says that a letter of ours was opened."),
        "calendar-answer": _("A calendar answered an invitation."),
        "empty-return-path": _("It came without an address to return to, as only machines write."),
        "list": _("It came through a mailing list."),
        "report": _("It is a report that one machine wrote to another."),
        "daemon": _("It came from an address that mail servers use, and names no letter of ours."),
        "spam": _("Your mail server marked it as spam."),
        "own-letter": _("It is a letter of ours that came back to us."),
        "own-address": _("It was sent from one of our own addresses, and names nobody else to answer."),
        "came-back": _("A letter of ours could not be delivered. The case says so."),
        "delayed": _("A letter of ours is late. The other mail server still tries."),
        "bounce-unknown": _("A letter came back that we cannot find among those we sent."),
    }


def _people() -> dict[str, str]:
    return {
        "encrypted": _("It is encrypted, and we cannot read it. Ask the sender to write it in the open."),
        "invitation": _("It is an invitation to a meeting and nothing else."),
        "empty": _("It has no words, no subject and no file."),
        "too-large": _("It is too large to be taken whole. The rest is still in the mailbox."),
        "too-many": _("This sender wrote very often within an hour. Two machines may be answering each other."),
        "colleague": _("It answers a letter that we sent to a colleague or a department."),
        "closed": _("It belongs to a case that takes nothing more."),
        "not-taken": _("It could not be made a case by itself."),
        "unreadable": _("It could not be read."),
        "other-number": _("It names a number, but its sender is not on file there. So it is a case of its own."),
        "sender-none": _("It names no address that we could answer."),
        "sender-several": _("It names more than one address that could be its sender’s. Choose whom we answer."),
        "sender-broken": _("The address of its sender is written in a way that can be read as somebody else’s."),
        "sender-coded": _("The address of its sender is hidden in coded signs, and nobody can be sure of it."),
        "sender-unusable": _("We cannot write to the address of its sender."),
        "text": _("A text message that belongs to no open question."),
    }


def letter_fault(fault: str) -> str:
    """Why a letter has not left, in the reader's language; what a relay answered stays as it answered."""
    return str(FAULTS.get(fault, fault))


def message_state(key: str) -> str:
    known = {
        "waiting": pgettext("letter", "waiting"),
        "sending": pgettext("letter", "being sent"),
        "sent": pgettext("letter", "sent"),
        "failed": pgettext("letter", "failed"),
        "bounced": pgettext("letter", "came back"),
        "to print": pgettext("letter", "to be printed"),
    }
    return known.get(key, key)


def whom(key: str) -> str:
    """Of a letter: complainant · staff:<id> · department:<key>."""
    known = {"complainant": _("complainant"), "staff": _("colleague"), "department": _("department")}
    return known.get(author.Author.parse(key).kind, key)
