"""How a complaint comes in: whatever the door, one arrival becomes one case with its number, password and promises."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases import editions, history, search_index, tracking
from amends.cases.acts import answers, perform
from amends.cases.acts.perform import By, Fields, File
from amends.cases.editions import RulesInForce
from amends.cases.errors import Faulty
from amends.cases.models import Case, Entry
from amends.cases.vault import Private
from amends.organisation.models import Category, Product, Site
from amends.platform import sealing
from amends.procedure import engine
from amends.procedure.schema import Procedure


@dataclass(frozen=True, slots=True)
class Arrival:
    """A complaint or feedback as it came, already checked by its door."""

    kind: str
    channel: str
    language: str
    words: str
    wanted: str = ""
    happened_on: date | None = None
    product: str = ""
    category: str = ""
    site: str = ""
    order: str = ""
    batch: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)  # name · mobile · email · post
    representative: Mapping[str, str] = field(default_factory=dict)  # name · relation
    needs: str = ""  # what makes it hard for the person
    answers: Mapping[str, Any] = field(default_factory=dict)  # of the pack's own form
    files: Sequence[File] = ()
    received_at: datetime | None = None  # may lie before the moment of typing, with a reason
    typed_late: str = ""
    trigger: str = ""  # of the pack: what made somebody bring it; empty: the first that fits the channel
    on_the_spot: str = ""  # yes: it was settled where it was raised · no · empty: not known
    immediate: str = ""  # what was done or answered on the spot (G16, G28)
    acknowledged: bool = False  # the script was read out or shown by the person at the phone or counter
    submission: uuid.UUID = field(default_factory=uuid.uuid4)
    token: bytes = b""
    network: str = ""  # a mark of where it came from, see `origins`


@dataclass(frozen=True, slots=True)
class Received:
    case: Case
    password: str
    again: bool  # this submission had been received before


def receive(arrival: Arrival, *, by: By, now: datetime, standing: RulesInForce | None = None) -> Received:
    """A new case; the same submission again is the same case. A thin complaint is never turned away."""
    with transaction.atomic(savepoint=False):
        return _receive(arrival, by, now, standing or editions.standing(now))


def _receive(arrival: Arrival, by: By, now: datetime, standing: RulesInForce) -> Received:
    received_at = _received_at(arrival, now)
    edition_id = standing.choose(
        kind=arrival.kind, channel=arrival.channel, product=arrival.product, category=arrival.category
    )
    procedure = editions.procedure(edition_id)
    kind = procedure.kinds[arrival.kind]
    form = procedure.forms.get(kind.form or "")
    organisation = standing.organisation
    number = tracking.new_number(organisation.prefix)
    password = tracking.new_password(arrival.token)
    site = Site.objects.filter(key=arrival.site).first() if arrival.site else None
    beginning = history.Beginning(
        number=number,
        submission=arrival.submission,
        edition_id=edition_id,
        password_hash=tracking.password_hash(number, password),
        password_sealed=sealing.seal(password),
        summary=_summary(arrival.words),
        complainant=arrival.contact.get("name", "")[:200],
        found_by=search_index.lexemes(number, *_findable(arrival)),
        network=arrival.network,
    )
    fields = _first_fields(arrival, received_at, standing.calendar_name(site))
    if trigger := _trigger(procedure, arrival):
        fields["trigger"] = trigger
    fields["form"].update(answers.clean(form, arrival.answers))
    case = history.begin(beginning, by=perform.author(by), now=now, fields=fields)
    if case is None:
        return Received(Case.objects.get(submission=arrival.submission), password, again=True)
    perform.attach(case, arrival.files, by=perform.author(by), now=now)
    if arrival.acknowledged:
        _acknowledge_aloud(case, by=perform.author(by), now=now)
    return Received(case, password, again=False)


def acknowledge(case: Case, *, by: By, now: datetime) -> None:
    """The acknowledgement was read out to the person; saying it twice changes nothing."""
    with perform.on(case) as locked:
        if not any(one.carrier == "spoken" for one in locked.state.sent):
            _acknowledge_aloud(locked.case, by=perform.author(by), now=now)


def _received_at(arrival: Arrival, now: datetime) -> datetime:
    received_at = arrival.received_at or now
    if received_at > now:
        raise Faulty({"received_at": _("The moment of receipt cannot lie in the future.")})
    if arrival.received_at and (now - received_at).total_seconds() > 3600 and not arrival.typed_late.strip():
        raise Faulty({"typed_late": _("Say why it is typed in later than it was received.")})
    return received_at


def _first_fields(arrival: Arrival, received_at: datetime, calendar: str) -> Fields:
    carriers = [
        carrier
        for carrier, key in (("sms", "mobile"), ("email", "email"), ("post", "post"))
        if arrival.contact.get(key)
    ]
    form: Fields = {"words": Private("words", arrival.words)}
    for key in ("wanted", "needs", "immediate", "typed_late"):
        if text := getattr(arrival, key).strip():
            form[key] = Private("words", text)
    for key in ("order", "batch"):
        if text := getattr(arrival, key).strip():
            form[key] = text
    if arrival.on_the_spot in ("yes", "no"):
        form["on_the_spot"] = arrival.on_the_spot
    if arrival.happened_on:
        form["happened_on"] = arrival.happened_on.isoformat()
    if any(arrival.contact.values()):
        form["contact"] = Private("contact", dict(arrival.contact))
    if any(arrival.representative.values()):
        form["representative"] = Private("person", dict(arrival.representative))
    facts = {key: getattr(arrival, key) for key in ("product", "category", "site") if getattr(arrival, key)}
    if department := _department(arrival):
        facts["department"] = department
    return {
        "kind": arrival.kind,
        "channel": arrival.channel,
        "language": arrival.language,
        "received_at": received_at.isoformat(),
        "calendar": calendar,
        "carriers": carriers,
        "anonymous": not any(arrival.contact.values()),
        "form": form,
        "files": perform.listed(arrival.files),
        **facts,
    }


def _trigger(procedure: Procedure, arrival: Arrival) -> str:
    """What made somebody bring it, as the pack names it (P07-P12)."""
    if arrival.trigger in procedure.triggers:
        return arrival.trigger
    fitting = (one.key for one in procedure.triggers.values() if not one.channels or arrival.channel in one.channels)
    return next(fitting, "")


def _department(arrival: Arrival) -> str:
    """A category or product already known directs the case at once."""
    for model, key in ((Category, arrival.category), (Product, arrival.product)):
        if key and (found := model.objects.filter(key=key).values_list("department_id", flat=True).first()):
            return str(found)
    return ""


def _summary(words: str) -> str:
    return " ".join(words.split())[:200]


def _findable(arrival: Arrival) -> list[str]:
    contact = arrival.contact
    return [
        arrival.words,
        arrival.wanted,
        contact.get("name", ""),
        contact.get("email", ""),
        contact.get("mobile", ""),
        arrival.order,
        arrival.batch,
        arrival.product,
        arrival.representative.get("name", ""),
    ]


def _acknowledge_aloud(case: Case, *, by: str, now: datetime) -> None:
    """Said in the conversation: the promise to acknowledge is kept at once, and the history has who said it (G14)."""
    locked = history.lock(case.pk)
    entry = Entry.objects.get(case=case, no=1)
    letters = engine.notices(locked.procedure, None, locked.state, history.event_of(entry))
    letter = next((notice.letter for notice in letters if "complainant" in notice.to), "acknowledgement")
    fields = {"letter": letter, "carrier": "spoken", "to_whom": "complainant", "entry": 1}
    history.record(locked, "sent", by=by, now=now, fields=fields)
