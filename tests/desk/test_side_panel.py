"""Beside the story of a case: who holds which role in it, which departments owe a reply, and items on their way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from amends.cases.acts import consultation, custody, handling
from amends.cases.models import Case
from amends.organisation.models import RoleAssignment
from amends.procedure.state import State
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, post
from tests.markup import on_one_line

pytestmark = pytest.mark.django_db


def the_house(pack: str, **roles: str) -> House:
    made = cast.house(pack, now=timezone.now() - timedelta(hours=3))
    for name, role in roles.items():
        RoleAssignment.objects.create(member=made.people[name], role=role, since=made.now.date())
    return made


def side(house: House, who: str, case: Case) -> str:
    page = at_desk(house.people[who]).get(f"/desk/case/{case.number}/").content.decode()
    found = re.search(r"<aside.*?</aside>", page, re.S)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


@pytest.fixture
def manufacturer() -> House:
    return the_house("product-quality", rana="sales", emre="quality")


@pytest.fixture
def surveyed(manufacturer: House) -> Case:
    """A case that quality looks into; production was asked, and goods are on their way."""
    case, rana, now = manufacturer.receive(order="1001").case, manufacturer.rana, manufacturer.now
    handling.assign(case, owner=rana, by=rana, now=now)
    shipment = {"shipment": "S-1", "lot": "L-77", "quantity": "40 m", "shipped_on": "2026-03-03", "packaging": "whole"}
    for key, values in (
        ("check-order", {"order": "1001", "order_exists": "yes"}),
        ("check-shipment", {"delivery": "complete"}),
        ("questionnaire", shipment),
        ("decide-scope", {"scope": "quality-discrepancy", "scope_reason": "Delivered."}),
    ):
        handling.do(case, key, values=values, by=rana, now=now)
    handling.classify(case, values={"category": "colour", "class": "appeal", "severity": "minor"}, by=rana, now=now)
    handling.do(case, "start-survey", by=rana, now=now)
    consultation.request(case, "ask-department", department="quality", question="Was it tested?", by=rana, now=now)
    return custody.step(case, "ask-return", what="One metre of canvas", by=rana, now=now)


def test_a_department_that_owes_a_reply_stands_there_with_its_day_until_it_replied(manufacturer: House, surveyed: Case):
    said = side(manufacturer, "rana", surveyed)
    assert "We wait for Quality" in said
    assert "reply by" in said
    asked = consultation.waiting(State.from_json(cast.fresh(surveyed).state))[0]
    consultation.reply(surveyed, asked.no, words="Yes.", by=manufacturer.emre, now=manufacturer.now)
    assert "We wait for" not in side(manufacturer, "rana", surveyed)


def test_whoever_writes_down_a_reply_reads_the_question_again(manufacturer: House, surveyed: Case):
    page = at_desk(manufacturer.rana).get(f"/desk/case/{surveyed.number}/department-replies/").content.decode()
    assert "Was it tested?" in page


def test_an_item_stands_there_with_its_step_and_the_way_to_its_page(manufacturer: House, surveyed: Case):
    page = at_desk(manufacturer.rana).get(f"/desk/case/{surveyed.number}/").content.decode()
    assert f'href="/desk/custody/{surveyed.number}-1/"' in page
    assert "asked for" in side(manufacturer, "rana", surveyed)
    assert "One metre of canvas" in side(manufacturer, "rana", surveyed)


def test_a_step_of_goods_that_nobody_sent_is_no_move(manufacturer: House, surveyed: Case):
    other = manufacturer.receive().case
    assert "Test the goods" not in side(manufacturer, "emre", other)
    handling.assign(other, owner=manufacturer.rana, by=manufacturer.rana, now=manufacturer.now)
    assert "Store the goods" in side(manufacturer, "rana", surveyed)
    custody.step(surveyed, "return-stored", item=f"{surveyed.number}-1", by=manufacturer.rana, now=manufacturer.now)
    assert "Store the goods" not in side(manufacturer, "rana", surveyed)
    answer = at_desk(manufacturer.rana).get(f"/desk/case/{surveyed.number}/return-stored/").content.decode()
    assert "No item of this case can take this step now." in answer
    assert "Write down this step" not in answer


def test_the_page_of_a_case_asks_at_most_fourteen_questions(
    manufacturer: House, surveyed: Case, django_assert_max_num_queries
):
    client = at_desk(manufacturer.rana)
    client.get("/desk/")
    with django_assert_max_num_queries(14):
        client.get(f"/desk/case/{surveyed.number}/")


def test_the_roles_of_the_case_are_named_also_while_nobody_holds_them():
    house = the_house("coordinator", rana="coordinator", emre="investigator", zoe="approver")
    case = house.receive().case
    assert "Investigator nobody yet" in side(house, "rana", case)
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    handling.classify(case, values={"category": "colour", "severity": "minor"}, by=house.rana, now=house.now)
    handling.do(case, "check-validity", by=house.rana, now=house.now)
    said = {"coverage_rule": "conduct", "validity_reason": "It is about us."}
    handling.do(case, "judge-validity", values=said, by=house.rana, now=house.now)
    handling.do(case, "accept-as-valid", by=house.rana, now=house.now)
    hands = {"role-investigator": str(house.emre.pk), "role-approver": str(house.zoe.pk)}
    post(at_desk(house.rana), case, "appoint", **hands)
    said = side(house, "rana", case)
    assert "Investigator Emre Approver Zoe Technical contact nobody yet" in said


def test_the_colleague_whom_a_complaint_is_about_is_not_offered_for_its_roles():
    house = the_house("coordinator", rana="coordinator", emre="investigator", zoe="investigator")
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    said = {"category": "colour", "severity": "minor", "complained_about": house.emre.by}
    handling.classify(case, values=said, by=house.rana, now=house.now)
    handling.do(case, "check-validity", by=house.rana, now=house.now)
    said = {"coverage_rule": "conduct", "validity_reason": "It is about us."}
    handling.do(case, "judge-validity", values=said, by=house.rana, now=house.now)
    handling.do(case, "accept-as-valid", by=house.rana, now=house.now)
    page = on_one_line(at_desk(house.rana).get(f"/desk/case/{case.number}/appoint/").content)
    assert f'<option value="{house.zoe.pk}"' in page
    assert f'<option value="{house.emre.pk}"' not in page
