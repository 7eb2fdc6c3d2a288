"""The page and the paper of a review, and what a certificate's page shows beside its story."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.assurance import audit_days, certification
from amends.assurance.models import AuditDays
from amends.assurance.reviews import review_schedule, review_view
from amends.cases.models import Case
from amends.improvement.models import Watched
from amends.reports.frozen import snapshots
from amends.reports.periods import Period
from tests import cast
from tests.assurance.population import Works
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reviewed(lived: Works) -> tuple[Works, Case, Case]:
    """A month's review that was held with a decision, and the one that follows it."""
    first = Case.objects.filter(pack="reviews", kind="month", links=[]).order_by("id")[0]
    after = Case.objects.get(pack="reviews", links__contains=[first.number])
    lived.do(first, "look-at-figures", figures_say="Fewer than last year.", recurring="Colour.")
    rana, due = lived.house.rana.by, str(lived.now.date() + timedelta(days=30))
    lived.do(first, "decide", decision="The dye house checks each roll.", decision_owner=rana, decision_due=due)
    lived.do(first, "hold", attended=[rana], minutes="We looked at colours.", change_needed="no")
    return lived, first, after


def test_the_frozen_figures_stand_with_their_digest(reviewed: tuple[Works, Case, Case]):
    works, _first, after = reviewed
    text = at_desk(works.house.leyla).get(f"/desk/case/{after.number}/").content.decode()
    assert "The digest fits: this is what was frozen." in text
    assert after.entries.get(no=1).fields["figures_digest"] in text
    assert "Complaints received" in text


def test_decisions_of_last_time_come_first(reviewed: tuple[Works, Case, Case]):
    works, first, after = reviewed
    text = at_desk(works.house.leyla).get(f"/desk/case/{after.number}/").content.decode()
    assert first.number in text
    assert "The dye house checks each roll." in text
    assert text.index("Decisions of last time") < text.index("Agenda") < text.index("As frozen")


def test_what_goes_on_after_the_freezing_stands_beside_it(reviewed: tuple[Works, Case, Case]):
    works, _first, after = reviewed
    seen = review_view.review_view_of(after, language="en", member=None, now=works.house.now)
    assert seen is not None
    assert seen.verified
    assert all(one.frozen == one.live for one in seen.figures if not one.differs)


def test_what_recurs_is_frozen_with_the_figures(lived: Works):
    """The watch sees otherwise later; the review keeps what it saw, on the page and on paper."""
    seen_at = lived.now
    Watched.objects.create(
        pack="agreement",
        topic_by="category",
        topic="colour",
        months=[["2026-10-01", 9, 4, "signal"]],
        out_of="days",
        observed=9,
        expected=2.5,
        over=1,
        probability=0.001,
        far=2.0,
        seen_at=seen_at,
    )
    owed = next(one for one in review_schedule.owed(lived.now + timedelta(days=400)) if one.packs == ["agreement"])
    later = replace(owed, period=Period(date(2029, 1, 1), date(2029, 1, 31)))
    case = review_schedule.begin(later, now=lived.now)
    Watched.objects.update(observed=99, months=[["2026-11-01", 1, 4, "within"]])
    seen = review_view.review_view_of(cast.fresh(case), language="en", member=None, now=lived.now)
    assert seen is not None
    assert seen.verified
    assert seen.recurring_frozen
    [of_agreement] = seen.recurring
    assert of_agreement.topics == (review_view.Topic("Colour", "Category", 9, 2.5, beyond=True),)
    text = at_desk(lived.house.leyla).get(f"/desk/case/{case.number}/").content.decode()
    assert "As the trends showed it when the figures were frozen." in text
    assert text.index("What recurs") < text.index("Colour<") < text.index("beyond its limits")


