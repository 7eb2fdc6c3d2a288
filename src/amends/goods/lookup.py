"""What is known of a number that a complainant or a colleague named, said in a sentence for the page of the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.goods import search
from amends.goods.models import Inspection, Lot, Order, Shipment, ShipmentLine
from amends.platform import dates

NAMED = 6  # lots that a sentence names before it counts
SHOWN = 20  # shipments of one order


@dataclass(frozen=True, slots=True)
class ShipmentView:
    number: str
    known: bool
    order: str = ""
    shipped_on: date | None = None
    delivered_on: date | None = None
    carrier: str = ""
    lots: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class OrderView:
    number: str
    known: bool
    customer: str = ""
    organisation: str = ""
    ordered_on: date | None = None
    shipments: tuple[ShipmentView, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class LotView:
    number: str
    known: bool
    product: str = ""
    title: str = ""
    produced_on: date | None = None
    inspected: int = 0
    failed: tuple[str, ...] = ()  # the characteristics that did not pass
    says: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """One of the goods that a case names, and what our records say of it."""

    what: str  # order · shipment · lot
    number: str
    known: bool
    says: str


def about(named: Sequence[str]) -> tuple[Known, ...]:
    """All that a case names, such as "order:1001", in three questions however many there are."""
    kinds = list(search.MODELS)
    pairs = (one.partition(":")[::2] for one in named[:SHOWN])
    asked = sorted((one for one in pairs if one[0] in kinds), key=lambda one: kinds.index(one[0]))
    told = {**_orders(_of("order", asked), _of("shipment", asked)), **_lots(_of("lot", asked))}
    return tuple(told.get((what, bare)) or _unknown(what, bare) for what, bare in asked)


def order(number: str) -> OrderView:
    """Whether the order exists and whether it was shipped (K14, K15)."""
    found = search.one(Order, number)
    if found is None:
        return OrderView(number, False, says=_("Order %(number)s: not known here.") % {"number": number})
    rows = list(found.shipments.select_related("order").order_by("shipped_on", "id")[:SHOWN])
    return _order(found, _seen(rows, _lots_of(rows), said=_shipped))


def shipment(number: str) -> ShipmentView:
    """The shipment with its lots, to fill into the questionnaire (K16)."""
    found = search.one(Shipment, number)
    if found is None:
        return ShipmentView(number, False, says=_("Shipment %(number)s: not known here.") % {"number": number})
    return _seen([found], _lots_of([found]), said=_alone)[0]


def shipped(named: Sequence[str], *, by: date) -> bool:
    """Whether an order or shipment among these goods of a case has left by this day."""
    asked = [(what, bare) for what, _colon, bare in (one.partition(":") for one in named)]
    wanted = Q(order__bare__in=_of("order", asked)) | Q(bare__in=_of("shipment", asked))
    return Shipment.objects.filter(wanted, shipped_on__lte=by).exists()


def lot(number: str) -> LotView:
    """The lot with what its inspection found (K22, K23)."""
    found = search.one(Lot, number)
    if found is None:
        return LotView(number, False, says=_("Lot %(number)s: not known here.") % {"number": number})
    inspections = list(Inspection.objects.filter(lot=found).order_by("characteristic")[:200])
    failed = tuple(one.characteristic for one in inspections if one.verdict == "fail")
    return _lot(found, len(inspections), failed)


def _order(found: Order, shipments: Sequence[ShipmentView]) -> OrderView:
    says = [_("Order %(number)s: known.") % {"number": found.number}]
    says += [one.says for one in shipments[:NAMED]] or [_("Nothing of it was shipped yet.")]
    return OrderView(
        found.number, True, found.customer, found.organisation, found.ordered_on, tuple(shipments), " ".join(says)
    )


def _lot(found: Lot, records: int, failed: tuple[str, ...]) -> LotView:
    says = [_("Lot %(number)s: known.") % {"number": found.number}]
    if found.produced_on:
        says.append(_("Produced on %(day)s.") % {"day": dates.day(found.produced_on)})
    says.append(inspected(records, failed))
    return LotView(found.number, True, found.product, found.title, found.produced_on, records, failed, " ".join(says))


def inspected(count: int, failed: tuple[str, ...]) -> str:
    if not count:
        return _("No inspection record is known.")
    if failed:
        return _("Its inspection found faults: %(what)s.") % {"what": enumeration(failed)}
    words = ngettext(
        "%(count)s characteristic was inspected and passed.",
        "%(count)s characteristics were inspected and passed.",
        count,
    )
    return words % {"count": count}


def enumeration(names: tuple[str, ...]) -> str:
    """A few names; of many, the first ones and how many more."""
    said = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return _("%(names)s and %(more)s more") % {"names": said, "more": more} if more > 0 else said


def _of(what: str, asked: Sequence[tuple[str, str]]) -> list[str]:
    return [bare for kind, bare in asked if kind == what]


def _orders(orders: Sequence[str], shipments: Sequence[str]) -> dict[tuple[str, str], Known]:
    """By the number as it is compared; what two could be meant by is left out, as `finding.one` does."""
    if not orders and not shipments:
        return {}
    found = list(Order.objects.filter(bare__in=orders))
    wanted = Q(order__in=found) | Q(bare__in=shipments)
    lots = ArrayAgg("lines__lot__number", distinct=True, filter=Q(lines__lot__isnull=False), default=[])
    rows = list(
        Shipment.objects.filter(wanted).select_related("order").annotate(lots=lots).order_by("shipped_on", "id")[:200]
    )
    with_lots = {one.pk: tuple(one.lots) for one in rows}
    alone = zip(rows, _seen(rows, with_lots, said=_alone), strict=True)
    told = [("shipment", one.bare, one.number, seen.says) for one, seen in alone if one.bare in shipments]
    for one in found:
        mine = [row for row in rows if row.order_id == one.pk][:SHOWN]
        told.append(("order", one.bare, one.number, _order(one, _seen(mine, with_lots, said=_shipped)).says))
    return _unmistakable(told)


def _lots(bare: Sequence[str]) -> dict[tuple[str, str], Known]:
    if not bare:
        return {}
    failed = ArrayAgg("inspections__characteristic", filter=Q(inspections__verdict="fail"), distinct=True, default=[])
    rows = Lot.objects.filter(bare__in=bare).annotate(records=Count("inspections"), failed=failed)
    return _unmistakable(
        [("lot", one.bare, one.number, _lot(one, one.records, tuple(one.failed)).says) for one in rows]
    )


def _unmistakable(told: Sequence[tuple[str, str, str, str]]) -> dict[tuple[str, str], Known]:
    alike = Counter((what, bare) for what, bare, _number, _says in told)
    return {
        (what, bare): Known(what, number, True, says) for what, bare, number, says in told if alike[what, bare] == 1
    }


def _unknown(what: str, bare: str) -> Known:
    words = {
        "order": _("Order %(number)s: not known here."),
        "shipment": _("Shipment %(number)s: not known here."),
        "lot": _("Lot %(number)s: not known here."),
    }
    return Known(what, bare, False, words[what] % {"number": bare})


def _lots_of(shipments: Sequence[Shipment]) -> dict[int, tuple[str, ...]]:
    pairs = ShipmentLine.objects.filter(shipment__in=shipments, lot__isnull=False)
    found: dict[int, list[str]] = {}
    for shipment_id, number in pairs.values_list("shipment_id", "lot__number").distinct().order_by("lot__number"):
        found.setdefault(shipment_id, []).append(number)
    return {key: tuple(lots) for key, lots in found.items()}


def _seen(
    rows: Sequence[Shipment],
    lots: Mapping[int, tuple[str, ...]],
    *,
    said: Callable[[Shipment, tuple[str, ...]], str],
) -> tuple[ShipmentView, ...]:
    return tuple(
        ShipmentView(
            one.number,
            True,
            one.order.number,
            one.shipped_on,
            one.delivered_on,
            one.carrier,
            lots.get(one.pk, ()),
            said(one, lots.get(one.pk, ())),
        )
        for one in rows
    )


def _alone(one: Shipment, lots: tuple[str, ...]) -> str:
    start = _("Shipment %(number)s: known, for order %(order)s.") % {"number": one.number, "order": one.order.number}
    return f"{start} {_shipped(one, lots)}"


def _shipped(one: Shipment, lots: tuple[str, ...]) -> str:
    if one.shipped_on is None:
        return _("Shipment %(number)s has not left yet.") % {"number": one.number}
    day = dates.day(one.shipped_on)
    if not lots:
        return _("Shipped on %(day)s; no lot is named.") % {"day": day}
    words = ngettext("Shipped on %(day)s with lot %(lots)s.", "Shipped on %(day)s with lots %(lots)s.", len(lots))
    return words % {"day": day, "lots": enumeration(lots)}
