"""The demo's year shows what a year of complaints is told by: each point as whoever signs in would see it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from amends.assurance import objectives
from amends.assurance.reviews import review_schedule
from amends.cases import internal, queries
from amends.cases.models import Case, Entry
from amends.cases.views import case_view
from amends.cases.views.case_view import CaseView
from amends.demo import handlers, organisation_data, year
from amends.improvement import effectiveness, identical_letters
from amends.improvement.models import Signal
from amends.organisation import training
from amends.organisation.models import Member
from amends.procedure.schema import say
from amends.reports import funnels
from amends.reports.counting.counts import Counts
from amends.reports.counting.marks import COMPLAINT
from tests.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def seen(case: Case, now: datetime) -> CaseView:
    """As the quality manager reads it."""
    return case_view.for_staff(queries.named(case.number), Member.objects.get(username="leyla"), language="en", now=now)


def titled(words: str) -> Case:
    return Case.objects.get(words__summary__startswith=words)


def test_every_case_came_in_and_most_have_ended(lived: datetime) -> None:
    cases = Case.objects.filter(inside=False)
    assert cases.count() == year.SMALLEST
    assert cases.exclude(closed_at=None).count() > 0.7 * year.SMALLEST
    assert {one.pack for one in cases} == {"feedback-and-complaints", "agreement", "coordinator", "product-quality"}


def test_the_rise_is_signalled_in_the_month_in_which_it_began(lived: datetime) -> None:
    began = date(2026, 6, 1)
    first = Signal.objects.filter(topic__contains="bed-linen").order_by("seen_at").first()
    assert first is not None
    assert first.month == began
    assert first.seen_at.date() < date(2026, 7, 1)
    assert first.observed > 2 * first.expected
    assert not Signal.objects.filter(month__lt=began).exists()


def test_the_program_opened_the_problem_and_people_solved_it(lived: datetime) -> None:
    problem = Case.objects.get(inside=True, kind="problem", ended="solved")
    assert problem.entries.get(no=1).by == "watch"
    assert problem.received_on.month == 6
    assert len(problem.links) > 15
    told = seen(problem, lived)
    ties = internal.ties(problem, told.state, "en", member=None, now=lived)
    assert any(one.title.startswith("Fix the dye") for one in ties)


def test_its_action_worked_was_found_so_by_somebody_else_and_the_chart_shows_it(lived: datetime) -> None:
    action = titled("Fix the dye")
    assert action.ended == "effective"
    done, found = (action.entries.get(fields__act=act) for act in ("implement", "found-effective"))
    assert done.by != found.by
    chart = effectiveness.effect_of(action, today=lived.date())
    assert chart is not None
    assert chart.verdict == "fewer"
    assert "It worked" in effectiveness.says(chart)
    assert "The criterion is met" in effectiveness.says(chart)
    assert [count for month, count in chart.months if month >= date(2026, 9, 1)] == [0, 0, 0]


def test_an_action_that_did_not_work_was_open_again_by_itself_and_is_planned_anew(lived: datetime) -> None:
    action = titled("Remind the drivers")
    assert action.round == 2
    assert action.closed_at is None
    assert [one.fields["act"] for one in action.entries.filter(kind="moved").order_by("no")] == [
        "start",
        "implement",
        "found-not-effective",
        "start",
        "implement",
    ]


def test_an_action_found_effective_was_called_back_by_a_new_complaint(lived: datetime) -> None:
    action = titled("Charge a card once")
    back = action.entries.get(kind="recurred")
    assert back.by == "watch"
    assert back.at > action.entries.get(fields__act="found-effective").at
    assert action.closed_at is None
    assert action.round == 2


def test_four_quarterly_reviews_and_a_yearly_one_were_held_over_their_figures(lived: datetime) -> None:
    for kind, least in (("quarter", 4), ("year", 1), ("management", 1), ("month", 12), ("week", 52)):
        held = Case.objects.filter(pack="reviews", kind=kind, stage="held")
        assert held.count() >= least
        assert all(review_schedule.figures_of(one) for one in held)


def test_one_weekly_review_was_forgotten_and_climbed(lived: datetime) -> None:
    forgotten = Entry.objects.get(case__pack="reviews", case__kind="week", kind="missed").case
    assert forgotten.entries.filter(kind="escalated").count() == 2
    assert forgotten.stage == "held"


def test_the_last_reviews_are_still_open(lived: datetime) -> None:
    still = Case.objects.filter(pack="reviews", closed_at=None)
    assert still.exists()
    assert all(lived - one.received_at < timedelta(days=30) for one in still)
    assert review_schedule.due(lived) == []


def test_the_audit_was_finished_and_its_nonconformity_verified(lived: datetime) -> None:
    audit, found = Case.objects.get(kind="audit"), Case.objects.get(kind="nonconformity")
    assert (audit.ended, found.ended) == ("finished", "verified")
    assert audit.entries.filter(fields__act="visit").count() == 2
    assert found.state["values"]["grade"] == "minor"


def test_the_certificate_is_in_its_second_year_with_the_next_surveillance_ahead(lived: datetime) -> None:
    case = Case.objects.get(kind="certification")
    values = case.state["values"]
    assert case.stage == "certified"
    assert 365 < (lived.date() - date.fromisoformat(values["valid_from"])).days < 730
    assert case.entries.filter(fields__act="surveillance").count() == 1
    assert case.due_at is not None
    assert case.due_at > lived


def test_one_person_lacks_a_training_that_has_lapsed(lived: datetime) -> None:
    lacking = training.lacking(lived)
    assert {Member.objects.get(pk=one).username for one in lacking} == {"emre"}


def test_objectives_were_measured_each_month_some_reached_and_some_missed(lived: datetime) -> None:
    found = [one.reached for known in objectives.current(lived.date()) for one in known.measured.all()]
    assert len(found) > 40
    assert {True, False} <= set(found)


def test_the_letter_of_a_dozen_people_is_noticed(lived: datetime) -> None:
    (letter,) = identical_letters.letters(None, lived)
    assert letter.senders == 12
    assert "free returns" in letter.summary or "returns" in letter.summary


def test_every_story_reads_in_words(lived: datetime) -> None:
    """No page of the year fails: each kind of matter and each procedure once, as a person would open it."""
    kinds = Case.objects.order_by("pack", "kind", "id").distinct("pack", "kind")
    for case in kinds:
        found = seen(case, lived)
        assert all(line.says for line in found.story)
        assert say(found.procedure.kinds[case.kind].title, "en")


def test_several_people_decide_and_the_year_shows_who_gives_way_less(lived: datetime) -> None:
    """Consistency has people to compare: those of the first look, and whoever takes the second."""
    held = Counter(Case.objects.filter(inside=False, entries__kind="decided").values_list("owner__username", flat=True))
    assert {"rana", "mert", "ece", "ines", "burak", "emre"} <= set(held)


def test_in_a_whole_year_one_person_lies_beyond_what_chance_explains() -> None:
    """By the plan alone: whose hands each of its cases is dealt into, and whether it is refused."""
    people = {name: name for name in organisation_data.people()}
    split: dict[str, Counter[str]] = {}
    for nth, one in enumerate(year.plan(NOW, cases=year.usual())):
        refused = handlers.refuses(one.chapters)
        if refused or any(step.get("do") == "draft" for chapter in one.chapters for step in chapter):
            hand = handlers.dealt(people, one.chapters, nth)["rana"]  # type: ignore[arg-type]
            split.setdefault(str(hand), Counter()).update(["all"] if refused else ["all", "good"])
    found = {
        name: Counts({(COMPLAINT, "decided", key): number for key, number in one.items()})
        for name, one in split.items()
    }
    verdicts = {
        spot.value: spot.verdict for spot in funnels.funnel_of(found, ("decided", "good"), ("decided", "all")).spots
    }
    assert verdicts["burak"] == "beyond chance"
    assert len(verdicts) == 5
    assert all(one != "too few" for one in verdicts.values())
