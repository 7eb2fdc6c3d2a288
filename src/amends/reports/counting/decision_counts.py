"""Decisions as figures count them: upheld or not, changed in a second round or outside, and what was granted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import get_currency_precision

from amends.procedure.state import Event
from amends.reports.counting.marks import Mark
from amends.reports.counting.timeline import Timeline

RIGHT = frozenset({"upheld", "partly"})
OVERTURNED, CONFIRMED = "overturned", "confirmed"


def marks(case: Timeline) -> Iterator[Mark]:
    decided = list(case.events("decided"))
    if not decided:
        return
    yield from _rounds(case, decided)
    yield Mark(case.day(decided[-1].at), "decided", str(decided[-1].fields["outcome"]))
    for currency, amount in _granted(case, decided[-1]).items():
        yield Mark(case.day(decided[-1].at), "granted", currency, amount)
    yield from _outside(case)


def _rounds(case: Timeline, decided: list[Event]) -> Iterator[Mark]:
    """By the day of the first decision whether it lasted; by the day of the last whether a refusal was turned round."""
    first, last = decided[0], decided[-1]
    yield Mark(case.day(first.at), "first decision")
    if case.state.round > 1 or case.reopenings:
        yield Mark(case.day(first.at), "again")
    if _round(last) > 1 and first.fields["outcome"] == "not upheld":
        turned = OVERTURNED if last.fields["outcome"] in RIGHT else CONFIRMED
        yield Mark(case.day(last.at), "second look", turned)


def _round(event: Event) -> int:
    return int(event.fields.get("round", 1))


def _granted(case: Timeline, decided: Event) -> dict[str, int]:
    """By currency, in its smallest unit: what the decision's own draft grants over all its points."""
    draft = next((one for one in case.events("drafted") if one.no == decided.fields.get("draft")), None)
    sums: dict[str, int] = {}
    for point in draft.fields["points"] if draft else ():
        if point.get("amount"):
            currency = str(point["currency"])
            sums[currency] = sums.get(currency, 0) + minor(Decimal(str(point["amount"])), currency)
    return sums


def minor(amount: Decimal, currency: str) -> int:
    """An amount in the smallest unit of its currency, so that sums are exact."""
    return int(amount.scaleb(get_currency_precision(currency)).to_integral_value())


def _outside(case: Timeline) -> Iterator[Mark]:
    """What a body outside decided, where a pack asks for it by this name."""
    for step in case.steps:
        if result := step.event.fields.get("form", {}).get("outside_outcome"):
            turned = OVERTURNED if result in RIGHT else CONFIRMED
            yield Mark(case.day(step.event.at), "outside look", turned)
