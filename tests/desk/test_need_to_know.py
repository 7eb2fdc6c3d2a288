"""The page that sets who sees which cases, and roles that are given for a department."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from amends.cases.acts import handling
from amends.organisation import options
from amends.organisation.models import Department, Member, RoleAssignment
from tests import cast
from tests.cast import House, fresh
from tests.desk.clients import at_desk, post
from tests.markup import on_one_line

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/people/need-to-know/"
BEYOND = "only owners of the procedure see"


@pytest.fixture
def house() -> House:
    made = cast.house(now=timezone.now() - timedelta(hours=1))
    Department.objects.create(key="sales", titles={"en": "Sales", "tr": "Satış"})
    return made


def shown(house: House, who: str, path: str = ADDRESS) -> str:
    return on_one_line(at_desk(house.people[who]).get(path).content)


def test_a_role_is_given_for_a_department_and_opens_its_cases_alone(house: House) -> None:
    ours = handling.assign(house.receive().case, department="quality", by=house.deniz, now=house.now)
    other = handling.assign(house.receive().case, department="sales", by=house.deniz, now=house.now)
    page = f"/desk/people/{house.nobody.pk}/"
    said = {"role": "complaints-officer", "site": "", "for_department": "quality", "since": "", "until": ""}
    assert at_desk(house.leyla).post(f"{page}roles/", said).status_code == 302
    held = RoleAssignment.objects.get(member=house.nobody)
    assert (held.site_id, held.department_id) == (None, "quality")
    assert "<td>Quality</td>" in shown(house, "leyla", page)
    assert "complaints-officer (Quality)" in shown(house, "leyla", "/desk/people/")
    pool = shown(house, "nobody", "/desk/pool/")
    assert ours.number in pool
    assert other.number not in pool
    assert "(Quality)" in shown(house, "nobody", "/desk/me/")


def test_the_same_role_is_held_for_two_departments_and_not_twice_for_one(house: House) -> None:
    leyla, address = at_desk(house.leyla), f"/desk/people/{house.nobody.pk}/roles/"
    said = {"role": "complaints-officer", "site": "bursa"}
    for department in ("quality", "sales"):
        assert leyla.post(address, {**said, "for_department": department}).status_code == 302
    again = leyla.post(address, {**said, "for_department": "sales"})
    assert again.status_code == 422
    assert "holds this role already" in again.content.decode()
    assert RoleAssignment.objects.filter(member=house.nobody).count() == 2


def test_a_fault_keeps_what_was_typed_of_the_role_and_leaves_the_person_as_they_are(house: House) -> None:
    Member.objects.filter(pk=house.nobody.pk).update(department="quality")
    said = {"role": "complaints-officer", "for_department": "sales", "since": "2026-05-02", "until": "2026-05-01"}
    answer = at_desk(house.leyla).post(f"/desk/people/{house.nobody.pk}/roles/", said)
    page = on_one_line(answer.content)
    assert answer.status_code == 422
    assert 'href="#until"' in page
    assert [page.count(f'<option value="{key}" selected>') for key in ("quality", "sales")] == [1, 1]


def test_the_owner_sets_which_roles_need_to_know_and_reads_who_sees_what(house: House) -> None:
    Member.objects.filter(username="zoe").update(department="sales")
    before = shown(house, "leyla")
    assert before.count("every case") > 5
    roles = ["customer-service-agent", "complaints-officer", "customer-representative"]
    assert at_desk(house.leyla).post(ADDRESS, {"roles": roles}).status_code == 302
    assert options.need_to_know() == tuple(sorted(roles))
    after = shown(house, "leyla")
    assert re.search(r"Zoe</th>\s*<td[^>]*>\s*Sales\s*</td>", after)
    assert after.count("only those in their own hands") == 2  # Rana and Emre belong to no department
    at_desk(house.leyla).post(ADDRESS, {})
    assert options.need_to_know() == ()
    assert shown(house, "leyla").count("every case") == before.count("every case")


def test_what_was_set_holds_on_every_page_from_the_next_request_on(house: House) -> None:
    case = house.receive().case
    path = f"/desk/case/{case.number}/"
    rana = at_desk(house.rana)
    assert rana.get(path).status_code == 200
    at_desk(house.leyla).post(ADDRESS, {"roles": ["complaints-officer", "customer-representative"]})
    assert rana.get(path).status_code == 404
    assert rana.get("/desk/figures/").status_code == 403
    handling.assign(fresh(case), department="quality", by=house.deniz, now=house.now)
    Member.objects.filter(pk=house.rana.pk).update(department="quality")
    assert rana.get(path).status_code == 200


def test_open_cases_that_nobody_but_owners_would_see_are_counted(house: House) -> None:
    RoleAssignment.objects.exclude(member=house.can).delete()
    assert BEYOND not in shown(house, "leyla")
    house.receive(site="bursa")
    assert BEYOND not in shown(house, "leyla")
    house.receive()
    assert f"1 open case lies in nobody's hands and in nobody's area: {BEYOND} it." in shown(house, "leyla").replace(
        "&#39;", "'"
    )


def test_a_role_that_no_procedure_has_is_not_taken(house: House) -> None:
    answer = at_desk(house.leyla).post(ADDRESS, {"roles": ["wizard"]})
    assert answer.status_code == 422
    assert 'href="#roles"' in answer.content.decode()
    assert options.need_to_know() == ()


def test_whoever_gives_a_case_out_of_their_sight_comes_to_today(house: House) -> None:
    RoleAssignment.objects.filter(member=house.rana).delete()
    RoleAssignment.objects.create(member=house.rana, role="customer-representative", department_id="sales")
    case = handling.assign(house.receive().case, department="sales", by=house.deniz, now=house.now)
    done = post(at_desk(house.rana), case, "assign", owner="", department="quality")
    assert (done.status_code, done["Location"]) == (302, "/desk/")
    assert fresh(case).department_id == "quality"


def test_a_case_may_be_given_to_another_department_and_its_person_in_one_go(house: House) -> None:
    RoleAssignment.objects.filter(member=house.zoe).delete()
    RoleAssignment.objects.create(member=house.zoe, role="customer-representative", department_id="quality")
    case = handling.assign(house.receive().case, department="sales", by=house.deniz, now=house.now)
    client = at_desk(house.deniz)
    wrong = post(client, case, "assign", owner=str(house.zoe.pk), department="sales")
    assert wrong.status_code == 422
    assert "holds no role for this case" in wrong.content.decode()
    assert post(client, case, "assign", owner=str(house.zoe.pk), department="quality").status_code == 302
    assert fresh(case).owner == house.zoe
