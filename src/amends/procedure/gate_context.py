"""What a gate may look at, what it may ask of other rooms, and what it answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from amends.procedure.payloads.natures import Value
from amends.procedure.schema import Procedure
from amends.procedure.state import State, Who


class Known(Protocol):
    """What other rooms know. They stand above or beside this one, so whoever asks the engine hands it in."""

    def says(self, question: str, asked: GateContext, /) -> bool:
        """The answer to one of QUESTIONS; asked only when a gate is judged."""


class Unknown:
    """Nobody was handed in who could answer: a gate that asks stays shut."""

    def says(self, _question: str, _asked: GateContext, /) -> bool:
        return False


UNKNOWN: Known = Unknown()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a gate may ask of other rooms, and the reason it gives when the answer is no."""

    says: str
    reason: str


QUESTIONS: Mapping[str, Question] = {
    "trained-for-role": Question(
        "whoever acts holds a valid training in every subject that their roles here need", "not trained"
    ),
    "order-shipped": Question("our records say that an order or shipment which the case names has left", "not shipped"),
}


@dataclass(frozen=True, slots=True)
class GateContext:
    """What a gate may look at: the state, who asks, what the form brings, the procedure, and who knows the rest."""

    procedure: Procedure
    state: State
    who: Who
    values: Mapping[str, Value]
    known: Known = UNKNOWN
