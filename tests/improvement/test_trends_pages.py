"""The pages of trends as people see them: topics and signals, similar cases, one customer, and the numbers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.cases.models import Case
from amends.improvement import fingerprints, monitor
from amends.improvement.models import Signal, Watched
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk
from tests.improvement.test_similarity import LETTER, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    """Ten calm months, and a last one that is not."""
    now = timezone.now()
    made = cast.house(now=now - timedelta(days=330))
    cast.publish("improvement", made.now)
    for at in range(11):
        for one in range(2 if at < 10 else 14):
            made.now = now - timedelta(days=30 * (10 - at) + 0.1 + one / 1000)
            made.receive(category="colour", words=f"Number {at} {one}: it faded.", contact=person(f"p{at}x{one}"))
    made.now = now
    while fingerprints.step(now):
        pass
    monitor.look(now)
    return made


def text(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_trends_says_what_rose_how_sure_that_is_and_what_became_of_it(house: House):
    page = text(at_desk(house.rana), "/desk/trends/")
    signal = Signal.objects.get(topic_by="category")
    for said in ("Colour", "beyond its limits", "expected", "at most one month in 200", signal.problem):
        assert said in page, said


def test_a_topic_shows_its_months_as_a_chart_and_as_a_table(house: House):
    rana = at_desk(house.rana)
    page = text(rana, "/desk/trends/topic/", pack="agreement", by="category", topic="colour")
    assert "Complaints by month, with the limit of each month" in page
    assert "Counted by the days of each month" in page
    answer = rana.get(
        "/desk/trends/topic/", {"pack": "agreement", "by": "category", "topic": "colour"}
    ).content.decode()
    assert '<svg class="months"' in answer
    assert "style=" not in answer
    assert rana.get("/desk/trends/topic/", {"by": "nothing"}).status_code == 404


@pytest.mark.parametrize("path", ["/desk/trends/", "/desk/trends/topic/?pack=agreement&by=category&topic=colour"])
def test_a_page_of_the_trends_asks_the_database_a_dozen_times_at_most(house: House, path: str):
    for at in range(6):
        house.receive(words=LETTER.format(sign=""), contact=person(f"m{at}"))
    fingerprints.step(house.now)
    rana = at_desk(house.rana)
    rana.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert rana.get(path).status_code == 200
    assert len(asked) <= 12, [one["sql"][:120] for one in asked]


def test_nobody_opens_the_trends_who_does_not_see_every_case(house: House):
    assert at_desk(house.can).get("/desk/trends/").status_code == 403
    assert "/desk/trends/" not in at_desk(house.can).get("/desk/").content.decode()
    assert "/desk/trends/" in at_desk(house.rana).get("/desk/").content.decode()


def test_an_empty_trends_says_what_would_be_there():
    made = cast.house(now=timezone.now())
    assert "No topic is watched yet" in text(at_desk(made.rana), "/desk/trends/")


def test_looking_again_says_nothing_twice(house: House):
    before = Signal.objects.count()
    assert at_desk(house.rana).post("/desk/trends/look/").status_code == 302
    assert Signal.objects.count() == before


def test_one_text_from_many_becomes_one_problem_at_a_press(house: House):
    received = [house.receive(words=LETTER.format(sign=at), contact=person(f"m{at}")).case for at in range(6)]
    fingerprints.step(house.now)
    leyla = at_desk(house.leyla)
    page = text(leyla, "/desk/trends/")
    assert "6 people sent it" in page
    assert "Open one problem for these 6 cases" in page
    first = received[0].number
    assert leyla.post("/desk/trends/gather/", {"first": first}).status_code == 302
    leyla.post("/desk/trends/gather/", {"first": first})
    (problem,) = Case.objects.filter(kind="problem", links__contains=[first])
    assert len(problem.links) == 6
    assert f"Problem {problem.number}" in text(leyla, "/desk/trends/")


def test_one_text_from_many_is_handled_together_and_each_sender_keeps_a_case(house: House):
    received = [house.receive(words=LETTER.format(sign=at), contact=person(f"m{at}")).case for at in range(6)]
    fingerprints.step(house.now)
    rana, first = at_desk(house.rana), received[0].number
    answer = rana.post("/desk/trends/gather/", {"first": first, "do": "join"}, follow=True)
    assert "5 cases are handled with the first." in answer.content.decode()
    assert {cast.fresh(one).joined_to for one in received[1:]} == {first}
    assert "handled together" in text(rana, "/desk/trends/")


def test_a_case_shows_similar_ones_with_the_reason_and_the_way_to_the_customer(house: House):
    one = house.receive(contact=person("ayse"), order="1001").case
    other = house.receive(contact=person("ayse"), words="Quite another matter this time.").case
    fingerprints.step(house.now)
    page = text(at_desk(house.rana), f"/desk/case/{one.number}/")
    for said in (
        "Similar cases",
        other.number,
        "the same e-mail address or mobile number",
        "All cases of this customer",
    ):
        assert said in page, said


def test_similar_cases_are_looked_for_while_one_is_typed_and_nothing_typed_is_lost(house: House):
    known = house.receive(contact=person("ayse"), batch="L-77").case
    fingerprints.step(house.now)
    said = {
        "do": "look",
        "channel": "phone",
        "kind": "complaint",
        "words": "It faded.",
        "batch": "l 77",
        "language": "en",
    }
    answer = at_desk(house.rana).post("/desk/new/", {**said, "email": "ayse@example.org"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert known.number in page
    assert "names the same goods" in page
    assert "It faded." in page


def test_the_history_of_a_customer_says_what_is_not_known(house: House):
    one = house.receive(contact=person("ayse")).case
    house.receive(contact=person("ayse"), words="Another matter.")
    fingerprints.step(house.now)
    rana = at_desk(house.rana)
    page = text(rana, f"/desk/customer/?case={one.number}")
    assert "2 cases with this e-mail address or mobile number." in page
    assert "Nobody has entered yet what a customer is worth to you." in page
    assert rana.get("/desk/customer/?case=AM-0000-0000").status_code == 404


def test_the_numbers_are_the_owners_to_enter_and_the_formula_is_shown(house: House):
    leyla, rana = at_desk(house.leyla), at_desk(house.rana)
    said = {"currency": "EUR", "yearly": "400", "years": "5", "winning": "150", "leaving": "4o", "handling": ""}
    answer = leyla.post("/desk/trends/numbers/", said)
    assert answer.status_code == 422
    assert "4o" in answer.content.decode()
    assert leyla.post("/desk/trends/numbers/", {**said, "leaving": "40", "handling": "30"}).status_code == 302
    assert rana.get("/desk/trends/numbers/").status_code == 403
    one = house.receive(contact=person("ayse")).case
    page = text(rana, f"/desk/customer/?case={one.number}")
    for part in ("€400.00 a year × 5 years", "40 of 100 dissatisfied customers leave", "€860.00", "€30.00"):
        assert part in page, part


@pytest.mark.parametrize("path", ["/desk/customer/?case={number}", "/desk/case/{number}/"])
def test_pages_with_likeness_stay_bounded(house: House, path: str):
    one = house.receive(contact=person("ayse"), order="1001").case
    for at in range(12):
        house.receive(contact=person("ayse"), words=f"Matter {at} is quite another one.", order="1001")
    fingerprints.step(house.now)
    rana = at_desk(house.rana)
    path = path.format(number=one.number)
    rana.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert rana.get(path).status_code == 200
    assert len(asked) <= (12 if "customer" in path else 18), [one["sql"][:90] for one in asked]


def test_the_first_tab_is_the_one_that_has_something_to_say(house: House):
    """A calm procedure does not stand before one whose topics have left their limits."""
    calm = {"months": [["2026-03-01", 1, 4, "within"]], "out_of": "days", "observed": 1, "over": 1, "far": -1.0}
    Watched.objects.create(pack="a-calm-one", topic_by="site", topic="bursa", seen_at=house.now, **calm)
    assert "Site Bursa factory" not in text(at_desk(house.rana), "/desk/trends/")
    assert "Site Bursa factory" in text(at_desk(house.rana), "/desk/trends/", pack="a-calm-one")
