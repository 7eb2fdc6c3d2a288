"""What stands beside the story of a case: who was appointed, which departments owe a reply, and items on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from amends.cases import vault
from amends.cases.models import Entry
from amends.cases.views import case_labels, wording
from amends.platform import json_values
from amends.platform.json_values import JsonTable
from amends.procedure.related_gates import ENDS
from amends.procedure.schema import Procedure
from amends.procedure.state import Item, Request, State

Said = Mapping[int, JsonTable]  # what entries say, by their number, words opened
SAID = ("requested", "custody")


@dataclass(frozen=True, slots=True)
class HandView:
    """A role that is given anew for each case, and who holds it in this one; empty while nobody does."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """A department that has not replied yet: what it was asked, since when, and by when it should."""

    no: int
    department: str
    question: str
    at: datetime
    due_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """A sample or goods of this case, and the last step that was written down."""

    code: str
    what: str
    step: str
    title: str  # of the step
    at: datetime
    ended: bool


@dataclass(frozen=True, slots=True)
class SidePanel:
    hands: tuple[HandView, ...] = ()
    asked: tuple[AskedView, ...] = ()
    items: tuple[ItemView, ...] = ()


def beside(
    state: State, entries: Sequence[Entry], contents: vault.Contents, names: wording.Names, now: datetime
) -> SidePanel:
    """Out of what the page of a case has read anyway: nothing more is asked of the database."""
    said = {entry.no: vault.opened(entry.fields, contents) for entry in entries if entry.kind in SAID}
    waiting = (one for one in state.requests if not one.replied_no)
    return SidePanel(
        hands=_hands(names.procedure, state, names),
        asked=tuple(_asked(one, state, said, names, now) for one in waiting),
        items=tuple(_item(one, said) for one in state.items),
    )


def _hands(procedure: Procedure, state: State, names: wording.Names) -> tuple[HandView, ...]:
    given = [role.key for role in procedure.roles.values() if role.per_case or role.key in state.hands]
    return tuple(
        HandView(names.role(key), names.person(state.hands[key]) if state.hands.get(key) else "") for key in given
    )


def _asked(one: Request, state: State, said: Said, names: wording.Names, now: datetime) -> AskedView:
    owed = next((owed for owed in state.owed if owed.about == one.no), None)
    return AskedView(
        no=one.no,
        department=names.title("department", one.department),
        question=json_values.text(said[one.no].get("question")),
        at=one.at,
        due_at=owed.due.at if owed else None,
        late=bool(owed and owed.late(now)),
    )


def _item(one: Item, said: Said) -> ItemView:
    """What it is stands where its chain begins."""
    what = next((step["what"] for step in said.values() if step.get("item") == one.code and step.get("what")), "")
    return ItemView(one.code, json_values.text(what), one.step, case_labels.step(one.step), one.at, one.step in ENDS)
