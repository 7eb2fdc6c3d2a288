"""The demo's carrier: a mailbox and a phone that stand outside the desk, for people who do not exist."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import DemoDelivery, Message


class NoDemo(RuntimeError):
    """Somebody real would have been written to: this carrier takes letters in the demo only."""


def deliver(message: Message, letter: Letter) -> None:
    """Takes the letter as its recipient gets it, password included. No page of the desk reads what is kept here."""
    _only_in_the_demo()
    DemoDelivery.objects.create(
        message=message.pk,
        number=message.case.number,
        whom=message.to_whom,
        carrier=message.carrier,
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        sms=letter.sms,
        language=message.language,
        taken_at=message.made_at,
    )


def say(to: str, words: str) -> None:
    """A few words to a phone, in answer to a text message."""
    _only_in_the_demo()
    DemoDelivery.objects.create(carrier="sms", to=to, sms=words, taken_at=timezone.now())


class Backend(BaseEmailBackend):
    """Takes the mails that are no letters of a case, such as a report or a link for a new password."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        _only_in_the_demo()
        for mail in email_messages:
            DemoDelivery.objects.create(
                carrier="email",
                to=", ".join(mail.to),
                subject=str(mail.subject),
                body=str(mail.body),
                taken_at=timezone.now(),
            )
        return len(email_messages)


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise NoDemo
