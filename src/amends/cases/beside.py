"""What stands beside the story of a case: who was appointed, which departments owe a reply, and items on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amends.cases import vault, wording
from amends.cases.models import Entry
from amends.procedure.gates import ENDS
from amends.procedure.language import Procedure
from amends.procedure.state import Item, Request, State


@dataclass(frozen=True, slots=True)
class HandSeen:
    """A role that is given anew for each case, and who holds it in this one; empty while nobody does."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class AskedSeen:
    """A department that has not replied yet: since when, and by when it should."""

    department: str
    at: datetime
    due_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """A sample or goods of this case, and the last step that was written down."""

    code: str
    what: str
    step: str
    at: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class Beside:
    hands: tuple[HandSeen, ...] = ()
    asked: tuple[AskedSeen, ...] = ()
    items: tuple[ItemSeen, ...] = ()


def beside(
    state: State, entries: Sequence[Entry], contents: Mapping[str, Any], names: wording.Names, now: datetime
) -> Beside:
    """Out of what the page of a case has read anyway: nothing more is asked of the database."""
    return Beside(
        hands=_hands(names.procedure, state, names),
        asked=tuple(_asked(one, state, names, now) for one in state.requests if not one.replied_no),
        items=tuple(_item(one, entries, contents) for one in state.items),
    )


def _hands(procedure: Procedure, state: State, names: wording.Names) -> tuple[HandSeen, ...]:
    given = [role.key for role in procedure.roles.values() if role.per_case or role.key in state.hands]
    return tuple(
        HandSeen(names.role(key), names.person(state.hands[key]) if state.hands.get(key) else "") for key in given
    )


def _asked(one: Request, state: State, names: wording.Names, now: datetime) -> AskedSeen:
    owed = next((owed for owed in state.owed if owed.about == one.no), None)
    return AskedSeen(
        names.title("department", one.department), one.at, owed.due.at if owed else None,
        owed.late(now) if owed else False,
    )  # fmt: skip


def _item(one: Item, entries: Sequence[Entry], contents: Mapping[str, Any]) -> ItemSeen:
    steps = (entry.fields for entry in entries if entry.kind == "custody" and entry.fields["item"] == one.code)
    said = next((fields["what"] for fields in steps if fields.get("what")), None)
    what = str(vault.opened(said, contents) or "") if said else ""
    return ItemSeen(one.code, what, wording.step(one.step), one.at, one.step in ENDS)
