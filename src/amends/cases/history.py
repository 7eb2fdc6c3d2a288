"""The one door: every cause is appended here as an entry, and the case's projection follows in the same transaction."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from amends.cases import editions, entry_fields, search_index, tracking, vault
from amends.cases.errors import Changed
from amends.cases.models import Case, Entry, PersonalData
from amends.cases.projections import goods_index, projection
from amends.cases.projections.projection import PROJECTED
from amends.cases.vault import Sealed
from amends.platform import bulk_sql, sealing
from amends.procedure import engine
from amends.procedure.payloads import kinds
from amends.procedure.payloads.case_payloads import Received
from amends.procedure.payloads.natures import Payload
from amends.procedure.schema import Procedure
from amends.procedure.state import Event, State

FIRST = b"\0" * 32  # what the first entry's digest is chained to
UPDATED = [*PROJECTED, "followed_no"]
# Entries that change nothing a person could overwrite.
QUIET = frozenset({"warned", "missed", "passed", "escalated", "sent", "password seen"})


@dataclass(frozen=True, slots=True)
class Locked:
    """A case whose row this transaction holds: the only thing that entries can be recorded on."""

    case: Case
    procedure: Procedure
    state: State


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new case needs besides its first entry."""

    number: str
    submission: uuid.UUID
    edition_id: int
    password: str  # empty: there is no complainant who could track it
    summary: str
    complainant: str
    findable: Sequence[str]  # the words that it is found by, beside its number
    network: str = ""  # a mark of where it came from


def lock(case_id: int, *, seen: int | None = None) -> Locked:
    """Takes the case's row until the transaction ends. With `seen`, refuses when others acted since that entry."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if seen is not None and seen < case.last_no:
        since = Entry.objects.filter(case=case, no__gt=seen).exclude(kind__in=QUIET)
        if numbers := list(since.order_by("no").values_list("no", flat=True)):
            raise Changed(seen, numbers)
    return Locked(case, editions.procedure(case.edition_id), State.from_json(case.state))


def lock_joined(locked: Locked) -> list[Locked]:
    """The cases that are handled with this one, locked after it."""
    return lock_many(Case.objects.filter(joined_to=locked.case.number).values_list("pk", flat=True))


def lock_many(case_ids: Iterable[int]) -> list[Locked]:
    """Takes several rows, always in the same order, so that no two programs wait for each other."""
    if not (wanted := list(case_ids)):
        return []
    found = Case.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    return [Locked(case, editions.procedure(case.edition_id), State.from_json(case.state)) for case in found]


def begin(beginning: Beginning, received: Received, *, by: str, now: datetime) -> Case | None:
    """A new case with its first entry, words, secret and promises in one statement; None when it was sent before."""
    sealed = vault.seal(kinds.fields_of(received))
    event = Event(1, received.KIND, by, now, entry_fields.fit(received.KIND, sealed.fields))
    procedure = editions.procedure(beginning.edition_id)
    state = engine.apply(procedure, editions.CALENDARS, None, event)
    digest = chained(FIRST, beginning.number, event)
    case = Case(
        number=beginning.number,
        submission=beginning.submission,
        edition_id=beginning.edition_id,
        pack=procedure.key,
        inside=procedure.inside,
        channel=state.channel,
        language=state.language,
        anonymous=state.anonymous,
        received_at=state.received_at,
        received_on=state.received_on,
        **projection.project(
            procedure, state, event, digest, goods=goods_index.goods_of(procedure, state, sealed.rows)
        ).columns(),
    )
    return _insert(case, event, sealed.rows, beginning)


def record(locked: Locked, payload: Payload, *, by: str, now: datetime) -> Locked:
    """Appends one entry and rewrites the projection. The caller holds the lock, so nothing is overwritten."""
    sealed = vault.seal(kinds.fields_of(payload), locked.case.pk)
    after, entry = _next(locked, payload.KIND, by, now, sealed)
    _keep(sealed.rows)
    bulk_sql.insert(Entry, [entry])
    bulk_sql.update(Case, [after.case], UPDATED)
    return after


@transaction.atomic
def record_all(
    cases: Sequence[Locked],
    happenings: Mapping[int, Sequence[tuple[str, Payload]]],
    *,
    now: datetime,
) -> list[Locked]:
    """Appends entries, each with its author, to many locked cases: one insert and one update for all of them."""
    done: list[Locked] = []
    entries: list[Entry] = []
    rows: list[PersonalData] = []
    for locked in cases:
        for by, payload in happenings[locked.case.pk]:
            sealed = vault.seal(kinds.fields_of(payload), locked.case.pk)
            locked, entry = _next(locked, payload.KIND, by, now, sealed)
            entries.append(entry)
            rows += sealed.rows
        done.append(locked)
    _keep(rows)
    bulk_sql.insert(Entry, entries)
    bulk_sql.update(Case, [locked.case for locked in done], UPDATED)
    return done


def chained(previous: bytes, number: str, event: Event) -> bytes:
    """The digest of an entry: over the one before it, the case's number and everything the entry says."""
    said = [number, event.no, event.kind, event.by, event.at.isoformat(), event.fields]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + text.encode()).digest()


