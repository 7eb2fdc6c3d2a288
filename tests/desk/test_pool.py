"""Today and the pool: who owes what, found, filtered, kept as a view, given away in one go, and quick at any length."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.cases.acts import handling
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, last

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14  # of a case: twelve of its own, one for what it is tied to, one for what is like it


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def numbers(page: bytes) -> list[str]:
    return re.findall(r'name="case" value="([A-Z0-9-]+)\|', page.decode())


def test_the_pool_holds_every_open_case_whatever_its_channel(house: House):
    made = {
        house.receive(channel=channel, by="complainant" if channel == "web" else house.zoe).case.number
        for channel in ("web", "phone", "counter", "post", "email", "representative")
    }
    assert set(numbers(at_desk(house.rana).get("/desk/pool/").content)) == made


def test_the_promise_is_the_first_thing_one_reads_of_a_case(house: House):
    house.receive()
    page = at_desk(house.rana).get("/desk/pool/").content.decode()
    assert page.index("promise-cell") < page.index("case-cell")
    assert re.search(r"today, until|tomorrow|in \d+ days", page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("channel=phone", 1),
        ("stage=received", 2),
        ("stage=assessment", 0),
        ("owner=none", 1),
        ("owner=me", 1),
        ("category=colour", 1),
        ("department=quality", 1),
        ("department=none", 1),
        ("due=late", 0),
        ("due=week", 2),
        ("kind=complaint", 2),
        ("class_key=product-quality", 0),
        ("site=bursa", 1),
        ("product=fabric", 0),
    ],
)
def test_a_filter_leaves_what_fits_and_says_so_in_a_chip(house: House, query: str, found: int):
    house.receive(channel="phone", site="bursa", by=house.zoe)
    mine = house.receive().case
    handling.assign(mine, owner=house.rana, by=house.rana, now=house.now)
    values = {"category": "colour", "severity": "minor"}
    handling.classify(mine, values=values, by=house.rana, now=house.now)
    answer = at_desk(house.rana).get(f"/desk/pool/?{query}")
    assert len(numbers(answer.content)) == found
    assert "Filters in force" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "owner=x",
        "owner=99999999999",
        "stage=%00",
        "after=nonsense",
        "after=2026|1",
        "after=-|99999999999999999999",
        "due=never",
        "words=%00",
        "category=<b>",
        "kind[]=x",
        "words=%27%22%5C",
    ],
)
def test_an_address_that_makes_no_sense_still_shows_a_page(house: House, query: str):
    house.receive()
    assert at_desk(house.rana).get(f"/desk/pool/?{query}").status_code == 200


@pytest.mark.parametrize("words", ["soldu", "SOLDU", "faded", "ayse", "Ayşe Kaya", "yikamada"])
def test_a_case_is_found_by_its_words_and_its_name_in_any_language(house: House, words: str):
    number = house.receive().case.number
    house.receive(words="Something else entirely.", contact={"name": "Thomas", "email": "t@example.org"})
    assert numbers(at_desk(house.rana).get("/desk/pool/", {"words": words}).content) == [number]


def test_a_case_is_found_by_its_number_however_it_is_typed(house: House):
    number = house.receive().case.number
    typed = number.lower().replace("-", " ")
    assert numbers(at_desk(house.rana).get("/desk/pool/", {"words": typed}).content) == [number]


def test_a_long_pool_is_listed_by_key_without_a_gap_or_a_double(house: House):
    made = {house.receive().case.number for _ in range(120)}
    rana = at_desk(house.rana)
    seen: list[str] = []
    address = "/desk/pool/"
    for _page in range(3):
        page = rana.get(address).content
        seen += numbers(page)
        following = re.search(r'rel="next" href="\?([^"]+)"', page.decode())
        address = f"/desk/pool/?{following[1].replace('&amp;', '&')}" if following else ""
    assert not address
    assert len(seen) == 120
    assert set(seen) == made


def test_a_search_through_many_goes_on_page_by_page(house: House):
    for _ in range(60):
        house.receive()
    rana = at_desk(house.rana)
    page = rana.get("/desk/pool/?words=soldu").content
    following = re.search(r'rel="next" href="\?([^"]+)"', page.decode())
    assert following
    rest = rana.get(f"/desk/pool/?{following[1].replace('&amp;', '&')}").content
    assert len(numbers(page)) + len(numbers(rest)) == 60


def bulk(house: House, **said: Any) -> Any:
    return at_desk(house.rana).post("/desk/pool/assign/", said, follow=True)


def test_ticked_cases_are_given_to_a_person_in_one_go(house: House):
    cases = [house.receive().case for _ in range(3)]
    picked = [f"{one.number}|{last(one)}" for one in cases[:2]]
    answer = bulk(house, case=picked, owner=house.emre.pk, query="stage=received")
    assert "2 cases were assigned." in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith("?stage=received")
    assert [cast.fresh(one).owner for one in cases] == [house.emre, house.emre, None]


def test_a_case_that_somebody_changed_meanwhile_is_left_out_and_named(house: House):
    one, other = house.receive().case, house.receive().case
    picked = [f"{case.number}|{last(case)}" for case in (one, other)]
    handling.assign(one, owner=house.rana, by=house.rana, now=house.now)
    said = bulk(house, case=picked, owner=house.emre.pk, query="").content.decode()
    assert "1 case was assigned." in said
    assert f"{one.number}: Somebody acted on this case" in said
    assert cast.fresh(one).owner == house.rana


def test_ticking_nothing_changes_nothing(house: House):
    case = house.receive().case
    assert "Tick the cases" in bulk(house, owner=house.emre.pk, query="").content.decode()
    assert cast.fresh(case).owner is None


def test_a_view_is_kept_under_a_name_and_removed_again(house: House):
    house.receive()
    rana = at_desk(house.rana)
    said = {"query": "stage=received&due=week&after=x&evil=1", "name": "My week"}
    answer = rana.post("/desk/pool/views/", said, follow=True)
    assert answer.redirect_chain[0][0].endswith("/desk/pool/?stage=received&due=week")
    assert "My week" in answer.content.decode()
    assert "My week" not in at_desk(house.emre).get("/desk/pool/").content.decode()
    view = house.rana.views.get()
    at_desk(house.emre).post(f"/desk/pool/views/{view.pk}/remove/")
    assert house.rana.views.count() == 1
    rana.post(f"/desk/pool/views/{view.pk}/remove/")
    assert house.rana.views.count() == 0


def test_today_says_what_i_owe_in_person_and_by_my_role(house: House):
    mine, ours, theirs = (house.receive().case for _ in range(3))
    handling.assign(mine, owner=house.rana, by=house.rana, now=house.now)
    handling.assign(theirs, owner=house.emre, by=house.rana, now=house.now)
    page = at_desk(house.rana).get("/desk/").content.decode()
    assert mine.number in page
    assert ours.number in page
    assert theirs.number not in page


def test_what_is_late_stands_first_today():
    house = cast.house(now=timezone.now() - timedelta(days=20))
    case = house.receive().case
    page = at_desk(house.rana).get("/desk/").content.decode()
    assert case.number in page
    assert "these dates have passed" in page
    assert "days late" in page


def test_an_empty_desk_says_what_would_be_here(house: House):
    rana = at_desk(house.rana)
    assert "You owe nothing" in rana.get("/desk/").content.decode()
    assert "The pool is empty" in rana.get("/desk/pool/").content.decode()
    assert "No case fits" in rana.get("/desk/pool/?words=unicorn").content.decode()


def test_no_page_asks_the_database_more_often_the_more_cases_there_are(house: House):
    for at in range(30):
        case = house.receive(site="bursa", product="fabric").case
        handling.assign(case, owner=house.rana, department="quality", by=house.rana, now=house.now)
        handling.classify(case, values={"category": "colour", "severity": "minor"}, by=house.rana, now=house.now)
        if at == 29:
            for _ in range(10):
                handling.note(case, words="Again.", by=house.emre, now=house.now)
                handling.classify(
                    case, values={"category": "colour", "severity": "serious"}, by=house.rana, now=house.now
                )
    house.work()
    rana = at_desk(house.rana)
    for address in ("/desk/", "/desk/pool/", f"/desk/case/{case.number}/", "/desk/new/", "/desk/pool/?words=soldu"):
        rana.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert rana.get(address).status_code == 200
        assert len(asked) <= MOST_QUERIES, f"{address}: {len(asked)}\n" + "\n".join(
            one["sql"][:150] for one in asked.captured_queries
        )
