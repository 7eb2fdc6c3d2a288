"""Sentences about orders, shipments, lots and their inspections, and what our records say beside an act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from amends.goods import lookup
from amends.goods.models import Inspection, Lot, Order, OrderLine, Shipment, ShipmentLine
from amends.goods.numbers import bare
from amends.proof.scenarios import Line
from amends.proof.step_registry import expect, sentence
from amends.proof.world import World

Goods = TypeVar("Goods", Order, Lot)


@sentence('the order "…" of "…" is known')
def ordered(world: World, _line: Line, number: str, customer: str) -> None:
    _mine(world, Order, number, organisation=customer)


@sentence('the order "…" was shipped on (.+) with the lot "…"')
def shipped(world: World, _line: Line, number: str, day: str, lot: str) -> None:
    """As a shipment of its own, delivered two days later."""
    order, on = _mine(world, Order, number), _day(world, day)
    code = f"S-{number}"
    _step_aside(world, Shipment, code)
    made = Shipment.objects.create(
        number=code, bare=bare(code), order=order, shipped_on=on, delivered_on=on + timedelta(days=2)
    )
    line = OrderLine.objects.create(order=order, line="1", product="P-1")
    ShipmentLine.objects.create(shipment=made, line="1", order_line=line, product="P-1", lot=_mine(world, Lot, lot))


@sentence('the lot "…" was produced on (.+)')
def produced(world: World, _line: Line, number: str, day: str) -> None:
    lot = _mine(world, Lot, number)
    lot.produced_on = _day(world, day)
    lot.save()


@sentence('the inspection of the lot "…" found "…" "(pass|fail)"')
def inspected(world: World, _line: Line, lot: str, characteristic: str, verdict: str) -> None:
    code, of = f"QC-{lot}", _mine(world, Lot, lot)
    Inspection.objects.create(number=code, bare=bare(code), lot=of, characteristic=characteristic, verdict=verdict)


@sentence('beside "…" "…" reads of the goods "…"')
def reads(world: World, _line: Line, act: str, who: str, words: str) -> None:
    """What the page of this act shows its reader, by the same function as the page."""
    key = world.act(act)
    offered = [one.key for one in world.seen_by(who).offers]
    expect(key in offered, f"{who} is not offered it")
    said = [one.says for one in lookup.about(world.case.goods)]
    expect(any(words in one for one in said), f"it says: {' '.join(said) or 'nothing'}")


def _mine(world: World, model: type[Goods], number: str, **facts: str) -> Goods:
    """This world's own, whatever the living installation knows under the number."""
    _step_aside(world, model, number)
    defaults = {"bare": bare(number), **facts}
    return model._default_manager.get_or_create(number=number, defaults=defaults)[0]


def _step_aside(world: World, model: type[Order | Lot | Shipment], number: str) -> None:
    """Goods of the living that have the number are called something else, until everything is rolled back."""
    key = (model.__name__, bare(number))
    if key not in world.goods:
        aside = Concat(Value("aside-"), Cast("pk", CharField()))
        model._default_manager.filter(bare=bare(number)).update(number=aside, bare=aside)
        world.goods.add(key)


def _day(world: World, says: str) -> date:
    return world.moment(says).astimezone(world.zone).date()
