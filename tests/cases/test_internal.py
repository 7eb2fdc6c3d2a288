"""The organisation's own work on the road of a complaint: opened, tied, owed by a day that somebody named, settled."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from amends.cases import editions, internal, queries, tracking, verification
from amends.cases.acts import handling, mass_message
from amends.cases.errors import ActNotAllowed, Forbidden, InvalidForm
from amends.cases.models import Case, Entry, Secret
from amends.cases.views import case_view
from amends.organisation.models import RoleAssignment
from amends.procedure.state import Promise, State
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db
ACTION = {"title": "Fix the dye for longer", "action_kind": "corrective", "due_on": "2026-03-20"}
PLAN = {"d5_chosen": "Forty minutes.", "due_on": "2026-03-25", "criterion": "One a month", "check_on": "2026-06-30"}


@pytest.fixture
def house() -> House:
    made = cast.house("feedback-and-complaints")
    internal.establish(by="test", now=made.now)
    for name in ("deniz", "emre"):
        RoleAssignment.objects.create(member=made.people[name], role="quality-manager")
    return made


def action(house: House, **said: str) -> Case:
    values = {**ACTION, **said}
    return internal.begin("improvement", "action", values=values, owner=house.deniz, by=house.deniz, now=house.now)


def owed(case: Case, duty: str) -> list[Promise]:
    return [one for one in State.from_json(cast.fresh(case).state).owed if one.duty == duty]


def test_it_has_a_number_and_a_history_and_nobody_outside_can_track_it(house: House):
    case = action(house)
    assert case.inside
    assert Entry.objects.get(case=case, no=1).kind == "received"
    assert not Secret.objects.filter(case=case).exists()
    assert tracking.open_case(case.number, "", address="1", now=house.now) is None
    assert case.words.summary == "Fix the dye for longer"
    assert verification.verify().agrees


def test_what_its_form_lacks_is_said_all_at_once(house: House):
    with pytest.raises(InvalidForm) as fault:
        internal.begin("improvement", "action", values={}, by=house.deniz, now=house.now)
    assert set(fault.value.faults) == {"title", "action_kind", "due_on"}
    assert not Case.objects.filter(inside=True).exists()


def test_the_same_submission_again_is_the_same_matter(house: House):
    own = uuid.uuid4()
    first, second = (
        internal.begin("improvement", "action", values=ACTION, by=house.deniz, now=house.now, submission=own)
        for _ in range(2)
    )
    assert first.number == second.number


def test_the_pool_and_our_own_work_are_kept_apart(house: House):
    complaint, ours = house.receive().case, action(house)

    def listed(*, inside: bool) -> set[str]:
        wanted = queries.CaseFilter(inside=inside)
        return {row.number for row in queries.pool(house.deniz, wanted, language="en", now=house.now).rows}

    assert listed(inside=False) == {complaint.number}
    assert listed(inside=True) == {ours.number}
    assert "action" not in editions.standing(house.now).kinds(), "nobody outside can bring an action"


def test_a_promise_counted_from_a_day_that_was_named_moves_with_that_day(house: House):
    case = action(house)
    (first,) = owed(case, "carry-out")
    assert first.due.on == date(2026, 3, 20)
    assert first.since == house.now, "owed from today, not from the day itself"
    handling.do(case, "start", values=PLAN, by=house.deniz, now=house.now)
    moved = owed(case, "carry-out")
    assert [one.due.on for one in moved] == [date(2026, 3, 20), date(2026, 3, 25)]
    assert moved[0].dropped_at == house.now, "it is owed by the new day, not by both"
    assert verification.verify().agrees


def test_the_ladder_of_a_named_day_is_climbed(house: House):
    case = action(house, due_on="2026-03-09")
    house.later(days=14)
    kinds = list(Entry.objects.filter(case=case).order_by("no").values_list("kind", flat=True))
    assert {"warned", "missed", "escalated"} <= set(kinds)
    assert any("Late since" in letter.subject or "Gecikti" in letter.subject for _way, letter in house.taken)


def test_what_is_opened_out_of_a_case_is_tied_to_it_and_inherits_what_it_is_about(house: House):
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.deniz, now=house.now)
    handling.classify(case, values={"category": "colour"}, by=house.rana, now=house.now)
    case, opened = internal.open_from(case, "open-action", values=ACTION, by=house.rana, now=house.now)
    assert (opened.category_id, opened.links) == ("colour", [case.number])
    state = State.from_json(cast.fresh(case).state)
    assert [(one.number, one.kind, one.ended) for one in state.opened] == [(opened.number, "action", "")]
    seen = case_view.for_staff(cast.fresh(case), house.rana, language="en", now=house.now)
    assert any(opened.number in line.says for line in seen.story)
    ties = internal.ties(opened, State.from_json(opened.state), "en", member=house.rana, now=house.now)
    assert [one.number for one in ties] == [case.number]


def test_a_problem_ends_only_when_what_was_opened_out_of_it_has_ended(house: House):
    problem = internal.begin("improvement", "problem", values={"title": "Red fades"}, by=house.deniz, now=house.now)
    cause = {"cause": "method", "d4_occurrence": "Too short."}
    handling.do(problem, "find-cause", values=cause, by=house.deniz, now=house.now)
    _problem, opened = internal.open_from(problem, "open-action", values=ACTION, by=house.deniz, now=house.now)
    handling.do(problem, "act-on-it", by=house.deniz, now=house.now)
    solved = {"outcome_words": "Gone."}
    with pytest.raises(ActNotAllowed) as shut:
        handling.do(problem, "solve", values=solved, by=house.deniz, now=house.now)
    assert [(one.code, one.names["numbers"]) for one in shut.value.reasons] == [("not settled", opened.number)]
    handling.do(opened, "withdraw", values=solved, by=house.deniz, now=house.now)
    assert Entry.objects.filter(case=problem, kind="settled").count() == 1
    handling.do(problem, "solve", values=solved, by=house.deniz, now=house.now)
    assert cast.fresh(problem).ended == "solved"
    assert verification.verify().agrees


def test_an_effective_action_is_open_again_when_what_it_prevents_comes_back(house: House):
    case = action(house)
    handling.do(case, "start", values=PLAN, by=house.deniz, now=house.now)
    cause = {"cause": "method", "d4_occurrence": "Short."}
    handling.do(case, "find-cause", values=cause, by=house.deniz, now=house.now)
    done = {"d6_done": "Changed.", "implemented_on": "2026-03-20"}
    handling.do(case, "implement", values=done, by=house.deniz, now=house.now)
    handling.do(case, "make-lasting", values={"d7_conclusion": "Time decides."}, by=house.deniz, now=house.now)
    house.later(days=125)
    effect = {"verified_how": "The chart."}
    with pytest.raises(ActNotAllowed):  # whoever carried it out does not judge it
        handling.do(case, "found-effective", values=effect, by=house.deniz, now=house.now)
    handling.do(case, "found-effective", values=effect, by=house.emre, now=house.now)
    again = house.receive().case
    handling.do(case, "came-back", values={"cases": [again.number]}, by="watch", now=house.now)
    case = cast.fresh(case)
    assert (case.stage, case.round, case.closed_at) == ("planned", 2, None)
    assert again.number in case.links
    assert verification.verify().agrees


def test_the_watch_does_only_what_the_pack_lets_it_do(house: House):
    case = action(house)
    with pytest.raises(ActNotAllowed):
        handling.do(case, "withdraw", values={"outcome_words": "x"}, by="watch", now=house.now)


def test_a_document_is_for_everyone_and_an_action_is_not(house: House):
    house.can.role_assignments.all().delete()
    document = internal.begin(
        "documents", "document", values={"title": "Policy", "document_kind": "policy"}, by=house.deniz, now=house.now
    )
    assert case_view.for_staff(document, house.can, language="en", now=house.now).case == document
    with pytest.raises(Forbidden):
        case_view.for_staff(action(house), house.can, language="en", now=house.now)


def test_numbers_of_cases_that_do_not_exist_are_named(house: House):
    with pytest.raises(InvalidForm) as fault:
        internal.begin(
            "improvement", "problem", values={"title": "x", "cases": "DF-0000-0000"}, by=house.deniz, now=house.now
        )
    assert "DF-0000-0000" in fault.value.faults["cases"]


def test_the_complainants_of_a_problem_are_told_together_each_in_their_own_case(house: House):
    cases = [house.receive(contact={"name": name, "email": f"{name}@example.org"}).case for name in ("a", "b")]
    values = {"title": "Red fades", "cases": [case.number for case in cases]}
    problem = internal.begin("improvement", "problem", values=values, owner=house.deniz, by=house.deniz, now=house.now)
    house.work()
    house.taken.clear()
    told = mass_message.tell(problem, "tell", words="A new dye from Monday.", by=house.deniz, now=house.now)
    house.work()
    assert (set(told.done), told.refused) == ({case.number for case in cases}, ())
    assert sorted(letter.to for _way, letter in house.taken) == ["a@example.org", "b@example.org"]
    assert all("A new dye from Monday." in letter.body for _way, letter in house.taken)
    assert all("b@" not in letter.body for _way, letter in house.taken if letter.to.startswith("a")), "nobody is named"
    seen = case_view.for_complainant(cast.fresh(cases[0]), language="en", now=house.now)
    assert any("A new dye from Monday." in text for line in seen.story for _label, text in line.words)


def test_anybody_here_may_open_an_idea_and_only_its_role_an_action(house: House):
    procedure, _kind = internal.form_of("improvement", "idea", house.now)
    assert internal.may_begin(house.can, procedure, "idea", house.now)
    assert not internal.may_begin(house.can, procedure, "action", house.now)
    assert internal.may_begin(house.deniz, procedure, "action", house.now)


def test_establishing_leaves_a_changed_procedure_alone(house: House):
    before = set(editions.in_force(house.now))
    internal.establish(by="test", now=house.now + timedelta(days=1))
    assert set(editions.in_force(house.now + timedelta(days=1))) == before
    assert len({rule.edition.key for rule in before}) == 7, "six of our own beside the one for complaints"
