"""The desk's pages of goods: what stands around a lot, and a file on its way in, as people see them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.desk import page as desk_page
from amends.goods import example
from amends.goods.imports import run_import
from amends.goods.models import Import, Inspection, Lot, Order, Shipment
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk
from tests.goods import sheet
from tests.goods.sheet import ORDERS, SHIPMENTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def text(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def upload(client: Client, kind: str, content: str, name: str = "export.csv") -> Any:
    return client.post("/desk/goods/imports/new/", {"kind": kind, "file": SimpleUploadedFile(name, content.encode())})


def worked() -> None:
    while run_import.step(timezone.now()):
        pass


def test_a_lot_shows_where_it_went_what_was_measured_and_who_complained(house: House):
    sheet.everything()
    house.receive(batch="l77")
    house.receive(order="1001")
    page = text(at_desk(house.rana), "/desk/goods/lot/L-77/")
    assert "It went out in 2 shipments, to 2 customers" in page
    assert "2 complaints are tied to it." in page
    for said in (
        "Hotel Lagoon",
        "S-1",
        "1002",
        "Shrinkage",
        "3.8 %",
        "at most 3 %",
        "failed",
        "L-78",
        "lot L-77",
        "order 1001",
    ):
        assert said in page, said


def test_a_member_of_another_site_sees_the_lot_and_not_the_complaints(house: House):
    sheet.everything()
    house.receive(batch="L-77", site="izmir")
    assert "No complaint that you may see is tied to it." in text(at_desk(house.can), "/desk/goods/lot/L-77/")
    assert "1 complaint is tied to it." in text(at_desk(house.rana), "/desk/goods/lot/L-77/")


def test_an_order_and_a_shipment_show_the_same_from_their_side(house: House):
    sheet.everything()
    house.receive(order="1001")
    rana = at_desk(house.rana)
    order = text(rana, "/desk/goods/order/1001/")
    for said in ("Hotel Lagoon", "in 1 shipment", "L-77", "L-78", "Velvet blue", "40.5 m", "Northway"):
        assert said in order, said
    shipment = text(rana, "/desk/goods/shipment/s1/")
    assert "Tuesday 3 March 2026" in shipment
    assert "order 1001" in shipment


def test_a_number_however_typed_leads_straight_to_its_page(house: House):
    sheet.everything()
    rana = at_desk(house.rana)
    assert rana.get("/desk/goods/", {"number": " l 77 "}).headers["Location"] == "/desk/goods/lot/L-77/"
    page = text(rana, "/desk/goods/", number="l")
    assert "L-77" in page
    assert "L-78" in page
    assert "No order, shipment or lot has a number that begins so." in text(rana, "/desk/goods/", number="zzz")


def test_a_number_with_a_stroke_has_its_page(house: House):
    Lot.objects.create(number="26/03 A", bare="2603A")
    assert "Lot 26/03 A" in text(at_desk(house.rana), "/desk/goods/lot/26/03%20A/")


@pytest.mark.parametrize("path", ["lot/{lot}/", "order/{order}/", "shipment/{shipment}/", ""])
def test_a_page_asks_the_database_a_dozen_times_at_most(house: House, path: str):
    example.fill(timezone.now())
    numbers = {"lot": Lot.objects.all()[6].number, "order": Order.objects.all()[1].number, "shipment": "S-7703"}
    house.receive(batch=numbers["lot"])
    rana = at_desk(house.rana)
    path = "/desk/goods/" + path.format(**numbers)
    rana.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text(rana, path)
    assert len(asked) <= 12, [one["sql"][:90] for one in asked]


def test_the_example_is_small_and_whole():
    cast.house()
    example.fill(sheet.NOW)
    example.fill(sheet.NOW)
    counts = [model.objects.count() for model in (Order, Shipment, Lot, Inspection)]
    assert counts == [12, 20, 15, 40]


def test_goods_stand_in_the_menu_once_there_are_any(house: House, monkeypatch):
    monkeypatch.setattr(desk_page, "GOODS_KEPT_SECONDS", 0)
    rana, leyla = at_desk(house.rana), at_desk(house.leyla)
    assert "/desk/goods/" not in rana.get("/desk/").content.decode()
    assert "/desk/goods/" in leyla.get("/desk/").content.decode()
    sheet.taken("orders", ORDERS)
    assert "/desk/goods/" in rana.get("/desk/").content.decode()


def test_a_file_is_chosen_matched_tried_and_taken_over(house: House):
    leyla = at_desk(house.leyla)
    address = upload(leyla, "orders", ORDERS).headers["Location"]
    assert "Which column is which?" in text(leyla, address)
    assert "Hotel Lagoon" in text(leyla, address)
    match = Import.objects.get().match
    said = {key: str(at) for key, at in match["columns"].items()}
    assert leyla.post(address, {**said, "dates": "dmy", "decimal": "point", "do": "check"}).status_code == 302
    assert "0 of 3 lines are read." in text(leyla, address)
    worked()
    page = text(leyla, address)
    assert "This is what would happen" in page
    assert "Take 3 lines over" in page
    leyla.post(address, {"do": "take"})
    worked()
    assert "The file is taken over" in text(leyla, address)
    assert Order.objects.count() == 2
    assert Import.objects.get().by == house.leyla
    assert "taken over" in text(leyla, "/desk/goods/imports/")


def test_what_does_not_fit_is_shown_line_by_line_and_as_a_file(house: House):
    leyla = at_desk(house.leyla)
    address = upload(leyla, "shipments", SHIPMENTS).headers["Location"]
    columns = {key: str(at) for key, at in Import.objects.get().match["columns"].items()}
    leyla.post(address, {**columns, "do": "check"})
    worked()
    page = text(leyla, address)
    assert "3 lines of 3 do not fit and are left out." in page
    assert "1001 is not known here. Import it first." in page
    file = leyla.get(address + "refused.csv")
    assert "refused-shipments" in file.headers["Content-Disposition"]
    assert b"1002 is not known here" in b"".join(file.streaming_content)  # type: ignore[attr-defined]


def test_a_column_that_is_not_chosen_is_named_and_nothing_typed_is_lost(house: House):
    leyla = at_desk(house.leyla)
    address = upload(leyla, "orders", ORDERS).headers["Location"]
    answer = leyla.post(address, {"customer": "4", "dates": "mdy", "decimal": "comma", "do": "check"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the column for “Order number”." in page
    assert 'value="mdy" checked' in page
    assert re.search(r'name="customer".*?value="4" selected', page, re.DOTALL)


def test_a_file_with_strange_letters_can_be_read_anew(house: House):
    leyla = at_desk(house.leyla)
    odd = "Sipariş No;Müşteri Kodu\n1001;Ş-17\n".encode("cp1254")
    answer = leyla.post("/desk/goods/imports/new/", {"kind": "orders", "file": SimpleUploadedFile("x.csv", odd)})
    address = answer.headers["Location"]
    assert "Ş-17" in text(leyla, address)
    answer = leyla.post(address, {"do": "read", "encoding": "utf-16", "delimiter": ";"})
    assert "We cannot read this file as a table." in answer.content.decode()
    leyla.post(address, {"do": "read", "encoding": "cp1254", "delimiter": ","})
    assert Import.objects.get().match["columns"] == {}
    leyla.post(address, {"do": "read", "encoding": "cp1254", "delimiter": ";"})
    assert Import.objects.get().match["columns"] == {"order": 0, "customer": 1}


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("", "x", "Say what stands in the file."),
        ("orders", "", "This file is empty."),
        ("orders", "Order number\n", "This file has headers, but no line below them."),
        ("orders", "MZ\x00\x01" + "x" * 500 + "\x00", "We cannot read this file as a table."),
    ],
)
def test_a_file_that_is_no_table_is_turned_away_in_words(house: House, kind: str, content: str, says: str):
    page = upload(at_desk(house.leyla), kind, content).content.decode()
    assert says in page


def test_only_the_owner_of_the_procedure_brings_files_in(house: House):
    assert at_desk(house.rana).get("/desk/goods/imports/").status_code == 403
    assert upload(at_desk(house.rana), "orders", ORDERS).status_code == 403
    assert not Import.objects.exists()


def test_a_dropped_file_leaves_nothing(house: House):
    leyla = at_desk(house.leyla)
    address = upload(leyla, "orders", ORDERS).headers["Location"]
    leyla.post(address, {"do": "drop"})
    assert "It was dropped. Nothing was taken over." in text(leyla, address)
    assert leyla.post(address, {"do": "take"}).status_code == 422


def test_lists_go_on_by_key(house: House):
    sheet.taken("orders", ORDERS)
    lines = "".join(f"S-{n},1001,2026-03-03,FAB-20,L-1,5\n" for n in range(60))
    sheet.taken("shipments", "Shipment number,Order number,Shipping date,Product,Lot,Quantity\n" + lines)
    rana = at_desk(house.rana)
    for path in ("/desk/goods/", "/desk/goods/lot/L-1/"):
        page = rana.get(path).content.decode()
        following = page.split('rel="next" href="')[1].split('"')[0].partition("#")[0]
        rest = rana.get(path + following).content.decode()
        seen = set(re.findall(r"/desk/goods/shipment/(S-\d+)/", page)) | set(re.findall(r"/shipment/(S-\d+)/", rest))
        assert len(seen) == 60, path
    for odd in ("x", "2026-02-31|1", "-|", "|1"):
        assert rana.get("/desk/goods/", {"after": odd}).status_code == 200
