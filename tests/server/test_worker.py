"""The worker's loop: every step gets its turn, whatever happens in another."""

import logging
import time
from datetime import UTC, datetime

import pytest

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
