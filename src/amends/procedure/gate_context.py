"""What a gate may look at, and what it answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from amends.procedure.reasons import Reason
from amends.procedure.schema import Procedure
from amends.procedure.state import State, Who


@dataclass(frozen=True, slots=True)
class GateContext:
    """What a gate may look at: the state, who asks, what the form brings, the procedure."""

    procedure: Procedure
    state: State
    who: Who
    values: Mapping[str, Any]


Judge = Callable[[GateContext, Any], Reason | None]
