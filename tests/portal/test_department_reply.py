"""A department that was asked answers on a page of its own, and sees nothing of the complainant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from amends.cases.acts import consultation, handling
from amends.procedure.state import State
from tests import cast

pytestmark = pytest.mark.django_db
MORE = """
[records.ask-department]
verb = "request"
title = { en = "Ask a department", tr = "Bölüme sor" }
at = ["open stages"]
who = ["staff"]
[records.department-replies]
verb = "reply"
title = { en = "Reply", tr = "Yanıt" }
at = ["open stages"]
who = ["department", "staff"]
[duties.department-reply]
title = { en = "Reply of the department", tr = "Bölümün yanıtı" }
amount = "2 working days"
from = "act ask-department"
met = ["act department-replies"]
each = true
escalate = [{ after = "0 hours", to = ["center-manager"] }]
[[notices]]
on = "act ask-department"
letter = "asked"
to = ["department"]
by = ["email"]
"""
LETTER = "subject: A question about {{number}}\n---\n{{question}}\n\n{{request_url}} until {{request_due_on}}\n"


@pytest.fixture
def house() -> cast.House:
    made = cast.house("agreement")
    cast.publish_with("agreement", made.now + timedelta(seconds=1), MORE, asked=LETTER)
    made.later(minutes=1)
    return made


def asked(house: cast.House) -> tuple[str, object]:
    """The link that stands in the department's e-mail, and the case."""
    case = house.receive(batch="L-77").case
    said = {"department": "quality", "question": "Was the dye fixed long enough?"}
    consultation.request(case, "ask-department", by=house.rana, now=house.now, **said)
    house.work()
    letter = next(one for _, one in house.taken if one.to == "quality@defne.example")
    assert "Thursday 5 March" in letter.body or "5 March" in letter.body or "4 March" in letter.body
    return next(word.strip("<>") for word in letter.body.split() if "/request/" in word), case


def test_the_link_in_the_letter_shows_the_question_and_the_lot_and_nobody_s_name(house: cast.House) -> None:
    link, _ = asked(house)
    client = Client()
    page = client.get("/en/request/" + link.rstrip("/").rpartition("/")[2] + "/", follow=True)
    text = page.content.decode()
    assert page.redirect_chain[0][0] == "/en/request/"
    assert "Was the dye fixed long enough?" in text
    assert "L77" in text
    for secret in ("Ayşe", "+90532", "ayse@example.org", cast.WORDS):
        assert secret not in text


def test_the_reply_keeps_the_department_s_own_date_and_is_taken_once(house: cast.House) -> None:
    link, case = asked(house)
    client = Client()
    client.get("/en/request/" + link.rstrip("/").rpartition("/")[2] + "/")
    empty = client.post("/en/request/", {"words": " "})
    assert empty.status_code == 422
    client.post("/en/request/", {"words": "Eight minutes instead of twelve."})
    text = client.get("/en/request/").content.decode()
    assert "Your department has replied" in text
    assert '<form method="post" novalidate>' not in text
    client.post("/en/request/", {"words": "Again."})
    state = State.from_json(cast.fresh(case).state)
    assert [one.replied_no > 0 for one in state.requests] == [True]
    assert next(one for one in state.owed if one.duty == "department-reply").met_at is not None
    assert sum(one.act == "department-replies" for one in state.done) == 1


def test_a_forged_or_cut_link_opens_nothing(house: cast.House) -> None:
    link, _ = asked(house)
    given = link.rstrip("/").rpartition("/")[2]
    for wrong in (given[:-3], "x" * 60, given.replace(given[5], "A" if given[5] != "A" else "B", 1)):
        client = Client()
        assert client.get(f"/en/request/{wrong}/", follow=True).status_code == 404
    assert Client().get("/en/request/").status_code == 404


def test_a_department_that_does_not_reply_is_missed_and_climbs(house: cast.House) -> None:
    _, case = asked(house)
    house.later(days=4)
    owed = next(one for one in State.from_json(cast.fresh(case).state).owed if one.duty == "department-reply")
    assert owed.missed_at is not None
    assert owed.climbed == 1


def test_a_reply_to_a_settled_case_is_no_longer_needed(house: cast.House) -> None:
    link, case = asked(house)
    handling.do(case, "withdraw", by="complainant", now=house.now)
    client = Client()
    client.get("/en/request/" + link.rstrip("/").rpartition("/")[2] + "/")
    assert "no longer needed" in client.get("/en/request/").content.decode()
