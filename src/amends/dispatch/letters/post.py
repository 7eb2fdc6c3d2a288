"""Letters on paper: which wait to be printed, and the moment somebody took them to the post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from amends.cases import history, visibility
from amends.dispatch import outcomes, send_step, sent_letters
from amends.dispatch.letters import render as writing
from amends.dispatch.models import Message
from amends.organisation.models import Member
from amends.platform import json_values
from amends.procedure.payloads.case_payloads import Sent


def waiting() -> list[Message]:
    """Every letter that waits to be printed, the oldest first."""
    found = Message.objects.filter(state="to print", content__erased_at=None)
    return list(found.select_related("case", "content").order_by("made_at", "id"))


def waiting_for(member: Member, now: datetime) -> list[Message]:
    """Those of the cases that this member sees."""
    return [one for one in waiting() if _sees(member, one, now)]


def _sees(member: Member, message: Message, now: datetime) -> bool:
    return visibility.may_see(member, message.case, now)


def text(message: Message, *, whole: bool) -> str:
    """The letter's words for printing; only the `whole` one has the password in its place."""
    password = send_step.password_of(message) if whole else sent_letters.HIDDEN
    content = json_values.inside(message.content.content)
    return str(content.get("body", "")).replace(writing.PASSWORD, password)


@transaction.atomic
def posted(ids: Sequence[object], *, by: Member, now: datetime) -> int:
    """These letters went to the post: each keeps the promise it was written for, as an accepted e-mail does."""
    asked = Message.objects.select_for_update(of=("self",)).filter(pk__in=list(ids), state="to print")
    letters = [one for one in asked.select_related("case").order_by("made_at") if _sees(by, one, now)]
    for message in letters:
        said = Sent(
            letter=message.letter,
            carrier=message.carrier,
            to_whom=message.to_whom,
            message=str(message.id),
            entry=message.entry_no,
        )
        locked = history.record(history.lock(message.case_id), said, by=by.by, now=now)
        message.state, message.sent_at, message.sent_no = "sent", now, locked.case.last_no
        message.save(update_fields=["state", "sent_at", "sent_no"])
    outcomes.forget_passwords({message.case_id for message in letters if message.secret})
    return len(letters)
