"""What the front page says is not yet is tried here: it is refused, or absent. Whoever adds it, changes both."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone, translation

from amends.cases import editions
from amends.cases.acts import consultation, handling
from amends.cases.models import Case, Edition, InForce, PersonalData
from amends.dispatch import compose
from amends.dispatch.models import Message
from amends.organisation.inbound_channels import Mailbox
from amends.organisation.models import CalendarVersion, Organisation
from amends.procedure import packs, verbs
from amends.procedure.pack_files import reader
from amends.procedure.path_checks import proofs
from amends.server.commands import goods
from amends.server.configuration import environment
from tests import cast
from tests.desk.clients import at_desk
from tests.desk.test_house import face
from tests.intake import mail_samples
from tests.portal.test_department_reply import LETTER, MORE
from tests.procedure import small

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "/account/mfa/webauthn/",
    "/account/mfa/webauthn/add/",
    "/account/login/webauthn/",
    "/account/login/code/",
    "/account/oidc/x/login/",
    "/account/social/connections/",
    "/saml/login/",
)


@pytest.fixture
def house() -> cast.House:
    return cast.house(now=timezone.now() - timedelta(hours=1))


def published() -> Edition:
    """A second edition, which takes nothing yet."""
    files = reader.files_of(packs.folders(["agreement"])[0])
    files["procedure.toml"] = files["procedure.toml"].replace('edition = "', 'edition = "new ', 1)
    return editions.publish(files, by="test", now=timezone.now())


def test_an_edition_is_in_force_at_once(house: cast.House) -> None:
    later = (timezone.now() + timedelta(days=9)).date().isoformat()
    asked = {"reason": "From next week on.", "since": later, "effective": later, "day": later}
    at_desk(house.leyla).post(f"/desk/procedures/{published().pk}/in-force/", asked)
    assert InForce.objects.get(edition__edition__startswith="new ").since <= timezone.now()


@pytest.mark.parametrize("verb", ["change edition", "migrate", "move to edition"])
def test_no_act_moves_a_running_case(house: cast.House, verb: str) -> None:
    case = house.receive().case
    first = case.edition_id
    editions.put_in_force(published(), now=timezone.now())
    page = at_desk(house.leyla).post(f"/desk/case/{case.number}/edition/", {"seen": case.last_no})
    assert page.status_code in (302, 404)
    assert cast.fresh(case).edition_id == first
    with pytest.raises(reader.InvalidPack, match=f"“{verb}” is not one of"):
        read_with(verb)


def read_with(verb: str) -> None:
    """The small procedure with an act of this verb more."""
    small.procedure(
        add=f'[records.another]\nverb = "{verb}"\ntitle = "Another"\nat = ["open stages"]\nwho = ["staff"]\n'
    )


def box(**said: str) -> dict[str, str]:
    return {
        "name": "Complaints",
        "how": "imap",
        "host": "imap.example.org",
        "port": "993",
        "security": "tls",
        "user": "complaints",
        "folder": "INBOX",
        "addresses-complaint": "complaints@defne.example",
        **said,
    }


def test_a_mailbox_is_not_signed_in_to_by_a_token(house: cast.House) -> None:
    leyla = at_desk(house.leyla)
    by_token = leyla.post("/desk/ways/mailbox/new/", box(token="ya29.x", oauth="yes", auth="xoauth2"))
    assert by_token.status_code == 422
    assert 'href="#password"' in by_token.content.decode()
    assert leyla.post("/desk/ways/mailbox/new/", box(how="oauth", password="x")).status_code == 422
    assert leyla.post("/desk/ways/mailbox/new/", box(security="xoauth2", password="x")).status_code == 422
    assert not Mailbox.objects.exists()


def test_a_broken_signature_is_not_noticed() -> None:
    """A mail server that checks says so in a header; ours would say it too, if it looked."""
    signed = (
        b"Authentication-Results: mx.defne.example; dkim=fail; spf=fail\r\n"
        b"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x; h=from; bh=AAAA; b=BBBB\r\n"
        b"From: Ada <ada@example.org>\r\nTo: complaints@defne.example\r\nSubject: Torn\r\n\r\nMy cloth is torn.\r\n"
    )
    one = mail_samples.sorted_(signed, mail_samples.house())
    assert one.case is not None
    assert one.sort == "complaint"


def test_no_address_answers_programs(house: cast.House) -> None:
    case = house.receive().case
    leyla = at_desk(house.leyla)
    for address in ("/api/", "/api/v1/cases/", "/rest/", "/graphql", f"/desk/case/{case.number}.json"):
        assert leyla.get(address, follow=True, headers={"accept": "application/json"}).status_code == 404
    page = leyla.get(f"/desk/case/{case.number}/", headers={"accept": "application/json"})
    assert page.headers["Content-Type"].startswith("text/html")


def test_a_complaint_in_json_is_not_taken(house: cast.House) -> None:
    said = json.dumps({"kind": "complaint", "words": "It tore.", "contact": {"email": "ayse@example.org"}})
    for address in ("/en/complain/words/", "/en/complain/check/", "/en/partner/"):
        Client().post(address, said, content_type="application/json")
    at_desk(house.zoe).post("/desk/new/", said, content_type="application/json")
    assert not Case.objects.exists()


def test_no_page_sets_up_a_webhook(house: cast.House) -> None:
    names = [str(name) for name in get_resolver().reverse_dict if isinstance(name, str)]
    assert "desk-gateway-new" in names
    assert [name for name in names if "hook" in name or "api" in name.split("-")] == []
    with pytest.raises(environment.InvalidConfiguration, match="AMENDS_WEBHOOK_URL"):
        environment.read({"AMENDS_WEBHOOK_URL": "https://example.org/hook"})


def test_a_spreadsheet_of_complaints_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "complaints.csv"
    file.write_text("received,words\n2026-03-02,It tore.\n")
    parser = argparse.ArgumentParser()
    goods.add(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["import", "complaints", str(file)])
    assert "invalid choice: 'complaints'" in capsys.readouterr().err


def test_erasing_one_case_leaves_the_persons_other_case(house: cast.House) -> None:
    one, other = house.receive().case, house.receive().case
    handling.do(one, "withdraw", by="complainant", now=house.now)
    for said in ({"do": "erase", "sure": "yes", "person": "yes"}, {"do": "erase", "sure": "yes", "all": "yes"}):
        at_desk(house.leyla).post(f"/desk/retention/{one.number}/", said)
    assert cast.fresh(one).erased_at is not None
    assert cast.fresh(other).erased_at is None
    at_desk(house.leyla).post(f"/desk/customer/?case={other.number}", {"do": "erase", "sure": "yes"})
    assert PersonalData.objects.filter(case=other, content=None).count() == 0


def test_whoever_leaves_keeps_their_open_cases(house: cast.House) -> None:
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    gone = {"do": "leave", "deputy": str(house.emre.pk), "to": str(house.emre.pk)}
    at_desk(house.leyla).post(f"/desk/people/{house.rana.pk}/standing/", gone)
    house.rana.refresh_from_db()
    assert not house.rana.is_active
    house.later(days=1)
    assert cast.fresh(case).owner == house.rana


def letter(house: cast.House, **state: object) -> Message:
    house.receive(contact={"email": "ayse@example.org"})
    compose.step(house.now)
    Message.objects.filter(letter="acknowledgement").update(**state)
    return Message.objects.get(letter="acknowledgement")


def pressed(house: cast.House, one: Message) -> None:
    leyla = at_desk(house.leyla)
    for address in ("/desk/outbox/", "/desk/outbox/?held=yes", f"/desk/outbox/{one.pk}/"):
        leyla.post(address, {"do": "send", "letter": str(one.pk), "again": "yes"})


def test_no_press_sends_a_failed_letter_again(house: cast.House) -> None:
    one = letter(house, state="failed", fault="550 no such mailbox", tries=1)
    page = at_desk(house.leyla).get(f"/desk/outbox/{one.pk}/").content.decode()
    assert '<form method="post"' not in page.split("<main")[1].split("</main")[0]
    pressed(house, one)
    one.refresh_from_db()
    assert one.state == "failed"


def test_no_press_hurries_a_letter_that_waits(house: cast.House) -> None:
    later = timezone.now() + timedelta(hours=4)
    one = letter(house, state="waiting", next_at=later, fault="451 come back later", tries=3)
    pressed(house, one)
    one.refresh_from_db()
    assert one.next_at == later


def test_no_act_changes_an_address_on_file() -> None:
    assert "contact changed" not in verbs.ENTRIES
    with pytest.raises(reader.InvalidPack, match="“change contact” is not one of"):
        read_with("change contact")


def test_a_link_opens_its_question_after_the_reply() -> None:
    house = cast.house("agreement")
    cast.publish_with("agreement", house.now + timedelta(seconds=1), MORE, asked=LETTER)
    house.later(minutes=1)
    case = house.receive().case
    said = {"department": "quality", "question": "Was the dye fixed long enough?"}
    consultation.request(case, "ask-department", by=house.rana, now=house.now, **said)
    no = cast.fresh(case).last_no
    consultation.reply(case, no, words="Yes.", by="department:quality", now=house.now)
    handling.do(cast.fresh(case), "withdraw", by="complainant", now=house.now)
    page = Client().get(f"/en/request/{consultation.link(case, no)}/", follow=True)
    assert page.status_code == 200
    assert "Was the dye fixed long enough?" in page.content.decode()


def test_the_desk_makes_no_further_calendar(house: cast.House) -> None:
    leyla = at_desk(house.leyla)
    content = {"country": "GB", "part": "SCT", "reason": "Our shop in Glasgow.", "key": "scotland"}
    for address in ("/desk/calendars/", "/desk/calendars/new/", "/desk/calendars/scotland/generate/"):
        leyla.post(address, content)
    assert set(CalendarVersion.objects.values_list("key", flat=True)) == {"main"}


def test_there_is_no_other_way_to_sign_in(house: cast.House) -> None:
    client = at_desk(house.rana)
    for address in ELSEWHERE:
        assert client.get(address, follow=True).status_code == 404, address
    for name in ("mfa_add_webauthn", "mfa_login_webauthn", "socialaccount_connections"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    page = Client().get("/account/login/").content.decode().lower()
    assert "passkey" not in page


def test_other_languages_cannot_be_chosen(house: cast.House) -> None:
    assert at_desk(house.rana).post("/desk/me/", {"language": "el"}).status_code == 422
    at_desk(house.leyla).post("/desk/organisation/", face(languages=["en", "ar"]))
    assert "ar" not in Organisation.objects.get().languages
    assert Client().get("/ar/").status_code == 404
    assert not [key for key, _name in ours.LANGUAGES if translation.get_language_info(key)["bidi"]]


def test_faults_and_proofs_are_told_in_english() -> None:
    def told() -> tuple[list[str], list[str]]:
        files = reader.files_of(packs.folders(["agreement"])[0])
        files["procedure.toml"] = files["procedure.toml"].replace('owner = "center-manager"', 'owner = "boss"')
        with pytest.raises(reader.InvalidPack) as faulty:
            reader.read_files(files)
        return [one.says for one in faulty.value.faults], [one.says for one in proofs(small.procedure())]

    with translation.override("en"):
        english = told()
    with translation.override("tr"):
        assert told() == english


@pytest.mark.parametrize("name", ["AMENDS_FILES_URL", "AMENDS_S3_BUCKET", "AMENDS_STORE"])
def test_a_store_of_another_kind_cannot_be_set(name: str) -> None:
    with pytest.raises(environment.InvalidConfiguration, match=name):
        environment.read({name: "s3://bucket"})
    with pytest.raises(environment.InvalidConfiguration, match="AMENDS_DATA"):
        environment.read({"AMENDS_DATA": "s3://bucket"})
