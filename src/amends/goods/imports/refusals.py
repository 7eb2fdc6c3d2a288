"""Why a line or a whole file was not taken, in words for whoever mends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amends.goods.imports.import_kinds import Kind
from amends.goods.models import Refused


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason of one line."""

    line: int
    column: str
    says: str
    value: str


def refusal_of(kind: Kind, row: Refused) -> Refusal:
    title = str(kind.column(row.column).title) if row.column else ""
    names = {"column": title, "value": row.value}
    return Refusal(row.line, title, REASONS[row.reason](names) if row.reason in REASONS else row.reason, row.value)


def file_fault(reason: str) -> str:
    """Why a file cannot be read at all."""
    known = {
        "empty file": _("This file is empty."),
        "no lines": _("This file has headers, but no line below them."),
        "no table": _("We cannot read this file as a table. Save it as CSV or XLSX and choose it again."),
        "too large": _("This workbook unpacks to more than we can take. Save it as CSV and choose it again."),
    }
    return known[reason]


def ended(fault: str) -> str:
    """Why an import ended without taking anything over."""
    known = {
        "letters": _("Some letters could not be read. Choose the file again with another encoding."),
        "gone": _("The file was no longer there. Choose it again."),
        "broken": _("Something in this file could not be stored. Nothing was taken over."),
        "dropped": _("It was dropped. Nothing was taken over."),
    }
    return known.get(fault, fault)


Names = Mapping[str, str]
REASONS: Mapping[str, Callable[[Names], str]] = {
    "missing": lambda names: _("“%(column)s” is empty.") % names,
    "too long": lambda names: _("“%(column)s” is too long.") % names,
    "no number": lambda names: _("“%(value)s” cannot be a number of goods.") % names,
    "no amount": lambda names: _("“%(value)s” cannot be read as an amount.") % names,
    "nothing": lambda names: _("“%(value)s” is no possible amount: it must be more than nothing.") % names,
    "no day": lambda names: _("“%(value)s” cannot be read as a day.") % names,
    "no verdict": lambda names: _("“%(value)s” says neither pass nor fail.") % names,
    "backwards": lambda names: _("“%(column)s” would be out of order: check %(value)s.") % names,
    "unknown": lambda names: _("%(value)s is not known here. Import it first.") % names,
    "no such line": lambda names: _("The order has no line %(value)s.") % names,
    "twice": lambda names: _("The same stands in line %(value)s already.") % names,
    "differs": lambda names: _("“%(column)s” differs: an earlier line of the same number says %(value)s.") % names,
}
