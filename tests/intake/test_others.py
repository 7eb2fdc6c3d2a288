"""Messages that others published: by pipe and by a real mail server none crashes, none is lost, each lands well."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from amends.cases import reply_address
from amends.cases.acts.complaint_receipt import Received
from amends.cases.models import Case
from amends.cases.reply_address import _contact
from amends.intake.mail import inbound_mail, mail_message, mailbox, process_mail
from amends.intake.models import Incoming
from amends.organisation.inbound_channels import Mailbox
from amends.platform import sealing
from amends.server import inbound_messages
from amends.server.commands import mail_in
from tests import cast
from tests.intake import mail_samples, servers
from tests.intake.expected import EXPECTED, Lands
from tests.intake.expected_of_others import OTHERS

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).with_name("fixtures")


def test_every_message_is_in_the_table_and_every_folder_says_whose_it_is():
    found = {one for one in FIXTURES.glob("*/*") if one.suffix in (".eml", ".txt")}
    assert {f"{one.parent.name}/{one.stem}" for one in found} == set(OTHERS)
    notice = (FIXTURES / "NOTICE").read_text()
    for folder in {one.parent for one in found}:
        assert folder.name in notice
        assert (folder / "LICENSE").stat().st_size > 1000


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_by_the_pipe_it_lands_where_a_person_would_put_it(name: str, monkeypatch: pytest.MonkeyPatch, settings):
    settings.EMBEDDED = False  # the database of the tests runs already
    house = mail_samples.house()
    asked = OTHERS[name].sort == "answer"
    ayse = mail_samples.asked(house) if asked else house.receive()
    raw = message(name, ayse)
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": io.BytesIO(raw)})())
    assert mail_in.run(type("Said", (), {"to": ""})()) == 0
    process_mail.step(timezone.now(), post=inbound_messages.POST)
    one = Incoming.objects.select_related("case").get()
    assert inbound_mail.raw(one) == raw
    assert (one.sort, one.reason) == (OTHERS[name].sort, OTHERS[name].reason)
    if one.sort in inbound_mail.PERSONS:
        belongs(one, ayse.case, OTHERS[name])
    else:
        assert Case.objects.count() == 1


def belongs(one: Incoming, ayse: Case, lands: Lands) -> None:
    assert one.case is not None
    assert (one.case == ayse) == (lands.sort == "answer")
    words = mail_samples.last_words(one.case) if lands.sort == "answer" else mail_samples.first_words(one.case)
    assert [said for said in lands.says if said not in words] == []
    assert [said for said in lands.without if said in words] == []
    assert mail_samples.files(one.case) == sorted(lands.files)
    if lands.sort == "complaint":
        assert _contact(one.case).get("email", "") == lands.contact


def test_by_a_real_mail_server_none_is_lost_and_each_is_sorted():
    """Ours and theirs in one mailbox, some hours apart, so that no sender seems to be a machine."""
    house = mail_samples.house()
    ayse = mail_samples.asked(house)
    raws = [(name, message(name, ayse)) for name in sorted(OTHERS)]
    raws += [(name, mail_samples.marked(name, ayse)) for name in sorted(EXPECTED)]
    with servers.imap() as imap:
        began = timezone.now() - timedelta(hours=2 * len(raws))
        imap.deliver_all((raw, began + timedelta(hours=2 * at)) for at, (_name, raw) in enumerate(raws))
        came = fetched(imap, house)
        assert imap.unread() == 0
    # Some of them are one message, delivered again with other upper lines: kept once.
    kept = {key(inbound_mail.raw(one)): one for one in came}
    assert [name for name, raw in raws if key(raw) not in kept] == []
    while process_mail.step(timezone.now(), post=inbound_messages.POST):
        pass
    assert not Incoming.objects.filter(sort="").exists()
    assert not Incoming.objects.filter(reason="unreadable").exists()
    for name in OTHERS:
        sort = Incoming.objects.get(pk=kept[key(dict(raws)[name])].pk).sort
        # The question is answered once; what comes after is added.
        assert sort == OTHERS[name].sort or (sort, OTHERS[name].sort) == ("addition", "answer"), name


def key(raw: bytes) -> str:
    """What makes two deliveries the same message; a mail server ends lines in its own way."""
    return inbound_mail._key(mail_message.read(raw), raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def fetched(imap: servers.Imap, house: cast.House) -> list[Incoming]:
    box = Mailbox.objects.get()
    box.port, box.user, box.password = imap.port, servers.USER, sealing.seal(servers.PASSWORD)
    box.save()
    with mailbox.connection(box) as inside:
        while mailbox.fetch(box, inside, now=timezone.now()):
            pass
    return list(Incoming.objects.all())


def message(name: str, ayse: Received) -> bytes:
    """As it was published; an answer was delivered to the address of the letter that it answers."""
    if OTHERS[name].sort != "answer":
        return (FIXTURES / f"{name}.eml").read_bytes()
    to = f"complaints+{reply_address.tag(ayse.case.number)}@defne.example"
    if (whole := FIXTURES / f"{name}.eml").exists():
        return f"Delivered-To: {to}\n".encode() + whole.read_bytes()
    body = (FIXTURES / f"{name}.txt").read_bytes()
    encoding = "quoted-printable" if b"=C3" in body else "8bit"
    head = f"From: ayse@example.org\nTo: {to}\nSubject: Re\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n".encode() + body
