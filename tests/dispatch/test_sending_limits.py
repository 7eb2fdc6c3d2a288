"""Strangers cannot mail or text others through us: the complaint is taken, its number shown, and letters wait."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from amends.cases.acts import handling
from amends.cases.models import Case, Origin
from amends.cases.retention import origins
from amends.desk.worklists import alerts
from amends.dispatch import compose, send_step, sending_limits, waiting_letters
from amends.dispatch.models import Message
from amends.procedure import packs
from amends.procedure.pack_files import reader
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk
from tests.portal import visits

pytestmark = pytest.mark.django_db
VICTIM = "somebody@else.example"


@pytest.fixture
def house() -> House:
    return cast.house()


def complain(house: House, to: str = VICTIM, *, network: str = "", mobile: str = "", words: str = "") -> Case:
    contact = {"email": to, "mobile": mobile}
    return house.receive(
        contact={key: value for key, value in contact.items() if value},
        words=words or cast.WORDS,
        network=origins.mark(network),
        language="en",
    ).case


def sent_to(house: House, to: str) -> int:
    return sum(letter.to == to for _carrier, letter in house.taken)


def test_one_person_gets_so_many_letters_a_day_however_many_complain_in_their_name(house: House) -> None:
    cases = [complain(house, network=f"9.9.9.{at}") for at in range(25)]
    house.work()
    assert len(set(cases)) == 25  # each was taken, with a number of its own
    assert sent_to(house, VICTIM) == sending_limits.TO_ONE["email"]
    house.later(hours=23)
    assert sent_to(house, VICTIM) == sending_limits.TO_ONE["email"]
    house.later(hours=2)
    assert sent_to(house, VICTIM) == 2 * sending_limits.TO_ONE["email"]
    for _ in range(12 * 4):
        house.later(hours=6)  # apologies for what nobody answered are no way round it
    left = list(Message.objects.filter(carrier="email", to_whom="complainant", sent_at__isnull=False))
    assert len(left) > 3 * sending_limits.TO_ONE["email"]
    for one in left:
        span = timedelta(hours=18)  # a day, as the test's own clock looks only every six hours
        day = [other for other in left if one.sent_at <= other.sent_at < one.sent_at + span]
        assert len(day) <= sending_limits.TO_ONE["email"]
    for _ in range(60):
        complain(house)
    house.work()
    assert (
        Message.objects.filter(fault=sending_limits.LIMITED, next_at=None).count() > 30
    )  # a flood does not drip for weeks


def test_however_the_address_is_written_it_is_the_same_person(house: House) -> None:
    for at in range(12):
        complain(house, VICTIM.upper() if at % 2 else VICTIM)
    house.work()
    assert sent_to(house, VICTIM) + sent_to(house, VICTIM.upper()) == sending_limits.TO_ONE["email"]


def test_text_messages_cost_us_money_and_are_fewer(house: House) -> None:
    for at in range(30):
        complain(house, "", mobile=f"+9053212345{at:02}", network="9.9.8.7")
    house.work()
    assert sum(carrier == "sms" for carrier, _letter in house.taken) == sending_limits.FROM_ONE["sms"]


def test_a_school_behind_one_address_is_taken_in_whole_and_its_letters_follow(house: House) -> None:
    cases = [complain(house, f"pupil{at}@school.example", network="9.9.7.9") for at in range(60)]
    house.work()
    assert len(house.taken) == sending_limits.FROM_ONE["email"]
    assert Case.objects.filter(pk__in=[case.pk for case in cases]).count() == 60
    house.later(hours=25)
    assert {letter.to for _carrier, letter in house.taken} == {f"pupil{at}@school.example" for at in range(60)}


def test_what_staff_write_is_never_held_up(house: House) -> None:
    cases = [complain(house, "ayse@example.org") for _ in range(sending_limits.TO_ONE["email"] + 1)]
    house.work()
    before = sent_to(house, "ayse@example.org")
    handling.ask(cast.fresh(cases[-1]), question="Which lot?", by=house.rana, now=house.now)
    house.work()
    assert sent_to(house, "ayse@example.org") == before + 1


@pytest.mark.parametrize("pack", ["agreement", "coordinator", "feedback-and-complaints", "product-quality"])
def test_no_word_of_a_stranger_reaches_whoever_they_name(pack: str) -> None:
    house = cast.house(pack)
    insult = "You will be sorry, says the stranger"
    for language in reader.read(packs.folders([pack])[0]).languages:
        case = house.receive(
            contact={"email": VICTIM, "name": insult, "mobile": "+905321234567"},
            words=insult,
            language=language,
            order=insult[:20],
            batch=insult[:20],
            wanted=insult,
            needs=insult,
        ).case
        handling.add(case, words=insult, by="complainant", now=house.now)
    house.work()
    theirs = [one for _carrier, one in house.taken if one.to in (VICTIM, "+905321234567")]
    assert theirs
    for letter in theirs:
        assert insult[:20] not in letter.subject + letter.body + letter.sms


def test_who_is_written_down_at_the_counter_reads_what_was_written_down(house: House) -> None:
    house.receive(contact={"email": VICTIM}, channel="counter", by=house.zoe, language="en")
    house.work()
    assert any("faded after the first wash" in letter.body for _carrier, letter in house.taken if letter.to == VICTIM)


def test_an_address_of_the_next_generation_counts_by_its_household() -> None:
    assert origins.mark("2a00:1450:1:2::1") == origins.mark("2a00:1450:1:2:ffff::9") != origins.mark("2a00:1450:1:3::1")
    assert origins.mark("::ffff:9.9.9.1") == origins.mark("9.9.9.1") != origins.mark("9.9.9.2")
    assert origins.mark("") == origins.mark("not an address") == ""
    assert "9.9.9.1" not in origins.mark("9.9.9.1")
    for ours in ("127.0.0.1", "::1", "10.1.2.3", "192.168.0.7", "fd00::1"):  # a proxy that nobody made known
        assert origins.mark(ours) == ""


def test_where_a_complaint_came_from_is_kept_for_two_days_and_no_longer(house: House) -> None:
    complain(house, network="9.9.9.1")
    origins.forget(house.now + timedelta(hours=47))
    assert Origin.objects.count() == 1
    origins.forget(house.now + timedelta(hours=49))
    assert Origin.objects.count() == 0


def test_over_the_limit_the_form_takes_the_complaint_and_shows_its_number() -> None:
    visits.house()
    for _ in range(8):
        client = Client(REMOTE_ADDR="9.9.9.77")
        visits.send(client, contact={"name": "X", "email": VICTIM})
        assert re.search(r"DF-[0-9A-Z]{4}-[0-9A-Z]{4}", client.get("/en/complain/receipt/").content.decode())
    now = timezone.now()
    while compose.step(now) + send_step.step(now):
        pass
    assert Origin.objects.count() == 8
    assert Message.objects.filter(state="sent", carrier="email").count() == sending_limits.TO_ONE["email"]
    assert Message.objects.filter(fault=sending_limits.LIMITED).count() == 2


def test_the_owner_is_told_looks_at_them_and_sends_them_all_the_same() -> None:
    house = cast.house(now=timezone.now() - timedelta(minutes=5))
    for _ in range(9):
        complain(house)
    house.work()
    assert (
        waiting_letters.for_long(house.now + timedelta(hours=1)) == ()
    )  # they are told apart from what a carrier refuses
    told = [one for one in alerts.alerts_for(house.leyla, house.now) if "held=yes" in one.link]
    assert len(told) == 1
    assert not [one for one in alerts.alerts_for(house.rana, house.now) if "held=yes" in one.link]
    leyla = at_desk(house.leyla)
    page = leyla.get("/desk/outbox/?held=yes").content.decode()
    assert page.count("desk/outbox/") >= 3
    assert leyla.post("/desk/outbox/").status_code == 302
    assert at_desk(house.rana).post("/desk/outbox/").status_code == 403
    house.now = timezone.now()
    house.work()
    assert sent_to(house, VICTIM) == 9
