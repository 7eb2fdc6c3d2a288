"""The proof that the records agree: every case folded anew from its history, every digest and hash checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.core.files.storage import default_storage

from amends.cases import editions, history, vault
from amends.cases.models import Attachment, Case, Entry, PersonalData
from amends.cases.projections import goods_index, projection
from amends.procedure import engine
from amends.procedure.state import State

BATCH = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree: in which case, at which entry (0: the projection), and what."""

    number: str
    no: int
    says: str


@dataclass(frozen=True, slots=True)
class VerificationResult:
    cases: int
    entries: int
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        return not self.findings


def verify(progress: Callable[[int, int], None] | None = None) -> VerificationResult:
    """Walks every case in batches, so that memory does not grow with their number."""
    total = Case.objects.count()
    findings: list[Finding] = []
    cases = entries = last = 0
    while batch := list(Case.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        histories = _histories(batch)
        kept = _vaults(batch)
        for case in batch:
            entries += len(histories[case.pk])
            findings += _examine(case, histories[case.pk], kept[case.pk])
        cases, last = cases + len(batch), batch[-1].pk
        if progress:
            progress(cases, total)
    return VerificationResult(cases, entries, tuple(findings))


def _histories(batch: list[Case]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {case.pk: [] for case in batch}
    for entry in Entry.objects.filter(case__in=batch).order_by("case_id", "no"):
        found[entry.case_id].append(entry)
    return found


def _vaults(batch: list[Case]) -> dict[int, dict[str, PersonalData]]:
    found: dict[int, dict[str, PersonalData]] = {case.pk: {} for case in batch}
    for row in PersonalData.objects.filter(case__in=batch):
        found[row.case_id][str(row.id)] = row
    return found


def _examine(case: Case, entries: list[Entry], kept: Mapping[str, PersonalData]) -> Iterator[Finding]:
    digest, state, event = history.FIRST, None, None
    procedure = editions.procedure(case.edition_id)
    for at, entry in enumerate(entries, 1):
        event = history.event_of(entry)
        digest = history.chained(digest, case.number, event)
        if entry.no != at:
            yield Finding(case.number, entry.no, f"the entries are not numbered without gaps: {at} is missing")
            return
        if digest != bytes(entry.digest):
            yield Finding(case.number, entry.no, "the digest does not fit what the entry says")
            return
        yield from _vault_findings(case, entry, kept)
        state = engine.apply(procedure, editions.CALENDARS, state, event)
    if state is None or event is None:
        yield Finding(case.number, 0, "the case has no entries")
        return
    goods = goods_index.goods_of(procedure, state, kept.values())
    yield from _projection_findings(case, projection.project(procedure, state, event, digest, goods=goods), state)
    yield from _file_findings(case, entries)


def _vault_findings(case: Case, entry: Entry, kept: Mapping[str, PersonalData]) -> Iterator[Finding]:
    for reference, expected in vault.references(entry.fields).items():
        row = kept.get(reference)
        if row is None:
            yield Finding(case.number, entry.no, "words are missing from the vault that were never erased")
        elif row.erased_at is None and vault.digest(bytes(row.salt or b""), row.content) != expected:
            yield Finding(case.number, entry.no, "the words in the vault are not the ones that were entered")


def _projection_findings(case: Case, expected: projection.Projection, state: State) -> Iterator[Finding]:
    for column, value in expected.columns().items():
        stored = getattr(case, column)
        if column == "state":
            stored = State.from_json(stored).to_json()  # what a later version knows besides was not there then
        if _comparable(stored) != _comparable(value):
            yield Finding(case.number, 0, f"the column {column} says {stored!r}, the history {value!r}"[:300])
    if case.received_at != state.received_at or case.channel != state.channel:
        yield Finding(case.number, 0, "channel or moment of receipt differ from the history")


def _file_findings(case: Case, entries: list[Entry]) -> Iterator[Finding]:
    said = {one["file"]: (entry.no, one["sha256"]) for entry in entries for one in entry.fields.get("files", ())}
    stored = {str(row.pk): row for row in Attachment.objects.filter(case=case, pk__in=said)} if said else {}
    for file, (no, sha256) in said.items():
        row = stored.get(file)
        if row is None or row.sha256 != sha256 or (row.erased_at is None and _digest(row.stored) != sha256):
            yield Finding(case.number, no, "a file is missing or is not the one that was added")


def _digest(name: str) -> str:
    """Of the file as it lies in the store; nothing when it is not there."""
    try:
        with default_storage.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _comparable(value: projection.Column | memoryview) -> projection.Column:
    if isinstance(value, memoryview):
        return bytes(value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
