"""A case as the engine knows it: what one entry says, and the state that the entries so far add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Self, TypeAlias, TypeVar

from amends.platform import json_values
from amends.platform.json_values import Json, JsonTable
from amends.procedure import stored_fields
from amends.procedure.clock.calendar import Due, Pause
from amends.procedure.stored_fields import Answer, Fields

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Event:
    """An entry without its case: the engine needs no more. `by` is complainant, clock, carrier or staff:<id>."""

    no: int
    kind: str
    by: str
    at: datetime
    fields: Fields

    @property
    def act(self) -> str:
        return self.fields.get("act", "")


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: the same word that entries carry, and the roles that hold for this case."""

    by: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Done:
    """One act that was done: enough for gates to ask what, by whom, and in which round."""

    no: int
    act: str
    by: str
    at: datetime
    round: int
    stage: str


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that a carrier accepted for delivery (a bounce takes it out again)."""

    no: int
    letter: str
    carrier: str
    to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """What a department was asked, at which entry; `replied_no` is the entry that answers it."""

    no: int
    department: str
    at: datetime
    replied_no: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A sample or goods on their way: the last step that was written down, and at which entry it began."""

    code: str
    no: int
    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter that was opened out of this one, such as an action; `ended` is empty while it is under way."""

    number: str
    kind: str
    at: datetime
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of one case: since when, due when and why, kept or missed, extended how often."""

    duty: str
    cycle: int
    since: datetime
    due: Due
    first_due: datetime  # before any extension: lateness against the promise first made stays visible
    met_at: datetime | None = None
    met_no: int = 0
    missed_at: datetime | None = None
    dropped_at: datetime | None = None
    extended: int = 0
    longer: tuple[str, ...] = ()  # by how much, each time
    warned: int = 0
    climbed: int = 0
    about: int = 0  # the entry of the request that this one is for

    @property
    def open(self) -> bool:
        return self.met_at is None and self.dropped_at is None

    def late(self, now: datetime) -> bool:
        """The interval is half-open: the due moment itself is late."""
        return (self.met_at or now) >= self.due.at if self.dropped_at is None else False

    def to_json(self) -> JsonTable:
        return _dump(self, due=self.due.to_json(), longer=list(self.longer))

    @classmethod
    def from_json(cls, data: JsonTable) -> Self:
        due = Due.from_json(json_values.inside(data["due"]))
        return _load(cls, data, due=due, longer=tuple(json_values.texts(data.get("longer"))))


