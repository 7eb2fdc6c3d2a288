"""Stories are played in the order of their moments, a night's before what comes later; a replay that stops is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from amends.demo import nightly_work
from amends.demo.progress import Bar
from amends.demo.replay import Clock, Story, beat, replay
from amends.server import demo_state

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_worker_comes_at_full_hours() -> None:
    assert beat(START) == START
    assert beat(START + timedelta(seconds=1)) == START + HOUR


@pytest.mark.django_db
def test_everything_happens_in_the_order_of_its_moments() -> None:
    happened: list[tuple[str, datetime]] = []

    def story(name: str, first: datetime, *waits: int) -> Story:
        now = yield first
        for wait in waits:
            happened.append((name, now))
            now = yield now + timedelta(hours=wait)
        happened.append((name, now))

    def night(now: datetime) -> Iterator[Story]:
        happened.append(("night", now))
        yield story("begun at night", now + HOUR)

    clock = Clock(night, nightly_work.between(START, START + timedelta(days=2)))
    told: list[datetime] = []
    replay(
        [story("one", START, 30), story("other", START + HOUR, 48)], clock, until=START + 48 * HOUR, told=told.append
    )
    assert [moment for _, moment in happened] == sorted(moment for _, moment in happened)
    assert [name for name, _ in happened] == [
        "one",
        "other",
        "night",
        "begun at night",
        "one",
        "night",
        "begun at night",
    ]
    assert told == sorted(told)


def test_what_was_interrupted_is_known_and_what_ended_too(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert (demo_state.there(), demo_state.interrupted()) == ("", False)
    with pytest.raises(KeyboardInterrupt), demo_state.noted(demo_state.YEAR):
        raise KeyboardInterrupt
    assert (demo_state.there(), demo_state.interrupted()) == ("", True)
    with demo_state.noted(demo_state.YEAR):
        pass
    assert (demo_state.there(), demo_state.interrupted()) == (demo_state.YEAR, False)


def test_where_there_is_no_terminal_a_line_comes_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    for part in range(101):
        bar(part / 100)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[0].strip() == "0%"
    assert lines[5].strip().startswith("50%, 0 seconds left")
    assert lines[-1].strip() == "100%"
