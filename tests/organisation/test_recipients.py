"""Who hears of a case by their role: those whose role counts for it today, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amends.cases.acts import handling
from amends.dispatch.models import Message
from amends.organisation import changes, recipients
from amends.organisation.models import Department, Member, RoleAssignment
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db

ROLE = "factory-technician"


@pytest.fixture
def house() -> House:
    made = cast.house()
    Department.objects.create(key="sales", titles={"en": "Sales"})
    return made


def told(house: House, *, site: str = "", department: str = "", role: str = ROLE) -> list[Member]:
    return recipients.holding(role, site=site, department=department, now=house.now)


def test_a_role_held_for_a_site_or_department_hears_of_its_cases_alone(house: House) -> None:
    RoleAssignment.objects.create(member=house.zoe, role=ROLE, department_id="sales")
    assert told(house, site="bursa") == [house.can]
    assert told(house, department="sales") == [house.zoe]
    assert set(told(house, site="bursa", department="sales")) == {house.can, house.zoe}
    assert told(house, site="izmir", department="quality") == []


def test_need_to_know_holds_for_letters_too(house: House) -> None:
    RoleAssignment.objects.create(member=house.zoe, role=ROLE)
    assert told(house) == [house.zoe]
    changes.need_to_know([ROLE], known=[ROLE])
    assert told(house) == []
    Member.objects.filter(pk=house.zoe.pk).update(department="quality")
    assert told(house, department="quality") == [house.zoe]


def test_whose_role_has_ended_hears_no_more(house: House) -> None:
    RoleAssignment.objects.filter(member=house.can).update(until=house.now.date() - timedelta(days=1))
    assert told(house, site="bursa") == []


def test_a_missed_promise_is_told_to_managers_of_its_department_only(house: House) -> None:
    """They hold the role to which the pack's ladder leads."""
    RoleAssignment.objects.filter(role="customer-representative").delete()
    for name, department in (("rana", "quality"), ("emre", "sales")):
        RoleAssignment.objects.create(
            member=house.people[name], role="customer-representative", department_id=department
        )
    handling.assign(house.receive().case, department="quality", by=house.deniz, now=house.now)
    house.later(days=20)
    to = set(Message.objects.exclude(to_whom="complainant").values_list("to_whom", flat=True))
    assert house.rana.by in to
    assert house.emre.by not in to
