"""Plays one story of the demo's data step by step: each waits, then one act is done through the real verbs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from amends.cases import consulting, custody, deciding, handling, joining, queries, receiving, ties
from amends.cases.acts import By
from amends.cases.models import Case
from amends.goods import looking
from amends.organisation.models import Member
from amends.procedure import calendar as working_time
from amends.procedure.calendar import Amount, Calendar
from amends.procedure.language import Act
from amends.server.demo import facts
from amends.server.demo.replay import Story

Said = Mapping[str, Any]


@dataclass
class Teller:
    """One story's own dice, calendar, people and matter."""

    dice: random.Random
    calendar: Calendar
    people: Mapping[str, Member]
    matter: Said
    start: datetime
    number: str = ""

    @property
    def case(self) -> Case:
        return queries.named(self.number)

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
            if "do" in step:
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
        said = {key: self._said(value, now) for key, value in step.items()}
        if step["do"] == "arrive":
            self._arrive(said, now)
            return
        case = self.case
        act = ties.acts(case)[said["do"]]
        by: By = "complainant" if said["by"] == "complainant" else self.people[said["by"]]
        DEEDS.get(act.verb, _plainly)(self, case, act, said, by, now)

    def _arrive(self, said: Said, now: datetime) -> None:
        named = [one for one in facts.read("complainants")["complainants"] if one["language"] == self.language]
        name = self.dice.choice(named or facts.read("complainants")["complainants"])["name"]
        contact = {"name": name, **self.dice.choice(facts.read("complainants")["contacts"])}
        channel = said["channel"]
        by = self._hand(said, channel)
        more = {key: said[key] for key in ("site", "batch", "order", "trigger", "on_the_spot") if key in said}
        if channel != "web" and "immediate" in said:
            more["immediate"] = said["immediate"]
        arrival = receiving.Arrival(
            kind=said["kind"], channel=channel, language=self.language, words=self.matter["words"],
            wanted=self.matter.get("wanted", ""), product=self.matter.get("product", ""),
            contact=contact if said.get("reachable", True) else {}, acknowledged=channel in ("phone", "counter"), **more,
        )  # fmt: skip
        self.number = receiving.receive(arrival, by=by, now=now).case.number

    def _hand(self, said: Said, channel: str) -> By:
        """Who brings it in: the complainant, a partner by their own link, or whoever takes it down."""
        if channel == "partner":
            return f"partner:{said['partner']}"
        return "complainant" if channel in ("web", "email") else self.people[said["taken_by"]]

    def _said(self, value: Any, now: datetime) -> Any:
        """The words of the data with their open places filled: by dice, by language, by the matter."""
        if isinstance(value, Mapping):
            if "any" in value:
                return self._said(self.dice.choice(value["any"]), now)
            if self.language in value or set(value) <= {"en", "tr"}:
                return self._said(value.get(self.language) or next(iter(value.values())), now)
            return {key: self._said(one, now) for key, one in value.items()}
        if not isinstance(value, str) or "{" not in value:
            return value
        words = {**self.matter, "today": now.date().isoformat(), "lot": self.dice.randint(2100, 2400)}
        words["alternatives"] = facts.read("words")["alternatives"][self.language]
        words["by"] = {name: member.by for name, member in self.people.items()}
        words |= self._goods()
        words["holder"] = self.case.owner.username if "{holder}" in value and self.case.owner else ""
        return value.format_map(words)

    def _goods(self) -> dict[str, str]:
        """What our records say of the shipment that the matter is about, as whoever fills in a form would read it."""
        if "shipment" not in self.matter:
            return {}
        seen = looking.shipment(self.matter["shipment"])
        shipped = seen.shipped_on.isoformat() if seen.shipped_on else ""
        return {"order": seen.order, "lots": ", ".join(seen.lots), "shipped_on": shipped}

    def draft(self, case: Case, said: Said, now: datetime) -> dict[str, Any]:
        """A decision on the one matter, in the complainant's language; the second one with other ways to settle it."""
        if said.get("outcome") == "not upheld":
            point = {"point": self.matter["words"], "finding": self.matter["finding"], "outcome": "not upheld"}
            return {"points": [point], "summary": self.matter["finding"]}
        allowed = queries.remedies(case)
        remedy = self.matter["remedy"] if self.matter["remedy"] in allowed else next(iter(allowed), "")
        point = {
            "point": self.matter["words"], "finding": self.matter["finding"], "remedy": remedy,
            "outcome": "partly" if case.round == 1 and self.matter.get("partly") else "upheld",
            "remedy_on": (now + timedelta(days=10)).date().isoformat() if remedy else "",
        }  # fmt: skip
        words = facts.read("words")
        alternatives = words["alternatives"][self.language] if case.round > 1 else ""
        summary = f"{words['right'][self.language]} {self.matter['finding']}"
        return {"points": [point], "summary": summary, "alternatives": alternatives}


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


