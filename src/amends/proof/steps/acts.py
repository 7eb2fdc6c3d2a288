"""Sentences in which somebody does something: through the same doors as the pages."""

from __future__ import annotations

import io
import uuid
from typing import IO

from PIL import Image

from amends.cases.acts import complaint_receipt, decision, handling
from amends.cases.acts.perform import By
from amends.intake import submission
from amends.intake.attachments import files as files_room
from amends.intake.submission import Door
from amends.proof.scenarios import Line
from amends.proof.step_registry import expect, sentence
from amends.proof.steps.organisation import pairs, rows
from amends.proof.world import World

CHANNELS = {
    "on the website": "web",
    "by phone": "phone",
    "in person": "counter",
    "through our representative": "representative",
    "through our technician": "technician",
    "by e-mail": "email",
}
WAYS = "|".join(CHANNELS)


@sentence(f'"…" (?:files|sends) (a complaint|feedback) ({WAYS}) on (.+?): "…"')
def files(world: World, line: Line, who: str, kind: str, way: str, when: str, words: str) -> None:
    world.wait_until(world.moment(when))
    _receive(world, line, who, kind.removeprefix("a "), CHANNELS[way], words, "complainant")


@sentence(f'"…" takes (a complaint|feedback) from "…" ({WAYS}) on (.+?): "…"')
def takes(world: World, line: Line, member: str, kind: str, who: str, way: str, when: str, words: str) -> None:
    world.wait_until(world.moment(when))
    _receive(world, line, who, kind.removeprefix("a "), CHANNELS[way], words, world.person(member))


def _receive(world: World, line: Line, who: str, kind: str, channel: str, words: str, by: By) -> None:
    said = pairs(line)
    content: dict[str, str] = {"kind": kind, "words": words, "language": world.language, **said}
    if not any(said.get(key) for key in ("mobile", "email", "post")):
        content["anonymous"] = "yes"
    content.setdefault("name", "" if content.get("anonymous") else who)

    def receive() -> None:
        valid = submission.validate({**content}, Door(channel), now=world.now)
        world.received[who] = complaint_receipt.receive(valid, by=by, now=world.now)
        world.last = who

    world.attempt(receive)


@sentence('we speak of the case of "…"')
def speak_of(world: World, _line: Line, who: str) -> None:
    world.last = who


@sentence("it is now (.+)")
def it_is_now(world: World, _line: Line, when: str) -> None:
    world.wait_until(world.moment(when))


@sentence('"…" (?:takes the case|gives the case to "…")')
def assigns(world: World, _line: Line, who: str, to: str | None) -> None:
    owner = world.person(to or who)
    world.attempt(lambda: handling.assign(world.case, owner=owner, by=world.person(who), now=world.now))


@sentence('"…" classifies the case')
def classifies(world: World, line: Line, who: str) -> None:
    values = pairs(line)
    world.attempt(lambda: handling.classify(world.case, values=values, by=world.person(who), now=world.now))


@sentence('"…" does "…"')
def does(world: World, line: Line, who: str, title: str) -> None:
    by = "complainant" if who in world.received else world.person(who)
    key = world.act(title)
    values = world.answers(world.procedure.forms.get(world.procedure.acts[key].form or ""), pairs(line))
    world.attempt(lambda: handling.do(world.case, key, values=values, by=by, now=world.now))


@sentence('"…" changes the kind to (complaint|feedback): "…"')
def changes_kind(world: World, _line: Line, who: str, kind: str, reason: str) -> None:
    world.attempt(
        lambda: handling.change_kind(world.case, kind=kind, reason=reason, by=world.person(who), now=world.now)
    )


@sentence('"…" asks the complainant: "…"')
def asks(world: World, _line: Line, who: str, question: str) -> None:
    world.attempt(lambda: handling.ask(world.case, question=question, by=world.person(who), now=world.now))


@sentence('the complainant answers: "…"')
def answers(world: World, _line: Line, words: str) -> None:
    world.attempt(lambda: handling.answer(world.case, words=words, by="complainant", now=world.now))


@sentence('"…" adds: "…"')
def adds(world: World, _line: Line, who: str, words: str) -> None:
    by: By = "complainant" if who in world.received else world.person(who)
    world.attempt(lambda: handling.add(world.case, words=words, by=by, now=world.now))


@sentence('"…" adds the photograph "…"')
def adds_photograph(world: World, _line: Line, who: str, name: str) -> None:
    by: By = "complainant" if who in world.received else world.person(who)
    photograph = Photograph(name)
    kept = [files_room.store(photograph, files_room.judge(photograph), uuid.uuid4())]
    world.files_kept += kept
    world.attempt(lambda: handling.add(world.case, files=kept, by=by, now=world.now))


@sentence('"…" notes: "…"')
def notes(world: World, _line: Line, who: str, words: str) -> None:
    world.attempt(lambda: handling.note(world.case, words=words, by=world.person(who), now=world.now))


@sentence('"…" extends "…" by (.+?): "…"')
def extends(world: World, _line: Line, who: str, duty: str, amount: str, reason: str) -> None:
    key = world.duty(duty)
    by = world.person(who)
    world.attempt(lambda: handling.extend(world.case, duty=key, amount=amount, reason=reason, by=by, now=world.now))


@sentence('"…" drafts a decision: "…"')
def drafts(world: World, line: Line, who: str, summary: str) -> None:
    points = rows(line)
    alternatives = "\n".join(row["alternatives"] for row in points if row.get("alternatives"))
    by = world.person(who)
    world.attempt(
        lambda: decision.draft(
            world.case, points=points, summary=summary, alternatives=alternatives, by=by, now=world.now
        )
    )


@sentence('"…" approves the draft')
def approves(world: World, _line: Line, who: str) -> None:
    world.attempt(lambda: decision.approve(world.case, by=world.person(who), now=world.now))


@sentence('"…" returns the draft: "…"')
def returns(world: World, _line: Line, who: str, comment: str) -> None:
    world.attempt(lambda: decision.send_back(world.case, comment=comment, by=world.person(who), now=world.now))


@sentence('"…" sends the decision')
def decides(world: World, _line: Line, who: str) -> None:
    world.attempt(lambda: decision.decide(world.case, by=world.person(who), now=world.now))


@sentence("the complainant accepts the decision")
def accepts(world: World, _line: Line) -> None:
    world.attempt(lambda: decision.accept(world.case, by="complainant", now=world.now))


@sentence('the complainant refuses the decision: "…"')
def refuses(world: World, _line: Line, reason: str) -> None:
    world.attempt(lambda: decision.refuse(world.case, reason=reason, by="complainant", now=world.now))


@sentence("the carrier for (SMS|e-mail) takes nothing")
def carrier_down(world: World, _line: Line, carrier: str) -> None:
    world.refusing.add({"SMS": "sms", "e-mail": "email"}[carrier])


@sentence("nothing stood in the way")
def nothing_in_the_way(world: World, _line: Line) -> None:
    found = world.hindrance()
    expect(found is None, f"it was not possible: {found}")


class Photograph:
    """A small real picture, as a phone would send it."""

    def __init__(self, name: str) -> None:
        self.name: str | None = name
        self.file: IO[bytes] = io.BytesIO()
        Image.new("RGB", (40, 30), "#884422").save(self.file, "JPEG")
        self.size: int | None = self.file.tell()
