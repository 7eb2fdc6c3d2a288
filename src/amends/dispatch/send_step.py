"""From messages to carriers: claimed, handed over, written down. What a dying sender left open is marked repeated."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from amends.cases.models import Secret
from amends.dispatch import claims, outcomes
from amends.dispatch.carriers import carrier_registry as known
from amends.dispatch.carriers import email
from amends.dispatch.carriers.carrier_registry import Carrier, Carriers
from amends.dispatch.carriers.errors import DeliveryFailed, Unready
from amends.dispatch.letters import render
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message
from amends.dispatch.outcomes import DeliveryOutcome
from amends.platform import json_values, sealing

log = logging.getLogger(__name__)
ERASED = "its words were erased before it was sent"  # faults of a letter that can never leave
REPLACED = "the password was replaced before this letter was sent"
Clock = Callable[[], datetime]


def step(
    now: datetime, *, most: int = 200, among: Sequence[int] | None = None, carriers: Carriers | None = None
) -> int:
    """Sends what waits at a moment that is handed in, for time that is simulated. Returns how many were handed over.

    Living letters leave by a Sender, one by one and by the clock. With `among` only the letters of those cases, and
    with `carriers` by those: a proof sends nothing to anybody.
    """
    takers = {key: taker for key in (*known.OUTSIDE, known.PAGE) if (taker := (carriers or known.configured)(key))}
    sent = _at_once(takers, lambda: now, most=most, among=among)
    return sent + outcomes.say_late(now, among=among)


def leave(now: datetime) -> int:
    """A step of the worker: letters that are read on the tracking page wait for no carrier."""
    return _at_once({known.PAGE: known.leave}, lambda: now)


def _at_once(
    takers: Mapping[str, Carrier], clock: Clock, *, most: int = 200, among: Sequence[int] | None = None
) -> int:
    """Many letters in one transaction: where no carrier is waited for, and where time does not pass meanwhile."""
    claims.give_back(clock(), list(takers))
    claimed = claims.claim(clock(), list(takers), most=most, among=among)
    try:
        done = hand_over(claimed, takers, clock)
    finally:
        email.hang_up()
    outcomes.write_down(done)
    return len(done)


def hand_over(claimed: Sequence[Message], takers: Mapping[str, Carrier], clock: Clock) -> list[DeliveryOutcome]:
    """Each letter to its carrier; the moment is read when the carrier has spoken, not before."""
    return [_handed_over(message, takers[message.carrier], clock) for message in claimed]


def _handed_over(message: Message, taker: Carrier, clock: Clock) -> DeliveryOutcome:
    fault = _fault(message, taker)
    return DeliveryOutcome(
        message, message.claimed_by or 0, message.tries, message.fault == outcomes.ASIDE, clock(), fault
    )


def _fault(message: Message, taker: Carrier) -> DeliveryFailed | Unready | None:
    try:
        taker(message, _ready(message))
    except (DeliveryFailed, Unready) as fault:
        return fault
    except Exception as error:
        # Where it failed, and not what was said: a library's words may hold an address.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("carrier %s failed (%s)\n%s", message.carrier, type(error).__name__, where)
        return DeliveryFailed(type(error).__name__, permanent=False, perhaps=True)
    return None


def _ready(message: Message) -> Letter:
    """The letter as its reader gets it, with the password in its place."""
    if message.content.erased_at:
        raise DeliveryFailed(ERASED, permanent=True)
    sealed = _sealed(message) if message.secret else b""
    if message.secret and not sealed:
        raise DeliveryFailed(REPLACED, permanent=True)
    try:
        password = sealing.unseal(sealed) if sealed else ""
        content = json_values.inside(message.content.content)
        parts = {key: str(content.get(key, "")) for key in ("subject", "body", "sms")}
        said = {key: text.replace(render.PASSWORD, password) for key, text in parts.items()}
        return Letter(str(message.id), json_values.text(content["to"]), **said, repeated=message.repeated)
    except Exception as error:
        raise Unready from error


def _sealed(message: Message) -> bytes:
    """The sealed password of this letter's case, if it is still kept."""
    secret: Secret | None = getattr(message.case, "secret", None)
    return bytes(secret.sealed or b"") if secret else b""


def password_of(message: Message) -> str:
    """The password that this letter carries."""
    sealed = _sealed(message) if message.secret else b""
    return sealing.unseal(sealed) if sealed else ""
