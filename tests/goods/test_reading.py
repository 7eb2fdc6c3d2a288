"""Files as people save them: encodings, dividers, days and amounts are recognised, headers understood."""

from __future__ import annotations

import contextlib
import io

import pytest

from amends.goods.imports import cells, column_mapping, spreadsheets
from amends.goods.imports.cells import Forms, Wrong
from amends.goods.imports.import_kinds import INSPECTIONS, KINDS, SHIPMENTS, Column, Kind
from tests.goods import sheet

TURKISH = """İrsaliye No;Sipariş No;Sevk Tarihi;Taşıyıcı;Ürün Kodu;Parti No;Miktar
S-1;1001;03.03.2026;Güneş Kargo;K-1;L-7;1.200,5
"""
CHINESE = "发货单号,订单号,发货日期,承运人,产品编号,批号,数量\nS-1,1001,2026年3月3日,顺达物流,K-1,L-7,1200.5\n"
ENGLISH = "Delivery note\tSales order\tDispatch date\tCarrier\tArticle\tBatch\tQty\n"
ENGLISH += "S-1\t1001\t2026-03-03\tNorthway\tK-1\tL-7\t1200.5\n"
MEANT = {"shipment": 0, "order": 1, "shipped_on": 2, "carrier": 3, "product": 4, "lot": 5, "quantity": 6}


def rows(content: bytes) -> list[list[str]]:
    found = spreadsheets.open_spreadsheet(content)
    return [line for _at, line in spreadsheets.rows(io.BytesIO(found.content), found.encoding, found.delimiter)]


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        (TURKISH.encode("cp1254"), "cp1254", ";"),
        (TURKISH.encode(), "utf-8-sig", ";"),
        (TURKISH.encode("utf-8-sig"), "utf-8-sig", ";"),
        (TURKISH.encode("utf-16"), "utf-16", ";"),
        (CHINESE.encode("gb18030"), "gb18030", ","),
        (CHINESE.encode(), "utf-8-sig", ","),
        (CHINESE.encode("utf-16"), "utf-16", ","),
        (ENGLISH.encode(), "utf-8-sig", "\t"),
        (ENGLISH.encode("utf-16-le"), "utf-16-le", "\t"),
        (ENGLISH.encode("utf-16-be"), "utf-16-be", "\t"),
    ],
)
def test_encoding_and_divider_are_recognised(content: bytes, encoding: str, delimiter: str):
    found = spreadsheets.open_spreadsheet(content)
    assert (found.encoding, found.delimiter) == (encoding, delimiter)
    assert len(rows(content)[0]) == 7


@pytest.mark.django_db
@pytest.mark.parametrize("content", [TURKISH.encode("cp1254"), CHINESE.encode("gb18030"), ENGLISH.encode()])
def test_headers_are_understood_in_three_languages(content: bytes):
    lines = rows(content)
    match = column_mapping.guess(SHIPMENTS, lines[0], lines[1:])
    assert match.columns == MEANT
    read = {column.key: lines[1][match.columns[column.key]] for column in SHIPMENTS.columns if column.key in MEANT}
    assert cells.read(SHIPMENTS.column("quantity"), read["quantity"], match.forms) == "1200.500"
    assert cells.read(SHIPMENTS.column("shipped_on"), read["shipped_on"], match.forms) == "2026-03-03"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_file_with_the_words_of_our_own_pages_is_understood_whole(kind: Kind):
    match = column_mapping.guess(kind, [str(one.title) for one in kind.columns], [])
    assert match.columns == {one.key: at for at, one in enumerate(kind.columns)}


def test_a_workbook_is_read_like_a_file_of_lines():
    book = sheet.workbook([["Lot no", "Product", "Quantity"], ["L-1", 4711, 12.5], [], ["L-2", "K & Co", 3]])
    assert rows(book) == [["Lot no", "Product", "Quantity"], ["L-1", "4711", "12.5"], ["L-2", "K & Co", "3"]]


