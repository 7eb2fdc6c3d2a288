"""Clauses, objectives, documents and training as people meet them at the desk."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.assurance import clauses, objectives, training, training_sessions
from amends.assurance.documents import document_control, procedure_documents
from amends.assurance.models import Comparison, EditionRead, Keeper, Objective
from amends.cases.models import Case, Edition
from amends.organisation.models import Organisation, Requirement, Trained
from amends.reports.periods import Period
from tests import cast
from tests.assurance.population import NAMES, Works
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db
PAGES = (
    "evidence/",
    "evidence/7.4/",
    "evidence/pack/",
    "objectives/",
    "objectives/new/",
    "documents/",
    "training/",
    "certification/days/",
)
# What a clause can be shown by stands in so many tables, however many cases there are.
MOST = {"evidence/": 25, "evidence/7.4/": 25, "documents/": 15}
OBJECTIVE = {
    "figure": "final-in-time",
    "pack": "",
    "target": "95 %",
    "period": "month",
    "since": "2026-01-01",
    "until": "",
    "plan": "A second look two days before.",
}


@pytest.fixture(scope="module")
def filled(lived: Works) -> Works:
    """With something on every page."""
    for at in range(6):
        lived.document(f"Document {at}", kind="instruction")
    lived.session("Conduct", "conduct", until=str(lived.now.date() + timedelta(days=3000)))
    Requirement.objects.create(role="complaints-officer", subject="conduct")
    for figure in ("final-in-time", "days-to-final", "volume"):
        one = Objective.objects.create(figure=figure, target=0.9, period="month", since=date(2026, 1, 1))
        for month in (4, 5, 6):
            objectives.measure(one, Period.around(date(2026, month, 1), "month"), now=lived.now)
        Comparison.objects.create(figure=figure, whose=f"Ombudsman {figure}", value=0.8, year=2025, source="Report")
    return lived


def page(works: Works, address: str, who: str = "leyla") -> str:
    answer = at_desk(works.house.people[who]).get(f"/desk/{address}")
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_asks_the_database_little(filled: Works, address: str):
    desk = at_desk(filled.house.leyla)
    desk.get(f"/desk/{address}")  # what is drawn once is kept from then on
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(f"/desk/{address}").status_code == 200
    assert len(asked) <= MOST.get(address, 14), "\n".join(one["sql"][:160] for one in asked)


def test_each_clause_stands_with_both_numbers_and_never_a_verdict(filled: Works):
    text = page(filled, "evidence/")
    for one in clauses.all_of():
        assert f'<span class="clause-number">{one.key}</span>' in text
        assert f"2004 and 2014: {one.earlier}" in text
    for word in ("compliant", "certified", "conforming"):
        assert word not in text.lower()


def test_the_line_on_top_says_how_many_clauses_have_something_missing(filled: Works):
    text = page(filled, "evidence/")
    assert f"of {len(clauses.all_of())} clauses" in text
    only = page(filled, "evidence/?show=gaps")
    assert only.count('class="clause-number"') < len(clauses.all_of())
    assert only.count('<span class="standing late">') >= only.count('class="clause-number"')


def test_evidence_leads_to_pages_that_are_there(filled: Works):
    desk = at_desk(filled.house.leyla)
    text = page(filled, "evidence/").replace("&amp;", "&")
    links = {
        part.split('"')[0] for part in text.split('<ul class="evidence">')[1:] for part in part.split('<a href="')[1:]
    }
    for link in sorted(one for one in links if one.startswith("/")):
        assert desk.get(link).status_code in (200, 302), link


def test_the_matrix_leaves_as_a_table(filled: Works):
    answer = at_desk(filled.house.leyla).get("/desk/evidence/clauses.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [one.key for one in clauses.all_of()]


def test_the_owner_says_who_keeps_a_clause_and_others_do_not(filled: Works):
    said = {"keeper": str(filled.house.rana.pk), "remark": "On paper at the counter."}
    assert at_desk(filled.house.deniz).post("/desk/evidence/7.4/", said).status_code == 403
    at_desk(filled.house.leyla).post("/desk/evidence/7.4/", said)
    assert Keeper.objects.get(clause="7.4").member == filled.house.rana
    assert "On paper at the counter." in page(filled, "evidence/", "deniz")
    assert at_desk(filled.house.leyla).post("/desk/evidence/7.4/", {**said, "keeper": "99999"}).status_code == 422
    assert at_desk(filled.house.leyla).get("/desk/evidence/99/").status_code == 404


def test_an_objective_is_written_in_per_cent_and_every_fault_is_said(filled: Works):
    desk = at_desk(filled.house.leyla)
    desk.post("/desk/objectives/new/", {**OBJECTIVE, "owner": str(filled.house.deniz.pk)})
    made = Objective.objects.get(plan=OBJECTIVE["plan"])
    assert (made.target, made.owner) == (0.95, filled.house.deniz)
    assert 'value="95"' in page(filled, f"objectives/{made.pk}/")
    wrong = {**OBJECTIVE, "figure": "x", "target": "much", "owner": "", "since": "soon", "period": "day"}
    answer = desk.post("/desk/objectives/new/", wrong)
    assert answer.status_code == 422
    for key in ("figure", "target", "owner", "since", "period"):
        assert f'href="#{key}"' in answer.content.decode()
    assert 'value="much"' in answer.content.decode()


def test_only_the_owner_sets_objectives(filled: Works):
    assert at_desk(filled.house.rana).get("/desk/objectives/new/").status_code == 403
    assert at_desk(filled.house.rana).post("/desk/objectives/", {"figure": "volume"}).status_code == 403


def test_what_was_measured_stands_beside_its_target_and_others(filled: Works):
    text = page(filled, "objectives/", "rana")
    assert "at least 90%" in text
    assert "The broken line is the target." in text
    assert "Ombudsman final-in-time" in text
    assert "Take out" not in text


def test_a_public_figure_is_added_with_its_source_and_taken_out(filled: Works):
    desk = at_desk(filled.house.leyla)
    said = {"figure": "final-in-time", "whose": "A bank", "value": "87,5 %", "year": "2025", "source": "Its report"}
    desk.post("/desk/objectives/", said)
    made = Comparison.objects.get(whose="A bank")
    assert made.value == 0.875
    assert desk.post("/desk/objectives/", {**said, "source": "", "year": "x"}).status_code == 422
    desk.post(f"/desk/objectives/others/{made.pk}/")
    assert not Comparison.objects.filter(whose="A bank").exists()


def test_everybody_who_works_here_reads_what_is_in_force_and_says_so(filled: Works):
    case = filled.document("Read me")
    desk = at_desk(filled.house.people["nobody"])
    text = desk.get("/desk/documents/").content.decode()
    assert "Read me" in text.split("In force")[0]
    document = desk.get(f"/desk/documents/{case.number}/").content.decode()
    assert "The customer comes first." in document
    desk.post(f"/desk/documents/{case.number}/", {"seen": str(cast.fresh(case).last_no)})
    assert filled.house.people["nobody"].pk in document_control.document_of(cast.fresh(case)).read
    assert "You have read this version." in desk.get(f"/desk/documents/{case.number}/").content.decode()


def test_a_complaint_is_no_document(filled: Works):
    number = Case.objects.filter(inside=False).values_list("number", flat=True)[0]
    assert at_desk(filled.house.leyla).get(f"/desk/documents/{number}/").status_code == 404
    assert at_desk(filled.house.leyla).get(f"/desk/training/{number}/check/").status_code == 404


def test_a_new_edition_of_a_procedure_is_read_anew(filled: Works):
    now = timezone.now()
    first = procedure_documents.all_of(now)[0]
    rana = filled.house.rana
    assert rana in first.unread
    at_desk(rana).post(f"/desk/documents/procedures/{first.edition_id}/")
    assert rana in next(one for one in procedure_documents.all_of(now) if one.edition_id == first.edition_id).read
    assert EditionRead.objects.filter(member=rana).count() == 1
    inside = Edition.objects.get(key="reviews").pk
    assert at_desk(rana).post(f"/desk/documents/procedures/{inside}/").status_code == 404


def test_who_lacks_a_training_is_named_with_the_day_it_lapsed(filled: Works):
    lapsed = filled.house.emre
    Trained.objects.create(member=lapsed, subject="conduct", until=date(2026, 1, 31), number="X", seen_no=1)
    text = page(filled, "training/", "can")
    assert "lapsed on Saturday 31 January 2026" in text
    assert "valid until" in text
    assert "My training" in page(filled, "me/", "emre")


def test_the_owner_asks_for_a_training_and_for_trained_people_only(filled: Works):
    desk = at_desk(filled.house.leyla)
    desk.post("/desk/training/needs/", {"role": "center-manager", "subject": "decision"})
    made = Requirement.objects.get(role="center-manager")
    desk.post("/desk/training/needs/", {"take": str(made.pk)})
    assert not Requirement.objects.filter(role="center-manager").exists()
    assert desk.post("/desk/training/needs/", {"role": "king", "subject": ""}).status_code == 422
    desk.post("/desk/training/needs/", {"do": "rule", "trained_only": "yes"})
    assert Organisation.objects.get().trained_only
    desk.post("/desk/training/needs/", {"do": "rule"})
    assert not Organisation.objects.get().trained_only
    assert at_desk(filled.house.rana).post("/desk/training/needs/", {"do": "rule"}).status_code == 403


def test_the_check_shows_real_cases_and_nothing_that_anybody_wrote(filled: Works):
    number = training.sessions({}, "en")[0].number
    text = page(filled, f"training/{number}/check/")
    assert text.count('class="example"') == 3
    assert not [word for word in NAMES if word in text]
    assert not [one for one in Case.objects.filter(inside=False).values_list("number", flat=True) if one in text]
    assert training_sessions.subjects(filled.now, "en")["decision"] == "from apology to compensation"