@dataclass(frozen=True, slots=True)
class State:
    """The fold of a history: everything that gates, offers and promises may ask."""

    kind: str
    stage: str
    stage_since: datetime
    received_at: datetime  # when any part of the organisation received it, not when it was typed
    received_on: date
    channel: str
    language: str
    last_no: int
    round: int = 1
    carriers: tuple[str, ...] = ()  # how the complainant can be reached
    anonymous: bool = False
    class_key: str = ""
    category: str = ""
    product: str = ""
    department: str = ""
    site: str = ""
    owner: str = ""  # staff:<id>
    trigger: str = ""  # what made somebody bring it
    hands: Mapping[str, str] = field(default_factory=dict)  # role -> staff:<id>, appointed for this case
    joined: str = ""  # the number of the case that this one is handled with
    values: Mapping[str, Answer] = field(default_factory=dict)  # the last value of each field of each form
    done: tuple[Done, ...] = ()
    sent: tuple[SentLetter, ...] = ()
    owed: tuple[Promise, ...] = ()
    rests: tuple[Pause, ...] = ()
    requests: tuple[Request, ...] = ()
    items: tuple[Item, ...] = ()
    links: tuple[str, ...] = ()  # the numbers of other cases that this one names
    opened: tuple[Opened, ...] = ()
    asked_no: int = 0  # an unanswered question's entry
    drafted_no: int = 0
    drafted_by: str = ""
    draft_points: int = 0
    draft_answered: int = 0  # points with a finding, a reason and an outcome
    draft_lacks: tuple[str, ...] = ()  # what a reader of the decision would miss: remedy · day
    draft_money: Mapping[str, str] = field(default_factory=dict)  # currency -> the sum of what is granted
    approved_no: int = 0
    decided_no: int = 0
    decided_round: int = 0
    outcome: str = ""  # of the last decision: upheld · partly · not upheld
    closed_at: datetime | None = None
    ended: str = ""  # how the case ended
    about: tuple[str, ...] | None = None  # the colleagues named as complained about; None: as the pack's own field says
    recusal_waived: str = ""  # why they keep the case all the same: nobody else · nobody above
    held: bool = False  # its words are kept longer than the procedure says, until somebody lets them go
    erased_at: datetime | None = None

    @property
    def calendar(self) -> str:
        """Key and version of the calendar that the case is counted by."""
        return stored_fields.chosen(self.values, "calendar")

    @property
    def open_duties(self) -> tuple[Promise, ...]:
        return tuple(owed for owed in self.owed if owed.open)

    @property
    def resting(self) -> bool:
        return bool(self.rests) and self.rests[-1].until is None

    def did(self, act: str) -> tuple[Done, ...]:
        return tuple(done for done in self.done if done.act == act)

    def to_json(self) -> JsonTable:
        return _dump(
            self,
            values=json_values.table(self.values),
            done=[_dump(done) for done in self.done],
            sent=[_dump(sent) for sent in self.sent],
            owed=[owed.to_json() for owed in self.owed],
            rests=[_dump(rest) for rest in self.rests],
            requests=[_dump(request) for request in self.requests],
            items=[_dump(item) for item in self.items],
            links=list(self.links),
            opened=[_dump(one) for one in self.opened],
            hands=json_values.table(self.hands),
            draft_lacks=list(self.draft_lacks),
            draft_money=json_values.table(self.draft_money),
            carriers=list(self.carriers),
            about=None if self.about is None else list(self.about),
        )

    @classmethod
    def from_json(cls, data: JsonTable) -> Self:
        def each(key: str) -> list[JsonTable]:
            return json_values.tables(data.get(key))

        def words(key: str) -> tuple[str, ...]:
            return tuple(json_values.texts(data.get(key)))

        return _load(
            cls,
            data,
            received_on=date.fromisoformat(json_values.text(data["received_on"])),
            values=json_values.inside(data["values"]),
            done=tuple(_load(Done, done) for done in each("done")),
            sent=tuple(_load(SentLetter, sent) for sent in each("sent")),
            owed=tuple(Promise.from_json(owed) for owed in each("owed")),
            rests=tuple(_load(Pause, rest) for rest in each("rests")),
            requests=tuple(_load(Request, request) for request in each("requests")),
            items=tuple(_load(Item, item) for item in each("items")),
            links=words("links"),
            opened=tuple(_load(Opened, one) for one in each("opened")),
            hands=json_values.inside(data.get("hands")),
            draft_lacks=words("draft_lacks"),
            draft_money=json_values.inside(data.get("draft_money")),
            carriers=words("carriers"),
            about=None if data.get("about") is None else words("about"),
        )


MOMENTS = frozenset(
    [
        "at",
        "since",
        "until",
        "first_due",
        "met_at",
        "missed_at",
        "dropped_at",
        "stage_since",
        "received_at",
        "closed_at",
        "erased_at",
    ]
)


Part: TypeAlias = State | Promise | Done | SentLetter | Request | Item | Opened | Pause
Read: TypeAlias = "Json | date | Due | tuple[str, ...] | tuple[Part, ...]"


def _dump(part: Part, **given: Json) -> JsonTable:
    names = (name.name for name in fields(part))
    return {name: given[name] if name in given else _plain(getattr(part, name)) for name in names}


def _plain(value: Json | date) -> Json:
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date


def _load(part: Callable[..., T], data: JsonTable, **given: Read) -> T:
    read = {
        key: datetime.fromisoformat(value) if key in MOMENTS and isinstance(value, str) and value else value
        for key, value in data.items()
        if key not in given
    }
    return part(**read, **given)


def same(one: State, other: State) -> bool:
    """Whether two folds agree, to the last moment."""
    return one.to_json() == other.to_json()


__all__ = ["Done", "Event", "Item", "Opened", "Promise", "Request", "SentLetter", "State", "Who", "replace", "same"]
