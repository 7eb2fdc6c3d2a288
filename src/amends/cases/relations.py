"""What one case is tied to: its procedure's acts, the departments asked, the cases it leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from amends.cases import editions, visibility
from amends.cases.models import Case
from amends.organisation.models import Member
from amends.procedure.schema import Act
from amends.procedure.state import Request, State


def acts(case: Case) -> Mapping[str, Act]:
    """Every act of the procedure that this case goes by."""
    return editions.procedure(case.edition_id).acts


def requested(case: Case) -> tuple[Request, ...]:
    """What departments were asked about this case, the oldest first."""
    return State.from_json(case.state).requests


def becomes(case: Case, act: str) -> str:
    """The kind that this act makes of the case: the one that begins where the act leads."""
    procedure = editions.procedure(case.edition_id)
    return next(kind.key for kind in procedure.kinds.values() if kind.first == procedure.acts[act].to)


def joined(case: Case, member: Member, now: datetime) -> list[str]:
    """The numbers of the cases that are handled with this one, where it leads; only what this member may see."""
    mine = visibility.visible(member, now)
    return list(Case.objects.filter(mine, joined_to=case.number).order_by("id").values_list("number", flat=True))
