"""For each kind of file: how its lines are prepared, what is refused, and into which tables they go, in this order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Put:
    """One table: the natural key, the columns (texts are never null), and where the rows come from."""

    what: str
    table: str
    key: tuple[str, ...]
    texts: tuple[str, ...]
    others: tuple[str, ...]
    source: str


# A line that is refused already speaks for no other: one mistake would refuse a whole document.
SOUND = "NOT EXISTS (SELECT FROM refused WHERE refused.at = given.at)"


def _known_as(column: str, table: str) -> str:
    """A number that is written otherwise, yet can only be this one, is this one."""
    return f"""
        WITH asked AS (SELECT DISTINCT "{column}" AS typed, "{column}_bare" AS bare FROM given),
        alike AS (
            SELECT typed, min(known.number) AS number FROM asked JOIN {table} known USING (bare)
            WHERE NOT EXISTS (SELECT FROM {table} same WHERE same.number = typed)
            GROUP BY typed HAVING count(*) = 1
        )
        UPDATE given SET "{column}" = alike.number FROM alike WHERE "{column}" = alike.typed"""


def _counted(document: str) -> str:
    """Lines without a number of their own are counted within their document, in the order of the file."""
    return f"""
        UPDATE given SET line = numbered.nth::text FROM (
            SELECT at, row_number() OVER (PARTITION BY "{document}" ORDER BY at) AS nth
            FROM given WHERE product IS NOT NULL
        ) numbered WHERE numbered.at = given.at AND given.line IS NULL"""


def _unknown(column: str, table: str) -> str:
    return f"""
        SELECT at, 'unknown', '{column}', "{column}" FROM given WHERE "{column}" IS NOT NULL
        AND NOT EXISTS (SELECT FROM {table} known WHERE known.number = "{column}")"""


def _twice(*key: str, where: str = "true") -> str:
    listed = ", ".join(f'"{one}"' for one in key)
    return f"""
        SELECT at, 'twice', '{key[-1]}', first::text FROM (
            SELECT at, row_number() OVER same AS nth, min(at) OVER same AS first FROM given WHERE {where} AND {SOUND}
            WINDOW same AS (PARTITION BY {listed} ORDER BY at)
        ) numbered WHERE nth > 1"""


def _differs(document: str, column: str) -> str:
    """A document says the same of itself on each line; where one says otherwise, nobody can know which holds."""
    return f"""
        SELECT given.at, 'differs', '{column}', first.said::text FROM given JOIN (
            SELECT DISTINCT ON ("{document}") "{document}" AS document, "{column}" AS said
            FROM given WHERE "{column}" IS NOT NULL AND {SOUND} ORDER BY "{document}", at
        ) first ON first.document = "{document}" WHERE "{column}" <> first.said"""


def _backwards(document: str, table: str, first: str, then: str) -> str:
    """With what is known already, the later day would come before the earlier one."""
    return f"""
        SELECT at, 'backwards', CASE WHEN given."{then}" IS NULL THEN '{first}' ELSE '{then}' END,
            COALESCE(given."{then}", given."{first}")::text
        FROM given JOIN {table} known ON known.number = "{document}"
        WHERE COALESCE(given."{then}", known."{then}") < COALESCE(given."{first}", known."{first}")"""


ORDERS, ORDER_LINES = "amends_order", "amends_orderline"
SHIPMENTS, SHIPMENT_LINES = "amends_shipment", "amends_shipmentline"
LOTS, INSPECTIONS = "amends_lot", "amends_inspection"

PREPARED: Mapping[str, tuple[str, ...]] = {
    "orders": (_known_as("order", ORDERS), _counted("order")),
    "shipments": (
        _known_as("shipment", SHIPMENTS),
        _known_as("order", ORDERS),
        _known_as("lot", LOTS),
        _counted("shipment"),
    ),
    "lots": (_known_as("lot", LOTS),),
    "inspections": (_known_as("lot", LOTS),),
}
RULES: Mapping[str, tuple[str, ...]] = {
    "orders": (
        *(_differs("order", one) for one in ("customer", "organisation", "ordered_on")),
        _twice("order", "line", where="line IS NOT NULL"),
    ),
    "shipments": (
        _unknown("order", ORDERS),
        _backwards("shipment", SHIPMENTS, "shipped_on", "delivered_on"),
        f"""
        SELECT at, 'no such line', 'order_line', order_line FROM given JOIN {ORDERS} o ON o.number = "order"
        WHERE order_line IS NOT NULL AND NOT EXISTS (
            SELECT FROM {ORDER_LINES} known WHERE known.order_id = o.id AND known.line = order_line)""",
        *(_differs("shipment", one) for one in ("order", "shipped_on", "carrier", "delivered_on")),
        _twice("shipment", "line", where="line IS NOT NULL"),
    ),
    "lots": (_backwards("lot", LOTS, "produced_on", "best_before"), _twice("lot")),
    "inspections": (_unknown("lot", LOTS), _twice("inspection", "lot", "characteristic")),
}
PUTS: Mapping[str, tuple[Put, ...]] = {
    "orders": (
        Put(
            "orders",
            ORDERS,
            ("number",),
            ("customer", "organisation", "bare"),
            ("ordered_on",),
            """SELECT "order" AS number, max(order_bare) AS bare, COALESCE(max(customer), '') AS customer,
            COALESCE(max(organisation), '') AS organisation, max(ordered_on) AS ordered_on FROM given GROUP BY 1""",
        ),
        Put(
            "order lines",
            ORDER_LINES,
            ("order_id", "line"),
            ("product", "title", "unit"),
            ("quantity",),
            f"""SELECT o.id AS order_id, line, product, COALESCE(title, '') AS title, COALESCE(unit, '') AS unit,
            quantity FROM given JOIN {ORDERS} o ON o.number = "order" WHERE product IS NOT NULL""",
        ),
    ),
    "shipments": (
        Put(  # what was shipped exists, whether or not a file of lots has named it yet
            "lots",
            LOTS,
            ("number",),
            ("product", "title", "unit", "bare"),
            (),
            """SELECT lot AS number, max(lot_bare) AS bare, max(product) AS product, '' AS title, '' AS unit FROM given
            WHERE lot IS NOT NULL AND NOT EXISTS (SELECT FROM amends_lot known WHERE known.number = lot) GROUP BY 1""",
        ),
        Put(
            "shipments",
            SHIPMENTS,
            ("number",),
            ("carrier", "bare"),
            ("order_id", "shipped_on", "delivered_on"),
            f"""SELECT shipment AS number, max(shipment_bare) AS bare, max(o.id) AS order_id,
            max(shipped_on) AS shipped_on, COALESCE(max(carrier), '') AS carrier, max(delivered_on) AS delivered_on
            FROM given JOIN {ORDERS} o ON o.number = "order" GROUP BY 1""",
        ),
        Put(
            "shipment lines",
            SHIPMENT_LINES,
            ("shipment_id", "line"),
            ("product", "unit"),
            ("order_line_id", "lot_id", "quantity"),
            f"""SELECT s.id AS shipment_id, given.line, ol.id AS order_line_id, given.product, l.id AS lot_id,
            given.quantity, COALESCE(given.unit, '') AS unit FROM given JOIN {SHIPMENTS} s ON s.number = shipment
            LEFT JOIN {ORDER_LINES} ol ON ol.order_id = s.order_id AND ol.line = given.order_line
            LEFT JOIN {LOTS} l ON l.number = lot WHERE given.product IS NOT NULL""",
        ),
    ),
    "lots": (
        Put(
            "lots",
            LOTS,
            ("number",),
            ("product", "title", "unit", "bare"),
            ("produced_on", "best_before", "quantity"),
            """SELECT lot AS number, lot_bare AS bare, product, COALESCE(title, '') AS title, produced_on, best_before,
            quantity, COALESCE(unit, '') AS unit FROM given""",
        ),
    ),
    "inspections": (
        Put(
            "inspections",
            INSPECTIONS,
            ("lot_id", "number", "characteristic"),
            ("limit", "measured", "verdict", "inspector", "bare"),
            ("inspected_on",),
            f"""SELECT l.id AS lot_id, inspection AS number, inspection_bare AS bare, inspected_on, characteristic,
            COALESCE("limit", '') AS "limit", COALESCE(measured, '') AS measured, verdict,
            COALESCE(inspector, '') AS inspector FROM given JOIN {LOTS} l ON l.number = lot""",
        ),
    ),
}
