"""The cases that name an order, a shipment or a lot, as far as a member may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from amends.cases import editions, visibility
from amends.cases.models import Case
from amends.goods import numbers
from amends.organisation.models import Member
from amends.procedure.schema import say

MOST = 50


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case, and which of the goods that were asked for it names."""

    number: str
    summary: str
    kind: str
    stage: str
    received_at: datetime
    closed_at: datetime | None
    names: tuple[tuple[str, str], ...]


def key(kind: str, number: str) -> str:
    return f"{kind}:{numbers.bare(number)}"


def tied(goods: Iterable[tuple[str, str]], *, member: Member, language: str, now: datetime) -> tuple[LinkedCase, ...]:
    """Those that name any of these (kind, number), the newest first; only what this member may see."""
    asked = {key(kind, number): (kind, number) for kind, number in goods}
    # Without empty ones in words of its own, the database would not know that it may use the index of the others.
    named = Case.objects.filter(goods__overlap=list(asked)).exclude(goods=[])
    found = named.filter(visibility.visible(member, now)).select_related("words").order_by("-id")[:MOST]
    return tuple(_tied(case, asked, language) for case in found)


def _tied(case: Case, asked: Mapping[str, tuple[str, str]], language: str) -> LinkedCase:
    procedure = editions.procedure(case.edition_id)
    return LinkedCase(
        case.number,
        case.words.summary,
        say(procedure.kinds[case.kind].title, language),
        say(procedure.stages[case.stage].title, language),
        case.received_at,
        case.closed_at,
        tuple(asked[one] for one in case.goods if one in asked),
    )
