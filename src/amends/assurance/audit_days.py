"""The organisation's own table of audit days: changed as a whole, or given back for the usual one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from amends.assurance.certification import USUAL
from amends.assurance.models import AuditDays
from amends.cases.errors import InvalidForm

MOST_ROWS, MOST_PEOPLE, MOST_DAYS = 40, 1_000_000, 1000
Typed = Sequence[tuple[str, str]]  # people, days, as they were typed


def table() -> list[tuple[str, str]]:
    """Our own where there is one, else the usual one."""
    kept = AuditDays.objects.order_by("people").values_list("people", "days")
    return [(str(people), f"{days.normalize():f}") for people, days in kept] or [
        (str(one), days) for one, days in USUAL
    ]


def own() -> bool:
    return AuditDays.objects.exists()


@transaction.atomic
def keep(typed: Typed) -> None:
    """The whole table anew; empty lines are left out, and without any line the usual one counts again."""
    faults: dict[str, str] = {}
    rows = list(_rows(typed[:MOST_ROWS], faults))
    if faults:
        raise InvalidForm(faults)
    AuditDays.objects.all().delete()
    AuditDays.objects.bulk_create(AuditDays(people=people, days=days) for people, days in rows)


def _rows(typed: Typed, faults: dict[str, str]) -> Iterator[tuple[int, Decimal]]:
    known: set[int] = set()
    for at, (people, days) in enumerate(typed):
        if not people.strip() and not days.strip():
            continue
        most, length = _people(people), _days(days)
        if most is None or most in known:
            faults[f"people-{at}"] = _("Line %(line)s: write a whole number that stands in no other line.") % {
                "line": at + 1
            }
        if length is None:
            faults[f"days-{at}"] = _("Line %(line)s: write days, such as 2.5.") % {"line": at + 1}
        if most is not None and length is not None:
            known.add(most)
            yield most, length


def _people(typed: str) -> int | None:
    found = int(typed) if typed.strip().isdecimal() else 0
    return found if 0 < found <= MOST_PEOPLE else None


def _days(typed: str) -> Decimal | None:
    try:
        found = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        return None
    fits = found.is_finite() and 0 < found <= MOST_DAYS and found == found.quantize(Decimal("0.1"))
    return found if fits else None
