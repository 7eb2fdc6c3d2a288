"""What losing a customer costs and what keeping one costs, reckoned with the organisation's own numbers (S48)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.core import get_global
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.improvement.models import Stakes

NUMBERS = ("yearly", "years", "winning", "leaving", "handling")
LARGEST = Decimal("999999999")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Each figure with what it was made of, so that a page can show the formula with its numbers."""

    own: Stakes
    worth: Decimal  # yearly value × years
    losing: Decimal  # worth + winning another
    risk: Decimal  # losing × share of the dissatisfied who leave
    cases: int
    granted: Decimal  # in the same currency
    keeping: Decimal  # cases × handling + granted

    @property
    def worthwhile(self) -> bool:
        return self.keeping <= self.risk


def known() -> Stakes | None:
    return Stakes.objects.filter(pk=1).first()


def reckon(own: Stakes, *, cases: int, granted: Mapping[str, Decimal]) -> Reckoned:
    """What was granted in another currency is not added: nobody has told us a rate."""
    worth = (own.yearly * own.years).quantize(CENT)
    losing = worth + own.winning
    same = granted.get(own.currency, Decimal(0))
    return Reckoned(
        own, worth, losing, (losing * own.leaving / 100).quantize(CENT), cases, same, own.handling * cases + same
    )


def change(said: Mapping[str, str]) -> Stakes:
    """Stores what was typed; every fault is named at once."""
    faults = {key: words for key in NUMBERS if (words := _fault(key, said.get(key, "")))}
    currency = said.get("currency", "").strip().upper()
    if currency not in get_global("all_currencies"):
        faults["currency"] = _("Write the three letters of the currency, such as EUR.")
    if faults:
        raise InvalidForm(faults)
    values = {key: _number(said[key]) for key in NUMBERS} | {"leaving": int(_number(said["leaving"]))}
    source = said.get("source", "").strip()[:300]
    return Stakes.objects.update_or_create(pk=1, defaults={**values, "currency": currency, "source": source})[0]


def _fault(key: str, text: str) -> str:
    try:
        number = _number(text)
    except InvalidOperation:
        return _("Write a number, such as 250 or 12.50.")
    if key == "leaving" and (number > 100 or number != int(number)):
        return _("Write a whole number from 0 to 100.")
    if key == "years" and number > 100:
        return _("Write at most 100 years.")
    return "" if number <= LARGEST else _("This number is too large.")


def _number(text: str) -> Decimal:
    number = Decimal(text.strip().replace(",", ".").replace(" ", ""))
    if not number.is_finite() or number < 0:
        raise InvalidOperation
    return number.quantize(CENT)
