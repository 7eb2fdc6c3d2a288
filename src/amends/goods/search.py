"""Finding goods by a number that somebody typed: exactly first, then without regard to case, spaces and dashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists

from amends.goods import numbers
from amends.goods.models import Import, Lot, Order, Shipment
from amends.organisation.models import Organisation

MOST = 20
Goods = TypeVar("Goods", Order, Shipment, Lot)
MODELS: Mapping[str, type[Order | Shipment | Lot]] = {"order": Order, "shipment": Shipment, "lot": Lot}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a number may mean: an order, a shipment or a lot."""

    kind: str
    number: str


def one(model: type[Goods], typed: str) -> Goods | None:
    """The only one that this number can mean, or none."""
    number = numbers.tidy(typed)
    exact = model._default_manager.filter(number=number).first()
    if exact is not None or not numbers.bare(number):
        return exact
    alike = list(model._default_manager.filter(bare=numbers.bare(number))[:2])
    return alike[0] if len(alike) == 1 else None


def hits(typed: str) -> tuple[Hit, ...]:
    """Whatever begins with this number, the whole number first."""
    bare = numbers.bare(numbers.tidy(typed))
    if not bare:
        return ()
    found = [
        Hit(kind, row.number)
        for kind, model in MODELS.items()
        for row in model._default_manager.filter(bare__startswith=bare).order_by("bare", "number")[:MOST]
    ]
    return tuple(sorted(found, key=lambda hit: numbers.bare(hit.number) != bare))


def anything() -> bool:
    """Whether anything was ever imported or is known here, in one question."""
    known = [Exists(model._default_manager.all()) for model in (Order, Lot, Import)]
    return Organisation.objects.filter(known[0] | known[1] | known[2]).exists()
