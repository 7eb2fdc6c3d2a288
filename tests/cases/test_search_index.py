"""Search finds words in any language, whoever typed them and however, and what was written to a case later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases import queries, search_index
from amends.cases.acts import handling
from amends.cases.models import SearchIndex
from tests import cast


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IŞIK", "ışık"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "ıstanbul"),
        ("Iıİi", "iiii"),
        ("Ελλάς", "ελλασ"),
        ("ΠΑΡΆΠΟΝΟ", "παραπονο"),
        ("ΐ", "ι"),
        ("STRASSE", "straße"),
        ("Éclair", "eclair"),
        ("ＡＭ－７Ｆ４Ｑ", "am-7f4q"),
        ("ｼｬﾂ", "シャツ"),
        ("ﬁne", "fine"),
        ("الشَّكْوَى", "الشكوي"),
        ("أُرِيدُ", "اريد"),
        ("شـــكوى", "شكوى"),
        ("خدمة", "خدمه"),
        ("ﺷﻜﻮﻯ", "شكوى"),
        ("کیفی", "كيفي"),
        ("٢٢٩١", "2291"),
        ("۲۲۹۱", "2291"),
        ("한국어", "한국어"),
    ],
)
def test_case_accents_and_forms_of_letters_do_not_matter(one: str, other: str):
    assert search_index.fold(one) == search_index.fold(other)


def test_what_differs_for_a_reader_stays_different():
    assert search_index.fold("Ofis") != search_index.fold("Of is")
    assert search_index.fold("染") != search_index.fold("洗")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "search"),
    [
        ("Kumaşın rengi ışıkta soldu", "ISIK"),
        ("洗了一次就褪色了", "褪色"),
        ("洗了一次就褪色了", "色"),
        ("Το ύφασμα ξεθώριασε", "ΥΦΑΣΜΑ"),
        ("It's O'Neill's towel", "o'neill"),
        ("lot 2291 stretches", "2291"),
        ("الدفعة ٢٢٩١ تالفة", "2291"),
        ("القُماش تَغَيَّر لونُه", "القماش"),
        ("ｼｬﾂの色", "シャツ"),
        ("원단의 색이 바랬습니다", "원단"),
        ("Der Stoff an der Hauptstraße", "HAUPTSTRASSE"),
        ("颜" * 80 + "褪色", "褪色"),
        ("它是ＡＢＣ１２３号", "abc123"),
    ],
)
def test_a_case_is_found_by_its_words(words: str, search: str):
    house = cast.house()
    house.receive(words=words)
    house.receive(words="Something else entirely")
    assert _found(house, search) == [words]


@pytest.mark.django_db
def test_every_word_of_a_search_must_be_there():
    house = cast.house()
    house.receive(words="Kumaşın rengi soldu")
    assert _found(house, "kumaş renk") == []


@pytest.mark.django_db
def test_a_case_is_found_by_number_name_order_and_product():
    house = cast.house()
    case = house.receive(order="PO-7781", product="fabric").case
    for search in (case.number.lower(), "ayse", "kaya", "po-7781", "7781", "fabric", "ayse@example.org"):
        page = queries.pool(house.rana, queries.CaseFilter(words=search), language="en", now=house.now)
        assert [row.number for row in page.rows] == [case.number], search


@pytest.mark.django_db
def test_a_case_is_found_by_what_is_said_later():
    house = cast.house()
    case = house.receive(words="It faded").case
    handling.add(case, words="Ο λεκές είναι μπλε", by="complainant", now=house.now)
    handling.note(case, words="The dye house was called", by=house.rana, now=house.now)
    handling.ask(case, question="Which detergent?", by=house.rana, now=house.now)
    handling.answer(case, words="我用冷水洗的", by="complainant", now=house.now)
    for search in ("ΛΕΚΕΣ", "dye", "detergent", "冷水", "faded"):
        assert _found(house, search) == ["It faded"], search


@pytest.mark.django_db
def test_words_said_later_cost_one_question_to_the_database():
    house = cast.house()
    case = house.receive().case
    with CaptureQueriesContext(
        connection,
    ) as asked:
        handling.note(case, words="The dye house was called", by=house.rana, now=house.now)
    assert sum("amends_searchindex" in one["sql"] for one in asked) == 1
    with CaptureQueriesContext(connection) as asked:
        handling.assign(case, owner=house.rana, by=house.rana, now=house.now)
    assert not any("amends_searchindex" in one["sql"] for one in asked)


@pytest.mark.django_db
def test_a_case_that_grows_without_end_stays_open_to_words():
    house = cast.house()
    case = house.receive(words="It faded").case
    for number in range(12):
        handling.add(
            case, words=" ".join(f"{number}word{one:05}" for one in range(1600)), by="complainant", now=house.now
        )
    assert SearchIndex.objects.filter(case=case).exists()
    assert _found(house, "faded") == ["It faded"]


@pytest.mark.django_db
@pytest.mark.parametrize("search", ["'", "\\", "a & b | !c", ":*", "((", "%", "\u0000"])
def test_no_search_breaks_the_query(search: str):
    house = cast.house()
    house.receive()
    queries.pool(house.rana, queries.CaseFilter(words=search), language="en", now=house.now)


def _found(house: cast.House, search: str) -> list[str]:
    page = queries.pool(house.rana, queries.CaseFilter(words=search), language="en", now=house.now)
    return [row.summary for row in page.rows]
