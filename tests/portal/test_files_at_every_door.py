"""Files at every door: a cut picture is named and kept, a full store costs the file alone, no typed word is lost."""

from __future__ import annotations

import re
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from amends.cases.acts import handling
from amends.cases.acts.complaint_receipt import Received
from amends.cases.errors import InvalidForm
from amends.cases.models import Attachment, Case
from amends.intake import drafts
from amends.intake.mail import inbound_mail, mailbox, process_mail
from amends.intake.models import DraftFile, Incoming
from amends.organisation import partners
from amends.organisation.inbound_channels import Mailbox
from amends.organisation.models import Organisation
from amends.server import inbound_messages
from amends.server.commands import mail_in
from tests import cast, pictures
from tests.desk.clients import at_desk
from tests.intake import mail_samples as mails
from tests.intake import servers
from tests.portal import visits

pytestmark = pytest.mark.django_db
WORDS = "It came with a torn seam, see the picture."
KEPT = re.compile(r'name="kept" value="([0-9a-f-]{36})"')


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "store"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path / "store"


def held(store: Path) -> list[Path]:
    return [one for one in store.rglob("*") if one.is_file()]


@dataclass
class Door:
    """A form of one page: where it is sent, by whom, what is typed, and whether it went through."""

    client: Client
    address: str
    said: dict[str, Any]
    files_of: Callable[[], set[str]]

    def send(self, *uploads: Any, **more: Any) -> HttpResponse:
        return self.client.post(self.address, {**self.said, "files": list(uploads), **more})


def _names() -> set[str]:
    return set(Attachment.objects.values_list("name", flat=True))


def adding() -> Door:
    received = visits.house().receive()
    client = Client()
    visits.sign_in(client, received)
    return Door(client, "/en/track/add/", {"words": WORDS}, _names)


def answering() -> Door:
    received = asked()
    client = Client()
    visits.sign_in(client, received)
    return Door(client, "/en/track/answer/", {"words": WORDS}, _names)


def asked() -> Received:
    house = visits.house()
    received = house.receive()
    handling.assign(received.case, owner=house.rana, by=house.rana, now=house.now)
    handling.ask(received.case, question="Which lot?", by=house.rana, now=house.now)
    return received


def partner() -> Door:
    house = cast.house("agreement", timezone.now() - timedelta(hours=1))
    one = partners.invite({"name": "Kosta Service", "site": "bursa"}, now=house.now)
    client = Client()
    client.get(f"/en/partner/{partners.link(one)}/")
    said = {"words": WORDS, "on_the_spot": "no", "submission": "5b1e8a34-7d6f-4a1e-9a55-2f1f0c6d9e11"}
    return Door(client, "/en/partner/", said, _names)


def act() -> Door:
    house = visits.house()
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    return Door(at_desk(house.rana), f"/desk/case/{case.number}/add/", {"words": WORDS, "seen": "99"}, _names)


def typed_in() -> Door:
    house = visits.house()
    said = {
        "channel": "phone",
        "kind": "complaint",
        "words": WORDS,
        "name": "Ayşe",
        "mobile": "0532 123 45 67",
        "submission": "5b1e8a34-7d6f-4a1e-9a55-2f1f0c6d9e12",
        "token": "00" * 16,
        "language": "en",
    }
    return Door(at_desk(house.rana), "/desk/new/", said, _names)


DOORS = {"adding": adding, "answering": answering, "partner": partner, "act": act, "typed in": typed_in}


