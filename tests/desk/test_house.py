"""The house around the cases: what went out, the calendars, channels, procedures, people, and what each may change."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from amends.cases.acts import handling
from amends.dispatch import compose, send_step
from amends.dispatch.models import Message
from amends.organisation.models import CalendarVersion, Channel, Member, Organisation, RoleAssignment
from tests import cast
from tests.cast import House
from tests.desk.clients import at_desk, kinds
from tests.markup import on_one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def worked(house: House) -> None:
    """With the carriers of an installation without gateways, which keep every letter."""
    while compose.step(timezone.now()) + send_step.step(timezone.now()):
        pass


def test_the_outbox_keeps_every_letter_whole_and_finds_it(house: House):
    case = house.receive().case
    worked(house)
    leyla = at_desk(house.leyla)
    page = leyla.get("/desk/outbox/").content.decode()
    assert "ayse@example.org" in page
    assert "+905321234567" in page
    assert "ayse@example.org" not in leyla.get("/desk/outbox/?words=unicorn").content.decode()
    assert case.number in leyla.get("/desk/outbox/", {"words": case.number.lower()}).content.decode()
    assert "+905321234567" not in leyla.get("/desk/outbox/?carrier=email").content.decode()
    letter = Message.objects.get(carrier="email")
    assert case.number in leyla.get(f"/desk/outbox/{letter.pk}/").content.decode()


def test_the_outbox_goes_on_by_key(house: House):
    for _ in range(30):
        house.receive()
    worked(house)
    leyla = at_desk(house.leyla)
    page = leyla.get("/desk/outbox/").content.decode()
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    rest = leyla.get(f"/desk/outbox/{following}").content.decode()
    assert page.count("<tr>") - 1 + rest.count("<tr>") - 1 == 60
    assert leyla.get("/desk/outbox/?after=nonsense|x").status_code == 200


def test_a_letter_is_printed_then_marked_as_posted(house: House):
    case = house.receive(contact={"name": "Ayşe", "post": "Gül Sokak 4\n35220 İzmir"}).case
    worked(house)
    zoe = at_desk(house.zoe)
    letter = Message.objects.get(carrier="post")
    assert case.number in zoe.get("/desk/print/").content.decode()
    assert zoe.get(f"/desk/print/{letter.pk}.pdf").content.startswith(b"%PDF")
    assert "Tick the letters" in zoe.post("/desk/print/", follow=True).content.decode()
    zoe.post("/desk/print/", {"letter": str(letter.pk)})
    assert kinds(case)[-1] == "sent"
    assert "No letter waits" in zoe.get("/desk/print/").content.decode()


def test_a_technician_prints_no_letters_of_other_places(house: House):
    house.receive(site="izmir", contact={"name": "Ayşe", "post": "Gül Sokak 4\n35220 İzmir"})
    worked(house)
    letter = Message.objects.get(carrier="post")
    can = at_desk(house.can)
    assert can.get(f"/desk/print/{letter.pk}.pdf").status_code == 404
    can.post("/desk/print/", {"letter": str(letter.pk)})
    letter.refresh_from_db()
    assert letter.state == "to print"


def week(client: Client, **changed: str) -> dict[str, str]:
    """The form of the calendar as it stands, with some of it changed."""
    newest = CalendarVersion.objects.filter(key="main").order_by("-version").first()
    assert newest
    year = str(timezone.now().year)
    rows = [(day, one) for day, one in sorted(newest.content["special"].items()) if day.startswith(year)]
    said = {"year": year, "version": str(newest.version), "rows": str(len(rows) + 1), "reason": "The works council"}
    for at, hours in enumerate(newest.content["week"]):
        said[f"week-{at}"] = ", ".join("-".join(one) for one in hours)
    for at, (day, one) in enumerate(rows):
        hours = ", ".join("-".join(interval) for interval in one["hours"])
        said |= {f"day-{at}": day, f"name-{at}": one["name"], f"kind-{at}": one["kind"], f"hours-{at}": hours}
        if one["provisional"]:
            said[f"provisional-{at}"] = "yes"
    return {**said, **changed}


def test_changed_hours_are_a_new_version_with_its_reason_and_the_old_one_stays(house: House):
    leyla = at_desk(house.leyla)
    answer = leyla.post("/desk/calendars/main/change/", week(leyla, **{"week-4": "09:00-12:00, 13:00-15:00"}))
    assert answer.status_code == 302
    old, new = CalendarVersion.objects.filter(key="main").order_by("version")
    assert new.content["week"][4] == [["09:00", "12:00"], ["13:00", "15:00"]]
    assert old.content["special"] == new.content["special"]
    assert new.reason == "The works council"
    assert new.made_by == house.leyla


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"week-0": "nine to five"}, "week-0"),
        ({"week-0": "17:00-09:00"}, "week-0"),
        ({"reason": ""}, "reason"),
        ({"day-0": "2026-02-31"}, "week-0"),
        ({"version": "7"}, "week-0"),
    ],
)
def test_a_calendar_nobody_could_work_by_is_not_stored(house: House, changed: dict[str, str], field: str):
    leyla = at_desk(house.leyla)
    answer = leyla.post("/desk/calendars/main/change/", week(leyla, **changed))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert CalendarVersion.objects.filter(key="main").count() == 1


def test_a_day_we_are_closed_moves_internal_promises_when_they_are_counted_anew(house: House):
    case = house.receive().case
    handling.note(case, words="x", by=house.rana, now=house.now)
    leyla = at_desk(house.leyla)
    monday_off = week(leyla, **{"week-0": "", "week-1": "", "week-2": ""})
    leyla.post("/desk/calendars/main/change/", monday_off)
    page = leyla.get("/desk/calendars/main/2/").content.decode()
    assert "1 open case is counted by an older version" in page
    answer = leyla.post("/desk/calendars/main/recalculate/", follow=True)
    assert "1 case was counted anew. All are done." in answer.content.decode()
    assert kinds(case)[-1] == "recalculated"
    assert "counted by an older version" not in answer.content.decode()


def test_public_holidays_are_looked_over_before_they_are_stored(house: House):
    leyla = at_desk(house.leyla)
    page = leyla.get("/desk/calendars/main/generate/?country=GB&part=ENG").content.decode()
    assert "days are new" in page
    assert CalendarVersion.objects.count() == 1
    said = {"country": "GB", "part": "ENG", "reason": "We moved to England"}
    assert leyla.post("/desk/calendars/main/generate/", {**said, "reason": ""}).status_code == 422
    assert leyla.post("/desk/calendars/main/generate/", said).status_code == 302
    assert CalendarVersion.objects.count() == 2
    assert leyla.get("/desk/calendars/main/generate/?country=ZZ").status_code == 422


def test_a_channel_is_changed_by_the_owner(house: House):
    said = {
        "kind": "phone",
        "titles-en": "Complaints line",
        "titles-tr": "Şikâyet hattı",
        "address": "+90 212",
        "keeper": house.rana.pk,
        "improvement": "A shorter menu",
        "checked_on": "2026-11-01",
        "public": "yes",
    }
    leyla = at_desk(house.leyla)
    assert leyla.post("/desk/channels/hotline/", {**said, "checked_on": "soon"}).status_code == 422
    assert leyla.post("/desk/channels/hotline/", said).status_code == 302
    channel = Channel.objects.get()
    assert (channel.keeper, channel.titles["tr"]) == (house.rana, "Şikâyet hattı")
    assert "A shorter menu" in at_desk(house.rana).get("/desk/channels/").content.decode()


def test_the_procedure_in_force_is_shown_with_what_is_proven_of_it(house: House):
    rana = at_desk(house.rana)
    page = rana.get("/desk/procedures/").content.decode()
    address = page.split("/desk/procedures/")[2].split('"')[0]
    page = rana.get(f"/desk/procedures/{address}").content.decode()
    for words in ("<svg", "Send the decision to the complainant", "6 working days", "holds", "F51"):
        assert words in page
    assert "Who answers for what" in page
    assert ">Emre, Rana<" in on_one_line(page)  # who holds a role of it today
    assert rana.get("/desk/procedures/999/").status_code == 404


def test_the_records_are_checked_at_a_press(house: House):
    house.receive()
    rana = at_desk(house.rana)
    assert "Everything agrees" not in rana.get("/desk/verify/").content.decode()
    assert "Everything agrees" in rana.post("/desk/verify/").content.decode()


def test_a_member_is_added_given_a_role_for_one_site_and_signs_in(house: House, client: Client):
    leyla = at_desk(house.leyla)
    said = {
        "username": "ada",
        "name": "Ada",
        "email": "ada@defne.example",
        "language": "en",
        "standing": "staff",
        "department": "quality",
        "password": "short",
    }
    answer = leyla.post("/desk/people/new/", said)
    assert answer.status_code == 422
    assert 'href="#password"' in answer.content.decode()
    leyla.post("/desk/people/new/", {**said, "password": "a-sentence-of-mine"})
    ada = Member.objects.get(username="ada")
    everywhere = leyla.post(f"/desk/people/{ada.pk}/roles/", {"role": "factory-technician", "site": ""})
    assert everywhere.status_code == 422
    assert "This role holds for one place only" in everywhere.content.decode()
    leyla.post(f"/desk/people/{ada.pk}/roles/", {"role": "factory-technician", "site": "bursa"})
    assert ada.role_assignments.get().site_id == "bursa"
    again = leyla.post(f"/desk/people/{ada.pk}/roles/", {"role": "factory-technician", "site": "bursa"})
    assert again.status_code == 422
    client.post("/account/login/", {"login": "ada", "password": "a-sentence-of-mine"})
    assert client.get("/desk/").status_code == 200
    leyla.post(f"/desk/people/{ada.pk}/roles/", {"take": ada.role_assignments.get().pk})
    assert client.get("/desk/").status_code == 403
    leyla.post(f"/desk/people/{ada.pk}/standing/", {"do": "leave"})
    assert client.get("/desk/").status_code == 302


def test_the_last_owner_of_the_procedure_stays_one(house: House):
    leyla = at_desk(house.leyla)
    answer = leyla.post(f"/desk/people/{house.leyla.pk}/standing/", {"do": "leave"}, follow=True)
    assert "Name another owner first" in answer.content.decode()
    said = {"name": "Leyla", "email": "", "language": "en", "standing": "staff", "department": ""}
    assert leyla.post(f"/desk/people/{house.leyla.pk}/", said).status_code == 422
    assert Member.objects.get(pk=house.leyla.pk).standing == "owner"


def test_two_members_do_not_share_a_name_to_sign_in_with(house: House):
    said = {"username": "rana", "name": "R", "language": "en", "standing": "staff", "password": "a-sentence-of-mine"}
    assert at_desk(house.leyla).post("/desk/people/new/", said).status_code == 422
    assert RoleAssignment.objects.filter(member__username="rana").count() == 2


def face(**changed: Any) -> dict[str, Any]:
    said = {
        "name": "Defne",
        "colour": "#225577",
        "phone": "",
        "email": "",
        "website": "",
        "address": "",
        "hours": "",
        "signs": "",
        "languages": ["en"],
    }
    return {**said, **changed}


def test_the_organisation_changes_its_name_colour_and_languages(house: House):
    leyla = at_desk(house.leyla)
    wrong = leyla.post("/desk/organisation/", face(colour="red", languages=[], email="nobody"))
    assert wrong.status_code == 422
    for field in ("colour", "languages", "email"):
        assert f'href="#{field}"' in wrong.content.decode()
    assert leyla.post("/desk/organisation/", face()).status_code == 302
    assert Organisation.objects.get().languages == ["en"]


def test_a_logo_is_a_picture_judged_by_its_own_bytes(house: House, settings: Any, tmp_path: Any):
    settings.MEDIA_ROOT = tmp_path
    leyla = at_desk(house.leyla)
    script = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>", "image/png")
    assert leyla.post("/desk/organisation/", face(logo=script)).status_code == 422
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "#225577").save(out, "PNG")
    picture = SimpleUploadedFile("anything.exe", out.getvalue(), "image/png")
    assert leyla.post("/desk/organisation/", face(logo=picture)).status_code == 302
    assert Organisation.objects.get().logo.name.endswith(".png")
    leyla.post("/desk/organisation/", face(without_logo="yes"))
    assert not Organisation.objects.get().logo


def test_a_member_chooses_the_language_of_the_desk(house: House):
    rana = at_desk(house.rana)
    assert '<html lang="tr"' in rana.post("/desk/me/", {"language": "tr"}, follow=True).content.decode()
    assert rana.post("/desk/me/", {"language": "xx"}).status_code == 422


def test_the_scenarios_of_the_procedure_are_played_by_a_button(house: House):
    """Those of the shortest one that comes with the program; `amends prove` plays all of them."""
    case = house.receive().case
    cast.publish("training", house.now)
    rana = at_desk(house.rana)
    page = rana.get("/desk/prove/").content.decode()
    assert page.count("<option ") == 2
    edition = re.findall(r'<option value="(\d+)"[^>]*>[^<]*[Tt]raining', page)[0]
    page = rana.post("/desk/prove/", {"edition": edition}).content.decode()
    held, all_of_them = re.search(r"(\d+) of (\d+) statements are proven", page).groups()
    assert held == all_of_them != "0", page
    assert "G42" in page
    assert cast.fresh(case).last_no == 1


def test_the_owner_registers_a_way_in_and_everything_missing_is_said_at_once(house: House):
    leyla = at_desk(house.leyla)
    wrong = leyla.post(
        "/desk/channels/new/", {"kind": "pigeon", "titles-en": " ", "checked_on": "soon", "address": "x"}
    )
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert page.count('class="fault"') == 3
    assert 'value="x"' in page  # what was typed is still there
    said = {"kind": "counter", "titles-en": "Desk at İzmir", "site": "izmir", "keeper": house.rana.pk, "public": "yes"}
    for key in ("counter", "counter-2"):  # a second one of a kind is a way of its own
        assert leyla.post("/desk/channels/new/", said).status_code == 302
        assert Channel.objects.get(key=key).site_id == "izmir"
    assert "Desk at İzmir" in at_desk(house.rana).get("/desk/channels/").content.decode()
    assert at_desk(house.rana).post("/desk/channels/new/", said).status_code == 403


def test_a_language_in_which_no_procedure_is_written_is_neither_saved_nor_offered(house: House):
    leyla = at_desk(house.leyla)
    refused = leyla.post("/desk/organisation/", face(languages=["en", "tr", "el"]))
    assert refused.status_code == 422
    assert "No procedure in force is written in Ελληνικά" in refused.content.decode()
    Organisation.objects.update(languages=["en", "tr", "el"])  # as an older version could save it
    front = Client().get("/en/").content.decode()
    assert 'hreflang="tr"' in front
    assert 'hreflang="el"' not in front
    assert Client().get("/el/").headers["Location"] == "/en/"
    assert "Ελληνικά" not in at_desk(house.rana).get("/desk/new/").content.decode()


def test_a_language_that_some_procedures_lack_is_offered_and_both_sides_are_told_which(house: House):
    cast.publish("coordinator", house.now, products=["fabric"])
    Organisation.objects.update(languages=["en", "tr", "el"])
    assert 'hreflang="el"' in Client().get("/en/").content.decode()
    page = at_desk(house.leyla).get("/desk/organisation/").content.decode()
    assert re.search(r"Ελληνικά: not written in [^.]*[Cc]omplaint", page)
    client = Client()
    client.post("/el/complain/")
    client.post("/el/complain/words/", {"do": "on", "words": "Το ύφασμα ξεθώριασε."})
    assert "note soon" in client.get("/el/complain/check/").content.decode()  # our letters come in English
    client.post("/el/complain/about/", {"do": "on", "product": "fabric"})
    assert "note soon" not in client.get("/el/complain/check/").content.decode()
