"""Ratings by text: taken as the tracking page takes them, answered with a thank-you or with the reason why not."""

from __future__ import annotations

from datetime import UTC

import pytest

from amends.cases.models import Entry, LoginAttempt
from amends.intake.mail import inbound_mail
from amends.intake.models import Incoming
from tests import cast
from tests.intake import mail_samples, sms_gateway
from tests.intake.sms_gateway import AYSE, answers, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    return sms_gateway.house()


def test_a_rating_by_text_is_the_one_that_the_tracking_page_would_take(house: cast.House):
    received = mail_samples.ended(house)
    say(f"RATE {received.case.number} {received.password} 5 4 3")
    assert answers() == [(AYSE, f"Thank you. We have your answers on {received.case.number}.")]
    [rated] = [entry for entry in Entry.objects.filter(case=received.case) if entry.kind == "rated"]
    assert (rated.by, rated.at.tzinfo) == ("complainant", UTC)
    assert rated.fields["form"] == {"rated_easy": 5, "rated_fair": 4, "rated_outcome": 3}


@pytest.mark.parametrize(
    "write",
    [
        "rate {number} {password} 5,4,3",
        "Rate: {spaced} {bare} 543",
        "RATE {number} {password} 5-4-3.",
        "puan {number} {low} 5 4 3",
    ],
)
def test_however_a_rating_is_written_it_is_read(house: cast.House, write: str):
    received = mail_samples.ended(house)
    number, password = received.case.number, received.password
    spaced, bare, low = number.replace("-", " "), password.replace("-", ""), password.lower().replace("-", " ")
    say(write.format(number=number, password=password, spaced=spaced, bare=bare, low=low))
    assert mail_samples.kinds(received.case).count("rated") == 1


def test_a_second_rating_is_answered_and_changes_nothing(house: cast.House):
    received = mail_samples.ended(house)
    for at, steps in enumerate(("5 4 3", "1 1 1")):
        say(f"RATE {received.case.number} {received.password} {steps}", key=str(at))
    assert f"We have your answers on {received.case.number} already. Thank you." in [words for _to, words in answers()]
    assert mail_samples.kinds(received.case).count("rated") == 1


def test_before_the_end_a_rating_is_told_that_it_is_too_early(house: cast.House):
    received = house.receive(language="en")
    say(f"RATE {received.case.number} {received.password} 5 4 3")
    assert "is not finished yet" in answers()[0][1]
    assert "rated" not in mail_samples.kinds(received.case)


@pytest.mark.parametrize("steps", ["", "5 4", "5 4 3 2", "6 4 3", "10 4 3", "11 4", "good good bad"])
def test_too_few_too_many_and_false_figures_are_told_what_is_wanted(house: cast.House, steps: str):
    received = mail_samples.ended(house)
    say(f"RATE {received.case.number} {received.password} {steps}")
    assert "rated" not in mail_samples.kinds(received.case)
    [(_to, words)] = answers()
    assert "3 figures from 1 (bad) to 5 (good)" in words or "this number and password" in words


def test_wrong_passwords_of_a_rating_are_answered_alike_counted_and_kept_nowhere(house: cast.House):
    received = mail_samples.ended(house)
    number, wrong = received.case.number, "AAAA BBBB CCCC DDDD"
    for at, tried in enumerate((f"RATE {number} {wrong} 5 4 3", "RATE DF-1111-1111 AAAABBBBCCCCDDDD 5 4 3", "RATE")):
        say(tried, key=str(at))
    assert {words for _to, words in answers()} == {
        "We cannot take a rating with this number and password. Write: RATE number password 5 4 3"
    }
    assert LoginAttempt.objects.exists()
    assert "rated" not in mail_samples.kinds(received.case)
    say(f"RATE {number.replace('-', ' ')} {received.password.replace('-', ' ')} 5 4 3", key="right")
    kept = [str(vars(one)) + inbound_mail.raw(one).decode() for one in Incoming.objects.all()]
    assert [one.head["subject"] for one in Incoming.objects.all()] == ["RATE …"] * 4
    assert not any(part in said for said in kept for part in [*received.password.split("-"), "CCCC"])


def test_a_rating_in_turkish_is_answered_in_turkish(house: cast.House):
    received = mail_samples.ended(house, language="tr")
    say(f"PUAN {received.case.number} {received.password} 5 4 3")
    assert received.case.number in answers()[0][1]
    assert mail_samples.kinds(received.case).count("rated") == 1


def test_a_sentence_that_begins_with_rate_is_kept_whole(house: cast.House):
    say("Rate of delivery: 5 of 10 came late.")
    assert answers() == []
    assert inbound_mail.mail(Incoming.objects.get()).words == "Rate of delivery: 5 of 10 came late."
