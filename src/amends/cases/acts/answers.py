"""What a person filled in, checked against the pack's form: all faults at once, personal words marked for the vault."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from django.utils.translation import gettext as _

from amends.cases import tracking
from amends.cases.errors import InvalidForm
from amends.cases.models import Case
from amends.organisation.models import Category, Department, Member, Product, Site
from amends.platform import dates
from amends.procedure.payloads.natures import Private, Value
from amends.procedure.schema import PRIVATE_TYPES, SCALE, Field, Form

Answer: TypeAlias = str | int | list[str]  # one that fits its field, before its words are sealed
Cleaned = dict[str, Answer | Private]
NONE: Mapping[str, Value] = {}
GOODS_LONGEST = 200
KNOWN: Mapping[str, type[Category] | type[Department] | type[Product] | type[Site]] = {
    "category": Category,
    "department": Department,
    "product": Product,
    "site": Site,
}


def clean(
    form: Form | None, raw: Mapping[str, Value], *, given: Mapping[str, Value] = NONE, policy: Collection[str] = ()
) -> Cleaned:
    """The values of a form, fit for an entry; raises InvalidForm with every fault. The verb itself brings `given`.

    `policy` are the rules of coverage that stood when the case was received.
    """
    values: Cleaned = {}
    faults: dict[str, str] = {}
    for field in form.fields if form else ():
        if field.key in given:
            continue
        try:
            value = _value(field, raw.get(field.key))
            if field.type == "coverage" and value and value not in policy:
                raise ValueError(_("Choose one of the answers offered."))
        except ValueError as fault:
            faults[field.key] = str(fault)
            continue
        if value is None or value in ("", []):
            if field.required:
                faults[field.key] = _("This needs an answer.")
            continue
        values[field.key] = _marked(field, value)
    if faults:
        raise InvalidForm(faults)
    return values


def _marked(field: Field, value: Answer) -> Answer | Private:
    if field.type not in PRIVATE_TYPES:
        return value
    return Private("words", list(value) if isinstance(value, list) else value)


def _value(field: Field, given: Value) -> Answer | None:
    if isinstance(given, str):
        given = given.strip()
    if given in (None, "", []):
        return None
    return CHECKS.get(field.type, _text)(field, given)


def _text(field: Field, given: Value) -> str:
    text = str(given).replace("\x00", "")
    if len(text) > field.longest:
        most = {"most": dates.number(field.longest), "now": dates.number(len(text))}
        raise ValueError(_("Use at most %(most)s characters; this has %(now)s.") % most)
    return text


def _choice(field: Field, given: Value) -> str:
    if given not in {option.key for option in field.options}:
        raise ValueError(_("Choose one of the answers offered."))
    return str(given)


def _choices(field: Field, given: Value) -> list[str]:
    return [_choice(field, one) for one in _each(given)]


def _each(given: Value) -> Sequence[Value]:
    return given if isinstance(given, list | tuple) else [given]


def _yes_or_no(_field: Field, given: Value) -> str:
    if given in (True, "yes", "true", "on"):
        return "yes"
    if given in (False, "no", "false"):
        return "no"
    raise ValueError(_("Answer yes or no."))


def _date(_field: Field, given: Value) -> str:
    try:
        return given.isoformat() if isinstance(given, date) else date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise ValueError(_("Give a real date, such as 27 3 2026.")) from None


def _number(_field: Field, given: Value) -> str:
    try:
        number = Decimal(str(given).replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise ValueError(_("Give a number, such as 12 or 12.50.")) from None
    if not number.is_finite() or abs(number) > 10**12:
        raise ValueError(_("Give a number, such as 12 or 12.50."))
    return str(number)


def _row(field: Field, given: Value) -> str:
    if not KNOWN[field.type].objects.filter(pk=str(given)).exists():
        raise ValueError(_("Choose one of the answers offered."))
    return str(given)


def _member(_field: Field, given: Value) -> str:
    """A colleague, by the word that entries carry for them."""
    kind, _sign, key = str(given).partition(":")
    if kind != "staff" or not key.isdecimal() or not Member.objects.filter(pk=int(key)).exists():
        raise ValueError(_("Choose one of the answers offered."))
    return str(given)


def _members(field: Field, given: Value) -> list[str]:
    return list(dict.fromkeys(_member(field, one) for one in _each(given)))


def _scale(_field: Field, given: Value) -> int:
    if str(given) not in {str(step) for step in SCALE}:
        raise ValueError(_("Choose one of the answers offered."))
    return int(str(given))


def _cases(_field: Field, given: Value) -> list[str]:
    """Numbers of cases, parted by spaces or commas; every one must exist."""
    written = [str(one) for one in given] if isinstance(given, list) else re.split(r"[\s,;]+", str(given))
    tidy = {one: tracking.tidy_number(one) or one for one in written if one}
    known = set(Case.objects.filter(number__in=tidy.values()).values_list("number", flat=True))
    if unknown := [one for one, number in tidy.items() if number not in known]:
        raise ValueError(no_such_case(unknown))
    return list(dict.fromkeys(tidy.values()))


def no_such_case(numbers: Sequence[str]) -> str:
    return _("There is no case with this number: %(numbers)s.") % {"numbers": ", ".join(numbers)[:200]}


def _goods(_field: Field, given: Value) -> str:
    """Numbers that goods are known under; several are parted by commas."""
    text = " ".join(str(given).replace("\x00", "").split())
    if len(text) > GOODS_LONGEST:
        raise ValueError(_("Give the number only; several are parted by commas."))
    return text


CHECKS: Mapping[str, Callable[[Field, Value], Answer]] = {
    "choice": _choice,
    "choices": _choices,
    "yes or no": _yes_or_no,
    "date": _date,
    "number": _number,
    "money": _number,
    "category": _row,
    "department": _row,
    "product": _row,
    "site": _row,
    "member": _member,
    "members": _members,
    "cases": _cases,
    "scale": _scale,
    "order": _goods,
    "shipment": _goods,
    "lot": _goods,
}
