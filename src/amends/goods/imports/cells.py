"""What one cell says: a number of goods, an amount, a day, a verdict; in the forms that the person chose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from amends.cases import search_index
from amends.goods import numbers
from amends.goods.imports import column_headers
from amends.goods.imports.import_kinds import Column

MOST, SMALLEST = Decimal(10) ** 11, Decimal("0.001")
PARTS = re.compile(r"\d+")
CLOCK = re.compile(r"[T ]\d{1,2}:\d\d.*$")
GROUPED = re.compile(r"\d{1,3}([.,’' ])\d{3}(\1\d{3})*")


class Wrong(Exception):
    """A cell that cannot be read; its only word is the key of the reason."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How days and amounts are written in this file."""

    dates: str = "dmy"  # dmy · mdy · ymd; ISO is always read
    decimal: str = "point"  # point · comma


def read(column: Column, text: str, forms: Forms) -> str | None:
    """The cell in the one form that we keep, nothing when it is empty; Wrong with the key of its reason."""
    if not text:
        return None
    match column.type:
        case "amount":
            return _amount(text, forms.decimal)
        case "day":
            return _day(text, forms.dates)
        case "verdict":
            return _verdict(text)
    if len(text) > column.longest:
        raise Wrong("too long")
    if column.type == "goods" and not 0 < len(numbers.bare(text)) <= column.longest:
        raise Wrong("no number")
    return text


def _amount(text: str, decimal: str) -> str:
    point, group = (",", ".") if decimal == "comma" else (".", ",")
    whole, _, rest = text.partition(point)
    if not whole.isdecimal():
        if not GROUPED.fullmatch(whole):
            raise Wrong("no amount")
        whole = re.sub(r"\D", "", whole)
    if group in rest:
        raise Wrong("no amount")
    try:
        amount = Decimal(f"{whole}.{rest or 0}").quantize(SMALLEST)
    except InvalidOperation:
        raise Wrong("no amount") from None
    if not 0 < amount < MOST:
        raise Wrong("nothing")
    return str(amount)


def _day(text: str, dates: str) -> str:
    parts = PARTS.findall(CLOCK.sub("", text))
    if len(parts) == 1 and len(parts[0]) == 8:  # 20260303, as some exports write
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) != 3:
        raise Wrong("no day")
    order = "ymd" if len(parts[0]) == 4 else dates
    found = dict(zip(order, map(int, parts), strict=True))
    year = found["y"] + 2000 if found["y"] < 100 else found["y"]
    try:
        day = date(year, found["m"], found["d"])
    except ValueError:
        raise Wrong("no day") from None
    if not 1980 <= day.year <= 2100:
        raise Wrong("no day")
    return day.isoformat()


def _verdict(text: str) -> str:
    said = _folded(text)
    if said in PASSES:
        return "pass"
    if said in FAILS:
        return "fail"
    raise Wrong("no verdict")


def _folded(text: str) -> str:
    return "".join(sign for sign in search_index.fold(text) if sign.isalnum())


PASSES = frozenset(map(_folded, column_headers.PASSES))
FAILS = frozenset(map(_folded, column_headers.FAILS))
