"""The demo's stories: what a complainant and the staff do about one matter, each act at its own moment."""

from __future__ import annotations

import random
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from amends.cases import deciding, handling, queries, receiving
from amends.cases.acts import By
from amends.cases.models import Case
from amends.dispatch import posting
from amends.organisation.models import Member
from amends.procedure import calendar as working_time
from amends.procedure.calendar import Amount, Calendar
from amends.server.demo import texts
from amends.server.demo.replay import Story
from amends.server.demo.texts import Matter

Pause = Generator[datetime, datetime, datetime]


@dataclass
class Teller:
    """One story's own dice, calendar and people."""

    dice: random.Random
    calendar: Calendar
    people: dict[str, Member]
    start: datetime
    number: str = ""

    @property
    def case(self) -> Case:
        return queries.named(self.number)

    def work(self, now: datetime, least: int, most: int) -> Pause:
        """So many working hours go by."""
        hours = self.dice.randint(least, most)
        jitter = timedelta(minutes=self.dice.randint(1, 50))
        return (yield working_time.add(self.calendar, now + jitter, Amount(hours, "working hours")))

    def live(self, now: datetime, least: int, most: int) -> Pause:
        """So many hours go by for the complainant, who also writes at night."""
        return (yield now + timedelta(hours=self.dice.randint(least, most), minutes=self.dice.randint(0, 59)))

    def arrive(
        self,
        matter: Matter,
        *,
        language: str,
        now: datetime,
        kind: str = "complaint",
        channel: str = "web",
        by: By = "complainant",
        **more: Any,
    ) -> None:
        name, _own = self.dice.choice([one for one in texts.NAMES if one[1] == language])
        contact = {"name": name, **self.dice.choice(CONTACTS)} if more.pop("reachable", True) else {}
        received = receiving.receive(
            receiving.Arrival(
                kind=kind, channel=channel, language=language, words=matter.words, wanted=matter.wanted,
                product=matter.product, contact=contact, acknowledged=channel in ("phone", "counter"), **more,
            ),
            by=by, now=now,
        )  # fmt: skip
        self.number = received.case.number


CONTACTS = (
    {"mobile": "+905321112233"},
    {"email": "someone@example.com"},
    {"mobile": "+905447654321", "email": "someone.else@example.com"},
    {"post": "Gül Sokak 4\n35220 Konak, İzmir"},
)


def agreement(teller: Teller, matter: Matter, language: str, ending: str) -> Story:
    """The factory's goods, by the agreement procedure, as far as this ending."""
    handler = teller.people["rana"]
    now = yield teller.start
    channel = teller.dice.choice(["web", "web", "representative", "technician"])
    by: By = "complainant" if channel == "web" else handler
    teller.arrive(
        matter,
        language=language,
        now=now,
        channel=channel,
        by=by,
        site="bursa",
        batch=f"L{teller.dice.randint(2100, 2400)}",
    )
    if ending == "received":
        return
    now = yield from teller.work(now, 2, 6)
    handling.assign(teller.case, owner=handler, by=handler, now=now)
    severity = teller.dice.choice(["minor", "serious", "serious"])
    handling.classify(teller.case, values={"category": matter.category, "severity": severity}, by=handler, now=now)
    now = yield from teller.work(now, 18 if ending == "late" else 1, 22 if ending == "late" else 3)
    handling.do(teller.case, "start-assessment", by=handler, now=now)
    handling.do(teller.case, "direct", values={"department": "quality", "site": "bursa"}, by=handler, now=now)
    if ending == "assessment":
        return
    if ending == "question":
        now = yield from teller.work(now, 1, 3)
        handling.ask(teller.case, question=QUESTION[language], by=handler, now=now)
        return
    now = yield from _assess(teller, matter, now, handler, teller.people["can"])
    now = yield from _finalise(
        teller, matter, now, handler, round_no=1, language=language, returned=ending == "returned"
    )
    if ending in ("finalisation", "returned"):
        return
    now = yield from _settle(teller, now, ending)
    if ending not in ("second", "open", "outside"):
        return
    now = yield from _second_round(teller, matter, now, language)
    yield from _settle_again(teller, now, ending)


def _assess(teller: Teller, matter: Matter, now: datetime, handler: Member, technician: Member) -> Pause:
    now = yield from teller.work(now, 4, 10)
    material = {"material": ["samples", "photographs"], "material_from": ["customer"], "finding": matter.finding}
    handling.do(teller.case, "assess-material", values=material, by=technician, now=now)
    now = yield from teller.work(now, 1, 4)
    expected = {"expectation": matter.wanted, "expectation_considered": "Yes: what is asked for fits what we found."}
    handling.do(teller.case, "consider-expectation", values=expected, by=handler, now=now)
    handling.do(teller.case, "propose", values={"proposal": f"{matter.remedy}: {matter.wanted}"}, by=handler, now=now)
    return now


