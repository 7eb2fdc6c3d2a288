"""Gates that ask what other rooms know: shut with a reason in words, open when the other room says yes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings

from amends.cases import known
from amends.cases.acts import handling
from amends.cases.errors import ActNotAllowed
from amends.cases.models import Case
from amends.cases.views import case_view
from amends.goods.models import Order, Shipment
from amends.organisation.models import Member, Requirement, Trained
from amends.procedure import path_checks
from amends.procedure.gate_context import QUESTIONS
from amends.procedure.pack_files import reader
from amends.procedure.pack_files.faults import InvalidPack
from tests import cast
from tests.cast import House
from tests.procedure import small

pytestmark = pytest.mark.django_db
ACTS = """
[records.judge]
title = { en = "Judge", tr = "Yargıla" }
at = ["all stages"]
who = ["customer-representative"]
gates = [{ known = "trained-for-role" }]

[records.take-back]
title = { en = "Take back", tr = "Geri al" }
at = ["all stages"]
who = ["customer-representative"]
gates = [{ known = "order-shipped" }]
"""
GATED = ("{ owned = true }", '{ known = "trained-for-role" }')


@pytest.fixture
def house() -> House:
    made = cast.house()
    made.now += timedelta(hours=1)
    cast.publish_with("agreement", made.now, ACTS)
    return made


def shut(case: Case, act: str, by: Member, house: House) -> tuple[str, ...]:
    """The reasons in words, as the page of the case gives them; the act itself is refused for the same."""
    seen = case_view.for_staff(case, by, language="en", now=house.now)
    reasons = next(one.reasons for one in seen.offers if one.key == act)
    if reasons:
        with pytest.raises(ActNotAllowed):
            handling.do(case, act, by=by, now=house.now)
    return reasons


def test_who_lacks_the_training_for_their_role_is_told_so_and_may_after_it(house: House) -> None:
    case = house.receive().case
    Requirement.objects.create(role="customer-representative", subject="conduct")
    assert shut(case, "judge", house.rana, house) == ("your training for this role is missing or has lapsed",)
    train(house.rana, house, subject="decision")
    assert shut(case, "judge", house.rana, house) != ()
    train(house.rana, house, subject="conduct")
    assert shut(case, "judge", house.rana, house) == ()
    handling.do(case, "judge", by=house.rana, now=house.now)
    house.now += timedelta(days=40)  # it has lapsed
    assert shut(cast.fresh(case), "judge", house.rana, house) != ()


def test_where_no_training_is_needed_none_is_missed(house: House) -> None:
    case = house.receive().case
    assert shut(case, "judge", house.rana, house) == ()


def test_what_our_records_say_of_an_order_opens_a_gate_once_it_has_left(house: House) -> None:
    case = house.receive(order="A-118").case
    assert shut(case, "take-back", house.rana, house) == ("our records show no shipment of this order yet",)
    order = Order.objects.create(**numbered("A-118"))
    shipment = Shipment.objects.create(**numbered("S-1"), order=order)
    assert shut(case, "take-back", house.rana, house) != ()
    Shipment.objects.filter(pk=shipment.pk).update(shipped_on=date(2026, 2, 20))
    assert shut(case, "take-back", house.rana, house) == ()
    handling.do(case, "take-back", by=house.rana, now=house.now)


def test_somebody_answers_every_question_and_no_other() -> None:
    assert known.answers().keys() == QUESTIONS.keys()
    assert settings.GATE_ANSWERS.startswith("amends.server.")


def test_a_pack_that_asks_an_unknown_question_is_faulty_with_its_line() -> None:
    files = small.files(GATED, ("trained-for-role", "trained-for-roles"))
    line = next(at for at, one in enumerate(files["procedure.toml"].splitlines(), 1) if "trained-for-roles" in one)
    with pytest.raises(InvalidPack) as found:
        reader.read_files(files)
    says = [(fault.place.line, fault.says) for fault in found.value.faults]
    assert says == [(line, "there is no question to other rooms “trained-for-roles”; did you mean “trained-for-role”?")]


def test_all_paths_are_walked_without_a_case_and_without_another_room() -> None:
    procedure = small.procedure(GATED)
    assert [one.name for one in path_checks.proofs(procedure) if not one.holds] == []


def train(member: Member, house: House, *, subject: str) -> None:
    until = (house.now + timedelta(days=30)).date()
    Trained.objects.create(member=member, subject=subject, until=until, number=f"T-{subject}", seen_no=1)


def numbered(number: str) -> dict[str, Any]:
    return {"number": number, "bare": number.replace("-", "")}
