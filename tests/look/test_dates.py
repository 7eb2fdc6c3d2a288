"""Dates, times, numbers and sizes are said in the reader's language and the organisation's zone, never ambiguous."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from amends.look import dates
from amends.platform import dates as platform_dates
from amends.procedure import diagram
from amends.procedure.clock.calendar import Amount

NBSP = "\xa0"
DAYS = {
    "en": ("Wednesday 3 June 2026", "Wed 3 Jun", "Wed 3 Jun 2026"),
    "tr": ("3 Haziran 2026 Çarşamba", "3 Haz Çar", "3 Haz 2026 Çar"),
    "el": ("Τετάρτη 3 Ιουνίου 2026", "Τετ 3 Ιουν", "Τετ 3 Ιουν 2026"),
    "zh-hans": ("2026年6月3日星期三", "6月3日周三", "2026年6月3日周三"),
    "ar": ("الأربعاء، 3 يونيو 2026", "الأربعاء، 3 يونيو", "الأربعاء، 3 يونيو 2026"),
    "de": ("Mittwoch, 3. Juni 2026", "Mi., 3. Juni", "Mi., 3. Juni 2026"),
    "xx": ("Wednesday 3 June 2026", "Wed 3 Jun", "Wed 3 Jun 2026"),
}


@pytest.mark.parametrize(("language", "says"), DAYS.items())
def test_a_day_is_never_ambiguous(language, says):
    with translation.override(language):
        assert dates.day(date(2026, 6, 3)) == says[0]
        assert dates.day("2026-06-03") == says[0]
        assert platform_dates.short_day(date(2026, 6, 3), with_year=False) == says[1]
        assert platform_dates.short_day(date(2026, 6, 3), with_year=True) == says[2]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Thursday 4 June 2026, 00:30"),
        ("tr", "4 Haziran 2026 Perşembe, 00:30"),
        ("el", "Πέμπτη 4 Ιουνίου 2026, 00:30"),
        ("zh-hans", "2026年6月4日星期四 00:30"),
        ("ar", "الخميس، 4 يونيو 2026، 00:30"),
    ],
)
def test_a_moment_is_said_in_the_organisations_zone(language, says):
    with timezone.override(zoneinfo.ZoneInfo("Europe/Istanbul")), translation.override(language):
        assert platform_dates.moment(datetime(2026, 6, 3, 21, 30, tzinfo=UTC)) == says


@pytest.mark.parametrize(
    ("language", "number", "size"),
    [
        ("en", "20,000", "3.4 MB"),
        ("tr", "20.000", "3,4 MB"),
        ("el", "20.000", "3,4 MB"),
        ("zh-hans", "20,000", "3.4 MB"),
    ],
)
def test_numbers_and_sizes_have_the_marks_of_the_language(language, number, size):
    with translation.override(language):
        assert platform_dates.number(20_000) == number
        assert dates.size(3_565_158).replace(NBSP, " ") == size


@pytest.mark.parametrize(
    ("language", "one", "three"),
    [
        ("en", "1 working day", "3 working days"),
        ("tr", "1 iş günü", "3 iş günü"),
        ("el", "1 εργάσιμη ημέρα", "3 εργάσιμες ημέρες"),
        ("zh-hans", "1 个工作日", "3 个工作日"),
    ],
)
def test_a_length_of_time_is_said_in_the_language_of_the_page(language, one, three):
    assert diagram.amount_in(Amount(1, "working days"), language) == one
    assert diagram.amount_in(Amount(3, "working days"), language) == three


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", {1: "1 working day left", 2: "2 working days left"}),
        ("tr", {1: "1 iş günü kaldı", 2: "2 iş günü kaldı"}),
        ("el", {1: "απομένει 1 εργάσιμη ημέρα", 21: "απομένουν 21 εργάσιμες ημέρες"}),
        ("zh-hans", {1: f"还剩 1{NBSP}个工作日", 2: f"还剩 2{NBSP}个工作日"}),
    ],
)
def test_what_is_left_is_counted_by_the_plurals_of_the_language(language, says):
    with translation.override(language):
        for count, words in says.items():
            said = translation.ngettext("%(num)s working day left", "%(num)s working days left", count)
            assert said % {"num": count} == words


def test_chinese_writes_the_year_first():
    with translation.override("zh-hans"):
        assert [part for part, _name in dates.as_written(("d", "m", "y"))] == ["year", "month", "day"]
    with translation.override("el"):
        assert dates.as_written(("d", "m", "y")) == [("day", "d"), ("month", "m"), ("year", "y")]


def test_a_due_moment_at_midnight_belongs_to_the_day_before():
    with timezone.override(zoneinfo.ZoneInfo("Europe/Istanbul")):
        assert dates.due_day(datetime(2026, 6, 3, 21, 0, tzinfo=UTC)) == date(2026, 6, 3)


def test_what_is_no_date_is_no_date():
    assert dates.day("") == ""
    assert dates.day(None) == ""


def test_how_far_stays_between_nothing_and_all():
    start = datetime(2026, 6, 3, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert dates.how_far(start, start + 2 * hour, start + hour) == 500
    assert dates.how_far(start, start + hour, start - hour) == 0
    assert dates.how_far(start, start + hour, start + 9 * hour) == 1000
    assert dates.how_far(start, start, start) == 1000
