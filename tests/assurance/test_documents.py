"""Controlled documents and the procedures in force among them, as everybody who works here meets them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from amends.assurance.audit_pack import registers
from amends.assurance.documents import document_lists, document_register, procedure_documents
from amends.assurance.documents.document_register import Controlled
from amends.cases import editions
from amends.cases.models import Case, Edition, SearchIndex
from amends.procedure import packs
from amends.procedure.pack_files import reader
from tests.assurance.population import Works
from tests.desk.clients import at_desk
from tests.markup import on_one_line

pytestmark = pytest.mark.django_db


def text(works: Works, address: str, who: str = "nobody") -> str:
    answer = at_desk(works.house.people[who]).get(f"/desk/documents/{address}")
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def procedure_of(works: Works) -> Controlled:
    del works
    return next(one for one in document_register.all_of(timezone.now(), language="en") if one.edition_id)


@pytest.fixture
def renewed(lived: Works) -> Iterator[tuple[int, int]]:
    """Leyla publishes a second edition of the procedure and puts it in force: the first is obsolete."""
    with transaction.atomic():
        first = procedure_of(lived).edition_id
        files = reader.files_of(packs.folders(["agreement"])[0])
        files["procedure.toml"] = files["procedure.toml"].replace('edition = "', 'edition = "new ', 1)
        now, leyla = timezone.now() - timedelta(minutes=1), lived.house.leyla
        made = editions.publish(files, by=leyla.by, now=now)
        editions.put_in_force(made, now=now, by=leyla.by, reason="Shorter letters")
        yield first, made.pk
        transaction.set_rollback(True)


def test_the_procedure_in_force_stands_among_the_documents_with_the_same_columns(lived: Works):
    lived.document("A policy of ours")
    page = text(lived, "")
    one = procedure_of(lived)
    table = page[page.index("In force since To be looked at again by") :]
    for words in ("A policy of ours", one.title, f"procedure · edition {one.version}", "whoever holds a role in it"):
        assert words in table
    assert "Review of this procedure and its channels" in table
    assert "Deniz" in table  # who approved the policy


def test_it_is_looked_at_again_when_the_year_of_its_own_review_has_ended(lived: Works):
    found = procedure_documents.all_of(timezone.now())[0]
    assert found.again is not None
    assert found.again.review.key == "procedure"
    assert found.again.by >= lived.house.now.date()


def test_a_review_of_the_procedure_that_waits_says_by_when_it_has_to_be_held(lived: Works):
    later = lived.now + timedelta(days=400)
    found = procedure_documents.all_of(later)[0].again
    assert found is not None
    assert found.number
    one = next(one for one in document_register.all_of(later, language="en") if one.edition_id)
    assert one.old((later + timedelta(days=200)).date())


def test_everybody_reads_the_procedure_whole_whatever_they_may_do(lived: Works):
    page = text(lived, f"procedures/{procedure_of(lived).edition_id}/")
    for words in ("Stages", "Promises", "Letters", "You need not read it; you may say that you have."):
        assert words in page
    assert "Put it in force" not in page
    desk = at_desk(lived.house.people["nobody"])
    assert desk.get("/desk/procedures/").status_code == 403
    assert desk.get("/desk/documents/procedures/999999/").status_code == 404


def test_an_edition_that_was_replaced_is_shown_as_obsolete(lived: Works, renewed: tuple[int, int]):
    first, second = renewed
    new = text(lived, f"procedures/{second}/")
    history = new[new.index("History Edition") : new.index("The complainant reads")]
    assert "Leyla Aksoy" in history
    assert history.index("in force") < history.index("obsolete since")
    old = text(lived, f"procedures/{first}/")
    assert "This edition is not in force." in old
    assert "I have read it" not in old
    assert procedure_of(lived).approved_by == "Leyla Aksoy"
    assert procedure_of(lived).edition_id == second


def test_whoever_holds_a_role_has_a_new_edition_still_to_read(lived: Works, renewed: tuple[int, int]):
    rana, address = lived.house.rana, f"/desk/documents/procedures/{renewed[1]}/"
    assert rana in procedure_of(lived).unread
    page = at_desk(rana).get("/desk/documents/").content.decode()
    assert address in page.split('id="in-force"')[0]
    at_desk(rana).post(address)
    assert rana not in procedure_of(lived).unread
    assert at_desk(rana).post(f"/desk/documents/procedures/{renewed[0]}/").status_code == 404
    assert "You have read this edition." in text(lived, f"procedures/{renewed[1]}/", "rana")


def test_who_put_it_in_force_approved_it_where_a_program_brought_it(lived: Works):
    edition = Edition.objects.get(pk=procedure_of(lived).edition_id)
    assert procedure_of(lived).approved_by == "set up with the program"
    with transaction.atomic():
        now = timezone.now()
        deniz = lived.house.deniz
        editions.put_in_force(edition, now=now, by=deniz.by, reason="Looked at", where={"channels": ["web"]})
        assert procedure_documents.history(edition.key, now)[0].in_force
        transaction.set_rollback(True)


def test_the_evidence_names_the_edition_and_who_has_not_read_it(lived: Works):
    one = procedure_of(lived)
    page = re.sub(r"\s+", " ", at_desk(lived.house.leyla).get("/desk/evidence/1/").content.decode())
    assert f"{one.title}, edition {one.version}, in force since" in page
    unread = at_desk(lived.house.leyla).get("/desk/evidence/7.1/").content.decode()
    assert "Rana" in unread


def test_the_audit_pack_lists_it_with_the_other_documents(lived: Works):
    table = registers.documents_of(timezone.now(), language="en")
    row = next(row for row in table.rows if row[1] == procedure_of(lived).title)
    said = dict(zip(table.heads, row, strict=True))
    assert said["Kind"] == "procedure"
    assert said["By which review"] == "Review of this procedure and its channels"


def test_a_thousand_documents_are_paged_by_their_titles(lived: Works, django_assert_max_num_queries):
    with transaction.atomic():
        many(lived, 120)
        desk, seen, address, sizes = at_desk(lived.house.leyla), [], "/desk/documents/", []
        while address:
            with django_assert_max_num_queries(15):
                page = on_one_line(desk.get(address).content)
            found = re.findall(r'<th scope="row"><a [^>]+>(Copy \d+)</a>', page)
            seen, sizes = seen + found, [*sizes, len(found)]
            after = re.search(r'rel="next" href="([^"]+)"', page)
            address = f"/desk/documents/{after[1]}" if after else ""
        assert seen == [f"Copy {at:04}" for at in range(120)]
        assert max(sizes) <= document_lists.PAGE
        transaction.set_rollback(True)


def test_a_document_is_found_by_its_title_and_so_is_a_procedure(lived: Works):
    lived.document("How we weigh a sample")
    title = procedure_of(lived).title
    assert "How we weigh a sample" in text(lived, "?words=weigh")
    assert title not in text(lived, "?words=weigh")
    assert title in text(lived, "?words=" + title.split()[-1])
    assert "No document in force fits" in text(lived, "?words=nothing-of-ours")


def test_what_somebody_has_read_is_not_still_to_read(lived: Works):
    case, nobody = lived.document("Read once"), lived.house.people["nobody"]
    kept = document_lists.shelves()
    assert case.number in {one.number for one in kept.to_read(nobody, handles=False).rows}
    lived.do(case, "read", by=nobody)
    assert case.number not in {one.number for one in kept.to_read(nobody, handles=False).rows}
    theirs = lived.document("For handlers", readers="handlers").number
    assert theirs not in {one.number for one in kept.to_read(nobody, handles=False).rows}
    assert theirs in {one.number for one in kept.to_read(lived.house.rana, handles=True).rows}


def many(works: Works, count: int) -> None:
    """Copies of one document, as the database holds them."""
    made = works.document("To be copied")
    for at in range(count):
        one = Case.objects.get(pk=made.pk)
        one.pk, one.number, one.submission = None, f"DF-C0PY-{at:04}", uuid.uuid4()
        one.save(force_insert=True)
        SearchIndex.objects.create(case=one, summary=f"Copy {at:04}", found_by="'copy':1")
