"""The SMS gateway of the tests: what it brings, and what it is given to carry."""

from __future__ import annotations

import hashlib
import hmac
import json

from django.test import Client

from amends.intake.sms import text_messages
from amends.organisation.inbound_channels import Gateway
from amends.platform import sealing
from tests import cast
from tests.intake import mail_samples

SECRET = "between the gateway and us"
AYSE = "+905321234567"


def house() -> cast.House:
    """The house of the ways in, with a gateway."""
    made = mail_samples.house()
    Gateway.objects.create(key="gate", secret=sealing.seal(SECRET), header="X-Signature")
    return made


def bring(body: bytes, *, kind: str = "application/json", secret: str = SECRET, key: str = "gate") -> int:
    sign = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/in/sms/{key}/", body, content_type=kind, headers={"X-Signature": f"sha256={sign}"})
    return int(answer.status_code)


def say(words: str, *, sender: str = AYSE, key: str = "1") -> int:
    return bring(json.dumps({"from": sender, "text": words, "id": key}).encode())


def answers() -> list[tuple[str, str]]:
    """What goes out by the gateway."""
    said: list[tuple[str, str]] = []
    text_messages.step(say=lambda to, words: said.append((to, words)))
    return said
