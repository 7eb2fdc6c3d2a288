"""Making a complaint: one question a page, nothing typed is lost, sent once, and a receipt for this browser alone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases.models import Attachment, Case
from amends.dispatch.models import Message
from tests.portal import visits

pytestmark = pytest.mark.django_db
PASSWORD = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


def test_a_complaint_needs_only_what_happened_and_a_way_to_answer(client):
    visits.house()
    answer = visits.send(client, about={}, wanted={})
    assert answer.url == "/en/complain/receipt/"
    assert Case.objects.get().kind == "complaint"


def test_the_receipt_says_the_number_the_password_and_what_happens_by_when(client):
    visits.house()
    visits.send(client)
    answer = client.get("/en/complain/receipt/")
    page = answer.content.decode()
    assert Case.objects.get().number in page
    assert PASSWORD.search(page)
    assert "Our decision on your complaint" in page
    assert answer["Cache-Control"] == "no-store"


def test_the_receipt_opens_the_case(client):
    visits.house()
    visits.send(client)
    password = PASSWORD.search(client.get("/en/complain/receipt/").content.decode())
    assert password
    stranger = Client()
    said = {"number": Case.objects.get().number, "password": password.group()}
    assert stranger.post("/en/track/", said).url == "/en/track/case/"


def test_the_receipt_is_shown_again_until_it_is_written_down_and_to_nobody_else(client):
    visits.house()
    visits.send(client)
    shown = [PASSWORD.search(client.get("/en/complain/receipt/").content.decode()) for _ in range(2)]
    assert len({found.group() for found in shown if found}) == 1
    assert Client().get("/en/complain/receipt/").status_code == 410
    assert client.post("/en/complain/receipt/").url == "/en/track/case/"
    assert client.get("/en/track/case/").status_code == 200
    assert client.get("/en/complain/receipt/").status_code == 410


def test_the_same_form_sent_twice_is_one_case(client):
    visits.house()
    visits.send(client)
    assert client.post("/en/complain/check/").url == "/en/complain/receipt/"
    assert client.post("/en/complain/words/", {"words": "again"}).url == "/en/complain/receipt/"
    assert Case.objects.count() == 1


def test_the_token_of_a_sent_form_sends_no_second_one(client):
    visits.house()
    visits.send(client)
    token = client.cookies["amends_draft"].value
    other = Client()
    other.cookies["amends_draft"] = token
    other.post("/en/complain/check/")
    assert Case.objects.count() == 1


def test_the_cookie_of_a_draft_is_out_of_reach_of_scripts(client):
    visits.house()
    client.post("/en/complain/")
    cookie = client.cookies["amends_draft"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_what_was_typed_stays_even_when_it_is_wrong(client):
    visits.house()
    visits.fill_in(client, upto="contact")
    answer = client.post("/en/complain/contact/", {"name": "Ayşe", "mobile": "12", "email": "not-an-address"})
    assert answer.status_code == 422
    assert "not-an-address" in client.get("/en/complain/contact/").content.decode()


def test_a_fault_is_a_summary_that_leads_to_its_field(client):
    visits.house()
    client.post("/en/complain/")
    page = client.post("/en/complain/words/", {"words": "  "}).content.decode()
    assert 'href="#words"' in page
    assert 'id="words"' in page
    assert "<title>Please look again" in page


def test_going_back_shows_the_answer_and_changing_it_leads_back_to_the_check(client):
    visits.house()
    visits.fill_in(client)
    assert "faded" in client.get("/en/complain/words/?back=check").content.decode()
    answer = client.post("/en/complain/words/", {"words": "It tore.", "back": "check"})
    assert answer.url == "/en/complain/check/"
    assert "It tore." in client.get("/en/complain/check/").content.decode()


def test_with_several_kinds_the_first_question_asks_which(client):
    visits.house("feedback-and-complaints")
    assert client.post("/en/complain/").url == "/en/complain/kind/"
    assert client.post("/en/complain/kind/", {"kind": "poem"}).status_code == 422
    visits.send(client, kind={"kind": "feedback"}, words={"words": "Well done."})
    client.post("/en/complain/kind/", {"kind": "feedback"})


def test_an_anonymous_complaint_is_warned_of_before_and_on_the_receipt(client):
    visits.house()
    visits.fill_in(client, contact={"anonymous": "yes"})
    assert "nobody can give you new ones" in client.get("/en/complain/contact/").content.decode()
    assert "You stay anonymous" in client.get("/en/complain/check/").content.decode()
    client.post("/en/complain/check/")
    assert "We have no way to reach you" in client.get("/en/complain/receipt/").content.decode()
    assert Case.objects.get().anonymous


def test_the_number_goes_out_at_once_in_the_chosen_language(client):
    house = visits.house()
    visits.send(client, help={"language": "tr"})
    house.work()
    message = Message.objects.get(to_whom="complainant")
    assert (message.language, message.letter) == ("tr", "acknowledgement")


def test_one_bad_file_does_not_cost_the_good_one(client):
    visits.house()
    visits.fill_in(client, upto="files")
    good = _file("note.txt", b"I wrote this down.")
    answer = client.post(
        "/en/complain/files/", {"do": "add", "files": [good, _file("run.exe", b"MZ\x90\x00" + b"x" * 99)]}
    )
    page = answer.content.decode()
    assert "run.exe: We cannot take this kind of file" in page
    assert "note.txt" in page
    file_id = re.search(r'value="remove:([^"]+)"', page)
    assert file_id
    assert "note.txt" not in client.post("/en/complain/files/", {"do": file_id.group(0)[7:-1]}).content.decode()


def test_files_reach_the_case(client):
    visits.house()
    visits.send(client, files={"files": [_file("note.txt", b"I wrote this down.")]})
    assert Attachment.objects.get().case == Case.objects.get()


def test_a_draft_that_lay_too_long_is_begun_again_with_what_was_typed(client):
    visits.house()
    answer = client.post("/en/complain/words/", {"do": "on", "words": "It tore."})
    assert answer.url == "/en/complain/when/"
    assert "It tore." in client.get("/en/complain/words/").content.decode()


def test_a_draft_can_be_left_and_taken_up_again(client):
    visits.house()
    visits.fill_in(client)
    assert "Go on where you stopped" in client.get("/en/complain/").content.decode()
    client.post("/en/complain/", {"anew": "yes"})
    assert "faded" not in client.get("/en/complain/words/").content.decode()


@pytest.mark.parametrize("page", ["words", "when", "about", "wanted", "files", "contact", "help", "check", "receipt"])
def test_a_page_costs_at_most_twelve_queries(client, django_assert_max_num_queries, page):
    visits.house()
    visits.fill_in(client)
    if page == "receipt":
        client.post("/en/complain/check/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/en/complain/{page}/").status_code == 200


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
