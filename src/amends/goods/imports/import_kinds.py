"""The kinds of files that can be imported: what stands in each, what must, and how exports call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amends.goods.imports import column_headers

Type = Literal["text", "goods", "amount", "day", "verdict"]  # goods: a number that is compared forgivingly


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a line says; `heads` are the headers by which exports call it, in any language."""

    key: str
    title: str | Promise
    type: Type = "text"
    required: bool = False
    longest: int = 60

    @property
    def heads(self) -> tuple[str, ...]:
        return column_headers.HEADS[self.key]


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    title: str | Promise
    says: str | Promise
    columns: tuple[Column, ...]

    @property
    def cells(self) -> tuple[tuple[str, Type], ...]:
        """What a staged line holds: each column, and after it the bare form of a number of goods."""
        found: list[tuple[str, Type]] = []
        for column in self.columns:
            found.append((column.key, column.type))
            if column.type == "goods":
                found.append((f"{column.key}_bare", "text"))
        return tuple(found)

    def column(self, key: str) -> Column:
        return next(one for one in self.columns if one.key == key)


LINE = Column("line", _("Line number"), longest=20)
QUANTITY, UNIT = Column("quantity", _("Quantity"), "amount"), Column("unit", _("Unit"), longest=20)
TITLE = Column("title", _("Name of the product"), longest=200)

ORDERS = Kind(
    "orders",
    _("Orders"),
    _("One line for each product of an order, or one for each order."),
    (
        Column("order", _("Order number"), "goods", required=True),
        Column("customer", _("Customer number")),
        Column("organisation", _("Customer’s organisation"), longest=200),
        Column("ordered_on", _("Ordered on"), "day"),
        LINE,
        Column("product", _("Product number")),
        TITLE,
        QUANTITY,
        UNIT,
    ),
)
SHIPMENTS = Kind(
    "shipments",
    _("Shipments"),
    _("One line for each product of a shipment, with its lot."),
    (
        Column("shipment", _("Shipment number"), "goods", required=True),
        Column("order", _("Order number"), "goods", required=True),
        Column("shipped_on", _("Shipped on"), "day"),
        Column("carrier", _("Carrier"), longest=80),
        Column("delivered_on", _("Delivered on"), "day"),
        LINE,
        Column("order_line", _("Line of the order"), longest=20),
        Column("product", _("Product number")),
        Column("lot", _("Lot number"), "goods"),
        QUANTITY,
        UNIT,
    ),
)
LOTS = Kind(
    "lots",
    _("Lots"),
    _("One line for each lot."),
    (
        Column("lot", _("Lot number"), "goods", required=True),
        Column("product", _("Product number"), required=True),
        TITLE,
        Column("produced_on", _("Produced on"), "day"),
        Column("best_before", _("Best before"), "day"),
        QUANTITY,
        UNIT,
    ),
)
INSPECTIONS = Kind(
    "inspections",
    _("Inspection records"),
    _("One line for each characteristic that was inspected of a lot."),
    (
        Column("inspection", _("Record number"), "goods", required=True),
        Column("lot", _("Lot number"), "goods", required=True),
        Column("inspected_on", _("Inspected on"), "day"),
        Column("characteristic", _("Characteristic"), required=True, longest=120),
        Column("limit", _("Limit"), longest=120),
        Column("measured", _("Measured"), longest=120),
        Column("verdict", _("Verdict"), "verdict", required=True),
        Column("inspector", _("Role of the inspector"), longest=80),
    ),
)
KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (ORDERS, SHIPMENTS, LOTS, INSPECTIONS)}
