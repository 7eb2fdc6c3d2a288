"""The certificate: offers side by side, an estimate of audit days, and where its three years stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from amends.assurance.models import AuditDays
from amends.cases import vault
from amends.cases.models import Case

# Audit days of the first certification by people in the scope, as bodies borrow them from quality audits (IAF MD 5).
USUAL: tuple[tuple[int, str], ...] = (
    (5, "1.5"), (10, "2"), (15, "2.5"), (25, "3"), (45, "4"), (65, "5"), (85, "6"), (125, "7"), (175, "8"), (275, "9"),
    (425, "10"), (625, "11"), (875, "12"), (1175, "13"), (1550, "14"), (2025, "15"), (2675, "16"), (3450, "17"),
    (4350, "18"), (5450, "19"), (6800, "20"), (8500, "21"), (10700, "22"),
)  # fmt: skip
SURVEILLANCE, RENEWAL = Decimal(1) / 3, Decimal(2) / 3  # of the first certification's days


@dataclass(frozen=True, slots=True)
class Offer:
    """What one body asks for three years, and what that is for each person in the scope."""

    body: str
    audit_days: str
    price: Decimal
    currency: str
    per_person: Decimal
    accredited: str
    until: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """Days, to the half day: an estimate, never a promise of a certification body."""

    first: Decimal
    surveillance: Decimal  # each year
    renewal: Decimal


def offers(case: Case) -> tuple[Offer, ...]:
    """Every offer that was written down in this matter, the lowest price first, currency by currency."""
    contents = vault.contents_of(case.pk)
    people = Decimal(str(case.state["values"].get("employees") or 1))
    said = [entry.fields.get("form", {}) for entry in case.entries.order_by("no")]
    found = [_offer(vault.opened(one, contents), people) for one in said if "price" in one and "audit_days" in one]
    return tuple(sorted(found, key=lambda one: (one.currency, one.price)))


def estimate(people: Decimal) -> Estimate:
    """By the organisation's own table where it keeps one, else by the usual one; a body may ask for less or more."""
    first = _days(people, _table())
    return Estimate(_half(first), _half(first * SURVEILLANCE), _half(first * RENEWAL))


def _days(people: Decimal, table: Sequence[tuple[int, Decimal]]) -> Decimal:
    return next((days for most, days in table if people <= most), table[-1][1])


def _table() -> list[tuple[int, Decimal]]:
    kept = list(AuditDays.objects.order_by("people").values_list("people", "days"))
    return kept or [(people, Decimal(days)) for people, days in USUAL]


def _half(days: Decimal) -> Decimal:
    """Rounded up to the half day."""
    return Decimal(math.ceil(days * 2)) / 2


def _offer(said: dict[str, Any], people: Decimal) -> Offer:
    price = Decimal(said["price"])
    return Offer(
        said.get("body") or "", str(said["audit_days"]), price, said.get("currency", ""),
        (price / max(people, Decimal(1))).quantize(Decimal("0.01")), said.get("accredited", ""),
        said.get("quote_until", ""),
    )  # fmt: skip
