"""What the entries of acts say: what people do to a case, each kind with its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, TypedDict, get_args

from amends.procedure.payloads.natures import (
    Answers,
    CaseNumber,
    CaseNumbers,
    Colleague,
    Count,
    EntryNo,
    Fact,
    Files,
    Flag,
    Hands,
    Moment,
    OurId,
    OurKey,
    OurWord,
    OurWords,
    PackKey,
    Payload,
    Words,
)


class Point(TypedDict, total=False):
    """One point of a decision; what may be said of it again is in `stored_fields.Point`."""

    point: Words
    finding: Words
    remedy_words: Words
    outcome: OurWord
    remedy: PackKey
    remedy_on: Moment
    amount: Annotated[str, Fact("an amount of money")]
    currency: PackKey


PointWords = Literal["point", "finding", "remedy_words"]
POINT_WORDS: tuple[PointWords, ...] = get_args(PointWords)
Points = Annotated[list[Point], Fact("the points of a decision, each with a table of its own: `Point`")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Payload):
    """What every act may bring, whatever its verb: its key, its form, facts and ties that follow, the next stage."""

    act: PackKey | None = None
    form: Answers | None = None
    to: PackKey | None = None
    department: OurKey | None = None
    site: OurKey | None = None
    links: CaseNumbers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Act):
    KIND = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Act):
    KIND = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Act):
    KIND = "resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Act):
    KIND = "rated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Act):
    KIND = "linked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurred(Act):
    KIND = "recurred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Act):
    KIND = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Act):
    KIND = "assigned"
    owner: Colleague | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified(Act):
    KIND = "classified"
    category: OurKey | None = None
    product: OurKey | None = None
    class_key: PackKey | None = field(default=None, metadata={"stored": "class"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChanged(Act):
    KIND = "kind changed"
    kind: PackKey
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Act):
    KIND = "asked"
    question: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Act):
    KIND = "told"
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Act):
    KIND = "noted"
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Act):
    KIND = "answered"
    words: Words
    question: EntryNo
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Act):
    KIND = "added"
    files: Files
    public: Flag
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed(Act):
    KIND = "appointed"
    hands: Hands


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested(Act):
    KIND = "requested"
    to_department: OurKey
    question: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(Act):
    KIND = "replied"
    request: EntryNo
    to_department: OurKey
    reply: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody(Act):
    KIND = "custody"
    item: OurId
    step: OurWord
    files: Files
    what: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Act):
    KIND = "joined"
    leading: CaseNumber
    received_at: Moment
    category: OurKey | None = None
    product: OurKey | None = None
    owner: Colleague | None = None
    hands: Hands | None = None
    class_key: PackKey | None = field(default=None, metadata={"stored": "class"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted(Act):
    KIND = "parted"
    leading: CaseNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Act):
    KIND = "opened"
    opened: CaseNumber
    pack: PackKey
    kind: PackKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Act):
    KIND = "extended"
    duty: PackKey
    cycle: Count
    amount: Annotated[str, Fact("a length of time within what the pack allows")]
    due: Moment
    reason: Words
    letter: PackKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Rested(Act):
    KIND = "rested"
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Act):
    KIND = "drafted"
    points: Points
    summary: Words
    alternatives: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Act):
    KIND = "approved"
    draft: EntryNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Act):
    KIND = "returned"
    draft: EntryNo
    comment: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Act):
    KIND = "decided"
    draft: EntryNo
    round: Count
    outcome: OurWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Act):
    KIND = "accepted"
    round: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Act):
    KIND = "refused"
    round: Count
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Act):
    KIND = "contact changed"
    contact: Words
    carriers: OurWords
