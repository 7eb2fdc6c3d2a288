"""What the other entries say: the receipt, letters, the clock, and what the program writes beside acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from amends.procedure.payloads.natures import (
    Answers,
    CaseNumber,
    CaseNumbers,
    Colleague,
    Colleagues,
    Count,
    EntryNo,
    Fact,
    Figures,
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
    Roles,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Payload):
    KIND = "received"
    kind: PackKey
    channel: OurWord
    language: OurWord
    received_at: Moment
    calendar: OurKey
    anonymous: Flag
    form: Answers
    files: Files
    carriers: OurWords | None = None
    product: OurKey | None = None
    category: OurKey | None = None
    site: OurKey | None = None
    department: OurKey | None = None
    trigger: PackKey | None = None
    owner: Colleague | None = None
    hands: Hands | None = None
    links: CaseNumbers | None = None
    review: PackKey | None = None
    figures: Figures | None = None
    figures_digest: OurId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Payload):
    KIND = "gathered"
    number: CaseNumber
    received_at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Payload):
    KIND = "settled"
    number: CaseNumber
    ended: PackKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled(Settled):
    KIND = "unsettled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculated(Payload):
    KIND = "recalculated"
    calendar: OurKey
    statutory: Flag
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Payload):
    KIND = "sent"
    letter: PackKey
    carrier: OurWord
    to_whom: PackKey
    entry: EntryNo
    message: OurId | None = None
    repeated: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered(Sent):
    KIND = "undelivered"
    fault: Annotated[str, Fact("our own words with the code of the relay; never the relay's, which may quote")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced(Sent):
    KIND = "bounced"
    sent: EntryNo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked(Payload):
    """What the clock says of a promise."""

    duty: PackKey
    cycle: Count
    moment: Moment
    due: Moment
    told: Roles
    rung: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned(Ticked):
    KIND = "warned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed(Ticked):
    KIND = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed(Ticked):
    KIND = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Ticked):
    KIND = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplainedAbout(Payload):
    KIND = "complained about"
    about: Colleagues
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal(Payload):
    KIND = "recusal"
    waived: OurWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Payload):
    KIND = "held"
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo(Payload):
    KIND = "let go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Payload):
    KIND = "erased"
    cause: Annotated[Literal["retention", "asked"], Fact("one of the program's own words, chosen and never typed")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSeen(Payload):
    KIND = "password seen"
    how: Annotated[Literal["spoken", "printed"], Fact("one of the program's own words, chosen and never typed")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordIssued(Payload):
    KIND = "password issued"
