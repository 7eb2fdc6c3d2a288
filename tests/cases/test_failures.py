"""What fails for one case is set aside: it stops nothing else, rests longer each time, and goes away when it works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from amends.cases import duties, failures
from amends.cases.models import Case, Entry, Failure
from amends.cases.retention import erasure
from amends.dispatch import compose
from amends.dispatch.models import Message
from amends.improvement import fingerprints
from amends.improvement.models import Trace
from amends.reports.counting import recount
from amends.reports.models import Fact
from tests import cast

pytestmark = pytest.mark.django_db
WAITING = Case.objects.order_by("id")


@pytest.fixture
def house() -> cast.House:
    return cast.house()


def spoiled(case: Case) -> Case:
    """Its history names a calendar that is nowhere: whatever folds or reads its state fails."""
    state = {**Case.objects.get(pk=case.pk).state}
    state["values"] = {**state["values"], "calendar": "nowhere"}
    Case.objects.filter(pk=case.pk).update(state=state)
    return case


def mended(case: Case, calendar: str) -> None:
    state = {**Case.objects.get(pk=case.pk).state}
    state["values"] = {**state["values"], "calendar": calendar}
    Case.objects.filter(pk=case.pk).update(state=state)


def faults() -> dict[str, str]:
    return dict(Failure.objects.values_list("step", "about"))


def test_a_case_whose_clock_fails_stops_no_other_clock(house: cast.House):
    first, second = (house.receive(language="en").case for _ in range(2))
    house.work()
    calendar = cast.fresh(first).state["values"]["calendar"]
    spoiled(first)
    until = house.now + timedelta(days=40)
    while duties.wake(until):
        pass
    assert Entry.objects.filter(case=second, by="clock").exists()
    assert not Entry.objects.filter(case=first, by="clock").exists()
    assert faults() == {"clock": first.number}
    assert "ValueError in cases/" in Failure.objects.get().fault
    mended(first, calendar)
    assert duties.wake(until + timedelta(seconds=30)) == 0  # its pause is not over
    while duties.wake(until + timedelta(minutes=2)):
        pass
    assert Entry.objects.filter(case=first, by="clock").exists()
    assert faults() == {}


def test_letters_that_cannot_be_written_stop_no_other_letters(house: cast.House):
    cases = [house.receive(language="en").case for _ in range(4)]
    broken = cases[1]
    unreadable(Entry.objects.get(case=broken, no=1))
    compose.step(house.now)
    written = set(Message.objects.values_list("case_id", flat=True))
    assert written == {one.pk for one in cases} - {broken.pk}
    assert [one.about for one in failures.failures_of([broken.pk])] == [broken.number]
    assert compose.step(house.now) == 0


def test_hundreds_that_fail_do_not_starve_the_one_behind_them(house: cast.House):
    taken: list[int] = []
    cases = [house.receive().case.pk for _ in range(7)]

    def act(ids: Sequence[int]) -> int:
        if set(ids) & set(cases[:6]):
            raise ValueError("words of a person")
        taken.extend(ids)
        return len(ids)

    def step(now: object = house.now) -> int:
        return failures.in_turn("test", WAITING.exclude(pk__in=taken), act, now=now, most=3)  # type: ignore[arg-type]

    while step():
        pass
    assert taken == [cases[6]]
    assert Failure.objects.count() == 6
    assert "person" not in str(list(Failure.objects.values_list("fault", flat=True)))


def test_pauses_grow_to_an_hour_and_what_no_longer_waits_is_no_failure(house: cast.House):
    case = house.receive().case

    def broken(_ids: Sequence[int]) -> int:
        raise ValueError

    now, pauses = house.now, []
    for _ in range(5):
        failures.in_turn("test", WAITING, broken, now=now, most=3)
        failed = Failure.objects.get()
        pauses.append((failed.next_at - now).total_seconds() / 60)
        now = failed.next_at
    assert pauses == [1, 5, 15, 60, 60]
    assert (failed.tries, failed.since) == (5, house.now)
    assert failures.in_turn("test", WAITING.exclude(pk=case.pk), broken, now=now, most=3) == 0
    assert not Failure.objects.exists()


def test_a_database_that_goes_away_is_no_failure_of_a_case(house: cast.House):
    house.receive()

    def gone(_ids: Sequence[int]) -> int:
        raise OperationalError("the connection is closed")

    with pytest.raises(OperationalError):
        failures.in_turn("test", WAITING, gone, now=house.now, most=3)
    assert not Failure.objects.exists()


def test_a_proof_tries_nothing_of_a_living_case(house: cast.House):
    living, mine = (house.receive().case.pk for _ in range(2))
    seen: list[int] = []

    def act(ids: Sequence[int]) -> int:
        seen.extend(ids)
        return len(ids)

    failures.set_aside("test", "living", ValueError(), now=house.now - timedelta(days=1), case_id=living)
    failures.in_turn("test", WAITING, act, now=house.now, most=3, among=[mine])
    assert seen == [mine]
    assert Failure.objects.count() == 1


def test_figures_and_likeness_of_the_others_go_on(house: cast.House):
    first, second = (house.receive().case for _ in range(2))
    spoiled(first)
    Case.objects.filter(pk=first.pk).update(state={"values": {"words": 5}})
    while recount.step(house.now, calm=timedelta(0)) + fingerprints.step(house.now):
        pass
    assert set(Fact.objects.values_list("pk", flat=True)) == {second.pk}
    assert set(Trace.objects.values_list("pk", flat=True)) >= {second.pk}
    assert "counting" in faults()


def test_one_that_cannot_be_erased_stops_no_other_erasing(house: cast.House):
    first, second = (house.receive().case for _ in range(2))
    house.work()
    Case.objects.update(erase_on=house.now.date())
    spoiled(first)
    erasure.step(house.now)
    assert cast.fresh(second).erased_at is not None
    assert faults() == {"erasing": first.number}


def unreadable(entry: Entry) -> None:
    """An entry that no letter can be written from; the trigger that keeps entries is asked to look away."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE amends_entry SET fields = jsonb_set(fields, '{calendar}', '\"nowhere\"') WHERE id = %s", [entry.pk]
        )
        cursor.execute("SET session_replication_role = DEFAULT")
