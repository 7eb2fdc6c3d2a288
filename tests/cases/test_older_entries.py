"""Entries that an older version wrote are read as they are: nothing of them changes, and `verify` agrees."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from importlib import import_module

import pytest
from django.apps import apps

from amends.cases import editions, history, vault, verification
from amends.cases.acts import handling
from amends.cases.models import Case, Entry, PersonalData, SearchIndex
from amends.cases.projections import projection
from amends.cases.retention import erasure
from amends.cases.views import case_view
from amends.procedure import engine
from amends.procedure.payloads.natures import Private
from amends.procedure.state import Event, State
from amends.procedure.stored_fields import Fields
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db
# What a program of before wrote down, digest by digest; it can never be computed in another way.
DIGESTS = (
    "eecebfed38b5e7d22eb3d04846cb932c8d2f099d24cf6ef8349a797f70a7c03c",
    "cab619822aafd81dcbe7f21a4f0de829689a926851d142d37566bd62c93eb241",
)


@pytest.fixture
def house() -> House:
    return cast.house()


def older_case(house: House) -> Case:
    """A case as a version of 29 November 2026 wrote it: order, batch and the reason of a recount stand as typed."""
    known = house.receive().case
    calendar = State.from_json(known.state).calendar
    sealed = vault.seal({"words": Private("words", "It faded.")})
    rows = sealed.rows
    rows[0].id, rows[0].salt = uuid.UUID(int=7), b"s" * 16
    words = {"vault": str(rows[0].id), "hash": vault.digest(b"s" * 16, "It faded.")}
    received = Fields(
        kind="complaint", channel="web", language="en", received_at=house.now.isoformat(), calendar=calendar,
        carriers=[], anonymous=True, files=[], form={"words": words, "order": "A-118", "batch": "L 77"},
    )  # fmt: skip
    recount = Fields(calendar=calendar, why="The strike moved every date.", statutory=False)
    events = [
        Event(1, "received", "complainant", house.now, received),
        Event(2, "recalculated", "staff:1", house.now, recount),
    ]
    return _stored("DF-0LDE-R001", known.edition_id, events, rows)


def _stored(number: str, edition_id: int, events: Sequence[Event], rows: list[PersonalData]) -> Case:
    procedure, state, digest, digests = editions.procedure(edition_id), None, history.FIRST, []
    for event in events:
        state = engine.apply(procedure, editions.CALENDARS, state, event)
        digest = history.chained(digest, number, event)
        digests.append(digest)
    assert state is not None
    goods = engine.goods(procedure, state.values)  # as the older version read them: out of the state
    columns = projection.project(procedure, state, events[-1], digest, goods=goods).columns()
    case = Case.objects.create(
        number=number, submission=uuid.uuid4(), edition_id=edition_id, pack=procedure.key, channel=state.channel,
        language=state.language, anonymous=True, received_at=state.received_at, received_on=state.received_on,
        **columns,
    )  # fmt: skip
    for event, made in zip(events, digests, strict=True):
        fields = {"no": event.no, "kind": event.kind, "by": event.by, "at": event.at, "fields": event.fields}
        Entry.objects.create(case=case, digest=made, **fields)
    SearchIndex.objects.create(case=case, summary="It faded.", found_by="")
    for row in rows:
        row.case = case
        row.save(force_insert=True)
    return case


def test_the_digests_are_those_of_before(house: House):
    entries = older_case(house).entries.order_by("no")
    assert tuple(bytes(one.digest).hex() for one in entries) == DIGESTS


def test_verify_agrees_with_what_an_older_version_wrote_and_with_what_comes_after(house: House):
    case = older_case(house)
    assert verification.verify().findings == ()
    handling.note(case, words="Looked at again.", by=house.rana, now=house.now)
    assert cast.fresh(case).goods == ["lot:L77", "order:A118"]
    assert verification.verify().findings == ()


def test_staff_read_the_numbers_and_the_reason_as_they_were_typed(house: House):
    case = older_case(house)
    seen = case_view.for_staff(case, house.leyla, language="en", now=house.now)
    assert (seen.values["order"], seen.values["batch"]) == ("A-118", "L 77")
    said = {label: words for line in seen.story for label, words in line.words}
    assert said["Order"] == "A-118"
    assert said["Reason"] == "The strike moved every date."


def test_what_was_written_as_a_fact_stays_when_the_case_is_erased_and_it_is_found_by_it_no_more(house: House):
    case = older_case(house)
    handling.do(case, "withdraw", by="complainant", now=house.now)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    assert cast.fresh(case).goods == []
    assert case.entries.get(no=1).fields["form"]["order"] == "A-118"
    assert verification.verify().findings == ()


def test_a_case_that_an_older_version_erased_names_no_goods_any_more(house: House):
    case = older_case(house)
    handling.do(case, "withdraw", by="complainant", now=house.now)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    Case.objects.filter(pk=case.pk).update(goods=["lot:L77", "order:A118"])  # as it left them
    assert verification.verify().findings
    import_module("amends.migrations.0017_erased_goods").forget(apps, None)
    assert cast.fresh(case).goods == []
    assert verification.verify().findings == ()
