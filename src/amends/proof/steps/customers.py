"""Sentences about customers over time: their history, what losing one costs, and whether all are treated alike."""

from __future__ import annotations

from decimal import Decimal

from amends.improvement import customer_value, customers, fingerprints
from amends.organisation.models import Organisation
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.steps.internal_cases import count
from amends.proof.steps.organisation import pairs
from amends.proof.world import World
from amends.reports import funnels, published
from amends.reports.counting import counts
from amends.reports.periods import Period


@sentence('"…" reads the history of this customer')
def history(world: World, line: Line, who: str) -> None:
    """By the contact on file, whatever name was given; the oldest first."""
    while fingerprints.step(world.now):  # as the worker does
        pass
    found = customers.history(world.case.number, member=world.person(who), language=world.language, now=world.now)
    seen = [(one.number, f"{one.received_at.astimezone(world.zone):%A} {_day(world, one)}") for one in found.visits]
    wanted = [(world.number(row[0]), row[1]) for row in line.table[1:]]
    expect(seen == wanted, f"it has {seen}")


@sentence("the organisation reckons with these numbers of its own")
def own_numbers(_world: World, line: Line) -> None:
    customer_value.change(pairs(line))


@sentence('"…" reads that losing this customer would cost (\\d+) (\\w+), and keeping them costs (\\d+) \\w+ so far')
def cost(world: World, _line: Line, who: str, losing: str, currency: str, keeping: str) -> None:
    own = customer_value.known()
    if own is None:
        raise Refuted("the organisation has given no numbers")
    found = customers.history(world.case.number, member=world.person(who), language=world.language, now=world.now)
    reckoned = customer_value.reckon(own, cases=len(found.visits), granted=found.granted)
    seen = (reckoned.losing, reckoned.keeping, own.currency)
    expect(seen == (Decimal(losing), Decimal(keeping), currency), f"it is {seen}")


@sentence('in (\\w+) (\\d{4}) the handler "…" upheld (\\d+) of (\\d+) decisions, which is (.+)')
def alike(world: World, _line: Line, month: str, year: str, who: str, part: str, whole: str, how: str) -> None:
    """As on the page of consistency: a share, its number, and whether chance alone explains it."""
    count(world)
    period = Period.around(world.moment(f"1 {month} {year}").astimezone(world.zone).date(), "month")
    split = counts.split(period, "owner", packs=None, today=world.now.astimezone(world.zone).date())
    spots = {spot.value: spot for spot in funnels.funnel_of(split, ("decided", "upheld"), ("decided",)).spots}
    spot = next((one for key, one in spots.items() if key.endswith(str(world.person(who).pk))), None)
    if spot is None:
        raise Refuted(f"there is nothing of {who}, only of {', '.join(spots) or 'nobody'}")
    expect((spot.part, spot.whole) == (int(part), int(whole)), f"it is {spot.part} of {spot.whole}")
    expect(spot.verdict in how, f"it is {spot.verdict}")


@sentence("the organisation publishes how it handles complaints")
def publishes(_world: World, _line: Line) -> None:
    Organisation.objects.update(publishes=True)


@sentence('everybody can read of the last twelve months that "…" is "…"')
def everybody_reads(world: World, _line: Line, title: str, value: str) -> None:
    """As on the public page, which is there only where the organisation wants it."""
    expect(Organisation.objects.filter(publishes=True).exists(), "nothing is published")
    count(world)
    found = {row.title: row.value for row in published.rows(world.now.astimezone(world.zone).date())}
    expect(found.get(title) == value, f"it reads: {found.get(title, 'nothing of this name')}")


def _day(world: World, visit: customers.Visit) -> str:
    at = visit.received_at.astimezone(world.zone)
    return f"{at.day} {at:%B %Y}"
