"""Who is complained about has no door to the case; where nobody else is there, the complainant is told."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from amends.assurance import evidence
from amends.assurance.evidence_data import EvidenceData
from amends.cases import queries, verification, visibility
from amends.cases.acts import handling, joining, recusal
from amends.cases.errors import Forbidden, InvalidForm
from amends.cases.models import Case
from amends.cases.queries import CaseFilter
from amends.cases.retention import erasure
from amends.cases.views import case_view
from amends.organisation.models import Member, RoleAssignment
from tests import cast
from tests.cast import House, fresh
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db
WHY = "The first sentence names this person."


@pytest.fixture
def house() -> House:
    return cast.house()


@pytest.fixture
def alone() -> House:
    """One person, who owns the procedure and holds every role."""
    made = cast.house()
    Member.objects.exclude(pk=made.leyla.pk).update(is_active=False)
    RoleAssignment.objects.create(member=made.leyla, role="customer-representative")
    return made


def named(house: House, *members: Member, by: Member | None = None, case: Case | None = None) -> Case:
    case = case or house.receive().case
    return handling.name_complained_about(case, members=members, reason=WHY, by=by or house.rana, now=house.now)


def listed(house: House, member: Member, words: str = "") -> list[str]:
    return [row.number for row in queries.pool(member, CaseFilter(words=words), language="en", now=house.now).rows]


def test_whoever_is_named_has_no_door_and_everybody_else_keeps_theirs(house: House) -> None:
    case = named(house, house.emre)
    assert listed(house, house.emre) == listed(house, house.emre, "soldu") == []
    assert queries.today(house.emre, language="en", now=house.now) == {"late": (), "today": (), "week": ()}
    with pytest.raises(Forbidden):
        case_view.for_staff(case, house.emre, language="en", now=house.now)
    assert listed(house, house.rana) == [case.number]
    assert verification.verify().findings == ()


def test_it_is_refused_by_the_act_itself_and_not_only_by_the_page(house: House) -> None:
    case = named(house, house.emre)
    for act in (
        lambda: handling.assign(case, owner=house.rana, by=house.emre, now=house.now),
        lambda: handling.classify(case, values={"category": "colour"}, by=house.emre, now=house.now),
        lambda: handling.note(case, words="I did nothing.", by=house.emre, now=house.now),
        lambda: named(house, by=house.emre, case=case),
    ):
        with pytest.raises(Forbidden):
            act()


def test_an_owner_of_the_procedure_is_kept_out_as_anybody(house: House) -> None:
    Member.objects.filter(pk=house.deniz.pk).update(standing="owner")
    case = named(house, house.leyla)
    assert at_desk(house.leyla).get(f"/desk/case/{case.number}/").status_code == 404
    assert at_desk(house.leyla).get(f"/desk/case/{case.number}/complained-about/").status_code == 404


def test_a_case_in_the_hands_of_whoever_is_named_falls_back_to_its_role(house: House) -> None:
    case = handling.assign(house.receive().case, owner=house.emre, by=house.rana, now=house.now)
    assert case.owner_id == house.emre.pk
    case = named(house, house.emre, case=case)
    assert case.owner_id is None
    assert [row.number for rows in queries.today(house.rana, language="en", now=house.now).values() for row in rows]


def test_only_somebody_above_says_afterwards_that_it_is_about_another(house: House) -> None:
    case = named(house, house.emre)
    with pytest.raises(InvalidForm) as fault:
        named(house, house.zoe, by=house.rana, case=case)
    assert "Only somebody above" in fault.value.faults["about"]
    case = named(house, house.zoe, by=house.deniz, case=case)  # who manages the centre stands above, by the pack
    assert visibility.recused(case) == (house.zoe.pk,)
    case = named(house, by=house.leyla, case=case)  # and so does the owner of the procedure
    assert visibility.recused(case) == ()
    assert listed(house, house.emre) == [case.number]


def test_the_packs_own_question_is_no_way_round_it() -> None:
    house = cast.house("coordinator")
    RoleAssignment.objects.bulk_create(
        RoleAssignment(member=house.people[one], role="coordinator") for one in ("rana", "emre", "zoe")
    )
    case = house.receive().case
    look = {"category": "colour", "severity": "minor", "complained_about": house.emre.by}
    case = handling.classify(case, values=look, by=house.rana, now=house.now)
    assert visibility.recused(case) == (house.emre.pk,)
    with pytest.raises(Forbidden):
        handling.classify(case, values={**look, "complained_about": house.zoe.by}, by=house.emre, now=house.now)
    with pytest.raises(InvalidForm) as fault:
        handling.classify(case, values={**look, "complained_about": house.zoe.by}, by=house.zoe, now=house.now)
    assert set(fault.value.faults) == {"complained_about"}
    handling.classify(fresh(case), values=look, by=house.zoe, now=house.now)  # saying the same again changes nothing


def test_a_case_handled_with_another_opens_no_side_door(house: House) -> None:
    leading, other = house.receive().case, house.receive().case
    joining.join(other, leading.number, by=house.rana, now=house.now)
    named(house, house.emre, case=fresh(other))
    with pytest.raises(Forbidden):
        handling.assign(fresh(leading), owner=house.rana, by=house.emre, now=house.now)
    shown = at_desk(house.emre).get(f"/desk/case/{leading.number}/").content.decode()
    assert leading.number in shown
    assert other.number not in shown


def test_a_house_of_one_keeps_the_case_and_the_complainant_is_told_with_the_bodies_outside(alone: House) -> None:
    case = named(alone, alone.leyla, by=alone.leyla)
    assert case.recusal_waived == "nobody else"
    assert listed(alone, alone.leyla) == [case.number]
    handling.assign(case, owner=alone.leyla, by=alone.leyla, now=alone.now)
    alone.work()
    told = [letter for carrier, letter in alone.taken if carrier == "email" and letter.to == "ayse@example.org"]
    assert any("üstünde kimse yok" in one.body for one in told)
    page = case_view.for_complainant(fresh(case), language="en", now=alone.now)
    assert page.routes
    assert any("about a person who also handles it" in line.says for line in page.story)
    assert verification.verify().findings == ()


def test_where_nobody_stands_above_it_stays_open_and_is_counted_apart(house: House) -> None:
    RoleAssignment.objects.filter(role__in=["center-manager", "customer-service-manager"]).delete()
    case = named(house, house.leyla)
    assert case.recusal_waived == "nobody above"
    assert listed(house, house.leyla) == [case.number]
    named(house, house.emre)
    found = evidence.find(EvidenceData(house.now, "en"), "recusal")
    assert found.missing
    assert "2 complaints about a colleague" in found.says
    assert "in 1 this colleague kept the case" in found.says


def test_when_somebody_else_comes_the_door_closes_and_when_they_leave_it_is_said(alone: House) -> None:
    case = named(alone, alone.leyla, by=alone.leyla)
    Member.objects.filter(pk=alone.rana.pk).update(is_active=True, standing="owner")
    recusal.step(alone.now)
    assert visibility.recused(fresh(case)) == (alone.leyla.pk,)
    last = fresh(case).last_no
    recusal.step(alone.now)
    assert fresh(case).last_no == last
    Member.objects.filter(pk=alone.rana.pk).update(is_active=False)
    recusal.step(alone.now)
    assert fresh(case).recusal_waived == "nobody else"
    assert verification.verify().findings == ()


def test_no_letter_about_the_case_goes_to_whoever_it_is_about(house: House) -> None:
    RoleAssignment.objects.filter(member=house.rana, role="customer-representative").delete()
    named(house, house.emre)
    house.later(days=30)  # warnings and escalations
    assert [letter for _carrier, letter in house.taken if letter.to != "ayse@example.org" and "@" in letter.to]
    assert not [letter for _carrier, letter in house.taken if letter.to == house.emre.email]


def test_the_page_names_keeps_what_was_typed_and_asks_where_it_is_said(house: House) -> None:
    case = house.receive().case
    path = f"/desk/case/{case.number}/complained-about/"
    answer = at_desk(house.rana).post(path, {"about": [house.emre.by], "reason": "  "})
    assert answer.status_code == 422
    assert f'value="{house.emre.by}" checked' in " ".join(answer.content.decode().split())
    assert at_desk(house.rana).post(path, {"about": [house.emre.by], "reason": WHY}).status_code == 302
    assert "Emre" in at_desk(house.rana).get(f"/desk/case/{case.number}/").content.decode()
    assert at_desk(house.emre).get(f"/desk/case/{case.number}/").status_code == 404


def test_the_reason_is_a_persons_words_and_goes_with_them(house: House) -> None:
    case = named(house, house.emre)
    handling.do(case, "withdraw", by="complainant", now=house.now)
    erasure.erase(fresh(case), cause="asked", by=house.leyla, now=house.now)
    said = case_view.for_staff(fresh(case), house.rana, language="en", now=house.now)
    assert WHY not in str(said.story)
    assert not case.entries.filter(fields__icontains="first sentence").exists()


def test_cases_of_before_get_their_column() -> None:
    house = cast.house("coordinator")
    RoleAssignment.objects.create(member=house.rana, role="coordinator")
    case = handling.classify(
        house.receive().case,
        values={"category": "colour", "severity": "minor", "complained_about": house.emre.by},
        by=house.rana,
        now=house.now,
    )
    Case.objects.filter(pk=case.pk).update(complained_about=[])
    assert verification.verify().findings
    import_module("amends.migrations.0013_recusal").fill(apps, None)
    assert fresh(case).complained_about == [house.emre.pk]
    assert verification.verify().findings == ()


def test_a_role_held_everywhere_reads_the_base_numbers_and_only_the_owner_changes_them(house: House) -> None:
    client: Client = at_desk(house.rana)
    shown = client.get("/desk/figures/base/")
    assert shown.status_code == 200
    assert "Only the owner of the procedure changes these numbers" in shown.content.decode()
    key: Any = shown.context["lines"][0][0].key if shown.context else ""
    assert at_desk(house.rana).post("/desk/figures/base/", {f"orders-{key}": "7"}).status_code == 403
    assert at_desk(house.leyla).post("/desk/figures/base/", {f"orders-{key}": "7"}).status_code == 302
