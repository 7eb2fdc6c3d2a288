"""What stored entries say, as they are read: one typed table of every field that an entry of any kind may hold.

A field has the same meaning in whatever kind it stands, so a misspelt name fails in mypy wherever entries are read.
What is written anew is in `payloads`, kind by kind; entries of before are read by this table as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, TypedDict, TypeGuard

from amends.platform.json_values import Json


class Reference(TypedDict):
    """Where the words are in the vault, and their salted hash."""

    vault: str
    hash: str


class File(TypedDict):
    file: str
    sha256: str


class Point(TypedDict, total=False):
    """One point of a decision: its words are references, what was found and granted are facts."""

    point: Reference
    finding: Reference
    remedy_words: Reference
    outcome: str
    remedy: str
    remedy_on: str
    amount: str
    currency: str


# What a field of a form holds in an entry and in the state: a fact, or where its words are.
Answer: TypeAlias = "str | int | list[str] | Reference"
Answers: TypeAlias = Mapping[str, Answer]
Class = TypedDict("Class", {"class": str}, total=False)  # a word of Python's own, so no class statement can say it


class Fields(Class, total=False):
    """Every field of every kind. What older versions wrote and nobody writes now is at the end."""

    about: list[str]
    act: str
    alternatives: Reference
    amount: str
    anonymous: bool
    calendar: str
    carrier: str
    carriers: list[str]
    category: str
    cause: str
    channel: str
    comment: Reference
    contact: Reference
    cycle: int
    department: str
    draft: int
    due: str
    duty: str
    ended: str
    entry: int
    fault: str
    figures: dict[str, Json]
    figures_digest: str
    files: list[File]
    form: dict[str, Answer]
    hands: dict[str, str]
    how: str
    item: str
    kind: str
    language: str
    leading: str
    letter: str
    links: list[str]
    message: str
    moment: str
    number: str
    opened: str
    outcome: str
    owner: str
    pack: str
    points: list[Point]
    product: str
    public: bool
    question: Reference | int  # the words of a question; in an answer, the entry that asked
    reason: Reference
    received_at: str
    repeated: bool
    reply: Reference
    request: int
    review: str
    round: int
    rung: int
    sent: int
    site: str
    statutory: bool
    step: str
    summary: Reference
    to: str
    to_department: str
    to_whom: str
    told: list[str]
    trigger: str
    waived: str
    what: Reference
    why: Reference | str  # entries of before kept the reason of a recount as it was typed
    words: Reference


def is_reference(value: object) -> TypeGuard[Reference]:
    return isinstance(value, Mapping) and set(value) == {"vault", "hash"}


def chosen(values: Mapping[str, Answer], key: str) -> str:
    """The one answer that stands here as a fact; nothing where there is none, or where it is words."""
    said = values.get(key)
    return said if isinstance(said, str) else ""


def several(answer: Answer | None) -> list[str]:
    """The answers to a question that takes one or many."""
    if isinstance(answer, list):
        return answer
    return [answer] if isinstance(answer, str) and answer else []
