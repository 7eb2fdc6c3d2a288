"""What an entry of each kind may say, field by field: a fact, or words that are sealed in the vault.

A fact stays in the history for ever. What a person typed, or what says who they are, is never a fact: it is a
`Reference`, and goes with the vault. Entries of before are read as they are; this is asked of what is written now.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypedDict, get_type_hints


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
    outcome: str
    remedy: str
    remedy_on: str
    amount: str
    currency: str
    no_remedy: Reference


Answers = dict[str, Any]  # of a pack's form; its own field types say which are sealed
Hands = dict[str, str]  # a role of the case and who holds it, "staff:7"


class Act(TypedDict, total=False):
    """What every act may bring, whatever its verb: its key, its form, facts and ties that follow, the next stage."""

    act: str
    form: Answers
    to: str
    department: str
    site: str
    links: list[str]
    round: int
    draft: int


Class = TypedDict("Class", {"class": str}, total=False)  # a word of Python's own, so no class statement can say it


class Received(TypedDict, total=False):
    kind: str
    channel: str
    language: str
    received_at: str
    calendar: str
    carriers: list[str]
    anonymous: bool
    form: Answers
    files: list[File]
    product: str
    category: str
    site: str
    department: str
    trigger: str
    owner: str
    hands: Hands
    links: list[str]
    review: str
    figures: dict[str, Any]
    figures_digest: str
    partner: str
    first_reply: bool


class Assigned(Act, total=False):
    owner: str


class Classified(Act, Class, total=False):
    category: str
    product: str


class KindChanged(Act, total=False):
    kind: str
    reason: Reference


class Asked(Act, total=False):
    question: Reference


class Words(Act, total=False):
    words: Reference


class Answered(Act, total=False):
    words: Reference
    question: int  # the entry that asked
    files: list[File]


class Added(Act, total=False):
    words: Reference
    files: list[File]
    public: bool


class Appointed(Act, total=False):
    hands: Hands


class Requested(Act, total=False):
    to_department: str
    question: Reference


class Replied(Act, total=False):
    request: int
    to_department: str
    reply: Reference


class Custody(Act, total=False):
    item: str
    step: str
    what: Reference
    files: list[File]


class Joined(Act, Class, total=False):
    leading: str
    received_at: str
    category: str
    product: str
    owner: str
    hands: Hands


class Gathered(TypedDict, total=False):
    number: str
    received_at: str


class Parted(Act, total=False):
    leading: str


class Opened(Act, total=False):
    opened: str
    pack: str
    kind: str


class Ended(TypedDict, total=False):
    number: str
    ended: str


class Extended(Act, total=False):
    duty: str
    amount: str
    cycle: int
    due: str
    letter: str
    reason: Reference


class Rested(Act, total=False):
    reason: Reference


class Recalculated(TypedDict, total=False):
    calendar: str
    why: str
    statutory: bool


class Drafted(Act, total=False):
    points: list[Point]
    summary: Reference
    alternatives: Reference


class Returned(Act, total=False):
    comment: Reference


class Decided(Act, total=False):
    outcome: str


class Refused(Act, total=False):
    reason: Reference


class Sent(TypedDict, total=False):
    letter: str
    carrier: str
    to_whom: str
    message: str
    entry: int
    repeated: bool


class Undelivered(Sent, total=False):
    fault: str  # our own words, with the code of the relay; never the relay's, which may quote an address


class Bounced(Sent, total=False):
    sent: int


class Ticked(TypedDict, total=False):
    """What the clock says of a promise."""

    duty: str
    cycle: int
    moment: str
    due: str
    told: list[str]
    rung: int


class ContactChanged(Act, total=False):
    contact: Reference
    carriers: list[str]


class ComplainedAbout(TypedDict, total=False):
    about: list[str]
    reason: Reference


class Recusal(TypedDict, total=False):
    waived: str


class Reason(TypedDict, total=False):
    reason: Reference


class Erased(TypedDict, total=False):
    cause: str


class PasswordSeen(TypedDict, total=False):
    how: str


class Nothing(TypedDict):
    pass


PAYLOADS: Mapping[str, type] = {
    "received": Received,
    **dict.fromkeys(
        ("moved", "recorded", "resumed", "approved", "accepted", "rated", "linked", "recurred", "read"), Act
    ),
    "assigned": Assigned,
    "classified": Classified,
    "kind changed": KindChanged,
    "asked": Asked,
    "told": Words,
    "noted": Words,
    "answered": Answered,
    "added": Added,
    "appointed": Appointed,
    "requested": Requested,
    "replied": Replied,
    "custody": Custody,
    "joined": Joined,
    "gathered": Gathered,
    "parted": Parted,
    "opened": Opened,
    "settled": Ended,
    "unsettled": Ended,
    "extended": Extended,
    "rested": Rested,
    "recalculated": Recalculated,
    "drafted": Drafted,
    "returned": Returned,
    "decided": Decided,
    "refused": Refused,
    "sent": Sent,
    "undelivered": Undelivered,
    "bounced": Bounced,
    **dict.fromkeys(("warned", "missed", "passed", "escalated"), Ticked),
    "contact changed": ContactChanged,
    "complained about": ComplainedAbout,
    "recusal": Recusal,
    "held": Reason,
    "let go": Nothing,
    "erased": Erased,
    "password seen": PasswordSeen,
    "password issued": Nothing,
}


class Undeclared(Exception):
    """A fault of the program: an entry would say what nobody declared, or hold words that can never be erased."""


def check(kind: str, fields: Mapping[str, Any]) -> None:
    """Before an entry is written: every field is declared for its kind, and what is declared sealed is a reference."""
    declared = _declared(kind)
    if unknown := fields.keys() - declared.keys():
        raise Undeclared(f"“{kind}” does not say {', '.join(sorted(unknown))}")
    bare = [key for key, value in fields.items() if declared[key] is Reference and not is_reference(value)]
    if bare:
        raise Undeclared(f"“{kind}” would keep {', '.join(sorted(bare))} in the history for ever")


def is_reference(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"vault", "hash"}


@cache
def _declared(kind: str) -> Mapping[str, Any]:
    return get_type_hints(PAYLOADS[kind])
