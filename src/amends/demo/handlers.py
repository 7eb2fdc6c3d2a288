"""Who handles what in the demo: stories are written for one person, and several take turns in that part."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from amends.demo import organisation_data
from amends.demo.verb_calls import Said
from amends.organisation.models import Member


def dealt(people: Mapping[str, Member], chapters: Sequence[Sequence[Said]], nth: int) -> Mapping[str, Member]:
    """Everybody as in the nth story: whoever's turn it is stands in the part. The same story is always theirs."""
    said = organisation_data.read("hands")
    shares = said["refusals" if refuses(chapters) else "usual"]
    [name] = random.Random(f"hands {nth}").choices(list(shares), list(shares.values()))
    return {**people, said["part"]: people[name]}


def refuses(chapters: Sequence[Sequence[Said]]) -> bool:
    """Whether the answer that is drafted gives no way."""
    return any(step.get("outcome") == "not upheld" for chapter in chapters for step in chapter)
