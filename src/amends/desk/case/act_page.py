"""One act on a case: its form, what will happen, one call to the verb, and what stood in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.acts import mass_message
from amends.cases.errors import ActNotAllowed, Changed, InvalidForm
from amends.cases.views.case_view import CaseView, OfferView
from amends.desk import page
from amends.desk.case import act_calls, act_forms, case_access, open_internal_case
from amends.desk.case.act_forms import Choices
from amends.desk.request import Request
from amends.dispatch.letters import preview
from amends.goods import lookup
from amends.intake.attachments import files, pending_files
from amends.platform.json_values import Json
from amends.procedure.verbs import VERBS


def act(request: Request, number: str, key: str) -> HttpResponse:
    found = case_access.view_of(request, number)
    offer = case_access.offer_of(found, key)
    if offer is None:
        if key not in found.procedure.acts:
            raise Http404
        page.not_done(request, _("This is not possible at the present stage."))
        return redirect("desk-case", number=number)
    if offer.act.opens:
        asking = open_internal_case.asking(offer, request.now)
        if asking is None:
            page.not_done(request, _("The procedure for this work is not in force here."))
            return redirect("desk-case", number=number)
        offer = asking
    if own := act_calls.OWN_PAGE.get(offer.verb):
        return own(request, found, offer)
    if request.method == "POST":
        return _done(request, found, offer)
    said = act_forms.first(offer, found)
    if "item" in said:  # the page of an item leads here with its code
        said["item"] = page.typed(request.GET, "item")
    return _form(request, found, offer, said, {}, reasons=offer.reasons)


def _done(request: Request, found: CaseView, offer: OfferView) -> HttpResponse:
    said = act_forms.typed(offer, request.POST)
    pending = pending_files.of_form(request, now=request.now)
    try:
        pending.must_be_sound()
        values = act_forms.of_pack(offer.form, request.POST)
        seen = request.POST.get("seen", "")
        last = int(seen) if seen.isdecimal() else 0
        doing = act_calls.Doing(offer, found, said, values, pending.files, by=request.user, now=request.now, seen=last)
        done = act_calls.CALLS[offer.verb](doing)
        pending_files.handed_over(pending.files)
        page.done(request, _("Done: %(act)s") % {"act": offer.title})
        if isinstance(done, mass_message.MassMessageResult):
            _not_told(request, done)
        return case_access.after_act(request, done[1].number if isinstance(done, tuple) else found.case.number)
    except InvalidForm as fault:
        context: dict[str, object] = {"faults": act_forms.faults(offer, fault.faults)}
        reasons, status = offer.reasons, 422
    except ActNotAllowed as shut:
        context, reasons, status = {}, case_access.reasons(found, shut), 409
    except Changed as changed:
        found = case_access.view_of(request, found.case.number)
        context, reasons, status = {"changed": case_access.since(found, changed)}, (), 409
    context["pending"] = pending.files
    now = open_internal_case.still_asking(case_access.offer_of(found, offer.key), offer)
    return _form(request, found, now, said, context, reasons=reasons, status=status)


def _not_told(request: Request, done: mass_message.MassMessageResult) -> None:
    if done.refused:
        page.not_done(request, _("Not told: %(numbers)s") % {"numbers": ", ".join(done.refused)})
    if done.unseen:
        words = ngettext(
            "Not told: %(num)s case that is not for you to see.",
            "Not told: %(num)s cases that are not for you to see.",
            done.unseen,
        )
        page.not_done(request, words % {"num": done.unseen})


def _form(
    request: Request,
    found: CaseView,
    offer: OfferView,
    said: Mapping[str, Json],
    context: Mapping[str, object],
    reasons: Sequence[str] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    rule, inside = VERBS[offer.verb], found.case.inside
    offered = act_forms.offered(offer, found, request.now)
    facts: dict[str, object] = {
        "offer": offer,
        "said": {**said, **_chosen(offer, said, offered["choices"])},
        "pending": (),
        "partial": f"desk/case/act/{offer.verb.replace(' ', '-')}.html" if rule.asks else "",
        "follows": act_calls.follows(offer, inside=inside),
        "button": act_calls.button(offer, inside=inside),
        "accept": files.ACCEPT,
        "largest": files.LARGEST,
        "most": files.MOST,
        "paper": {"draft": found.draft, "decision": found.decision}.get(rule.about),
        "letters": _letters(request, found, offer),
        "letter_open": rule.letter_open,
        "records": lookup.about(found.case.goods),
        **offered,
        **context,
    }
    missing = act_forms.missing(offer, offered["choices"])
    facts["reasons"] = (*reasons, missing) if missing else tuple(reasons)
    # What somebody typed stays before their eyes, whatever shuts the act meanwhile.
    facts["shut"] = bool(missing or (reasons and not (context.get("changed") or context.get("faults"))))
    return case_access.show(request, "case/act", found, facts, status=status)


def _chosen(offer: OfferView, said: Mapping[str, Json], choices: Mapping[str, Choices]) -> dict[str, Json]:
    return {key: only for key, only in act_forms.chosen_alone(offer, choices).items() if not said.get(key)}


def _letters(request: Request, found: CaseView, offer: OfferView) -> tuple[preview.LetterAhead, ...]:
    """What the complainant will read, before it is sent."""
    rule = VERBS[offer.verb]
    if not offer.open or not rule.previewed:
        return ()
    return preview.letters_ahead(
        found.case,
        found.procedure.acts[offer.key],
        by=request.user.by,
        now=request.now,
    )