@contextmanager
def full() -> Iterator[None]:
    """No file can be longer than two thousand bytes: the kernel itself refuses, in the midst of writing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def unwritable(store: Path) -> Iterator[None]:
    """Where the store should be, there is something else."""
    store.parent.mkdir(exist_ok=True)
    if store.exists():
        store.rename(store.with_name("away"))
    store.write_bytes(b"")
    try:
        yield
    finally:
        store.unlink()
        if store.with_name("away").exists():
            store.with_name("away").rename(store)


@contextmanager
def out_of_order(how: str, store: Path) -> Iterator[None]:
    with full() if how == "full" else unwritable(store):
        yield


@pytest.mark.parametrize("key", DOORS)
def test_a_cut_picture_is_named_beside_the_field_and_goes_as_it_is_when_sent_again(key: str, store: Path):
    door = DOORS[key]()
    whole, cut = pictures.picture(side=300), pictures.picture(side=300)[:20_000]
    page = door.send(pictures.upload(cut, "cut.jpg"), pictures.upload(whole, "whole.jpg"))
    said = page.content.decode()
    assert page.status_code in (200, 422)
    assert "cut.jpg: This picture is not whole: its end is missing." in said
    assert "whole.jpg: " not in said
    assert WORDS in said
    kept = KEPT.findall(said)
    assert len(kept) == 2
    assert door.files_of() == set()
    assert door.send(kept=kept).status_code == 302
    assert door.files_of() == {"cut.jpg", "whole.jpg"}
    pictures.draw_all()
    assert Attachment.objects.get(name="cut.jpg").drawing == "failed"
    assert Attachment.objects.get(name="whole.jpg").drawing == "drawn"
    assert DraftFile.objects.count() == 0
    assert len(held(store)) == 3


@pytest.mark.parametrize("key", DOORS)
def test_a_cut_picture_can_be_left_out_and_chosen_again(key: str, store: Path):
    door = DOORS[key]()
    cut = pictures.upload(pictures.picture(side=300)[:20_000], "cut.jpg")
    kept = KEPT.findall(door.send(cut).content.decode())
    again = pictures.upload(pictures.picture(side=300), "again.jpg")
    assert door.send(again, kept=kept, left_out=kept).status_code == 302
    assert door.files_of() == {"again.jpg"}
    assert len(held(store)) == 1


@pytest.mark.parametrize("key", DOORS)
def test_files_stay_when_something_else_is_wrong(key: str):
    door = DOORS[key]()
    page = door.send(pictures.upload(pictures.picture(), "photo.jpg"), words="too long " * 3000)
    assert page.status_code in (200, 422)
    kept = KEPT.findall(page.content.decode())
    assert door.send(kept=kept).status_code == 302
    assert door.files_of() == {"photo.jpg"}


def test_files_that_were_sent_already_are_not_sent_twice():
    """The button was pressed twice, and the second press had read its files before the first was done."""
    house = visits.house()
    case = house.receive().case
    file = pictures.stored(pictures.picture())
    handling.add(case, words="One.", files=[file], by="complainant", now=house.now, public=True)
    with pytest.raises(InvalidForm) as fault:
        handling.add(case, words="Two.", files=[file], by="complainant", now=house.now, public=True)
    assert fault.value.faults == {"files": "These files were sent already."}
    assert cast.fresh(case).last_no == 2


@pytest.mark.parametrize("how", ["full", "unwritable"])
@pytest.mark.parametrize("key", DOORS)
def test_a_store_that_takes_nothing_costs_the_file_alone(key: str, how: str, store: Path):
    door = DOORS[key]()
    with out_of_order(how, store):
        page = door.send(pictures.upload(pictures.picture(side=300), "photo.jpg"))
        said = page.content.decode()
        assert page.status_code in (200, 422)
        assert "We cannot keep files at the moment." in said
        assert WORDS in said
        assert door.send(kept=KEPT.findall(said)).status_code == 302
    assert door.files_of() == set()
    assert held(store) == []


@pytest.mark.parametrize("how", ["full", "unwritable"])
def test_a_complaint_is_sent_without_the_file_that_the_store_did_not_take(how: str, client: Client, store: Path):
    visits.house()
    visits.fill_in(client, upto="files")
    with out_of_order(how, store):
        page = client.post("/en/complain/files/", {"do": "on", "files": [pictures.upload(pictures.picture(side=300))]})
        assert page.status_code == 422
        assert "We cannot keep files at the moment." in page.content.decode()
        assert client.post("/en/complain/files/", {"do": "on"}).status_code == 302
        for key in ("contact", "help"):
            client.post(f"/en/complain/{key}/", {"do": "on", **visits.GIVEN[key]})
        client.post("/en/complain/check/")
    assert Case.objects.count() == 1
    assert held(store) == []


def test_a_large_file_for_which_there_is_no_room_on_its_way_costs_no_words(client: Client, store: Path):
    """It is written to a folder of its own before any page sees it; that folder may be full too."""
    visits.house()
    visits.fill_in(client, upto="files")
    large = pictures.upload(b"\xff\xd8\xff" + b"x" * 3_000_000)
    with full():
        page = client.post("/en/complain/files/", {"do": "on", "files": [large]})
    assert page.status_code == 422
    assert "We cannot keep files at the moment." in page.content.decode()


def test_a_cut_picture_at_the_complaint_form_is_named_listed_and_goes_on(client: Client, store: Path):
    visits.house()
    visits.fill_in(client, upto="files")
    cut, whole = pictures.picture(side=300)[:20_000], pictures.picture()
    page = client.post(
        "/en/complain/files/", {"do": "on", "files": [pictures.upload(cut, "cut.jpg"), pictures.upload(whole, "b.jpg")]}
    ).content.decode()
    assert "cut.jpg: This picture is not whole" in page
    assert "2 files added" in page
    assert client.post("/en/complain/files/", {"do": "on"}).status_code == 302
    for key in ("contact", "help"):
        client.post(f"/en/complain/{key}/", {"do": "on", **visits.GIVEN[key]})
    client.post("/en/complain/check/")
    assert Attachment.objects.count() == 2
    assert len(held(store)) == 2


def test_a_file_that_the_store_does_not_let_go_of_leaves_the_form_and_is_swept_later(client: Client, store: Path):
    visits.house()
    visits.fill_in(client, upto="files")
    client.post("/en/complain/files/", {"do": "add", "files": [pictures.upload(pictures.picture())]})
    one = DraftFile.objects.get()
    with unwritable(store):
        page = client.post("/en/complain/files/", {"do": f"remove:{one.pk}"})
    assert page.status_code == 200
    assert "file added" not in page.content.decode()
    assert len(held(store)) == 1
    drafts.sweep(timezone.now() + timedelta(days=2))
    assert held(store) == []


def test_until_it_is_drawn_nobody_but_its_sender_gets_the_untouched_picture(client: Client):
    house = visits.house()
    received = house.receive(files=[pictures.stored(pictures.picture(), "mine.jpg")])
    handling.assign(received.case, owner=house.rana, by=house.rana, now=house.now)
    theirs = pictures.stored(pictures.picture(), "ours.jpg")
    handling.add(received.case, words="See.", files=[theirs], by=house.rana, now=house.now, public=True)
    visits.sign_in(client, received)
    mine = Attachment.objects.get(name="mine.jpg")
    page = client.get("/en/track/case/").content.decode()
    assert page.count("being prepared") >= 2
    assert f'src="/en/track/file/{mine.pk}' not in page
    assert client.get(f"/en/track/file/{mine.pk}").status_code == 200  # their own file is theirs
    assert client.get(f"/en/track/file/{mine.pk}?show=1").status_code == 404
    assert client.get(f"/en/track/file/{theirs.id}").status_code == 404
    desk = at_desk(house.emre)
    assert desk.get(f"/desk/case/{received.case.number}/file/{mine.pk}").status_code == 404
    assert "being prepared" in desk.get(f"/desk/case/{received.case.number}/").content.decode()
    assert at_desk(house.rana).get(f"/desk/case/{received.case.number}/file/{mine.pk}?original=1").status_code == 200
    pictures.draw_all()
    assert client.get(f"/en/track/file/{theirs.id}")["Content-Type"] == "image/jpeg"


def test_a_picture_that_could_not_be_drawn_says_so_and_is_still_not_shown_untouched(client: Client):
    house = visits.house()
    received = house.receive(files=[pictures.stored(pictures.picture(side=300)[:20_000], "cut.jpg")])
    pictures.draw_all()
    one = Attachment.objects.get()
    desk = at_desk(house.emre)
    assert "could not be drawn" in desk.get(f"/desk/case/{received.case.number}/").content.decode()
    assert desk.get(f"/desk/case/{received.case.number}/file/{one.pk}").status_code == 404
    assert at_desk(house.leyla).get(f"/desk/case/{received.case.number}/file/{one.pk}?original=1").status_code == 200


@pytest.mark.parametrize("how", ["full", "unwritable"])
def test_mail_waits_where_it_is_while_nothing_can_be_kept(how: str, store: Path):
    house = mails.house()
    raw = (mails.MESSAGES / "photo.eml").read_bytes() + b"\n" * 3000
    with servers.imap() as imap:
        imap.deliver(raw)
        box = Mailbox.objects.get()
        box.port, box.user, box.password = imap.port, servers.USER, mails.sealed(servers.PASSWORD)
        box.save()
        with out_of_order(how, store), pytest.raises(mailbox.Closed) as fault, mailbox.connection(box) as inside:
            mailbox.fetch(box, inside, now=house.now)
        assert fault.value.why == "store"
        assert (imap.unread(), Incoming.objects.count(), held(store)) == (1, 0, [])
        with mailbox.connection(box) as inside:
            assert mailbox.fetch(box, inside, now=house.now) == 1
    assert Incoming.objects.count() == 1


def test_a_mail_server_keeps_a_message_that_we_cannot(store: Path, monkeypatch: pytest.MonkeyPatch, settings: Any):
    settings.EMBEDDED = False
    mails.house()
    stdin = type("Stdin", (), {"buffer": (mails.MESSAGES / "photo.eml").open("rb")})()
    monkeypatch.setattr("sys.stdin", stdin)
    with unwritable(store):
        assert mail_in.run(type("Said", (), {"to": ""})()) == mail_in.KEEP_IT


def test_a_kept_mail_whose_files_cannot_be_stored_becomes_a_case_once_they_can(store: Path):
    """However often it was tried meanwhile, and with every file."""
    house = mails.house()
    one = inbound_mail.keep_mail((mails.MESSAGES / "photo.eml").read_bytes(), now=house.now)
    before = held(store)
    for _ in range(6):
        with full_for_files(store):
            process_mail.step(house.now, post=inbound_messages.POST)
        house.now += timedelta(minutes=10)
    one.refresh_from_db()
    assert (one.sort, one.case, Case.objects.count()) == ("", None, 0)
    assert held(store) == before
    process_mail.step(house.now, post=inbound_messages.POST)
    assert mails.files(Case.objects.get()) == ["photo.jpg"]


@contextmanager
def full_for_files(store: Path) -> Iterator[None]:
    (store / "cases").write_bytes(b"")
    try:
        yield
    finally:
        (store / "cases").unlink()


def test_a_logo_that_cannot_be_kept_or_is_cut_is_named_beside_its_field(store: Path):
    house = visits.house()
    client = at_desk(house.leyla)
    said = {"name": "Renamed", "prefix": "DF", "colour": "#1f5f8b", "languages": ["en", "tr"]}
    cut = pictures.upload(pictures.picture(side=300)[:20_000], "logo.jpg")
    page = client.post("/desk/organisation/", {**said, "logo": cut})
    assert page.status_code == 422
    assert "This picture is not whole" in page.content.decode()
    with unwritable(store):
        page = client.post("/desk/organisation/", {**said, "logo": pictures.upload(pictures.picture(), "logo.jpg")})
        assert page.status_code == 422
        assert "We cannot keep files at the moment." in page.content.decode()
        assert "Renamed" in page.content.decode()
    assert Organisation.objects.get().name != "Renamed"


def test_a_file_of_goods_that_cannot_be_kept_is_named_beside_its_field(store: Path):
    house = visits.house()
    sheet = pictures.upload(b"order,customer\nA-1,Ay\n", "orders.csv")
    with unwritable(store):
        page = at_desk(house.leyla).post("/desk/goods/imports/new/", {"kind": "orders", "file": sheet})
    assert page.status_code == 422
    assert "We cannot keep files at the moment." in page.content.decode()
