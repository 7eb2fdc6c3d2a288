"""Sentences for what partners raise, for whom a complaint is about, for who owes the next step, and for one letter."""

from __future__ import annotations

from amends.cases.acts import complaint_receipt, handling
from amends.intake import submission
from amends.intake.submission import Door
from amends.organisation import partners
from amends.organisation.models import Partner
from amends.procedure import engine
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.steps.organisation import pairs, rows
from amends.proof.world import World


@sentence("these partners work for it")
def invited(world: World, line: Line) -> None:
    for row in rows(line):
        partners.invite({"name": row["name"]}, now=world.now)


@sentence('the partner "…" raises a complaint for "…" on (.+?): "…"')
def raises(world: World, line: Line, partner: str, who: str, when: str, words: str) -> None:
    """By their personal link. A table says what else the page asks: trigger, on_the_spot, immediate, mobile, email."""
    world.wait_until(world.moment(when))
    sent_by = _of_link(partner)
    said = pairs(line)
    known = any(said.get(key) for key in ("mobile", "email"))
    content = {"kind": "complaint", "name": who, "words": words, "language": world.language, **said}
    content["anonymous"] = "" if known else "yes"

    def receive() -> None:
        valid = submission.validate(content, Door("partner"), now=world.now)
        world.received[who] = complaint_receipt.receive(valid, by=f"partner:{sent_by.key}", now=world.now)
        world.last = who

    world.attempt(receive)


@sentence('the link of the partner "…" has ended')
def ended(world: World, _line: Line, name: str) -> None:
    partner = Partner.objects.get(name=name)
    link = partners.link(partner)
    partners.end(partner, now=world.now)
    expect(partners.of_link(link) is None, "the old link still opens")


@sentence('"…" classifies the case, which is about "…"')
def about(world: World, line: Line, who: str, colleague: str) -> None:
    """In the field of the form that names a colleague."""
    forms = (world.procedure.forms.get(act.form or "") for act in world.procedure.acts_of("classify"))
    asked = [one.key for form in forms if form for one in form.fields if one.type == "member"]
    values = {**pairs(line), **dict.fromkeys(asked, world.person(colleague).by)}
    world.attempt(lambda: handling.classify(world.case, values=values, by=world.person(who), now=world.now))


@sentence('the next step lies with "…"')
def next_step(world: World, _line: Line, name: str) -> None:
    """A person, or, while nobody in person has taken it, the role that owes it."""
    seen = world.seen()
    role = seen.procedure.roles[seen.procedure.stages[seen.state.stage].owner]
    holder = str(world.case.owner) if engine.holder(seen.procedure, seen.state) else world.names().text(role.title)
    expect(holder == name, f"it lies with {holder}")


@sentence('the letter called "…" says to the complainant "…"')
def letter_says(world: World, _line: Line, letter: str, words: str) -> None:
    number = world.case.number
    mine = [one for one in world.taken if one.whom == "complainant" and one.letter == letter]
    said = [f"{one.subject}\n{one.body}" for one in mine if number in one.body + one.subject]
    expect(any(words in one for one in said), f"it says: {said or 'nothing, it never went'}")


def _of_link(name: str) -> Partner:
    """The partner whose link still opens: as on the page itself."""
    known = Partner.objects.filter(name=name).first()
    found = partners.of_link(partners.link(known)) if known else None
    if found is None:
        raise Refuted(f"the link of the partner {name} opens nothing")
    return found
