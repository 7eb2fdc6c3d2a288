"""The manufacturer of the browser stories: who works there, its goods, and the steps that its stories share."""

from __future__ import annotations

from dataclasses import dataclass

from amends.goods import example
from amends.goods.models import Lot, Order
from amends.organisation.models import Department
from tests import cast
from tests.browser import people as screens
from tests.browser.people import Hand
from tests.portal import visits

PEOPLE = {
    "sun": "sales",
    "song": "sales",
    "qin": "quality",
    "qiao": "quality",
    "pan": "production",
    "tian": "technology",
    "ma": "quality-manager",
    "gao": "general-manager",
}


@dataclass(frozen=True, slots=True)
class Goods:
    """What the customer complains about: a lot that went out although two of its records failed."""

    order: str
    shipment: str
    lot: str
    shipped_on: str


def manufacturer_house() -> cast.House:
    made = visits.house("product-quality")
    for key in ("sales", "production", "technology"):
        Department.objects.create(key=key, titles={"en": key.title()}, email=f"{key}@defne.example")
    screens.welcome(made, PEOPLE)
    example.fill(made.now)
    return made


def goods() -> Goods:
    lot = Lot.objects.filter(inspections__verdict="fail").distinct().get()
    order = Order.objects.filter(shipments__lines__lot=lot, shipments__delivered_on__isnull=False).order_by("pk")[0]
    shipment = order.shipments.filter(lines__lot=lot, delivered_on__isnull=False).order_by("pk")[0]
    return Goods(order.number, shipment.number, lot.number, str(shipment.shipped_on))


def accepted_by_sales(sun: Hand, at: str, house: cast.House, goods: Goods) -> None:
    """What our records say of order and shipment stands beside each question about them."""
    sun.goes("/desk/pool/")
    sun.fills(f"{at}/accept-complaint/", owner=str(house.sun.pk))
    said = sun.reads(f"{at}/check-order/")
    assert f"Order {goods.order}: known." in said
    assert "Its inspection found faults" in said
    sun.fills(f"{at}/check-order/", answers__order=goods.order, answers__order_exists="yes")
    sun.fills(f"{at}/check-shipment/", answers__shipment=goods.shipment, answers__delivery="complete")
    sun.fills(
        f"{at}/questionnaire/",
        answers__shipment=goods.shipment,
        answers__lot=goods.lot,
        answers__quantity="120 m delivered, 40 m concerned",
        answers__shipped_on=goods.shipped_on,
        answers__packaging="whole",
    )
    sun.fills(f"{at}/decide-scope/", answers__scope="quality-discrepancy", answers__scope_reason="Delivered.")


def examined(hand: Hand, at: str, goods: Goods) -> None:
    assert "Its inspection found faults" in hand.reads(f"{at}/examine-inspection/")
    hand.fills(
        f"{at}/examine-inspection/",
        answers__lot=goods.lot,
        answers__inspection_found="failed",
        answers__inspection_remark="The strength was below the limit.",
    )
    hand.fills(f"{at}/examine-batch/", answers__lot=goods.lot, answers__batch_finding="Two others got it.")


def production_replies(hands: dict[str, Hand], hand: Hand, at: str, house: cast.House) -> None:
    hand.fills(f"{at}/ask-department/", to_department="production", question="Was it sewn like the others?")
    screens.worker(house)
    screens.replies(hands["production"], "production", "Yes, on the same machine.")


def cause_found(hand: Hand, at: str) -> None:
    hand.fills(
        f"{at}/find-cause/",
        answers__sales_view="Two saw it.",
        answers__production_view="A worn needle.",
        answers__technology_view="The plan is right.",
        answers__cause_found="A worn needle cut the threads.",
        answers__cause_where="machine",
    )
    hand.fills(f"{at}/record-result/", answers__result="The rest of the lot is held back.")
    hand.fills(f"{at}/cause-known/")


def agrees(ma: Hand, at: str) -> None:
    ma.fills(f"{at}/propose/", answers__agreed_with="sales;production;technology", answers__proposal="As drafted.")
