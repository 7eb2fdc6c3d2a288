"""The decision is read point by point, and accepted or refused by a press of the person's own, never by a link."""

import pytest

from amends.cases import editions
from tests import cast
from tests.portal import visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return visits.house()


@pytest.fixture
def received(house, client):
    received = house.receive()
    visits.decided(house, received.case)
    visits.sign_in(client, received)
    return received


def _no(received) -> dict[str, str]:
    return {"decision": str(cast.fresh(received.case).state["decided_no"])}


def test_the_decision_shows_each_point_with_its_reason(client, received):
    page = client.get("/en/track/decision/").content.decode()
    assert "The fabric faded" in page
    assert "The dye was &lt;b&gt;not&lt;/b&gt; fixed." in page
    assert "We agree with you" in page
    assert "You can say no 1 more time after this one." in page


def test_opening_every_link_accepts_nothing(client, received):
    for address in ("decision/", "decision/accept/", "decision/refuse/", "case/"):
        client.get(f"/en/track/{address}")
        client.head(f"/en/track/{address}")
    assert cast.fresh(received.case).stage == "completed"


def test_a_press_on_a_decision_that_was_not_shown_accepts_nothing(client, received):
    for said in ({}, {"decision": "1"}, {"decision": "x"}):
        assert client.post("/en/track/decision/accept/", said).status_code == 200
    assert cast.fresh(received.case).stage == "completed"


def test_accepting_closes_as_the_procedure_says(client, received):
    assert client.post("/en/track/decision/accept/", _no(received)).url == "/en/track/case/?done=accept"
    assert cast.fresh(received.case).stage == "closed"
    assert "You accepted our decision." in client.get("/en/track/case/?done=accept").content.decode()
    assert client.get("/en/track/decision/accept/").url == "/en/track/case/"


def test_a_reason_is_asked_for_and_never_demanded(client, received):
    assert client.post("/en/track/decision/refuse/", {**_no(received), "reason": ""}).status_code == 302
    assert cast.fresh(received.case).round == 2


def test_after_the_last_refusal_the_routes_outside_are_shown(client, house, received):
    first = {**_no(received), "reason": "The colour is still wrong."}
    assert client.post("/en/track/decision/refuse/", first).url == "/en/track/case/?done=refuse"
    page = client.get("/en/track/case/?done=refuse").content.decode()
    assert "only bodies outside remain" in page
    assert "The colour is still wrong." in page
    house.now = cast.fresh(received.case).last_at
    visits.decided(house, cast.fresh(received.case))
    page = client.get("/en/track/decision/").content.decode()
    assert "This was our last decision" in page
    client.post("/en/track/decision/refuse/", _no(received))
    assert cast.fresh(received.case).stage == "open"
    page = client.get("/en/track/case/").content.decode()
    assert "Who else can hear you" in page
    assert "econsumer.gov" in page


def test_a_reason_that_is_too_long_is_kept(client, received):
    page = client.post("/en/track/decision/refuse/", {**_no(received), "reason": "x" * 30_000})
    assert page.status_code == 422
    assert "x" * 30_000 in page.content.decode()
    assert cast.fresh(received.case).round == 1


def test_the_decision_comes_on_paper_with_every_word_tagged(client, received):
    answer = client.get("/tr/track/decision.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content
    assert b"/Lang" in answer.content


def test_without_a_decision_there_is_nothing_to_read(client, house):
    visits.sign_in(client, house.receive(words="Another."))
    assert client.get("/en/track/decision/").url == "/en/track/case/"
    assert client.get("/en/track/decision.pdf").status_code == 404
    assert editions.CALENDARS
