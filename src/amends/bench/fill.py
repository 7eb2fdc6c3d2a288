"""Fills an installation with generated cases: real states, entries and digests, written by COPY."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from django.db import connection, models

from amends.bench.text import Writer
from amends.cases import editions, entry_fields, history, search_index, tracking, vault
from amends.cases.models import Case, Entry, PersonalData, SearchIndex, Secret
from amends.cases.projections import projection
from amends.organisation.models import Member
from amends.platform.json_values import Json
from amends.procedure import engine
from amends.procedure.payloads import kinds
from amends.procedure.payloads.act_payloads import Assigned, Moved
from amends.procedure.payloads.case_payloads import Received, Sent
from amends.procedure.payloads.natures import Payload, Private
from amends.procedure.state import Event, State

BATCH = 1000
OPEN_SHARE = 0.22
YEARS = timedelta(days=3 * 365)
Rows = list[models.Model]
Cell: TypeAlias = "Json | bytes | date | uuid.UUID"  # of a row, before COPY takes it


@dataclass
class Mill:
    """Makes whole cases, one after the other, the same for the same seed."""

    writer: Writer
    dice: random.Random
    edition_id: int
    calendar: str
    handlers: list[Member]
    end: datetime
    number: int

    def case(self) -> Rows:
        """A case with its entries, its vault, its words and its secret."""
        self.number += 1
        pk, number = self.number, tracking.new_number("DF")
        text, name = self.writer.text(), self.writer.name()
        events, rows = self.events(pk, text, name)
        procedure, state, digest = editions.procedure(self.edition_id), None, history.FIRST
        entries: Rows = []
        for event in events:
            state = engine.apply(procedure, editions.CALENDARS, state, event)
            digest = history.chained(digest, number, event)
            entries.append(_entry(pk, event, digest))
        assert state is not None
        case = self._case(pk, number, state, events[-1], digest)
        words = SearchIndex(case_id=pk, summary=text[:200], complainant=name)
        words.found_by = search_index.lexemes(number, text, name)
        secret = Secret(case_id=pk, hash=tracking.password_hash(number, "none"), issued_at=events[0].at)
        return [case, *entries, *rows, words, secret]

    def events(self, pk: int, text: str, name: str) -> tuple[list[Event], list[PersonalData]]:
        """Received, acknowledged, assigned; most were withdrawn long ago, the others lie in the last weeks."""
        still_open = self.dice.random() < OPEN_SHARE
        age = timedelta(days=60) if still_open else YEARS
        at = self.end - age * self.dice.random() - timedelta(hours=1)
        received = self._received(at, text, name)
        first = vault.seal(kinds.fields_of(received), pk)
        handler = self.dice.choice(self.handlers).by
        sent = Sent(letter="acknowledgement", carrier="sms", to_whom="complainant", message=str(pk), entry=1)
        said: list[tuple[str, Payload]] = [("carrier", sent), (handler, Assigned(act="assign", owner=handler))]
        if not still_open:
            said.append(("complainant", self._withdrawal()))
        step = timedelta(minutes=7)
        begun = Event(1, received.KIND, "complainant", at + step, entry_fields.fit(received.KIND, first.fields))
        return [begun, *(_event(no, by, at + step * no, one) for no, (by, one) in enumerate(said, 2))], first.rows

    def _withdrawal(self) -> Moved:
        """The complainant's own way out of the procedure, whatever the pack calls it."""
        pack = editions.procedure(self.edition_id)
        ways = (act for act in pack.acts_of("move") if "complainant" in act.who and pack.stages[act.to or ""].closes)
        act = next(ways)
        return Moved(act=act.key, to=act.to)

    def _received(self, at: datetime, text: str, name: str) -> Received:
        form = {
            "words": Private("words", text),
            "contact": Private("contact", {"name": name, "mobile": "+905321112233"}),
        }
        return Received(
            kind="complaint",
            channel=self.dice.choice(["web", "web", "phone", "counter"]),
            language="tr",
            received_at=at.isoformat(),
            calendar=self.calendar,
            carriers=["sms"],
            anonymous=False,
            form=form,
            files=[],
            category=self.dice.choice(["colour", "delivery", "billing", "wrong-item"]),
            department=self.dice.choice(["quality", "logistics", "sales"]),
        )

    def _case(self, pk: int, number: str, state: State, event: Event, digest: bytes) -> Case:
        procedure = editions.procedure(self.edition_id)
        columns = projection.project(procedure, state, event, digest, goods=()).columns()
        columns["wake_at"] = None  # nothing may happen to them while others are measured
        return Case(
            id=pk,
            number=number,
            submission=uuid.uuid4(),
            edition_id=self.edition_id,
            pack=procedure.key,
            channel=state.channel,
            language=state.language,
            received_at=state.received_at,
            received_on=state.received_on,
            followed_no=event.no,
            **columns,
        )


def fill(wanted: int, *, end: datetime, progress: Callable[[int, int], None]) -> None:
    """Brings the number of cases up to `wanted`."""
    stored = Case.objects.count()
    newest = Case.objects.order_by("-id").values_list("id", flat=True).first() or 0
    standing = editions.standing(end)
    edition_id = standing.choose(kind="complaint", channel="web", product="", category="")
    handlers = list(Member.objects.filter(username__in=["rana", "emre", "deniz"]))
    mill = Mill(
        Writer(wanted),
        random.Random(wanted),
        edition_id,
        standing.calendar_name(None),
        handlers,
        end,
        newest,
    )
    while stored < wanted:
        size = min(BATCH, wanted - stored)
        _copy([row for _ in range(size) for row in mill.case()])
        stored += size
        progress(stored, wanted)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('amends_case', 'id'), (SELECT max(id) FROM amends_case))")
        cursor.execute("VACUUM ANALYZE")


def _event(no: int, by: str, at: datetime, payload: Payload) -> Event:
    fields = vault.seal(kinds.fields_of(payload)).fields
    return Event(no, payload.KIND, by, at, entry_fields.fit(payload.KIND, fields))


def _entry(pk: int, event: Event, digest: bytes) -> Entry:
    return Entry(case_id=pk, no=event.no, kind=event.kind, by=event.by, at=event.at, fields=event.fields, digest=digest)


def _copy(rows: Rows) -> None:
    """One COPY a table, parents before children."""
    for model in (Case, Entry, PersonalData, SearchIndex, Secret):
        mine = [row for row in rows if isinstance(row, model)]
        fields = [field for field in model._meta.concrete_fields if model is not Entry or field.name != "id"]
        names = ", ".join(f'"{field.column}"' for field in fields)
        with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
            kinds = [(field.attname, field.get_internal_type()) for field in fields]
            for row in mine:
                copy.write_row([_value(name, kind, getattr(row, name)) for name, kind in kinds])


def _value(name: str, kind: str, value: Cell) -> Cell:
    if kind == "JSONField":
        return None if value is None else json.dumps(value, ensure_ascii=False)
    if name == "found_by" and isinstance(value, list):
        return " ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in map(str, value))
    return value
