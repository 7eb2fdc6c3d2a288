"""Who may see which case: asked of one case, of sets, in SQL of our own and by roles, it is one rule."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection

from amends.cases import queries, verification, visibility
from amends.cases.acts import handling, joining
from amends.cases.errors import Forbidden, InvalidForm
from amends.cases.models import Case
from amends.cases.queries import CaseFilter
from amends.cases.views import case_view
from amends.organisation import access, changes, founding, options
from amends.organisation.access import Area
from amends.organisation.models import Department, Member, RoleAssignment
from tests import cast
from tests.cast import House, fresh

pytestmark = pytest.mark.django_db

ROLE, OTHER = "customer-representative", "complaints-officer"
PLACES = ("", "bursa", "izmir")
DEPARTMENTS = ("", "quality", "sales")
AREAS = tuple(Area(*one) for one in product(PLACES, DEPARTMENTS))


@dataclass
class Staff:
    """A case of every site and department, and members who hold one role for every area, and some who are special."""

    house: House
    cases: dict[Area, Case]
    members: dict[str, Member]


@pytest.fixture
def house() -> House:
    made = cast.house()
    Department.objects.create(key="sales", titles={"en": "Sales", "tr": "Satış"})
    return made


@pytest.fixture
def staff(house: House) -> Staff:
    cases = {}
    for area in AREAS:
        case = house.receive(site=area.site).case
        if area.department:
            case = handling.assign(case, department=area.department, by=house.deniz, now=house.now)
        cases[area] = case
    members = {
        f"{area.site or 'any'}-{area.department or 'any'}-{own or 'none'}": welcome(house, f"m{at}", area, own)
        for at, (area, own) in enumerate(product(AREAS, DEPARTMENTS))
    }
    return Staff(house, cases, members | dict(special(house)))


def welcome(house: House, name: str, area: Area | None, department: str = "", **facts: str) -> Member:
    roles = {} if area is None else {ROLE: area}
    found = Department.objects.filter(key=department).first()
    return founding.welcome(
        username=name, name=name, email="", password=None, roles=roles, now=house.now, department=found, **facts
    )


def special(house: House) -> Iterator[tuple[str, Member]]:
    today = house.now.date()
    yield "owner", welcome(house, "s1", None, standing="owner")
    yield "nobody", welcome(house, "s2", None)
    gone = welcome(house, "s3", Area())
    changes.leave(gone)
    yield "left", Member.objects.get(pk=gone.pk)
    yield "ended", welcome(house, "s4", Area())
    RoleAssignment.objects.filter(member__username="s4").update(until=today - timedelta(days=1))
    yield "to come", welcome(house, "s5", Area())
    RoleAssignment.objects.filter(member__username="s5").update(since=today + timedelta(days=1))
    two = welcome(house, "s6", Area("bursa", "quality"))
    RoleAssignment.objects.create(member=two, role=OTHER, site_id="izmir")
    yield "two", two


def four_ways(house: House, member: Member, case: Case) -> set[bool]:
    """What each way of asking says; one answer where they agree."""
    member, case, now = Member.objects.get(pk=member.pk), fresh(case), house.now
    by_sql = f"SELECT count(*) FROM amends_case c WHERE c.id = {case.pk} AND {visibility.SQL}"
    with connection.cursor() as cursor:
        cursor.execute(by_sql, visibility.parameters(member, now))
        in_sql = bool(cursor.fetchone()[0])
    return {
        visibility.may_see(member, case, now),
        Case.objects.filter(visibility.visible(member, now), pk=case.pk).exists(),
        in_sql,
        Case.objects.annotate(sees=visibility.sees(member, now)).values_list("sees", flat=True).get(pk=case.pk),
        case.number not in visibility.unseen(member, [case.number], now),
        _opens(member, case, house),
    }


def _opens(member: Member, case: Case, house: House) -> bool:
    try:
        return case_view.for_staff(case, member, language="en", now=house.now).case == case
    except Forbidden:
        return False


def seen(staff: Staff, member: Member) -> set[Area]:
    """The areas of the cases that this member sees; every way of asking says the same of each."""
    found = {area: four_ways(staff.house, member, case) for area, case in staff.cases.items()}
    assert all(len(answers) == 1 for answers in found.values()), (str(member), found)
    return {area for area, answers in found.items() if answers == {True}}


def expected(area: Area, own: str, *, narrow: bool) -> set[Area]:
    """The rule in other words: what is said of the area must be true of the case."""
    department = area.department or (own if narrow else "")
    if narrow and not area.site and not department:
        return set()
    return {
        case
        for case in AREAS
        if (not area.site or case.site == area.site) and (not department or case.department == department)
    }


@pytest.mark.parametrize("narrow", [False, True])
def test_every_way_of_asking_gives_the_same_answer_and_the_right_one(staff: Staff, narrow: bool) -> None:
    changes.need_to_know([ROLE] if narrow else [], known=[ROLE])
    for area, own in product(AREAS, DEPARTMENTS):
        member = staff.members[f"{area.site or 'any'}-{area.department or 'any'}-{own or 'none'}"]
        assert seen(staff, member) == expected(area, own, narrow=narrow), (area, own)


@pytest.mark.parametrize("narrow", [False, True])
def test_owners_see_all_and_whoever_holds_no_role_today_nothing(staff: Staff, narrow: bool) -> None:
    changes.need_to_know([ROLE, OTHER] if narrow else [], known=[ROLE, OTHER])
    assert seen(staff, staff.members["owner"]) == set(AREAS)
    for name in ("nobody", "left", "ended", "to come"):
        assert seen(staff, staff.members[name]) == set(), name
    two = {one for one in AREAS if one == Area("bursa", "quality") or one.site == "izmir"}
    assert seen(staff, staff.members["two"]) == two


@pytest.mark.parametrize("narrow", [False, True])
def test_a_case_in_somebodys_hands_is_always_theirs_until_they_leave(staff: Staff, narrow: bool) -> None:
    changes.need_to_know([ROLE] if narrow else [], known=[ROLE])
    house, member = staff.house, staff.members["izmir-sales-none"]
    case = staff.cases[Area("izmir", "sales")]
    handling.assign(case, owner=member, by=house.deniz, now=house.now)
    handling.assign(fresh(case), department="quality", by=house.deniz, now=house.now)
    assert four_ways(house, member, case) == {True}
    assert fresh(case).holders == [member.pk]
    changes.leave(member)
    assert four_ways(house, member, case) == {False}


def test_whoever_is_appointed_in_a_case_sees_it_wherever_it_goes() -> None:
    house = cast.house("coordinator")
    member, now = welcome(house, "m", None), house.now
    RoleAssignment.objects.create(member=house.rana, role="coordinator")
    RoleAssignment.objects.create(member=house.zoe, role="approver")
    appointed = RoleAssignment.objects.create(member=member, role="investigator")
    case = valid(house)
    assert four_ways(house, member, case) == {True}
    hands = {"investigator": member, "approver": house.zoe}
    handling.appoint(case, "appoint", hands=hands, by=house.rana, now=now)
    appointed.delete()
    assert four_ways(house, member, case) == {True}
    assert fresh(case).holders == sorted([house.rana.pk, member.pk, house.zoe.pk])
    assert verification.verify().agrees


def valid(house: House) -> Case:
    """A case that is ready to have its people appointed."""
    case, by, now = house.receive().case, house.rana, house.now
    handling.assign(case, owner=by, by=by, now=now)
    handling.classify(case, values={"category": "colour", "severity": "minor"}, by=by, now=now)
    handling.do(case, "check-validity", by=by, now=now)
    said = {"coverage_rule": "conduct", "validity_reason": "It is about us."}
    handling.do(case, "judge-validity", values=said, by=by, now=now)
    return handling.do(case, "accept-as-valid", by=by, now=now)


@pytest.mark.parametrize("name", ["owner", "any-any-none", "bursa-quality-none"])
def test_whom_it_is_about_sees_it_by_no_way(staff: Staff, name: str) -> None:
    house, member, case = staff.house, staff.members[name], staff.cases[Area("bursa", "quality")]
    assert four_ways(house, member, case) == {True}
    handling.name_complained_about(case, members=[member], reason="So she says.", by=house.rana, now=house.now)
    assert four_ways(house, member, case) == {False}


@pytest.mark.parametrize("narrow", [False, True])
def test_roles_count_and_cases_are_given_where_the_role_opens_them(staff: Staff, narrow: bool) -> None:
    changes.need_to_know([ROLE] if narrow else [], known=[ROLE])
    for (area, own), (place, case) in product(product(AREAS, DEPARTMENTS), staff.cases.items()):
        name = f"{area.site or 'any'}-{area.department or 'any'}-{own or 'none'}"
        member = Member.objects.get(pk=staff.members[name].pk)
        where = {"site": place.site, "department": place.department, "now": staff.house.now}
        opens = place in expected(area, own, narrow=narrow)
        assert access.roles(member, **where) == ({ROLE} if opens else set())
        assert access.may_be_given(member, **where) == opens
        assert (member in options.hands(**where)) == opens if (area.site, own) == ("bursa", "sales") else True
        assert case.site_id == (place.site or None)


def test_a_case_is_not_given_to_whom_it_would_be_shut_to(staff: Staff) -> None:
    house, member = staff.house, staff.members["any-sales-none"]
    case = staff.cases[Area("bursa", "quality")]
    with pytest.raises(InvalidForm):
        handling.assign(case, owner=member, by=house.deniz, now=house.now)
    handling.assign(case, owner=member, department="sales", by=house.deniz, now=house.now)
    assert fresh(case).owner == member


def test_lists_search_and_today_show_what_the_page_opens(staff: Staff) -> None:
    house = staff.house
    for name in ("bursa-quality-none", "any-sales-quality", "izmir-any-none", "owner", "nobody"):
        member = staff.members[name]
        mine = {staff.cases[area].number for area in seen(staff, member)}
        for words in ("", "soldu"):
            found = queries.pool(member, CaseFilter(words=words), language="en", now=house.now)
            assert {row.number for row in found.rows} == mine, (name, words)
        owed = queries.today(member, language="en", now=house.now)
        assert {row.number for rows in owed.values() for row in rows} <= mine


def test_today_says_by_role_only_what_that_role_is_held_for(house: House) -> None:
    """One who sees every case by one role owes no step of another that is held for a department alone."""
    case = handling.assign(house.receive().case, department="quality", by=house.deniz, now=house.now)
    assert (case.owner, case.owner_role) == (None, ROLE)
    RoleAssignment.objects.filter(member=house.rana).delete()
    RoleAssignment.objects.create(member=house.rana, role=OTHER)
    held = RoleAssignment.objects.create(member=house.rana, role=ROLE, department_id="sales")

    def owed() -> list[str]:
        rows = queries.today(Member.objects.get(pk=house.rana.pk), language="en", now=house.now)
        return [row.number for some in rows.values() for row in some]

    assert owed() == []
    RoleAssignment.objects.filter(pk=held.pk).update(department="quality")
    assert owed() == [case.number]


def test_a_case_names_no_other_that_its_reader_may_not_see(house: House) -> None:
    """Not in its story, among what it is tied to, in a reason, nor by joining it or naming it in a form."""
    member = welcome(house, "m", Area("bursa", "sales"))
    mine = handling.assign(house.receive(site="bursa").case, department="sales", by=house.deniz, now=house.now)
    theirs = handling.assign(house.receive().case, department="quality", by=house.deniz, now=house.now)
    with pytest.raises(InvalidForm):
        joining.join(mine, theirs.number, by=member, now=house.now)
    joining.join(theirs, mine.number, by=house.rana, now=house.now)
    shown = case_view.for_staff(fresh(mine), member, language="en", now=house.now)
    assert theirs.number not in str((shown.story, shown.offers))
    assert any("another case" in line.says for line in shown.story)
    assert theirs.number in str(case_view.for_staff(fresh(mine), house.rana, language="en", now=house.now).story)


def test_open_cases_that_only_owners_see_are_counted(house: House) -> None:
    sales, quality = Area(department="sales"), Area("bursa", "quality")
    house.receive()
    handling.assign(house.receive(site="bursa").case, department="quality", by=house.deniz, now=house.now)
    held = handling.assign(house.receive().case, owner=house.rana, by=house.deniz, now=house.now)
    assert held.holders == [house.rana.pk]
    assert [queries.open_beyond(one) for one in ([], [sales], [quality], [quality, Area()])] == [2, 2, 1, 0]


def test_the_columns_follow_from_the_histories(staff: Staff) -> None:
    house = staff.house
    handling.assign(staff.cases[Area()], owner=house.rana, by=house.deniz, now=house.now)
    assert verification.verify().agrees
    Case.objects.filter(pk=staff.cases[Area()].pk).update(holders=[])
    [finding] = verification.verify().findings
    assert "holders" in finding.says


def test_the_migration_fills_the_column_as_the_histories_say() -> None:
    house = cast.house("coordinator")
    RoleAssignment.objects.create(member=house.rana, role="coordinator")
    RoleAssignment.objects.create(member=house.zoe, role="approver")
    house.receive()
    hands = {"approver": house.zoe}
    handling.appoint(valid(house), "appoint", hands=hands, by=house.rana, now=house.now)
    assert Case.objects.exclude(holders=[]).update(holders=[]) == 1
    with connection.cursor() as cursor:
        cursor.execute(importlib.import_module("amends.migrations.0018_need_to_know").HOLDERS)
    assert verification.verify().agrees


def test_asking_costs_one_question_for_the_roles_whatever_is_set(
    staff: Staff, django_assert_num_queries: Callable[[int], Iterator[None]]
) -> None:
    changes.need_to_know([ROLE], known=[ROLE])
    member = Member.objects.get(pk=staff.members["any-any-quality"].pk)
    with django_assert_num_queries(1):
        access.sight(member, staff.house.now)
    with django_assert_num_queries(2):
        Case.objects.filter(visibility.visible(member, staff.house.now)).count()
