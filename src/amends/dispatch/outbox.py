"""The carrier of an installation without gateways: it keeps every letter whole, for the outbox page of the desk."""

from __future__ import annotations

from amends.dispatch.letter import Letter
from amends.dispatch.models import Message

KEPT = "kept"  # marks a letter that stands as it would have been sent


def deliver(message: Message, letter: Letter) -> None:
    """Kept as it would have been sent, password included: this carrier is for trying the program out."""
    whole = {"to": letter.to, "subject": letter.subject, "body": letter.body, "sms": letter.sms}
    message.content.content = {**whole, KEPT: True}


def kept(message: Message) -> bool:
    """Whether this carrier took the letter just now, so that its words have to be stored as they are."""
    return bool(isinstance(message.content.content, dict) and message.content.content.get(KEPT))


def leave(_message: Message, _letter: Letter) -> None:
    """Left on the tracking page, where the complainant reads it; the password is never shown there."""
