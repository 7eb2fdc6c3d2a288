"""What an entry of each kind changes in the state of its case, beside the facts and values that any entry may bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TypedDict

from amends.procedure.clock.calendar import Pause
from amends.procedure.state import Event, Item, Opened, Request, SentLetter, State
from amends.procedure.stored_fields import Answer, Fields, Point, Reference


class Changes(TypedDict, total=False):
    """The fields of the state that an entry of some kind changes."""

    about: tuple[str, ...]
    approved_no: int
    asked_no: int
    carriers: tuple[str, ...]
    decided_no: int
    decided_round: int
    draft_answered: int
    draft_lacks: tuple[str, ...]
    draft_money: Mapping[str, str]
    draft_points: int
    drafted_by: str
    drafted_no: int
    erased_at: datetime
    hands: Mapping[str, str]
    held: bool
    items: tuple[Item, ...]
    joined: str
    kind: str
    opened: tuple[Opened, ...]
    outcome: str
    recusal_waived: str
    requests: tuple[Request, ...]
    rests: tuple[Pause, ...]
    sent: tuple[SentLetter, ...]
    values: Mapping[str, Answer]


def _drafted(_: State, event: Event, said: Fields) -> Changes:
    points = said["points"]
    answered = sum(bool(point.get("outcome") and point.get("finding")) for point in points)
    return {
        "drafted_no": event.no,
        "drafted_by": event.by,
        "draft_points": len(points),
        "draft_answered": answered,
        "draft_lacks": tuple(_lacks(points)),
        "draft_money": _granted(points),
    }


def _lacks(points: Sequence[Point]) -> Iterator[str]:
    """What the reader of an upheld point would ask: what will you do, and by when (ISO 10002, 7.7)."""
    right = [point for point in points if point.get("outcome") in ("upheld", "partly")]
    if any(not point.get("remedy") for point in right):
        yield "remedy"
    if any(point.get("remedy") and not point.get("remedy_on") for point in right):
        yield "day"


def _granted(points: Sequence[Point]) -> dict[str, str]:
    sums: dict[str, Decimal] = {}
    for point in points:
        if point.get("amount"):
            sums[point["currency"]] = sums.get(point["currency"], Decimal(0)) + Decimal(point["amount"])
    return {currency: str(amount) for currency, amount in sums.items()}


def _requested(state: State, event: Event, said: Fields) -> Changes:
    return {"requests": (*state.requests, Request(event.no, said["to_department"], event.at))}


def _replied(state: State, event: Event, said: Fields) -> Changes:
    answered = (
        replace(one, replied_no=event.no) if one.no == said["request"] and not one.replied_no else one
        for one in state.requests
    )
    return {"requests": tuple(answered)}


def _custody(state: State, event: Event, said: Fields) -> Changes:
    """An item's next step; the first step of a code begins its chain."""
    known = next((item for item in state.items if item.code == said["item"]), None)
    item = Item(said["item"], known.no if known else event.no, said["step"], event.at)
    others = tuple(one for one in state.items if one.code != item.code)
    return {"items": (*others, item)}


def _opened(state: State, event: Event, said: Fields) -> Changes:
    return {"opened": (*state.opened, Opened(said["opened"], said["kind"], event.at))}


def _settled(state: State, _: Event, said: Fields) -> Changes:
    """How a matter that was opened here has ended; nothing, when it was taken up again."""
    ended = said.get("ended", "")
    return {"opened": tuple(replace(one, ended=ended) if one.number == said["number"] else one for one in state.opened)}


def _sent(state: State, event: Event, said: Fields) -> Changes:
    sent = SentLetter(event.no, said["letter"], said["carrier"], said.get("to_whom", "complainant"), event.at)
    return {"sent": (*state.sent, sent)}


def _bounced(state: State, _: Event, said: Fields) -> Changes:
    return {"sent": tuple(one for one in state.sent if one.no != said.get("sent"))}


def _rested(state: State, event: Event, said: Fields) -> Changes:
    return {"rests": (*state.rests, Pause(event.at, None, _plain(said.get("why"))))}


def _plain(why: Reference | str | None) -> str:
    return why if isinstance(why, str) else ""


def _resumed(state: State, event: Event, _: Fields) -> Changes:
    return {"rests": (*state.rests[:-1], replace(state.rests[-1], until=event.at))}


# What an entry of each kind changes in the state, beside the facts and values that any entry may bring.
CHANGES: Mapping[str, Callable[[State, Event, Fields], Changes]] = {
    "kind changed": lambda _state, _event, said: {"kind": said["kind"]},
    "asked": lambda _state, event, _said: {"asked_no": event.no},
    "answered": lambda _state, _event, _said: {"asked_no": 0},
    "rested": _rested,
    "resumed": _resumed,
    "drafted": _drafted,
    "approved": lambda _state, event, _said: {"approved_no": event.no},
    "returned": lambda _state, _event, _said: {"approved_no": 0},
    "decided": lambda state, event, said: {
        "decided_no": event.no,
        "decided_round": state.round,
        "outcome": said["outcome"],
        "joined": "",  # from here on each complainant answers alone
    },
    "appointed": lambda state, _event, said: {"hands": {**state.hands, **said["hands"]}},
    "requested": _requested,
    "replied": _replied,
    "custody": _custody,
    "joined": lambda state, _event, said: {"joined": said["leading"], "hands": said.get("hands", state.hands)},
    "parted": lambda _state, _event, _said: {"joined": ""},
    "opened": _opened,
    "settled": _settled,
    "unsettled": _settled,
    "sent": _sent,
    "bounced": _bounced,
    "complained about": lambda _state, _event, said: {"about": tuple(said["about"])},
    "recusal": lambda _state, _event, said: {"recusal_waived": said["waived"]},
    "held": lambda _state, _event, _said: {"held": True},
    "let go": lambda _state, _event, _said: {"held": False},
    "erased": lambda _state, event, _said: {"erased_at": event.at, "carriers": ()},
    "recalculated": lambda state, _event, said: {"values": {**state.values, "calendar": said["calendar"]}},
    "contact changed": lambda _state, _event, said: {"carriers": tuple(said["carriers"])},
}
