"""Samples and goods that come back: each step of each item is an entry of its case, so that the chain has no gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from amends.cases.acts import perform
from amends.cases.acts.perform import By, File, Values
from amends.cases.errors import InvalidForm
from amends.cases.history import Locked
from amends.cases.models import Case
from amends.procedure.payloads import act_payloads
from amends.procedure.related_gates import ENDS
from amends.procedure.schema import STEPS, Act
from amends.procedure.state import Item, State

FIRST = ("asked", "received")  # where an item's chain may begin: asked for, or simply brought along


def step(
    case: Case,
    key: str,
    *,
    item: str = "",
    what: str = "",
    values: Values | None = None,
    files: Sequence[File] = (),
    by: By,
    now: datetime,
    seen: int | None = None,
) -> Case:
    """The pack's act `key` of the verb “custody”, for a known item, or for a new one that `what` describes."""
    with perform.on(case, seen=seen) as locked:
        act = locked.procedure.acts[key]
        if faults := _faults(locked.state, act, item, what):
            raise InvalidForm(faults)
        said = act_payloads.Custody(
            item=item or next_code(locked),
            step=act.step,
            files=perform.file_references(files),
            what=perform.typed_words(what, "what") if what.strip() else None,
        )
        perform.attach(locked.case, files, by=perform.author(by), now=now)
        return perform.perform(locked, act, said, by=by, now=now, values=values or {}).case


def takes(step: str, *, at: str) -> bool:
    """Whether an item that stands at one step can take another: its way leads forward, and an end is an end."""
    return at not in ENDS and STEPS.index(step) > STEPS.index(at)


def next_code(locked: Locked) -> str:
    """The code of a new item: the case's number and a count, short enough for a label."""
    return f"{locked.case.number}-{len(locked.state.items) + 1}"


def of_code(code: str) -> tuple[Case, Item] | None:
    """The case and the item of a label; None when there is none."""
    number = code.strip().upper().rpartition("-")[0]
    case = Case.objects.filter(number=number).first()
    items = State.from_json(case.state).items if case else ()
    found = next((one for one in items if one.code == code.strip().upper()), None)
    return (case, found) if case and found else None


def _faults(state: State, act: Act, item: str, what: str) -> dict[str, str]:
    known = next((one for one in state.items if one.code == item), None)
    if item and known is None:
        return {"item": _("There is no item with this code.")}
    if known is None:
        faults = {} if what.strip() else {"what": _("Say what it is.")}
        return faults if act.step in FIRST else {**faults, "item": _("Choose the item.")}
    if not takes(act.step, at=known.step):
        return {"item": _("This item has come further already.")}
    return {}
