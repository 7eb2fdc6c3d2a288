"""The case: the story on the left, the next moves on the right, each with its reasons while it is shut."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases import internal, relations, tracking
from amends.cases.acts import custody, handling
from amends.cases.errors import ActNotAllowed
from amends.cases.views import case_labels, case_view, wording
from amends.cases.views.case_view import CaseView, OfferView
from amends.desk import page
from amends.desk.case import case_access, review_panel
from amends.desk.request import Request
from amends.dispatch import sent_letters
from amends.dispatch.letters import letter_pdf
from amends.improvement import effectiveness, eight_d, similarity, trend_chart
from amends.organisation import access, options
from amends.organisation.models import Member

GROUPS = ("messages", "decisions", "clock")


def detail(request: Request, number: str) -> HttpResponse:
    found = case_access.view_of(request, number)
    if found.case.number != number:
        return redirect("desk-case", number=found.case.number)
    group = request.GET.get("show", "")
    sent, waiting = sent_letters.by_entry(found.case)
    story = tuple(line for line in reversed(found.story) if group not in GROUPS or line.group == group)
    context = {
        "story": story,
        "show": group if group in GROUPS else "",
        "sent": sent,
        "waiting": waiting,
        "channel": case_labels.channel(found.case.channel),
        **_promises(found),
        **_moves(found),
        **_facts(request, found),
        **_learnt(request, found),
        **review_panel.panels(request, found),
    }
    return case_access.show(request, "case/case", found, context)


def _promises(found: CaseView) -> dict[str, object]:
    """What is owed still stands open on the page; what was kept is folded away, and what was dropped is not shown."""
    return {
        "promises_owed": [one for one in found.promises if one.standing not in ("dropped", "kept")],
        "promises_kept": [one for one in found.promises if one.standing == "kept"],
    }


def _moves(found: CaseView) -> dict[str, object]:
    """The next one large, the others below, the shut ones with their reasons. What was done is not the next."""
    offers = [one for one in found.offers if _fits(one, found)]
    opened = [one for one in offers if one.open]
    done = {one.act for one in found.state.done if one.round == found.state.round}
    following: OfferView | None = next((one for one in opened if one.prompt and one.key not in done), None)
    return {
        "following": following,
        "opened": [one for one in opened if one is not following],
        "closed": [] if found.state.erased_at else [one for one in offers if not one.open],
    }


def _fits(offer: OfferView, found: CaseView) -> bool:
    """A step of goods that are not there, or have come further, is no move, neither open nor shut."""
    if not offer.act.step or offer.act.step in custody.FIRST:
        return True
    return any(custody.takes(offer.act.step, at=item.step) for item in found.beside.items)


def _facts(request: Request, found: CaseView) -> dict[str, object]:
    case = found.case
    names = wording.Names(found.procedure, found.language)
    tries = 0 if case.closed_at or case.inside else tracking.tries_on(case.number, request.now)
    return {
        "class_title": names.class_title(case.class_key) if case.class_key else "",
        "owner_role": names.role(case.owner_role),
        "words": case.words.summary if not found.values.get("words") else "",
        "tries": tries,
        "together": _together(found, request.user, request.now),
        "ties": internal.ties(case, found.state, found.language, member=request.user, now=request.now),
        "complained_about": options.names_of(case.complained_about),
        "draft_waits": _draft_waits(found),
        "originals": access.may_open_original(request.user, owner_id=case.owner_id),
    }


def _draft_waits(found: CaseView) -> bool:
    """Whether there is a draft that no decision has taken up yet."""
    if found.draft is None or not found.state.drafted_no:
        return False
    return found.decision is None or found.decision.no <= found.draft.no


def _learnt(request: Request, found: CaseView) -> dict[str, object]:
    """Cases like this one with the reasons; of an action, whether it worked."""
    case, today = found.case, timezone.localtime(request.now).date()
    if case.inside:
        worked = effectiveness.effect_of(case, today=today) if eight_d.is_action(case) else None
        chart = trend_chart.before_and_since(worked, today=today) if worked else None
        said = effectiveness.says(worked) if worked else ""
        return {"likes": (), "worked": said, "chart": chart, "action": eight_d.is_action(case)}
    likes = similarity.of_case(case, found.values, member=request.user, language=found.language, now=request.now)
    return {"likes": likes, "worked": "", "chart": None, "action": False}


def _together(found: CaseView, member: Member, now: datetime) -> list[str]:
    """The case that leads this one, or those that it leads; asked only where it ever took one in."""
    if leading := found.case.joined_to:
        return [] if leading in found.unnamed else [leading]
    return relations.joined(found.case, member, now) if any(line.kind == "gathered" for line in found.story) else []


def password(request: Request, number: str) -> HttpResponse:
    """A new tracking password goes to the contact on file; nobody here sees it."""
    found = case_access.view_of(request, number)
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            handling.issue_password(found.case, by=request.user, now=request.now)
            page.done(request, _("A new tracking password is on its way to the complainant."))
            return redirect("desk-case", number=found.case.number)
        except ActNotAllowed as shut:
            reasons = case_access.reasons(found, shut)
    context = {"reasons": reasons, "tries": tracking.tries_on(found.case.number, request.now)}
    return case_access.show(request, "case/password", found, context, status=409 if reasons else 200)


def file(request: Request, number: str, file_id: object) -> FileResponse:
    """A picture is shown as drawn anew; the untouched original only to whom it is allowed. Nothing here is run."""
    found = case_access.view_of(request, number)
    one = case_view.file_for_staff(found.case, str(file_id))
    if one is None:
        raise Http404
    original = request.GET.get("original") == "1"
    if original and not access.may_open_original(request.user, owner_id=found.case.owner_id):
        raise Http404
    if one.picture and not one.shown and not original:
        raise Http404  # not drawn yet, or not to be drawn: the untouched picture may say where it was taken
    look = bool(one.shown) and not original
    sent = FileResponse(
        default_storage.open(one.shown if look else one.stored),
        as_attachment=not look,
        filename=one.name,
        content_type="image/jpeg" if look else one.media_type,
    )
    sent["Content-Security-Policy"] = "default-src 'none'; sandbox"
    sent["Cache-Control"] = "no-store"
    return sent


def decision(request: Request, number: str) -> HttpResponse:
    """The decision in force on paper, in the complainant's language."""
    found = case_access.view_of(request, number)
    theirs = case_view.for_complainant(found.case, language=found.case.language, now=request.now)
    if theirs.decision is None:
        raise Http404
    answer = HttpResponse(letter_pdf.decision(theirs), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.case.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
