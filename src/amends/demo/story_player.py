"""Plays one story of the demo's data step by step: each waits, then one act is done through the real verbs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from amends.cases import internal, relations
from amends.cases.acts import complaint_receipt
from amends.cases.acts.perform import By
from amends.cases.models import Case
from amends.demo import organisation_data, verb_calls
from amends.demo.organisation_data import Toml
from amends.demo.replay import Story
from amends.demo.verb_calls import Doing, Said
from amends.goods import lookup
from amends.intake import submission
from amends.intake.submission import Door
from amends.organisation.models import Member
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Amount, Calendar


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the words of a story: {today}, or {today:+14} for the day two weeks after it."""

    on: date

    def __format__(self, days: str) -> str:
        return (self.on + timedelta(days=int(days or 0))).isoformat()


@dataclass
class Teller:
    """One story's own dice, calendar, people and matter; `numbers` are its cases by the names the story gives them."""

    dice: random.Random
    calendar: Calendar
    people: Mapping[str, Member]
    matter: Said
    start: datetime
    number: str = ""
    contact: Said | None = None
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        return Case.objects.select_related("owner").get(number=self.number)

    @property
    def language(self) -> str:
        return str(self.matter["language"])

    def tell(self, chapters: Sequence[Sequence[Said]]) -> Story:
        """Every step of these chapters; what would happen after the demo's last moment is never played."""
        now = yield self.start
        for step in unrolled(chapters):
            then = self._after(step, now)
            if then > now:
                now = yield then
            if "do" in step or "begin" in step:
                self._do(step, now)

    def _after(self, step: Said, now: datetime) -> datetime:
        """When the step is done: after hours of work, or of a complainant's life, who also writes at night."""
        if "work" in step:
            jitter = timedelta(minutes=self.dice.randint(1, 50))
            return working_time.add(
                self.calendar, now + jitter, Amount(self.dice.randint(*step["work"]), "working hours")
            )
        if "live" in step:
            return now + timedelta(hours=self.dice.randint(*step["live"]), minutes=self.dice.randint(0, 59))
        return now + timedelta(days=step.get("days", 0), minutes=step.get("minutes", 0))

    def _do(self, step: Said, now: datetime) -> None:
        if "on" in step:
            self.number = self.numbers[step["on"]]
        case = self.case if self.number else None
        said = {key: self._said(value, now, case) for key, value in step.items()}
        if "begin" in said:
            self._begin(said, now)
        elif said["do"] == "arrive":
            self._arrive(said, now)
        elif case is not None:
            self._act(case, said, now)

    def _act(self, case: Case, said: Said, now: datetime) -> None:
        act = relations.acts(case)[said["do"]]
        by: By = "complainant" if said["by"] == "complainant" else self.people[said["by"]]
        opened = verb_calls.do(Doing(case, act, said, by, now, self.people, self.matter, self.language))
        if opened:
            self.numbers[said["as"]] = opened

    def _begin(self, said: Said, now: datetime) -> None:
        """A matter of the organisation's own; the story goes on with it."""
        pack, kind = said["begin"].split()
        by = self.people[said["by"]]
        self.number = internal.begin(pack, kind, values=said["values"], by=by, owner=by, now=now).number
        self.numbers[said.get("as", kind)] = self.number

    def _arrive(self, said: Said, now: datetime) -> None:
        channel = said["channel"]
        more = {key: said[key] for key in ("site", "batch", "order", "trigger", "on_the_spot") if key in said}
        more |= {key: self.matter[key] for key in ("site", "batch", "needs") if key in self.matter}
        if channel != "web" and "immediate" in said:
            more["immediate"] = said["immediate"]
        contact = dict(self.contact or self._somebody()) if said.get("reachable", True) else {}
        content = {
            "kind": said["kind"],
            "language": self.language,
            "words": self.matter.get("written", self.matter["words"]),
            "wanted": self.matter.get("wanted", ""),
            "product": self.matter.get("product", ""),
            "anonymous": "" if contact else "yes",
            "acknowledged": "yes" if channel in ("phone", "counter") else "",
            **contact,
            **more,
        }
        valid = submission.validate(content, Door(channel), now=now)
        self.number = complaint_receipt.receive(valid, by=self._hand(said, channel), now=now).case.number

    def _somebody(self) -> Said:
        named = [
            one for one in organisation_data.read("complainants")["complainants"] if one["language"] == self.language
        ]
        name = self.dice.choice(named or organisation_data.read("complainants")["complainants"])["name"]
        return {"name": name, **self.dice.choice(organisation_data.read("complainants")["contacts"])}

    def _hand(self, said: Said, channel: str) -> By:
        """Who brings it in: the complainant, a partner by their own link, or whoever takes it down."""
        if channel == "partner":
            return f"partner:{said['partner']}"
        return "complainant" if channel in ("web", "email") else self.people[said["taken_by"]]

    def _said(self, value: Toml, now: datetime, case: Case | None) -> Toml:
        """The words of the data with their open places filled: by dice, by language, by the matter."""
        if isinstance(value, Mapping):
            if isinstance(choices := value.get("any"), list):
                return self._said(self.dice.choice(choices), now, case)
            if self.language in value or set(value) <= {"en", "tr"}:
                return self._said(value.get(self.language) or next(iter(value.values())), now, case)
            return {key: self._said(one, now, case) for key, one in value.items()}
        if isinstance(value, list):
            return [self._said(one, now, case) for one in value]
        if not isinstance(value, str) or "{" not in value:
            return value
        words = {**self.matter, "today": Day(now.date()), "lot": self.dice.randint(2100, 2400)}
        words["alternatives"] = organisation_data.read("words")["alternatives"][self.language]
        words["by"] = {name: member.by for name, member in self.people.items()}
        words["number"] = self.numbers
        words |= self._goods()
        words["holder"] = case.owner.username if case and case.owner else ""
        return value.format_map(words)

    def _goods(self) -> dict[str, str]:
        """What our records say of the shipment that the matter is about, as whoever fills in a form would read it."""
        if "shipment" not in self.matter:
            return {}
        seen = lookup.shipment(self.matter["shipment"])
        shipped = seen.shipped_on.isoformat() if seen.shipped_on else ""
        return {"order": seen.order, "lots": ", ".join(seen.lots), "shipped_on": shipped}


def unrolled(chapters: Sequence[Sequence[Said]]) -> Iterator[Said]:
    """The steps in order; a wait that repeats plays the step after it as often."""
    for chapter in chapters:
        at = 0
        while at < len(chapter):
            step = chapter[at]
            if times := step.get("repeat"):
                for _ in range(times):
                    yield from (step, chapter[at + 1])
                at += 2
            else:
                yield step
                at += 1
