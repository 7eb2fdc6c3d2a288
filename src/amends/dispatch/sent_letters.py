"""What the complainant was sent, to be read again on the tracking page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.dispatch.letters import render
from amends.dispatch.models import Message
from amends.platform import json_values

PASSWORDS = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\b")
HIDDEN = "••••-••••-••••-••••"


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter, however many carriers took it."""

    at: datetime
    subject: str
    html: str
    carriers: tuple[str, ...]
    language: str
    kind: str = "letter"
    fault: str = ""


def letters_to(case: Case) -> tuple[LetterView, ...]:
    """Every letter that went to the complainant, the oldest first; passwords are not shown a second time."""
    messages = (
        Message.objects.filter(case=case, to_whom="complainant", state__in=["sent", "to print"])
        .select_related("content")
        .order_by("made_at", "entry_no", "carrier")
    )
    found: dict[tuple[int, str], list[Message]] = {}
    for message in messages:
        found.setdefault((message.entry_no, message.letter), []).append(message)
    return tuple(_letter(group) for group in found.values() if group[0].content.content)


def by_entry(case: Case) -> tuple[dict[int, LetterView | None], tuple[LetterView, ...]]:
    """For staff: each letter by the last entry that says a carrier took it, None at the others; and those not gone."""
    sent: dict[tuple[int, str, str], list[Message]] = {}
    waiting: list[LetterView] = []
    for message in Message.objects.filter(case=case).select_related("content").order_by("sent_no", "made_at"):
        if message.sent_no:
            sent.setdefault((message.entry_no, message.letter, message.to_whom), []).append(message)
        elif message.state != "sent":
            waiting.append(replace(_letter([message]), kind=message.state, fault=message.fault))
    first: dict[int, LetterView | None] = {}
    for group in sent.values():
        first.update({message.sent_no or 0: None for message in group})
        first[group[-1].sent_no or 0] = _letter(group)
    return first, tuple(waiting)


def _letter(group: list[Message]) -> LetterView:
    content = json_values.inside(group[0].content.content)
    subject, body = (hidden(str(content.get(key, ""))) for key in ("subject", "body"))
    at = min(message.sent_at or message.made_at for message in group)
    return LetterView(
        at,
        subject or _("(erased)"),
        render.as_html(body),
        tuple(dict.fromkeys(one.carrier for one in group)),
        group[0].language,
    )


def hidden(text: str) -> str:
    """Without any tracking password, whether its place was left open or it stands there."""
    return PASSWORDS.sub(HIDDEN, text.replace(render.PASSWORD, HIDDEN))
