"""The one question whether anything is left to do says no only where every step of the worker would do nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from amends.cases import duties, failures, queries
from amends.cases.acts import handling
from amends.cases.models import Attachment, Case
from amends.cases.retention import erasure
from amends.dispatch import compose, pending_work, send_step
from amends.dispatch.models import Message
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db


def done(house: House) -> list[int]:
    """What each step of the worker finds to do at this moment."""
    steps = (duties.wake, compose.step, erasure.step)
    return [*(step(house.now) for step in steps), send_step.step(house.now, carriers=house._carrier)]


@pytest.fixture
def quiet() -> House:
    house = cast.house()
    house.receive()
    house.work()
    assert not pending_work.anything(house.now)
    assert not any(done(house))
    return house


def test_it_says_no_only_where_no_step_would_do_anything(quiet: House) -> None:
    """Hour by hour while cases owe most, then month by month up to where one of them is erased."""
    case = Case.objects.get()
    handling.do(case, "withdraw", by="complainant", now=quiet.now)
    quiet.receive()
    busy = 0
    for hours in [*[7] * 100, *[24 * 30] * 80]:
        quiet.now += timedelta(hours=hours)
        while pending_work.anything(quiet.now):
            busy += any(done(quiet))
        assert not any(done(quiet))
    assert busy > 3
    assert cast.fresh(case).erased_at is not None


def test_an_entry_that_no_letter_followed_yet(quiet: House) -> None:
    quiet.receive()
    assert pending_work.anything(quiet.now)


def test_a_moment_at_which_the_clock_owes_an_entry(quiet: House) -> None:
    wakes = queries.first_wake()
    assert wakes is not None
    assert not pending_work.anything(wakes - timedelta(seconds=1))
    assert pending_work.anything(wakes)


@pytest.mark.parametrize("state", ["waiting", "sending"])
def test_a_letter_that_has_not_left(quiet: House, state: str) -> None:
    Message.objects.filter(pk=Message.objects.first().pk).update(state=state, next_at=quiet.now, claimed_by=1)
    assert pending_work.anything(quiet.now)
    assert not pending_work.anything(quiet.now - timedelta(seconds=1)) or state == "sending"


def test_words_whose_time_is_over(quiet: House) -> None:
    Case.objects.update(erase_on=quiet.now.date())
    assert pending_work.anything(quiet.now)


def test_a_file_that_is_erased_and_still_in_the_store(quiet: House) -> None:
    facts: dict[str, Any] = {"name": "", "media_type": "image/jpeg", "size": 1, "sha256": "", "by": "complainant"}
    Attachment.objects.create(case=Case.objects.get(), stored="kept", at=quiet.now, erased_at=quiet.now, **facts)
    assert pending_work.anything(quiet.now)


def test_what_failed_and_has_rested(quiet: House) -> None:
    failed = failures.set_aside(compose.STEP, "DF", ValueError(), now=quiet.now)
    assert not pending_work.anything(quiet.now)
    assert pending_work.anything(failed.next_at)


def test_other_cases_are_none_of_its_business(quiet: House) -> None:
    mine = [Case.objects.get().pk]
    quiet.receive()
    assert not pending_work.anything(quiet.now, among=mine)
    assert pending_work.anything(quiet.now, among=[Case.objects.latest("pk").pk])
    assert not pending_work.anything(quiet.now, among=[])