def _plainly(_teller: Teller, case: Case, act: Act, said: Said, by: By, now: datetime) -> None:
    handling.do(case, act.key, values=said.get("values", {}), by=by, now=now)


def _request(_teller: Teller, case: Case, act: Act, said: Said, by: By, now: datetime) -> None:
    consulting.request(case, act.key, department=said["department"], question=said["question"], by=by, now=now)


def _reply(_teller: Teller, case: Case, _act: Act, said: Said, by: By, now: datetime) -> None:
    no = ties.requested(case)[-1].no
    consulting.reply(case, no, words=said["words"], values=said.get("values"), by=by, now=now)


def _custody(_teller: Teller, case: Case, act: Act, said: Said, by: By, now: datetime) -> None:
    item = "" if "what" in said else f"{case.number}-1"
    custody.step(case, act.key, item=item, what=said.get("what", ""), values=said.get("values", {}), by=by, now=now)


Deed = Callable[[Teller, Case, Act, Said, Any, datetime], object]
# Each verb by the call that does it; all others are moves and records.
DEEDS: Mapping[str, Deed] = {
    "assign": lambda teller, case, _act, said, by, now: handling.assign(
        case, owner=teller.people[said["to"]], by=by, now=now
    ),
    "appoint": lambda teller, case, act, said, by, now: handling.appoint(
        case, act.key, hands={role: teller.people[name] for role, name in said["hands"].items()}, by=by, now=now
    ),
    "classify": lambda _teller, case, _act, said, by, now: handling.classify(
        case, values=said["values"], by=by, now=now
    ),
    "change kind": lambda _teller, case, act, said, by, now: handling.change_kind(
        case, kind=ties.becomes(case, act.key), reason=said["reason"], by=by, now=now
    ),
    "ask": lambda _teller, case, act, said, by, now: handling.ask(
        case, key=act.key, question=said["question"], by=by, now=now
    ),
    "answer": lambda _teller, case, _act, said, by, now: handling.answer(case, words=said["words"], by=by, now=now),
    "add": lambda _teller, case, _act, said, by, now: handling.add(case, words=said["words"], by=by, now=now),
    "note": lambda _teller, case, _act, said, by, now: handling.note(case, words=said["words"], by=by, now=now),
    "extend": lambda _teller, case, _act, said, by, now: handling.extend(
        case, duty=said["duty"], amount=said["amount"], reason=said["reason"], by=by, now=now
    ),
    "rest": lambda _teller, case, _act, said, by, now: handling.rest(case, reason=said["reason"], by=by, now=now),
    "resume": lambda _teller, case, _act, _said, by, now: handling.resume(case, by=by, now=now),
    "request": _request,
    "reply": _reply,
    "custody": _custody,
    "join": lambda _teller, case, _act, said, by, now: joining.join(case, said["number"], by=by, now=now),
    "draft": lambda teller, case, _act, said, by, now: deciding.draft(
        case, by=by, now=now, **teller.draft(case, said, now)
    ),
    "approve": lambda _teller, case, _act, _said, by, now: deciding.approve(case, by=by, now=now),
    "return": lambda _teller, case, _act, said, by, now: deciding.send_back(
        case, comment=said["comment"], by=by, now=now
    ),
    "decide": lambda _teller, case, _act, _said, by, now: deciding.decide(case, by=by, now=now),
    "accept": lambda _teller, case, _act, said, by, now: deciding.accept(
        case, values=said.get("values"), by=by, now=now
    ),
    "refuse": lambda _teller, case, _act, said, by, now: deciding.refuse(
        case, reason=said.get("reason", ""), by=by, now=now
    ),
}
