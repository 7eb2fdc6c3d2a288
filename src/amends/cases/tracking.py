"""The tracking number and password: made, compared, slowed down when guessed at, and issued again."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.db import connection
from django.db.models import F, Sum
from django.utils.crypto import salted_hmac

from amends.cases.models import Case, Entry, LoginAttempt, Secret
from amends.platform import sealing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to misread
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
PASSWORD_SIGNS = 16  # 80 bits
WINDOW = timedelta(minutes=1)
MOST_BY_ADDRESS = 30  # wrong tries in a window before this address has to wait
MOST_OVERALL = 600
PASS_LASTS = timedelta(minutes=30)
BETWEEN_PASSWORDS = timedelta(minutes=10)
MOST_PASSWORDS = 3  # in a day, when asked for with the number alone: each one ends the one before


def new_number(prefix: str) -> str:
    """Says nothing about how many cases there are; the last sign tells a typing error from an unknown number."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(7))
    signs += _check_sign(signs)
    return f"{prefix}-{signs[:4]}-{signs[4:]}"


def new_password(token: bytes = b"") -> str:
    """80 bits. With a token that only the complainant's browser knows, it can be shown again to it alone."""
    random = hmac.digest(_key("password"), token, "sha256") if token else secrets.token_bytes(32)
    signs = "".join(ALPHABET[byte % 32] for byte in random[:PASSWORD_SIGNS])
    return "-".join(signs[at : at + 4] for at in range(0, PASSWORD_SIGNS, 4))


def tidy_number(typed: str) -> str:
    """What was meant, without regard to case, spaces, dashes, O for 0, I and L for 1; empty when it cannot be one."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(bare) < 9:
        return ""
    prefix, signs = bare[:-8], bare[-8:].translate(READ_AS)
    return f"{prefix}-{signs[:4]}-{signs[4:]}" if _check_sign(signs[:7]) == signs[7] else ""


def tidy_password(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(READ_AS)


def password_hash(number: str, password: str) -> bytes:
    """A keyed hash; the key is outside the database, so a stolen database opens no case."""
    return hmac.digest(_key("tracking"), f"{number}:{tidy_password(password)}".encode(), "sha256")


def open_case(number: str, password: str, *, address: str, now: datetime) -> Case | None:
    """The case of this number and password. Equal work and one answer for an unknown number and a wrong password.

    A right password opens whatever a stranger tried before: guessing slows the guesser's address, never the case.
    """
    number = tidy_number(number)
    if _address_waits(address, now):
        return None
    secret = Secret.objects.select_related("case").filter(case__number=number).first()
    stored = bytes(secret.hash) if secret else b"\0" * 32
    if hmac.compare_digest(stored, password_hash(number or "unknown", password)) and secret:
        return secret.case
    count_try(number, address, now)
    return None


def pass_for(case: Case, now: datetime) -> str:
    """A signed pass for the browser of whoever opened the case; it lasts half an hour and ends with the password."""
    issue = Secret.objects.values_list("issue", flat=True).get(case=case)
    return signing.dumps([case.pk, issue, int(now.timestamp())], salt="amends.tracking")


def case_of(given: str, now: datetime) -> Case | None:
    """The case that a pass opens, unless it is forged, too old, or from before the present password."""
    try:
        pk, issue, since = signing.loads(given, salt="amends.tracking")
    except (signing.BadSignature, ValueError):
        return None
    if not 0 <= int(now.timestamp()) - since <= PASS_LASTS.total_seconds():
        return None
    secret = Secret.objects.select_related("case").filter(case=pk, issue=issue).first()
    return secret.case if secret else None


def replaceable(number: str, now: datetime) -> Case | None:
    """The case of this number, unless its password was made only minutes ago, or asked for often today."""
    secret = Secret.objects.select_related("case").filter(case__number=tidy_number(number) or "unknown").first()
    if secret is None or now - secret.issued_at < BETWEEN_PASSWORDS:
        return None
    asked = Entry.objects.filter(case=secret.case, kind="password issued", by="complainant")
    often = asked.filter(at__gt=now - timedelta(days=1)).count() >= MOST_PASSWORDS
    return None if often else secret.case


def must_wait(address: str, now: datetime) -> timedelta:
    """How long this address has to wait before the next try; zero when it need not."""
    return (_window(now) + WINDOW - now) if _address_waits(address, now) else timedelta(0)


def count_try(number: str, address: str, now: datetime) -> None:
    """One more wrong try, counted by number, by address and over all; old windows go as new ones come."""
    keys = [_masked("number", number), _masked("address", address), "overall"]
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO amends_loginattempt (key, "window", count) VALUES (%s, %s, 1) '
            'ON CONFLICT (key, "window") DO UPDATE SET count = amends_loginattempt.count + 1',
            [(key, _window(now)) for key in keys],
        )
    LoginAttempt.objects.filter(window__lt=now - timedelta(days=1)).delete()


def tries_on(number: str, now: datetime) -> int:
    """Wrong tries on this number in the last day, for staff to see."""
    counted = LoginAttempt.objects.filter(key=_masked("number", number), window__gte=now - timedelta(days=1))
    return counted.aggregate(all=Sum("count"))["all"] or 0


def issue(case: Case, *, now: datetime) -> str:
    """A new password; the old one and every session opened with it end."""
    password = new_password()
    Secret.objects.filter(case=case).update(
        hash=password_hash(case.number, password), issued_at=now, issue=F("issue") + 1, sealed=sealing.seal(password)
    )
    return password


def _address_waits(address: str, now: datetime) -> bool:
    keys = [_masked("address", address), "overall"]
    counts = dict(LoginAttempt.objects.filter(key__in=keys, window=_window(now)).values_list("key", "count"))
    mine = counts.get(keys[0], 0)
    return mine >= MOST_BY_ADDRESS or (counts.get("overall", 0) >= MOST_OVERALL and mine > 0)


def _window(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _check_sign(signs: str) -> str:
    total = sum((at + 2) * ALPHABET.index(sign) for at, sign in enumerate(signs)) if set(signs) <= set(ALPHABET) else -1
    return ALPHABET[total % 31] if total >= 0 else "?"


def _masked(what: str, value: str) -> str:
    return salted_hmac("amends.tries", f"{what}:{value}", algorithm="sha256").hexdigest()


def _key(purpose: str) -> bytes:
    return salted_hmac(f"amends.{purpose}", "", algorithm="sha256").digest()
