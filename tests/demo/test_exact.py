"""Every figure of the demo's year is what its histories say, counted once more slowly and plainly."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from amends.demo import year
from amends.reports import figures
from amends.reports.counting import counts, figures_verification
from amends.reports.periods import Period
from tests.reports import recount

pytestmark = pytest.mark.django_db
PACKS = ("", "agreement", "coordinator", "feedback-and-complaints", "product-quality")


@pytest.fixture(scope="module")
def histories(lived: datetime) -> list[recount.Plain]:
    return recount.everything()


@pytest.mark.parametrize("pack", PACKS)
def test_every_figure_of_every_month_quarter_and_year_is_what_the_histories_say(
    lived: datetime, histories: list[recount.Plain], pack: str
) -> None:
    cases = [one for one in histories if pack in ("", one.case.pack)]
    for period in periods(lived):
        counted = counts.counts_of(period, packs=[pack] if pack else None, today=lived.date())
        found = {key: (one.value, one.numerator, one.denominator) for key, one in figures.figures_of(counted).items()}
        plain = recount.figures(cases, period.since, min(period.until, lived.date()))
        assert {key: found[key] for key in plain} == plain, period


def test_the_tallies_are_those_of_the_facts_and_the_facts_those_of_the_histories(lived: datetime) -> None:
    verdict = figures_verification.verify()
    assert verdict.waiting == 0
    assert verdict.findings == ()


def periods(now: datetime) -> list[Period]:
    """Every month of the year, its quarters, both years it touches, and all of it."""
    whole = Period(year.begins(now).date(), now.date())
    months = list(whole.months())
    quarters = {Period.around(month.since, "quarter") for month in months}
    years = {Period.around(date(one.since.year, 1, 1), "year") for one in months}
    return [*months, *sorted(quarters | years, key=lambda one: (one.since, one.until)), whole]
