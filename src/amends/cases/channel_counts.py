"""How many cases came by which way: for the register of channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from amends.cases.models import Case


@dataclass(frozen=True, slots=True)
class Came:
    """What came by one way at one site since a day."""

    count: int
    last_at: datetime


def since(start: datetime) -> Mapping[tuple[str, str], Came]:
    """By channel and site; the site is empty where a case has none. Counted over the days since then only."""
    rows = (
        Case.objects.filter(received_at__gte=start)
        .values_list("channel", "site_id")
        .annotate(count=Count("id"), last_at=Max("received_at"))
        .order_by()
    )
    return {(channel, site or ""): Came(count, last_at) for channel, site, count, last_at in rows}