def test_a_stray_sign_in_the_last_corner_does_not_fill_the_memory():
    book = sheet.workbook([["Lot no", "Product"], ["L-1", "K-1"]], corner="XFD1048576")
    with pytest.raises(spreadsheets.Unreadable) as unreadable:
        spreadsheets.open_spreadsheet(book)
    assert unreadable.value.reason == "too large"


@pytest.mark.parametrize("at", range(10, 1400, 45))
def test_a_damaged_workbook_is_read_or_turned_away_and_breaks_nothing(at: int):
    book = bytearray(sheet.workbook([["Lot no", "Product"], ["L-1", "K-1"]]))
    book[at % len(book)] ^= 0x5A
    with contextlib.suppress(spreadsheets.Unreadable):
        spreadsheets.open_spreadsheet(bytes(book))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n", "empty file"),
        (b"PK\x03\x04 no archive", "no table"),
        (b"\x89PNG\r\n\x1a\n" + b"abc" * 300 + b"\x00\x01", "no table"),
    ],
)
def test_what_is_no_table_is_told_apart(content: bytes, reason: str):
    with pytest.raises(spreadsheets.Unreadable) as unreadable:
        spreadsheets.open_spreadsheet(content)
    assert unreadable.value.reason == reason


AMOUNT, DAY, VERDICT = Column("quantity", "", "amount"), Column("ordered_on", "", "day"), INSPECTIONS.column("verdict")


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("12", "point", "12.000"),
        ("1200.5", "point", "1200.500"),
        ("1,200.5", "point", "1200.500"),
        ("1.200,5", "comma", "1200.500"),
        ("0,25", "comma", "0.250"),
        ("1 200", "point", "1200.000"),
        ("1.200", "comma", "1200.000"),
        ("1.200", "point", "1.200"),
    ],
)
def test_amounts_are_read_in_the_chosen_form(text: str, decimal: str, amount: str):
    assert cells.read(AMOUNT, text, Forms(decimal=decimal)) == amount


@pytest.mark.parametrize("text", ["-5", "0", "many", "1.2.3", "12,5,1", "1e5", "9" * 20, "0.0001"])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(Wrong):
        cells.read(AMOUNT, text, Forms())


@pytest.mark.parametrize(
    ("text", "dates", "day"),
    [
        ("2026-03-04", "dmy", "2026-03-04"),
        ("04.03.2026", "dmy", "2026-03-04"),
        ("3/4/2026", "mdy", "2026-03-04"),
        ("26-03-04", "ymd", "2026-03-04"),
        ("4.3.26", "dmy", "2026-03-04"),
        ("2026年3月4日", "dmy", "2026-03-04"),
        ("20260304", "dmy", "2026-03-04"),
        ("2026-03-04 00:00:00", "dmy", "2026-03-04"),
        ("2026-03-04T08:15:00", "mdy", "2026-03-04"),
    ],
)
def test_days_are_read_in_iso_or_the_chosen_form(text: str, dates: str, day: str):
    assert cells.read(DAY, text, Forms(dates)) == day


@pytest.mark.parametrize("text", ["31.02.2026", "yesterday", "03/2026", "1.1.1905", "45001"])
def test_what_is_no_day_is_refused(text: str):
    with pytest.raises(Wrong):
        cells.read(DAY, text, Forms())


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Pass", "pass"),
        ("OK", "pass"),
        ("UYGUN", "pass"),
        ("合格", "pass"),
        ("Fail", "fail"),
        ("uygun değil", "fail"),
        ("Not OK", "fail"),
        ("不合格", "fail"),
    ],
)
def test_verdicts_are_understood_in_three_languages(text: str, verdict: str):
    assert cells.read(VERDICT, text, Forms()) == verdict


def test_a_verdict_is_never_guessed():
    with pytest.raises(Wrong):
        cells.read(VERDICT, "nearly", Forms())
