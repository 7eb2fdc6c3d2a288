"""Text messages: proven, answered once, never a way to guess, and never a loop."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from amends.cases.acts import handling
from amends.cases.acts.complaint_receipt import Received
from amends.cases.models import LoginAttempt
from amends.dispatch.models import Message
from amends.intake.mail import inbound_mail
from amends.intake.models import Incoming
from amends.intake.sms import text_messages
from amends.organisation.inbound_channels import Gateway
from tests import cast
from tests.intake import mail_samples, sms_gateway
from tests.intake.sms_gateway import AYSE, SECRET, answers, bring, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    return sms_gateway.house()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"from": AYSE, "text": "Hello", "id": "7"}), "application/json"),
        (json.dumps([{"sender": AYSE, "message": "Hello", "message_id": 7}]), "application/json"),
        (json.dumps({"results": [{"from": "905321234567", "text": "Hello", "messageId": "7"}]}), "application/json"),
        (urlencode({"From": AYSE, "Body": "Hello", "MessageSid": "7"}), "application/x-www-form-urlencoded"),
        (urlencode({"msisdn": "0532 123 45 67", "text": "Hello"}), "application/x-www-form-urlencoded"),
    ],
)
def test_the_shapes_in_which_gateways_put_a_message_are_understood(house: cast.House, body: str, kind: str):
    assert bring(body.encode(), kind=kind) == 200
    assert bring(body.encode(), kind=kind) == 200
    one = Incoming.objects.get()
    assert one.head["from"] == AYSE
    assert inbound_mail.mail(one).words == "Hello"


def test_without_the_secret_nobody_gets_in_and_the_register_shows_it(house: cast.House):
    assert bring(b'{"from": "+905321234567", "text": "Hello"}', secret="guessed") == 403
    assert bring(b"{}", key="no-such-gateway") == 403
    assert Incoming.objects.count() == 0
    assert Gateway.objects.get().fault == "signature"
    assert say("Hello") == 200
    assert Gateway.objects.get().fault == ""


def test_a_gateway_with_a_secret_in_a_header_is_believed(house: cast.House):
    Gateway.objects.update(proof="secret", header="Authorization")
    client = Client()
    for given, status in (("Bearer " + SECRET, 200), (SECRET + "x", 403), ("", 403)):
        answer = client.post(
            "/in/sms/gate/", {"from": AYSE, "text": "Hello"}, headers={"Authorization": given} if given else {}
        )
        assert answer.status_code == status


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"from": "+90532"}', b"\xff\xfe", b"[" * 5000])
def test_what_is_no_message_is_refused_and_breaks_nothing(house: cast.House, body: bytes):
    assert bring(body) == 422


def test_number_and_password_tell_the_status_and_the_next_date(house: cast.House):
    received = house.receive(language="en")
    house.work()
    assert say(f"status {received.case.number} {received.password}") == 200
    [(to, words)] = answers()
    assert to == AYSE
    assert received.case.number in words
    assert "Next step promised by" in words
    assert answers() == []


def test_a_password_that_came_by_text_is_kept_nowhere(house: cast.House):
    received = house.receive(language="en")
    say(f"STATUS {received.case.number} {received.password}")
    one = Incoming.objects.get()
    assert received.password not in str(vars(one)) + inbound_mail.raw(one).decode()
    assert received.password.replace("-", "") not in str(vars(one))


def test_wrong_numbers_and_passwords_are_answered_alike_and_then_not_at_all(house: cast.House):
    received = house.receive(language="en")
    tries = [f"STATUS {received.case.number} AAAA-BBBB-CCCC-DDDD", "STATUS AM-1111-1111 AAAABBBBCCCCDDDD", "STATUS"]
    for at in range(9):
        say(tries[at % 3], key=str(at))
    said = answers()
    assert len(said) == text_messages.MOST_ANSWERS
    assert len({words for _to, words in said}) == 1
    assert LoginAttempt.objects.exists()


def test_the_same_message_brought_twice_is_handled_once(house: cast.House):
    received = asked(house)
    assert say("Lot 7", key="9") == say("Lot 7", key="9") == 200
    assert mail_samples.kinds(received.case).count("answered") == 1
    assert len(answers()) == 1


def test_a_text_answers_the_question_that_waits(house: cast.House):
    received = asked(house)
    say("Lot 7")
    assert mail_samples.last_words(cast.fresh(received.case)) == "Lot 7"
    assert received.case.number in answers()[0][1]


def test_of_several_questions_the_newest_is_answered(house: cast.House):
    first = asked(house)
    house.later(hours=1)
    second = asked(house)
    say("Lot 7")
    assert "answered" not in mail_samples.kinds(first.case)
    assert "answered" in mail_samples.kinds(second.case)
    assert second.case.number in answers()[0][1]


def test_a_sentence_that_begins_with_status_is_kept_whole(house: cast.House):
    say("Status of my sofa? It is 12 days late.")
    assert answers() == []
    assert inbound_mail.mail(Incoming.objects.get()).words == "Status of my sofa? It is 12 days late."


def test_everything_else_waits_for_a_person_and_is_not_answered(house: cast.House):
    house.receive(language="en")
    say("Where is my sofa?")
    say("Your bank: 1234", sender="BANK", key="2")
    assert answers() == []
    assert [one.reason for one in Incoming.objects.all()] == ["text", "text"]
    assert inbound_mail.waiting() == 2


def test_a_stranger_answers_nobodys_question(house: cast.House):
    received = asked(house)
    say("Lot 7", sender="+905329999999")
    assert "answered" not in mail_samples.kinds(received.case)


def asked(house: cast.House, **said: Any) -> Received:
    received = house.receive(language="en", **said)
    handling.ask(received.case, question="Which lot?", by=mail_samples.boss(house), now=house.now)
    house.work()
    assert Message.objects.filter(case=received.case).exists()
    return received
