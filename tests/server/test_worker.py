"""The worker's loop: every step gets its turn, whatever happens in another."""

import logging
import threading
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from amends.cases import heartbeats
from amends.server import worker

pytestmark = pytest.mark.django_db


class Weary:
    """An end that comes after so many rests."""

    def __init__(self, rests: int) -> None:
        self.rests = rests

    @property
    def asked(self) -> int:
        return int(self.rests <= 0)

    def wait(self, seconds: float) -> None:
        self.rests -= 1


def test_steps_are_taken_again_at_once_while_there_is_work() -> None:
    left = [3, 2, 1]
    worker.run(Weary(1), (lambda now: left.pop() if left else 0,))  # type: ignore[arg-type]
    assert left == []


def test_a_failing_step_stops_no_other_and_is_tried_less_and_less() -> None:
    taken: list[datetime] = []

    def broken(now: datetime) -> int:
        raise ValueError("words of a person")

    def sound(now: datetime) -> int:
        taken.append(now)
        return 0

    worker.run(Weary(5), (broken, sound))  # type: ignore[arg-type]
    assert len(taken) == 5
    assert all(moment.tzinfo is UTC for moment in taken)


def test_pauses_double_and_end_with_the_first_success() -> None:
    fails = [True, True, False]

    def step(now: datetime) -> int:
        if fails.pop(0):
            raise OSError
        return 1

    taker = worker.Taker(step)
    pauses = []
    for _ in range(2):
        taker.due = 0
        taker.take()
        pauses.append(round(taker.due - time.monotonic()))
    taker.due = 0
    assert pauses == [1, 2]
    assert taker.take() == 1
    assert taker.failures == 0


def test_the_log_says_where_it_failed_and_never_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    said = "Key (email)=(ann@example.org) already exists"

    def broken(now: datetime) -> int:
        raise ValueError(said)

    with caplog.at_level(logging.ERROR):
        worker.Taker(broken).take()
    assert "ValueError" in caplog.text
    assert "test_worker.py" in caplog.text
    assert "ann@example.org" not in caplog.text


def test_a_lane_that_waits_for_somebody_holds_no_other_and_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A carrier that never speaks: the others work on, and the end does not wait for it."""
    silence, taken = threading.Event(), list[datetime]()

    def silent(_now: datetime) -> int:
        silence.wait(60)
        return 0

    def sound(now: datetime) -> int:
        taken.append(now)
        return 0

    monkeypatch.setattr(worker, "lanes", lambda _told: {"silent": (silent,), "sound": (sound,)})
    monkeypatch.setattr(worker, "PATIENCE_SECONDS", 0.5)
    began = time.monotonic()
    with worker.beside():
        while len(taken) < 2 and time.monotonic() - began < 20:
            time.sleep(0.05)
    silence.set()
    assert len(taken) >= 2
    assert time.monotonic() - began < 10


def test_carriers_and_reports_have_lanes_of_their_own() -> None:
    beside = [worker.name(step) for steps in worker.lanes(worker.LaneEnd()).values() for step in steps]
    assert "amends.dispatch.sender.email" in beside
    assert "amends.dispatch.sender.sms" in beside
    assert "amends.reports.mailing.step" in beside
    assert not set(beside) & {worker.name(step) for step in worker.STEPS}
    assert len(set(worker.names())) == len(worker.names())


@pytest.mark.django_db(transaction=True)
def test_what_goes_through_gives_a_sign_of_life() -> None:
    def broken(_now: datetime) -> int:
        raise ValueError

    def sound(_now: datetime) -> int:
        return 0

    worker.run(Weary(2), (broken, sound))  # type: ignore[arg-type]
    [beaten] = heartbeats.since()
    assert beaten.endswith("sound")


def test_what_an_older_version_did_is_waited_for_no_more() -> None:
    heartbeats.beat(["a step of long ago", worker.names()[0]], now=datetime(2026, 1, 1, tzinfo=UTC))
    worker.forget_others(datetime(2026, 1, 2, tzinfo=UTC))
    assert list(heartbeats.since()) == [worker.names()[0]]


def test_a_step_is_taken_in_the_zone_of_its_taker() -> None:
    seen: list[str] = []

    def step(_now: datetime) -> int:
        seen.append(timezone.get_current_timezone_name())
        return 1

    assert worker.Taker(step, lambda: ZoneInfo("Europe/Istanbul")).take() == 1
    assert (seen, timezone.get_current_timezone_name()) == (["Europe/Istanbul"], "UTC")
