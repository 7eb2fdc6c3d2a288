"""One act on a case: its form, what will happen, one call to the verb, and what stood in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases import internal
from amends.cases.acts import consultation, custody, decision, handling, joining, mass_message
from amends.cases.acts.perform import File
from amends.cases.errors import Changed, Faulty, Shut
from amends.cases.views.case_view import CaseView, OfferView
from amends.desk import page
from amends.desk.auth import Request
from amends.desk.case import act_forms, case_access, draft
from amends.dispatch.letters import preview
from amends.goods import lookup
from amends.intake.attachments import files, pending_files
from amends.organisation import options
from amends.organisation.models import Member
from amends.procedure.schema import Verb

# Verbs whose letters can be read before they leave; the others' letters carry what is only now being typed.
PREVIEWED = frozenset({"move", "record", "decide", "accept", "approve"})


@dataclass(frozen=True, slots=True)
class Doing:
    """An act on its way: what was typed, by whom, when, and what they had seen."""

    offer: OfferView
    found: CaseView
    said: Mapping[str, Any]
    values: Mapping[str, Any]  # of the pack's own form
    files: Sequence[File]
    by: Member
    now: datetime
    seen: int

    @property
    def case(self) -> Any:
        return self.found.case

    def text(self, key: str) -> str:
        return str(self.said.get(key, ""))


def act(request: Request, number: str, key: str) -> HttpResponse:
    found = case_access.seen(request, number)
    offer = case_access.offer_of(found, key)
    if offer is None:
        if key not in found.procedure.acts:
            raise Http404
        page.not_done(request, _("This is not possible at the present stage."))
        return redirect("desk-case", number=number)
    if offer.verb == "open":
        asking = case_access.asking(offer, request.now)
        if asking is None:
            page.not_done(request, _("The procedure for this work is not in force here."))
            return redirect("desk-case", number=number)
        offer = asking
    if offer.verb == "draft":
        return draft.draft(request, found, offer)
    if request.method == "POST":
        return _done(request, found, offer)
    said = act_forms.first(offer, found)
    if offer.verb == "custody":  # the page of an item leads here with its code
        said["item"] = page.typed(request.GET, "item")
    return _form(request, found, offer, said, {"reasons": offer.reasons})


def _done(request: Request, found: CaseView, offer: OfferView) -> HttpResponse:
    said = act_forms.typed(offer, request.POST)
    pending = pending_files.of_form(request, now=request.now)
    try:
        pending.must_be_sound()
        values = act_forms.of_pack(offer.form, request.POST)
        seen = request.POST.get("seen", "")
        last = int(seen) if seen.isdecimal() else 0
        doing = Doing(offer, found, said, values, pending.files, by=request.user, now=request.now, seen=last)
        done = DO[offer.verb](doing)
        pending_files.handed_over(pending.files)
        page.done(request, _("Done: %(act)s") % {"act": offer.title})
        if isinstance(done, mass_message.MassMessageResult) and done.refused:
            page.not_done(request, _("Not told: %(numbers)s") % {"numbers": ", ".join(done.refused)})
        return redirect("desk-case", number=done[1].number if isinstance(done, tuple) else found.case.number)
    except Faulty as fault:
        context: dict[str, Any] = {"faults": act_forms.faults(offer, fault.faults), "reasons": offer.reasons}
        status = 422
    except Shut as shut:
        context, status = {"reasons": case_access.reasons(found, shut)}, 409
    except Changed as changed:
        found = case_access.seen(request, found.case.number)
        context, status = {"changed": case_access.since(found, changed)}, 409
    context["pending"] = pending.files
    return _form(request, found, case_access.offer_of(found, offer.key) or offer, said, context, status=status)


def _form(
    request: Request,
    found: CaseView,
    offer: OfferView,
    said: Mapping[str, Any],
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "offer": offer,
        "said": said,
        "pending": (),
        "button": _button(offer, found.case.inside),
        "accept": files.ACCEPT,
        "largest": files.LARGEST,
        "most": files.MOST,
        "letters": _letters(request, found, offer),
        "records": lookup.about(found.case.goods),
        **act_forms.offered(offer, found, request.now),
    }
    return case_access.shown(request, "act", found, {**facts, **context}, status=status)


def _letters(request: Request, found: CaseView, offer: OfferView) -> tuple[preview.LetterAhead, ...]:
    """What the complainant will read, before it is sent."""
    if not offer.open or offer.verb not in PREVIEWED:
        return ()
    fields = {"draft": found.state.drafted_no, "round": found.state.round, "outcome": found.state.outcome}
    return preview.of(
        found.case,
        found.procedure.acts[offer.key],
        by=request.user.by,
        now=request.now,
        fields=fields if offer.verb in ("decide", "accept", "approve") else {},
    )


def _button(offer: OfferView, inside: bool) -> str:
    """Says what will happen."""
    known: dict[Verb, str] = {
        "assign": _("Assign the case"),
        "classify": _("Save the classification"),
        "change kind": _("Change the kind"),
        "ask": _("Send this question to the complainant"),
        "answer": _("Write down the answer"),
        "tell": _("Send these words to the complainant"),
        "add": _("Add this to the case"),
        "note": _("Save the note"),
        "extend": _("Extend and tell the complainant"),
        "rest": _("Let the clock rest"),
        "resume": _("Let the clock run again"),
        "approve": _("Approve this decision"),
        "return": _("Return the draft with this comment"),
        "accept": _("Write down that they accept"),
        "refuse": _("Write down that they refuse"),
        "appoint": _("Appoint these people"),
        "request": _("Send this question to the department"),
        "reply": _("Write down the reply"),
        "custody": _("Write down this step"),
        "join": _("Handle the two together"),
        "part": _("Handle it on its own"),
    }
    if inside and offer.verb == "tell":
        return _("Send these words to every complainant")  # of a problem
    return {str(verb): words for verb, words in known.items()}.get(offer.verb, offer.title)


def _plain(do: Doing) -> object:
    return handling.do(do.case, do.offer.key, values=do.values, by=do.by, now=do.now, seen=do.seen)


def _open(do: Doing) -> object:
    """The new matter and its page; the case it comes from is tied to it."""
    return internal.open_from(do.case, do.offer.key, values=do.values, by=do.by, now=do.now, seen=do.seen)


def _assign(do: Doing) -> object:
    hands = options.hands(site=do.case.site_id or "", now=do.now)
    owner = next((one for one in hands if str(one.pk) == do.said["owner"]), None)
    department = do.text("department") if do.said["department"] != (do.case.department_id or "") else ""
    if owner is None and not department:
        raise Faulty({"owner": _("Choose a person or another department.")})
    if do.said["owner"] == str(do.case.owner_id):
        owner = None if department else owner
    return handling.assign(do.case, owner=owner, department=department, by=do.by, now=do.now, seen=do.seen)


def _classify(do: Doing) -> object:
    values = {**do.values, **{key: do.said[key] for key in ("category", "product", "class")}}
    return handling.classify(do.case, values=values, by=do.by, now=do.now, seen=do.seen)


def _extend(do: Doing) -> object:
    """The unit is the one in which the pack allows this promise to be extended."""
    duty = do.found.procedure.duties.get(do.text("duty"))
    if duty is None or duty.extension is None:
        raise Faulty({"duty": _("Choose which promise needs more time.")})
    amount = f"{do.text('number').strip() or 0} {duty.extension.longest.unit}"
    return handling.extend(
        do.case, duty=duty.key, amount=amount, reason=do.text("reason"), by=do.by, now=do.now, seen=do.seen
    )


def _tell(do: Doing) -> object:
    """Of a problem, all its complainants at once; what one case does not allow does not stop the others."""
    if not do.case.inside:
        return handling.tell(do.case, words=do.text("words"), by=do.by, now=do.now, seen=do.seen)
    return mass_message.tell(do.case, do.offer.key, words=do.text("words"), by=do.by, now=do.now, seen=do.seen)


def _appoint(do: Doing) -> object:
    chosen = {role: do.text(act_forms.ROLE + role) for role in do.offer.act.roles}
    people = {str(one.pk): one for one in options.hands(site=do.case.site_id or "", now=do.now)}
    hands = {role: people[key] for role, key in chosen.items() if key in people}
    return handling.appoint(do.case, do.offer.key, hands=hands, by=do.by, now=do.now, seen=do.seen)


def _reply(do: Doing) -> object:
    no = do.text("request")
    if not no.isdecimal():
        raise Faulty({"request": _("Choose which request this answers.")})
    return consultation.reply(do.case, int(no), words=do.text("reply"), values=dict(do.values), by=do.by, now=do.now)


def _custody(do: Doing) -> object:
    return custody.step(
        do.case,
        do.offer.key,
        item=do.text("item"),
        what=do.text("what"),
        values=do.values,
        files=do.files,
        by=do.by,
        now=do.now,
        seen=do.seen,
    )


def _add(do: Doing) -> object:
    public = do.said["public"] == "yes"
    return handling.add(do.case, words=do.text("words"), files=do.files, by=do.by, now=do.now, public=public)


DO: Mapping[Verb, Callable[[Doing], object]] = {
    **dict.fromkeys(("move", "record", "gather", "recur", "rate", "read"), _plain),
    "open": _open,
    "assign": _assign,
    "classify": _classify,
    "change kind": lambda do: handling.change_kind(
        do.case, kind=do.text("kind"), reason=do.text("reason"), by=do.by, now=do.now, seen=do.seen
    ),
    "ask": lambda do: handling.ask(
        do.case, key=do.offer.key, question=do.text("question"), by=do.by, now=do.now, seen=do.seen
    ),
    "answer": lambda do: handling.answer(do.case, words=do.text("words"), files=do.files, by=do.by, now=do.now),
    "add": _add,
    "tell": _tell,
    "note": lambda do: handling.note(do.case, words=do.text("words"), by=do.by, now=do.now),
    "extend": _extend,
    "rest": lambda do: handling.rest(do.case, reason=do.text("reason"), by=do.by, now=do.now, seen=do.seen),
    "resume": lambda do: handling.resume(do.case, by=do.by, now=do.now, seen=do.seen),
    "approve": lambda do: decision.approve(do.case, by=do.by, now=do.now, seen=do.seen),
    "return": lambda do: decision.send_back(do.case, comment=do.text("comment"), by=do.by, now=do.now, seen=do.seen),
    "appoint": _appoint,
    "request": lambda do: consultation.request(
        do.case,
        do.offer.key,
        department=do.text("to_department"),
        question=do.text("question"),
        by=do.by,
        now=do.now,
        seen=do.seen,
    ),
    "reply": _reply,
    "custody": _custody,
    "join": lambda do: joining.join(do.case, do.text("number"), by=do.by, now=do.now, seen=do.seen),
    "part": lambda do: joining.part(do.case, by=do.by, now=do.now, seen=do.seen),
    "decide": lambda do: decision.decide(do.case, by=do.by, now=do.now, seen=do.seen),
    "accept": lambda do: decision.accept(do.case, values=do.values, by=do.by, now=do.now, seen=do.seen),
    "refuse": lambda do: decision.refuse(
        do.case, reason=do.text("reason"), values=do.values, by=do.by, now=do.now, seen=do.seen
    ),
}
