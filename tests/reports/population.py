"""A population to count: dozens of cases that live through everything, by dice that always fall the same way."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from amends.cases import queries
from amends.cases.acts import decision, handling, perform
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.models import Case
from amends.organisation.models import Category, Product
from amends.procedure.payloads import act_payloads
from amends.reports.counting import recount
from tests import cast
from tests.cast import House

# Somebody who may grant money, in two currencies.
MORE = """
[[authority]]
role = "center-manager"
most = "100000.00"
currency = "TRY"
[[authority]]
role = "center-manager"
most = "100000.00"
currency = "EUR"
"""
SEEDED = 11


@dataclass
class Village:
    """The house, its cases, and the dice that decide what becomes of them."""

    house: House
    dice: random.Random
    cases: list[Case] = field(default_factory=list)

    def live(self, cases: int, leaps: int) -> None:
        """So many cases come in, and after each arrival some of those that are there go on."""
        for _ in range(cases):
            self.arrive()
            for _ in range(leaps):
                self.leap()

    def arrive(self) -> None:
        self.wait(self.dice.randint(1, 90))
        dice, kind = self.dice, "feedback" if self.dice.random() < 0.12 else "complaint"
        said: dict[str, Any] = {"kind": kind, "channel": dice.choice(["web", "web", "phone", "email"])}
        said |= {"language": dice.choice(["en", "tr"]), "site": dice.choice(["", "bursa", "izmir"])}
        said["product"] = dice.choice(["", "fabric", "sofa"])
        if dice.random() < 0.2:
            said["contact"] = {}  # anonymous
        if dice.random() < 0.25:
            said["needs"] = "I cannot read small letters."
        if said["channel"] == "phone":
            said |= {"by": self.house.rana, "on_the_spot": dice.choice(["yes", "no", ""])}
            said |= {"category": dice.choice(["", "colour"]), "acknowledged": dice.random() < 0.5}
        self.cases.append(self.house.receive(**said).case)
        if dice.random() < 0.12:
            self.house.now += timedelta(days=2)  # the worker was down: nothing was sent, nothing was written

    def leap(self) -> None:
        """Something happens to one of them, as far as its procedure allows it."""
        self.wait(self.dice.randint(0, 30))
        case = cast.fresh(self.dice.choice(self.cases))
        deed = self.dice.choice(DEEDS.get(case.stage, [_note]))
        try:
            deed(self, case)
        except (ActNotAllowed, InvalidForm):
            _note(self, case)  # it was not allowed: then somebody writes that down
        self.house.work()

    def wait(self, hours: int) -> None:
        self.house.later(hours=hours)

    @property
    def now(self) -> datetime:
        return self.house.now


def village(cases: int = 62, leaps: int = 4, seed: int = SEEDED) -> Village:
    """A population with all that happens to cases in half a year."""
    house = cast.house("agreement")
    Category.objects.create(key="delivery", titles={"en": "Delivery"})
    Product.objects.create(key="sofa", titles={"en": "Sofa"})
    cast.publish("feedback-and-complaints", house.now, kinds=["feedback"])
    cast.publish_with("agreement", house.now + timedelta(minutes=1), MORE)
    house.now += timedelta(minutes=2)
    made = Village(house, random.Random(seed))
    made.live(cases, leaps)
    return made


def counted(now: datetime) -> None:
    """Everything that happened is in the figures."""
    while recount.step(now, calm=timedelta(0)):
        pass


def _note(one: Village, case: Case) -> None:
    handling.note(case, words="Looked at it.", by=one.house.rana, now=one.now)


def _assign(one: Village, case: Case) -> None:
    handling.assign(case, owner=one.dice.choice([one.house.rana, one.house.emre]), by=one.house.deniz, now=one.now)


def _classify(one: Village, case: Case) -> None:
    dice = one.dice
    values = {"category": dice.choice(["colour", "delivery"]), "severity": dice.choice(["minor", "serious"])}
    if dice.random() < 0.5:
        values["class"] = dice.choice(["product-quality", "service-quality"])
    handling.classify(case, values=values, by=one.house.rana, now=one.now)


def _extend(one: Village, case: Case) -> None:
    duty = "answer" if case.round == 1 else "second-answer"
    handling.extend(case, duty=duty, amount="3 working days", reason="Laboratory.", by=one.house.deniz, now=one.now)


def _ask(one: Village, case: Case) -> None:
    handling.ask(case, question="Which lot?", by=one.house.rana, now=one.now)


def _answer(one: Village, case: Case) -> None:
    handling.answer(case, words="Lot 7.", by="complainant", now=one.now)


def _add(one: Village, case: Case) -> None:
    handling.add(case, words="And one more thing.", by="complainant", now=one.now)


def _rest(one: Village, case: Case) -> None:
    deed = handling.resume if queries.named(case.number).state["rests"] else None
    if deed:
        deed(case, by=one.house.deniz, now=one.now)
    else:
        handling.rest(case, reason="We wait for a sample.", by=one.house.deniz, now=one.now)


def _decide(one: Village, case: Case) -> None:
    """All of an assessment in one sitting, up to the decision."""
    worker = one.house.rana if case.round == 1 else one.house.emre
    now, first = one.now, case.round == 1
    if first:
        handling.assign(case, owner=worker, by=worker, now=now)
        _classify(one, case)
        if case.stage == "received":
            handling.do(case, "start-assessment", by=worker, now=now)
        handling.do(case, "direct", by=worker, now=now, values={"department": "quality"})
        material = {"material": ["samples"], "material_from": ["customer"], "finding": "Dye."}
        handling.do(case, "assess-material", by=worker, now=now, values=material)
    else:
        handling.do(case, "investigate-alternatives", by=worker, now=now, values={"alternatives": "A refund."})
    expected = {"expectation": "A new one.", "expectation_considered": "Yes."}
    handling.do(case, "consider-expectation", by=worker, now=now, values=expected)
    handling.do(case, "propose", by=worker, now=now, values={"proposal": "Replace it."})
    decision.draft(case, points=_points(one), summary="So it is.", by=worker, now=now)
    handling.do(case, "finalise" if first else "finalise-again", by=worker, now=now)
    decision.approve(case, by=one.house.deniz, now=now)
    decision.decide(case, by=worker, now=now)


def _points(one: Village) -> list[dict[str, Any]]:
    outcome = one.dice.choice(["upheld", "upheld", "partly", "not upheld", "not upheld"])
    point = {"point": "It faded", "finding": "The dye", "outcome": outcome}
    if outcome != "not upheld":
        point |= {"remedy": "refund", "remedy_on": "2027-01-15"}
        if one.dice.random() < 0.7:
            point |= {"amount": str(one.dice.randint(10, 900)), "currency": one.dice.choice(["TRY", "TRY", "EUR"])}
    return [point]


def _accept(one: Village, case: Case) -> None:
    decision.accept(case, by="complainant", now=one.now)


def _refuse(one: Village, case: Case) -> None:
    decision.refuse(case, reason="No.", by="complainant", now=one.now)


def _follow_up(one: Village, case: Case) -> None:
    handling.do(case, "follow-up", by=one.house.rana, now=one.now)
    one.wait(20 * 24)
    handling.do(cast.fresh(case), "close-without-answer", by=one.house.deniz, now=one.now)


def _withdraw(one: Village, case: Case) -> None:
    handling.do(case, "withdraw", by="complainant", now=one.now)


def _take_up_again(one: Village, case: Case) -> None:
    handling.do(case, "take-up-again", by="complainant", now=one.now)


def _rate(one: Village, case: Case) -> None:
    said = {key: one.dice.randint(2, 5) for key in ("rated_easy", "rated_fair", "rated_outcome")}
    with perform.on(case) as locked:
        perform.by_verb(locked, act_payloads.Rated(), by="complainant", now=one.now, values=said)


def _look_in(one: Village, case: Case) -> None:
    handling.do(case, "look-in", by=one.house.deniz, now=one.now, values={"looked_in": "As before."})


def _settle_outside(one: Village, case: Case) -> None:
    values = {"outside_body": "The board", "outside_result": "It wrote to both of us."}
    if found := ("upheld", "not-upheld", "partly", "")[case.pk % 4]:
        values["outside_outcome"] = found
    handling.do(case, "settle-outside", by=one.house.deniz, now=one.now, values=values)


def _direct_feedback(one: Village, case: Case) -> None:
    _assign(one, case)


# What can happen in a stage; a deed that stands twice happens twice as often.
DEEDS: dict[str, list[Any]] = {
    "received": [_assign, _classify, _extend, _ask, _answer, _add, _withdraw, *[_decide] * 7],
    "assessment": [_assign, _classify, _extend, _ask, _answer, _rest, *[_decide] * 5],
    "completed": [_accept, _accept, _accept, _refuse, _refuse, _refuse, _follow_up, _ask],
    "withdrawn": [_take_up_again, _note],
    "closed": [_rate, _rate, _note, _note],
    "closed-without-answer": [_accept, _refuse],
    "open": [_look_in, _look_in, _accept, _settle_outside],
    "feedback-received": [_assign, _note],
}
