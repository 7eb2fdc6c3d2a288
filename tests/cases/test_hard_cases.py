"""The hard cases of the clock that need a whole case: each has its number in the list of the hard ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from amends.cases import queries, verification
from amends.cases.acts import decision, handling, joining
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.models import Case
from amends.cases.views import case_view
from amends.procedure.state import Promise, State
from tests import cast

pytestmark = pytest.mark.django_db
POINT = {
    "point": "It faded",
    "finding": "The dye was weak.",
    "outcome": "upheld",
    "remedy": "replacement",
    "remedy_on": "2026-04-30",
}


def owed(case: Case, duty: str) -> list[Promise]:
    return [one for one in State.from_json(cast.fresh(case).state).owed if one.duty == duty]


def due(case: Case, duty: str) -> datetime:
    return owed(case, duty)[-1].due.at


def letters(house: cast.House, to: str) -> list[str]:
    return [letter.subject for _, letter in house.taken if letter.to == to]


def proposed(house: cast.House, case: Case) -> Case:
    """Investigated by Rana and sent to the complainant."""
    rana: Any = house.rana
    handling.assign(case, owner=rana, by=house.deniz, now=house.now)
    handling.classify(case, values={"category": "colour", "severity": "minor"}, by=rana, now=house.now)
    handling.do(case, "start-investigation", by=rana, now=house.now)
    handling.do(case, "review-details", by=rana, now=house.now, values={"finding": "The dye was weak."})
    handling.do(case, "consult", by=rana, now=house.now, values={"departments_said": "Quality knows the lot."})
    decision.draft(case, points=[POINT], summary="You are right.", by=rana, now=house.now)
    decision.decide(case, by=rana, now=house.now)
    house.work()
    return cast.fresh(case)


def test_a_complaint_taken_up_again_keeps_its_first_date_and_begins_our_own_parts_anew():
    """Case 26: the same matter, not finally answered."""
    house = cast.house("agreement")
    case = house.receive().case
    promised, ours = due(case, "answer"), due(case, "pre-review")
    house.later(days=1)
    handling.do(case, "withdraw", by="complainant", now=house.now)
    assert cast.fresh(case).wake_at is None
    house.later(days=3)
    handling.do(case, "take-up-again", by="complainant", now=house.now)
    assert due(case, "answer") == promised
    assert [one.cycle for one in owed(case, "pre-review")] == [1, 2]
    assert due(case, "pre-review") > ours
    assert verification.verify().agrees


def test_words_after_the_final_answer_are_further_correspondence_with_a_promise_of_its_own():
    """Case 26: after a final response."""
    house = cast.house("feedback-and-complaints")
    case = proposed(house, house.receive().case)
    decision.accept(case, by="complainant", now=house.now)
    handling.do(case, "carry-out", by=house.rana, now=house.now, values={"carried_out": "A new roll was sent."})
    handling.do(case, "follow-up", by=house.rana, now=house.now)
    handling.do(case, "close", by=house.rana, now=house.now)
    house.later(days=3)
    handling.add(case, words="The new roll has another colour.", by="complainant", now=house.now)
    assert cast.fresh(case).closed_at is not None
    assert due(case, "further") > house.now
    with pytest.raises(ActNotAllowed):
        handling.do(case, "take-up-again", by="complainant", now=house.now)
    house.later(days=10)
    assert owed(case, "further")[0].missed_at is not None
    handling.add(case, words="We send another one tomorrow.", by=house.rana, now=house.now)
    house.work()
    assert owed(case, "further")[0].met_at is not None
    assert any("Yanıt" in subject or "yanıt" in subject for subject in letters(house, "ayse@example.org")[-1:])
    assert verification.verify().agrees


def two(house: cast.House) -> tuple[Case, Case]:
    """Ayşe complains on Monday, Mehmet about the same matter two days later."""
    first = house.receive().case
    house.later(days=2)
    second = house.receive(contact={"name": "Mehmet", "email": "mehmet@example.org"}, language="en").case
    house.work()
    return first, second


def test_of_two_complaints_about_one_matter_the_earliest_receipt_counts_for_both():
    """Case 29, either way round."""
    house = cast.house("feedback-and-complaints")
    for leads in (0, 1):
        pair = two(house)
        earlier, later = due(pair[0], "resolution"), due(pair[1], "resolution")
        assert earlier < later
        joining.join(pair[1 - leads], pair[leads].number, by=house.deniz, now=house.now)
        assert due(pair[0], "resolution") == due(pair[1], "resolution") == earlier
        assert owed(pair[1], "resolution")[0].since == pair[0].received_at
        assert [one.received_at for one in map(cast.fresh, pair)] == [one.received_at for one in pair]
    assert verification.verify().agrees


def test_each_complainant_of_joined_complaints_gets_acknowledgement_and_answer_and_answers_alone():
    """Case 29."""
    house = cast.house("feedback-and-complaints")
    first, second = two(house)
    joining.join(second, first.number, by=house.deniz, now=house.now)
    with pytest.raises(ActNotAllowed) as shut:
        handling.do(second, "start-investigation", by=house.deniz, now=house.now)
    assert "handled together" in {reason.code for reason in shut.value.reasons}
    proposed(house, first)
    for case in (first, second):
        assert owed(case, "acknowledge")[0].met_at is not None
        assert owed(case, "resolution")[0].met_at is not None
        seen = case_view.for_complainant(cast.fresh(case), language="en", now=house.now)
        assert seen.decision is not None
        assert seen.decision.points[0].finding == "The dye was weak."
    assert len(letters(house, "mehmet@example.org")) == len(letters(house, "ayse@example.org")) >= 3
    decision.accept(first, by="complainant", now=house.now)
    decision.refuse(second, reason="Not enough.", by="complainant", now=house.now)
    assert (cast.fresh(first).stage, cast.fresh(second).stage) == ("agreed", "investigation")
    assert (cast.fresh(first).round, cast.fresh(second).round) == (1, 2)
    assert verification.verify().agrees


def test_a_serious_case_that_is_joined_to_a_light_one_is_still_a_serious_case():
    """What the joined case calls for, the leading one needs before both are answered (7.6)."""
    house = cast.house("feedback-and-complaints")
    first, second = two(house)
    rana: Any = house.rana
    for case, severity in ((first, "minor"), (second, "serious")):
        handling.assign(case, owner=rana, by=house.deniz, now=house.now)
        handling.classify(case, values={"category": "colour", "severity": severity}, by=rana, now=house.now)
        handling.do(case, "start-investigation", by=rana, now=house.now)
    joining.join(second, first.number, by=house.deniz, now=house.now)
    handling.do(first, "review-details", by=rana, now=house.now, values={"finding": "The dye was weak."})
    handling.do(first, "consult", by=rana, now=house.now, values={"departments_said": "Quality knows the lot."})
    decision.draft(first, points=[POINT], summary="You are right.", by=rana, now=house.now)
    with pytest.raises(ActNotAllowed) as shut:
        decision.decide(first, by=rana, now=house.now)
    assert [one.names for one in shut.value.reasons] == [{"act": "confirm"}]
    looked = {"looked_at": "The dye log: it holds.", "others_concerned": "Nobody else."}
    handling.do(first, "confirm", by=house.emre, now=house.now, values=looked)
    decision.decide(first, by=rana, now=house.now)
    assert cast.fresh(second).stage == cast.fresh(first).stage == "proposed"


def test_a_draft_and_an_extension_of_the_leading_case_hold_for_the_joined_one():
    house = cast.house("feedback-and-complaints")
    first, second = two(house)
    handling.assign(first, owner=house.rana, by=house.deniz, now=house.now)
    handling.do(first, "start-investigation", by=house.rana, now=house.now)
    decision.draft(first, points=[POINT], summary="You are right.", by=house.rana, now=house.now)
    joining.join(second, first.number, by=house.deniz, now=house.now)
    drafted = case_view.for_staff(cast.fresh(second), house.deniz, language="en", now=house.now).draft
    assert drafted is not None
    assert drafted.summary == "You are right."
    handling.extend(
        first, duty="resolution", amount="3 working days", reason="The laboratory.", by=house.rana, now=house.now
    )
    assert due(first, "resolution") == due(second, "resolution")
    assert owed(second, "resolution")[0].extended == 1
    assert cast.fresh(second).owner == house.rana
    joining.part(second, by=house.deniz, now=house.now)
    handling.note(second, words="Another lot after all.", by=house.deniz, now=house.now)
    assert cast.fresh(second).joined_to == ""
    assert verification.verify().agrees


def test_a_joined_complaint_stands_alone_again_when_the_leading_complainant_withdraws():
    house = cast.house("feedback-and-complaints")
    first, second = two(house)
    joining.join(second, first.number, by=house.deniz, now=house.now)
    handling.do(first, "withdraw", by="complainant", now=house.now)
    assert cast.fresh(second).joined_to == ""
    assert cast.fresh(second).closed_at is None


def test_what_does_not_belong_together_is_not_joined_and_the_reason_is_said():
    house = cast.house("feedback-and-complaints")
    first, second = two(house)
    feedback = house.receive(kind="feedback").case
    wrong = {first.number: first, "XX-0000-0000": second, feedback.number: second}
    for number, case in wrong.items():
        with pytest.raises(InvalidForm) as fault:
            joining.join(case, number, by=house.deniz, now=house.now)
        assert fault.value.faults["number"]
    joining.join(second, first.number, by=house.deniz, now=house.now)
    third = house.receive().case
    with pytest.raises(InvalidForm, match="Give this number instead"):
        joining.join(third, second.number, by=house.deniz, now=house.now)
    with pytest.raises(InvalidForm, match="Other cases are handled with this one"):
        joining.join(first, third.number, by=house.deniz, now=house.now)
    assert queries.by_number(second.number) is not None


def test_an_acknowledgement_and_an_answer_on_the_same_day_keep_both_promises():
    """Case 36."""
    house = cast.house("feedback-and-complaints")
    case = proposed(house, house.receive().case)
    for duty in ("acknowledge", "resolution"):
        assert owed(case, duty)[0].met_at == house.now
    house.later(days=30)
    assert owed(case, "resolution")[0].missed_at is None


def test_whoever_stays_anonymous_is_acknowledged_on_the_page_and_still_investigated_in_time():
    """Case 37."""
    house = cast.house("feedback-and-complaints")
    case = house.receive(contact={}).case
    house.work()
    assert owed(case, "acknowledge")[0].met_at is not None
    assert [key for key, _ in house.taken if key in ("email", "sms")] == []
    house.later(days=20)
    assert owed(case, "resolution")[0].missed_at is not None


def test_what_is_recognised_as_a_complaint_a_week_later_counts_from_its_first_receipt():
    """Case 31: it is late at once, and says so."""
    house = cast.house("feedback-and-complaints")
    case = house.receive(kind="feedback").case
    first = case.received_at
    house.later(days=15)
    handling.change_kind(case, kind="complaint", reason="A wrong bill.", by=house.deniz, now=house.now)
    house.work()
    assert owed(case, "resolution")[0].since == first
    assert due(case, "resolution") < house.now
    assert owed(case, "resolution")[0].missed_at is not None


def test_a_second_extension_is_refused_when_the_pack_allows_one():
    """Case 34: and when the later date passes too, the complainant gets an apology."""
    house = cast.house("feedback-and-complaints")
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.deniz, now=house.now)
    said: dict[str, Any] = {"duty": "resolution", "amount": "1 working day", "by": house.rana}
    handling.extend(case, reason="The laboratory needs a day.", now=house.now, **said)
    with pytest.raises(InvalidForm, match="as often as the procedure allows"):
        handling.extend(case, reason="Another day.", now=house.now + timedelta(hours=1), **said)
    house.later(days=30)
    assert owed(case, "resolution")[0].missed_at is not None
    apologies = [one for _, one in house.taken if "Özür dileriz" in one.body]
    assert {one.to for one in apologies} == {"+905321234567", "ayse@example.org"}
    assert "Şikâyetiniz için çözüm önerimiz" in apologies[-1].body
