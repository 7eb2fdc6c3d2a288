"""Whose case an answer from outside belongs to: by a tag that nobody can guess, or by a contact that is on file."""

from __future__ import annotations

import base64
import hmac
from datetime import date, datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from amends.cases import editions, search_index, tracking
from amends.cases.models import Case, PersonalData, SearchIndex
from amends.cases.views import case_view
from amends.platform import json_values
from amends.platform.json_values import JsonTable
from amends.procedure.schema import say
from amends.procedure.state import State
from amends.procedure.stored_fields import is_reference

LOOP = "x-amends-loop"  # the header by which we know a letter of this house when it comes back in
MAC_SIGNS = 16  # 80 bits
MOST_LOOKED_AT = 50


def tag(number: str) -> str:
    """What an address carries after its plus sign: the number, and a keyed proof that we wrote it there."""
    return number.replace("-", "").lower() + _mac(number)


def tagged(tag_: str) -> Case | None:
    """The case of a tag, whatever mail servers did to its capitals."""
    said = tag_.strip().lower()
    number = tracking.tidy_number(said[:-MAC_SIGNS])
    if not number or not hmac.compare_digest(_mac(number).encode(), said[-MAC_SIGNS:].encode()):
        return None
    return Case.objects.filter(number=number).first()


def of_sender(number: str, email: str) -> Case | None:
    """The case of this number, only when this address is the one on file: a number alone opens nothing."""
    case = Case.objects.filter(number=tracking.tidy_number(number) or number).first()
    if case is None or not email:
        return None
    return case if str(_contact(case).get("email", "")).lower() == email.lower() else None


def loop_mark() -> str:
    """What stands in that header; nobody can make it who has not had a letter of ours."""
    return salted_hmac("amends.loop", settings.URL, algorithm="sha256").hexdigest()[:24]


def is_reply_asked(case: Case) -> bool:
    """Whether a question of ours waits for an answer."""
    return bool(State.from_json(case.state).asked_no)


def waiting_for(mobile: str) -> Case | None:
    """The open case of this number whose question was asked last."""
    query = search_index.query(mobile)
    if not query:
        return None
    words = SearchIndex.objects.extra(where=["found_by @@ %s::tsquery"], params=[query])
    cases = Case.objects.filter(pk__in=words.values("case_id"), closed_at=None).order_by("-last_at")[:MOST_LOOKED_AT]
    mine = [case for case in cases if is_reply_asked(case) and _contact(case).get("mobile") == mobile]
    return max(mine, key=_asked_at, default=None)


def said_of(case: Case, *, language: str) -> tuple[str, date | None]:
    """The public status in words, and the next date that was promised, if one is open."""
    procedure = editions.procedure(case.edition_id)
    state = State.from_json(case.state)
    stage = procedure.stages[state.stage]
    public = [one.due.at for one in state.open_duties if procedure.duties[one.duty].public]
    calendar = case_view.calendar_of(case)
    due = case_view.due_day(calendar, min(public)) if public else None
    return say(stage.public, language), due


def _asked_at(case: Case) -> tuple[datetime, int]:
    entry = case.entries.get(no=State.from_json(case.state).asked_no)
    return entry.at, case.pk


def _contact(case: Case) -> JsonTable:
    reference = State.from_json(case.state).values.get("contact")
    row = PersonalData.objects.filter(pk=reference["vault"]).first() if is_reference(reference) else None
    return json_values.inside(row.content) if row else {}


def _mac(number: str) -> str:
    made = salted_hmac("amends.replying", number, algorithm="sha256").digest()
    return base64.b32encode(made).decode().lower()[:MAC_SIGNS]
