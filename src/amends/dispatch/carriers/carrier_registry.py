"""Who takes letters: the mail relay, the text gateway, the tracking page; and what is so while nobody does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from amends.dispatch.carriers import demo_carrier, email, sms
from amends.dispatch.carriers.errors import DeliveryFailed
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message

Carrier = Callable[[Message, Letter], None]
Carriers = Callable[[str], Carrier | None]  # the key of a carrier -> whoever takes its letters, if anybody does
OUTSIDE = ("email", "sms")  # carriers that somebody has to set, each with sending of its own
PAGE = "page"
MISSING = "no carrier is set"  # the fault of a letter that waits for one


def configured(key: str) -> Carrier | None:
    """Who takes letters of this kind; None where nobody is set, so that nothing counts as sent."""
    if key == PAGE:
        return leave
    if settings.DEMO:
        return demo_carrier.deliver  # nobody real hears of the demo, whatever else is set
    if key == "email":
        return email.deliver if settings.EMAIL else None
    return sms.deliver if key == "sms" and settings.SMS_URL else None


def missing() -> tuple[str, ...]:
    """The carriers that nobody has set."""
    return tuple(key for key in OUTSIDE if configured(key) is None)


def saying() -> Callable[[str, str], None] | None:
    """Who takes a few words to a number; None where no text gateway is set."""
    if settings.DEMO:
        return demo_carrier.say
    return sms.say if settings.SMS_URL else None


class Nobody(BaseEmailBackend):
    """Where no mail server is set: no mail of any kind is taken, and none is said to be sent."""

    def send_messages(self, _mails: Sequence[EmailMessage]) -> int:
        raise DeliveryFailed(MISSING, permanent=False)


def leave(_message: Message, _letter: Letter) -> None:
    """Left on the tracking page, where the complainant reads it; the password is never shown there."""
