"""Nothing is put aside by a word, and whatever is put aside or held stands in a list that somebody looks through."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from amends.cases.models import Case
from amends.cases.reply_address import _contact
from amends.intake.mail import daily_look, inbound_mail
from amends.intake.models import Incoming, MailLook
from amends.organisation import changes
from amends.organisation.models import RoleAssignment
from tests.intake import mail_samples

pytestmark = pytest.mark.django_db
HEAD = (
    "From: {name} <p@posta.example>\nTo: complaints@defne.example\nSubject: {subject}\n{more}\n"
    "Your technician did not come."
)
SUBJECTS = [
    "Abwesenheit Ihres Monteurs am 12. November",
    "Out of office hours nobody answers your emergency line",
    "Automatic reply is all I ever get from you",
    "Ofis dışı saatte gelen servis",
    "Undeliverable sofa",
    "Failure notice: the washing machine",
    "Returned mail order, no refund",
    "Delivery has failed three times",
    "Mail delivery failed to bring my parcel",
    "Teslim edilemedi dediğiniz koltuk",
    "退信",
    "SPAM calls from your shop",
    "Read: your own terms",
    "Delayed again",
    "Unsubscribe me",
    "Auto-Submitted: auto-replied",
    "Newsletter nobody asked for",
]
NAMES = ["Mail Delivery Subsystem of Flat 3", "Mailer-Daemon", "Postmaster General", "Mail Delivery System", "Noreply"]


def mail(*, name: str = "Veli", subject: str = "The lamp", more: str = "") -> bytes:
    return HEAD.format(name=name, subject=subject, more=more and more + "\n").encode()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_word_in_a_subject_puts_nobody_aside(subject: str):
    assert mail_samples.sorted_(mail(subject=subject), mail_samples.house()).sort == "complaint"


@pytest.mark.parametrize("name", NAMES)
def test_people_may_be_called_what_they_like(name: str):
    assert mail_samples.sorted_(mail(name=name), mail_samples.house()).sort == "complaint"


@pytest.mark.parametrize(
    "mark",
    [
        "Precedence: bulk",
        "Precedence: list",
        "Precedence: junk",
        "Return-Path: <p@posta.example>",
        "Auto-Submitted: no",
        "X-Auto-Response-Suppress: All",
        "X-Mailer: Mailman",
    ],
)
def test_a_sign_that_programs_of_people_set_too_puts_nobody_aside(mark: str):
    assert mail_samples.sorted_(mail(more=mark), mail_samples.house()).sort == "complaint"


def test_a_contact_form_becomes_the_case_of_whoever_filled_it_in():
    house = mail_samples.house()
    raw = (
        b"From: Web form <noreply@shop.example>\nTo: complaints@defne.example\nSubject: Contact form\n"
        b'Reply-To: "Deniz L" <denizl@posta.example>\nPrecedence: bulk\n\nThe lamp is broken again.'
    )
    assert mail_samples.sorted_(raw, house).sort == "complaint"
    assert _contact(Case.objects.get()) == {"name": "Deniz L", "email": "denizl@posta.example"}


def test_whose_program_answers_to_ourselves_is_answered_to_their_own_address():
    house = mail_samples.house()
    assert mail_samples.sorted_(mail(more="Reply-To: complaints@defne.example"), house).sort == "complaint"
    assert _contact(Case.objects.get())["email"] == "p@posta.example"


REPORT = 'MIME-Version: 1.0\nContent-Type: multipart/report; boundary="b"; report-type={kind}\n'
JUDGED = {
    "by RFC 3834": ("Auto-Submitted: auto-generated", "automatic", "auto-submitted"),
    "by RFC 2919": ("List-Id: <news.shop.example>", "list", "list"),
    "by RFC 2369": ("List-Unsubscribe: <mailto:off@shop.example>", "list", "list"),
    "by RFC 8098": (
        REPORT.format(kind="disposition-notification") + "\n--b\nContent-Type: text/plain\n\nRead.\n--b--",
        "automatic",
        "read-receipt",
    ),
    "by RFC 3464": (
        REPORT.format(kind="delivery-status") + "\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--",
        "held",
        "bounce-unknown",
    ),
    "by a mail server's guess": ("X-Spam-Flag: YES", "spam", "spam"),
    "a report of another kind": (
        REPORT.format(kind="feedback-report") + "\n--b\n"
        "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--",
        "held",
        "report",
    ),
    "no way back": ("Return-Path: <>", "held", "empty-return-path"),
    "no way back, and a word": ("Return-Path: <>\nX-Also: failure notice", "held", "empty-return-path"),
    "a mark without a standard": ("X-Autoreply: yes", "held", "autoreply"),
    "an old word for it": ("Precedence: auto_reply", "held", "autoreply"),
    "an old list": ("X-BeenThere: list@shop.example", "held", "list"),
    "another server's trouble": ("X-Failed-Recipients: a@b.example", "held", "bounce-unknown"),
}


@pytest.mark.parametrize("key", JUDGED)
def test_what_is_put_aside_or_held_stands_in_the_list_with_its_reason_and_is_a_case_by_one_press(key: str):
    house = mail_samples.house()
    more, sort, reason = JUDGED[key]
    one = mail_samples.sorted_(mail(more=more), house)
    assert (one.sort, one.reason) == (sort, reason)
    assert Case.objects.count() == 0
    client = mail_samples.at_desk(mail_samples.boss(house))
    page = client.get("/desk/mail/").content.decode()
    assert f'action="/desk/mail/{one.pk}/"' in page
    assert re.search(r'<span class="by">[A-Z][^<]+\.</span></td>', page)
    client.post(f"/desk/mail/{one.pk}/", {"do": "case"})
    assert Case.objects.get().incoming.get() == one


@pytest.mark.parametrize("address", ["postmaster@kleinfirma.example", "MAILER-DAEMON@kleinfirma.example"])
def test_an_address_that_servers_use_is_held_and_never_put_aside(address: str):
    house = mail_samples.house()
    raw = mail(subject="Delivery Status Notification (Failure)").replace(b"p@posta.example", address.encode())
    assert (mail_samples.sorted_(raw, house).sort, Case.objects.count()) == ("held", 0)


def test_whoever_answers_our_letter_from_such_an_address_takes_no_promise_back():
    house = mail_samples.house()
    received = mail_samples.asked(house)
    letter = mail_samples.marked("answer-by-our-message-id", received)
    answer = re.sub(rb"(?m)^From:.*$", b"From: Undelivered <postmaster@kleinfirma.example>", letter)
    one = mail_samples.sorted_(answer.replace(b"Subject: ", b"Subject: Undeliverable: "), house)
    assert (one.sort, one.case) == ("held", received.case)
    assert "bounced" not in mail_samples.kinds(received.case)


def test_words_of_the_complainant_that_a_filter_marked_reach_their_case():
    house = mail_samples.house()
    received = mail_samples.asked(house)
    one = mail_samples.sorted_(b"X-Spam-Flag: YES\n" + mail_samples.marked("answer-by-tag", received), house)
    assert (one.sort, one.case) == ("answer", received.case)


def test_an_old_server_that_sends_our_letter_back_is_believed_by_the_letters_own_id():
    house = mail_samples.house()
    received = mail_samples.asked(house)
    for at, name in enumerate(("bounce-without-a-report", "bounce-of-exim")):
        raw = re.sub(rb"(?m)^Subject:.*$", b"Subject: hello", mail_samples.marked(name, received), count=1) + b"%d" % at
        assert mail_samples.sorted_(raw, house).sort == "bounce"


def test_an_old_servers_word_that_it_still_tries_is_for_a_person_to_believe():
    house = mail_samples.house()
    received = mail_samples.asked(house)
    raw = mail_samples.marked("bounce-without-a-report", received).replace(
        b"Subject: failure notice", b"Subject: Warning: delayed"
    )
    one = mail_samples.sorted_(raw, house)
    assert (one.sort, one.reason, one.case) == ("held", "delayed", received.case)


def test_the_look_is_owed_by_the_next_working_day_stands_on_today_and_is_written_down():
    house = mail_samples.house()
    client = mail_samples.at_desk(house.leyla)
    assert daily_look.owed(house.now) is None
    one = mail_samples.sorted_(mail(more="List-Id: <news.shop.example>"), house)
    owed = daily_look.owed(house.now)
    assert owed is not None
    assert (owed.count, owed.late, owed.due_on > house.now.date()) == (1, False, True)
    assert "You owe a look at 1 message" in client.get("/desk/").content.decode()
    page = client.get("/desk/mail/").content.decode()
    assert f'name="seen" value="{one.pk}"' in page
    later = mail_samples.sorted_(mail(more="List-Id: <news.shop.example>\nX-A: b").replace(b"lamp", b"rug"), house)
    client.post("/desk/mail/", {"do": "looked", "seen": [str(one.pk)]})
    [(look, _days)] = daily_look.lately()
    assert (look.by, look.count) == (house.leyla.by, 1)
    assert list(daily_look.unseen()) == [later]  # what came while they looked is not among what they saw
    assert "You looked at 1 message." in client.get("/desk/mail/").content.decode()
    client.post("/desk/mail/", {"do": "looked", "seen": [str(one.pk), "nonsense", "²"]})
    assert MailLook.objects.count() == 1


def test_a_missed_look_is_late_on_today_and_stays_visible_afterwards():
    house = mail_samples.house()
    one = mail_samples.sorted_(mail(more="List-Id: <news.shop.example>"), house)
    late = house.now + timedelta(days=10)
    owed = daily_look.owed(late)
    assert owed is not None
    assert owed.late
    daily_look.look([str(one.pk)], by=house.leyla, now=late)
    [(look, days)] = daily_look.lately()
    assert days == (late.date() - look.due_on).days > 0
    assert f"{days} days late" in mail_samples.at_desk(house.leyla).get("/desk/mail/").content.decode()


def test_the_owner_names_the_role_that_looks_and_where_nobody_holds_it_the_owner_does():
    house = mail_samples.house()
    rana, leyla = house.rana, house.leyla
    RoleAssignment.objects.filter(member=rana).update(site=None)
    role = "complaints-officer"
    assert daily_look.owes(leyla, house.now)
    assert not daily_look.owes(rana, house.now)
    mail_samples.at_desk(rana).post("/desk/mail/", {"do": "role", "role": role})
    assert daily_look.role() == ""  # only the owner names it
    client = mail_samples.at_desk(leyla)
    client.post("/desk/mail/", {"do": "role", "role": "no-such-role"})
    assert daily_look.role() == ""
    client.post("/desk/mail/", {"do": "role", "role": role})
    rana.refresh_from_db()
    assert daily_look.owes(type(rana).objects.get(pk=rana.pk), house.now)
    assert not daily_look.owes(leyla, house.now)
    mail_samples.sorted_(mail(more="X-Spam-Flag: YES"), house)
    assert "You owe a look" in mail_samples.at_desk(rana).get("/desk/").content.decode()
    changes.leave(rana)
    RoleAssignment.objects.filter(role=role).exclude(member=rana).delete()
    assert daily_look.owes(leyla, house.now)


def test_a_look_cannot_be_changed_afterwards():
    house = mail_samples.house()
    one = mail_samples.sorted_(mail(more="X-Spam-Flag: YES"), house)
    daily_look.look([str(one.pk)], by=house.leyla, now=house.now)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE amends_maillook SET at = now()")


def test_nothing_is_forgotten_before_somebody_has_looked_at_it(settings: Any):
    house = mail_samples.house()
    one = mail_samples.sorted_(mail(more="X-Spam-Flag: YES"), house)
    late = one.came_at + timedelta(days=settings.ASIDE_DAYS + 400)
    assert inbound_mail.sweep(late) == 0
    daily_look.look([str(one.pk)], by=house.leyla, now=late)
    assert inbound_mail.sweep(late) == 1
    assert Incoming.objects.get(pk=one.pk).look is not None
