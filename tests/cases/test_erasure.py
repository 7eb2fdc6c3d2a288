"""What is kept of a person ends on the promised day, or when they ask; what happened stays provable without it."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from amends.cases import queries, tracking, verification
from amends.cases.acts import handling, perform
from amends.cases.errors import ActNotAllowed
from amends.cases.models import Attachment, Case, Entry, PersonalData, SearchIndex, Secret
from amends.cases.retention import erasure, erasure_log
from amends.dispatch import compose
from amends.dispatch.models import Message
from amends.reports.counting import counts, recount
from amends.reports.periods import Period
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return cast.house()


def ended(house: House) -> Case:
    """Withdrawn by the complainant after a question, an answer and a photograph."""
    case = house.receive().case
    handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    handling.ask(case, question="Which roll, Ayşe?", by=house.rana, now=house.now)
    handling.answer(case, words="Roll 14, says Ayşe.", files=[photo(b"a picture")], by="complainant", now=house.now)
    house.later(days=1)
    return handling.do(case, "withdraw", by="complainant", now=house.now)


def photo(content: bytes) -> perform.File:
    stored = default_storage.save("files/test.jpg", ContentFile(content))
    sha256 = hashlib.sha256(content).hexdigest()
    return perform.File(uuid.uuid4(), "Ayse.jpg", "image/jpeg", len(content), sha256, stored)


def test_the_day_follows_from_the_end_and_what_the_procedure_says(house: House):
    case = ended(house)
    assert cast.fresh(case).erase_on == date(2031, 3, 4)  # 60 months after 3 March 2026, the day after
    again = handling.do(case, "take-up-again", by="complainant", now=house.now)
    assert again.erase_on is None


def test_nothing_is_erased_a_day_early_and_everything_on_the_day(house: House):
    case = ended(house)
    house.work()
    before = cast.fresh(case).erase_on
    assert before is not None
    day_before = house.now.replace(year=2031, month=3, day=3, hour=12)
    assert erasure.step(day_before) == 0
    assert erasure.step(day_before + timedelta(days=1)) == 2  # the case, and its file
    assert words_left(case) == ""
    assert erasure.step(day_before + timedelta(days=2)) == 0


def words_left(case: Case) -> str:
    """Everything that anybody could still read of the person."""
    row = SearchIndex.objects.get(case=case)
    kept = [str(one.content) for one in PersonalData.objects.filter(case=case) if one.content is not None]
    files = [one.name for one in Attachment.objects.filter(case=case) if one.name or one.stored]
    return " ".join(
        [
            *kept,
            *files,
            row.summary,
            row.complainant,
            *[str(one.content.content or "") for one in Message.objects.filter(case=case).select_related("content")],
        ]
    ).strip()


def test_what_is_erased_can_be_found_by_nobody_and_opened_by_nobody(house: House):
    received = house.receive()
    case = handling.do(received.case, "withdraw", by="complainant", now=house.now)
    asked = queries.CaseFilter(words="soldu", closed=True)
    assert queries.pool(house.leyla, asked, language="en", now=house.now).count == 1
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    assert queries.pool(house.leyla, asked, language="en", now=house.now).count == 0
    assert tracking.open_case(case.number, received.password, address="198.51.100.7", now=house.now) is None
    assert not Secret.objects.filter(case=case).exists()


def test_the_file_itself_goes_also_when_the_program_died_before_it(house: House):
    case = ended(house)
    file = Attachment.objects.get(case=case)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    assert default_storage.exists(file.stored)  # marked; removed by the next step
    erasure.remove_files(house.now)
    assert not default_storage.exists(file.stored)
    assert erasure.remove_files(house.now) == 0


def test_the_history_still_proves_what_happened(house: House):
    case = ended(house)
    before = list(Entry.objects.filter(case=case).order_by("no").values_list("no", "kind", "by", "digest"))
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    erasure.remove_files(house.now)
    after = list(Entry.objects.filter(case=case).order_by("no").values_list("no", "kind", "by", "digest"))
    assert after[: len(before)] == before
    assert after[-1][1] == "erased"
    assert verification.verify().agrees


def test_figures_outlive_the_person(house: House):
    case = ended(house)
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    recount.step(house.now + timedelta(minutes=1))
    before = counts.counts_of(year, packs=None, today=house.now.date()).numbers
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    recount.step(house.now + timedelta(minutes=2))
    assert counts.counts_of(year, packs=None, today=house.now.date()).numbers == before


def test_an_open_case_is_not_erased(house: House):
    case = house.receive().case
    with pytest.raises(ActNotAllowed) as shut:
        erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    assert [one.code for one in shut.value.reasons] == ["still open"]
    assert words_left(case)


def test_what_is_on_hold_is_kept_until_it_is_let_go(house: House):
    case = ended(house)
    erasure.hold(case, reason="A court asked for the file.", by=house.leyla, now=house.now)
    with pytest.raises(ActNotAllowed):
        erasure.hold(case, reason="Twice.", by=house.leyla, now=house.now)
    with pytest.raises(ActNotAllowed):
        erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    later = house.now.replace(year=2032)
    assert erasure.step(later) == 0
    erasure.let_go(case, by=house.leyla, now=later)
    assert erasure.step(later) == 2
    assert words_left(case) == ""


def test_nothing_more_can_be_done_to_what_was_erased(house: House):
    case = ended(house)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    with pytest.raises(ActNotAllowed) as shut:
        handling.note(case, words="Ayşe called again.", by=house.rana, now=house.now)
    assert "erased" in [one.code for one in shut.value.reasons]
    with pytest.raises(ActNotAllowed):
        erasure.erase(case, cause="asked", by=house.leyla, now=house.now)


def test_a_letter_that_still_waits_is_not_sent_after_its_words_are_gone(house: House):
    case = house.receive().case
    compose.step(house.now)  # the acknowledgement is written, and waits
    handling.do(case, "withdraw", by="complainant", now=house.now)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    house.work()
    assert not [letter for _carrier, letter in house.taken if letter.to in ("ayse@example.org", "+905321234567")]
    assert Message.objects.filter(case=case, to_whom="complainant", state="failed").count() == 2
    [row] = erasure_log.page(
        "erased", member=None, language="en", now=house.now
    ).rows  # what came after the erasing hides it from nobody
    assert (row.by, row.cause) == ("Leyla Aksoy", "the person asked for it")


def test_a_case_that_ended_before_this_version_gets_its_day(house: House):
    case = ended(house)
    Case.objects.filter(pk=case.pk).update(erase_on=None)
    assert erasure.schedule() == 1
    assert cast.fresh(case).erase_on == date(2031, 3, 4)
