"""Personal words on their way into the vault: an entry keeps a reference and a salted hash, never the words."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from amends.cases.models import PersonalData
from amends.platform import json_values
from amends.platform.json_values import Json, JsonTable
from amends.procedure.payloads.natures import Private, Value
from amends.procedure.stored_fields import Reference, is_reference

Contents = Mapping[str, Json]  # what lies in a vault, by reference; None where it was erased


@dataclass(frozen=True, slots=True)
class Sealed:
    """Fields fit for an entry, and the vault rows that they point to."""

    fields: JsonTable
    rows: list[PersonalData]


def seal(fields: Mapping[str, Value], case_id: int = 0) -> Sealed:
    """Replaces every Private value, however deep, by its reference."""
    rows: list[PersonalData] = []
    plain = {key: _sealed(value, case_id, rows) for key, value in fields.items()}
    return Sealed(plain, rows)


def digest(salt: bytes, content: Json) -> str:
    """The salted hash that the entry carries: with the salt erased it says nothing about the words."""
    return hashlib.sha256(salt + json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def row(case_id: int, kind: str, content: Json) -> PersonalData:
    return PersonalData(id=uuid.uuid4(), case_id=case_id, kind=kind, content=content, salt=secrets.token_bytes(16))


def references(fields: object) -> dict[str, str]:
    """Every reference within an entry's fields: vault id -> the hash it must have."""
    if is_reference(fields):
        return {fields["vault"]: fields["hash"]}
    inside: Iterable[object] = fields.values() if isinstance(fields, Mapping) else ()
    inside = fields if isinstance(fields, list) else inside
    return {key: value for inner in inside for key, value in references(inner).items()}


def opened(fields: Mapping[str, object], contents: Contents) -> JsonTable:
    """The fields with each reference replaced by its words; an erased one becomes None."""
    return {key: opened_value(value, contents) for key, value in fields.items()}


def opened_value(value: object, contents: Contents) -> Json:
    if is_reference(value):
        return contents.get(value["vault"])
    if isinstance(value, Mapping):
        return opened(value, contents)
    if isinstance(value, list):
        return [opened_value(one, contents) for one in value]
    return json_values.to_json(value)


def unsealed(reference: Reference, contents: Contents) -> Private:
    """The words behind a reference, to be sealed again for another case."""
    return Private("words", contents.get(reference["vault"]) or "")


def contents_of(case_id: int) -> dict[str, Json]:
    """Everything in the vault of one case, by reference."""
    return {str(row.id): row.content for row in PersonalData.objects.filter(case_id=case_id)}


def contents_of_many(case_ids: Sequence[int]) -> dict[int, dict[str, Json]]:
    """The vaults of several cases, read at once."""
    found: dict[int, dict[str, Json]] = {pk: {} for pk in case_ids}
    for row_id, case_id, content in PersonalData.objects.filter(case__in=case_ids).values_list(
        "id", "case_id", "content"
    ):
        found[case_id][str(row_id)] = content
    return found


def _sealed(value: object, case_id: int, rows: list[PersonalData]) -> Json:
    if isinstance(value, Private):
        made = row(case_id, value.kind, value.content)
        rows.append(made)
        return {"vault": str(made.id), "hash": digest(bytes(made.salt or b""), value.content)}
    if isinstance(value, Mapping):
        return {key: _sealed(inner, case_id, rows) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_sealed(inner, case_id, rows) for inner in value]
    return json_values.to_json(value)
