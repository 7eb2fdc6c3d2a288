"""The door: signed out, without a role, at one site only, or not the owner – and what each of them is not told."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from amends.cases.acts import handling
from amends.organisation.models import Member
from tests import cast, pictures
from tests.cast import House
from tests.desk.clients import at_desk, post

pytestmark = pytest.mark.django_db
SAMPLE = {
    "number": "DF-0000-0000",
    "key": "main",
    "version": "1",
    "edition": "1",
    "member_id": "1",
    "view_id": "1",
    "rule": "1",
    "box_id": "1",
    "objective_id": "1",
    "comparison_id": "1",
    "report_id": "1",
}
OWNERS_ONLY = (
    "/desk/channels/hotline/",
    "/desk/calendars/main/change/",
    "/desk/calendars/main/generate/",
    "/desk/people/new/",
    "/desk/organisation/",
    "/desk/outbox/",
)


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def addresses() -> Iterator[str]:
    """Every address below the desk, as the program itself knows them."""
    desk = next(
        one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and str(one.pattern) == "desk/"
    )
    for one in desk.url_patterns:
        assert isinstance(one, URLPattern)
        route = str(one.pattern)
        for name in one.pattern.converters:
            value = SAMPLE.get(name, str(uuid.uuid4()))
            kind = "uuid" if name in ("file_id", "message_id") else type(one.pattern.converters[name]).__name__
            for shape in (f"<str:{name}>", f"<slug:{name}>", f"<int:{name}>", f"<uuid:{name}>", f"<path:{name}>"):
                route = route.replace(shape, value)
            assert f":{name}>" not in route, kind
        yield f"/desk/{route}"


def test_every_page_of_the_desk_asks_a_stranger_to_sign_in(house: House, client: Client):
    walked = list(addresses())
    assert len(walked) > 30
    for address in walked:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/account/login/?next="), address


def test_who_holds_no_role_sees_nothing_but_their_own_settings_and_what_all_must_read(house: House):
    nobody = at_desk(house.nobody)
    for address in addresses():
        if address.startswith("/desk/documents/") and address != "/desk/documents/":
            continue  # one document, which there is none of here
        expected = 200 if address in ("/desk/me/", "/desk/documents/") else 403
        assert nobody.get(address).status_code == expected, address
    assert "You hold no role yet" in nobody.get("/desk/").content.decode()


def test_who_has_left_is_signed_out(house: House):
    rana = at_desk(house.rana)
    Member.objects.filter(pk=house.rana.pk).update(is_active=False)
    assert rana.get("/desk/").status_code == 302


def test_what_only_the_owner_may_change_is_shut_for_everybody_else(house: House):
    rana, leyla = at_desk(house.rana), at_desk(house.leyla)
    for address in OWNERS_ONLY:
        assert rana.get(address).status_code == 403, address
        assert leyla.get(address).status_code == 200, address


def test_a_technician_sees_the_cases_of_the_factory_and_no_others(house: House):
    here, elsewhere = house.receive(site="bursa").case, house.receive(site="izmir").case
    can = at_desk(house.can)
    page = can.get("/desk/pool/").content.decode()
    assert here.number in page
    assert elsewhere.number not in page
    assert can.get(f"/desk/case/{here.number}/").status_code == 200
    assert "No case fits" in can.get("/desk/pool/", {"words": elsewhere.number}).content.decode()


def test_a_case_that_is_not_yours_looks_like_one_that_does_not_exist(house: House):
    elsewhere = house.receive(site="izmir").case
    can = at_desk(house.can)
    there = can.get(f"/desk/case/{elsewhere.number}/")
    nowhere = can.get("/desk/case/DF-0000-0000/")
    assert there.status_code == nowhere.status_code == 404
    assert bare(there.content) == bare(nowhere.content)
    for key in ("assign", "note", "password"):
        assert can.post(f"/desk/case/{elsewhere.number}/{key}/", {"words": "x"}).status_code == 404
    picked = {"case": f"{elsewhere.number}|1", "owner": house.can.pk, "query": ""}
    can.post("/desk/pool/assign/", picked)
    assert cast.fresh(elsewhere).owner is None


def bare(page: bytes) -> str:
    """Without what differs at every look: the sign against forged forms."""
    return "\n".join(line for line in page.decode().splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_untouched_picture_is_for_the_owner_of_the_case_and_of_the_procedure(house: House, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    case = house.receive(files=[pictures.stored(pictures.picture("PNG"), "roll.png")]).case
    pictures.draw_all()
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    file = case.attachments.get()
    original = f"/desk/case/{case.number}/file/{file.pk}?original=1"
    shown = f"/desk/case/{case.number}/file/{file.pk}"
    assert at_desk(house.emre).get(original).status_code == 404
    assert at_desk(house.emre).get(shown)["Content-Type"] == "image/jpeg"
    assert at_desk(house.rana).get(original)["Content-Type"] == "image/png"
    assert at_desk(house.leyla).get(original).status_code == 200
    assert at_desk(house.rana).get(shown)["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_staff_may_not_do_what_is_not_their_role(house: House):
    case = house.receive().case
    answer = post(at_desk(house.zoe), case, "assign", owner=house.zoe.pk)
    assert answer.status_code == 422 or b"only for:" in answer.content
    assert cast.fresh(case).owner is None


def test_members_read_their_own_language(house: House):
    Member.objects.filter(pk=house.rana.pk).update(language="tr")
    answer = at_desk(house.rana).get("/desk/", headers={"accept-language": "en"})
    assert '<html lang="tr"' in answer.content.decode()
    assert answer["Content-Language"] == "tr"


def test_a_member_signs_in_with_name_and_password_and_comes_to_today(house: House, client: Client):
    page = client.get("/account/login/").content.decode()
    assert "Sign in to the desk" in page
    wrong = client.post("/account/login/", {"login": "rana", "password": "wrong"})
    assert wrong.status_code == 200
    assert "rana" in wrong.content.decode()
    answer = client.post("/account/login/", {"login": "rana", "password": cast.PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/"


@pytest.mark.parametrize(
    "address",
    ["/account/password/reset/", "/account/password/reset/done/", "/account/inactive/", "/account/login/"],
)
def test_the_pages_of_signing_in_are_in_our_own_hand(client: Client, house: House, address: str):
    page = client.get(address).content.decode()
    assert "desk/desk.css" in page
    assert "<style" not in page


@pytest.mark.parametrize(
    "address", ["/account/password/change/", "/account/mfa/", "/account/logout/", "/account/reauthenticate/"]
)
def test_so_are_those_of_a_member(house: House, address: str):
    page = at_desk(house.rana).get(address).content.decode()
    assert "desk/desk.css" in page


def test_the_second_step_is_turned_on_asked_for_and_turned_off(house: House, client: Client):
    client.post("/account/login/", {"login": "rana", "password": cast.PASSWORD})
    activate = "/account/mfa/totp/activate/"
    assert "Is it still you?" in client.get(activate, follow=True).content.decode()
    again = {"password": cast.PASSWORD}
    page = client.post(f"/account/reauthenticate/?next={activate}", again, follow=True).content.decode()
    secret = page.split('<dd class="code">')[1].split("<")[0]
    code = auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))
    answer = client.post("/account/mfa/totp/activate/", {"code": code}, follow=True)
    assert "Recovery codes" in answer.content.decode()
    fresh = Client()
    answer = fresh.post("/account/login/", {"login": "rana", "password": cast.PASSWORD}, follow=True)
    assert "The second step" in answer.content.decode()
    assert fresh.get("/desk/").status_code == 302
    assert "It is on" in client.get("/account/mfa/").content.decode()
