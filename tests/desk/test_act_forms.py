"""The form of each verb: the tables know every verb, and what a verb asks stands in its form, in each procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from amends.cases import editions, history, internal
from amends.cases.acts import perform
from amends.cases.models import Case
from amends.desk.case import act_calls, act_forms
from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.payloads import act_payloads
from amends.procedure.payloads.natures import Private
from amends.procedure.schema import Act
from amends.procedure.verbs import VERBS
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, post

PARTIALS = Path(act_calls.__file__).with_name("act")
PACKS = ("agreement", "coordinator", "feedback-and-complaints", "product-quality")
OUTSIDE = {"complainant", "department", "clock", "watch"}
TYPED = {"words", "reason", "question", "comment", "reply"}
TOO_LONG = "Typed & kept" + "." * 20_000  # so that a note is refused too, which no other act stands in the way of


def test_the_desk_knows_how_to_do_every_verb() -> None:
    assert {*act_calls.CALLS, *act_calls.OWN_PAGE} == set(VERBS)
    assert not act_calls.CALLS.keys() & act_calls.OWN_PAGE.keys()


def test_each_verb_that_asks_something_has_its_partial_and_no_partial_is_without_a_verb() -> None:
    asking = {verb.replace(" ", "-") for verb, rule in VERBS.items() if rule.asks}
    assert {one.stem for one in PARTIALS.iterdir()} == asking


def test_every_verb_that_asks_something_is_in_one_of_the_procedures_that_are_looked_through() -> None:
    used = {act.verb for pack in PACKS for act in reader.read(packs.folders([pack])[0]).acts.values()}
    assert {verb for verb, rule in VERBS.items() if rule.asks} <= used


@pytest.mark.django_db
@pytest.mark.parametrize("pack", PACKS)
def test_what_a_verb_asks_stands_in_its_form_and_what_was_typed_stays(pack: str) -> None:
    house = cast.house(pack, now=timezone.now() - timedelta(hours=3))
    case = house.receive().case
    everything_to_choose_from(house, case)
    rana = at_desk(house.rana)
    for act in stage_by_stage(house, case):
        address = f"/desk/case/{case.number}/{act.key}/"
        assert rana.get(address).status_code == 200, act.key
        answer = rana.post(address, {"seen": "1", **dict.fromkeys(TYPED, TOO_LONG), "department": "quality"})
        page = answer.content.decode()
        assert answer.status_code in (409, 422), act.key
        for name in fields(act):
            assert f'name="{name}"' in page, (act.key, name)
        assert page.count("Typed &amp; kept") == len(TYPED & set(VERBS[act.verb].asks)), act.key


@pytest.mark.django_db
def test_a_reply_without_words_leads_to_the_field_of_the_reply() -> None:
    house = cast.house("coordinator", now=timezone.now() - timedelta(hours=3))
    case = house.receive().case
    everything_to_choose_from(house, case)
    page = post(at_desk(house.rana), case, "department-reply", request=2, reply="").content.decode()
    assert 'href="#reply"' in page
    assert 'id="reply-fault"' in page


@pytest.mark.django_db
def test_a_matter_that_cannot_be_opened_yet_keeps_its_questions_and_what_was_typed() -> None:
    house = cast.house(now=timezone.now() - timedelta(hours=3))
    internal.establish(by="test", now=house.now)
    case = house.receive().case
    answer = post(at_desk(house.deniz), case, "open-action", **{"answers-title": "Change the dye"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Change the dye"' in page
    assert 'href="#answers-due_on"' in page
    assert 'name="answers-due_on"' in page


BY_PHONE = """
[records.answer-by-phone]
verb = "answer"
title = { en = "Answer by phone", tr = "Telefonda yanıtla" }
at = ["received"]
who = ["customer-representative"]

[moves.refuse-by-phone]
verb = "refuse"
title = { en = "Refuse by phone", tr = "Telefonda kabul etme" }
from = ["received"]
to = "assessment"
who = ["customer-representative"]
new_round = true
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "typed"), [("answer-by-phone", "words"), ("refuse-by-phone", "reason")])
def test_where_a_pack_lets_staff_write_down_what_the_complainant_says_its_form_keeps_it(key: str, typed: str) -> None:
    house = cast.house(now=timezone.now() - timedelta(hours=3))
    cast.publish_with("agreement", house.now + timedelta(minutes=1), BY_PHONE)
    house.now += timedelta(minutes=2)
    case, rana = house.receive().case, at_desk(house.rana)
    assert f'name="{typed}"' in rana.get(f"/desk/case/{case.number}/{key}/").content.decode()
    page = post(rana, case, key, **{typed: TOO_LONG}).content.decode()
    assert page.count("Typed &amp; kept") == 1


def fields(act: Act) -> Iterator[str]:
    """The names of the fields that an act of this verb asks by itself."""
    for key in VERBS[act.verb].asks:
        if key == "roles":
            yield from (act_forms.ROLE + role for role in act.roles)
        elif key not in ("what", "class"):  # of a new item only; where the pack has classes
            yield key


def stage_by_stage(house: House, case: Case) -> Iterator[Act]:
    """Each act of staff once, with the case at a stage where it may be done."""
    acts = editions.procedure(case.edition_id).acts
    for act in acts.values():
        if act.verb in act_calls.OWN_PAGE or set(act.who) <= OUTSIDE or act.opens:
            continue
        if case.kind in (act.kinds or (case.kind,)):
            with perform.on(case) as locked:
                moved = act_payloads.Moved(act=act.key, to=act.stages[0])
                history.record(locked, moved, by=house.rana.by, now=timezone.now())
            yield act


def everything_to_choose_from(house: House, case: Case) -> None:
    """A department that was asked, and an item on its way."""
    by, now = house.rana.by, timezone.now()
    request = act_payloads.Requested(act="x", to_department="quality", question=Private("words", "Which dye?"))
    what = Private("words", "A sample")
    item = act_payloads.Custody(act="x", item=f"{case.number}-1", step="asked", what=what, files=[])
    with perform.on(case) as locked:
        locked = history.record(locked, request, by=by, now=now)
        history.record(locked, item, by=by, now=now)
