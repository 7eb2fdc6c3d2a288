"""Everything around one order, shipment or lot: where it came from and went, what was found, who complained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from amends.goods import linked_cases
from amends.goods.linked_cases import LinkedCase
from amends.goods.models import Inspection, Lot, Order, OrderLine, Shipment, ShipmentLine
from amends.organisation.models import Member

PAGE = 50
KEY = re.compile(r"(-|\d{4}-\d\d-\d\d)\|(\d{1,18})\Z")
AROUND = 400  # shipments and orders around a lot whose complaints are looked for


@dataclass(frozen=True, slots=True)
class Went:
    """One shipment of a lot: to whom, for which order, how much."""

    id: int
    shipment: str
    order: str
    customer: str
    organisation: str
    shipped_on: date | None
    delivered_on: date | None
    quantity: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class OrderLens:
    order: Order
    lines: Sequence[OrderLine]
    shipments: Sequence[Shipment]
    lots: Sequence[Lot]
    cases: tuple[LinkedCase, ...]


@dataclass(frozen=True, slots=True)
class ShipmentLens:
    shipment: Shipment
    lines: Sequence[ShipmentLine]
    cases: tuple[LinkedCase, ...]


@dataclass(frozen=True, slots=True)
class LotLens:
    lot: Lot
    inspections: Sequence[Inspection]
    went: tuple[Went, ...]
    after: str  # key of the next page of shipments, empty at the end
    shipments: int
    customers: int
    beside: Sequence[Lot]  # other lots that travelled in the same shipments
    cases: tuple[LinkedCase, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(one.characteristic for one in self.inspections if one.verdict == "fail")


@dataclass(frozen=True, slots=True)
class Newest:
    """A page of shipments."""

    rows: Sequence[Shipment]
    after: str


def newest(*, after: str = "") -> Newest:
    """Those that have not left yet, then those that left last."""
    shipments = Shipment.objects.select_related("order").filter(_before(after)).order_by("-shipped_on", "-id")
    rows = list(shipments[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Newest(rows[:PAGE], _key(last.shipped_on, last.pk) if last else "")


def order(found: Order, *, member: Member, language: str, now: datetime) -> OrderLens:
    shipments = list(found.shipments.order_by("shipped_on", "id")[:PAGE])
    lots = list(Lot.objects.filter(shipped__shipment__in=shipments).distinct().order_by("number")[:PAGE])
    around = [("order", found.number), *(("shipment", one.number) for one in shipments)]
    cases = linked_cases.tied(around, member=member, language=language, now=now)
    return OrderLens(found, list(found.lines.order_by("line")[:200]), shipments, lots, cases)


def shipment(found: Shipment, *, member: Member, language: str, now: datetime) -> ShipmentLens:
    lines = list(found.lines.select_related("lot").order_by("line")[:200])
    lots = {one.lot.number for one in lines if one.lot}
    around = [("shipment", found.number), ("order", found.order.number), *(("lot", one) for one in sorted(lots))]
    return ShipmentLens(found, lines, linked_cases.tied(around, member=member, language=language, now=now))


def lot(found: Lot, *, after: str = "", member: Member, language: str, now: datetime) -> LotLens:
    """What a recall would need to know, in a handful of questions to the database."""
    lines = ShipmentLine.objects.filter(lot=found)
    counted = lines.aggregate(
        shipments=Count("shipment", distinct=True), customers=Count("shipment__order__customer", distinct=True)
    )
    went, more = _went(lines, after)
    around = [("lot", found.number), *_around(lines)]
    return LotLens(
        found,
        list(Inspection.objects.filter(lot=found).order_by("inspected_on", "number", "characteristic")[:200]),
        went,
        more,
        counted["shipments"],
        counted["customers"],
        _beside(found),
        linked_cases.tied(around, member=member, language=language, now=now),
    )


def _went(lines: QuerySet[ShipmentLine], after: str) -> tuple[tuple[Went, ...], str]:
    """A page of shipments: those that have not left yet, then those that left last."""
    grouped = (
        lines.filter(_before(after, "shipment__"))
        .values("shipment")
        .annotate(
            of=Sum("quantity"),
            unit=Max("unit"),
            number=F("shipment__number"),
            order=F("shipment__order__number"),
            customer=F("shipment__order__customer"),
            organisation=F("shipment__order__organisation"),
            shipped_on=F("shipment__shipped_on"),
            delivered_on=F("shipment__delivered_on"),
        )
    )
    rows = list(grouped.order_by("-shipped_on", "-shipment")[: PAGE + 1])
    went = tuple(
        Went(
            one["shipment"],
            one["number"],
            one["order"],
            one["customer"],
            one["organisation"],
            one["shipped_on"],
            one["delivered_on"],
            one["of"],
            one["unit"],
        )
        for one in rows[:PAGE]
    )
    return went, _key(went[-1].shipped_on, went[-1].id) if len(rows) > PAGE else ""


def _key(shipped_on: date | None, pk: int) -> str:
    return f"{shipped_on or '-'}|{pk}"


def _before(after: str, prefix: str = "") -> Q:
    """What follows this key in a list of shipments; a key that makes no sense is the beginning."""
    known = KEY.match(after)
    try:
        on = date.fromisoformat(known[1]) if known and known[1] != "-" else None
    except ValueError:
        known = None
    if known is None:
        return Q()
    of_day, older = {f"{prefix}shipped_on": on, f"{prefix}id__lt": int(known[2])}, f"{prefix}shipped_on"
    return Q(**of_day) | (Q(**{f"{older}__lt": on}) if on else Q(**{f"{older}__isnull": False}))


def _around(lines: QuerySet[ShipmentLine]) -> list[tuple[str, str]]:
    """The newest shipments and orders with this lot: a complaint may name them and not the lot."""
    pairs = lines.order_by("-shipment").values_list("shipment__number", "shipment__order__number")[:AROUND]
    found = dict.fromkeys(one for shipment, order in pairs for one in (("shipment", shipment), ("order", order)))
    return list(found)


def _beside(found: Lot) -> Sequence[Lot]:
    shared = ShipmentLine.objects.filter(lot=found).order_by("-shipment").values("shipment")[:AROUND]
    others = Lot.objects.filter(shipped__shipment__in=shared).exclude(pk=found.pk)
    return list(others.distinct().order_by("number")[:PAGE])
