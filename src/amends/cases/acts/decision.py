"""The verbs around a decision: drafted point by point, approved or returned, sent, then accepted or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from amends.cases import queries
from amends.cases.acts import perform
from amends.cases.acts.perform import By, Values
from amends.cases.errors import InvalidForm
from amends.cases.history import Locked
from amends.cases.models import Case, Entry
from amends.cases.views import case_labels
from amends.procedure.payloads import act_payloads
from amends.procedure.payloads.natures import Private
from amends.procedure.schema import Procedure


def draft(
    case: Case,
    *,
    points: Sequence[Mapping[str, str]],
    summary: str,
    by: By,
    now: datetime,
    alternatives: str = "",
    seen: int | None = None,
) -> Case:
    """A decision point by point: what was raised, the finding, upheld / partly / not, the remedy and its date."""
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Drafted(
            points=_points(locked, points),
            summary=perform.typed_words(summary, "summary"),
            alternatives=perform.typed_words(alternatives, "alternatives") if alternatives.strip() else None,
        )
        return perform.by_verb(locked, said, by=by, now=now).case


def approve(case: Case, *, by: By, now: datetime, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, act_payloads.Approved(draft=locked.state.drafted_no), by=by, now=now).case


def send_back(case: Case, *, comment: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """Returns a draft to whoever wrote it, with a comment."""
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Returned(comment=perform.typed_words(comment, "comment"), draft=locked.state.drafted_no)
        return perform.by_verb(locked, said, by=by, now=now).case


def decide(case: Case, *, by: By, now: datetime, seen: int | None = None) -> Case:
    """Sends the drafted decision to the complainant."""
    with perform.on(case, seen=seen) as locked:
        state = locked.state
        said = act_payloads.Decided(draft=state.drafted_no, round=state.round, outcome=_outcome(locked))
        return perform.by_verb(locked, said, by=by, now=now).case


def accept(case: Case, *, by: By, now: datetime, values: Values | None = None, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Accepted(round=locked.state.round)
        return perform.by_verb(locked, said, by=by, now=now, values=values).case


def refuse(
    case: Case, *, reason: str, by: By, now: datetime, values: Values | None = None, seen: int | None = None
) -> Case:
    """The complainant does not agree; the pack says what that starts and when no round remains."""
    with perform.on(case, seen=seen) as locked:
        typed = perform.typed_words(reason, "reason") if reason.strip() else None  # nobody owes us reasons
        said = act_payloads.Refused(round=locked.state.round, reason=typed)
        return perform.by_verb(locked, said, by=by, now=now, values=values).case


def _points(locked: Locked, points: Sequence[Mapping[str, str]]) -> list[act_payloads.Point]:
    """Each point that was raised, with what was found; thin ones are kept, and hold the gate shut until answered."""
    faults: dict[str, str] = {}
    allowed = queries.remedies(locked.case)
    found: list[act_payloads.Point] = []
    for at, point in enumerate(points):
        if not str(point.get("point", "")).strip():
            continue
        if point.get("outcome") and point["outcome"] not in case_labels.OUTCOMES:
            faults[f"points-{at}-outcome"] = _("Choose one of the answers offered.")
        if point.get("remedy") and point["remedy"] not in allowed:
            faults[f"points-{at}-remedy"] = _("The class of this case does not allow this remedy.")
        if not _is_day(point.get("remedy_on") or ""):
            faults[f"points-{at}-remedy_on"] = _("Give a real date, such as 27 3 2026.")
        faults.update({f"points-{at}-{key}": words for key, words in _money_faults(locked, point)})
        found.append(_point(point))
    if not found:
        faults["points"] = _("Write down at least one point that was raised.")
    if faults:
        raise InvalidForm(faults)
    return found


def _point(point: Mapping[str, str]) -> act_payloads.Point:
    said = act_payloads.Point(
        outcome=point.get("outcome") or "", remedy=point.get("remedy") or "", remedy_on=point.get("remedy_on") or ""
    )
    if point.get("amount"):
        said["amount"] = str(Decimal(_plain_amount(point["amount"])).quantize(Decimal("0.01")))
        said["currency"] = point["currency"]
    for key in act_payloads.POINT_WORDS:
        if text := str(point.get(key) or "").strip():
            said[key] = Private("words", text)
    return said


def _is_day(written: str) -> bool:
    with suppress(ValueError):
        return not written or bool(date.fromisoformat(written))
    return False


def currencies(procedure: Procedure) -> tuple[str, ...]:
    """In which currencies the pack lets anybody grant money."""
    return tuple(dict.fromkeys(rule.currency for rule in procedure.authority))


def _money_faults(locked: Locked, point: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not point.get("amount"):
        return
    try:
        right = Decimal(0) < Decimal(_plain_amount(point["amount"])) < Decimal(10) ** 12
    except InvalidOperation:
        right = False
    if not right:
        yield "amount", _("Give an amount, such as 120 or 120.50.")
    if point.get("currency") not in currencies(locked.procedure):
        yield "currency", _("Choose one of the answers offered.")
    if not point.get("remedy"):
        yield "remedy", _("Say for which remedy this amount is.")


def _plain_amount(typed: object) -> str:
    return str(typed).strip().replace(" ", "").replace(",", ".")


def _outcome(locked: Locked) -> str:
    """Of the whole decision: upheld or not when every point is, partly otherwise."""
    entry = Entry.objects.filter(case=locked.case, no=locked.state.drafted_no).first()
    outcomes = {point["outcome"] for point in entry.fields["points"]} if entry else set[str]()
    return outcomes.pop() if len(outcomes) == 1 else "partly"