def _finalise(
    teller: Teller,
    matter: Matter,
    now: datetime,
    handler: Member,
    *,
    round_no: int,
    language: str,
    returned: bool = False,
) -> Pause:
    now = yield from teller.work(now, 1, 3)
    handling.do(teller.case, "finalise" if round_no == 1 else "finalise-again", by=handler, now=now)
    deciding.draft(teller.case, by=handler, now=now, **draft(teller.case, matter, language, round_no, now))
    if returned:
        now = yield from teller.work(now, 1, 2)
        deciding.send_back(
            teller.case,
            comment="Please say by when, and thank them for the samples.",
            by=teller.people["deniz"],
            now=now,
        )
        return now
    now = yield from teller.work(now, 1, 4)
    deciding.approve(teller.case, by=teller.people["deniz"], now=now)
    deciding.decide(teller.case, by=handler, now=now + timedelta(minutes=5))
    return now


def _settle(teller: Teller, now: datetime, ending: str) -> Pause:
    """What the complainant says to the first decision."""
    if ending in ("completed", "silent"):
        if ending == "silent":
            now = yield now + timedelta(days=15)
            now = yield from teller.work(now, 1, 3)
            handling.do(teller.case, "follow-up", by=teller.people["rana"], now=now)
            now = yield now + timedelta(days=21)
            handling.do(teller.case, "close-without-answer", by=teller.people["deniz"], now=now)
        return now
    now = yield from teller.live(now, 5, 70)
    if ending in ("second", "open", "outside"):
        deciding.refuse(teller.case, reason=teller.dice.choice(texts.REFUSALS), by="complainant", now=now)
    elif ending == "withdrawn":
        handling.do(teller.case, "withdraw", by="complainant", now=now)
    else:
        deciding.accept(teller.case, by="complainant", now=now)
    return now


def _second_round(teller: Teller, matter: Matter, now: datetime, language: str) -> Pause:
    second = teller.people["emre"]
    now = yield from teller.work(now, 3, 8)
    handling.assign(teller.case, owner=second, by=teller.people["deniz"], now=now)
    now = yield from teller.work(now, 4, 12)
    handling.do(
        teller.case, "investigate-alternatives", values={"alternatives": texts.ALTERNATIVES}, by=second, now=now
    )
    expected = {"expectation": matter.wanted, "expectation_considered": "A free choice meets it further than before."}
    handling.do(teller.case, "consider-expectation", values=expected, by=second, now=now)
    handling.do(teller.case, "propose", values={"proposal": texts.ALTERNATIVES}, by=second, now=now)
    return (yield from _finalise(teller, matter, now, second, round_no=2, language=language))


def _settle_again(teller: Teller, now: datetime, ending: str) -> Pause:
    now = yield from teller.live(now, 10, 60)
    if ending == "second":
        deciding.accept(teller.case, by="complainant", now=now)
        return now
    deciding.refuse(teller.case, reason=teller.dice.choice(texts.REFUSALS), by="complainant", now=now)
    if ending == "open":
        now = yield from _look_in(teller, now)
    if ending == "outside":
        now = yield now + timedelta(days=20)
        now = yield from teller.work(now, 1, 3)
        outside = {"outside_body": "Tüketici Hakem Heyeti", "outside_result": "Found for the complainant in part."}
        handling.do(teller.case, "settle-outside", values=outside, by=teller.people["deniz"], now=now)
    return now


def post_round(teller: Teller) -> Story:
    """Once each working day somebody prints what waits and takes it to the post."""
    now = yield teller.start
    while True:
        now = yield working_time.add(teller.calendar, now, Amount(7, "working hours"))
        posting.posted([letter.pk for letter in posting.waiting()], by=teller.people["zoe"], now=now)


def _look_in(teller: Teller, now: datetime) -> Pause:
    """An open complaint is looked at every month, for as long as it stays open."""
    while True:
        now = yield now + timedelta(days=24)
        now = yield from teller.work(now, 1, 9)
        looked = {"looked_in": "The committee has not decided yet."}
        handling.do(teller.case, "look-in", values=looked, by=teller.people["deniz"], now=now)


