"""Every figure is exactly what the histories say, in every period, for every value of every dimension."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from amends.cases.models import Case
from amends.reports import figures
from amends.reports.counting import counts, facts, figures_verification, recount, tallies
from amends.reports.models import Base, Fact, Tally
from amends.reports.periods import Period
from tests.reports import population
from tests.reports import recount as reports_recount
from tests.reports.population import Village

pytestmark = pytest.mark.django_db
PERIODS = [
    Period(date(2026, 3, 1), date(2026, 3, 31), "month"),
    Period(date(2026, 4, 1), date(2026, 6, 30), "quarter"),
    Period(date(2026, 1, 1), date(2026, 12, 31), "year"),
    Period(date(2026, 3, 17), date(2026, 5, 2)),
    Period(date(2025, 1, 1), date(2025, 12, 31), "year"),
]
# Of packs of our own, or of what nobody recorded: they have tests of their own.
ELSEWHERE = {
    "per-1000-orders",
    "per-1000-customers",
    "cost",
    "actions-on-time",
    "actions-effective",
    "improvements",
}
OF_ALL_TOGETHER = {key for key, one in figures.FIGURES.items() if not one.splits}
FACTS = {
    "channel": lambda case: case.channel,
    "site": lambda case: case.site_id or "",
    "product": lambda case: case.product_id or "",
    "category": lambda case: case.category_id or "",
    "language": lambda case: case.language,
    "class": lambda case: case.class_key,
    "department": lambda case: case.department_id or "",
    "owner": lambda case: str(case.owner_id or ""),
    "vulnerable": lambda case: "yes" if case.state["values"].get("needs") else "no",
    "outcome": lambda case: case.state["outcome"],
}


def said(found: counts.Counts) -> dict[str, reports_recount.Answer]:
    return {key: (one.value, one.numerator, one.denominator) for key, one in figures.figures_of(found).items()}


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_figure_is_what_the_histories_say(lived: Village, period: Period):
    today = lived.now.date()
    found = said(counts.counts_of(period, packs=None, today=today))
    plain = reports_recount.figures(reports_recount.everything(), period.since, min(period.until, today))
    assert set(plain) | ELSEWHERE == set(figures.FIGURES)
    assert {key: found[key] for key in plain} == plain


@pytest.mark.parametrize("dimension", facts.DIMENSIONS)
def test_every_split_is_what_the_histories_say(lived: Village, dimension: str):
    period, today = PERIODS[2], lived.now.date()
    found = counts.split(period, dimension, packs=None, today=today)
    cases = reports_recount.everything()
    values = {FACTS[dimension](one.case) for one in cases}
    assert len(values) > 1
    for value in values:
        mine = [one for one in cases if FACTS[dimension](one.case) == value]
        plain = reports_recount.figures(mine, period.since, period.until)
        shown = said(found.get(value, counts.NOTHING))
        assert {key: shown[key] for key in plain.keys() - OF_ALL_TOGETHER} == {
            key: plain[key] for key in plain.keys() - OF_ALL_TOGETHER
        }, (dimension, value)


def test_money_is_added_up_to_the_last_unit_by_currency(lived: Village):
    period = PERIODS[2]
    found = figures.figures_of(counts.counts_of(period, packs=None, today=lived.now.date()))["remedy"]
    plain = reports_recount.by_currency(reports_recount.everything(), period.since, period.until)
    assert dict(found.parts) == plain
    assert len(plain) == 2


def test_one_procedure_alone_is_counted_alone(lived: Village):
    period, today = PERIODS[2], lived.now.date()
    for pack in ("agreement", "feedback-and-complaints"):
        found = said(counts.counts_of(period, packs=[pack], today=today))
        cases = [one for one in reports_recount.everything() if one.case.pack == pack]
        plain = reports_recount.figures(cases, period.since, period.until)
        assert {key: found[key] for key in plain} == plain


def test_a_split_by_procedure_is_each_procedure_alone(lived: Village):
    """Also what can only be said of all cases together: open, the same again, and for each thousand orders."""
    period, today = PERIODS[2], lived.now.date()
    Base.objects.bulk_create(Base(month=month.since, orders=900, by="test", at=lived.now) for month in period.months())
    split = counts.split(period, "pack", packs=None, today=today, also=counts.BESIDE)
    assert set(split) == {"agreement", "feedback-and-complaints"}
    for pack, found in split.items():
        assert said(found) == said(counts.counts_of(period, packs=[pack], today=today))
    assert said(split["agreement"])["recurrence"][1] > 0
    assert said(split["agreement"])["open"][1] > 0
    assert said(split["agreement"])["per-1000-orders"][2] > 0


def test_the_population_has_everything_that_figures_speak_of(lived: Village):
    """A test over cases in which nothing happens would prove nothing."""
    found = figures.figures_of(counts.counts_of(PERIODS[2], packs=None, today=lived.now.date()))
    assert len(lived.cases) >= 60
    assert Case.objects.filter(anonymous=True).exists()
    empty = {key for key, one in found.items() if not one.numerator} - ELSEWHERE
    assert not empty


def test_months_add_up_to_the_year(lived: Village):
    today = lived.now.date()
    months = counts.by_month(PERIODS[2], packs=None, today=today)
    whole = counts.counts_of(PERIODS[2], packs=None, today=today)
    for measure in ("received", "acknowledgement", "answer", "closed", "final", "decided"):
        assert sum(one.n(measure) for one in months.values()) == whole.n(measure)


def test_counts_are_told_by_value_and_month(lived: Village):
    """What the room above builds its trends on."""
    found = tallies.counts(
        "received", "category", pack="agreement", since=date(2026, 3, 1), until=date(2026, 12, 31), by="month"
    )
    plain: dict[tuple[str, date], int] = {}
    for one in Case.objects.filter(pack="agreement", received_on__lte=date(2026, 12, 31)):
        key = one.category_id or "", one.received_on.replace(day=1)
        plain[key] = plain.get(key, 0) + 1
    assert found == plain


def test_after_whatever_happens_next_the_tallies_are_those_of_a_fresh_start(lived: Village):
    """Acts upon acts, counted in between at odd moments: the differences add up to what a rebuild finds."""
    later = dataclasses.replace(lived, house=dataclasses.replace(lived.house), cases=list(lived.cases))
    for round_ in range(6):
        later.live(1, 6)
        recount.step(later.now, most=3 + round_, calm=timedelta(0))
    population.counted(later.now)
    assert figures_verification.verify().agrees
    grown = _stored()
    tallies.rebuild()
    assert _stored() == grown
    Fact.objects.all().delete()
    Tally.objects.all().delete()
    Case.objects.update(counted_no=0)
    population.counted(later.now)
    assert _stored() == grown


def test_counting_again_what_was_counted_changes_nothing(lived: Village):
    before = _stored()
    Case.objects.update(counted_no=0)
    population.counted(lived.now)
    assert _stored() == before


def test_a_broken_tally_is_found(lived: Village):
    row = Tally.objects.filter(dimension="channel", measure="received").first()
    assert row is not None
    Tally.objects.filter(pk=row.pk).update(count=row.count + 1)
    verdict = figures_verification.verify()
    assert [f"the tally says {row.count + 1}, the facts {row.count}" in one for one in verdict.findings] == [True]


def test_a_broken_fact_is_found(lived: Village):
    fact = Fact.objects.order_by("pk")[0]
    kept = recount.stored(fact)
    wrong = dataclasses.replace(kept, marks=kept.marks[1:])
    Fact.objects.filter(pk=fact.pk).update(marks=wrong.marks_json())
    says = " ".join(figures_verification.verify().findings)
    assert fact.case.number in says
    assert "the tally says" in says  # what was counted is still what it was


def _stored() -> set[tuple[object, ...]]:
    columns = ("kind", "dimension", "on", "measure", "value", "bucket", "pack", "count")
    return set(Tally.objects.exclude(count=0).values_list(*columns))
