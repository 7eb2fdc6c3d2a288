"""Time passing becomes entries, in order, once each."""

from datetime import timedelta

import pytest

from amends.cases import duties, queries
from amends.cases.acts import handling
from amends.cases.models import Entry
from amends.cases.views import case_view
from amends.organisation import founding
from tests import cast

pytestmark = pytest.mark.django_db
CLOCK = ("warned", "missed", "escalated")


def clock_entries(case) -> list[tuple[str, str]]:
    entries = Entry.objects.filter(case=case, kind__in=CLOCK).order_by("no")
    return [(entry.kind, entry.fields["duty"]) for entry in entries]


def test_a_promise_warns_then_is_missed_then_climbs_the_ladder():
    house = cast.house()
    case = house.receive().case
    house.later(days=3)
    mine = [kind for kind, duty in clock_entries(case) if duty == "pre-review"]
    assert mine == ["warned", "missed", "escalated", "escalated"]


def test_a_worker_that_was_down_for_days_catches_up_in_the_order_of_the_moments():
    house = cast.house()
    case = house.receive().case
    house.work()
    house.now += timedelta(days=12)
    house.work()
    entries = Entry.objects.filter(case=case, kind__in=CLOCK).order_by("no")
    moments = [entry.fields["moment"] for entry in entries]
    assert moments == sorted(moments)
    assert {entry.at for entry in entries} == {house.now}


def test_nothing_is_written_twice_however_often_the_clock_looks():
    house = cast.house()
    case = house.receive().case
    house.later(days=12)
    before = clock_entries(case)
    assert duties.wake(house.now) == 0
    assert clock_entries(case) == before


def test_a_closed_case_is_left_alone_by_the_clock():
    house = cast.house()
    case = house.receive().case
    handling.do(case, "withdraw", by="complainant", now=house.now)
    house.later(days=60)
    assert clock_entries(case) == []
    assert queries.next_wake([case.pk]) is None


def test_assigning_the_case_to_somebody_else_does_not_move_a_promised_date():
    house = cast.house()
    case = house.receive().case
    before = case_view.promises_of(case, language="en", now=house.now)
    house.later(hours=5)
    case = handling.assign(case, owner=house.emre, by=house.deniz, now=house.now)
    after = case_view.promises_of(case, language="en", now=house.now)
    assert [one.owed.due.at for one in after] == [one.owed.due.at for one in before]


def test_a_letter_kept_in_the_mailroom_counts_from_the_day_it_arrived():
    house = cast.house()
    arrived = house.now
    house.now += timedelta(days=3)
    case = house.receive(
        by=house.rana, channel="counter", received_at=arrived.isoformat(), typed_late="It lay in the mailroom."
    ).case
    assert case.received_at == arrived
    answer = next(one for one in case_view.promises_of(case, language="en", now=house.now) if one.key == "answer")
    assert case_view.due_day(case_view.calendar_of(case), answer.owed.due.at).isoformat() == "2026-03-10"
    assert Entry.objects.get(case=case, no=1).at == house.now


def test_a_new_calendar_moves_only_internal_promises_until_somebody_says_otherwise():
    house = cast.house()
    case = house.receive().case
    before = {one.key: one.owed.due.at for one in case_view.promises_of(case, language="en", now=house.now)}
    content = case_view.calendar_of(case).to_json()
    content["special"] = {**content["special"], "2026-03-03": {"name": "Mourning", "kind": "holiday", "hours": []}}
    founding.store_calendar("main", content, by=house.leyla, now=house.now, reason="proclaimed")
    case = handling.recalculate(case, calendar="main/2", why="day of mourning", by=house.leyla, now=house.now)
    after = {one.key: one.owed.due.at for one in case_view.promises_of(case, language="en", now=house.now)}
    assert after["pre-review"] == before["pre-review"] + timedelta(days=1)
    assert after["answer"] == before["answer"]
    case = handling.recalculate(case, calendar="main/2", why="by law", statutory=True, by=house.leyla, now=house.now)
    after = {one.key: one.owed.due.at for one in case_view.promises_of(case, language="en", now=house.now)}
    assert after["answer"] == before["answer"] + timedelta(days=1)
