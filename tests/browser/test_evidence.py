"""The pages of evidence in a real browser: read by everybody, on both screens, empty and filled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from amends.assurance import objectives
from amends.assurance.models import Objective
from amends.cases import internal
from amends.organisation.models import Requirement, RoleAssignment
from amends.reports.periods import Period
from tests import cast
from tests.assurance.population import Works
from tests.browser.axe import Knowledge
from tests.browser.test_desk import looked_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "evidence/",
    "evidence/7.4/",
    "evidence/pack/",
    "objectives/",
    "objectives/new/",
    "documents/",
    "training/",
    "certification/days/",
    "me/",
)


@pytest.fixture
def works() -> Works:
    made = Works(cast.house(now=timezone.now() - timedelta(days=40)))
    for member, role in ((made.house.leyla, "quality-manager"), (made.house.deniz, "top-manager")):
        RoleAssignment.objects.create(member=member, role=role)
    internal.establish(by="clock", now=made.now)
    return made


def test_empty_pages_can_be_read_by_everybody(page: Page, known: Knowledge, works: Works):
    sign_in(page, "leyla")
    for address in PAGES:
        looked_at(page, known, f"/desk/{address}")


def test_filled_pages_can_be_read_by_everybody(page: Page, known: Knowledge, works: Works):
    document = works.document("How we speak with somebody who is angry, sad, tired or all of it at once")
    session = works.session("Conduct", "conduct", until=str(date(2020, 1, 1)))
    Requirement.objects.create(role="complaints-officer", subject="conduct")
    one = Objective.objects.create(figure="volume", target=3, period="month", since=date(2026, 1, 1), plan="Slowly.")
    for month in (1, 2):
        objectives.measure(one, Period.around(date(2026, month, 1), "month"), now=works.now)
    sign_in(page, "leyla")
    for address in (*PAGES, f"documents/{document.number}/", f"training/{session.number}/check/"):
        looked_at(page, known, f"/desk/{address}")
