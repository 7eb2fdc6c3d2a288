"""SMS and other short carriers through an Apprise URL, in which {to} stands for the number."""

from __future__ import annotations

import apprise
from django.conf import settings

from amends.dispatch.carriers.errors import DeliveryFailed
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message
from amends.organisation import addresses


def deliver(_message: Message, letter: Letter) -> None:
    """Hands the short form to the gateway."""
    say(letter.to, letter.sms)


def say(to: str, words: str) -> None:
    """A few words to a number, and to nothing else: it goes into the gateway's address as it stands."""
    if not addresses.may_be_dialled(to):
        raise DeliveryFailed("not a telephone number", permanent=True)
    gateway = apprise.Apprise()
    if not gateway.add(str(settings.SMS_URL).replace("{to}", to.lstrip("+"))):
        raise DeliveryFailed("the gateway's address is not understood", permanent=False)
    if not gateway.notify(body=words, title=""):
        raise DeliveryFailed("the gateway did not take it", permanent=False)
