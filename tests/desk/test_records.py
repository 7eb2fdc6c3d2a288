"""Beside an act stands what our records say of the goods that the case names (K14, K15, K22, K23)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from amends.cases.acts import handling
from amends.cases.models import Entry
from amends.organisation.models import RoleAssignment
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, post
from tests.goods import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    made = cast.house("product-quality", now=timezone.now() - timedelta(hours=3))
    for role, name in (("sales", "rana"), ("quality", "emre")):
        RoleAssignment.objects.create(member=made.people[name], role=role, since=made.now.date())
    sheet.everything()
    return made


def test_whoever_checks_the_order_reads_whether_it_was_shipped_and_comes_to_its_page(house: House):
    case = house.receive(order="1001").case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    page = at_desk(house.rana).get(f"/desk/case/{case.number}/check-order/").content.decode()
    assert "What our records say" in page
    assert "Order 1001: known. Shipped on Tuesday 3 March 2026 with lots L-77, L-78." in page
    assert '/desk/goods/order/1001/"' in page


def test_an_order_that_nobody_knows_leads_nowhere(house: House):
    case = house.receive(order="4711").case
    page = at_desk(house.rana).get(f"/desk/case/{case.number}/accept-complaint/").content.decode()
    assert "Order 4711: not known here." in page
    assert "/desk/goods/order/" not in page


def test_a_case_that_names_no_goods_shows_no_box(house: House):
    case = house.receive().case
    page = at_desk(house.rana).get(f"/desk/case/{case.number}/accept-complaint/").content.decode()
    assert "What our records say" not in page


def test_the_page_asks_the_database_a_bounded_number_of_questions(house: House, django_assert_max_num_queries):
    case = house.receive(order="1001, 1002", batch="L-77").case
    client = at_desk(house.rana)
    client.get("/desk/")
    with django_assert_max_num_queries(12):
        client.get(f"/desk/case/{case.number}/check-order/")


def test_of_two_questions_that_a_procedure_knows_the_page_asks_its_own(house: House):
    case = house.receive(order="1001").case
    for key, values in (
        ("check-order", {"order": "1001", "order_exists": "yes"}),
        ("check-shipment", {"delivery": "complete"}),
        (
            "questionnaire",
            {"shipment": "S-1", "lot": "L-77", "quantity": "40 m", "shipped_on": "2026-03-03", "packaging": "whole"},
        ),
        ("decide-scope", {"scope": "quality-discrepancy", "scope_reason": "Delivered."}),
    ):
        if key == "check-order":
            handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
        handling.do(case, key, values=values, by=house.rana, now=house.now)
    said = {"category": "colour", "class": "appeal", "severity": "minor"}
    handling.classify(case, values=said, by=house.rana, now=house.now)
    handling.do(case, "start-survey", by=house.rana, now=house.now)
    origin = {"origin_evidence": ["test"], "origin_finding": "A knife."}
    handling.do(case, "examine-origin", values=origin, by=house.emre, now=house.now)
    post(at_desk(house.emre), case, "hear-customer", question="Was it cut?")
    assert Entry.objects.filter(case=case, kind="asked").get().fields["act"] == "hear-customer"
