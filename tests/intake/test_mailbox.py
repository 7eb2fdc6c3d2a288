"""A mailbox on a real IMAP server: read once, marked after it is safe, told of new mail, and seen when it fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import imap_tools
import pytest
from django.utils import timezone

from amends.intake.mail import inbound_mail, mailbox, process_mail
from amends.intake.models import Incoming
from amends.organisation.inbound_channels import Mailbox
from amends.platform import sealing
from amends.server import inbound_messages
from amends.server.mail_watcher import Letterbox
from tests import cast
from tests.intake import mail_samples, servers

RAW = (mail_samples.MESSAGES / "turkish-iso-8859-9.eml").read_bytes()


@pytest.fixture
def imap() -> Iterator[servers.Imap]:
    with servers.imap() as running:
        yield running


def box_of(imap: servers.Imap, **said: object) -> Mailbox:
    box = Mailbox.objects.get()
    facts = {"port": imap.port, "user": servers.USER, "password": sealing.seal(servers.PASSWORD), **said}
    for key, value in facts.items():
        setattr(box, key, value)
    box.save()
    return box


def fetched(box: Mailbox, house: cast.House) -> int:
    with mailbox.connection(box) as inside:
        return mailbox.fetch(box, inside, now=house.now)


@pytest.mark.django_db
def test_a_message_is_kept_to_the_byte_and_then_marked_as_read(imap: servers.Imap):
    house = mail_samples.house()
    box = box_of(imap)
    imap.deliver(RAW)
    before = imap.unread()
    assert fetched(box, house) == before
    assert imap.unread() == 0
    assert RAW in [inbound_mail.raw(one) for one in Incoming.objects.all()]
    assert fetched(box, house) == 0


@pytest.mark.django_db
def test_the_moment_of_receipt_is_the_servers_and_the_date_is_the_senders_claim(imap: servers.Imap):
    house = mail_samples.house()
    house.now = timezone.now()
    came = house.now.replace(microsecond=0) - timedelta(hours=5)
    imap.deliver(RAW, at=came)
    fetched(box_of(imap), house)
    one = Incoming.objects.get(head__from="mehmet@example.org")
    assert one.came_at == came
    assert one.claimed_at is not None
    assert one.claimed_at.year == 2026
    process_mail.step(house.now, post=inbound_messages.POST)
    one.refresh_from_db()
    assert one.case is not None
    assert one.case.received_at == came


@pytest.mark.django_db
def test_a_reader_that_dies_before_marking_makes_no_second_case(imap: servers.Imap, monkeypatch: pytest.MonkeyPatch):
    house = mail_samples.house()
    box = box_of(imap)
    imap.deliver(RAW)

    def dies(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(imap_tools.BaseMailBox, "flag", dies)
        with pytest.raises(KeyboardInterrupt):
            fetched(box, house)
    kept = Incoming.objects.count()
    process_mail.step(house.now, post=inbound_messages.POST)
    assert imap.unread() > 0
    again = Mailbox.objects.get()
    while fetched(again, house):
        pass
    process_mail.step(house.now, post=inbound_messages.POST)
    mine = Incoming.objects.filter(head__from="mehmet@example.org")
    assert kept >= 1
    assert mine.count() == 1
    assert imap.unread() == 0
    assert cast.queries.submitted(inbound_mail.submission(mine.get())).channel == "email"


@pytest.mark.django_db
def test_old_mail_that_was_read_before_we_came_does_not_become_cases(imap: servers.Imap):
    house = mail_samples.house()
    imap.deliver((mail_samples.MESSAGES / "emoji.eml").read_bytes())
    for at in range(3):
        imap.deliver(RAW.replace(b"Message-ID: <m", b"Message-ID: <old%d" % at), seen=True)
    fetched(box_of(imap), house)
    assert fetched(Mailbox.objects.get(), house) == 0
    assert not [one for one in Incoming.objects.all() if b"<old" in inbound_mail.raw(one)]


@pytest.mark.django_db
def test_what_a_colleague_has_read_in_between_is_taken_all_the_same(imap: servers.Imap):
    house = mail_samples.house()
    box = box_of(imap)
    imap.deliver((mail_samples.MESSAGES / "emoji.eml").read_bytes())
    fetched(box, house)
    imap.deliver(RAW, seen=True)
    assert fetched(Mailbox.objects.get(), house) == 1


@pytest.mark.django_db
def test_with_a_folder_for_what_was_taken_messages_go_there(imap: servers.Imap):
    house = mail_samples.house()
    with imap.client() as client:
        client.create("Taken")
    imap.deliver(RAW)
    fetched(box_of(imap, done_folder="Taken"), house)
    assert imap.within("INBOX") == 0
    assert imap.within("Taken") >= 1


@pytest.mark.django_db
def test_of_a_message_that_is_too_large_the_beginning_is_kept_and_a_person_sees_it(
    imap: servers.Imap, monkeypatch: pytest.MonkeyPatch
):
    house = mail_samples.house()
    monkeypatch.setattr(mailbox, "LARGEST", 1000)
    monkeypatch.setattr(mailbox, "BEGINNING", 600)
    imap.deliver((mail_samples.MESSAGES / "photo.eml").read_bytes())
    fetched(box_of(imap), house)
    process_mail.step(house.now, post=inbound_messages.POST)
    one = Incoming.objects.get(head__from="mehmet@example.org")
    assert (one.sort, one.reason, one.whole, one.size) == ("held", "too-large", False, 600)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "why"),
    [({"password": None}, "sign-in"), ({"folder": "Nowhere"}, "folder"), ({"port": 1}, "unreachable")],
)
def test_a_mailbox_that_cannot_be_read_says_why(imap: servers.Imap, wrong: dict[str, object], why: str):
    house = mail_samples.house()
    box = box_of(imap, **wrong)
    with pytest.raises(mailbox.Closed) as said:
        fetched(box, house)
    assert said.value.why == why


@pytest.mark.django_db
def test_the_first_moment_of_a_fault_stays_until_it_is_mended():
    house = mail_samples.house()
    box = Mailbox.objects.get()
    mailbox.read_ill(box, "sign-in", house.now)
    mailbox.read_ill(box, "sign-in", house.now + timedelta(days=2))
    assert Mailbox.objects.get().fault_since == house.now
    mailbox.read_well(box, house.now + timedelta(days=3))
    assert (box.fault, box.fault_since) == ("", None)


@pytest.mark.django_db(transaction=True)
def test_new_mail_is_kept_within_moments_and_the_reader_ends_at_once(imap: servers.Imap):
    """IDLE: the server tells, nobody asks again and again."""
    mail_samples.house()
    box_of(imap)
    letterbox = Letterbox()
    thread = threading.Thread(target=letterbox.run)
    thread.start()
    try:
        wait(lambda: Mailbox.objects.get().read_at is not None)
        imap.deliver(RAW)
        wait(lambda: Incoming.objects.filter(head__from="mehmet@example.org").exists())
    finally:
        began = time.monotonic()
        letterbox.end()
        thread.join(10)
    assert not thread.is_alive()
    assert time.monotonic() - began < 3


@pytest.mark.django_db(transaction=True)
def test_a_mailbox_that_refuses_us_is_written_down_and_does_not_stop_the_reader(imap: servers.Imap):
    mail_samples.house()
    box_of(imap, password=sealing.seal("wrong"))
    letterbox = Letterbox()
    thread = threading.Thread(target=letterbox.run)
    thread.start()
    try:
        wait(lambda: Mailbox.objects.get().fault == "sign-in")
    finally:
        letterbox.end()
        thread.join(10)
    assert Mailbox.objects.get().fault_since is not None


def wait(until: object, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if until():  # type: ignore[operator]
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")
