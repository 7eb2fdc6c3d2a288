"""A sender beside the clock: one letter at a time, each with its own moment, none without a carrier, none twice."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import OperationalError, connection
from django.utils import timezone

from amends.cases import failures, verification
from amends.cases.models import Case, Entry, Failure, Secret
from amends.cases.views import case_view
from amends.dispatch import claims, compose, outcomes, send_step, waiting_letters
from amends.dispatch.carriers import carrier_registry, demo_carrier, email
from amends.dispatch.carriers.errors import Unready
from amends.dispatch.models import DemoDelivery, Message
from amends.dispatch.outcomes import DeliveryOutcome
from amends.dispatch.sender import Sender
from tests import cast, text_messages
from tests.program import free_port

pytestmark = pytest.mark.django_db
BOTH = {"name": "Ayşe", "mobile": "+905321234567", "email": "ayse@example.org"}
MAIL, PHONE = {"email": "ayse@example.org"}, {"mobile": "+905321234567"}


class Relay:
    """A real SMTP server: remembers what it took and when, and how many lines were opened."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.at: list[float] = []
        self.lines: set[Any] = set()
        self.pause = 0.0
        self.answer = "250 OK"
        self.stays = True

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.lines.add(session.peer)
        self.mails.append(message_from_bytes(envelope.content))
        time.sleep(self.pause)
        self.at.append(time.time())
        if not self.stays:
            self.stays = True
            server.transport.close()
        return self.answer


@pytest.fixture
def relay(settings) -> Iterator[Relay]:
    handler = Relay()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield handler
    email.hang_up()
    controller.stop()


@pytest.fixture
def house() -> cast.House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def written(house: cast.House, count: int = 1, **said: Any) -> list[Case]:
    cases = [house.receive(language="en", **{"contact": MAIL, **said}).case for _ in range(count)]
    while compose.step(house.now):
        pass
    return cases


def send_all(key: str = "email") -> Sender:
    sender = Sender(key)
    while sender.step(timezone.now()):
        pass
    return sender


def handed_over() -> list[DeliveryOutcome]:
    """One letter in the relay's hands, and not yet written down."""
    return send_step.hand_over(claims.claim(timezone.now(), ["email"], most=1), {"email": email.deliver}, timezone.now)


def standing(case: Case, now: Any) -> str:
    promises = case_view.promises_of(cast.fresh(case), language="en", now=now)
    return next(one.standing for one in promises if one.key == "tell-recorded")


# --- without a carrier


def test_without_a_carrier_a_letter_waits_no_try_is_used_and_nothing_counts_as_sent(house: cast.House, settings):
    settings.EMAIL = settings.SMS_URL = None
    [case] = written(house, contact=BOTH)
    for key in carrier_registry.OUTSIDE:
        send_all(key)
    send_step.step(house.now)
    letters = Message.objects.filter(case=case)
    assert {(one.state, one.tries, one.fault) for one in letters} == {("waiting", 0, carrier_registry.MISSING)}
    assert not Entry.objects.filter(case=case, kind="sent").exists()
    assert [(one.carrier, one.count) for one in waiting_letters.without_carrier()] == [("email", 1), ("sms", 1)]


def test_a_promise_is_missed_while_its_letter_waits_for_a_carrier(house: cast.House, settings):
    settings.EMAIL = settings.SMS_URL = None
    [case] = written(house)
    house.now += timedelta(days=60)
    assert standing(case, house.now) == "late"
    settings.EMAIL = object()
    send_all()
    assert Message.objects.get(case=case, letter="acknowledgement").state == "sent"


def test_what_waited_leaves_when_a_carrier_is_set_and_one_carrier_waits_for_no_other(house: cast.House, settings):
    settings.EMAIL = None
    text_messages.taken.clear()
    [case] = written(house, contact=BOTH)
    for key in carrier_registry.OUTSIDE:
        send_all(key)
    assert {one.carrier: one.state for one in Message.objects.filter(case=case)} == {"sms": "sent", "email": "waiting"}
    assert standing(case, timezone.now()) == "kept"  # one of the carriers brought it
    settings.EMAIL = object()
    send_all()
    assert {one.fault for one in Message.objects.filter(case=case)} == {""}
    assert waiting_letters.without_carrier() == ()


def test_whose_only_carrier_is_missing_waits_although_another_is_set(house: cast.House, settings):
    settings.SMS_URL = None
    [case] = written(house, contact=PHONE)
    send_all("email")
    send_all("sms")
    assert [(one.carrier, one.state) for one in Message.objects.filter(case=case)] == [("sms", "waiting")]


