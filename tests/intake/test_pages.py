"""What staff see of what came in, and what the owner sets up: every page as a person presses through it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from amends.cases.models import Case
from amends.dispatch.letters import forms_pdf
from amends.intake.mail import daily_look, inbound_mail, mailbox
from amends.intake.models import Draft, Incoming
from amends.organisation.inbound_channels import Gateway, Mailbox
from amends.organisation.models import Member, Site
from amends.platform import sealing
from tests.intake import mail_samples

pytestmark = pytest.mark.django_db


def at_desk(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def raw_of(name: str) -> bytes:
    return (mail_samples.MESSAGES / f"{name}.eml").read_bytes()


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_message_kept_aside_says_why_and_a_member_makes_it_a_case():
    house = mail_samples.house()
    one = mail_samples.sorted_(raw_of("newsletter"), house)
    client = at_desk(mail_samples.boss(house))
    assert "It came through a mailing list." in text_of(client.get("/desk/mail/?which=aside"))
    answer = client.post(f"/desk/mail/{one.pk}/", {"do": "case", "kind": "complaint"})
    case = Case.objects.get()
    assert answer.url == f"/desk/case/{case.number}/"
    again = client.post(f"/desk/mail/{one.pk}/", {"do": "case", "kind": "complaint"}, follow=True)
    assert "Somebody has dealt with this message already." in text_of(again)
    assert Case.objects.count() == 1


def test_a_held_message_is_attached_to_the_case_it_belongs_to():
    house = mail_samples.house()
    received = mail_samples.asked(house)
    one = mail_samples.sorted_(mail_samples.marked("colleague-answers", received), house)
    client = at_desk(mail_samples.boss(house))
    page = text_of(client.get(f"/desk/mail/{one.pk}/"))
    assert "It answers a letter that we sent to a colleague or a department." in page
    wrong = client.post(f"/desk/mail/{one.pk}/", {"do": "attach", "number": "DF-1111-1111", "whose": "staff"})
    assert wrong.status_code == 422
    assert "There is no case of this number that you see." in text_of(wrong)
    client.post(f"/desk/mail/{one.pk}/", {"do": "attach", "number": received.case.number, "whose": "staff"})
    one.refresh_from_db()
    assert one.case == received.case
    assert one.settled_by == mail_samples.boss(house).by
    assert "We will look." in mail_samples.last_words(received.case)


def test_a_message_is_put_aside_and_stays_to_be_found():
    house = mail_samples.house()
    one = mail_samples.sorted_(raw_of("encrypted-pgp"), house)
    client = at_desk(mail_samples.boss(house))
    assert "It is encrypted" in text_of(client.get("/desk/mail/"))
    client.post(f"/desk/mail/{one.pk}/", {"do": "aside"})
    assert "Nothing waits for you" in text_of(client.get("/desk/mail/"))
    assert "It is encrypted" in text_of(client.get("/desk/mail/?which=all"))


def test_the_message_as_it_came_is_only_ever_a_file():
    house = mail_samples.house()
    one = mail_samples.sorted_(raw_of("html-only"), house)
    answer = at_desk(mail_samples.boss(house)).get(f"/desk/mail/{one.pk}/raw")
    assert b"".join(answer.streaming_content) == raw_of("html-only")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    page = at_desk(mail_samples.boss(house)).get(f"/desk/mail/{one.pk}/").content.decode()
    assert "alert(1)" not in page


def test_the_list_pages_by_key_and_asks_little_of_the_database(django_assert_max_num_queries):
    house = mail_samples.house()
    for at in range(60):
        inbound_mail.keep_mail(b"From: a%d@example.org\nSubject: s%d\n\nhello" % (at, at), now=house.now)
    client = at_desk(mail_samples.boss(house))
    with django_assert_max_num_queries(14):
        page = client.get("/desk/mail/?which=all").content.decode()
    after = re.search(r'href="(\?which=all&amp;after=[^"]+)"', page)
    assert after is not None
    rest = client.get("/desk/mail/" + after.group(1).replace("&amp;", "&")).content.decode()
    seen = re.findall(r"/desk/mail/([0-9a-f-]{36})/", page + rest)
    assert len(set(seen)) == 60


def test_the_owner_sets_up_a_mailbox_and_its_password_is_never_shown():
    house = mail_samples.house()
    client = at_desk(house.leyla)
    faulty = client.post("/desk/ways/mailbox/new/", {**BOX, "host": "", "security": "none", "addresses-complaint": "x"})
    said = text_of(faulty)
    assert faulty.status_code == 422
    assert "Write the name of the mail server." in said
    assert "Without encryption a password may only travel within this machine." in said
    assert "x is no e-mail address." in said
    assert client.post("/desk/ways/mailbox/new/", BOX).status_code == 302
    box = Mailbox.objects.get(name="Second")
    assert sealing.unseal(bytes(box.password or b"")) == "sesame-of-the-box"
    assert b"sesame" not in bytes(box.password or b"")
    page = client.get(f"/desk/ways/mailbox/{box.pk}/").content.decode()
    assert "sesame" not in page
    assert "more@defne.example" in page
    client.post(f"/desk/ways/mailbox/{box.pk}/", {**BOX, "password": ""})
    box.refresh_from_db()
    assert sealing.unseal(bytes(box.password or b"")) == "sesame-of-the-box"


def test_a_mailbox_that_refuses_us_is_seen_in_the_register_with_word_and_mark():
    house = mail_samples.house()
    mailbox.read_ill(Mailbox.objects.get(), "sign-in", house.now)
    answer = at_desk(mail_samples.boss(house)).get("/desk/channels/")
    assert "It refuses our user or password. Since" in text_of(answer)
    assert 'class="standing late"><svg' in answer.content.decode()


def test_the_register_says_how_much_came_this_month(django_assert_max_num_queries):
    house = mail_samples.house()
    mail_samples.sorted_(raw_of("emoji"), house)
    client = at_desk(house.leyla)
    with django_assert_max_num_queries(12):
        answer = client.get("/desk/channels/")
    assert answer.status_code == 200


def test_a_gateways_secret_is_shown_once():
    house = mail_samples.house()
    client = at_desk(house.leyla)
    said = {"key": "turk-sms", "proof": "hmac", "header": "X-Signature"}
    page = client.post("/desk/ways/gateway/new/", said).content.decode()
    secret = sealing.unseal(bytes(Gateway.objects.get().secret))
    assert secret in page
    assert "/in/sms/turk-sms/" in page
    assert secret not in client.get("/desk/ways/gateway/turk-sms/").content.decode()
    client.post("/desk/ways/gateway/turk-sms/", {**said, "renew": "yes"})
    assert sealing.unseal(bytes(Gateway.objects.get().secret)) != secret


@pytest.mark.parametrize("language", ["en", "tr", "el", "zh-hans", "ar"])
def test_form_and_poster_are_tagged_pages_in_each_language(language: str):
    mail_samples.house()
    for made in (forms_pdf.form(language), forms_pdf.poster(language, Site.objects.get(pk="izmir"))):
        assert made.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in made


def test_whoever_scans_the_poster_of_a_shop_complains_about_that_shop():
    mail_samples.house()
    client = Client()
    assert client.post("/en/complain/?site=izmir").status_code == 302
    assert Draft.objects.get().content["site"] == "izmir"
    Client().post("/en/complain/?site=nowhere")
    assert Draft.objects.filter(content__site="nowhere").count() == 0


def test_the_ways_to_reach_us_lead_to_the_form_on_paper():
    mail_samples.house()
    page = Client().get("/en/ways/").content.decode()
    assert "/en/ways/form.pdf" in page
    assert "/tr/ways/form.pdf" in page
    assert Client().get("/en/ways/form.pdf")["Content-Type"] == "application/pdf"


def test_a_form_filled_in_by_hand_is_typed_in_as_post():
    house = mail_samples.house()
    page = at_desk(mail_samples.boss(house)).get("/desk/new/").content.decode()
    assert 'value="post"' in page
    assert Incoming.objects.count() == 0


BOX = {
    "name": "Second",
    "how": "imap",
    "host": "imap.example.org",
    "port": "993",
    "security": "tls",
    "user": "box",
    "password": "sesame-of-the-box",
    "folder": "INBOX",
    "done_folder": "",
    "addresses-complaint": "More@defne.example",
    "addresses-feedback": "",
}


def test_what_was_put_aside_is_forgotten_after_its_time_all_but_that_it_came(settings: Any, caplog: Any):
    house = mail_samples.house()
    aside = mail_samples.sorted_(raw_of("newsletter"), house)
    kept = mail_samples.sorted_(raw_of("emoji"), house)
    client = at_desk(mail_samples.boss(house))
    late = aside.came_at + timedelta(days=settings.ASIDE_DAYS, seconds=1)
    with caplog.at_level("INFO", "amends.intake.mail.inbound_mail"):
        assert inbound_mail.sweep(aside.came_at + timedelta(days=settings.ASIDE_DAYS)) == 0
        assert inbound_mail.sweep(late) == 0  # nobody has looked at it yet
        daily_look.look([str(aside.pk)], by=house.leyla, now=late)
        assert inbound_mail.sweep(late) == 1
    assert "1 messages put aside more than 365 days ago are forgotten" in caplog.text
    assert not default_storage.exists(aside.stored)
    aside.refresh_from_db()
    assert (aside.head, aside.sender, aside.stored) == ({}, "", "")
    kept.refresh_from_db()
    assert kept.case is not None
    assert default_storage.exists(kept.stored)
    page = text_of(client.get("/desk/mail/?which=all"))
    assert "365 days after it came, once somebody has looked at it. 1 message was forgotten so far." in page
    assert "1 message on this page" in page
    assert client.get(f"/desk/mail/{aside.pk}/").status_code == 404
