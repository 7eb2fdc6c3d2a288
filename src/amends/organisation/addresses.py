"""Addresses that a letter may go to: one plain e-mail address or one telephone number, and nothing beside it."""

from __future__ import annotations

import re

import phonenumbers

LONGEST, LONGEST_NAME = 254, 64
# What RFC 5322 calls a dot-atom. A quoted name before the @ is lawful too, but programs on the way read it in
# different ways, and each of those readings may be another person's address.
NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+(?!\d+$){LABEL}")
# Digits of any script, and the signs people write between them. Two numbers in one field are no number.
WRITTEN = re.compile(r"\s*[+＋]?[\d\s().\-‐-―/]{3,30}\s*")
DIALLED = re.compile(r"\+[1-9][0-9]{5,14}")


def plain(text: str) -> str:
    """The address as a letter can carry it, its domain in ASCII; empty where it is not beyond doubt one address."""
    name, _at, domain = text.rpartition("@")
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name) or "=?" in name:
        return ""
    written = _ascii(domain)
    return f"{name}@{written}" if len(name) + len(written) < LONGEST and DOMAIN.fullmatch(written) else ""


def number(text: str, country: str) -> str:
    """The number with its country, such as +905321234567; empty where it is no number that exists, or several."""
    if not WRITTEN.fullmatch(text):
        return ""
    try:
        found = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    if found.extension or not phonenumbers.is_valid_number(found):
        return ""
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def may_be_dialled(text: str) -> bool:
    """Whether this is a number as `number` writes it: all that a gateway is ever given."""
    return bool(DIALLED.fullmatch(text))


def _ascii(domain: str) -> str:
    """A name in other letters goes only where every program takes it: where the two standards read it alike.

    “faß.example” is one domain to the newer standard, and “fass.example” to the older: perhaps somebody else's.
    """
    if domain.isascii():
        return domain
    try:
        coded = domain.encode("idna").decode("ascii")
        return coded if coded.encode("ascii").decode("idna") == domain.lower() else ""
    except UnicodeError:
        return ""