def test_the_password_stays_sealed_until_its_letter_can_leave(house: cast.House, settings):
    settings.EMAIL = None
    [case] = written(house)
    send_all()
    assert Secret.objects.get(case=case).sealed
    settings.EMAIL = object()
    send_all()
    assert not Secret.objects.get(case=case).sealed


def test_the_demo_keeps_whole_letters_outside_the_vault_and_nowhere_else(house: cast.House, settings):
    settings.DEMO, settings.EMAIL, settings.SMS_URL = True, None, None
    received = house.receive(language="en", contact=BOTH)
    compose.step(house.now)
    for key in carrier_registry.OUTSIDE:
        send_all(key)
    kept = list(DemoDelivery.objects.filter(number=received.case.number, whom="complainant").order_by("carrier"))
    assert [(one.carrier, one.to) for one in kept] == [("email", "ayse@example.org"), ("sms", "+905321234567")]
    assert all(received.password in one.body for one in kept)
    contents = str([one.content.content for one in Message.objects.select_related("content")])
    assert received.password not in contents
    settings.DEMO = False
    with pytest.raises(demo_carrier.NoDemo):
        demo_carrier.say("+90", "words")


# --- one letter, its own moment


def test_each_letter_is_said_to_be_sent_at_its_own_moment(relay: Relay, house: cast.House):
    relay.pause = 0.3
    cases = written(house, 4)
    send_all()
    moments = [Message.objects.get(case=case).sent_at.timestamp() for case in cases]
    assert max(abs(mine - at) for mine, at in zip(sorted(moments), relay.at, strict=True)) < 0.2
    entries = Entry.objects.filter(kind="sent").order_by("at")
    assert [one.at.timestamp() for one in entries] == sorted(moments)
    assert max(moments) - min(moments) > 0.8


def test_one_line_carries_several_letters_and_a_new_one_is_opened_when_it_broke(relay: Relay, house: cast.House):
    written(house, 5)
    send_all()
    assert len(relay.mails) == 5
    assert len(relay.lines) == 1
    written(house, 2)
    relay.stays = False
    send_all()
    Message.objects.filter(state="waiting").update(next_at=timezone.now())
    send_all()
    assert len({one["Message-ID"] for one in relay.mails}) == 7
    assert not Message.objects.exclude(state="sent").exists()


def test_a_letter_has_one_message_id_however_often_it_is_tried_and_owns_up(relay: Relay, house: cast.House):
    """The line breaks after the letter was taken and before the relay could say so."""
    written(house)
    relay.stays = False
    send_all()
    message = Message.objects.get()
    assert (message.state, message.tries, message.repeated) == ("waiting", 1, True)
    Message.objects.update(next_at=timezone.now())
    send_all()
    assert len(relay.mails) == 2
    assert len({one["Message-ID"] for one in relay.mails}) == 1
    assert [one["X-Possibly-Repeated"] for one in relay.mails] == [None, "yes"]


@pytest.mark.parametrize("without", [(), ("hashagg", "hashjoin", "mergejoin", "sort", "material")])
def test_only_one_letter_is_ever_in_a_carriers_hands(house: cast.House, without: tuple[str, ...]):
    """By whichever plan the database finds the next one: some ask for it again and again."""
    written(house, 3)
    with connection.cursor() as cursor:
        for one in without:
            cursor.execute(f"SET LOCAL enable_{one} = off")
    seen: list[int] = []

    def look(_message: Message, _letter: Any) -> None:
        seen.append(Message.objects.filter(state="sending").count())

    claimed = claims.claim(timezone.now(), ["email"], most=1)
    while claimed:
        done = send_step.hand_over(claimed, {"email": look}, timezone.now)
        claimed = outcomes.write_down(done, following=lambda: claims.claim(timezone.now(), ["email"], most=1))
    assert seen == [1, 1, 1]


def test_a_relay_that_does_not_know_us_fails_no_letter_for_good(relay: Relay, house: cast.House, settings):
    """A wrong password, or a sender that may not send, is no fault of the letters: they wait until it is mended."""
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "wrong"  # it offers no sign-in at all
    [case] = written(house)
    send_all()
    assert Message.objects.get().state == "waiting"
    assert not Entry.objects.filter(case=case, kind="undelivered").exists()


def test_a_silent_relay_is_left_after_a_while(house: cast.House, settings):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = deaf.getsockname()
        settings.EMAIL_TIMEOUT = 0.3
        written(house)
        began = time.monotonic()
        send_all()
        assert time.monotonic() - began < 3
    message = Message.objects.get()
    assert (message.state, message.tries, message.repeated) == ("waiting", 1, False)  # it was never in its hands


# --- what cannot be made ready, or cannot be said


