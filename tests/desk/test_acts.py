"""Every act through its page: done by a press, kept when faulty, refused with reasons, and never over another one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from amends.cases import internal
from amends.cases.acts import decision, handling
from amends.cases.models import Case, Entry
from tests import cast
from tests.cast import House
from tests.desk.clients import POINT, at_desk, kinds, last, opened, post
from tests.markup import on_one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    """An organisation whose clock stands at the present: pages ask the real one."""
    return cast.house(now=timezone.now() - timedelta(hours=3))


@pytest.fixture
def case(house: House) -> Case:
    return house.receive().case


def test_a_case_is_assigned_to_a_person_and_a_department(house: House, case: Case):
    answer = post(at_desk(house.rana), case, "assign", owner=house.emre.pk, department="quality")
    assert answer.status_code == 302
    case = cast.fresh(case)
    assert case.owner == house.emre
    assert case.department_id == "quality"


def test_assigning_to_nobody_keeps_the_form_and_says_what_is_missing(house: House, case: Case):
    answer = post(at_desk(house.rana), case, "assign", owner="", department="")
    assert answer.status_code == 422
    assert 'href="#owner"' in answer.content.decode()


def test_classifying_asks_the_questions_of_the_pack_and_directs_the_case(house: House, case: Case):
    answer = post(at_desk(house.rana), case, "classify", **{"category": "colour", "answers-severity": "serious"})
    assert answer.status_code == 302
    assert cast.fresh(case).department_id == "quality"


def test_a_faulty_classification_keeps_what_was_typed(house: House, case: Case):
    answer = post(
        at_desk(house.rana), case, "classify", **{"category": "colour", "answers-immediate_action": "We called."}
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#answers-severity"' in said
    assert "We called." in said
    assert 'value="colour" selected' in on_one_line(said)


def test_a_move_is_shut_with_its_reasons_in_words_and_opens_when_they_are_gone(house: House, case: Case):
    rana = at_desk(house.rana)
    answer = post(rana, case, "start-assessment")
    assert answer.status_code == 409
    assert "nobody is in charge of the case yet" in answer.content.decode()
    post(rana, case, "assign", owner=house.rana.pk)
    assert post(rana, case, "start-assessment").status_code == 302
    assert cast.fresh(case).stage == "assessment"


def test_a_question_a_note_words_and_a_file_reach_the_history(house: House, case: Case):
    rana = at_desk(house.rana)
    assert post(rana, case, "ask", question="Which batch?").status_code == 302
    assert post(rana, case, "note", words="She called again.").status_code == 302
    from_phone = b"From the phone: batch 14."
    file = SimpleUploadedFile("call.txt", from_phone, "text/plain")
    assert post(rana, case, "add", words="", files=file, public="yes").status_code == 302
    assert {"asked", "noted", "added"} <= set(kinds(case))
    page = rana.get(f"/desk/case/{case.number}/").content.decode()
    assert "She called again." in page
    assert "call.txt" in page


def test_what_was_written_down_is_told_by_the_title_of_its_act(house: House, case: Case):
    handling.do(case, "direct", values={"department": "quality"}, by=house.rana, now=house.now)
    page = at_desk(house.rana).get(f"/desk/case/{case.number}/").content.decode()
    assert re.search(r'<span class="by"><bdi>[^<]+</bdi></span> Direct to a department\b', page)
    assert "recorded: " not in page


def test_an_empty_note_is_not_taken(house: House, case: Case):
    answer = post(at_desk(house.rana), case, "note", words="  ")
    assert answer.status_code == 422
    assert 'href="#words"' in answer.content.decode()


def test_a_promise_is_extended_with_a_reason_and_the_letter_goes_out(house: House, case: Case):
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    rana = at_desk(house.rana)
    answer = post(rana, case, "extend", duty="answer", number="99", reason="The laboratory is slow.")
    assert answer.status_code == 422
    assert "The laboratory is slow." in answer.content.decode()
    answer = post(rana, case, "extend", duty="answer", number="2", reason="The laboratory is slow.")
    assert answer.status_code == 302
    house.now = timezone.now()
    house.work()
    assert any("laboratory" in letter.body for _, letter in house.taken)


def test_the_clock_rests_and_runs_again(house: House, case: Case):
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    rana = at_desk(house.rana)
    assert post(rana, case, "rest", reason="We wait for the sample.").status_code == 302
    assert post(rana, case, "resume").status_code == 302
    assert kinds(case)[-2:] == ["rested", "resumed"]


def test_a_decision_is_drafted_approved_and_sent_after_its_letter_was_shown(house: House, case: Case):
    ready(house, case)
    rana, deniz = at_desk(house.rana), at_desk(house.deniz)
    answer = post(rana, case, "draft", do="save", summary="You are right.", **POINT)
    assert answer.status_code == 302
    assert "has not approved yet" in post(rana, case, "decide").content.decode()
    shown = deniz.get(f"/desk/case/{case.number}/approve/").content.decode()
    assert "The dye was not fixed." in shown
    assert post(deniz, case, "approve").status_code == 302
    shown = rana.get(f"/desk/case/{case.number}/decide/").content.decode()
    assert "You are right." in shown
    assert "SMS" in shown
    assert post(rana, case, "decide").status_code == 302
    assert cast.fresh(case).stage == "completed"


def test_a_draft_is_returned_with_a_comment_and_goes_on_where_it_stands(house: House, case: Case):
    ready(house, case)
    rana = at_desk(house.rana)
    post(rana, case, "draft", do="save", summary="You are right.", **POINT)
    assert post(at_desk(house.deniz), case, "return", comment="Say by when.").status_code == 302
    shown = rana.get(f"/desk/case/{case.number}/draft/").content.decode()
    assert "The dye was not fixed." in shown
    assert 'value="replacement" selected' in on_one_line(shown)


def test_another_point_is_added_and_nothing_typed_is_lost(house: House, case: Case):
    ready(house, case)
    answer = post(at_desk(house.rana), case, "draft", do="more", summary="Half written", **POINT)
    said = answer.content.decode()
    assert "points-1-point" in said
    assert "Half written" in said
    assert "The dye was not fixed." in said
    assert "drafted" not in kinds(case)


def test_a_decision_without_points_is_not_saved(house: House, case: Case):
    ready(house, case)
    empty = dict.fromkeys(POINT, "")
    answer = post(at_desk(house.rana), case, "draft", do="save", summary="In short", **empty)
    assert answer.status_code == 422
    assert 'href="#points-0-point"' in answer.content.decode()


def test_the_second_of_two_is_told_what_the_first_did_and_overwrites_nothing(house: House, case: Case):
    rana, emre = at_desk(house.rana), at_desk(house.emre)
    seen = last(case)
    post(emre, case, "assign", owner=house.emre.pk)
    answer = post(rana, case, "ask", seen=seen, question="Which batch was it?")
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else acted on this case meanwhile" in said
    assert "gave it to Emre" in said
    assert "Which batch was it?" in said
    assert "asked" not in kinds(case)
    assert f'name="seen" value="{last(case)}"' in said
    assert post(rana, case, "ask", question="Which batch was it?").status_code == 302


def test_a_draft_written_while_somebody_else_acted_is_kept(house: House, case: Case):
    ready(house, case)
    seen = last(case)
    handling.note(case, words="Wait for the laboratory.", by=house.emre, now=timezone.now())
    answer = post(at_desk(house.rana), case, "draft", seen=seen, do="save", summary="You are right.", **POINT)
    assert answer.status_code == 409
    assert "Wait for the laboratory." in answer.content.decode()
    assert "The dye was not fixed." in answer.content.decode()


def test_a_new_password_goes_to_the_contact_and_is_shown_to_nobody(house: House, case: Case):
    rana = at_desk(house.rana)
    assert rana.post(f"/desk/case/{case.number}/password/").status_code == 302
    house.now = timezone.now()
    house.work()
    said = rana.get(f"/desk/case/{case.number}/").content.decode()
    password = next(letter.sms for _, letter in reversed(house.taken) if letter.sms)
    assert "password issued" in kinds(case)
    assert not any(word in said for word in password.split() if word.count("-") == 3)


def test_nobody_can_send_a_password_to_somebody_who_cannot_be_reached(house: House):
    case = house.receive(contact={}).case
    answer = at_desk(house.rana).post(f"/desk/case/{case.number}/password/")
    assert answer.status_code == 409
    assert "no way to reach" in answer.content.decode()


def test_an_act_of_another_stage_leads_back_to_the_case(house: House, case: Case):
    answer = at_desk(house.deniz).get(f"/desk/case/{case.number}/settle-outside/")
    assert answer.status_code == 302
    assert at_desk(house.deniz).get(f"/desk/case/{case.number}/no-such-act/").status_code == 404


def test_looking_never_acts(house: House, case: Case):
    internal.establish(by="test", now=house.now)
    rana = at_desk(house.rana)
    before = Entry.objects.count()
    for key in opened(rana, case):
        assert rana.get(f"/desk/case/{case.number}/{key}/").status_code == 200, key
    assert Entry.objects.count() == before


def test_the_complaint_is_shown_as_text_whatever_it_says(house: House):
    case = house.receive(words="<script>alert(1)</script> **bold**").case
    said = at_desk(house.rana).get(f"/desk/case/{case.number}/").content.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;" in said


def ready(house: House, case: Case) -> None:
    """Assessed by hand, up to the point where a decision is drafted."""
    now = house.now
    handling.assign(case, owner=house.rana, by=house.rana, now=now)
    handling.classify(case, values={"category": "colour", "severity": "serious"}, by=house.rana, now=now)
    handling.do(case, "start-assessment", by=house.rana, now=now)
    material = {"material": ["samples"], "material_from": ["customer"], "finding": "The dye was not fixed."}
    handling.do(case, "assess-material", values=material, by=house.rana, now=now)
    expected = {"expectation": "A new one", "expectation_considered": "Yes."}
    handling.do(case, "consider-expectation", values=expected, by=house.rana, now=now)
    handling.do(case, "propose", values={"proposal": "Replace it."}, by=house.rana, now=now)
    handling.do(case, "finalise", by=house.rana, now=now)


def test_the_decision_of_the_first_round_is_on_paper_too(house: House, case: Case):
    ready(house, case)
    points = [
        {
            "point": "Faded",
            "finding": "The dye",
            "outcome": "upheld",
            "remedy": "replacement",
            "remedy_on": "2027-01-15",
        }
    ]
    decision.draft(case, points=points, summary="Right", by=house.rana, now=house.now)
    decision.approve(case, by=house.deniz, now=house.now)
    decision.decide(case, by=house.rana, now=house.now)
    answer = at_desk(house.rana).get(f"/desk/case/{case.number}/decision.pdf")
    assert answer.content.startswith(b"%PDF")


def test_without_a_sign_of_our_own_page_nothing_is_done(house: House, case: Case):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(house.rana)
    answer = strict.post(f"/desk/case/{case.number}/note/", {"words": "from elsewhere", "seen": last(case)})
    assert answer.status_code == 403
    assert "noted" not in kinds(case)


def test_a_reply_that_nobody_was_asked_for_leads_back_to_the_case():
    led = cast.house("coordinator", now=timezone.now() - timedelta(hours=3))
    case = led.receive().case
    led.rana.role_assignments.create(role="coordinator")
    handling.assign(case, owner=led.rana, by=led.rana, now=led.now)
    page = at_desk(led.rana).get(f"/desk/case/{case.number}/department-reply/").content.decode()
    assert "No department was asked, or each has replied." in page
    assert "Back to the case" in page
    assert 'name="request"' not in page
    assert "Write down the reply" not in page