def test_a_review_of_an_earlier_program_says_that_it_shows_today(reviewed: tuple[Works, Case, Case]):
    works, _first, after = reviewed
    entry = after.entries.get(no=1)
    fields = {**entry.fields, "figures": {key: it for key, it in entry.fields["figures"].items() if key != "topics"}}
    fields["figures_digest"] = snapshots.digest(fields["figures"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE amends_entry SET fields = %s WHERE id = %s", [json.dumps(fields), entry.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    text = at_desk(works.house.leyla).get(f"/desk/case/{after.number}/").content.decode()
    assert "As the trends show it today: it was not frozen with this review." in text
    assert "The digest fits: this is what was frozen." in text


def test_the_page_of_a_review_asks_the_database_little(reviewed: tuple[Works, Case, Case]):
    works, _first, after = reviewed
    desk = at_desk(works.house.leyla)
    desk.get(f"/desk/case/{after.number}/")
    with CaptureQueriesContext(connection) as asked:
        desk.get(f"/desk/case/{after.number}/")
    assert len(asked) <= 20, "\n".join(one["sql"][:160] for one in asked)


@pytest.mark.parametrize("which", [1, 2])
def test_the_review_is_a_tagged_pdf(reviewed: tuple[Works, Case, Case], which: int):
    works, case = reviewed[0], reviewed[which]
    answer = at_desk(works.house.leyla).get(f"/desk/case/{case.number}/review.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content


def test_only_a_review_has_such_a_paper(reviewed: tuple[Works, Case, Case]):
    number = Case.objects.filter(inside=False).values_list("number", flat=True)[0]
    assert at_desk(reviewed[0].house.leyla).get(f"/desk/case/{number}/review.pdf").status_code == 404


def certificate(works: Works, title: str) -> Case:
    case = works.open(
        "certification", "certification", title=title, employees="140", sites_count="3", scope="All", design="no"
    )
    for body, days, price in (("Careful Ltd", "8", "7200"), ("Quick Marks", "2", "1900")):
        works.do(case, "quote", body=body, audit_days=days, price=price, currency="EUR", accredited="yes")
    return case


def test_offers_stand_side_by_side_with_an_estimate(lived: Works):
    case = certificate(lived, "Side by side")
    text = at_desk(lived.house.leyla).get(f"/desk/case/{case.number}/").content.decode()
    assert text.index("Quick Marks") < text.index("Careful Ltd")
    assert "With 140 people in the scope: about 8 days at first, 3 each year, 5.5 at renewal." in text
    assert "There is no certificate yet." in text


def test_the_three_years_show_where_they_stand(lived: Works):
    case = certificate(lived, "Three years")
    today = lived.now.date()
    lived.do(case, "accept-quote", accepted_body="Careful Ltd", accepted_why="Accredited")
    lived.do(case, "collect-documents", form_complete="yes", system_documents="yes", other_documents="None")
    lived.do(case, "apply", audit_on=str(today))
    lived.do(case, "audit-part", part="opening", part_words="Opened")
    lived.do(case, "recommended", recommendation="positive", recommendation_words="Good")
    lived.do(case, "committee-decided", committee_words="Yes")
    until = today + timedelta(days=1000)
    lived.do(
        case, "certify", certificate_number="7", valid_from=str(today), valid_until=str(until), agreement_words="-"
    )
    lived.do(case, "surveillance", surveyed_on=str(today), continues="yes", surveillance_words="Fine")
    found = certification.validity(cast.fresh(case), today + timedelta(days=250))
    assert found is not None
    assert (found.passed, found.looks) == (250, (today,))
    assert found.next_by is not None
    assert found.next_by > today
    text = at_desk(lived.house.leyla).get(f"/desk/case/{case.number}/").content.decode()
    assert "surveillance audit held on" in text
    assert "next surveillance audit by" in text


def test_the_table_of_days_is_the_organisations_own(lived: Works):
    desk = at_desk(lived.house.leyla)
    desk.post("/desk/certification/days/", {"people": ["50", "200", ""], "days": ["2", "4,5", ""]})
    assert list(AuditDays.objects.order_by("people").values_list("people", "days")) == [(50, 2), (200, Decimal("4.5"))]
    assert certification.estimate(Decimal(140)).first == Decimal("4.5")
    wrong = desk.post("/desk/certification/days/", {"people": ["50", "50", "x"], "days": ["2", "", "3"]})
    assert wrong.status_code == 422
    for key in ("people-1", "days-1", "people-2"):
        assert f'href="#{key}"' in wrong.content.decode()
    assert AuditDays.objects.count() == 2
    desk.post("/desk/certification/days/", {"do": "usual"})
    assert not audit_days.own()
    assert certification.estimate(Decimal(140)).first == 8
    assert at_desk(lived.house.rana).get("/desk/certification/days/").status_code == 403


def test_a_certificate_that_has_ended_says_so(lived: Works):
    found = certification.Validity(date(2020, 1, 1), date(2023, 1, 1), 1000, (), None)
    assert found.over(date(2023, 1, 2))
