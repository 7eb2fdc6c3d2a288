"""How it went, asked on the tracking page: three questions, each fault by its name, and nothing that looks grave."""

from __future__ import annotations

import pytest
from django.test import Client

from amends.cases.acts.complaint_receipt import Received
from tests.intake import mail_samples

pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> Received:
    house = mail_samples.house()
    received = mail_samples.ended(house)
    house.work()
    client.post("/en/track/", {"number": received.case.number, "password": received.password})
    return received


def test_each_question_without_an_answer_is_named(client: Client):
    signed_in(client)
    answer = client.post("/en/track/act/rate/", {"answers-rated_easy": "5"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<bdi>How satisfied are you with the outcome?</bdi> This needs an answer." in page
    assert "<bdi>How easy was it to complain to us?</bdi> This needs an answer." not in page


def test_the_answers_are_sent_by_a_plain_button_and_kept(client: Client):
    received = signed_in(client)
    page = client.get("/en/track/act/rate/").content.decode()
    assert "Send this to Defne Home Textiles" in page
    assert "act grave" not in page
    said = {f"answers-rated_{key}": "4" for key in ("easy", "fair", "outcome")}
    assert client.post("/en/track/act/rate/", said).status_code == 302
    assert mail_samples.kinds(received.case).count("rated") == 1


def test_a_number_is_not_broken_over_two_lines_in_the_list_of_letters(client: Client):
    received = signed_in(client)
    page = client.get("/en/track/case/").content.decode()
    assert f'<span class="unbroken">{received.case.number}</span>' in page
