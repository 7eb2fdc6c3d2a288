"""Brings the ways in together with the ways out: what a message answers, what came back, who is answered by text."""

from datetime import datetime
from uuid import UUID

from amends.cases.models import Case
from amends.dispatch import bounces
from amends.dispatch.carriers import carrier_registry
from amends.intake.mail import process_mail
from amends.intake.mail.process_mail import Post, Sent
from amends.intake.sms import text_messages


def sent(message_id: UUID) -> Sent | None:
    """The letter of ours with this id."""
    found = bounces.find(message_id)
    return Sent(found.case, found.to_whom == "complainant") if found else None


def came_back(message_id: UUID, now: datetime) -> Case | None:
    return bounces.came_back(message_id, now=now)


POST = Post(sent=sent, came_back=came_back)


def sort(now: datetime) -> int:
    """A step of the worker: sorts the e-mail that was kept."""
    return process_mail.step(now, post=POST)


def answer(_now: datetime) -> int:
    """A step of the worker: answers text messages; without a gateway nobody is answered."""
    say = carrier_registry.saying()
    return text_messages.step(say=say) if say else 0
