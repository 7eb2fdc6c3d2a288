"""Drafting a decision: each point that was raised, with what was found and what will be done; as many as are needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases import queries
from amends.cases.acts import decision
from amends.cases.errors import ActNotAllowed, Changed, InvalidForm
from amends.cases.views.case_view import CaseView, OfferView
from amends.cases.views.wording import Names
from amends.desk import page
from amends.desk.case import case_access
from amends.desk.request import Request
from amends.procedure import engine

KEYS = ("point", "finding", "outcome", "remedy", "remedy_words", "remedy_on", "amount", "currency")
EMPTY = dict.fromkeys(KEYS, "")
BLOCKS = 3  # empty ones to begin with
MOST = 40
NAME = re.compile(r"points-(\d{1,2})-point")


@dataclass(frozen=True, slots=True)
class DraftForm:
    """What stands in the form of a decision: a block for each point, and the words for the whole."""

    points: Sequence[Mapping[str, str]]
    summary: str = ""
    alternatives: str = ""


def draft(request: Request, found: CaseView, offer: OfferView) -> HttpResponse:
    if request.method != "POST":
        return _form(request, found, offer, _first(found), {"reasons": offer.reasons})
    said = _typed(request.POST)
    if request.POST.get("do") == "more":
        more = replace(said, points=[*said.points, EMPTY][:MOST])
        return _form(request, found, offer, more, {"reasons": offer.reasons, "fresh": len(more.points) - 1})
    try:
        seen = request.POST.get("seen", "")
        decision.draft(
            found.case,
            points=said.points,
            summary=said.summary,
            alternatives=said.alternatives,
            by=request.user,
            now=request.now,
            seen=int(seen) if seen.isdecimal() else 0,
        )
        page.done(request, _("The draft is saved."))
        return redirect("desk-case", number=found.case.number)
    except InvalidForm as fault:
        return _form(request, found, offer, said, {"faults": _faults(fault), "reasons": offer.reasons}, status=422)
    except ActNotAllowed as shut:
        return _form(request, found, offer, said, {"reasons": case_access.reasons(found, shut)}, status=409)
    except Changed as changed:
        found = case_access.view_of(request, found.case.number)
        return _form(request, found, offer, said, {"changed": case_access.since(found, changed)}, status=409)


def _form(
    request: Request,
    found: CaseView,
    offer: OfferView,
    said: DraftForm,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    names = Names(found.procedure, found.language)
    facts = {
        "offer": offer,
        "said": said,
        "fresh": -1,
        "remedies": [(key, names.remedy(key)) for key in queries.remedies(found.case)],
        "currencies": [(one, one) for one in decision.currencies(found.procedure)],
        "guidance": _guidance(found, names),
        "approvers": _approvers(found, names),
        "told": _told(found, offer),
    }
    # What somebody typed stays before their eyes, whatever shuts the act meanwhile.
    shut = bool(context.get("reasons")) and not (context.get("changed") or context.get("faults"))
    return case_access.show(request, "case/draft", found, {**facts, "shut": shut, **context}, status=status)


def _approvers(found: CaseView, names: Names) -> list[str]:
    """The roles that approve at the present stage, of those that the pack lets approve a decision."""
    listed = {role for one in found.procedure.approvals for role in one.by}
    here = {role for one in found.offers if one.verb == "approve" for role in one.act.who}
    return sorted(names.role(role) for role in listed & here or listed)


def _told(found: CaseView, offer: OfferView) -> bool:
    """Whether saving the draft writes to whoever approves; some packs do so at a later step."""
    anchors = {("entry", "drafted"), ("act", offer.key)}
    return any((one.on.what, one.on.key) in anchors for one in found.procedure.notices)


def _guidance(found: CaseView, names: Names) -> list[tuple[str, str]]:
    """What the pack advises for a matter like this one: why, and the usual remedies."""
    return [
        (names.text(one.says), ", ".join(names.remedy(key) for key in one.remedies))
        for one in engine.guidance(found.procedure, found.state)
    ]


def _first(found: CaseView) -> DraftForm:
    """The draft of this round goes on where it stands; otherwise empty blocks."""
    if found.draft is None or not found.state.drafted_no:
        return DraftForm([EMPTY] * BLOCKS)
    points: Sequence[dict[str, str]] = [
        {
            "point": one.point,
            "finding": one.finding,
            "outcome": one.outcome,
            "remedy": one.remedy_key,
            "remedy_words": one.remedy_words,
            "remedy_on": one.remedy_on,
            "amount": one.amount,
            "currency": one.currency,
        }
        for one in found.draft.points
    ]
    return DraftForm(points, found.draft.summary, found.draft.alternatives)


def _typed(post: QueryDict) -> DraftForm:
    """Every block as it stands, empty ones too: their places are what faults point at."""
    places = sorted(int(match[1]) for match in map(NAME.fullmatch, post) if match)[:MOST]
    points = [{key: page.typed(post, f"points-{at}-{key}").strip() for key in KEYS} for at in places]
    return DraftForm(points, page.typed(post, "summary"), page.typed(post, "alternatives"))


def _faults(fault: InvalidForm) -> dict[str, str]:
    """A fault of all points together stands at the first one."""
    return {"points-0-point" if key == "points" else key: words for key, words in fault.faults.items()}
