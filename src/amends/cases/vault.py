"""Personal words on their way into the vault: an entry keeps a reference and a salted hash, never the words."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amends.cases.models import Vaulted


@dataclass(frozen=True, slots=True)
class Private:
    """A value that belongs to a person: it is stored where it can be erased."""

    kind: str  # words · person · contact · letter
    content: Any


@dataclass(frozen=True, slots=True)
class Sealed:
    """Fields fit for an entry, and the vault rows that they point to."""

    fields: dict[str, Any]
    rows: list[Vaulted]


def seal(fields: Mapping[str, Any], case_id: int = 0) -> Sealed:
    """Replaces every Private value, however deep, by its reference."""
    rows: list[Vaulted] = []
    plain = {key: _sealed(value, case_id, rows) for key, value in fields.items()}
    return Sealed(plain, rows)


def digest(salt: bytes, content: Any) -> str:
    """The salted hash that the entry carries: with the salt erased it says nothing about the words."""
    return hashlib.sha256(salt + json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def row(case_id: int, kind: str, content: Any) -> Vaulted:
    return Vaulted(id=uuid.uuid4(), case_id=case_id, kind=kind, content=content, salt=secrets.token_bytes(16))


def references(fields: Any) -> dict[str, str]:
    """Every reference within an entry's fields: vault id -> the hash it must have."""
    if isinstance(fields, Mapping):
        if set(fields) == {"vault", "hash"}:
            return {fields["vault"]: fields["hash"]}
        return {key: value for inner in fields.values() for key, value in references(inner).items()}
    if isinstance(fields, list):
        return {key: value for inner in fields for key, value in references(inner).items()}
    return {}


def opened(fields: Any, contents: Mapping[str, Any]) -> Any:
    """The fields with each reference replaced by its words; an erased one becomes None."""
    if isinstance(fields, Mapping):
        if set(fields) == {"vault", "hash"}:
            return contents.get(fields["vault"])
        return {key: opened(value, contents) for key, value in fields.items()}
    if isinstance(fields, list):
        return [opened(value, contents) for value in fields]
    return fields


def copied(fields: Any, contents: Mapping[str, Any]) -> Any:
    """The fields with each reference turned back into words, to be sealed again for another case."""
    if isinstance(fields, Mapping):
        if set(fields) == {"vault", "hash"}:
            return Private("words", contents.get(fields["vault"]) or "")
        return {key: copied(value, contents) for key, value in fields.items()}
    if isinstance(fields, list):
        return [copied(value, contents) for value in fields]
    return fields


def contents_of(case_id: int) -> dict[str, Any]:
    """Everything in the vault of one case, by reference."""
    return {str(row.id): row.content for row in Vaulted.objects.filter(case_id=case_id)}


def contents_of_many(case_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The vaults of several cases, read at once."""
    found: dict[int, dict[str, Any]] = {pk: {} for pk in case_ids}
    for row_id, case_id, content in Vaulted.objects.filter(case__in=case_ids).values_list("id", "case_id", "content"):
        found[case_id][str(row_id)] = content
    return found


def _sealed(value: Any, case_id: int, rows: list[Vaulted]) -> Any:
    if isinstance(value, Private):
        made = row(case_id, value.kind, value.content)
        rows.append(made)
        return {"vault": str(made.id), "hash": digest(bytes(made.salt or b""), value.content)}
    if isinstance(value, Mapping):
        return {key: _sealed(inner, case_id, rows) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_sealed(inner, case_id, rows) for inner in value]
    return value
