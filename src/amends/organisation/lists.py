"""The lists that every form chooses from: places, departments, categories and products, kept by the owner."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amends.organisation.models import CalendarVersion, Category, Department, Product, Site

Record = Site | Department | Category | Product
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListRule:
    """One list: its records, the plain fields of each, and whether they are named in every language and can retire."""

    model: Any
    fields: tuple[str, ...]
    titled: bool = True
    retires: bool = False


LISTS: Mapping[str, ListRule] = {
    "sites": ListRule(Site, ("name", "address", "phone", "hours", "calendar"), titled=False),
    "departments": ListRule(Department, ("email",)),
    "categories": ListRule(Category, ("department",), retires=True),
    "products": ListRule(Product, ("department",), retires=True),
}


def rows(what: str) -> list[Record]:
    kept = LISTS[what]
    found: Sequence[Record] = kept.model.objects.all()
    return sorted(found, key=lambda one: (getattr(one, "retired_on", None) is not None, str(one).casefold()))


def record(what: str, key: str) -> Record | None:
    found: Record | None = LISTS[what].model.objects.filter(pk=key).first()
    return found


def save(what: str, one: Record | None, values: Values, *, languages: Sequence[str], now: datetime) -> Record:
    """A new record or a changed one; ValidationError with every fault. Keys never change: cases name them."""
    kept = LISTS[what]
    row: Any = one or kept.model()
    for field in kept.fields:
        text = str(values.get(field, "")).strip()
        setattr(
            row, f"{field}_id" if field == "department" else field, (text or None) if field == "department" else text
        )
    faults = _titles(row, values, languages) if kept.titled else {}
    if kept.retires:
        retired = values.get("retired") == "yes"
        row.retired_on = (row.retired_on or timezone.localdate(now)) if retired else None
    if not row.pk:
        row.key = _free_key(kept.model, str(row))
    _checked(row, faults)
    row.save()
    return row  # type: ignore[no-any-return]


def _titles(row: Any, values: Values, languages: Sequence[str]) -> dict[str, str]:
    """In the organisation's first language at least; the others may follow."""
    said = {tongue: str(values.get(f"titles-{tongue}", "")).strip() for tongue in languages}
    row.titles = {**row.titles, **{tongue: words for tongue, words in said.items() if words}}
    for tongue, words in said.items():
        if not words:
            row.titles.pop(tongue, None)
    faults = {}
    if not said.get(languages[0]):
        faults[f"titles-{languages[0]}"] = _("Write the name.")
    for tongue, words in said.items():
        if len(words) > 120:
            faults[f"titles-{tongue}"] = _("At most 120 characters.")
    return faults


def _free_key(model: type[models.Model], name: str) -> str:
    plain = re.sub(r"[^a-z0-9-]", "", slugify(name))[:30].strip("-") or model.__name__.lower()
    taken = set(model._default_manager.filter(pk__startswith=plain).values_list("pk", flat=True))
    return next(key for at in range(len(taken) + 1) if (key := f"{plain}-{at + 1}" if at else plain) not in taken)


def _checked(row: Any, faults: dict[str, str]) -> None:
    if isinstance(row, Site) and row.calendar and not CalendarVersion.objects.filter(key=row.calendar).exists():
        faults["calendar"] = _("There is no calendar of this name.")
    try:
        row.full_clean(exclude=["key", "titles"], validate_unique=False)
    except ValidationError as found:
        for key, words in found.message_dict.items():
            faults.setdefault(key, " ".join(words))
    if faults:
        raise ValidationError(faults)
