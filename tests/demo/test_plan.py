"""The plan of the demo's year: how many cases there are, when they come, and that no two letters are one text."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from amends.demo import organisation_data, year
from amends.improvement import identical_letters

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("cases", [year.SMALLEST, 400, 1560])
def test_as_many_cases_are_planned_as_were_asked_for(cases: int) -> None:
    assert len(year.plan(NOW, cases=cases)) == cases


def test_the_usual_year_has_more_than_fifteen_hundred() -> None:
    assert year.usual() >= 1500


def test_the_same_year_is_planned_again() -> None:
    assert year.plan(NOW, cases=200) == year.plan(NOW, cases=200)


@pytest.mark.parametrize("day", [datetime(2026, 3, 1, 0, 10, tzinfo=UTC), datetime(2028, 2, 29, 23, 50, tzinfo=UTC)])
def test_every_case_comes_within_its_fourteen_months_whatever_the_day(day: datetime) -> None:
    planned = year.plan(day, cases=300)
    assert year.begins(day) <= planned[0].at
    assert planned[-1].at <= day
    assert [one.at for one in planned] == sorted(one.at for one in planned)


def test_a_topic_more_than_doubles_from_the_tenth_month_and_ends_after_the_twelfth() -> None:
    came = Counter(one.at.month + 12 * one.at.year for one in year.plan(NOW, cases=1560) if _dye(one))
    first = year.begins(NOW).month + 12 * year.begins(NOW).year
    months = [came[first + at] for at in range(15)]
    assert min(months[9:11]) > 2 * max(months[:9])
    assert sum(months[12:]) == 0


def test_there_are_all_procedures_languages_and_products() -> None:
    planned = year.plan(NOW, cases=1560)
    assert {one.matter["language"] for one in planned} == {"en", "tr", "zh-hans"}
    assert set(organisation_data.read("organisation")["products"]) == {
        one.matter["product"] for one in planned if _named(one)
    }


def test_no_two_letters_are_one_text_but_those_that_a_dozen_people_send_together() -> None:
    planned = year.plan(NOW, cases=1560)
    texts = Counter((one.matter.get("written") or one.matter["words"], one.at.month) for one in planned)
    (text, _month), times = texts.most_common(1)[0]
    assert times == organisation_data.read("year/plan")["letter"]["senders"]
    assert "free returns" in text
    assert sum(times >= identical_letters.SENDERS for times in texts.values()) == 1


def test_those_who_send_the_letter_are_different_people_within_a_week() -> None:
    senders = [one for one in year.plan(NOW, cases=200) if "free returns" in one.matter["words"]]
    assert len({str(one.contact) for one in senders}) == len(senders)
    assert senders[-1].at - senders[0].at < timedelta(days=7)


def test_some_people_come_back() -> None:
    came = Counter(str(one.contact) for one in year.plan(NOW, cases=1560))
    assert 0.05 < sum(times - 1 for times in came.values()) / 1560 < 0.25


def _dye(one: year.Planned) -> bool:
    return (one.matter.get("product"), one.matter.get("category")) == ("bed-linen", "colour")


def _named(one: year.Planned) -> bool:
    return bool(one.matter.get("product"))
