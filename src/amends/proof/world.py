"""The world of one scenario: an organisation of its own, its people, its cases, and a clock that only it moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from amends.cases import duties, editions, failures, queries
from amends.cases.acts.complaint_receipt import Received
from amends.cases.acts.perform import File
from amends.cases.errors import ActNotAllowed, Changed, Forbidden, InvalidForm
from amends.cases.models import Case
from amends.cases.retention import erasure
from amends.cases.views import case_view
from amends.cases.views.wording import Names
from amends.dispatch import compose, pending_work, send_step
from amends.dispatch.carriers.errors import DeliveryFailed
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message
from amends.organisation.models import Member
from amends.procedure.schema import Form, Procedure, say

MONTHS = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]
MOMENT = re.compile(r"(?:(\w+day) )?(\d{1,2}) (\w+) (\d{4})(?: at (\d{1,2}):(\d{2}))?$")
BEGINNING = datetime(2026, 1, 5, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that a carrier of this world took."""

    at: datetime
    carrier: str
    letter: str
    whom: str
    to: str
    subject: str
    body: str
    sms: str


@dataclass
class World:
    files: Mapping[str, str]
    beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # other packs, by key; else those we ship
    now: datetime = BEGINNING
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    language: str = "en"
    people: dict[str, Member] = field(default_factory=dict)
    received: dict[str, Received] = field(default_factory=dict)  # by the complainant's name
    matters: dict[str, str] = field(default_factory=dict)  # of our own work: its title -> its number
    last: str = ""  # the complainant whose case is meant, or the title of a matter
    taken: list[Taken] = field(default_factory=list)
    refusing: set[str] = field(default_factory=set)  # carriers that take nothing at present
    goods: set[tuple[str, str]] = field(default_factory=set)  # that this world made, by what and number
    files_kept: list[File] = field(default_factory=list)  # in the store, which no rollback empties
    stored: list[str] = field(default_factory=list)  # kept mail, in the same store
    hindered: Exception | None = None  # why the last act was not possible
    noticed: bool = True  # whether a sentence has looked at that

    @property
    def procedure(self) -> Procedure:
        if self.last in self.received and self.last not in self.matters:
            return editions.procedure(self.received[self.last].case.edition_id)  # a case keeps its edition
        return editions.procedure(queries.edition_of(self.spoken_of()))

    @property
    def case(self) -> Case:
        return queries.alone(self.spoken_of())

    def spoken_of(self) -> str:
        """The number of the case that is meant."""
        if self.last not in self.matters and self.last not in self.received:
            raise AssertionError(f"no case was made: {self.hindered or 'nobody filed one'}")
        return self.number(self.last)

    @property
    def password(self) -> str:
        return self.received[self.last].password

    def seen(self) -> case_view.CaseView:
        """The case as the complainant sees it."""
        return case_view.for_complainant(self.case, language=self.language, now=self.now)

    def seen_by(self, name: str) -> case_view.CaseView:
        """The case as this member sees it."""
        return case_view.for_staff(self.case, self.person(name), language=self.language, now=self.now)

    def person(self, name: str) -> Member:
        if name not in self.people:
            raise AssertionError(f"nobody called {name} works here")
        return self.people[name]

    def names(self) -> Names:
        return Names(self.procedure, self.language)

    def act(self, title: str) -> str:
        """The key of an act of this kind of case that the pack calls by this title or key."""
        kind = self.case.kind
        mine = {key: act for key, act in self.procedure.acts.items() if not act.kinds or kind in act.kinds}
        return self._key(title, {key: say(act.title, self.language) for key, act in mine.items()})

    def duty(self, title: str) -> str:
        return self._key(title, {key: say(duty.title, self.language) for key, duty in self.procedure.duties.items()})

    def moment(self, says: str) -> datetime:
        """A day and time on this organisation's clock; a wrong weekday is a mistake in the scenario."""
        match = MOMENT.match(says)
        if match is None:
            raise AssertionError(f"not a day and time: {says}")
        weekday, day, month, year, hour, minute = match.groups()
        at = datetime(int(year), MONTHS.index(month) + 1, int(day), int(hour or 0), int(minute or 0), tzinfo=self.zone)
        if weekday and at.strftime("%A") != weekday:
            raise AssertionError(f"{says} is a {at.strftime('%A')}")
        return at.astimezone(UTC)

    def wait_until(self, moment: datetime) -> None:
        """Time passes: at each moment that something is owed, the clock writes it and letters go out."""
        if moment < self.now:
            raise AssertionError("time does not run backwards")
        self.settle()
        while (wakes := self._next_wake()) is not None and wakes <= moment:
            self.now = max(wakes, self.now)
            self.settle()
        self.now = moment
        self.settle()

    def settle(self) -> None:
        """What a worker would do now, for the cases of this world alone."""
        mine = self.mine()
        while pending_work.anything(self.now, among=mine) and self._worked(mine):
            pass

    def _worked(self, mine: list[int]) -> bool:
        """Whether a look of the worker's at these cases found anything to do."""
        done = (
            duties.wake(self.now, among=mine)
            + compose.step(self.now, among=mine)
            + send_step.step(self.now, among=mine, carriers=self._carrier)
            + erasure.step(self.now, among=mine)
        )
        # A worker sets aside what fails and goes on; a proof must not.
        if failed := failures.failures_of(mine):
            raise AssertionError(f"the worker failed: {failed[0].step} ({failed[0].fault})")
        return bool(done)

    def attempt(self, deed: Callable[[], object]) -> None:
        """Does it, or keeps the reasons why not for the next sentence to look at."""
        self.nothing_unnoticed()
        self.hindered = None
        try:
            deed()
        except (ActNotAllowed, InvalidForm, Changed, Forbidden) as reason:
            self.hindered, self.noticed = reason, False
        self.settle()

    def hindrance(self) -> Exception | None:
        """Why the last act was not possible, if it was not."""
        self.noticed = True
        return self.hindered

    def nothing_unnoticed(self) -> None:
        """An act that was not possible refutes the scenario, unless a sentence said that it would not be."""
        if not self.noticed:
            raise AssertionError(f"an earlier act was not possible: {self.hindered}")

    def _next_wake(self) -> datetime | None:
        return queries.next_wake(self.mine())

    def mine(self) -> list[int]:
        """The cases and matters of this world, and no living one."""
        return [one.case.pk for one in self.received.values()] + queries.ids(self.matters.values())

    def number(self, name: str) -> str:
        """Of the case of this complainant, or of the matter with this title."""
        if name in self.matters:
            return self.matters[name]
        if name not in self.received:
            raise AssertionError(f"there is no case of {name}")
        return self.received[name].case.number

    def answers(self, form: Form | None, said: Mapping[str, str]) -> dict[str, str | list[str]]:
        """A table as the values of a form: people and cases by their names here, several parted by semicolons."""
        types = {one.key: one.type for one in form.fields} if form else {}
        return {key: self._answer(types.get(key, "text"), value) for key, value in said.items()}

    def _answer(self, kind: str, value: str) -> str | list[str]:
        parts = [part.strip() for part in value.split(";") if part.strip()]
        match kind:
            case "member":
                return self.person(value).by
            case "members":
                return [self.person(part).by for part in parts]
            case "cases":
                return [self.number(part) for part in parts]
            case "choices":
                return parts
        return parts if ";" in value and kind != "long text" else value

    def _carrier(self, key: str) -> Callable[[Message, Letter], None]:
        def take(message: Message, letter: Letter) -> None:
            if key in self.refusing:
                raise DeliveryFailed("refused for this scenario", permanent=True)
            whom = message.to_whom
            self.taken.append(
                Taken(self.now, key, message.letter, whom, letter.to, letter.subject, letter.body, letter.sms)
            )

        return take

    def _key(self, title: str, titles: Mapping[str, str]) -> str:
        fitting = [key for key, words in titles.items() if title in (key, words)]
        if not fitting:
            raise AssertionError(f"the pack has nothing called “{title}”")
        return fitting[0]
