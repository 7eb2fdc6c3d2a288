"""What the case page says about a number that a complainant named (K14, K15, K16, K22, K23)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from amends.goods import lookup
from amends.goods.models import Lot, Order, Shipment
from tests.goods import sheet
from tests.goods.sheet import ORDERS

pytestmark = pytest.mark.django_db


def test_an_order_is_known_and_was_shipped():
    sheet.everything()
    seen = lookup.order("1001")
    assert seen.known
    assert seen.says == "Order 1001: known. Shipped on Tuesday 3 March 2026 with lots L-77, L-78."
    assert seen.shipments[0].lots == ("L-77", "L-78")


def test_an_order_that_was_not_shipped_says_so():
    sheet.taken("orders", ORDERS)
    assert lookup.order("1002").says == "Order 1002: known. Nothing of it was shipped yet."


def test_a_shipment_that_waits_has_not_left():
    sheet.everything()
    assert lookup.order("1002").says == "Order 1002: known. Shipment S-2 has not left yet."
    assert lookup.shipment("S-2").says == "Shipment S-2: known, for order 1002. Shipment S-2 has not left yet."


@pytest.mark.parametrize("typed", ["S-1", "s1", " S 1 ", "s–1"])
def test_numbers_are_found_however_they_are_typed(typed: str):
    sheet.everything()
    seen = lookup.shipment(typed)
    assert (seen.number, seen.order, seen.carrier, seen.lots) == ("S-1", "1001", "Northway", ("L-77", "L-78"))


def test_a_lot_says_what_its_inspection_found():
    sheet.everything()
    assert lookup.lot("L-77").says == "Lot L-77: known. Its inspection found faults: Shrinkage."
    assert lookup.lot("L-78").says == "Lot L-78: known. No inspection record is known."


def test_what_nobody_knows_is_said_to_be_unknown():
    assert lookup.order("9999").says == "Order 9999: not known here."
    assert not lookup.lot("").known


def test_two_numbers_that_look_alike_are_never_mistaken_for_each_other():
    for number in ("12-1", "1-21"):
        Lot.objects.create(number=number, bare="121")
    assert lookup.lot("1-21").number == "1-21"
    assert not lookup.lot("121").known


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Order.objects.create(number="", bare=""),
        lambda: Order.objects.create(number="1001", bare="1001"),
        lambda: Shipment.objects.create(number="S-9", bare="S9", order_id=0),
        lambda: Shipment.objects.filter(number="S-1").update(delivered_on="2026-03-01"),
        lambda: Lot.objects.filter(number="L-77").update(quantity=0),
        lambda: Lot.objects.get(number="L-77").inspections.update(verdict="odd"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(wrong):
    sheet.everything()
    with pytest.raises(IntegrityError):
        at_once(wrong)


def at_once(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        transaction.get_connection().check_constraints()


def test_all_that_a_case_names_is_told_at_once(django_assert_max_num_queries):
    sheet.everything()
    with django_assert_max_num_queries(3):
        seen = lookup.about(["order:1001", "order:9999", "shipment:S2", "lot:L77", "lot:L78"])
    assert [(one.what, one.number, one.known) for one in seen] == [
        ("order", "1001", True),
        ("order", "9999", False),
        ("shipment", "S-2", True),
        ("lot", "L-77", True),
        ("lot", "L-78", True),
    ]
    assert [one.says for one in seen] == [
        lookup.order("1001").says,
        lookup.order("9999").says,
        lookup.shipment("S-2").says,
        lookup.lot("L-77").says,
        lookup.lot("L-78").says,
    ]


def test_a_case_that_names_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lookup.about([]) == ()


def test_a_number_that_two_lots_could_mean_is_told_as_unknown():
    for number in ("12-1", "1-21"):
        Lot.objects.create(number=number, bare="121")
    assert [one.known for one in lookup.about(["lot:121"])] == [False]
