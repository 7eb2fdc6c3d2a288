"""What went out, for those who answer for it: the newest first, found by number, address or words, one letter whole."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from amends.cases import tracking, visibility
from amends.dispatch import sending_limits, sent_letters
from amends.dispatch.letters import render
from amends.dispatch.models import Message
from amends.organisation.models import Member
from amends.platform import json_values

PAGE = 50


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter by one carrier."""

    id: str
    number: str
    at: datetime
    carrier: str
    whom: str
    to: str
    letter: str
    subject: str
    sms: str
    html: str
    state: str
    fault: str
    language: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    rows: tuple[LetterRow, ...]
    after: str  # key of the next page, empty at the end


def page(member: Member, *, words: str = "", carrier: str = "", after: str = "", held: bool = False) -> LetterPage:
    """A page of letters; `after` is the key "<moment>|<id>" of the last one seen. None of a case about this member.

    `held`: only those that a limit holds back.
    """
    messages = _fitting(words.strip(), carrier).filter(visibility.not_recused(member, "case__"))
    if held:
        messages = messages.filter(state="waiting", fault=sending_limits.LIMITED)
    if after:
        moment, _, last = after.partition("|")
        at, pk = datetime.fromisoformat(moment), uuid.UUID(last)
        messages = messages.filter(Q(made_at__lt=at) | Q(made_at=at, pk__lt=pk))
    rows = list(messages.order_by("-made_at", "-id")[: PAGE + 1])
    shown = rows[:PAGE]
    key = f"{shown[-1].made_at.isoformat()}|{shown[-1].pk}" if len(rows) > PAGE else ""
    return LetterPage(tuple(_kept(one) for one in shown), key)


def one(member: Member, message_id: uuid.UUID) -> LetterRow | None:
    """One letter whole; None when there is none, or it is of a case about this member."""
    mine = visibility.not_recused(member, "case__")
    message = Message.objects.select_related("case", "content").filter(mine, pk=message_id).first()
    return _kept(message) if message else None


def _fitting(words: str, carrier: str) -> QuerySet[Message]:
    messages = Message.objects.select_related("case", "content").exclude(carrier__in=("page", "spoken"))
    if carrier:
        messages = messages.filter(carrier=carrier)
    if number := tracking.tidy_number(words):
        return messages.filter(case__number=number)
    if words:
        places = ("to", "subject", "body", "sms")
        found = Q()
        for place in places:
            found |= Q(**{f"content__content__{place}__icontains": words})
        messages = messages.filter(found)
    return messages


def _kept(message: Message) -> LetterRow:
    content = json_values.inside(message.content.content)
    subject, body, sms = (sent_letters.hidden(str(content.get(key, ""))) for key in ("subject", "body", "sms"))
    return LetterRow(
        id=str(message.pk),
        number=message.case.number,
        at=message.sent_at or message.made_at,
        carrier=message.carrier,
        whom=message.to_whom,
        to=str(content.get("to", "")),
        letter=message.letter,
        subject=subject or _("(erased)"),
        sms=sms,
        html=render.as_html(body),
        state=message.state,
        fault=message.fault,
        language=message.language,
    )
