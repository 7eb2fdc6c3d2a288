"""Letters that came back: the history says so, and a promise that the letter had kept is open again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from amends.cases import history
from amends.cases.models import Case
from amends.dispatch.models import Message
from amends.procedure.payloads.case_payloads import Bounced


class StillSending(Exception):
    """The letter is on its way and not yet written down as sent; a little later it will be."""


def find(message_id: UUID) -> Message | None:
    """The letter of this id, with its case."""
    return Message.objects.select_related("case").filter(pk=message_id).first()


@transaction.atomic
def came_back(message_id: UUID, *, now: datetime, fault: str = "") -> Case | None:
    """Says of a letter that it never arrived; saying it twice changes nothing. None when we sent no such letter."""
    known = Message.objects.filter(pk=message_id, carrier="email").values_list("case_id", flat=True).first()
    if known is None:
        return None
    locked = history.lock(known)  # the case before its messages, in the order that sending takes them
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.state in ("waiting", "sending"):
        raise StillSending(message_id)
    if message.state != "sent":
        return locked.case
    said = Bounced(
        letter=message.letter,
        carrier=message.carrier,
        to_whom=message.to_whom,
        message=str(message.id),
        entry=message.entry_no,
        sent=message.sent_no,
    )
    history.record(locked, said, by="carrier", now=now)
    message.state, message.fault = "bounced", fault[:300]
    message.save(update_fields=["state", "fault"])
    return locked.case