def event_of(entry: Entry) -> Event:
    return Event(entry.no, entry.kind, entry.by, entry.at, entry.fields)


def _keep(rows: Sequence[PersonalData]) -> None:
    """The words of new entries; the cases are found by what is more than a name or an address."""
    if not rows:
        return
    PersonalData.objects.bulk_create(rows)
    for case_id in {row.case_id for row in rows}:
        search_index.add(case_id, (row.content for row in rows if row.case_id == case_id and row.kind == "words"))


def _next(locked: Locked, kind: str, by: str, now: datetime, sealed: Sealed) -> tuple[Locked, Entry]:
    case, procedure, before = locked.case, locked.procedure, locked.state
    fields = entry_fields.fit(kind, sealed.fields)
    event = Event(case.last_no + 1, kind, by, now, fields)
    after = engine.apply(procedure, editions.CALENDARS, before, event)
    digest = chained(bytes(case.last_digest), case.number, event)
    followed = case.followed_no == case.last_no and not engine.notices(procedure, before, after, event)
    goods = goods_index.after(case, procedure, after, event, sealed.rows)
    for column, value in projection.project(procedure, after, event, digest, goods=goods).columns().items():
        setattr(case, column, value)
    if followed:
        case.followed_no = event.no
    entry = Entry(case_id=case.pk, no=event.no, kind=kind, by=by, at=now, fields=fields, digest=digest)
    return Locked(case, procedure, after), entry


def _insert(case: Case, event: Event, sealed: list[PersonalData], beginning: Beginning) -> Case | None:
    columns = [field for field in Case._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in columns)
    values = [field.get_db_prep_save(getattr(case, field.attname), connection) for field in columns]
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH c AS (INSERT INTO amends_case ({names}) VALUES ({marks})
                       ON CONFLICT (submission) DO NOTHING RETURNING id),
            e AS (INSERT INTO amends_entry (case_id, no, kind, "by", "at", fields, digest)
                  SELECT id, 1, 'received', %s, %s, %s::jsonb, %s FROM c),
            v AS (INSERT INTO amends_personaldata (id, case_id, kind, content, salt)
                  SELECT r.id, c.id, r.kind, r.content, r.salt
                  FROM c, unnest(%s::uuid[], %s::text[], %s::jsonb[], %s::bytea[]) AS r(id, kind, content, salt)),
            w AS (INSERT INTO amends_searchindex (case_id, summary, complainant, found_by)
                  SELECT id, %s, %s, array_to_tsvector(%s::text[]) FROM c),
            s AS (INSERT INTO amends_secret (case_id, hash, issued_at, issue, sealed)
                  SELECT id, %s, %s, 1, %s FROM c WHERE %s)
            , o AS (INSERT INTO amends_origin (case_id, network, "at") SELECT id, %s, %s FROM c WHERE %s)
            SELECT id FROM c
            """,
            [
                *values,
                event.by,
                event.at,
                json.dumps(event.fields, ensure_ascii=False),
                bytes(case.last_digest),
                [row.id for row in sealed],
                [row.kind for row in sealed],
                [json.dumps(row.content, ensure_ascii=False) for row in sealed],
                [bytes(row.salt or b"") for row in sealed],
                beginning.summary,
                beginning.complainant,
                search_index.lexemes(case.number, *beginning.findable),
                tracking.password_hash(case.number, beginning.password) if beginning.password else None,
                event.at,
                sealing.seal(beginning.password) if beginning.password else None,
                bool(beginning.password),
                beginning.network,
                event.at,
                bool(beginning.network),
            ],
        )
        inserted = cursor.fetchone()
    if inserted is None:
        return None
    case.pk = inserted[0]
    case._state.adding = False
    return case
