"""Retention of personal data: seen on a page, kept longer with a reason, erased when somebody is sure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from amends.cases.acts import handling
from amends.cases.models import Case, PersonalData
from amends.cases.retention import erasure, erasure_log
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(days=2))


@pytest.fixture
def case(house: House) -> Case:
    return handling.do(house.receive().case, "withdraw", by="complainant", now=house.now)


@pytest.fixture
def leyla(house: House) -> Client:
    return at_desk(house.leyla)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_case_says_until_when_and_leads_the_owner_on(leyla: Client, house: House, case: Case):
    day = str(cast.fresh(case).erase_on.year)
    assert "to be erased on" in read(leyla, f"/desk/case/{case.number}/")
    assert day in read(leyla, f"/desk/retention/{case.number}/")
    assert "Keep or erase" not in read(at_desk(house.deniz), f"/desk/case/{case.number}/")


def test_nothing_is_erased_by_somebody_who_did_not_say_that_they_are_sure(leyla: Client, case: Case):
    answer = leyla.post(f"/desk/retention/{case.number}/", {"do": "erase"})
    assert answer.status_code == 422
    assert "Say that you are sure" in answer.content.decode()
    assert PersonalData.objects.filter(case=case, erased_at=None).exists()


def test_who_is_sure_erases_and_the_log_says_who_and_why(leyla: Client, case: Case):
    leyla.post(f"/desk/retention/{case.number}/", {"do": "erase", "sure": "yes"})
    assert kinds(case)[-1] == "erased"
    page = read(leyla, f"/desk/case/{case.number}/")
    assert "Ayşe" not in page
    assert "soldu" not in page
    assert "erased every word, name and file: the person asked for it" in page
    log = read(leyla, "/desk/retention/?show=erased")
    assert case.number in log
    assert "the person asked for it" in log
    assert "Leyla Aksoy" in log


def test_a_reason_keeps_it_longer_and_stands_in_the_list(leyla: Client, case: Case):
    answer = leyla.post(f"/desk/retention/{case.number}/", {"do": "hold", "reason": " "})
    assert answer.status_code == 422
    leyla.post(f"/desk/retention/{case.number}/", {"do": "hold", "reason": "A court asked for it."})
    assert case.number in read(leyla, "/desk/retention/?show=held")
    assert case.number not in read(leyla, "/desk/retention/")
    assert "A court asked for it." in read(leyla, f"/desk/case/{case.number}/")
    leyla.post(f"/desk/retention/{case.number}/", {"do": "let-go"})
    assert case.number in read(leyla, "/desk/retention/")


def test_an_open_case_offers_no_erasing(leyla: Client, house: House):
    case = house.receive().case
    assert "Not while the case is open" in read(leyla, f"/desk/retention/{case.number}/")
    answer = leyla.post(f"/desk/retention/{case.number}/", {"do": "erase", "sure": "yes"})
    assert answer.status_code == 409
    assert "still open" in answer.content.decode()


def test_only_the_owner_of_the_procedure_erases(house: House, case: Case):
    answer = at_desk(house.deniz).post(f"/desk/retention/{case.number}/", {"do": "erase", "sure": "yes"})
    assert answer.status_code == 403
    assert cast.fresh(case).erased_at is None


@pytest.mark.parametrize("which", ["due", "erased", "held"])
def test_a_long_list_is_turned_by_key(house: House, which: erasure_log.Which, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(erasure_log, "PAGE", 2)
    for _ in range(5):
        case = handling.do(house.receive().case, "withdraw", by="complainant", now=house.now)
        if which == "erased":
            erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
        if which == "held":
            erasure.hold(case, reason="A court.", by=house.leyla, now=house.now)
    seen, after = [], ""
    while True:
        page = erasure_log.page(which, member=None, language="en", now=house.now, after=after)
        seen += [one.number for one in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(seen) == sorted(Case.objects.values_list("number", flat=True))


@pytest.mark.parametrize("after", ["x|y", "2026-13-40|5", "|" + "9" * 40, "2030-01-01|", "%00|1"])
def test_a_key_that_nobody_made_is_the_beginning(leyla: Client, case: Case, after: str):
    for which in ("due", "held", "erased"):
        assert leyla.get("/desk/retention/", {"show": which, "after": after}).status_code == 200