def complaint(teller: Teller, matter: Matter, language: str, ending: str) -> Story:
    """Everything else, by the general procedure, as far as this ending."""
    handler = teller.people["rana"]
    now = yield teller.start
    channel = "web" if ending == "anonymous" else teller.dice.choice(["web", "web", "phone", "counter"])
    more: dict[str, Any] = {"reachable": ending != "anonymous"}
    if channel != "web":
        more["immediate"] = "Listened, apologised for the trouble and explained what happens now."
    by: By = "complainant" if channel == "web" else teller.people["zoe"]
    teller.arrive(matter, language=language, now=now, channel=channel, by=by, **more)
    if ending == "received":
        return
    now = yield from teller.work(now, 2, 7)
    handling.assign(teller.case, owner=handler, by=teller.people["deniz"], now=now)
    handling.classify(teller.case, values={"category": matter.category, "severity": "minor"}, by=handler, now=now)
    handling.do(teller.case, "start-investigation", by=handler, now=now)
    if ending in ("investigation", "stuck"):
        return
    now = yield from _investigate(teller, matter, now, handler, ending, language)
    now = yield from _propose(teller, matter, now, handler, 1, language)
    if ending == "proposed":
        return
    now = yield from _settle_general(teller, matter, now, ending, language)
    if ending in ("accepted", "silent", "refused", "outside"):
        return
    now = yield from teller.work(now, 10, 30)
    done = {"carried_out": f"{matter.remedy}: done.", "carried_out_on": now.date().isoformat()}
    handling.do(teller.case, "carry-out", values=done, by=handler, now=now)
    handling.do(teller.case, "follow-up", by=handler, now=now)
    now = yield from teller.work(now, 10, 30)
    handling.do(
        teller.case,
        "satisfaction",
        values={"satisfied": teller.dice.choice(["satisfied", "satisfied", "partly"])},
        by=handler,
        now=now,
    )
    handling.do(teller.case, "close", by=handler, now=now)


def _investigate(teller: Teller, matter: Matter, now: datetime, handler: Member, ending: str, language: str) -> Pause:
    now = yield from teller.work(now, 3, 8)
    handling.do(teller.case, "review-details", values={"finding": matter.finding}, by=handler, now=now)
    handling.do(teller.case, "ask-department", values={"department": "quality"}, by=handler, now=now)
    if ending == "asked":
        handling.ask(teller.case, question=QUESTION[language], by=handler, now=now)
        now = yield from teller.live(now, 8, 30)
        handling.answer(teller.case, words=ANSWER[language], by="complainant", now=now)
    if ending == "extended":
        now = yield from teller.work(now, 14, 18)
        handling.extend(
            teller.case, duty="resolution", amount="5 working days", reason=EXTENSION[language], by=handler, now=now
        )
    now = yield from teller.work(now, 50 if ending == "late" else 4, 60 if ending == "late" else 10)
    said = {"departments_said": matter.finding, "possible_cause": "See the finding."}
    handling.do(teller.case, "consult", values=said, by=handler, now=now)
    return now


def _propose(teller: Teller, matter: Matter, now: datetime, handler: Member, round_no: int, language: str) -> Pause:
    now = yield from teller.work(now, 1, 5)
    deciding.draft(teller.case, by=handler, now=now, **draft(teller.case, matter, language, round_no, now))
    now = yield from teller.work(now, 1, 3)
    deciding.decide(teller.case, by=handler, now=now)
    return now


def _settle_general(teller: Teller, matter: Matter, now: datetime, ending: str, language: str) -> Pause:
    if ending == "silent":
        now = yield now + timedelta(days=13)
        now = yield from teller.work(now, 1, 3)
        handling.do(teller.case, "follow-up", by=teller.people["zoe"], now=now)
        now = yield now + timedelta(days=20)
        handling.do(teller.case, "close-without-answer", by=teller.people["deniz"], now=now)
        return now
    now = yield from teller.live(now, 4, 60)
    if ending not in ("refused", "second", "outside"):
        deciding.accept(teller.case, by="complainant", now=now)
        return now
    deciding.refuse(teller.case, reason=teller.dice.choice(texts.REFUSALS), by="complainant", now=now)
    if ending == "refused":
        return now
    second = teller.people["emre"]
    now = yield from teller.work(now, 2, 8)
    handling.assign(teller.case, owner=second, by=teller.people["deniz"], now=now)
    now = yield from _investigate(teller, matter, now, second, "", language)
    now = yield from _propose(teller, matter, now, second, 2, language)
    now = yield from teller.live(now, 6, 50)
    if ending == "outside":
        deciding.refuse(teller.case, reason=teller.dice.choice(texts.REFUSALS), by="complainant", now=now)
        return (yield from _look_in(teller, now))
    deciding.accept(teller.case, by="complainant", now=now)
    return now


