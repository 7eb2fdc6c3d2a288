"""The nature of what an entry says: a fact that may stay for ever, and why; or typed words, sealed in the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, TypeAlias

from amends.platform.json_values import Json
from amends.procedure.stored_fields import File, Reference


@dataclass(frozen=True, slots=True)
class Private:
    """A value that belongs to a person: it is stored where it can be erased."""

    kind: str  # words · person · contact · letter
    content: Json


@dataclass(frozen=True, slots=True)
class Fact:
    """Why this field may stay for ever."""

    why: str


@dataclass(frozen=True, slots=True)
class Typed:
    """This field is sealed in the vault with a salt of its own, and goes with it."""


# What a form may bring before it is cleaned, and what a gate may look at.
Value: TypeAlias = (
    "bool | int | float | str | date | Decimal | Private | Reference | Sequence[Value] | Mapping[str, Value] | None"
)

Words = Annotated[Private | Reference, Typed()]
PackKey = Annotated[str, Fact("a key of the procedure pack, chosen and never typed")]
OurKey = Annotated[str, Fact("a key of the organisation's own lists: a category, product, department or site")]
Colleague = Annotated[str, Fact("a member by number, as entries name their authors")]
Colleagues = Annotated[list[str], Fact("members by number, as entries name their authors")]
Roles = Annotated[list[str], Fact("keys of roles of the pack")]
Hands = Annotated[dict[str, str], Fact("a role of the pack, and the member by number who holds it")]
CaseNumber = Annotated[str, Fact("the number that we gave a case")]
CaseNumbers = Annotated[list[str], Fact("numbers that we gave to cases")]
EntryNo = Annotated[int, Fact("the number of an entry of the same case")]
Count = Annotated[int, Fact("a count")]
Moment = Annotated[str, Fact("a moment, as clock or calendar gave it")]
Flag = Annotated[bool, Fact("yes or no")]
OurWord = Annotated[str, Fact("one of the program's own words, chosen and never typed")]
OurWords = Annotated[list[str], Fact("the program's own words, chosen and never typed")]
OurId = Annotated[str, Fact("an identifier that the program made")]
Files = Annotated[list[File], Fact("the identifiers and checksums of files; their names are beside them, and go")]
Answers = Annotated[
    Mapping[str, str | int | list[str] | Private | Reference],
    Fact("the answers of a form; the type of each of its fields says which are sealed, see `schema.FACT_TYPES`"),
]
Figures = Annotated[dict[str, Json], Fact("figures of the organisation, frozen for a review")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A field that is None is not said at all."""

    KIND: ClassVar[str] = ""
