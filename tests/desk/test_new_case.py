"""A case taken in at the phone or the counter: little is needed, nothing is lost, and the words are read out once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from amends.cases.models import Case
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, kinds

pytestmark = pytest.mark.django_db
SAID = {
    "kind": "complaint",
    "channel": "phone",
    "words": "The curtain is too short.",
    "name": "Ayşe Kaya",
    "mobile": "0532 123 45 67",
    "language": "en",
}


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def hidden(client: Client) -> dict[str, str]:
    page = client.get("/desk/new/").content.decode()
    return dict(re.findall(r'type="hidden" name="(submission|token)" value="([^"]+)"', page))


def take(client: Client, **said: Any) -> Any:
    return client.post("/desk/new/", {**hidden(client), **SAID, **said}, follow=True)


def test_a_case_is_taken_in_and_the_acknowledgement_read_out(house: House):
    zoe = at_desk(house.zoe)
    answer = take(zoe)
    case = Case.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/desk/new/{case.number}/"
    password = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page)
    assert case.number in page
    assert password
    assert "thank you for telling us" in page
    assert zoe.get(f"/desk/new/{case.number}/").status_code == 200  # a page opened again is still there
    zoe.post(f"/desk/new/{case.number}/", {"do": "read"})
    assert kinds(case)[1:] == ["password seen", "sent"]
    assert case.entries.get(no=2).by == house.zoe.by  # the history names who saw it
    entry = case.entries.get(no=3)
    assert entry.fields["carrier"] == "spoken"
    assert entry.by == house.zoe.by
    assert zoe.get(f"/desk/new/{case.number}/").status_code == 302
    assert password[0] not in zoe.get(f"/desk/case/{case.number}/").content.decode()


def test_the_password_that_was_read_out_opens_the_case(house: House, client: Client):
    page = take(at_desk(house.zoe)).content.decode()
    case = Case.objects.get()
    password = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page)
    assert password
    answer = client.post("/en/track/", {"number": case.number, "password": password[0]})
    assert answer.status_code == 302


def test_who_had_gone_was_not_told(house: House):
    zoe = at_desk(house.zoe)
    take(zoe)
    case = Case.objects.get()
    zoe.post(f"/desk/new/{case.number}/", {"do": "gone"})
    assert kinds(case) == ["received", "password seen"]


def test_another_member_does_not_see_the_password(house: House):
    take(at_desk(house.zoe))
    case = Case.objects.get()
    assert at_desk(house.rana).get(f"/desk/new/{case.number}/").status_code == 302


def test_the_same_page_sent_twice_is_one_case(house: House):
    zoe = at_desk(house.zoe)
    same = hidden(zoe)
    for _ in range(2):
        zoe.post("/desk/new/", {**same, **SAID})
    assert Case.objects.count() == 1


def test_what_is_missing_is_named_and_what_was_typed_stays(house: House):
    answer = take(at_desk(house.zoe), words="", mobile="", wanted="A longer one", order="4711")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#words"' in page
    assert 'href="#anonymous"' in page
    assert "A longer one" in page
    assert 'value="4711"' in page
    assert Case.objects.count() == 0


def test_the_moment_of_receipt_may_lie_before_the_moment_of_typing_with_a_reason(house: House):
    zoe = at_desk(house.zoe)
    before = timezone.localtime(timezone.now() - timedelta(days=2), cast_zone()).strftime("%Y-%m-%dT%H:%M")
    answer = take(zoe, received_at=before)
    assert 'href="#typed_late"' in answer.content.decode()
    take(zoe, received_at=before, typed_late="Written down at the fair.")
    case = Case.objects.get()
    assert timezone.now() - case.received_at > timedelta(days=1, hours=23)


def test_the_future_and_nonsense_are_no_moments_of_receipt(house: House):
    zoe = at_desk(house.zoe)
    ahead = timezone.localtime(timezone.now() + timedelta(days=2), cast_zone()).strftime("%Y-%m-%dT%H:%M")
    for moment in (ahead, "yesterday"):
        answer = take(zoe, received_at=moment)
        assert answer.status_code == 422
        assert 'href="#received_at"' in answer.content.decode()


def test_a_letter_that_came_by_post_is_answered_by_letter_and_shows_no_password(house: House):
    answer = take(at_desk(house.zoe), channel="post", mobile="", post="Gül Sokak 4, 35220 İzmir")
    page = answer.content.decode()
    assert Case.objects.get().number in page
    assert not re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page)


def test_only_the_ways_in_of_a_desk_are_taken(house: House):
    assert take(at_desk(house.zoe), channel="web").status_code == 422


def cast_zone() -> ZoneInfo:
    return ZoneInfo("Europe/Istanbul")
