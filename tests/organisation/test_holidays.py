"""What a generated calendar holds, and that working time is counted by it as it stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from amends.organisation import holidays
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Amount, Calendar, Special


def generated(country: str, part: str | None = None, *, years: Any = (2026,), **how: Any) -> Calendar:
    return Calendar.from_json(holidays.generate(country, part, years=years, **how))


def test_each_part_of_the_united_kingdom_has_its_own_holidays() -> None:
    easter_monday, second_of_january = date(2026, 4, 6), date(2026, 1, 2)
    england, scotland = generated("GB", "ENG"), generated("GB", "SCT")
    assert not working_time.is_working_day(england, easter_monday)
    assert working_time.is_working_day(scotland, easter_monday)
    assert working_time.is_working_day(england, second_of_january)
    assert not working_time.is_working_day(scotland, second_of_january)
    assert date(2026, 7, 13) in generated("GB", "NIR").special
    assert (england.key, england.zone, england.version) == ("gb-eng", "Europe/London", 1)


def test_turkish_afternoons_off_are_half_days_with_hours() -> None:
    turkey = generated("TR")
    for day in (date(2026, 10, 28), date(2026, 3, 19), date(2026, 5, 26)):
        assert turkey.special[day].kind == "half-day"
        assert turkey.special[day].hours == ((time(9), time(13)),)
    assert turkey.special[date(2026, 10, 29)].kind == "holiday"


def test_a_half_day_keeps_the_lunch_break_and_can_end_at_another_hour() -> None:
    lunch = (("08:30", "12:00"), ("12:30", "17:00"))
    assert generated("TR", hours=lunch).special[date(2026, 10, 28)].hours == (
        (time(8, 30), time(12)),
        (time(12, 30), time(13)),
    )
    noon = generated("TR", hours=lunch, half_day_ends="12:00")
    assert noon.special[date(2026, 10, 28)].hours == ((time(8, 30), time(12)),)


def test_an_afternoon_off_on_a_saturday_is_no_half_day() -> None:
    assert date(2028, 10, 28) not in generated("TR", years=(2028,)).special


def test_chinese_make_up_saturdays_are_extra_working_days() -> None:
    china = generated("CN")
    assert china.special[date(2026, 2, 14)] == Special(
        "Make-up working day", "extra working day", ((time(9), time(17)),)
    )
    assert working_time.is_working_day(china, date(2026, 10, 10))
    assert not working_time.is_working_day(china, date(2026, 10, 17))
    assert working_time.due(china, Amount(1, "working days"), datetime(2026, 2, 13, 2, tzinfo=UTC)).on == date(
        2026, 2, 14
    )


def test_a_chinese_year_whose_make_up_days_are_not_announced_is_provisional() -> None:
    china = generated("CN", years=(2026, 2040))
    assert {special.provisional for day, special in china.special.items() if day.year == 2026} == {False}
    assert {special.provisional for day, special in china.special.items() if day.year == 2040} == {True}


def test_days_for_some_people_only_do_not_shorten_everybody_s_day() -> None:
    assert date(2027, 3, 8) not in generated("CN", years=(2027,)).special


def test_estimated_lunar_holidays_are_provisional_and_fixed_ones_are_not() -> None:
    turkey = generated("TR", years=(2035,))
    feast = turkey.special[date(2035, 12, 1)]
    assert (feast.name, feast.provisional) == ("Ramazan Bayramı", True)
    assert turkey.special[date(2035, 11, 30)].provisional
    assert not turkey.special[date(2035, 10, 29)].provisional
    due = working_time.due(turkey, Amount(1, "calendar days"), datetime(2035, 11, 27, 12, tzinfo=UTC))
    assert [day for day, _ in working_time.provisional_near(turkey, due)] == [date(2035, 11, 30)]


def test_the_weekend_is_the_country_s_own() -> None:
    riyadh = generated("SA")
    assert [bool(hours) for hours in riyadh.week] == [True, True, True, True, False, False, True]


def test_only_the_years_asked_for_are_in_the_calendar_with_the_days_in_lieu_that_fall_into_them() -> None:
    usa = generated("US", years=(2027,), zone="America/New_York")
    assert {day.year for day in usa.special} == {2027}
    assert date(2027, 12, 31) in usa.special  # for New Year's Day 2028, a Saturday


def test_names_do_not_depend_on_the_language_of_the_server() -> None:
    program = (
        "import json; from amends.organisation import holidays;print(json.dumps(holidays.generate('TR', years=[2026])))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "LANGUAGE": language, "PYTHONPATH": "src"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for language in ("en_US", "tr", "uk")
    }
    assert len(found) == 1
    assert json.loads(found.pop())["special"]["2026-01-01"]["name"] == "Yılbaşı"
    assert generated("TR", language="en_US").special[date(2026, 1, 1)].name == "New Year's Day"


@pytest.mark.parametrize(
    ("country", "part", "years", "says"),
    [
        ("ZZ", None, (2026,), "No holidays are known for ZZ"),
        ("GB", "XX", (2026,), "No holidays are known for GB XX"),
        ("US", None, (2026,), "Say which time zone of US is meant"),
        ("GB", "ENG", (), "Say for which years"),
    ],
)
def test_what_cannot_be_generated_is_refused_in_words(
    country: str, part: str | None, years: tuple[int, ...], says: str
) -> None:
    zone = "UTC" if country == "ZZ" else ""
    with pytest.raises(ValueError, match=says):
        holidays.generate(country, part, years=years, zone=zone)


@pytest.mark.parametrize("country", sorted(holidays.ZONES))
def test_every_country_with_a_zone_gives_a_sound_calendar_that_is_plain_json(country: str) -> None:
    data = holidays.generate(country, years=range(2024, 2030))
    assert json.loads(json.dumps(data)) == data
    calendar = Calendar.from_json(data)
    assert Calendar.from_json(calendar.to_json()) == calendar
    assert calendar.special
