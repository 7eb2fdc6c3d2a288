"""The goods of the demo's year: a shipment of technical fabric each week, the lots in it, and two lots of bed linen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from amends.goods.models import Inspection, Lot, Order, OrderLine, Shipment, ShipmentLine
from amends.goods.numbers import bare

FABRICS = (("FAB-201", "Velvet, midnight blue"), ("FAB-310", "Linen weave, sand"), ("FAB-420", "Outdoor canvas, ivory"))
CUSTOMERS = (("C-1040", "Lagoon Bay Hotels"), ("C-1056", "Kestrel Upholstery"), ("C-1071", "Oak & Loom Interiors"))
ON_ITS_WAY = timedelta(days=4)
MADE_BEFORE = timedelta(days=12)
WASHED = (
    ("Colour fastness to washing", "at least 4", "2-3", "fail"), ("Dimensional change", "at most 3 %", "1.6 %", "pass"),
)  # fmt: skip
WEEKS_BACK = 14  # so long after a shipment somebody may still complain
LINEN = (("L-2291", 150), ("L-2304", 139))  # each with the days before today on which it was made


@dataclass(frozen=True, slots=True)
class Sent:
    """One shipment by its week; its numbers follow from it."""

    week: int

    @property
    def number(self) -> str:
        return f"S-{self.week}"

    @property
    def shipped_on(self) -> date:
        return date.fromordinal(self.week * 7 + 3)


def sent_before(moment: datetime, weeks: int = 0) -> Sent:
    """The last shipment that had arrived by then, or one so many weeks before it."""
    return Sent((moment.date() - ON_ITS_WAY).toordinal() // 7 - 1 - weeks)


def stock(since: datetime, now: datetime) -> None:
    """Everything that left the mill in this time."""
    for one in _weeks(since, now):
        _send(one)
    for number, days in LINEN:
        _linen(number, now.date() - timedelta(days=days))


def _weeks(since: datetime, now: datetime) -> Iterator[Sent]:
    for week in range(sent_before(since, WEEKS_BACK).week, sent_before(now).week + 1):
        yield Sent(week)


def _send(one: Sent) -> None:
    product, title = FABRICS[one.week % len(FABRICS)]
    customer, organisation = CUSTOMERS[one.week % len(CUSTOMERS)]
    made_on = one.shipped_on - MADE_BEFORE
    lot = _lot(f"L-{made_on:%y%m}-{one.week % 100:02d}", product, title, made_on)
    number = f"25-{one.week}"
    order = Order.objects.create(
        number=number, bare=bare(number), customer=customer, organisation=organisation,
        ordered_on=made_on - MADE_BEFORE,
    )  # fmt: skip
    amount = Decimal(120 + one.week % 9 * 20)
    line = OrderLine.objects.create(order=order, line="1", product=product, title=title, quantity=amount, unit="m")
    shipment = Shipment.objects.create(
        number=one.number, bare=bare(one.number), order=order, shipped_on=one.shipped_on, carrier="Northway Freight",
        delivered_on=one.shipped_on + ON_ITS_WAY,
    )  # fmt: skip
    ShipmentLine.objects.create(
        shipment=shipment, line="1", order_line=line, product=product, lot=lot, quantity=amount, unit="m"
    )


def _lot(number: str, product: str, title: str, made_on: date) -> Lot:
    return Lot.objects.create(
        number=number, bare=bare(number), product=product, title=title, produced_on=made_on, quantity=Decimal(900),
        unit="m",
    )  # fmt: skip


def _linen(number: str, made_on: date) -> None:
    """The record said what was wrong; it was read only after the customers had."""
    lot = _lot(number, "BL-140", "Bed linen, night blue", made_on)
    for characteristic, limit, measured, verdict in WASHED:
        Inspection.objects.create(
            number=f"QC-{number[2:]}", bare=bare(f"QC-{number[2:]}"), lot=lot, characteristic=characteristic,
            limit=limit, measured=measured, verdict=verdict, inspector="finished-goods inspector",
            inspected_on=made_on + ON_ITS_WAY,
        )  # fmt: skip
