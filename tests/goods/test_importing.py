"""Files of goods come in: tried first, refused line by line in words, and never twice."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from amends.cases.errors import InvalidForm
from amends.goods.imports import import_jobs, import_views, run_import
from amends.goods.imports.cells import Forms
from amends.goods.models import Import, Inspection, Lot, Order, OrderLine, Refused, Shipment, ShipmentLine, Staged
from tests.goods import sheet
from tests.goods.sheet import INSPECTIONS, NOW, ORDERS, SHIPMENTS

pytestmark = pytest.mark.django_db


def refused(one: Import) -> list[tuple[int, str]]:
    return [(row.line, row.says) for row in import_views.refused(one)[0]]


def test_a_dry_run_tells_all_and_takes_nothing():
    one = sheet.checked("orders", ORDERS)
    assert one.state == "checked"
    assert one.counts == {"orders": [2, 0, 0], "order lines": [3, 0, 0]}
    assert not Order.objects.exists()


def test_on_a_word_the_same_is_taken_over_and_the_file_forgotten():
    one = sheet.checked("orders", ORDERS)
    stored = one.stored
    import_jobs.take_over(one, by=None)
    one = sheet.carried(one)
    assert (one.state, one.refused) == ("done", 0)
    assert OrderLine.objects.get(order__number="1001", line="2").quantity == Decimal("40.5")
    assert not Staged.objects.exists()
    assert one.stored == ""
    assert stored


def test_shipments_bring_their_lots_and_find_their_orders():
    sheet.taken("orders", ORDERS)
    one = sheet.taken("shipments", SHIPMENTS)
    assert one.counts == {"lots": [2, 0, 0], "shipments": [2, 0, 0], "shipment lines": [3, 0, 0]}
    assert Lot.objects.get(number="L-77").product == "FAB-20"
    assert Shipment.objects.get(number="S-1").delivered_on == date(2026, 3, 5)
    assert Shipment.objects.get(number="S-2").shipped_on is None


def test_the_same_file_again_doubles_nothing():
    sheet.everything()
    again = sheet.taken("shipments", SHIPMENTS)
    assert again.counts == {"lots": [0, 0, 0], "shipments": [0, 0, 2], "shipment lines": [0, 0, 3]}
    assert sheet.taken("inspections", INSPECTIONS).counts == {"inspections": [0, 0, 2]}
    assert (ShipmentLine.objects.count(), Inspection.objects.count()) == (3, 2)


def test_what_changed_is_changed_and_an_empty_cell_changes_nothing():
    sheet.everything()
    later = "Shipment number,Order number,Shipping date,Carrier\nS-2,1002,2026-03-09,\nS-1,1001,,\n"
    assert sheet.taken("shipments", later).counts["shipments"] == [0, 1, 1]
    assert Shipment.objects.get(number="S-2").shipped_on == date(2026, 3, 9)
    assert Shipment.objects.get(number="S-1").carrier == "Northway"
    assert ShipmentLine.objects.count() == 3


def test_every_refused_line_says_every_reason():
    sheet.taken("orders", ORDERS)
    wrong = (
        "Shipment number,Order number,Shipping date,Delivered on,Product code,Lot,Quantity\n"
        "S-1,1001,31.02.2026,,FAB-20,L-77,many\n"
        "S-2,9999,2026-03-03,,FAB-20,L-77,5\n"
        "S-3,1001,2026-03-03,2026-03-01,FAB-20,L-77,5\n"
        ",1001,2026-03-03,,FAB-20,L-77,0\n"
        "S-4,1001,2026-03-03,,,L-77,5\n"
        "S-5,1001,2026-03-03,,FAB-20,L-77,5\n"
        "S-5,1002,2026-03-04,,FAB-20,L-77,5\n"
    )
    one = sheet.checked("shipments", wrong)
    assert refused(one) == [
        (2, "“31.02.2026” cannot be read as a day."),
        (2, "“many” cannot be read as an amount."),
        (3, "9999 is not known here. Import it first."),
        (4, "“Delivered on” would be out of order: check 2026-03-01."),
        (5, "“Shipment number” is empty."),
        (5, "“0” is no possible amount: it must be more than nothing."),
        (6, "“Product number” is empty."),
        (8, "“Order number” differs: an earlier line of the same number says 1001."),
        (8, "“Shipped on” differs: an earlier line of the same number says 2026-03-03."),
    ]
    assert one.refused == 6
    assert one.counts["shipment lines"] == [1, 0, 0]


def test_a_wrong_first_line_does_not_refuse_the_rest_of_its_document():
    sheet.taken("orders", ORDERS)
    one = sheet.checked("shipments", SHIPMENTS.replace("S-1,1001", "S-1,9999", 1))
    assert [line for line, _ in refused(one)] == [2, 2]
    assert one.counts["shipment lines"] == [2, 0, 0]


def test_the_refused_lines_are_a_file_for_a_spreadsheet():
    one = sheet.checked("shipments", SHIPMENTS.replace("S-1,1001", "=1+1,9999"))
    lines = list(csv.reader(io.StringIO("".join(import_views.as_csv(one)).lstrip("\ufeff"))))
    assert lines[0] == ["Line", "Column", "What is wrong", "What stands there"]
    assert lines[1] == ["2", "Order number", "9999 is not known here. Import it first.", "9999"]


def test_a_day_that_contradicts_what_is_known_is_refused_and_breaks_nothing():
    sheet.everything()
    one = sheet.checked("shipments", "Shipment number,Order number,Delivered on\nS-1,1001,2026-03-01\n")
    assert refused(one) == [(2, "“Delivered on” would be out of order: check 2026-03-01.")]


def test_a_line_that_stands_twice_is_taken_once():
    sheet.everything()
    one = sheet.taken("lots", "Lot,Product\nL-80,FAB-20\nL-80,FAB-20\n")
    assert refused(one) == [(3, "The same stands in line 2 already.")]
    assert one.counts == {"lots": [1, 0, 0]}


def test_an_inspection_of_a_lot_that_nobody_knows_is_refused():
    one = sheet.taken("inspections", INSPECTIONS)
    assert [line for line, _ in refused(one)] == [2, 3]


def test_numbers_are_the_same_however_they_are_written():
    sheet.everything()
    sheet.taken("inspections", INSPECTIONS.replace("L-77", "l 77").replace("Q-9", "Q-10"))
    assert Inspection.objects.filter(lot__number="L-77").count() == 4
    assert not Lot.objects.filter(number="l 77").exists()


def test_what_a_person_settled_is_remembered_for_the_next_file():
    odd = ORDERS.replace("Order number", "Vorgang").replace("Order date", "Vom").replace("2026-02-16", "2/16/2026")
    one = sheet.begun("orders", odd)
    assert "order" not in one.match["columns"]
    with pytest.raises(InvalidForm) as faulty:
        import_jobs.check(one, one.match["columns"], forms=Forms())
    assert faulty.value.faults == {"order": "Choose the column for “Order number”."}
    import_jobs.check(one, {**one.match["columns"], "order": 0, "ordered_on": 3}, forms=Forms("mdy", "point"))
    assert sheet.carried(one).refused == 0
    following = sheet.begun("orders", odd)
    assert (following.match["columns"]["order"], following.match["columns"]["ordered_on"]) == (0, 3)
    assert following.match["dates"] == "mdy"


def test_one_column_cannot_be_two_things():
    one = sheet.begun("orders", ORDERS)
    with pytest.raises(InvalidForm) as faulty:
        import_jobs.check(one, {**one.match["columns"], "product": 0}, forms=Forms())
    assert set(faulty.value.faults) == {"order", "product"}


def test_a_dry_run_can_go_back_to_its_columns():
    one = sheet.checked("orders", ORDERS)
    import_jobs.match_again(one)
    assert (one.state, one.done) == ("matching", 0)
    import_jobs.check(one, one.match["columns"], forms=import_jobs.forms(one))
    assert sheet.carried(one).counts["orders"] == [2, 0, 0]


def test_two_people_who_press_at_once_take_it_over_once():
    one = sheet.checked("orders", ORDERS)
    other = Import.objects.get(pk=one.pk)
    import_jobs.take_over(one, by=None)
    sheet.carried(one)
    other.refresh_from_db()
    with pytest.raises(InvalidForm):
        import_jobs.take_over(other, by=None)


def test_what_nobody_goes_on_with_ends_and_old_reports_are_forgotten():
    one = sheet.checked("shipments", SHIPMENTS)
    assert Refused.objects.count() == 3
    run_import.sweep(NOW + timedelta(days=8))
    one.refresh_from_db()
    assert (one.state, one.fault, Staged.objects.count()) == ("failed", "dropped", 0)
    run_import.sweep(NOW + timedelta(days=60))
    assert not Refused.objects.exists()


def test_letters_that_cannot_be_read_end_an_import_in_words():
    one = sheet.begun("orders", ORDERS)
    with default_storage.open(one.stored, "wb") as file:
        file.write(ORDERS.replace("Lagoon", "Lagün").encode("cp1254"))
    import_jobs.check(one, one.match["columns"], forms=import_jobs.forms(one))
    assert sheet.carried(one).fault == "letters"


def test_many_lines_come_in_by_bites_and_once(monkeypatch):
    monkeypatch.setattr(run_import, "BITE", 4_000)
    sheet.taken("orders", ORDERS)
    lines = "".join(f"S-{n // 10},1001,2026-03-03,{n % 10},FAB-20,L-{n // 100},5\n" for n in range(20_000))
    head = "Shipment number,Order number,Shipping date,Line,Product code,Lot,Quantity\n"
    seen: list[tuple[int, int]] = []
    one = sheet.begun("shipments", head + lines)
    import_jobs.check(one, one.match["columns"], forms=import_jobs.forms(one))
    one = run_import.carry_out(one, now=NOW, progress=lambda done, of: seen.append((done, of)))
    assert seen[:2] == [(4_000, 20_000), (8_000, 20_000)]
    import_jobs.take_over(one, by=None)
    one = sheet.carried(one)
    assert one.counts == {"lots": [200, 0, 0], "shipments": [2_000, 0, 0], "shipment lines": [20_000, 0, 0]}
    again = sheet.taken("shipments", head + lines)
    assert again.counts == {"lots": [0, 0, 0], "shipments": [0, 0, 2_000], "shipment lines": [0, 0, 20_000]}
