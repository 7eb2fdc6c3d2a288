"""What pages promise is what happens: each sentence here is read on its page, and what it says is done beside it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from amends.cases import verification
from amends.cases.acts import handling
from amends.cases.models import Case, Entry
from amends.cases.retention import erasure
from amends.dispatch import compose, sending_limits
from amends.dispatch.models import Message
from amends.improvement import fingerprints
from amends.procedure.state import State
from tests import cast
from tests.desk.clients import at_desk, kinds
from tests.portal import visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def text_of(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))


def test_a_check_does_not_see_that_a_whole_case_is_gone_and_its_page_says_so(house: cast.House) -> None:
    gone = house.receive().case
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # as the database's owner can
        Entry.objects.filter(case=gone)._raw_delete("default")
        Case.objects.filter(pk=gone.pk)._raw_delete("default")
        cursor.execute("SET session_replication_role = DEFAULT")
        seen = verification.verify()
        transaction.set_rollback(True)
    assert (seen.cases, seen.agrees) == (0, True)
    page = text_of(at_desk(house.leyla), "/desk/verify/")
    assert "is not seen here: a backup kept elsewhere shows that" in page
    assert "it would show" not in page


def test_numbers_of_goods_go_with_the_words_and_the_page_says_who_kept_them(
    house: cast.House,
) -> None:
    case = house.receive(order="A-118").case
    handling.do(case, "withdraw", by="complainant", now=house.now)
    page = text_of(at_desk(house.leyla), f"/desk/retention/{case.number}/")
    assert "Of a case that an older version took in, the numbers of order and batch stay too" in page
    assert "a backup made earlier still has them" in page
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    assert "A-118" not in str(State.from_json(cast.fresh(case).state).values)
    assert (case.goods, cast.fresh(case).goods) == (["order:A118"], [])


def test_whoever_leaves_keeps_open_cases_and_the_page_says_so(house: cast.House) -> None:
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    leyla, address = at_desk(house.leyla), f"/desk/people/{house.rana.pk}/"
    assert "Open cases in their hands stay there" in text_of(leyla, address)
    leyla.post(f"{address}standing/", {"do": "leave"})
    assert cast.fresh(case).owner == house.rana


def test_without_a_role_one_reads_documents_and_no_case_as_the_page_says(house: cast.House) -> None:
    case = house.receive().case
    said = text_of(at_desk(house.leyla), f"/desk/people/{house.nobody.pk}/")
    assert "reads the documents that are for everybody, and sees no case" in said
    somebody = at_desk(house.nobody)
    assert somebody.get("/desk/documents/").status_code == 200
    assert somebody.get("/desk/pool/").status_code == 403
    assert somebody.get(f"/desk/case/{case.number}/").status_code in (403, 404)


def test_an_address_also_tells_of_other_matters_and_the_question_for_it_says_so() -> None:
    made = visits.house()
    first, second = made.receive().case, made.receive(words="Something else: the parcel was open.").case
    fingerprints.step(made.now)
    assert first.number in text_of(at_desk(made.leyla), f"/desk/case/{second.number}/")
    client = Client()
    visits.fill_in(client, upto="contact")
    page = text_of(client, "/en/complain/contact/")
    assert "to see whether you told us of other matters" in page
    assert "for this matter only" not in page


def test_whoever_prints_a_password_sees_it_and_the_page_of_a_new_one_says_so(house: cast.House) -> None:
    case = house.receive(contact={"name": "Ayşe", "post": "Gül Sokak 1\nBursa"}).case
    rana = at_desk(house.rana)
    assert "but for whoever prints the letter" in text_of(rana, f"/desk/case/{case.number}/password/")
    compose.step(timezone.now())
    letter = Message.objects.get(case=case, carrier="post", secret=True)
    assert rana.post(f"/desk/print/{letter.pk}.pdf").status_code == 200
    assert "password seen" in kinds(case)


def test_mails_that_belong_to_no_case_are_not_in_the_outbox_and_it_says_what_is(house: cast.House) -> None:
    Client().post("/account/password/reset/", {"email": house.rana.email})
    leyla = at_desk(house.leyla)
    assert "Every letter of a case" in text_of(leyla, "/desk/outbox/")
    assert "Here stand the letters of every case." in text_of(leyla, "/desk/outbox/")
    assert house.rana.email not in text_of(leyla, "/desk/outbox/")


def test_as_many_answers_are_needed_as_the_first_page_says() -> None:
    visits.house()
    client = Client()
    assert "Two answers are needed: what happened, and how we can reach you." in text_of(client, "/en/complain/")
    nothing = {key: {} for key in ("when", "about", "wanted", "files", "help")}
    visits.fill_in(client, upto="contact", words={"words": "It tore."}, **nothing)
    assert client.post("/en/complain/contact/", {"name": "", "email": ""}).status_code == 422
    assert visits.send(Client(), words={"words": "It tore."}, **nothing).status_code == 302
    assert Case.objects.count() == 1


def test_a_letter_with_the_number_may_wait_and_the_receipt_says_so() -> None:
    visits.house()
    for _ in range(8):
        client = Client(REMOTE_ADDR="192.0.2.77")
        visits.send(client, contact={"name": "Ayşe", "email": "ayse@example.org"})
    compose.step(timezone.now())
    assert Message.objects.filter(carrier="email", fault=sending_limits.LIMITED).exists()
    page = text_of(client, "/en/complain/receipt/")
    assert "It may take a while, so keep them from here." in page
    assert "sending them to you now" not in page
