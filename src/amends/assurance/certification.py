"""The certificate: offers side by side, an estimate of audit days, and where its three years stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from amends.assurance.models import AuditDays
from amends.cases import vault
from amends.cases.models import Case
from amends.cases.views import wording
from amends.platform import json_values
from amends.platform.json_values import JsonTable
from amends.procedure import stored_fields
from amends.procedure.state import State
from amends.reports import formats

PACK = "certification"
# Audit days of the first certification by people in the scope, as bodies borrow them from quality audits (IAF MD 5).
USUAL: tuple[tuple[int, str], ...] = (
    (5, "1.5"),
    (10, "2"),
    (15, "2.5"),
    (25, "3"),
    (45, "4"),
    (65, "5"),
    (85, "6"),
    (125, "7"),
    (175, "8"),
    (275, "9"),
    (425, "10"),
    (625, "11"),
    (875, "12"),
    (1175, "13"),
    (1550, "14"),
    (2025, "15"),
    (2675, "16"),
    (3450, "17"),
    (4350, "18"),
    (5450, "19"),
    (6800, "20"),
    (8500, "21"),
    (10700, "22"),
)
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
    until: date | None

    @property
    def money(self) -> str:
        return wording.money(str(self.price), self.currency)

    @property
    def money_each(self) -> str:
        return wording.money(str(self.per_person), self.currency)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Days, to the half day: an estimate, never a promise of a certification body."""

    first: Decimal
    surveillance: Decimal  # each year
    renewal: Decimal


@dataclass(frozen=True, slots=True)
class Validity:
    """Where the certificate stands in its years: how much of a thousand has passed, and each look that was taken."""

    since: date
    until: date
    passed: int
    looks: tuple[date, ...]  # surveillance audits that were held
    next_by: date | None  # the next one is due by then

    def over(self, today: date) -> bool:
        return self.until < today


def validity(case: Case, today: date) -> Validity | None:
    """None while there is no certificate yet."""
    state = State.from_json(case.state)
    since, until = (_day(stored_fields.chosen(state.values, key)) for key in ("valid_from", "valid_until"))
    if since is None or until is None or until <= since:
        return None
    passed = round(1000 * min(max((today - since) / (until - since), 0.0), 1.0))
    entries = case.entries.filter(fields__act="surveillance")
    looks = [_day(stored_fields.chosen(one.fields.get("form", {}), "surveyed_on")) for one in entries]
    due = min((one.due.at for one in state.open_duties if one.duty == "yearly-surveillance"), default=None)
    held = tuple(sorted(one for one in looks if one))
    return Validity(since, until, passed, held, timezone.localdate(due - timedelta.resolution) if due else None)


def is_certification(case: Case) -> bool:
    return bool(case.inside and case.pack == PACK)


def people(case: Case) -> Decimal:
    """Who works in the scope, as full-time places."""
    return Decimal(str(case.answers.get("employees") or 1))


def offers(case: Case) -> tuple[Offer, ...]:
    """Every offer that was written down in this matter, the lowest price first, currency by currency."""
    contents = vault.contents_of(case.pk)
    said = [entry.fields.get("form", {}) for entry in case.entries.order_by("no")]
    quotes = [one for one in said if "price" in one and "audit_days" in one]
    found = [_offer(vault.opened(one, contents), people(case)) for one in quotes]
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


def _offer(said: JsonTable, people: Decimal) -> Offer:
    price = Decimal(str(said["price"]))
    return Offer(
        json_values.text(said.get("body")),
        formats.plain(float(str(said["audit_days"])), 1),
        price,
        json_values.text(said.get("currency")),
        (price / max(people, Decimal(1))).quantize(Decimal("0.01")),
        json_values.text(said.get("accredited")),
        _day(json_values.text(said.get("quote_until"))),
    )


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
