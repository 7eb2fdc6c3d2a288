"""How a complaint comes in: one valid submission becomes one case with its number, password and promises."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from amends.cases import history, tracking
from amends.cases.acts import perform
from amends.cases.acts.answers import Cleaned
from amends.cases.acts.perform import By, File
from amends.cases.editions import RulesInForce
from amends.cases.models import Case, Entry
from amends.organisation.models import Category, Product, Site
from amends.procedure import engine
from amends.procedure.payloads import case_payloads
from amends.procedure.payloads.natures import Private

CARRIERS = {"sms": "mobile", "email": "email", "post": "post"}
VALIDATION: Final = object()  # `intake.submission` shows it, and nobody else: a test looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A complaint or feedback as it came, validated once: the one value that goes from the way in to the entry.

    Made by `intake.submission.validate` alone; it can be neither made beside it nor changed after it.
    """

    validation: InitVar[object]
    kind: str
    channel: str
    language: str
    words: str
    standing: RulesInForce  # what it was validated by
    edition_id: int  # that takes it
    received_at: datetime  # may lie before the moment of typing, with a reason
    typed_late: str
    wanted: str
    happened_on: date | None
    product: str
    category: str
    site: str
    order: str
    batch: str
    contact: Mapping[str, str]  # name · mobile · email · post, tidied
    representative: Mapping[str, str]  # name · relation
    needs: str  # what makes it hard for the person
    answers: Cleaned  # of the pack's own form, cleaned
    files: Sequence[File]
    trigger: str  # of the pack: what made somebody bring it (P07-P12)
    on_the_spot: str  # yes: it was settled where it was raised · no · empty: not known
    immediate: str  # what was done or answered on the spot (G16, G28)
    acknowledged: bool  # the script was read out or shown by the person at the phone or counter
    id: uuid.UUID  # the same again is the same case
    token: bytes
    network: str  # a mark of where it came from, see `origins`

    def __post_init__(self, validation: object) -> None:
        if validation is not VALIDATION:
            raise TypeError("a submission is made by validating what was typed, see intake.submission")


@dataclass(frozen=True, slots=True)
class Received:
    case: Case
    password: str
    again: bool  # this submission had been received before


def receive(submission: Submission, *, by: By, now: datetime) -> Received:
    """A new case; the same submission again is the same case. A thin complaint is never turned away."""
    with transaction.atomic(savepoint=False):
        return _receive(submission, by if isinstance(by, str) else by.by, now)


def _receive(submission: Submission, by: str, now: datetime) -> Received:
    password = tracking.new_password(submission.token)
    beginning = history.Beginning(
        number=tracking.new_number(submission.standing.organisation.prefix),
        submission=submission.id,
        edition_id=submission.edition_id,
        password=password,
        summary=_summary(submission.words),
        complainant=submission.contact.get("name", "")[:200],
        findable=_findable(submission),
        network=submission.network,
    )
    case = history.begin(beginning, _first(submission), by=by, now=now)
    if case is None:
        return Received(Case.objects.get(submission=submission.id), password, again=True)
    perform.attach(case, submission.files, by=by, now=now)
    if submission.acknowledged:
        _acknowledge_aloud(case, by=by, now=now)
    return Received(case, password, again=False)


def acknowledge(case: Case, *, by: By, now: datetime) -> None:
    """The acknowledgement was read out to the person; saying it twice changes nothing."""
    with perform.on(case) as locked:
        if not any(one.carrier == "spoken" for one in locked.state.sent):
            _acknowledge_aloud(locked.case, by=perform.author(by), now=now)


def _first(submission: Submission) -> case_payloads.Received:
    contact = submission.contact
    site = Site.objects.filter(key=submission.site).first() if submission.site else None
    return case_payloads.Received(
        kind=submission.kind,
        channel=submission.channel,
        language=submission.language,
        received_at=submission.received_at.isoformat(),
        calendar=submission.standing.calendar_name(site),
        carriers=[carrier for carrier, key in CARRIERS.items() if contact.get(key)],
        anonymous=not any(contact.values()),
        form={**_form(submission), **submission.answers},
        files=[one.reference for one in submission.files],
        product=submission.product or None,
        category=submission.category or None,
        site=submission.site or None,
        trigger=submission.trigger or None,
        department=_department(submission) or None,
    )


def _form(submission: Submission) -> Cleaned:
    """What every submission is asked; what a person typed and their addresses are marked for the vault."""
    form: Cleaned = {"words": Private("words", submission.words)}
    for key in ("wanted", "needs", "immediate", "typed_late", "order", "batch"):
        if text := getattr(submission, key).strip():
            form[key] = Private("words", text)
    if submission.on_the_spot in ("yes", "no"):
        form["on_the_spot"] = submission.on_the_spot
    if submission.happened_on:
        form["happened_on"] = submission.happened_on.isoformat()
    if any(submission.contact.values()):
        form["contact"] = Private("contact", {**submission.contact})
    if any(submission.representative.values()):
        form["representative"] = Private("person", {**submission.representative})
    return form


def _department(submission: Submission) -> str:
    """A category or product already known directs the case at once."""
    for model, key in ((Category, submission.category), (Product, submission.product)):
        if key and (found := model.objects.filter(key=key).values_list("department_id", flat=True).first()):
            return str(found)
    return ""


def _summary(words: str) -> str:
    return " ".join(words.split())[:200]


def _findable(submission: Submission) -> list[str]:
    contact = submission.contact
    return [
        submission.words,
        submission.wanted,
        contact.get("name", ""),
        contact.get("email", ""),
        contact.get("mobile", ""),
        submission.order,
        submission.batch,
        submission.product,
        submission.representative.get("name", ""),
    ]


def _acknowledge_aloud(case: Case, *, by: str, now: datetime) -> None:
    """Said in the conversation: the promise to acknowledge is kept at once, and the history has who said it (G14)."""
    locked = history.lock(case.pk)
    entry = Entry.objects.get(case=case, no=1)
    letters = engine.notices(locked.procedure, None, locked.state, history.event_of(entry))
    letter = next((notice.letter for notice in letters if "complainant" in notice.to), "acknowledgement")
    said = case_payloads.Sent(letter=letter, carrier="spoken", to_whom="complainant", entry=1)
    history.record(locked, said, by=by, now=now)
