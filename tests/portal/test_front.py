"""The front page is told from the packs in force; the root leads into the reader's language."""

import pytest

from amends.organisation.models import Organisation
from tests.portal import visits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "language"), [("tr-TR,tr;q=0.9", "tr"), ("en", "en"), ("xx", "en"), ("", "en"), ("de", "en")]
)
def test_the_root_leads_into_the_language_of_the_browser(client, asked, language):
    visits.house()
    assert client.get("/", headers={"accept-language": asked}).url == f"/{language}/"


def test_a_language_that_the_organisation_does_not_speak_is_not_offered(client):
    visits.house()
    Organisation.objects.update(languages=["en"])
    assert client.get("/", headers={"accept-language": "tr"}).url == "/en/"
    assert 'hreflang="tr"' not in client.get("/en/").content.decode()


def test_an_unknown_language_is_a_humane_404(client):
    visits.house()
    answer = client.get("/xx/")
    assert answer.status_code == 404
    assert "There is no page here" in answer.content.decode()


@pytest.mark.parametrize("pack", ["agreement", "feedback-and-complaints"])
def test_how_we_handle_complaints_says_what_the_pack_says(client, pack):
    visits.house(pack)
    page = client.get("/en/").content.decode()
    assert "working days" in page
    assert "<svg xmlns" in page
    assert "econsumer.gov" in page
    assert "style=" not in page


def test_without_a_procedure_the_page_says_what_would_be_here(client):
    assert "Our procedure is not published yet" in client.get("/en/").content.decode()


def test_every_page_says_other_ways_to_reach_us(client):
    visits.house()
    for address in ("/en/", "/en/complain/", "/en/track/", "/en/track/password/", "/en/nothing/"):
        page = client.get(address).content.decode()
        assert "Other ways to reach us" in page
        assert "+90 212 555 01 00" in page


def test_when_the_procedure_applies_is_told_with_what_is_covered_and_what_not_and_why(client):
    visits.house("coordinator")
    page = client.get("/en/").content.decode()
    assert "A partner could not put it right on the spot" in page
    covered, not_covered = page.index("What we cover"), page.index("What we do not cover, and why")
    assert covered < page.index("Service not as agreed") < not_covered < page.index("Ordinary wear")
    assert "such as seals or filters, are not covered" in page


def test_a_procedure_without_a_policy_says_nothing_of_one(client):
    visits.house("agreement")
    assert "When this procedure applies" not in client.get("/en/").content.decode()


def test_how_complaints_were_handled_is_public_where_the_organisation_says_so(client):
    visits.house()
    assert client.get("/en/figures/").status_code == 404
    Organisation.objects.update(publishes=True)
    answer = client.get("/en/figures/")
    assert answer.status_code == 200
    assert "<table" in answer.content.decode()
