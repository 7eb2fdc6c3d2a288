"""Sentences for what comes by e-mail: kept as it came, sorted by the very step that the worker takes."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from django.core.files.storage import default_storage

from amends.cases.acts.complaint_receipt import Received
from amends.cases.models import Case, Secret
from amends.dispatch import bounces
from amends.intake.mail import inbound_mail, process_mail
from amends.intake.mail.process_mail import Post, Sent
from amends.intake.models import Incoming
from amends.organisation.inbound_channels import Address, Mailbox
from amends.platform import sealing
from amends.proof.scenarios import Line
from amends.proof.step_registry import expect, sentence
from amends.proof.steps.organisation import pairs, rows
from amends.proof.world import World


@sentence("it reads these e-mail addresses")
def addresses(_world: World, line: Line) -> None:
    """A table: address | kind."""
    box = Mailbox.objects.create(name="proof", how="pipe", tagged=True)
    for row in rows(line):
        Address.objects.update_or_create(address=row["address"], defaults={"mailbox": box, "kind": row["kind"]})


@sentence('"…" writes to "…" on (.+?): "…"')
def writes(world: World, line: Line, who: str, address: str, when: str, words: str) -> None:
    """A table may say: from · subject, where {number} is that of the case spoken of · automatic."""
    world.wait_until(world.moment(when))
    said = {"from": f"{who.lower()}@example.org", "subject": "Hello", **pairs(line)}
    if world.last:  # "{number}" in a subject is the number of the case spoken of
        said["subject"] = said["subject"].replace("{number}", world.case.number)
    kept = inbound_mail.keep_mail(_message(who, address, words, said, world.now), now=world.now)
    world.stored.append(kept.stored)
    process_mail.step(world.now, post=Post(_sent, _came_back), among=[kept.pk])
    kept.refresh_from_db()
    if kept.sort == "complaint" and kept.case is not None:
        sealed = Secret.objects.get(case=kept.case).sealed
        password = sealing.unseal(bytes(sealed)) if sealed else ""
        world.received[who] = Received(kept.case, password, again=False)
        world.last = who
    world.settle()


@sentence('the e-mail that came last is kept and became "…"')
def became(_world: World, _line: Line, sort: str) -> None:
    one = Incoming.objects.order_by("-came_at", "-pk").first()
    found = one.sort if one else "nothing"
    expect(found == sort, f"it became {found}")


@sentence("(\\d+) cases? (?:was|were) made in all")
def cases_made(world: World, _line: Line, count: str) -> None:
    expect(len(world.received) == int(count), f"{len(world.received)} were made")


def _message(who: str, address: str, words: str, said: dict[str, str], now: datetime) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f'"{who}" <{said["from"]}>', address, said["subject"]
    mail["Date"], mail["Message-ID"] = format_datetime(now), f"<{now.timestamp()}.{len(words)}@example.org>"
    if said.get("automatic"):
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(words)
    return mail.as_bytes()


def _sent(message_id: UUID) -> Sent | None:
    found = bounces.find(message_id)
    return Sent(found.case, found.to_whom == "complainant") if found else None


def _came_back(message_id: UUID, now: datetime) -> Case | None:
    return bounces.came_back(message_id, now=now)


def forget(stored: list[str]) -> None:
    """What was kept of a scenario's mail lies in the store, which no rollback empties."""
    for name in stored:
        default_storage.delete(name)
