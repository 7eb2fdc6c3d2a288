"""Several cases in one go: each by the same verb and the same rules as alone, and what one refuses costs no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amends.cases import editions, queries, visibility
from amends.cases.acts import handling
from amends.cases.errors import ActNotAllowed, Changed, Forbidden, InvalidForm
from amends.cases.models import Case
from amends.cases.views import masking
from amends.cases.views.wording import Names
from amends.organisation.models import Member


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]  # number, why


def assign(
    seen: Mapping[str, int], *, owner: Member | None, department: str, by: Member, now: datetime, language: str
) -> BulkOutcome:
    """`seen` is number -> the last entry that the person saw of that case."""
    done: list[str] = []
    refused: list[tuple[str, str]] = []
    for number, last in seen.items():
        case = queries.by_number(number)
        if case is None or not visibility.may_see(by, case, now):
            continue  # before anything is said about it
        try:
            handling.assign(case, owner=owner, department=department, by=by, now=now, seen=last)
            done.append(number)
        except Forbidden:
            continue
        except (ActNotAllowed, InvalidForm, Changed) as why:
            unnamed = visibility.unseen(by, [case.joined_to] if case.joined_to else [], now)
            refused.append((number, masking.without_cases(_why(case, why, language), unnamed)))
    return BulkOutcome(tuple(done), tuple(refused))


def _why(case: Case, error: ActNotAllowed | InvalidForm | Changed, language: str) -> str:
    if isinstance(error, InvalidForm):
        return " ".join(error.faults.values())
    if isinstance(error, Changed):
        return _("Somebody acted on this case since you opened the list. Look at it again first.")
    names = Names(editions.procedure(case.edition_id), language)
    return "; ".join(names.reason(one) for one in error.reasons)
