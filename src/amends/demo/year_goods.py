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
ORDERED_BEFORE = timedelta(days=24)
SHOPS = ("C-1001", "Our own shops")
WASHED = (
    ("Colour fastness to washing", "at least 4", "2-3", "fail"),
    ("Dimensional change", "at most 3 %", "1.6 %", "pass"),
)
WEEKS_BACK = 14  # so long after a shipment somebody may still complain
LINEN = (("L-2291", 235), ("L-2304", 244))  # each with the day of the year's telling on which it was made


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
        _linen(number, since.date() + timedelta(days=days))


def _weeks(since: datetime, now: datetime) -> Iterator[Sent]:
    for week in range(sent_before(since, WEEKS_BACK).week, sent_before(now).week + 1):
        yield Sent(week)


def _send(one: Sent) -> None:
    made_on = one.shipped_on - MADE_BEFORE
    lot = _lot(f"L-{made_on:%y%m}-{one.week % 100:02d}", *FABRICS[one.week % len(FABRICS)], made_on)
    _shipped(lot, f"25-{one.week}", one.number, CUSTOMERS[one.week % len(CUSTOMERS)], one.shipped_on)


def _shipped(lot: Lot, order_number: str, number: str, to: tuple[str, str], on: date) -> None:
    """One order of one lot, sent in one piece."""
    order = Order.objects.create(
        number=order_number, bare=bare(order_number), customer=to[0], organisation=to[1], ordered_on=on - ORDERED_BEFORE
    )
    same = {"product": lot.product, "quantity": Decimal(240), "unit": "m", "line": "1"}
    line = OrderLine.objects.create(order=order, title=lot.title, **same)
    shipment = Shipment.objects.create(
        number=number,
        bare=bare(number),
        order=order,
        shipped_on=on,
        carrier="Northway Freight",
        delivered_on=on + ON_ITS_WAY,
    )
    ShipmentLine.objects.create(shipment=shipment, order_line=line, lot=lot, **same)


def _lot(number: str, product: str, title: str, made_on: date) -> Lot:
    return Lot.objects.create(
        number=number,
        bare=bare(number),
        product=product,
        title=title,
        produced_on=made_on,
        quantity=Decimal(900),
        unit="m",
    )


def _linen(number: str, made_on: date) -> None:
    """The record said what was wrong; it was read only after the customers had."""
    lot = _lot(number, "BL-140", "Bed linen, night blue", made_on)
    _shipped(lot, f"25-{number[2:]}", f"S-{number[2:]}", SHOPS, made_on + MADE_BEFORE)
    for characteristic, limit, measured, verdict in WASHED:
        Inspection.objects.create(
            number=f"QC-{number[2:]}",
            bare=bare(f"QC-{number[2:]}"),
            lot=lot,
            characteristic=characteristic,
            limit=limit,
            measured=measured,
            verdict=verdict,
            inspector="finished-goods inspector",
            inspected_on=made_on + ON_ITS_WAY,
        )
