"""What one case adds to the figures: each thing that is counted, on its day, and the words it is counted under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from amends.platform import author
from amends.procedure import engine
from amends.procedure.schema import Procedure
from amends.procedure.state import Event, State
from amends.reports.counting import decision_counts, lifecycle, promise_list, satisfaction
from amends.reports.counting.marks import COMPLAINT, FEEDBACK, MATTER, TOTAL, Mark, MarkCells
from amends.reports.counting.timeline import Timeline, timeline_of

# By what figures can be split; MATTER, STAGE and STOCK hold only what is said of them in the marks.
DIMENSIONS = (
    "channel",
    "department",
    "site",
    "product",
    "category",
    "language",
    "class",
    "owner",
    "vulnerable",
    "outcome",
)
Key = tuple[str, str, str, str, str, str, str]  # kind, dimension, day, measure, value, bucket, pack


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that figures count of one case; it follows from the case's history alone."""

    pack: str
    kind: str
    where: Mapping[str, str]
    marks: tuple[Mark, ...]

    def tallies(self) -> Counter[Key]:
        """How much this case adds to which tally."""
        found: Counter[Key] = Counter()
        for mark in self.marks:
            for dimension, value in ((mark.dimension, mark.value),) if mark.dimension else self._everywhere():
                found[self.kind, dimension, mark.on.isoformat(), mark.measure, value, mark.bucket, self.pack] += (
                    mark.count
                )
        return found

    def _everywhere(self) -> Iterator[tuple[str, str]]:
        yield TOTAL, ""
        yield from self.where.items()

    def marks_json(self) -> list[MarkCells]:
        return [mark.to_json() for mark in self.marks]


def facts_of(procedure: Procedure, state: State, events: Sequence[Event], *, zone: ZoneInfo) -> Facts:
    """The facts of a case: its state, and the entries that led there. Days are those of the organisation's zone."""
    case = timeline_of(procedure, state, events, zone)
    kind = state.kind if procedure.inside or state.kind == FEEDBACK else COMPLAINT
    where = _where(procedure, state)
    marks = tuple(_inside(case) if procedure.inside else _outside(case, where))
    return Facts(procedure.key, kind, where, marks)


def restored(pack: str, kind: str, where: Mapping[str, str], marks: Sequence[MarkCells]) -> Facts:
    """As they were stored when the case was last counted."""
    return Facts(pack, kind, where, tuple(Mark.from_json(mark) for mark in marks))


def _where(procedure: Procedure, state: State) -> dict[str, str]:
    return {
        "channel": state.channel,
        "department": state.department,
        "site": state.site,
        "product": state.product,
        "category": state.category,
        "language": state.language,
        "class": state.class_key,
        "owner": author.Author.parse(engine.holder(procedure, state)).key,
        "vulnerable": "yes" if state.values.get("needs") else "no",
        "outcome": state.outcome,
    }


def _outside(case: Timeline, where: Mapping[str, str]) -> Iterator[Mark]:
    """What somebody brought to us."""
    yield Mark(case.state.received_on, "received")
    yield from _matter(case.state.received_on, where)
    yield from promise_list.promises(case)
    yield from lifecycle.marks(case)
    yield from decision_counts.marks(case)
    yield from satisfaction.marks(case)


def _inside(case: Timeline) -> Iterator[Mark]:
    """The organisation's own work: how much, whether in time, and how it ended."""
    yield Mark(case.state.received_on, "received")
    yield from promise_list.every_promise(case)
    yield from lifecycle.ending(case)
    yield from lifecycle.stays(case)
    yield from lifecycle.checks(case)


def _matter(on: date, where: Mapping[str, str]) -> Iterator[Mark]:
    """The same product and the same category: what comes back within 90 days, came back."""
    if where["product"] and where["category"]:
        yield Mark(on, "received", dimension=MATTER, value=f"{where['product']}|{where['category']}")
