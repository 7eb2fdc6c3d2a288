"""What the tests of the desk share: somebody who sits at it, and the hands that press its buttons."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from amends.cases.models import Case, Entry
from amends.organisation.models import Member
from tests import cast

POINT = {
    "points-0-point": "The fabric faded.",
    "points-0-finding": "The dye was not fixed.",
    "points-0-outcome": "upheld",
    "points-0-remedy": "replacement",
    "points-0-remedy_words": "",
    "points-0-remedy_on": "2026-12-01",
}


def at_desk(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def post(client: Client, case: Case, key: str, seen: int | None = None, **said: Any) -> Any:
    """Presses the button of an act, having seen everything so far unless said otherwise."""
    return client.post(f"/desk/case/{case.number}/{key}/", {"seen": last(case) if seen is None else seen, **said})


def last(case: Case) -> int:
    return cast.fresh(case).last_no


def kinds(case: Case) -> list[str]:
    return list(Entry.objects.filter(case=case).order_by("no").values_list("kind", flat=True))


def opened(client: Client, case: Case) -> list[str]:
    """The acts that the case page leads to."""
    page = client.get(f"/desk/case/{case.number}/").content.decode()
    return sorted(set(re.findall(rf'/desk/case/{case.number}/([a-z-]+)/"', page)))
