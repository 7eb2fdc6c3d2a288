"""Similar cases with their reasons, mass letters, and the history of one customer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases.acts import handling
from amends.cases.errors import InvalidForm
from amends.cases.models import PersonalData
from amends.cases.retention import erasure
from amends.improvement import customer_value, customers, fingerprints, identical_letters, similarity
from amends.improvement.models import Trace
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db
LETTER = (
    "Dear sirs, the new cushions of your Lagoon series lose their colour after one wash. "
    "We demand that you take back every cushion sold since January and return the full price. {sign}"
)


@pytest.fixture
def house() -> House:
    return cast.house()


def traced(house: House) -> None:
    while fingerprints.step(house.now):
        pass


def person(name: str, **ways: str) -> dict[str, str]:
    return {"name": name, "email": f"{name.casefold()}@example.org", **ways}


def likes(house: House, case, member=None):
    values = {"contact": {}, "words": ""}
    contents = {str(one.id): one.content for one in PersonalData.objects.filter(case=case)}
    for key in values:
        reference = case.state["values"].get(key)
        values[key] = contents[reference["vault"]] if reference else ""
    found = similarity.of_case(case, values, member=member or house.rana, language="en", now=house.now)
    return {one.number: one.because for one in found}


def test_the_same_person_is_known_by_address_or_mobile_however_it_is_typed(house: House):
    first = house.receive(contact={"name": "Ayşe", "email": "Ayse@Example.org", "mobile": "+90 532 123 45 67"}).case
    by_mail = house.receive(words="Another matter altogether.", contact={"email": "ayse@example.org"}).case
    by_phone = house.receive(words="Something else entirely.", contact={"mobile": "05321234567"}).case
    house.receive(words="A stranger.", contact=person("Mehmet"))
    traced(house)
    found = likes(house, first)
    assert set(found) == {by_mail.number, by_phone.number}
    assert found[by_mail.number] == ("the same e-mail address or mobile number",)


def test_the_same_order_lot_or_matter_is_a_reason_of_its_own(house: House):
    one = house.receive(contact=person("a"), order="1001", product="fabric", category="colour").case
    order = house.receive(words="Late parcel, second time now.", contact=person("b"), order="10 01").case
    matter = house.receive(words="Colour is off.", contact=person("c"), product="fabric", category="colour").case
    traced(house)
    found = likes(house, one)
    assert found[order.number] == ("names the same goods: 1001",)
    assert found[matter.number] == ("the same product and category in these weeks",)


def test_an_old_matter_is_no_likeness(house: House):
    house.receive(words="Colour is off.", contact=person("c"), product="fabric", category="colour")
    house.now += timedelta(days=45)
    one = house.receive(words="The seam opened.", contact=person("a"), product="fabric", category="colour").case
    traced(house)
    assert likes(house, one) == {}


def test_nearly_the_same_words_are_found_and_others_are_not(house: House):
    one = house.receive(words=LETTER.format(sign="Kind regards"), contact=person("a")).case
    copy = house.receive(words=LETTER.format(sign="Yours, Mehmet Yılmaz, İzmir"), contact=person("b")).case
    other = house.receive(words="The sofa arrived with three legs, the fourth was nowhere.", contact=person("c")).case
    traced(house)
    assert likes(house, one) == {copy.number: ("nearly the same words",)}
    assert likes(house, other) == {}


def test_of_a_case_that_is_being_typed_nothing_is_kept(house: House):
    known = house.receive(words=LETTER.format(sign=""), contact=person("a"), batch="L-77").case
    traced(house)
    before = Trace.objects.count()
    said = {"words": LETTER.format(sign="!"), "email": "A@example.org", "batch": "l77"}
    (found,) = similarity.of_typed(said, member=house.rana, language="en", now=house.now)
    assert found.number == known.number
    assert len(found.because) == 3
    assert Trace.objects.count() == before


def test_a_member_of_another_site_does_not_see_the_likes_there(house: House):
    house.receive(contact=person("a"), site="izmir")
    mine = house.receive(words="Quite another thing.", contact=person("a"), site="bursa").case
    traced(house)
    assert likes(house, mine, house.can) == {}
    assert len(likes(house, mine)) == 1


def test_likeness_asks_the_database_once(house: House):
    one = house.receive(contact=person("a"), order="1001").case
    house.receive(contact=person("a"), order="1001")
    traced(house)
    house.rana.role_assignments.all()
    asked = similarity.SimilarityQuery(one.received_at, person("a"), cast.WORDS, one.goods, own=one.pk)
    similarity.like(asked, member=house.leyla, language="en", now=house.now)
    with CaptureQueriesContext(connection) as queries:
        similarity.like(asked, member=house.leyla, language="en", now=house.now)
    assert len(queries) <= 2  # with the roles of the member, which a page knows already


def test_no_address_and_no_word_stands_in_what_is_kept(house: House):
    case = house.receive(contact={"email": "ayse@example.org"}).case
    traced(house)
    kept = str(Trace.objects.values().get(pk=case.pk))
    assert "ayse" not in kept
    assert "fabric" not in kept


def test_what_was_forgotten_is_not_found_and_not_made_again(house: House):
    one = house.receive(contact=person("a")).case
    other = house.receive(contact=person("a"), words="Another matter altogether.").case
    traced(house)
    handling.do(other, "withdraw", by="complainant", now=house.now)
    erasure.erase(other, cause="asked", by=house.leyla, now=house.now)
    assert fingerprints.forget(house.now) == 1
    assert fingerprints.forget(house.now) == 0
    traced(house)
    assert likes(house, one) == {}


def test_a_letter_from_many_senders_is_noticed_with_its_cases(house: House):
    for at in range(6):
        house.receive(words=LETTER.format(sign=f"Sender {at}"), contact=person(f"sender{at}"))
    house.receive(words="Our own matter: the cushion has a hole.", contact=person("else"))
    traced(house)
    (letter,) = identical_letters.letters(None, house.now)
    assert (len(letter.numbers), letter.senders) == (6, 6)
    assert letter.summary.startswith("Dear sirs")


def test_one_sender_who_writes_often_is_no_mass_letter(house: House):
    for _at in range(6):
        house.receive(words=LETTER.format(sign=""), contact=person("one"))
    traced(house)
    assert identical_letters.letters(None, house.now) == ()


def test_an_old_mass_letter_is_not_shown_for_ever(house: House):
    for at in range(6):
        house.receive(words=LETTER.format(sign=""), contact=person(f"sender{at}"))
    traced(house)
    assert identical_letters.letters(None, house.now + timedelta(days=31)) == ()


def test_the_history_of_a_customer_says_what_became_of_each_case(house: House):
    first = house.receive(contact=person("a")).case
    house.now += timedelta(days=20)
    second = house.receive(contact=person("a"), words="Another matter altogether.").case
    traced(house)
    found = customers.history(second.number, member=house.rana, language="en", now=house.now)
    assert [one.number for one in found.visits] == [first.number, second.number]
    assert found.visits[1].again is None
    assert not found.unreachable


def test_somebody_without_an_address_has_no_history_but_this_case(house: House):
    case = house.receive(contact={}).case
    found = customers.history(case.number, member=house.rana, language="en", now=house.now)
    assert found.unreachable
    assert [one.number for one in found.visits] == [case.number]


def test_cases_that_a_member_may_not_see_are_counted_and_not_shown(house: House):
    house.receive(contact=person("a"), site="izmir")
    mine = house.receive(contact=person("a"), site="bursa").case
    traced(house)
    found = customers.history(mine.number, member=house.can, language="en", now=house.now)
    assert (len(found.visits), found.hidden) == (1, 1)


def test_losing_and_keeping_are_reckoned_with_the_organisations_own_numbers():
    own = customer_value.change(
        {"currency": "eur", "yearly": "400", "years": "5", "winning": "150", "leaving": "40", "handling": "30"}
    )
    own.refresh_from_db()
    found = customer_value.reckon(own, cases=2, granted={"EUR": Decimal(120), "TRY": Decimal(9)})
    assert (found.worth, found.losing, found.risk, found.keeping) == (2000, 2150, 860, 180)
    assert found.worthwhile


def test_every_fault_of_the_stakes_is_named_at_once():
    with pytest.raises(InvalidForm) as fault:
        customer_value.change({"currency": "euro", "yearly": "a lot", "years": "5", "winning": "-1", "leaving": "140"})
    assert set(fault.value.faults) == {"currency", "yearly", "winning", "leaving", "handling"}
