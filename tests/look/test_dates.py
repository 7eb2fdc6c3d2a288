"""Dates are said in full, in the reader's language and the organisation's zone."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from amends.look import dates


@pytest.mark.parametrize(("language", "says"), [("en", "Wednesday 3 June 2026"), ("tr", "3 Haziran 2026 Çarşamba")])
def test_a_day_is_never_ambiguous(language, says):
    with translation.override(language):
        assert dates.day(date(2026, 6, 3)) == says
        assert dates.day("2026-06-03") == says


def test_a_moment_is_said_in_the_organisations_zone():
    with timezone.override(zoneinfo.ZoneInfo("Europe/Istanbul")), translation.override("en"):
        assert dates.moment(datetime(2026, 6, 3, 21, 30, tzinfo=UTC)) == "Thursday 4 June 2026, 00:30"


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
