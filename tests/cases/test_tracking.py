"""The tracking number and password: forgiving for the complainant, of no use to a stranger."""

from datetime import timedelta

import pytest

from amends.cases import tracking
from amends.cases.models import Secret
from tests import cast

pytestmark = pytest.mark.django_db


def test_number_and_password_are_read_forgivingly():
    house = cast.house()
    received = house.receive()
    number = received.case.number.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    password = received.password.lower().replace("-", "").replace("0", "O").replace("1", "i")
    assert tracking.open_case(number, password, address="a", now=house.now) == received.case


def test_the_password_has_at_least_sixty_bits_and_is_stored_only_as_a_keyed_hash(settings):
    house = cast.house()
    received = house.receive()
    assert len(tracking.tidy_password(received.password)) * 5 >= 60
    secret = Secret.objects.get(case=received.case)
    assert received.password.encode() not in bytes(secret.hash) + bytes(secret.sealed)
    settings.SECRET_KEY = "x" * 60
    assert tracking.password_hash(received.case.number, received.password) != bytes(secret.hash)


def test_once_the_letters_are_sent_nobody_but_the_complainant_has_the_password():
    house = cast.house()
    received = house.receive()
    house.work()
    assert Secret.objects.get(case=received.case).sealed is None
    assert any(received.password in letter.sms for _, letter in house.taken)


def test_a_stranger_who_tries_by_the_hundred_slows_only_himself():
    house = cast.house()
    received = house.receive()
    for _ in range(300):
        assert tracking.open_case(received.case.number, "WRONG-WRONG-WRONG", address="stranger", now=house.now) is None
    assert tracking.must_wait("stranger", house.now) > timedelta(0)
    assert tracking.open_case(received.case.number, received.password, address="stranger", now=house.now) is None
    assert tracking.open_case(received.case.number, received.password, address="home", now=house.now) == received.case
    assert tracking.tries_on(received.case.number, house.now) >= tracking.MOST_BY_ADDRESS


def test_waiting_ends_by_itself():
    house = cast.house()
    received = house.receive()
    for _ in range(tracking.MOST_BY_ADDRESS):
        tracking.open_case(received.case.number, "WRONG", address="home", now=house.now)
    assert tracking.open_case(received.case.number, received.password, address="home", now=house.now) is None
    later = house.now + timedelta(minutes=1)
    assert tracking.open_case(received.case.number, received.password, address="home", now=later) == received.case


def test_an_attack_from_many_addresses_leaves_the_complainant_alone():
    house = cast.house()
    received = house.receive()
    for at in range(tracking.MOST_OVERALL + 5):
        tracking.open_case(received.case.number, "WRONG", address=f"bot {at}", now=house.now)
    assert tracking.open_case(received.case.number, received.password, address="home", now=house.now) == received.case


def test_a_mistyped_number_is_not_an_unknown_one():
    number = tracking.new_number("DF")
    assert tracking.tidy_number(number) == number
    wrong = number[:-1] + ("0" if number[-1] != "0" else "2")
    assert tracking.tidy_number(wrong) == ""


def test_numbers_tell_nothing_of_how_many_there_are():
    numbers = {tracking.new_number("DF") for _ in range(500)}
    assert len(numbers) == 500
    assert numbers != set(sorted(numbers)[:1])


def test_a_new_password_ends_the_old_one():
    house = cast.house()
    received = house.receive()
    fresh = tracking.issue(received.case, now=house.now)
    assert tracking.open_case(received.case.number, received.password, address="a", now=house.now) is None
    assert tracking.open_case(received.case.number, fresh, address="a", now=house.now) == received.case
