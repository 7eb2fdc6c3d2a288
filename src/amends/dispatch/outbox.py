"""The carrier of an installation without gateways: it keeps every letter whole, for the outbox page of the desk."""

from __future__ import annotations

from amends.cases.models import Vaulted
from amends.dispatch.letter import Letter
from amends.dispatch.models import Message


def deliver(message: Message, letter: Letter) -> None:
    """Kept as it would have been sent, password included: this carrier is for trying the program out."""
    kept = {"to": letter.to, "subject": letter.subject, "body": letter.body, "sms": letter.sms}
    Vaulted.objects.filter(pk=message.content_id).update(content=kept)


def leave(_message: Message, _letter: Letter) -> None:
    """Left on the tracking page, where the complainant reads it; the password is never shown there."""
