"""Following a case: signing in forgivingly, seeing the public side only, adding, answering, a lost password."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from amends.cases import tracking
from amends.cases.acts import handling
from amends.cases.models import Attachment, Entry, Secret
from tests import cast, pictures
from tests.portal import visits

pytestmark = pytest.mark.django_db


def test_number_and_password_are_read_forgivingly(client):
    received = visits.house().receive()
    number = received.case.number.lower().replace("-", " ").replace("0", "o")
    said = {"number": f" {number} ", "password": received.password.lower().replace("-", "")}
    assert client.post("/en/track/", said).url == "/en/track/case/"


def test_unknown_number_and_wrong_password_read_alike_and_the_number_stays(client):
    received = visits.house().receive()
    wrong = client.post("/en/track/", {"number": received.case.number, "password": "AAAA-BBBB-CCCC-DDDD"})
    unknown = client.post("/en/track/", {"number": "DF-0000-0000", "password": "AAAA-BBBB-CCCC-DDDD"})
    assert wrong.status_code == unknown.status_code == 422
    assert "do not belong together" in wrong.content.decode()
    assert "do not belong together" in unknown.content.decode()
    assert received.case.number in wrong.content.decode()
    assert "AAAA-BBBB" not in wrong.content.decode()


def test_a_hundred_wrong_passwords_slow_the_guesser_and_not_the_complainant(client):
    received = visits.house().receive()
    answers = [client.post("/en/track/", {"number": received.case.number, "password": f"X{at}"}) for at in range(100)]
    assert answers[-1].status_code in (422, 429)
    assert any("Please wait" in answer.content.decode() for answer in answers)
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert visits.sign_in(other, received).url == "/en/track/case/"


def test_the_pass_is_a_cookie_that_scripts_cannot_read_and_no_page_is_kept(client):
    visits.sign_in(client, visits.house().receive())
    assert client.cookies["amends_pass"]["httponly"]
    assert client.get("/en/track/case/")["Cache-Control"] == "no-store"


def test_number_and_password_are_in_no_address(client):
    received = visits.house().receive()
    visits.sign_in(client, received)
    page = client.get("/en/track/case/").content.decode()
    assert f"/{received.case.number}" not in page
    assert received.password not in page


@pytest.mark.parametrize("pass_", ["", "nonsense", "WzEsMSwxXQ:1abc:xyz"])
def test_a_forged_pass_opens_nothing(client, pass_):
    visits.house().receive()
    client.cookies["amends_pass"] = pass_
    assert client.get("/en/track/case/").status_code in (302, 403)


def test_a_pass_ends_after_half_an_hour_and_with_a_new_password(client):
    house = visits.house()
    received = house.receive()
    old = tracking.pass_for(received.case, timezone.now() - timedelta(minutes=31))
    assert tracking.case_of(old, timezone.now()) is None
    visits.sign_in(client, received)
    handling.issue_password(received.case, by="complainant", now=timezone.now())
    assert client.get("/en/track/case/").status_code == 403


def test_words_typed_when_the_pass_had_ended_are_shown_to_be_copied(client):
    visits.house().receive()
    page = client.post("/en/track/add/", {"words": "Something new happened."})
    assert page.status_code == 403
    assert "Something new happened." in page.content.decode()


def test_signing_out_ends_it(client):
    visits.sign_in(client, visits.house().receive())
    assert client.get("/en/track/out/").status_code == 302
    assert client.get("/en/track/case/").status_code == 200
    assert client.post("/en/track/out/").url == "/en/track/"
    assert client.get("/en/track/case/").status_code == 302


def test_the_page_shows_the_public_status_and_nothing_of_the_staff(client):
    house = visits.house()
    received = house.receive()
    handling.note(received.case, words="He is difficult.", by=house.rana, now=house.now)
    case = handling.assign(received.case, owner=house.rana, by=house.rana, now=house.now)
    case = handling.classify(case, values={"category": "colour", "severity": "minor"}, by=house.rana, now=house.now)
    case = handling.do(case, "start-assessment", by=house.rana, now=house.now)
    values = {"department": "quality", "department_question": "Is the dye to blame?"}
    handling.do(case, "direct", by=house.rana, now=house.now, values=values)
    house.work()
    visits.sign_in(client, received)
    page = client.get("/en/track/case/").content.decode()
    assert "<h1>Assessment</h1>" in page
    assert "We asked the department that knows the matter." in page
    for secret in ("He is difficult.", "Is the dye to blame?", "Rana", "Receipt and pre-review", "quality@"):
        assert secret not in page


def test_letters_are_read_again_without_the_password(client):
    house = visits.house()
    received = house.receive()
    house.work()
    visits.sign_in(client, received)
    page = client.get("/tr/track/case/").content.decode()
    assert "••••-••••" in page
    assert received.password not in page


def test_words_and_files_are_added(client):
    visits.sign_in(client, visits.house().receive())
    file = SimpleUploadedFile("note.txt", b"I wrote this down.")
    assert client.post("/en/track/add/", {"words": "More.", "files": [file]}).url == "/en/track/case/?done=add"
    page = client.get("/en/track/case/?done=add").content.decode()
    assert "We have added it." in page
    assert "More." in page
    assert "note.txt" in page


def test_a_bad_file_costs_none_of_the_words(client):
    visits.sign_in(client, visits.house().receive())
    page = client.post("/en/track/add/", {"words": "More.", "files": [SimpleUploadedFile("a.exe", b"MZ" + b"\0" * 99)]})
    assert page.status_code == 422
    assert "More." in page.content.decode()
    assert Entry.objects.filter(kind="added").count() == 0


def test_a_question_is_answered(client):
    house = visits.house()
    received = house.receive()
    handling.ask(received.case, question="Which colour?", by=house.rana, now=house.now)
    visits.sign_in(client, received)
    assert "Which colour?" in client.get("/en/track/case/").content.decode()
    assert client.post("/en/track/answer/", {"words": "  "}).status_code == 422
    assert client.post("/en/track/answer/", {"words": "Red."}).url == "/en/track/case/?done=answer"
    assert client.get("/en/track/answer/").url == "/en/track/case/"


def test_the_complaint_can_be_withdrawn_after_it_was_shown(client):
    received = visits.house().receive()
    visits.sign_in(client, received)
    assert "Withdraw the complaint" in client.get("/en/track/act/withdraw/").content.decode()
    assert cast.fresh(received.case).stage == "received"
    client.post("/en/track/act/withdraw/")
    assert cast.fresh(received.case).stage == "withdrawn"


def test_feedback_can_be_made_a_complaint_with_a_word_why(client):
    received = visits.house("feedback-and-complaints").receive(kind="feedback")
    visits.sign_in(client, received)
    assert client.post("/en/track/act/make-complaint/", {"reason": ""}).status_code == 422
    client.post("/en/track/act/make-complaint/", {"reason": "I want it put right."})
    assert cast.fresh(received.case).kind == "complaint"


def test_a_photo_is_shown_anew_and_their_own_file_is_a_download(client):
    visits.house()
    photo = _photo()
    visits.send(client, files={"files": [photo]})
    client.post("/en/complain/receipt/")
    one = Attachment.objects.get()
    pictures.draw_all()
    shown, kept = client.get(f"/en/track/file/{one.id}?show=1"), client.get(f"/en/track/file/{one.id}")
    assert shown["Content-Type"] == "image/jpeg"
    assert b"SECRETPLACE" not in b"".join(shown.streaming_content)
    assert kept["Content-Disposition"].startswith("attachment")
    for answer in (shown, kept):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]


def test_files_of_another_case_and_of_staff_are_not_found(client):
    house = visits.house()
    other = house.receive()
    mine = house.receive(words="Mine.")
    file = SimpleUploadedFile("note.txt", b"I wrote this down.")
    stranger = Client()
    visits.sign_in(stranger, other)
    stranger.post("/en/track/add/", {"words": "", "files": [file]})
    visits.sign_in(client, mine)
    assert client.get(f"/en/track/file/{Attachment.objects.get().id}").status_code == 404
    Attachment.objects.update(public=False)
    assert stranger.get(f"/en/track/file/{Attachment.objects.get().id}").status_code == 404


def test_a_lost_password_goes_to_the_contact_on_file_and_the_answer_never_tells(client):
    house = visits.house()
    received = house.receive()
    house.work()
    before = bytes(Secret.objects.get(case=received.case).hash)
    known = client.post("/en/track/password/", {"number": received.case.number})
    unknown = client.post("/en/track/password/", {"number": tracking.new_number("DF")})
    assert known.status_code == unknown.status_code == 200
    assert "on its way" in known.content.decode()
    assert "on its way" in unknown.content.decode()
    assert bytes(Secret.objects.get(case=received.case).hash) != before
    house.now = timezone.now()
    house.work()
    letters = [letter for carrier, letter in house.taken if "yeni" in letter.subject.lower()]
    assert {letter.to for letter in letters} == {"ayse@example.org", "+905321234567"}


def test_a_new_password_comes_at_most_once_in_ten_minutes(client):
    received = visits.house().receive()
    client.post("/en/track/password/", {"number": received.case.number})
    client.post("/en/track/password/", {"number": received.case.number})
    assert Secret.objects.get(case=received.case).issue == 2


def test_a_new_password_comes_at_most_three_times_a_day_and_staff_can_still_send_one():
    house = visits.house()
    received = house.receive()
    for hour in range(1, 6):
        handling.replace_password(received.case.number, address="198.51.100.7", now=house.now + timedelta(hours=hour))
    assert Secret.objects.get(case=received.case).issue == 1 + tracking.MOST_PASSWORDS
    handling.issue_password(received.case, by=house.rana, now=house.now + timedelta(hours=6))
    assert Secret.objects.get(case=received.case).issue == 2 + tracking.MOST_PASSWORDS
    handling.replace_password(received.case.number, address="198.51.100.7", now=house.now + timedelta(hours=26))
    assert Secret.objects.get(case=received.case).issue == 3 + tracking.MOST_PASSWORDS


def test_nobody_gets_a_new_password_for_an_anonymous_complaint(client):
    received = visits.house().receive(contact={})
    page = client.post("/en/track/password/", {"number": received.case.number})
    assert "on its way" in page.content.decode()
    assert Secret.objects.get(case=received.case).issue == 1


@pytest.mark.parametrize("page", ["case", "add", "decision", "decision/accept", "decision/refuse"])
def test_a_page_costs_at_most_twelve_queries(client, django_assert_max_num_queries, page):
    house = visits.house()
    received = house.receive()
    visits.decided(house, received.case)
    visits.sign_in(client, received)
    with django_assert_max_num_queries(12):
        assert client.get(f"/en/track/{page}/").status_code == 200


def _photo() -> SimpleUploadedFile:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "SECRETPLACE"
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("photo.jpg", out.getvalue())
