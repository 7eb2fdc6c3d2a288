"""Which day it is, is asked where the organisation is: half an hour after its midnight it is still yesterday in UTC."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

import amends
from amends.assurance.reviews import review_schedule
from amends.cases import editions, internal
from amends.dispatch import compose
from amends.dispatch.models import Message
from amends.intake import submission
from amends.organisation import access, training
from amends.organisation.models import RoleAssignment, Trained
from amends.server import worker
from tests import cast

ROOT = Path(amends.__file__).parent
LATE = datetime(2026, 11, 29, 21, 30, tzinfo=UTC)  # Monday in Istanbul, half an hour past midnight
MONDAY, YESTERDAY = date(2026, 11, 30), date(2026, 11, 29)
ISTANBUL = ZoneInfo("Europe/Istanbul")
ZONED = {"astimezone", "localtime"}
OF_A_SHEET = {"goods/imports/spreadsheets.py"}  # its cells have no zone: whoever typed a day meant that day


def test_no_day_is_taken_from_a_moment_without_a_zone():
    """`moment.date()` is the day in UTC; `timezone.localdate` or `astimezone(zone).date()` that of the people."""
    files = {str(file.relative_to(ROOT)): file for file in ROOT.rglob("*.py")}
    shipped = {name: file for name, file in files.items() if not name.startswith(("bench", "demo"))}
    found = [f"{name}:{line}" for name, file in shipped.items() for line in _bare_days(file) if name not in OF_A_SHEET]
    assert found == []


def _bare_days(file: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date":
            moment = node.func.value
            if not (isinstance(moment, ast.Call) and getattr(moment.func, "attr", "") in ZONED):
                yield node.lineno


@pytest.mark.django_db
def test_no_review_of_a_week_before_the_organisation_was_there():
    cast.house(now=LATE)
    internal.establish(by="test", now=LATE)
    assert [one.name for one in review_schedule.owed(LATE + timedelta(minutes=5))] == []
    assert review_schedule.PACK in {one.key for one in editions.standing(LATE).insides()}
    following = {str(one.period) for one in review_schedule.owed(LATE + timedelta(days=7, minutes=5))}
    assert len(following) == 1


@pytest.mark.django_db
def test_a_role_and_a_training_hold_from_and_until_the_day_that_it_is_there():
    house = cast.house(now=LATE)
    nobody = house.people["nobody"]
    RoleAssignment.objects.create(member=nobody, role="center-manager", since=MONDAY, until=MONDAY)
    Trained.objects.create(member=nobody, subject="privacy", number="T-1", seen_no=1, until=YESTERDAY)
    with timezone.override(ISTANBUL):
        assert access.roles(nobody, site="bursa", department="", now=LATE) == {"center-manager"}
        assert access.roles(nobody, site="bursa", department="", now=LATE - timedelta(hours=1)) == set()
        assert training.valid(LATE) == frozenset()
        assert training.valid(LATE - timedelta(hours=1))


@pytest.mark.django_db
def test_what_happened_today_has_come_already():
    cast.house(now=LATE)
    today = {"day": "30", "month": "11", "year": "2026"}
    with timezone.override(ISTANBUL):
        assert submission.check(today, "when", now=LATE) == {}
        assert submission.check({**today, "day": "1", "month": "12"}, "when", now=LATE)


@pytest.mark.django_db
def test_the_letter_about_a_review_says_by_when_it_is_to_be_held():
    cast.house(now=LATE)
    internal.establish(by="test", now=LATE)
    later = LATE + timedelta(days=7, minutes=5)
    review_schedule.step(later)
    while compose.step(later):
        pass
    bodies = [one.content.content["body"] for one in Message.objects.all()]
    assert [one for one in bodies if "is ready. It is due on **" in one and "14 December 2026" in one], bodies


@pytest.mark.django_db
def test_the_worker_lives_where_the_organisation_is():
    cast.house(now=LATE)
    worker._zone.cache_clear()
    assert worker.here() == ISTANBUL
    assert {one.zone() for one in worker.takers(worker.STEPS)} == {ISTANBUL}
