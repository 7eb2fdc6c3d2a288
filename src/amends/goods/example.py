"""A small catalogue for demonstrations: the orders of an imagined weaving mill, its shipments, lots and records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from amends.goods.models import Inspection, Lot, Order, OrderLine, Shipment, ShipmentLine
from amends.goods.numbers import bare

PRODUCTS = (
    ("FAB-201", "Velvet, midnight blue"),
    ("FAB-207", "Velvet, moss"),
    ("FAB-310", "Linen weave, sand"),
    ("FAB-315", "Linen weave, graphite"),
    ("FAB-420", "Outdoor canvas, ivory"),
)
CUSTOMERS = (
    ("C-1040", "Lagoon Bay Hotels"),
    ("C-1056", "Kestrel Upholstery"),
    ("C-1071", "Oak & Loom Interiors"),
    ("C-1088", "Halden Cruise Lines"),
    ("C-1093", ""),
)
CARRIERS = ("Northway Freight", "Three Rivers Cargo", "own lorry")
TESTED = (
    ("Colour fastness to rubbing", "at least 4", "4-5"),
    ("Abrasion resistance", "at least 30,000 rubs", "34,000 rubs"),
    ("Dimensional change", "at most 3 %", "1.8 %"),
    ("Width", "140 ± 1 cm", "140.2 cm"),
)
ORDERS, SHIPMENTS, LOTS, INSPECTIONS = 12, 20, 15, 40
FAILED = {
    (6, 0): "3",
    (6, 1): "24,000 rubs",
}  # the seventh lot went out although two of its records failed: the demo's story


def fill(now: datetime) -> None:
    """Once; what is there already stays as it is."""
    if Order.objects.exists():
        return
    today = timezone.localdate(now)
    lots = [_lot(nth, today) for nth in range(LOTS)]
    orders = [_order(nth, today) for nth in range(ORDERS)]
    for nth in range(SHIPMENTS):
        _shipment(nth, orders[nth % ORDERS], lots, today)
    Inspection.objects.bulk_create(list(_inspections(lots)))


def _lot(nth: int, today: date) -> Lot:
    product, title = PRODUCTS[nth % len(PRODUCTS)]
    made = today - timedelta(days=120 - nth * 6)
    number = f"L-{made:%y%m}-{nth + 71}"
    return Lot.objects.create(
        number=number,
        bare=bare(number),
        product=product,
        title=title,
        produced_on=made,
        quantity=Decimal(900 + nth * 40),
        unit="m",
    )


def _order(nth: int, today: date) -> Order:
    customer, organisation = CUSTOMERS[nth % len(CUSTOMERS)]
    number = str(26_1001 + nth)
    made = Order.objects.create(
        number=number,
        bare=bare(number),
        customer=customer,
        organisation=organisation,
        ordered_on=today - timedelta(days=105 - nth * 6),
    )
    for line in (1, 2):
        product, title = PRODUCTS[(nth + line) % len(PRODUCTS)]
        amount = Decimal(80 + 25 * ((nth * line) % 9))
        OrderLine.objects.create(order=made, line=str(line), product=product, title=title, quantity=amount, unit="m")
    return made


def _shipment(nth: int, order: Order, lots: list[Lot], today: date) -> None:
    """The last two have not left yet; the two before them are on their way."""
    shipped = today - timedelta(days=92 - nth * 5) if nth < SHIPMENTS - 2 else None
    number = f"S-{7701 + nth}"
    made = Shipment.objects.create(
        number=number,
        bare=bare(number),
        order=order,
        shipped_on=shipped,
        carrier=CARRIERS[nth % len(CARRIERS)] if shipped else "",
        delivered_on=shipped + timedelta(days=3) if shipped and nth < SHIPMENTS - 4 else None,
    )
    for at, line in enumerate(order.lines.order_by("line"), start=1):
        same = [one for one in lots if one.product == line.product]
        lot = same[(nth // 5) % len(same)]
        ShipmentLine.objects.create(
            shipment=made,
            line=str(at),
            order_line=line,
            product=line.product,
            lot=lot,
            quantity=(line.quantity or Decimal(2)) / 2,
            unit="m",
        )


def _inspections(lots: list[Lot]) -> Iterator[Inspection]:
    for nth in range(INSPECTIONS):
        at, test = nth % LOTS, nth // LOTS if nth < 30 else 3
        characteristic, limit, measured = TESTED[test]
        lot = lots[at]
        number = f"QC-{4300 + at}"
        failed = FAILED.get((at, test))
        yield Inspection(
            number=number,
            bare=bare(number),
            lot=lot,
            characteristic=characteristic,
            limit=limit,
            measured=failed or measured,
            verdict="fail" if failed else "pass",
            inspector="finished-goods inspector",
            inspected_on=lot.produced_on + timedelta(days=2) if lot.produced_on else None,
        )
