"""Letters that answer letters: promises taken back, loops that never start, messages handled once."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from email import message_from_bytes

import pytest

from amends.cases import verification
from amends.cases.acts import handling
from amends.cases.models import Case, Entry
from amends.cases.retention import erasure
from amends.cases.views import case_view
from amends.dispatch import compose, send_step
from amends.dispatch.models import Message
from amends.intake.mail import inbound_mail, process_mail, to_case
from amends.intake.models import Incoming
from amends.server import inbound_messages
from amends.server.commands import mail_in
from tests import cast
from tests.intake import mail_samples, servers

pytestmark = pytest.mark.django_db


def raw_of(name: str) -> bytes:
    return (mail_samples.MESSAGES / f"{name}.eml").read_bytes()


def test_who_answers_our_letter_reaches_the_case_by_its_address_alone(settings):
    """The letter goes out by a real relay; the answer is written to where its Reply-To says."""
    with servers.smtp(settings) as relay:
        house = mail_samples.house()
        case = house.receive(language="en", contact={"email": "ayse@example.org"}).case
        while compose.step(house.now) + send_step.step(house.now):
            pass
        letter = message_from_bytes(relay.taken[0])
    assert letter["Message-ID"].endswith("@defne.example>")
    answer = f"From: ayse@example.org\r\nTo: {letter['Reply-To']}\r\nSubject: Re\r\n\r\nOne thing more: it tore.\r\n"
    one = mail_samples.sorted_(answer.encode(), house)
    assert (one.sort, one.case) == ("addition", case)
    again = mail_samples.sorted_(relay.taken[0], house)
    assert (again.sort, again.reason) == ("own", "own-letter")


def test_a_bounce_takes_the_kept_promise_back():
    house = mail_samples.house()
    received = house.receive(language="en", contact={"email": "ayse@example.org"})
    house.work()
    assert promise(received.case, house) == "kept"
    one = mail_samples.sorted_(mail_samples.marked("bounce", received), house)
    assert one.case == received.case
    assert promise(received.case, house) == "running"
    assert Message.objects.get(letter="acknowledgement").state == "bounced"
    assert mail_samples.kinds(received.case)[-1] == "bounced" or "bounced" in mail_samples.kinds(received.case)
    assert verification.verify().agrees


def test_the_same_bounce_twice_is_one_entry():
    house = mail_samples.house()
    received = house.receive(language="en", contact={"email": "ayse@example.org"})
    house.work()
    raw = mail_samples.marked("bounce", received)
    mail_samples.sorted_(raw, house)
    mail_samples.sorted_(raw + b"\r\nagain", house)
    assert mail_samples.kinds(received.case).count("bounced") == 1


def test_a_message_delivered_to_two_addresses_of_ours_is_one_case():
    house = mail_samples.house()
    raw = raw_of("plain")
    mail_samples.sorted_(b"Delivered-To: complaints@defne.example\r\n" + raw, house)
    mail_samples.sorted_(b"Delivered-To: feedback@defne.example\r\nReceived: by x\r\n" + raw, house)
    assert Case.objects.count() == Incoming.objects.count() == 1


def test_two_messages_with_one_message_id_are_two():
    """Some programs give everything they send the same one."""
    house = mail_samples.house()
    mail_samples.sorted_(raw_of("plain"), house)
    mail_samples.sorted_(raw_of("plain").replace(b"first wash", b"second wash"), house)
    assert Case.objects.count() == 2


def test_two_people_without_name_or_date_who_say_the_same_are_two():
    house = mail_samples.house()
    for at in (b"1", b"2"):
        mail_samples.sorted_(b"Received: by mx; " + at + b"\r\n\r\nThe fabric faded.", house)
    assert Incoming.objects.filter(sort="held", reason="sender-none").count() == 2


def test_a_persons_mail_is_erased_with_their_case():
    house = mail_samples.house()
    one = mail_samples.sorted_(raw_of("plain"), house)
    assert one.case is not None
    case = handling.do(one.case, "withdraw", by="complainant", now=house.now)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    assert inbound_mail.forget(house.now) == 1
    one.refresh_from_db()
    assert inbound_mail.raw(one) == b""
    assert "mehmet" not in str(vars(one))


def test_a_sorter_that_dies_after_the_case_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch):
    house = mail_samples.house()
    one = inbound_mail.keep_mail(raw_of("plain"), now=house.now)
    with monkeypatch.context() as patched:
        patched.setattr(process_mail, "_settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            process_mail.step(house.now, post=inbound_messages.POST)
    assert Case.objects.count() == 0
    process_mail.step(house.now, post=inbound_messages.POST)
    assert Case.objects.get().submission == inbound_mail.submission(one)


def test_a_message_that_became_a_case_by_hand_does_not_become_another():
    house = mail_samples.house()
    one = inbound_mail.keep_mail(raw_of("plain"), now=house.now)
    mail = inbound_mail.mail(one)
    first = to_case.case(one, mail, kind="complaint", by=mail_samples.boss(house), now=house.now)
    process_mail.step(house.now, post=inbound_messages.POST)
    assert Case.objects.get() == first


def test_what_cannot_be_sorted_three_times_is_given_to_a_person(monkeypatch: pytest.MonkeyPatch, caplog):
    house = mail_samples.house()
    one = inbound_mail.keep_mail(raw_of("plain"), now=house.now)

    def breaks(*_args: object) -> None:
        raise ValueError("Mehmet said something")

    monkeypatch.setattr(process_mail, "_sorted", breaks)
    with caplog.at_level(logging.DEBUG):
        for _ in range(3):
            process_mail.step(house.now, post=inbound_messages.POST)
            house.now += timedelta(hours=1)
    one.refresh_from_db()
    assert (one.sort, one.reason, one.next_at) == ("held", "unreadable", None)
    assert "Mehmet" not in caplog.text


def test_two_machines_do_not_write_to_each_other_for_ever():
    """A sixth message within an hour opens no case, and so is not acknowledged; a person sees it."""
    house = mail_samples.house()
    for at in range(8):
        mail_samples.sorted_(raw_of("plain").replace(b"first wash", b"wash %d" % at), house)
        house.now += timedelta(minutes=1)
    assert Case.objects.count() == process_mail.MOST_CASES
    assert {one.reason for one in Incoming.objects.filter(sort="held")} == {"too-many"}
    house.now += timedelta(hours=2)
    assert mail_samples.sorted_(raw_of("plain").replace(b"first", b"last"), house).sort == "complaint"


def test_automatic_mail_is_never_answered():
    house = mail_samples.house()
    for name in ("auto-replied", "newsletter", "spam", "x-autoreply", "empty-return-path"):
        mail_samples.sorted_(raw_of(name), house)
    house.work()
    assert Message.objects.count() == 0


def test_no_entry_and_no_log_has_what_people_wrote(caplog):
    with caplog.at_level(logging.DEBUG):
        house = mail_samples.house()
        received = mail_samples.asked(house)
        case = mail_samples.sorted_(mail_samples.marked("answer-by-tag", received), house).case
        mail_samples.sorted_(raw_of("program-attached"), house)
    said = str(list(Entry.objects.filter(case=case).values_list("fields", flat=True))) + caplog.text
    assert "lot 7" not in said
    assert "ayse@" not in said
    assert "mehmet@" not in said


def test_a_closed_case_takes_no_more_by_mail_and_a_person_sees_it():
    house = mail_samples.house()
    received = mail_samples.asked(house)
    raw = mail_samples.marked("colleague-answers", received)
    one = mail_samples.sorted_(raw, house)
    assert (one.sort, one.case, one.settled_at) == ("held", received.case, None)
    assert inbound_mail.waiting() == 1


def test_the_pipe_keeps_the_message_and_says_so(monkeypatch: pytest.MonkeyPatch, settings):
    mail_samples.house()
    settings.EMBEDDED = False  # the database of the tests runs already
    assert piped(monkeypatch, raw_of("plain")) == 0
    assert inbound_mail.raw(Incoming.objects.get()) == raw_of("plain")


def test_the_mail_server_keeps_what_the_pipe_could_not_store(monkeypatch: pytest.MonkeyPatch, settings, tmp_path):
    mail_samples.house()
    settings.EMBEDDED = False
    (tmp_path / "file").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = tmp_path / "file"
    assert piped(monkeypatch, raw_of("plain")) == 75


def piped(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> int:
    class Stdin:
        buffer = io.BytesIO(raw)

    monkeypatch.setattr("sys.stdin", Stdin())
    return mail_in.run(type("Said", (), {"to": ""})())


def promise(case: Case, house: cast.House) -> str:
    known = case_view.promises_of(cast.fresh(case), language="en", now=house.now)
    met = [one for one in known if one.key in ("acknowledge", "tell-recorded", "acknowledgement")]
    return met[0].standing
