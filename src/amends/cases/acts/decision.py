"""The verbs around a decision: drafted point by point, approved or returned, sent, then accepted or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from amends.cases import queries
from amends.cases.acts import perform
from amends.cases.acts.perform import By, Fields
from amends.cases.errors import Faulty
from amends.cases.history import Locked
from amends.cases.models import Case, Entry
from amends.cases.vault import Private
from amends.cases.views import labels
from amends.procedure.schema import Procedure


def draft(
    case: Case,
    *,
    points: Sequence[Mapping[str, Any]],
    summary: str,
    by: By,
    now: datetime,
    alternatives: str = "",
    seen: int | None = None,
) -> Case:
    """A decision point by point: what was raised, the finding, upheld / partly / not, the remedy and its date."""
    with perform.on(case, seen=seen) as locked:
        fields: Fields = {"points": _points(locked, points), "summary": perform.said(summary, "summary")}
        if alternatives.strip():
            fields["alternatives"] = perform.said(alternatives, "alternatives")
        return perform.by_verb(locked, "draft", by=by, now=now, fields=fields).case


def approve(case: Case, *, by: By, now: datetime, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, "approve", by=by, now=now, fields={"draft": locked.state.drafted_no}).case


def send_back(case: Case, *, comment: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """Returns a draft to whoever wrote it, with a comment."""
    with perform.on(case, seen=seen) as locked:
        fields = {"comment": perform.said(comment, "comment"), "draft": locked.state.drafted_no}
        return perform.by_verb(locked, "return", by=by, now=now, fields=fields).case


def decide(case: Case, *, by: By, now: datetime, seen: int | None = None) -> Case:
    """Sends the drafted decision to the complainant."""
    with perform.on(case, seen=seen) as locked:
        fields = {"draft": locked.state.drafted_no, "round": locked.state.round, "outcome": _outcome(locked)}
        return perform.by_verb(locked, "decide", by=by, now=now, fields=fields).case


def accept(
    case: Case, *, by: By, now: datetime, values: Mapping[str, Any] | None = None, seen: int | None = None
) -> Case:
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(
            locked, "accept", by=by, now=now, fields={"round": locked.state.round}, values=values
        ).case


def refuse(
    case: Case, *, reason: str, by: By, now: datetime, values: Mapping[str, Any] | None = None, seen: int | None = None
) -> Case:
    """The complainant does not agree; the pack says what that starts and when no round remains."""
    with perform.on(case, seen=seen) as locked:
        fields: Fields = {"round": locked.state.round}
        if reason.strip():  # nobody owes us reasons
            fields["reason"] = perform.said(reason, "reason")
        return perform.by_verb(locked, "refuse", by=by, now=now, fields=fields, values=values).case


def _points(locked: Locked, points: Sequence[Mapping[str, Any]]) -> list[Fields]:
    """Each point that was raised, with what was found; thin ones are kept, and hold the gate shut until answered."""
    faults: dict[str, str] = {}
    allowed = queries.remedies(locked.case)
    found: list[Fields] = []
    for at, point in enumerate(points):
        if not str(point.get("point", "")).strip():
            continue
        if point.get("outcome") and point["outcome"] not in labels.OUTCOMES:
            faults[f"points-{at}-outcome"] = _("Choose one of the answers offered.")
        if point.get("remedy") and point["remedy"] not in allowed:
            faults[f"points-{at}-remedy"] = _("The class of this case does not allow this remedy.")
        faults.update({f"points-{at}-{key}": words for key, words in _money_faults(locked, point)})
        found.append(_point(point))
    if not found:
        faults["points"] = _("Write down at least one point that was raised.")
    if faults:
        raise Faulty(faults)
    return found


def _point(point: Mapping[str, Any]) -> Fields:
    said: Fields = {
        "outcome": point.get("outcome") or "",
        "remedy": point.get("remedy") or "",
        "remedy_on": point.get("remedy_on") or "",
    }
    if point.get("amount"):
        said["amount"] = str(Decimal(_plain_amount(point["amount"])).quantize(Decimal("0.01")))
        said["currency"] = point["currency"]
    for key in ("point", "finding", "remedy_words"):
        if text := str(point.get(key) or "").strip():
            said[key] = Private("words", text)
    return said


def currencies(procedure: Procedure) -> tuple[str, ...]:
    """In which currencies the pack lets anybody grant money."""
    return tuple(dict.fromkeys(rule.currency for rule in procedure.authority))


def _money_faults(locked: Locked, point: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
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
    outcomes = {point["outcome"] for point in entry.fields["points"]} if entry else set()
    return outcomes.pop() if len(outcomes) == 1 else "partly"