def feedback(teller: Teller, words: str, language: str, ending: str) -> Story:
    """A remark or an idea: reviewed each week, forwarded where something can be done."""
    manager = teller.people["deniz"]
    now = yield teller.start
    channel = teller.dice.choice(["web", "counter", "phone"])
    by: By = "complainant" if channel == "web" else teller.people["zoe"]
    teller.arrive(
        Matter(words, "", "", "", "", ""), language=language, now=now, kind="feedback", channel=channel, by=by
    )
    if ending == "received":
        return
    now = yield from teller.work(now, 8, 30)
    if ending == "complaint":
        handling.change_kind(teller.case, kind="complaint", reason="An answer is expected.", by=manager, now=now)
        return
    useful = "no" if ending == "noted" else "yes"
    handling.do(teller.case, "review-feedback", values={"actionable": useful}, by=manager, now=now)
    if ending == "noted":
        handling.do(teller.case, "note-feedback", by=manager, now=now)
        return
    handling.do(teller.case, "forward", values={"department": "sales"}, by=manager, now=now)
    if ending == "forwarded":
        return
    now = yield from teller.work(now, 40, 90)
    decided = "implemented" if ending == "changed" else "not-implemented"
    handling.do(
        teller.case,
        "record-decision",
        values={"department_decision": decided, "department_reason": "Discussed at the weekly meeting."},
        by=manager,
        now=now,
    )
    handling.do(teller.case, "conclude-with-change" if ending == "changed" else "conclude", by=manager, now=now)


def draft(case: Case, matter: Matter, language: str, round_no: int, now: datetime) -> dict[str, Any]:
    """A decision on one matter, in the complainant's language."""
    remedies = queries.remedies(case)
    outcome = "partly" if round_no == 1 and matter.remedy == "refund" else "upheld"
    point = {
        "point": matter.words, "finding": matter.finding, "outcome": outcome,
        "remedy": matter.remedy if matter.remedy in remedies else next(iter(remedies), ""),
        "remedy_on": (now + timedelta(days=10)).date().isoformat(),
    }  # fmt: skip
    turkish = language == "tr"
    summary = ("Haklısınız. " if turkish else "You are right. ") + matter.finding
    alternatives = (texts.ALTERNATIVES_TR if turkish else texts.ALTERNATIVES) if round_no == 2 else ""
    return {"points": [point], "summary": summary, "alternatives": alternatives}


QUESTION = {"en": "Could you send us a photo of the label?", "tr": "Etiketin bir fotoğrafını gönderebilir misiniz?"}
ANSWER = {"en": "The label says lot 2291, made in March.", "tr": "Etikette parti 2291, Mart üretimi yazıyor."}
EXTENSION = {"en": "The test at the laboratory takes longer.", "tr": "Laboratuvardaki deney daha uzun sürüyor."}


def all_stories(
    start: datetime, end: datetime, calendar: Calendar, people: dict[str, Member], seed: int = 7
) -> Iterator[Story]:
    """Every ending of every procedure, spread over the months; the unfinished ones lie in the last days."""
    dice = random.Random(seed)

    def teller(moment: datetime) -> Teller:
        return Teller(random.Random(dice.random()), calendar, people, moment)

    def some_day(ending: str) -> datetime:
        last_days = ending in RECENT
        first = end - timedelta(days=RECENT.get(ending, 0)) if last_days else start + timedelta(days=2)
        last = end - timedelta(hours=3) if last_days else end - timedelta(days=25)
        return first + (last - first) * dice.random()

    yield post_round(teller(start))
    for ending in AGREEMENT:
        matter = dice.choice(texts.FACTORY)
        yield agreement(
            teller(some_day(ending)), matter, "en" if matter.words.isascii() or "°" in matter.words else "tr", ending
        )
    for ending in GENERAL:
        language = dice.choice(["en", "tr"])
        yield complaint(
            teller(some_day(ending)), dice.choice(texts.EN if language == "en" else texts.TR), language, ending
        )
    for ending in FEEDBACK:
        language, words = dice.choice(texts.FEEDBACK)
        yield feedback(teller(some_day(ending)), words, language, ending)


# Unfinished endings, and how many days before today they begin.
RECENT = {"received": 1.2, "assessment": 4, "investigation": 5, "finalisation": 6, "returned": 6, "completed": 10, "proposed": 10,
          "refused": 9, "forwarded": 12, "complaint": 3, "question": 4, "stuck": 14, "accepted": 12}  # fmt: skip
AGREEMENT = (
    "agreed", "agreed", "agreed", "agreed", "agreed", "agreed", "agreed", "late", "late", "second", "second", "second",
    "open", "open", "outside", "silent", "withdrawn", "received", "received", "assessment", "assessment", "question",
    "finalisation", "returned", "completed", "completed",
)  # fmt: skip
GENERAL = (
    "closed", "closed", "closed", "closed", "closed", "closed", "closed", "closed", "asked", "asked", "extended", "extended",
    "late", "late", "second", "second", "outside", "silent", "anonymous", "accepted", "received", "received", "received",
    "investigation", "stuck", "investigation", "investigation", "proposed", "proposed", "refused",
)  # fmt: skip
FEEDBACK = (
    "noted",
    "noted",
    "noted",
    "changed",
    "changed",
    "considered",
    "forwarded",
    "complaint",
    "received",
    "received",
)
