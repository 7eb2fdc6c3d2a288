"""The watch over real cases: what leaves its limits is said once, becomes a problem, and gathers what comes later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from amends.cases.acts import handling
from amends.cases.models import Case, Entry
from amends.improvement import control_limits, monitor, problems, trends
from amends.improvement.models import Signal, Watched
from amends.organisation.models import Category
from amends.platform import locks
from amends.reports.models import Base
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db
BEGIN = datetime(2025, 1, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def house() -> House:
    made = cast.house(now=BEGIN)
    Category.objects.create(key="delivery", titles={"en": "Delivery"})
    cast.publish("improvement", BEGIN)
    return made


def month(house: House, at: int, count: int, **said) -> list[Case]:
    """So many complaints in the month of this number since the beginning."""
    received = []
    for one in range(count):
        year, index = divmod(at, 12)
        house.now = datetime(2025 + year, index + 1, 2 + one % 26, 10, 0, tzinfo=UTC)
        facts = {"category": "colour", "contact": {"name": "Ayşe", "email": f"a{at}-{one}@example.org"}, **said}
        received.append(house.receive(**facts).case)
    return received


def steady(house: House, months: int = 12, count: int = 2, **said) -> None:
    for at in range(months):
        month(house, at, count, **said)


def test_a_topic_within_its_limits_is_watched_and_not_said(house: House):
    steady(house)
    month(house, 12, 3)
    monitor.look(house.now)
    one = Watched.objects.get(topic_by="category", topic="colour")
    assert [count for _on, count, _limit, _stood in one.months] == [2] * 12 + [3]
    assert one.far is not None
    assert one.far < 0
    assert not Signal.objects.exists()


def test_what_leaves_its_limits_is_said_once_and_opens_one_problem_with_its_complaints(house: House):
    steady(house)
    came = month(house, 12, 12)
    house.now += timedelta(hours=1)
    monitor.look(house.now)
    monitor.look(house.now + timedelta(days=1))
    signal = Signal.objects.get(topic_by="category")
    assert (signal.month.isoformat(), signal.observed) == ("2026-01-01", 12)
    assert signal.problem
    problem = Case.objects.get(number=signal.problem)
    assert (problem.pack, problem.kind, problem.category_id) == ("improvement", "problem", "colour")
    assert {one.number for one in came} <= set(problem.links)
    assert "12 complaints where 2" in problem.words.summary
    assert Entry.objects.get(case=problem, no=1).by == "watch"


def test_a_running_month_is_said_before_it_ends(house: House):
    steady(house)
    month(house, 12, 12)
    monitor.look(datetime(2026, 1, 14, tzinfo=UTC))
    assert Signal.objects.filter(topic_by="category", month="2026-01-01").exists()


def test_later_complaints_join_the_open_problem_and_no_second_one_is_opened(house: House):
    steady(house)
    month(house, 12, 12)
    monitor.look(house.now)
    later = month(house, 13, 12)
    monitor.look(house.now)
    problem = Case.objects.get(number=Signal.objects.filter(topic_by="category").first().problem)
    assert {one.number for one in later} <= set(problem.links)
    assert {one.problem for one in Signal.objects.filter(topic_by="category")} == {problem.number}
    before = problem.last_no
    monitor.look(house.now + timedelta(hours=2))
    assert cast.fresh(problem).last_no == before


def test_the_worker_looks_once_a_day(house: House):
    steady(house, months=1, count=3)
    monitor.watch(house.now)
    seen = Watched.objects.first().seen_at
    monitor.watch(house.now + timedelta(hours=1))
    assert Watched.objects.first().seen_at == seen
    monitor.watch(house.now + timedelta(days=1))
    assert Watched.objects.first().seen_at > seen


def test_a_lot_a_site_and_a_pair_are_topics_too(house: House):
    steady(house, months=8, count=1, product="fabric", site="bursa", category="colour")
    month(house, 8, 10, product="fabric", site="bursa", category="colour", batch="L-77")
    monitor.look(house.now)
    said = set(Signal.objects.values_list("topic_by", "topic"))
    assert {("pair", "fabric|colour"), ("site", "bursa"), ("lot", "L77")} <= said


def test_many_signals_about_the_same_complaints_are_one_problem(house: House):
    """The lot stands furthest out; category, product and site rose with the very same complaints."""
    steady(house, months=8, count=1, product="fabric", site="bursa", category="colour")
    month(house, 8, 10, product="fabric", site="bursa", category="colour", batch="L-77")
    monitor.look(house.now)
    assert Signal.objects.count() >= 4
    (number,) = {one.problem for one in Signal.objects.all()}
    assert Case.objects.get(number=number).goods == ["lot:L77"]


def test_without_the_procedure_for_improvements_a_signal_waits_for_it():
    house = cast.house(now=BEGIN)
    steady(house)
    month(house, 12, 12)
    monitor.look(house.now)
    assert Signal.objects.get(topic_by="category").problem == ""
    cast.publish("improvement", house.now)
    house.now += timedelta(minutes=1)
    monitor.look(house.now)
    assert Signal.objects.get(topic_by="category").problem


def test_a_complaint_about_feedback_or_another_pack_is_not_counted(house: House):
    steady(house)
    monitor.look(house.now)
    assert problems.follow(house.now) == 0
    assert not Watched.objects.exclude(pack="agreement").exists()


def test_where_orders_are_known_for_every_month_complaints_are_counted_against_them(house: House):
    """Twice the complaints out of twice the orders is no news; the running month goes by the last that is known."""
    for at in range(12):
        Base.objects.create(month=date(2025, at + 1, 1), orders=4000 if at > 5 else 2000, by="test", at=house.now)
        month(house, at, 6 if at > 5 else 3)
    monitor.look(house.now)
    assert set(Watched.objects.values_list("out_of", flat=True)) == {"orders"}
    assert not Signal.objects.exists()
    exposure, out_of = monitor.exposures([date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)])
    assert (out_of, exposure[date(2026, 1, 1)]) == ("orders", 4.0)


def test_a_month_without_a_base_makes_days_the_measure(house: House):
    Base.objects.create(month=date(2025, 1, 1), orders=100, by="test", at=house.now)
    exposure, out_of = monitor.exposures([date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)])
    assert out_of == "days"
    assert exposure[date(2025, 2, 1)] < exposure[date(2025, 3, 1)]


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_looks_another_does_nothing():
    house = cast.house(now=BEGIN)
    steady(house, months=1, count=3)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [locks.TREND_MONITOR])
    try:
        assert monitor.look(house.now) == 0
        assert not Watched.objects.exists()
    finally:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [locks.TREND_MONITOR])
        other.close()
    monitor.look(house.now)
    assert Watched.objects.exists()


def test_of_thousands_a_few_per_cent_more_are_no_signal():
    steadily = [control_limits.Month(date(2025, at + 1, 1), 5000) for at in range(12)]
    little = control_limits.judge([*steadily, control_limits.Month(date(2026, 1, 1), 5400)])
    much = control_limits.judge([*steadily, control_limits.Month(date(2026, 1, 1), 6200)])
    assert little is not None
    assert much is not None
    assert little.beyond
    assert not monitor.matters(little)
    assert monitor.matters(much)


CAUSES = """
[forms.root]
fields = [{ key = "cause_where", type = "choice", title = { en = "Where does it lie?", tr = "Nerede?" }, options.material = { en = "Material", tr = "Malzeme" }, options.method = { en = "Method", tr = "Yöntem" } }]
[records.find-root]
title = { en = "Write down the cause", tr = "Nedeni yaz" }
at = ["all stages"]
who = ["staff"]
form = "root"
"""  # noqa: E501


def test_a_root_cause_that_was_written_down_is_a_topic_by_the_name_its_procedure_gives_it(house: House):
    cast.publish_with("agreement", house.now + timedelta(minutes=1), CAUSES)
    house.now += timedelta(hours=1)
    for at in range(10):
        for one in month(house, at, 1 if at < 9 else 11):
            handling.do(one, "find-root", by=house.rana, now=house.now, values={"cause_where": "material"})
    monitor.look(house.now)
    signal = Signal.objects.get(topic_by="cause")
    assert (signal.topic, signal.observed) == ("material", 11)
    seen = trends.trends_view("agreement", language="en", today=house.now.date())
    assert "Material" in {one.title for one in seen.topics}
    later = month(house, 10, 1)
    for one in later:
        handling.do(one, "find-root", by=house.rana, now=house.now, values={"cause_where": "material"})
    monitor.look(house.now)
    assert later[0].number in Case.objects.get(number=signal.problem).links
