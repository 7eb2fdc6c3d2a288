"""Whatever comes in at the portal is answered with a page in words, and never with a broken case."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from PIL import Image

from amends.cases.models import Case
from amends.intake.attachments import files
from tests.portal import visits

pytestmark = pytest.mark.django_db


def test_a_text_that_is_too_long_is_kept_and_said_so(client):
    visits.house()
    client.post("/en/complain/")
    page = client.post("/en/complain/words/", {"words": "x" * 100_000})
    assert page.status_code == 422
    assert "20,000 characters; this has 100,000" in page.content.decode()
    assert "x" * 100_000 in client.get("/en/complain/words/").content.decode()


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("31", "2", "2026", "Give a real date"),
        ("1", "1", "2999", "has not come yet"),
        ("x", "", "", "Give a real date"),
        ("-1", "1", "2026", "Give a real date"),
        ("1", "1", "0001", "Check the year"),
        ("1", "1", "99999", "Give a real date"),
    ],
)
def test_a_wrong_date_is_named_and_kept(client, day, month, year, says):
    visits.house()
    visits.fill_in(client, upto="when")
    page = client.post("/en/complain/when/", {"day": day, "month": month, "year": year})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert f'value="{year}"' in client.get("/en/complain/when/").content.decode() or not year


@pytest.mark.parametrize(
    "words",
    ["ثوبي تمزق", "\u202edrowssap\u202c", "😀🧵 𝔘𝔫𝔦", "a\x00b", "<script>alert(1)</script>", "{{ 7*7 }}", "ﷺ" * 500],
)
def test_any_writing_is_taken_and_shown_as_it_was_written(client, words):
    visits.house()
    visits.send(client, words={"words": words})
    client.post("/en/complain/receipt/")
    page = client.get("/en/track/case/").content.decode()
    assert "<script>alert" not in page
    assert words.replace("\x00", "").replace("<", "&lt;").replace(">", "&gt;")[:80] in page


def test_an_unknown_language_product_and_site_are_faults_and_not_errors(client):
    visits.house()
    visits.fill_in(client)
    assert client.post("/en/complain/help/", {"language": "klingon"}).status_code == 422
    assert client.post("/en/complain/about/", {"product": "nothing", "site": "nowhere"}).status_code == 422
    assert client.post("/en/complain/check/").status_code == 422
    assert Case.objects.count() == 0


def test_an_unknown_page_is_not_found(client):
    visits.house()
    client.post("/en/complain/")
    assert client.get("/en/complain/secrets/").status_code == 404
    assert client.post("/en/complain/secrets/", {"words": "x"}).status_code == 404


@pytest.mark.parametrize("do", ["remove:", "remove:x", "remove:" + "0" * 500, "nothing"])
def test_a_button_that_no_page_of_ours_has_does_nothing(client, do):
    visits.house()
    visits.fill_in(client, upto="files")
    assert client.post("/en/complain/files/", {"do": do}).status_code == 200


def test_thirty_files_are_too_many_and_ten_are_kept(client):
    visits.house()
    visits.fill_in(client, upto="files")
    many = [SimpleUploadedFile(f"{number}.txt", b"words") for number in range(30)]
    page = client.post("/en/complain/files/", {"do": "add", "files": many})
    assert "at most 10 files" in page.content.decode()
    assert "10 files added" in page.content.decode()


def test_sixty_files_at_once_are_answered_with_a_page(client):
    visits.house()
    visits.fill_in(client, upto="files")
    many = [SimpleUploadedFile(f"{number}.txt", b"words") for number in range(60)]
    page = client.post("/en/complain/files/", {"do": "add", "files": many})
    assert page.status_code == 413
    assert "This is too much at once" in page.content.decode()


def test_five_million_signs_are_answered_with_a_page(client):
    visits.house()
    client.post("/en/complain/")
    page = client.post("/en/complain/words/", {"words": "x" * 5_000_000})
    assert page.status_code == 413
    assert "This is too much at once" in page.content.decode()


def test_when_the_database_is_gone_the_page_still_says_so(client, monkeypatch):
    visits.house()
    client.raise_request_exception = False

    def gone() -> None:
        raise OperationalError

    monkeypatch.setattr("amends.portal.page.ways", gone)
    page = client.get("/en/track/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.content.decode()


def test_a_file_that_is_too_large_is_named_and_does_not_fill_the_disk(client):
    visits.house()
    visits.fill_in(client, upto="files")
    huge = SimpleUploadedFile("film.mp4", b"\0" * (files.LARGEST + files.MEBIBYTE))
    page = client.post("/en/complain/files/", {"do": "add", "files": [huge]})
    assert "film.mp4: This file has 21 MB; a file may have at most 20 MB." in page.content.decode()


def test_a_picture_that_would_unpack_to_gigabytes_is_refused(client):
    visits.house()
    visits.fill_in(client, upto="files")
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    page = client.post("/en/complain/files/", {"do": "add", "files": [SimpleUploadedFile("a.png", bomb.getvalue())]})
    assert "too large to open" in page.content.decode()


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + b"\0" * 200, b"\x7fELF" + b"\0" * 200, b"#!/bin/sh\nrm", b"<svg onload=x>", b""]
)
def test_what_only_calls_itself_a_photo_is_refused(client, content):
    visits.house()
    visits.fill_in(client, upto="files")
    page = client.post("/en/complain/files/", {"do": "add", "files": [SimpleUploadedFile("photo.jpg", content)]})
    assert "photo.jpg: " in page.content.decode()
    assert "files added" not in page.content.decode()


def test_without_the_sign_of_our_own_page_the_words_come_back_to_be_sent_again():
    visits.house()
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/en/complain/words/", {"words": "It tore at once. " * 10})
    assert page.status_code == 403
    assert "It tore at once." in page.content.decode()
    assert "Nothing that you typed is lost." in page.content.decode()
    sign = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert sign
    again = {"csrfmiddlewaretoken": sign.group(1), "words": "It tore."}
    assert strict.post("/en/complain/words/", again).status_code == 302


def test_a_decision_is_never_offered_to_be_sent_again():
    visits.house()
    page = Client(enforce_csrf_checks=True).post("/en/track/decision/accept/", {"decision": "3"})
    assert page.status_code == 403
    assert "Send it again" not in page.content.decode()


@pytest.mark.parametrize("address", ["/en/track/decision/refuse/", "/desk/new/", "/account/login/"])
def test_where_words_do_not_come_back_nobody_says_that_they_are_kept(address: str):
    visits.house()
    page = Client(enforce_csrf_checks=True).post(address, {"reason": "It is still torn."})
    assert page.status_code == 403
    assert "is lost" not in page.content.decode()
    assert "Nothing was done." in page.content.decode()


def test_a_fault_on_our_side_is_a_page_without_details(client, monkeypatch):
    visits.house()
    client.raise_request_exception = False
    monkeypatch.setattr("amends.portal.front.diagram.draw", lambda *_words, **_more: 1 / 0)
    page = client.get("/en/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.content.decode()
    assert "ZeroDivisionError" not in page.content.decode()
