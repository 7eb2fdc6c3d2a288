"""Every part of the program dies by kill -9, and the relay too, in whatever mood it is: what was said stays true.

`AMENDS_TEST_KILLS=60 pytest tests/journeys/test_kills.py -s` does it more often and prints the figures.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
import requests
from django.db.models import F

from amends.cases.models import Case, Entry, SearchIndex
from amends.dispatch.models import Message
from tests import folders
from tests.journeys.phone import Phone, Receipt
from tests.journeys.relay import MOODS, Relay, Word
from tests.journeys.test_killed import amends
from tests.program import Program, until

pytestmark = pytest.mark.program
KILLS = int(os.environ.get("AMENDS_TEST_KILLS", "8"))
PARTS = ("amends-worker", "postgres", "relay", "amends-web")
PHONES = 2
LONG_SECONDS = 120.0
HURRY = f"UPDATE {Message._meta.db_table} SET next_at = now() WHERE state = 'waiting'"


@dataclass
class Caller:
    """Somebody who complains again and again, and presses again when the line broke at the last press."""

    url: str
    name: str
    stop: threading.Event
    receipts: dict[str, Receipt] = field(default_factory=dict)  # by their words

    def run(self) -> None:
        count = 0
        while not self.stop.is_set():
            count += 1
            words = f"Complaint {count} of {self.name}"
            phone = Phone(self.url)
            with suppress(requests.RequestException, AssertionError):
                phone.fill_in(words)
                self._press(phone, words)
            time.sleep(0.3)  # so that they come no faster than a slow relay takes their letters

    def _press(self, phone: Phone, words: str) -> None:
        for _ in range(40):
            try:
                self.receipts[words] = phone.send()
                return
            except requests.RequestException:
                time.sleep(0.25)


@dataclass
class Figures:
    """What the records and the relay say in the end."""

    numbers: list[str]
    words: list[str]
    unfollowed: int
    letters: list[tuple[str, str, float | None]]
    sent: list[tuple[str, float]]

    @classmethod
    def of(cls, program: Program) -> Figures:
        letters = program.asked(Message.objects.values_list("id", "state", "sent_at"))
        sent = program.asked(Entry.objects.filter(kind="sent").values_list("fields", "at"))
        return cls(
            [number for (number,) in program.asked(Case.objects.values_list("number"))],
            [summary for (summary,) in program.asked(SearchIndex.objects.values_list("summary"))],
            len(program.asked(Case.objects.filter(followed_no__lt=F("last_no")).values_list("pk"))),
            [(str(pk), state, at and at.timestamp()) for pk, state, at in letters],
            [(fields["message"], at.timestamp()) for fields, at in sent],
        )

    @property
    def waiting(self) -> int:
        return self.unfollowed + sum(state != "sent" for _id, state, _at in self.letters)


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Relay]:
    running = Relay(tmp_path)
    yield running
    running.kill()


@pytest.fixture
def founded(folder: Path, relay: Relay) -> Iterator[Program]:
    running = Program(folders.founded(folder), AMENDS_EMAIL_URL=f"smtp://127.0.0.1:{relay.port}?tls=none")
    try:
        running.start()
        yield running
    finally:
        running.clear_away()


def test_whoever_dies_nothing_is_lost_or_doubled_and_what_is_said_to_be_sent_was(founded: Program, relay: Relay):
    stop = threading.Event()
    callers = [Caller(founded.url, f"phone {at}", stop) for at in range(PHONES)]
    threads = [threading.Thread(target=one.run, daemon=True) for one in callers]
    for thread in threads:
        thread.start()
    until(lambda: len(relay.words()) > PHONES, "the first letters", told=founded.told)
    dice = random.Random(KILLS)
    for nth in range(KILLS):
        relay.be(MOODS[(nth // len(PARTS) + nth) % len(MOODS)])
        time.sleep(dice.uniform(0.1, 1.5))
        _kill(PARTS[nth % len(PARTS)], founded, relay)
    relay.be("quick")
    relay.kill()  # whoever hangs on its silence is freed
    relay.start()
    stop.set()
    for thread in threads:
        thread.join(LONG_SECONDS)
    until(founded.answers, "an answer", told=founded.told)
    found = _settled(founded)
    _judge(found, {words: one for caller in callers for words, one in caller.receipts.items()}, relay.words())
    assert "everything agrees" in amends(founded, "verify", "--quiet")


def test_a_silent_relay_holds_nothing_but_its_own_letter_and_no_end(founded: Program, relay: Relay):
    relay.be("silent")
    first = Phone(founded.url).complain("The first letter falls into silence.")
    until(lambda: _sending(founded), "a letter in the hands of the relay", told=founded.told)
    Phone(founded.url).complain("The second one is written meanwhile.")
    until(lambda: len(Figures.of(founded).letters) == 2, "the letter of the second", told=founded.told)
    assert founded.get("/ready") == 200  # every step goes through, the sender's too until it is silent for minutes
    began = time.monotonic()
    assert founded.end() == 0
    assert time.monotonic() - began < 8
    relay.kill()
    relay.be("quick")
    relay.start()
    founded.start()
    found = _settled(founded)
    assert len(found.letters) == 2
    assert len(relay.words()) == 2
    assert first.number in found.numbers


def _sending(program: Program) -> bool:
    return any(state == "sending" for _id, state, _at in Figures.of(program).letters)


def _kill(part: str, program: Program, relay: Relay) -> None:
    if part == "relay":
        relay.kill()
        time.sleep(0.3)
        relay.start()
        return
    victims = program.named(part)
    if victims:
        with suppress(psutil.NoSuchProcess):
            victims[-1 if part == "amends-web" else 0].kill()
    # who dies again and again is started again more and more slowly
    until(
        lambda: program.answers() and program.named("amends-worker"),
        "everybody again",
        within=LONG_SECONDS,
        told=program.told,
    )


def _settled(program: Program) -> Figures:
    """When nothing waits any more; letters that the relay refused are hurried."""
    deadline = time.monotonic() + 2 * LONG_SECONDS
    while (found := Figures.of(program)).waiting and time.monotonic() < deadline:
        with program.records() as line:
            line.execute(HURRY)
        time.sleep(0.3)
    states = Counter(state for _id, state, _at in found.letters)
    assert not found.waiting, f"{states}, not written: {found.unfollowed}\n{program.told()}"
    return found


def _judge(found: Figures, receipts: dict[str, Receipt], words: list[Word]) -> None:
    lost = [one.number for one in receipts.values() if one.number not in found.numbers]
    doubled = [said for said, times in Counter(found.words).items() if times > 1]
    moments: dict[str, list[float]] = {}
    for word in words:
        moments.setdefault(word.id.strip("<").partition("@")[0], []).append(word.at)
    repeated = len(words) - len(moments)
    sent = dict(found.sent)
    late = {letter: min(abs(at - one) for one in moments[letter]) for letter, at in sent.items()}
    columns = {letter: at for letter, _state, at in found.letters if at}
    print(
        f"\n{KILLS} kills: {len(receipts)} receipts, {len(lost)} complaints lost, {len(doubled)} doubled; "
        f"{len(moments)} letters mailed {len(words)} times; sent at most {max(late.values()):.3f} s from the word"
    )
    assert lost == []
    assert doubled == []
    assert set(moments) == {letter for letter, _state, _at in found.letters}
    assert len(found.sent) == len(sent)
    assert repeated <= KILLS
    assert all(times <= KILLS for times in Counter(word.id for word in words).values())
    assert max(late.values()) <= 1.0
    assert all(abs(columns[letter] - at) < 0.001 for letter, at in sent.items())
    _own_up(words)


def _own_up(words: list[Word]) -> None:
    """A letter that comes a second time says that it may."""
    seen: set[str] = set()
    for word in words:
        assert word.id not in seen or word.repeated, f"{word.id} came again and did not say so"
        seen.add(word.id)
