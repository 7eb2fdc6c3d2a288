"""The one door: entries are for ever, chained, and every projection can be recomputed from them."""

import hashlib
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from amends.cases import history, verification
from amends.cases.acts import handling, perform
from amends.cases.errors import Changed
from amends.cases.models import Case, Entry, PersonalData, SearchIndex
from amends.procedure.payloads import case_payloads
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_complaint_becomes_a_case_with_one_entry_and_its_words_in_the_vault():
    house = cast.house()
    received = house.receive()
    entry = Entry.objects.get(case=received.case)
    assert (entry.no, entry.kind, entry.by) == (1, "received", "complainant")
    assert "soldu" not in str(entry.fields)
    assert "Ayşe" not in str(entry.fields)
    assert cast.WORDS in [row.content for row in PersonalData.objects.filter(case=received.case)]
    assert SearchIndex.objects.get(case=received.case).complainant == "Ayşe Kaya"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE amends_entry SET kind = 'noted'", "DELETE FROM amends_entry", "TRUNCATE amends_entry CASCADE"],
)
def test_the_database_refuses_to_change_or_take_away_an_entry(statement: str):
    cast.house().receive()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"[Cc]annot"), transaction.atomic():
            cursor.execute(statement)
    assert Entry.objects.count() == 1


def test_the_same_submission_twice_is_one_case():
    house = cast.house()
    first = house.receive()
    again = house.receive(submission=first.case.submission)
    assert again.again
    assert again.case == first.case
    assert Case.objects.count() == 1


def test_verify_agrees_after_a_long_history():
    house = cast.house()
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    handling.note(case, words="Called her.", by=house.rana, now=house.now)
    house.later(days=40)
    verdict = verification.verify()
    assert verdict.agrees, verdict.findings
    assert verdict.entries == Entry.objects.count() > 10


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE amends_case SET stage = 'closed'", "column stage"),
        ("UPDATE amends_case SET due_at = due_at + interval '1 day'", "column due_at"),
        ("UPDATE amends_case SET state = jsonb_set(state, '{round}', '2')", "column state"),
        ("UPDATE amends_personaldata SET content = '\"other words\"' WHERE kind = 'words'", "not the ones"),
        ("UPDATE amends_case SET last_digest = '\\x00'", "column last_digest"),
    ],
)
def test_verify_names_whatever_was_changed_behind_the_door(change: str, says: str):
    cast.house().receive()
    with connection.cursor() as cursor:
        cursor.execute(change)
    findings = verification.verify().findings
    assert any(says in finding.says for finding in findings), findings


def test_verify_notices_an_entry_changed_by_somebody_who_switched_the_trigger_off():
    cast.house().receive()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE amends_entry DISABLE TRIGGER USER")
        cursor.execute('UPDATE amends_entry SET fields = fields || \'{"channel": "phone"}\'')
        cursor.execute("ALTER TABLE amends_entry ENABLE TRIGGER USER")
    assert "digest" in verification.verify().findings[0].says


def test_verify_reads_the_files_that_entries_name(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    house = cast.house()
    case = house.receive().case
    stored = cast.default_storage.save("files/receipt.pdf", cast.ContentFile(b"as it came"))
    sha256 = hashlib.sha256(b"as it came").hexdigest()
    file = perform.File(uuid.uuid4(), "receipt.pdf", "application/pdf", 10, sha256, stored)
    handling.add(case, words="Here it is.", files=[file], by="complainant", now=house.now)
    assert verification.verify().agrees
    (tmp_path / stored).write_bytes(b"as it was made to look")
    assert [one.says for one in verification.verify().findings] == [
        "a file is missing or is not the one that was added"
    ]


def test_the_second_of_two_people_is_told_what_changed_and_overwrites_nothing():
    house = cast.house()
    case = house.receive().case
    seen = case.last_no
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    with pytest.raises(Changed) as changed:
        handling.assign(case, owner=house.emre, by=house.emre, now=house.now, seen=seen)
    assert changed.value.numbers == (seen + 1,)
    assert cast.fresh(case).owner == house.rana


def test_letters_that_went_out_meanwhile_are_no_reason_to_refuse_an_act():
    house = cast.house()
    case = house.receive().case
    house.work()
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now, seen=1)
    assert cast.fresh(case).owner == house.rana


def test_entries_recorded_together_say_the_same_as_one_by_one():
    house = cast.house()
    one, other = house.receive().case, house.receive().case
    sent = case_payloads.Sent(letter="acknowledgement", carrier="sms", to_whom="complainant", message="m", entry=1)
    happenings = {pk: [("carrier", sent)] for pk in (one.pk, other.pk)}
    history.record_all(history.lock_many(happenings), happenings, now=house.now)
    assert verification.verify().agrees
    assert {cast.fresh(case).last_no for case in (one, other)} == {2}
