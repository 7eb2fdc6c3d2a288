"""Roles given case by case, departments that are asked, goods on their way, and times that are waited for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amends.procedure import engine, promises
from amends.procedure.clock import next_due
from amends.procedure.pack_files import reader
from amends.procedure.state import Item, Who
from tests.procedure import small

TEAM = """
[roles.investigator]
title = "Investigator"
per_case = true
[records.appoint]
verb = "appoint"
title = "Appoint"
at = ["open stages"]
who = ["manager"]
roles = ["investigator"]
[records.inspect]
title = "Inspect"
at = ["received"]
who = ["investigator"]
[records.ask-department]
verb = "request"
title = "Ask a department"
at = ["open stages"]
who = ["agent"]
[records.department-replies]
verb = "reply"
title = "Reply"
at = ["open stages"]
who = ["department", "agent"]
[records.goods-asked]
verb = "custody"
step = "asked"
title = "Ask for the goods"
at = ["open stages"]
who = ["agent"]
[duties.reply]
title = "Reply of the department"
amount = "2 working days"
from = "entry requested"
met = ["entry replied"]
each = true
[duties.patience]
title = "Wait"
amount = "1 working day"
from = "received"
met = ["left received"]
waits = true
[duties.further]
title = "Answer again"
amount = "2 working days"
from = "act write-again"
met = ["act reply-again"]
after_closing = true
[records.write-again]
verb = "add"
title = "Write again"
at = ["closed stages"]
who = ["complainant"]
[records.reply-again]
verb = "add"
title = "Reply again"
at = ["closed stages"]
who = ["staff"]
"""
PROCEDURE = small.procedure(add=TEAM, delay=small.LETTER)


def history() -> small.History:
    return small.History(PROCEDURE)


def why(past: small.History, act: str, who: Who) -> set[str]:
    return {one.code for one in engine.reasons(PROCEDURE, past.state, PROCEDURE.acts[act], who, {})}


def test_a_role_given_case_by_case_counts_only_for_the_one_appointed() -> None:
    past = history()
    qualified = Who("staff:7", frozenset({"investigator"}))
    assert "not your role" in why(past, "inspect", qualified)
    past.add("appointed", act="appoint", hands={"investigator": "staff:7"})
    assert why(past, "inspect", qualified) == set()
    assert "not your role" in why(past, "inspect", Who("staff:8", frozenset({"investigator"})))


def test_each_department_that_is_asked_owes_a_reply_of_its_own() -> None:
    past = history()
    past.add("requested", act="ask-department", to_department="dye").wait(days=1)
    past.add("requested", act="ask-department", to_department="sales")
    first, second = (one for one in past.state.owed if one.duty == "reply")
    assert (first.about, second.about) == (2, 3)
    assert second.due.at - first.due.at == timedelta(days=1)
    past.add("replied", "department:sales", act="department-replies", request=3)
    assert [one.met_at is not None for one in past.state.owed if one.duty == "reply"] == [False, True]
    assert [one.replied_no for one in past.state.requests] == [0, 4]


def test_a_department_is_offered_its_reply_and_nothing_else() -> None:
    offers = engine.offers(PROCEDURE, history().state, Who("department:dye"))
    assert [offer.act.key for offer in offers] == ["department-replies"]


def test_a_time_that_is_waited_for_passes_and_is_never_a_date_to_work_towards() -> None:
    past = history()
    owed = promises.nearest(PROCEDURE, past.state)
    assert owed is not None
    assert owed.duty != "patience"
    mine = [tick for tick in next_due.ticks(PROCEDURE, small.CALENDAR, past.state) if tick.duty == "patience"]
    assert [tick.kind for tick in mine] == ["passed"]
    past.wait(days=3).add("passed", "clock", duty="patience", cycle=1)
    assert [tick for tick in next_due.ticks(PROCEDURE, small.CALENDAR, past.state) if tick.duty == "patience"] == []


def test_a_closed_case_owes_a_reply_to_whoever_writes_again_and_nothing_else() -> None:
    past = history()
    past.add("accepted", "complainant", act="accept", to="closed")
    past.add("added", "complainant", act="write-again")
    assert [one.duty for one in past.state.open_duties] == ["further"]
    past.add("added", act="reply-again")
    assert past.state.open_duties == ()


def test_an_item_keeps_its_beginning_while_it_goes_from_step_to_step() -> None:
    past = history()
    past.add("custody", act="goods-asked", item="A-1", step="asked").wait(days=1)
    past.add("custody", item="A-1", step="received")
    assert past.state.items == (Item("A-1", 2, "received", past.at),)


def test_a_case_is_known_by_the_goods_it_names_however_they_are_written() -> None:
    past = small.History(PROCEDURE, form={"order": "ab 10-01", "batch": "L-7; l8,"})
    assert engine.goods(PROCEDURE, past.state.values) == ("lot:L7", "lot:L8", "order:AB1001")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("per_case = true", "", "is held everywhere"),
        ('roles = ["investigator"]', 'roles = ["manager"]', "nobody can be appointed to “investigator”"),
        ('step = "asked"', 'step = "thrown"', "“thrown” is not one of"),
    ],
)
def test_what_does_not_fit_together_is_a_fault(old: str, new: str, says: str) -> None:
    with pytest.raises(reader.InvalidPack, match=says):
        small.procedure(add=TEAM.replace(old, new), delay=small.LETTER)


CLASSED = """
[classes.claim]
title = "Claim"
says = "A loss is to be compensated."
remedies = []
[classes.plain]
title = "Plain"
says = "Nothing is claimed."
remedies = []
[duties.quick]
title = "Find the cause of a claim"
amount = "1 working day"
from = "entered work"
met = ["left work"]
classes = ["claim"]
[duties.careful]
title = "Find the cause"
amount = "2 working days"
from = "entered work"
met = ["left work"]
classes = ["plain"]
[duties.contract]
title = "Look up the contract"
amount = "3 working days"
from = "received"
met = ["entered decided"]
classes = ["claim"]
"""


def owing(past: small.History) -> dict[str, str]:
    mine = ("quick", "careful", "contract")
    return {one.duty: f"{one.due.on}" for one in past.state.open_duties if one.duty in mine}


def test_a_duty_of_a_class_is_owed_by_cases_of_that_class_only() -> None:
    past = small.History(small.procedure(add=CLASSED))
    past.add("classified", **{"class": "plain"}).add("moved", act="start", to="work")
    assert set(owing(past)) == {"careful"}


def test_a_case_given_the_class_later_owes_its_duty_from_the_same_beginning_and_the_other_no_more() -> None:
    past = small.History(small.procedure(add=CLASSED))
    past.add("classified", **{"class": "plain"}).wait(days=1).add("moved", act="start", to="work")
    past.wait(hours=2).add("classified", **{"class": "claim"})
    assert owing(past) == {"quick": "2026-03-04", "contract": "2026-03-05"}
    past.wait(days=1).add("classified", **{"class": "plain"})
    assert set(owing(past)) == {"careful"}


def test_a_class_given_after_its_time_has_passed_begins_nothing() -> None:
    past = small.History(small.procedure(add=CLASSED))
    past.add("moved", act="start", to="work").add("decided", act="decide", to="decided", outcome="upheld")
    past.add("classified", **{"class": "claim"})
    assert "quick" not in owing(past)
