"""Letters leave through real carriers, once; what a dying sender left open is marked; what fails is tried again."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail
from http.server import BaseHTTPRequestHandler, HTTPServer

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from amends.cases import failures
from amends.cases.acts import handling
from amends.cases.models import Entry, PersonalData
from amends.cases.views import case_view
from amends.dispatch import compose, send_step
from amends.dispatch.letters import post
from amends.dispatch.models import Message
from amends.platform import locks
from tests import cast
from tests.program import free_port

pytestmark = pytest.mark.django_db


class Relay:
    """A real SMTP server that remembers what it took, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.refusing = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refusing:
            return self.refusing
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def relay(settings) -> Iterator[Relay]:
    handler = Relay()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL = object()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield handler
    controller.stop()


@pytest.fixture
def gateway(settings) -> Iterator[list[bytes]]:
    """An SMS gateway that speaks HTTP, as Apprise's json:// does."""
    taken: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"json://127.0.0.1:{server.server_port}/{{to}}"
    yield taken
    server.shutdown()


def work(house: cast.House) -> None:
    while compose.step(house.now) + send_step.step(house.now):
        pass


def test_the_acknowledgement_reaches_a_real_relay_and_a_real_gateway(relay: Relay, gateway: list[bytes]):
    house = cast.house()
    received = house.receive()
    work(house)
    assert len(relay.mails) == 1
    assert len(gateway) == 1
    mail = relay.mails[0]
    text = mail.get_payload()[0].get_payload(decode=True).decode()
    assert received.case.number in text
    assert received.password in text
    assert mail["Auto-Submitted"] == "auto-generated"
    assert received.password in gateway[0].decode()


def test_accepted_by_the_relay_is_what_keeps_the_promise(relay: Relay):
    house = cast.house()
    case = house.receive(contact={"email": "ayse@example.org"}).case
    relay.refusing = "550 no such mailbox"
    work(house)
    promise = next(
        p for p in case_view.promises_of(cast.fresh(case), language="en", now=house.now) if p.key == "tell-recorded"
    )
    assert promise.standing == "running"
    assert Entry.objects.filter(case=case, kind="undelivered").exists()
    assert Message.objects.get(letter="acknowledgement").state == "failed"


def test_a_relay_that_is_down_is_tried_again_later(relay: Relay):
    house = cast.house()
    case = house.receive(contact={"email": "ayse@example.org"}).case
    relay.refusing = "451 try later"
    work(house)
    message = Message.objects.get(letter="acknowledgement")
    assert (message.state, message.tries) == ("waiting", 1)
    relay.refusing = ""
    house.now += timedelta(minutes=2)
    work(house)
    assert Entry.objects.filter(case=case, kind="sent").count() == 1
    assert len(relay.mails) == 1


def test_what_a_dying_sender_had_claimed_goes_out_again_marked_as_possibly_repeated(relay: Relay):
    house = cast.house()
    case = house.receive(contact={"email": "ayse@example.org"}).case
    compose.step(house.now)
    Message.objects.update(state="sending", claimed_by=12345, tries=1)
    work(house)
    assert relay.mails[0]["X-Possibly-Repeated"] == "yes"
    assert Entry.objects.get(case=case, kind="sent").fields["repeated"] is True


def test_what_a_living_sender_has_claimed_is_left_to_it(relay: Relay):
    house = cast.house()
    house.receive(contact={"email": "ayse@example.org"})
    compose.step(house.now)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s, 12345)", [locks.SENDER])
        Message.objects.update(state="sending", claimed_by=12345, tries=1)
        work(house)
        assert relay.mails == []
    house.now += timedelta(seconds=1)
    for _ in range(50):
        work(house)
    assert len(relay.mails) == 1


def test_a_letter_is_written_once_whatever_happens_between():
    house = cast.house()
    case = house.receive().case
    compose.step(house.now)
    count = Message.objects.count()
    type(case).objects.filter(pk=case.pk).update(followed_no=0)
    compose.step(house.now)
    assert Message.objects.count() == count > 0
    assert failures.failures_of([case.pk])[0].fault.startswith("IntegrityError")


def test_who_has_no_carrier_finds_the_letter_on_the_tracking_page():
    house = cast.house()
    case = house.receive(contact={}).case
    work(house)
    message = Message.objects.get(letter="acknowledgement")
    assert (message.carrier, message.state) == ("page", "sent")
    promise = next(
        p for p in case_view.promises_of(cast.fresh(case), language="en", now=house.now) if p.key == "tell-recorded"
    )
    assert promise.standing == "kept"


def test_who_gave_a_postal_address_gets_paper_and_the_promise_is_kept_at_the_post():
    house = cast.house()
    received = house.receive(contact={"name": "Ayşe", "post": "Gül Sokak 4\n35220 İzmir"})
    work(house)
    letters = post.waiting()
    assert [letter.letter for letter in letters] == ["acknowledgement"]
    assert received.password in post.text(letters[0], whole=True)
    assert received.password not in post.text(letters[0], whole=False)
    post.posted([letters[0].pk], by=house.rana, now=house.now)
    promise = next(
        p
        for p in case_view.promises_of(cast.fresh(received.case), language="en", now=house.now)
        if p.key == "tell-recorded"
    )
    assert promise.standing == "kept"
    assert post.waiting() == []


def test_letters_stay_in_the_vault_and_out_of_the_entries():
    house = cast.house()
    case = house.receive().case
    house.work()
    assert "Ayşe" not in str(list(Entry.objects.filter(case=case).values_list("fields", flat=True)))
    assert "+90532" not in str(list(Entry.objects.filter(case=case).values_list("fields", flat=True)))
    assert PersonalData.objects.filter(case=case, kind="letter").count() == 2


def test_a_mail_leads_to_the_tracking_page_and_keeps_its_number_in_one_piece(relay: Relay):
    house = cast.house()
    case = house.receive().case
    work(house)
    page = relay.mails[-1].get_payload()[1].get_payload(decode=True).decode()
    assert re.search(r'<a href="http[^"]+/tr/track/">', page)
    assert f'<span style="white-space: nowrap">{case.number}</span>' in page
    assert "()" not in page  # nobody typed opening hours


def test_what_people_wrote_cannot_become_markup_in_a_letter(relay: Relay):
    house = cast.house()
    case = house.receive(words="<script>alert(1)</script> **bold** [link](http://evil.example)").case
    handling.ask(case, question="<b>Which</b> [one](http://x.example)?", by=house.rana, now=house.now)
    work(house)
    page = relay.mails[-1].get_payload()[1].get_payload(decode=True).decode()
    assert "<b>" not in page
    assert 'href="http://x.example"' not in page
