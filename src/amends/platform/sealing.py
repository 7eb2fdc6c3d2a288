"""Secrets that have to be read again: encrypted under a key that stands outside the database."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def seal(secret: str) -> bytes:
    """For a tracking password until its letters are sent, for passwords of mailboxes and secrets of gateways."""
    return _fernet().encrypt(secret.encode())


def unseal(sealed: bytes) -> str:
    """`cryptography.fernet.InvalidToken` where it was sealed under another secret key."""
    return _fernet().decrypt(bytes(sealed)).decode()


def _fernet() -> Fernet:
    key = hashlib.sha256(b"amends.sealed" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
