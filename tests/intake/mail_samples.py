"""What the tests of the ways in share: a house with its addresses, and messages with the real marks put in."""

from __future__ import annotations

from pathlib import Path

from django.test import Client

from amends.cases import reply_address
from amends.cases.acts import decision, handling
from amends.cases.acts.complaint_receipt import Received
from amends.cases.models import Attachment, Case, Entry, PersonalData
from amends.dispatch.models import Message
from amends.intake.mail import inbound_mail, process_mail
from amends.intake.models import Incoming
from amends.organisation.inbound_channels import Address, Mailbox
from amends.organisation.models import Department, Member
from amends.platform import sealing
from amends.server import inbound_messages
from tests import cast

MESSAGES = Path(__file__).with_name("messages")


def house(pack: str = "feedback-and-complaints") -> cast.House:
    """The house with complaints@ and feedback@, and answers that carry their case."""
    made = cast.house(pack)
    box = Mailbox.objects.create(name="Complaints", host="127.0.0.1", security="none", tagged=True)
    Address.objects.create(address="complaints@defne.example", mailbox=box, kind="complaint")
    Address.objects.create(address="feedback@defne.example", mailbox=box, kind="feedback")
    return made


def asked(made: cast.House, question: str = "Which lot was it?") -> Received:
    """Ayşe's case, with a question that went out to her and waits for her answer."""
    received = made.receive(language="en")
    made.work()
    handling.ask(received.case, question=question, by=boss(made), now=made.now)
    made.work()
    return received


def ended(made: cast.House, language: str = "en") -> Received:
    """A case that was handled to its end, so that its complainant may say how it went."""
    received = made.receive(language=language)
    case, rana = received.case, made.rana

    def does(key: str, **values: str) -> None:
        handling.do(case, key, by=rana, now=made.now, values=values)

    handling.assign(case, owner=rana, by=rana, now=made.now)
    handling.classify(case, values={"category": "colour", "severity": "minor"}, by=rana, now=made.now)
    does("start-investigation")
    does("review-details", finding="As the label says.")
    does("consult", departments_said="Not fixed.")
    point = {"point": "The fabric", "finding": "Not fixed.", "outcome": "upheld", "remedy": "replacement"}
    decision.draft(case, points=[{**point, "remedy_on": "2026-04-30"}], summary="Yes.", by=rana, now=made.now)
    decision.decide(case, by=rana, now=made.now)
    decision.accept(case, by="complainant", now=made.now)
    does("carry-out", carried_out="It went out today.")
    does("follow-up")
    does("close")
    return received


def boss(made: cast.House) -> Member:
    return made.people["zoe"]


def sealed(password: str) -> bytes:
    """As a mailbox keeps it."""
    return sealing.seal(password)


def at_desk(member: Member) -> Client:
    """A browser in which this member has signed in."""
    client = Client()
    client.force_login(member)
    return client


def marked(name: str, received: Received) -> bytes:
    """The message of this name, as somebody who had our letters would have sent it."""
    raw = (MESSAGES / f"{name}.eml").read_bytes()
    tag = reply_address.tag(received.case.number)
    marks = {
        "@@TAG-IN-CAPITALS@@": tag.upper(),
        "@@TAG-OF-ANOTHER@@": tag[:-16] + "a" * 16,
        "@@TAG@@": tag,
        "@@NUMBER@@": received.case.number,
        "@@LOOP@@": reply_address.loop_mark(),
        "@@LETTER@@": _letter(received.case),
        "@@LETTER-TO-DEPARTMENT@@": _internal(received.case),
    }
    for mark, said in marks.items():
        raw = raw.replace(mark.encode(), said.encode())
    return raw


def sorted_(raw: bytes, made: cast.House) -> Incoming:
    """Kept, and sorted by the very step that the worker takes."""
    one = inbound_mail.keep_mail(raw, now=made.now)
    process_mail.step(made.now, post=inbound_messages.POST)
    return Incoming.objects.select_related("case").get(pk=one.pk)


def last_words(case: Case) -> str:
    """What was said last in the case."""
    said = [one for one in Entry.objects.filter(case=case).order_by("no") if "words" in one.fields]
    return str(PersonalData.objects.get(pk=said[-1].fields["words"]["vault"]).content)


def first_words(case: Case) -> str:
    entry = Entry.objects.get(case=case, no=1)
    return str(PersonalData.objects.get(pk=entry.fields["form"]["words"]["vault"]).content)


def files(case: Case) -> list[str]:
    return sorted(Attachment.objects.filter(case=case).values_list("name", flat=True))


def kinds(case: Case) -> list[str]:
    return list(Entry.objects.filter(case=case).order_by("no").values_list("kind", flat=True))


def _letter(case: Case) -> str:
    """The newest e-mail that reached the complainant."""
    found = Message.objects.filter(case=case, carrier="email", to_whom="complainant", state="sent")
    return str(found.order_by("-made_at", "-entry_no").values_list("pk", flat=True)[0])


def _internal(case: Case) -> str:
    found = Message.objects.filter(case=case).exclude(to_whom="complainant").first()
    if found is None:
        Department.objects.first()
        row = PersonalData.objects.create(
            case=case, kind="letter", content={"to": "quality@defne.example"}, salt=b"x" * 16
        )
        found = Message.objects.create(
            case=case,
            entry_no=1,
            letter="to-department",
            language="en",
            to_whom="department:quality",
            carrier="email",
            content=row,
            state="sent",
            made_at=case.received_at,
        )
    return str(found.pk)
