"""A sample on its way: each step on its page, its label to scan, and the list of all items (K26)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from amends.cases import editions
from amends.cases.acts import custody as chain
from amends.cases.models import Case
from amends.goods import custody, label
from amends.procedure import packs
from amends.procedure.pack_files import reader
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db
RECORDS = "".join(
    f"""
[records.goods-{step}]
verb = "custody"
step = "{step}"
title = {{ en = "Goods: {step}", tr = "Mal: {step}" }}
at = ["open stages"]
who = ["customer-representative"]
"""
    for step in ("asked", "sent", "received", "stored", "tested", "disposed")
)


@pytest.fixture
def house() -> House:
    """A procedure that asks for goods in their original packaging and follows them."""
    house = cast.house(now=timezone.now() - timedelta(hours=5))
    files = dict(reader.files_of(packs.folders(["agreement"])[0]))
    files["procedure.toml"] = (
        re.sub(r'(?m)^edition = ".*"$', 'edition = "9"', files["procedure.toml"], count=1) + RECORDS
    )
    house.now += timedelta(hours=1)
    editions.put_in_force(editions.publish(files, by="test", now=house.now), now=house.now)
    return house


def sampled(house: House) -> tuple[Case, str]:
    case = house.receive(site="bursa").case
    chain.step(case, "goods-asked", what="Two metres of the fabric", by=house.rana, now=house.now)
    return case, f"{case.number}-1"


def text(house: House, who: str, path: str) -> str:
    answer = at_desk(house.people[who]).get(path, follow=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())) if answer.status_code == 200 else ""


def test_the_page_of_an_item_shows_every_step_and_leads_to_the_case(house: House):
    case, code = sampled(house)
    chain.step(case, "goods-sent", item=code, by=house.rana, now=house.now + timedelta(hours=1))
    page = text(house, "rana", f"/desk/custody/{code}/")
    assert "Two metres of the fabric" in page
    page = page.partition("Where it has been")[2]
    assert page.index("asked for") < page.index("on its way to us")
    assert page.count("· Rana") == 2
    assert case.number in page


def test_only_what_can_follow_is_offered(house: House):
    case, code = sampled(house)
    chain.step(case, "goods-received", item=code, by=house.rana, now=house.now)
    page = text(house, "rana", f"/desk/custody/{code}/")
    assert re.findall(r"Goods: (\w+)", page) == ["stored", "tested", "disposed"]


def test_a_code_typed_by_hand_leads_to_the_same_page(house: House):
    _case, code = sampled(house)
    assert "Two metres of the fabric" in text(house, "rana", f"/desk/custody/{code.lower()}/")
    assert text(house, "rana", "/desk/custody/DF-0000-0000-1/") == ""


def test_a_label_is_a_pdf_and_names_nobody(house: House):
    case, code = sampled(house)
    answer = at_desk(house.rana).get(f"/desk/custody/{code}/label.pdf")
    assert answer.content.startswith(b"%PDF")
    long = label.label_pdf(
        code, what="A very long name of what came back " * 4, address="https://a.example/x", language="tr"
    )
    assert long.startswith(b"%PDF")
    assert case.number in code


def test_all_items_stand_in_a_list_by_their_step(house: House):
    case, code = sampled(house)
    sampled(house)
    chain.step(case, "goods-received", item=code, by=house.rana, now=house.now)
    everything = text(house, "rana", "/desk/custody/")
    assert everything.count("Two metres of the fabric") == 2
    received = text(house, "rana", "/desk/custody/?step=received")
    assert code in received
    assert received.count("Two metres of the fabric") == 1
    assert "No item stands at this step" in text(house, "rana", "/desk/custody/?step=disposed")


def test_an_item_of_a_case_that_is_not_yours_is_not_there(house: House):
    case = house.receive(site="izmir").case
    chain.step(case, "goods-asked", what="A chair", by=house.rana, now=house.now)
    assert text(house, "can", f"/desk/custody/{case.number}-1/") == ""
    assert at_desk(house.can).get(f"/desk/custody/{case.number}-1/label.pdf").status_code == 404
    assert "A chair" not in text(house, "can", "/desk/custody/")


def test_an_item_at_its_end_looks_ahead_to_nothing(house: House):
    case, code = sampled(house)
    assert "stored" in text(house, "rana", f"/desk/custody/{code}/")
    chain.step(case, "goods-disposed", item=code, by=house.rana, now=house.now)
    page = text(house, "rana", f"/desk/custody/{code}/")
    assert "disposed of" in page
    assert "stored" not in page


def test_the_list_goes_on_by_key(house: House, monkeypatch):
    monkeypatch.setattr(custody, "PAGE", 2)
    for _ in range(3):
        sampled(house)
    first = custody.item_page(house.rana, now=house.now)
    rest = custody.item_page(house.rana, after=first.after, now=house.now)
    assert (len(first.rows), len(rest.rows), rest.after) == (2, 1, "")
