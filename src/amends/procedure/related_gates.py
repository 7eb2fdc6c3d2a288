"""Gates about what stands beside a case: what other rooms know, goods on their way, other cases, people named."""

from __future__ import annotations

from collections.abc import Sequence

from amends.procedure.gate_context import QUESTIONS, GateContext
from amends.procedure.payloads.natures import Value
from amends.procedure.reasons import Reason
from amends.procedure.schema import STEPS

ENDS = STEPS[-3:]


def known(asked: GateContext, question: str) -> Reason | None:
    """What another room knows; it is asked only here, when the gate is judged."""
    return None if asked.known.says(question, asked) else Reason(QUESTIONS[question].reason, {})


def joined(asked: GateContext, wanted: bool) -> Reason | None:
    if bool(asked.state.joined) == wanted:
        return None
    return Reason("not joined", {}) if wanted else Reason("handled together", {"number": asked.state.joined})


def goods_at(asked: GateContext, steps: Sequence[str]) -> Reason | None:
    """Some item has come to one of these steps, or further."""
    reached = [item for item in asked.state.items if _as_far(item.step, steps)]
    return None if reached else Reason("goods not there", {"steps": ", ".join(steps)})


def _as_far(step: str, steps: Sequence[str]) -> bool:
    return any(STEPS.index(step) >= STEPS.index(wanted) for wanted in steps)


def goods_settled(asked: GateContext) -> Reason | None:
    """Every item that was asked for has come to its end."""
    under_way = [item for item in asked.state.items if item.step not in ENDS]
    return Reason("goods on the way", {}) if under_way else None


def opened(asked: GateContext, kind: str) -> Reason | None:
    return None if any(one.kind == kind for one in asked.state.opened) else Reason("nothing opened", {"kind": kind})


def settled(asked: GateContext) -> Reason | None:
    """Whatever was opened out of this has come to its end."""
    waiting = [one.number for one in asked.state.opened if not one.ended]
    return Reason("not settled", {"numbers": ", ".join(waiting)}) if waiting else None


def named(asked: GateContext, field: str) -> Reason | None:
    """Only whom this field names, as an auditor is named for one audit."""
    mine = asked.who.by in _listed({**asked.state.values, **asked.values}.get(field))
    return None if mine else Reason("not named", {"field": field})


def apart(asked: GateContext, fields: Sequence[str]) -> Reason | None:
    """Nobody is named in two of these fields: who audits is not who is audited (ISO 10002, 8.5)."""
    known = {**asked.state.values, **asked.values}
    named = [one for field in fields for one in _listed(known.get(field))]
    return Reason("named twice", {"fields": ", ".join(fields)}) if len(named) != len(set(named)) else None


def _listed(value: Value) -> set[str]:
    found = value if isinstance(value, list | tuple) else [value]
    return {one for one in found if isinstance(one, str) and one}
