"""The weaving mill of the browser stories: who works in which department, and the order, shipment and lot complained about."""

from __future__ import annotations

from dataclasses import dataclass

from amends.goods import example
from amends.goods.models import Lot, Order
from amends.organisation import founding
from amends.organisation.models import Department
from tests import cast
from tests.portal import walk

PEOPLE = {
    "sun": "sales", "song": "sales", "qin": "quality", "qiao": "quality", "pan": "production", "tian": "technology",
    "ma": "quality-manager", "gao": "general-manager",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Goods:
    """What the customer complains about: a lot that went out although two of its records failed."""

    order: str
    shipment: str
    lot: str
    shipped_on: str


def mill() -> cast.House:
    made = walk.house("product-quality")
    for key in ("sales", "production", "technology"):
        Department.objects.create(key=key, titles={"en": key.title()}, email=f"{key}@defne.example")
    welcome(made, PEOPLE)
    example.fill(made.now)
    return made


def welcome(house: cast.House, people: dict[str, str]) -> None:
    """Everybody reads English, and holds the roles named, parted by commas."""
    for name, roles in people.items():
        house.people[name] = founding.welcome(
            username=name, name=name.title(), email=f"{name}@defne.example", password=cast.PASSWORD,
            roles=dict.fromkeys(roles.split(", ")), now=house.now,
        )  # fmt: skip


def goods() -> Goods:
    lot = Lot.objects.filter(inspections__verdict="fail").distinct().get()
    order = Order.objects.filter(shipments__lines__lot=lot, shipments__delivered_on__isnull=False).order_by("pk")[0]
    shipment = order.shipments.filter(lines__lot=lot, delivered_on__isnull=False).order_by("pk")[0]
    return Goods(order.number, shipment.number, lot.number, str(shipment.shipped_on))