def test_a_password_that_cannot_be_unsealed_stops_no_other_letter_and_uses_no_try(relay: Relay, house: cast.House):
    broken, sound = written(house, 2)
    sealed = Secret.objects.get(case=broken).sealed
    Secret.objects.filter(case=broken).update(sealed=b"damaged")
    send_all()
    send_all()
    message = Message.objects.get(case=broken)
    assert (message.state, message.tries, message.fault) == ("waiting", 0, outcomes.ASIDE)
    assert Message.objects.get(case=sound).state == "sent"
    [failed] = failures.failures_of([broken.pk])
    assert (failed.step, failed.tries) == (outcomes.READY, 1)
    assert message.next_at == failed.next_at > timezone.now()
    Secret.objects.filter(case=broken).update(sealed=sealed)
    Message.objects.update(next_at=timezone.now())
    send_all()
    assert Message.objects.get(case=broken).state == "sent"
    assert not Failure.objects.exists()


def test_a_database_that_goes_away_while_a_letter_is_made_ready_says_nothing_of_it(house: cast.House):
    [case] = written(house)

    def away(_message: Message, _letter: Any) -> None:
        raise Unready from OperationalError("the connection is closed")

    outcomes.write_down(
        send_step.hand_over(claims.claim(timezone.now(), ["email"], most=1), {"email": away}, timezone.now)
    )
    assert not Failure.objects.exists()
    send_all()
    assert (Message.objects.get(case=case).state, Message.objects.get(case=case).tries) == ("sent", 1)


def test_another_secret_key_fails_no_letter_for_good(relay: Relay, house: cast.House, settings):
    [case] = written(house)
    settings.SECRET_KEY = "another one, of at least fifty characters, as it has to be"
    for _ in range(12):
        Message.objects.update(next_at=timezone.now())
        send_all()
    assert Message.objects.get(case=case).state == "waiting"
    assert relay.mails == []


def test_a_letter_that_left_never_leaves_again_though_its_history_takes_no_entry(relay: Relay, house: cast.House):
    broken, sound = written(house, 2)
    state = Case.objects.get(pk=broken.pk).state
    Case.objects.filter(pk=broken.pk).update(state={**state, "values": {**state["values"], "calendar": "nowhere"}})
    for _ in range(3):
        send_all()
        outcomes.say_late(timezone.now())
    assert len(relay.mails) == 2
    left = Message.objects.get(case=broken)
    assert (left.state, left.sent_no) == ("sent", None)
    assert Entry.objects.filter(case=sound, kind="sent").exists()
    assert [one.step for one in failures.failures_of([broken.pk])] == [outcomes.SAID]
    Case.objects.filter(pk=broken.pk).update(state=state)
    outcomes.say_late(timezone.now() + timedelta(minutes=2))
    entry = Entry.objects.get(case=broken, kind="sent")
    assert entry.at == left.sent_at  # its own moment, however late it is said
    assert not Failure.objects.exists()
    assert verification.verify().agrees


def test_what_left_while_the_database_was_away_is_said_with_its_own_moment_and_not_repeated(
    relay: Relay, house: cast.House
):
    """Another program took the claim for a dead one's: the letter is written down all the same, and leaves no more."""
    [case] = written(house)
    done = handed_over()
    Message.objects.update(state="waiting", claimed_by=None, repeated=True, next_at=timezone.now())
    outcomes.write_down(done)
    assert Message.objects.get(case=case).state == "sent"
    assert Message.objects.get(case=case).sent_at == done[0].at
    send_all()
    assert len(relay.mails) == 1


def test_whoever_took_it_over_has_the_last_word(relay: Relay, house: cast.House):
    [case] = written(house)
    done = handed_over()
    Message.objects.update(state="sent", claimed_by=None, sent_at=house.now, sent_no=1)
    outcomes.write_down(done)
    assert Message.objects.get(case=case).sent_at == house.now
    assert not Entry.objects.filter(case=case, kind="sent").exists()


def test_passwords_that_an_older_version_kept_in_letters_are_taken_out(house: cast.House):
    migration = import_module("amends.migrations.0014_failures")
    [case] = written(house)
    row = Message.objects.select_related("content").get(case=case).content
    plain = {key: str(text).replace("{{password}}", "ABCD-EFGH-JKMN-PQRS") for key, text in row.content.items()}
    type(row).objects.filter(pk=row.pk).update(content={**plain, "kept": True})
    assert "ABCD-EFGH-JKMN-PQRS" in str(type(row).objects.get(pk=row.pk).content)
    migration.open_the_places_again(SimpleNamespace(get_model=lambda _room, _named: type(row)), None)  # as it was named
    assert type(row).objects.get(pk=row.pk).content == row.content
