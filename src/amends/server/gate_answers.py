"""Who answers what gates ask of other rooms: one answer for each of the engine's QUESTIONS."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from amends.cases.known import Answer
from amends.cases.models import Case
from amends.cases.projections import goods_index
from amends.goods import lookup
from amends.organisation import training
from amends.procedure.gate_context import GateContext


def _trained(asked: GateContext, _case: Case, now: datetime) -> bool:
    """Of members alone: nobody else has a role here that a training could belong to."""
    kind, _colon, key = asked.who.by.partition(":")
    return kind != "staff" or training.complete(int(key), asked.who.roles, now)


def _shipped(asked: GateContext, case: Case, now: datetime) -> bool:
    return lookup.shipped(goods_index.goods_named(case, asked), by=timezone.localdate(now))


ANSWERS: Mapping[str, Answer] = {"trained-for-role": _trained, "order-shipped": _shipped}
