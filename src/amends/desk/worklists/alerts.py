"""What keeps the program from its work, in words, first on Today: for those who can do something about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import visibility
from amends.cases.views import case_labels
from amends.desk.mail import mail_labels as mail_labels
from amends.dispatch import sending_limits
from amends.look import health
from amends.look.health import Sign
from amends.organisation import access
from amends.organisation.models import Member
from amends.platform import dates

SETTINGS = {"email": "AMENDS_EMAIL_URL", "sms": "AMENDS_SMS_URL"}


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is wrong, what follows from it, what to do, and where; `grave` while promises are in danger."""

    title: str
    explanation: str
    todo: str
    link: str = ""
    label: str = ""
    grave: bool = False


Found = Callable[[Member, datetime], Iterator[Alert]]


def alerts_for(member: Member, now: datetime) -> tuple[Alert, ...]:
    """What this member has to know before anything else, the gravest first."""
    found = [alert for look in ROOMS for alert in look(member, now)]
    return tuple(sorted(found, key=lambda alert: not alert.grave))


def _program(member: Member, now: datetime) -> Iterator[Alert]:
    """The state of the program itself is for the owner of the procedure, who can have it mended."""
    if access.owns_procedure(member):
        yield from (WORDS[sign.key](_as_told(sign, member)) for sign in health.signs(now))


def _as_told(sign: Sign, member: Member) -> Sign:
    """A case about whoever reads is not named to them."""
    closed = visibility.closed_to(member, sign.about) if sign.key == "failures" else frozenset()
    return replace(sign, about=tuple(one for one in sign.about if one not in closed)) if closed else sign


def _held_back(member: Member, _now: datetime) -> Iterator[Alert]:
    """Letters that strangers had written to others, more than a day may bring."""
    if not access.may_read_outbox(member) or not (count := sending_limits.waiting(member)[:100].count()):
        return
    yield Alert(
        _("Letters wait: too many in a day to one person or from one network"),
        ngettext(
            "%(num)s letter is held back. The complaint was taken.",
            "%(num)s letters are held back. The complaints were taken.",
            count,
        )
        % {"num": count},
        _("Look at them: send them all the same, or leave them. Most leave by themselves within three days."),
        link=f"{reverse('desk-outbox')}?held=yes",
        label=_("Look at them"),
    )


def _worker(sign: Sign) -> Alert:
    since = _("It gave its last sign of life %(when)s.") % {"when": _when(sign)} if sign.since else ""
    return Alert(
        _("Nothing happens by itself at present"),
        " ".join([_("The worker has stopped: no letter leaves, no date is watched, and no mail is read."), since]),
        _("Have it started again: “amends serve” starts it beside the pages, “amends worker” by itself."),
        grave=True,
    )


def _steps(sign: Sign) -> Alert:
    return Alert(
        _("A part of the work does not get done"),
        _("The worker runs, but these steps have not gone through since %(when)s: %(steps)s.")
        % {"when": _when(sign), "steps": ", ".join(one.removeprefix("amends.") for one in sign.about)},
        _("Have somebody look into the log of the program: it says why."),
        grave=True,
    )


def _no_carrier(sign: Sign) -> Alert:
    said = ngettext(
        "%(num)s letter waits since %(when)s. It is not sent, and the promise it was to keep runs on.",
        "%(num)s letters wait, the first since %(when)s. They are not sent, and the promises they were to keep run on.",
        sign.count,
    )
    [carrier] = sign.about
    return Alert(
        _("No carrier is set for letters by %(carrier)s") % {"carrier": case_labels.carrier(carrier)},
        said % {"num": sign.count, "when": _when(sign)},
        _("Have %(setting)s set where the program runs, and start it again. They leave by themselves then.")
        % {"setting": SETTINGS[carrier]},
        link=_outbox(carrier),
        label=_("See the letters that wait"),
    )


def _letters(sign: Sign) -> Alert:
    said = ngettext(
        "%(num)s letter has waited for more than ten minutes, since %(when)s.",
        "%(num)s letters have waited for more than ten minutes, the first since %(when)s.",
        sign.count,
    )
    return Alert(
        _("Letters by %(carrier)s do not leave") % {"carrier": case_labels.carrier(sign.about[0])},
        said % {"num": sign.count, "when": _when(sign)},
        _("Look at their faults in the outbox, and have the carrier mended. They are tried again by themselves."),
        link=_outbox(sign.about[0]),
        label=_("See the letters that wait"),
        grave=sign.grave,
    )


def _mailbox(sign: Sign) -> Alert:
    name, fault = sign.about
    return Alert(
        _("The mailbox “%(name)s” cannot be read") % {"name": name},
        " ".join([_("No mail has come from there since %(when)s.") % {"when": _when(sign)}, mail_labels.fault(fault)]),
        _("Mend it under Channels. What came meanwhile is read then."),
        link=reverse("desk-channels"),
        label=_("Open the channels"),
    )


def _gateway(sign: Sign) -> Alert:
    name, fault = sign.about
    return Alert(
        _("The gateway “%(name)s” has a fault") % {"name": name},
        mail_labels.fault(fault),
        _("Compare the secret at the gateway with the one under Channels."),
        link=reverse("desk-channels"),
        label=_("Open the channels"),
    )


def _store(_sign: Sign) -> Alert:
    return Alert(
        _("Files cannot be stored"),
        _("The folder for files cannot be written to. Files that people send are not taken, and mail has to wait."),
        _("Have the disk of the data folder looked at, and its rights."),
        grave=True,
    )


def _disk(sign: Sign) -> Alert:
    return Alert(
        _("The disk is nearly full"),
        _("%(num)s MiB are left. When it is full, nothing that people send can be kept.") % {"num": sign.count},
        _("Have room made on the disk of the data folder."),
        grave=sign.grave,
    )


def _failures(sign: Sign) -> Alert:
    said = ngettext(
        "%(num)s thing is set aside since %(when)s, so that it stops nothing else: %(about)s.",
        "%(num)s things are set aside, the first since %(when)s, so that they stop nothing else: %(about)s.",
        sign.count,
    )
    return Alert(
        _("Something could not be done and is tried again"),
        said % {"num": sign.count, "when": _when(sign), "about": ", ".join(dict.fromkeys(sign.about))},
        _("Look at the case: a letter or an entry is missing there. The log of the program says what fails."),
        link=_case(next(iter(sign.about), "")),
        label=_("Open the first of them"),
    )


def _case(about: str) -> str:
    """The page of the case, where it is one."""
    return (
        reverse("desk-case", args=[about]) if about and " " not in about and "/" not in about else reverse("desk-today")
    )


def _outbox(carrier: str) -> str:
    return f"{reverse('desk-outbox')}?{urlencode({'carrier': carrier})}"


def _when(sign: Sign) -> str:
    return dates.moment(sign.since) if sign.since else ""


WORDS: Mapping[str, Callable[[Sign], Alert]] = {
    "worker": _worker,
    "steps": _steps,
    "no-carrier": _no_carrier,
    "letters": _letters,
    "mailbox": _mailbox,
    "gateway": _gateway,
    "store": _store,
    "disk": _disk,
    "failures": _failures,
}
# Each room offers a function; what it finds for this member stands first on Today.
ROOMS: tuple[Found, ...] = (
    _program,
    _held_back,
)
