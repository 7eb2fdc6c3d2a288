"""The columns of a case that follow from its history: written with each entry, and computed anew by `verify`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from amends.cases import editions
from amends.platform import author
from amends.platform.json_values import JsonTable
from amends.procedure import conflict_of_interest, engine, promises, retention
from amends.procedure.clock import next_due
from amends.procedure.schema import Procedure
from amends.procedure.state import Event, State

Column = str | int | bool | bytes | datetime | date | list[str] | list[int] | JsonTable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Every column of a case that follows from its history, under the name of the column."""

    kind: str
    stage: str
    stage_since: datetime
    round: int
    class_key: str
    category_id: str | None
    product_id: str | None
    department_id: str | None
    site_id: str | None
    owner_id: int | None
    holders: list[int]
    owner_role: str
    due_at: datetime | None
    due_key: str
    closed_at: datetime | None
    ended: str
    wake_at: datetime | None
    joined_to: str
    goods: list[str]
    complained_about: list[int]
    recusal_waived: str
    links: list[str]
    held: bool
    erased_at: datetime | None
    erase_on: date | None
    state: JsonTable
    last_no: int
    last_at: datetime
    last_digest: bytes

    def columns(self) -> dict[str, Column]:
        return {name: getattr(self, name) for name in PROJECTED}


PROJECTED = tuple(one.name for one in dataclasses.fields(Projection))


def project(procedure: Procedure, state: State, event: Event, digest: bytes, *, goods: Sequence[str]) -> Projection:
    """What follows from a history, and from its vault the `goods`; `verify` recomputes the same."""
    calendar = editions.CALENDARS[state.calendar]
    tick = next_due.next_tick(procedure, calendar, state)
    nearest = promises.nearest(procedure, state)
    return Projection(
        kind=state.kind,
        stage=state.stage,
        stage_since=state.stage_since,
        round=state.round,
        class_key=state.class_key,
        category_id=state.category or None,
        product_id=state.product or None,
        department_id=state.department or None,
        site_id=state.site or None,
        owner_id=author.Author.parse(engine.holder(procedure, state)).member_id,
        holders=_members([state.owner, *state.hands.values()]),
        owner_role=procedure.stages[state.stage].owner,
        due_at=nearest.due.at if nearest else None,
        due_key=nearest.duty if nearest else "",
        closed_at=state.closed_at,
        ended=state.ended,
        wake_at=tick.moment if tick else None,
        joined_to=state.joined,
        goods=list(goods),
        complained_about=_members(conflict_of_interest.complained_about(procedure, state)),
        recusal_waived=state.recusal_waived,
        links=list(state.links),
        held=state.held,
        erased_at=state.erased_at,
        erase_on=retention.ends_on(procedure, calendar, state),
        state=state.to_json(),
        last_no=event.no,
        last_at=event.at,
        last_digest=digest,
    )


def _members(named: Iterable[str]) -> list[int]:
    return sorted(author.member_ids(named))
