"""Who answers what gates ask of other rooms: one answer for each of the engine's QUESTIONS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from amends.cases.known import Answer
from amends.goods import lookup
from amends.organisation import training
from amends.procedure import engine
from amends.procedure.gate_context import GateContext


def _trained(asked: GateContext, now: datetime) -> bool:
    """Of members alone: nobody else has a role here that a training could belong to."""
    kind, _colon, key = asked.who.by.partition(":")
    return kind != "staff" or training.complete(int(key), asked.who.roles, now)


def _shipped(asked: GateContext, now: datetime) -> bool:
    state = replace(asked.state, values={**asked.state.values, **asked.values})
    return lookup.shipped(engine.goods(asked.procedure, state), by=timezone.localdate(now))


ANSWERS: Mapping[str, Answer] = {"trained-for-role": _trained, "order-shipped": _shipped}
