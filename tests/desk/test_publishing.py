"""The owner changes the procedure: sends in a pack, reads its faults, puts an edition in force, ends a rule."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases import editions
from amends.cases.models import Edition, InForce
from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.server.commands import procedure as command
from tests import cast
from tests.markup import on_one_line

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def house() -> cast.House:
    return cast.house("agreement")


@pytest.fixture
def leyla(house: cast.House) -> Client:
    client = Client()
    client.force_login(house.leyla, backend=BACKEND)
    return client


def files() -> dict[str, str]:
    found = reader.files_of(packs.folders(["agreement"])[0])
    return {**found, "procedure.toml": found["procedure.toml"].replace('edition = "', 'edition = "new ', 1)}


def zipped(found: dict[str, str], folder: str = "my-procedure/") -> SimpleUploadedFile:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for path, text in found.items():
            archive.writestr(folder + path, text)
        archive.writestr("__MACOSX/._procedure.toml", "x")
    return SimpleUploadedFile("pack.zip", store.getvalue(), "application/zip")


def test_a_pack_sent_in_as_a_zip_becomes_an_edition_that_takes_nothing_yet(house: cast.House, leyla: Client) -> None:
    answer = leyla.post("/desk/procedures/publish/", {"pack": zipped(files())})
    edition = Edition.objects.get(edition__startswith="new ")
    assert answer["Location"] == f"/desk/procedures/{edition.pk}/"
    assert edition.published_by == house.leyla.by
    assert InForce.objects.count() == 1


def test_every_fault_of_a_pack_is_listed_with_its_line_and_nothing_is_stored(leyla: Client) -> None:
    broken = files()
    broken["procedure.toml"] = broken["procedure.toml"].replace('owner = "center-manager"', 'owner = "boss"')
    answer = leyla.post("/desk/procedures/publish/", {"pack": zipped(broken)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("there is no role “boss”") > 1
    assert "procedure.toml:" in page
    assert not Edition.objects.filter(edition__startswith="new ").exists()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_what_is_no_pack_is_refused_in_words(leyla: Client, content: bytes) -> None:
    sent = SimpleUploadedFile("pack.zip", content, "application/zip")
    answer = leyla.post("/desk/procedures/publish/", {"pack": sent} if content else {})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("no ZIP file" if content else "Choose a file, or one of our procedures.") in page


def test_an_edition_that_was_published_is_never_changed(leyla: Client) -> None:
    leyla.post("/desk/procedures/publish/", {"pack": zipped(files())})
    other = files()
    other["letters/en/news.md"] += "\nOne more line.\n"
    answer = leyla.post("/desk/procedures/publish/", {"pack": zipped(other)})
    assert answer.status_code == 422
    assert "published already" in answer.content.decode()


def test_an_edition_is_put_in_force_for_some_products_with_a_reason(house: cast.House, leyla: Client) -> None:
    leyla.post("/desk/procedures/publish/", {"pack": zipped(files())})
    edition = Edition.objects.get(edition__startswith="new ")
    address = f"/desk/procedures/{edition.pk}/in-force/"
    refused = leyla.post(address, {"products": ["fabric"]})
    assert refused.status_code == 422
    assert 'value="fabric" checked' in on_one_line(refused.content)
    leyla.post(address, {"products": ["fabric", "unknown"], "reason": "Stricter for fabrics."})
    rule = InForce.objects.get(edition=edition)
    assert (rule.products, rule.reason, rule.by) == (["fabric"], "Stricter for fabrics.", house.leyla.by)
    house.now = rule.since
    assert house.receive(product="fabric").case.edition_id == edition.pk
    assert house.receive().case.edition_id != edition.pk


def test_the_last_rule_cannot_be_ended_and_another_can(house: cast.House, leyla: Client) -> None:
    only = InForce.objects.get()
    leyla.post(f"/desk/procedures/rules/{only.pk}/end/")
    assert InForce.objects.get(pk=only.pk).until is None
    cast.publish("feedback-and-complaints", house.now, kinds=["feedback"])
    leyla.post(f"/desk/procedures/rules/{only.pk}/end/")
    assert InForce.objects.get(pk=only.pk).until is not None


def test_the_pack_that_is_downloaded_can_be_sent_in_again(leyla: Client) -> None:
    edition = Edition.objects.get()
    answer = leyla.get(f"/desk/procedures/{edition.pk}/pack.zip")
    sent = SimpleUploadedFile("again.zip", answer.content, "application/zip")
    again = leyla.post("/desk/procedures/publish/", {"pack": sent})
    assert again["Location"] == f"/desk/procedures/{edition.pk}/"
    assert dict(editions.files(edition.pk)) == reader.files_of(packs.folders(["agreement"])[0])


def test_a_pack_that_comes_with_amends_is_one_click_away(leyla: Client) -> None:
    assert "feedback-and-complaints" in leyla.get("/desk/procedures/publish/").content.decode()
    leyla.post("/desk/procedures/publish/", {"ours": "feedback-and-complaints"})
    assert Edition.objects.filter(key="feedback-and-complaints").exists()


def test_words_parted_by_commas_are_a_list() -> None:
    assert command._parted(" a, b ,,") == ["a", "b"]
