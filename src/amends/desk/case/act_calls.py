"""What the desk does with each verb: the call that does it; the words on its button stand in the table of verbs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from amends.cases import internal
from amends.cases.acts import consultation, custody, decision, handling, joining, mass_message
from amends.cases.acts.perform import File
from amends.cases.errors import InvalidForm
from amends.cases.views.case_types import Case
from amends.cases.views.case_view import CaseView, OfferView
from amends.desk.case import act_forms, draft
from amends.desk.request import Request
from amends.organisation import options
from amends.organisation.models import Member
from amends.platform.json_values import Json
from amends.procedure.verbs import VERBS, Verb


@dataclass(frozen=True, slots=True)
class Doing:
    """An act on its way: what was typed, by whom, when, and what they had seen."""

    offer: OfferView
    found: CaseView
    said: Mapping[str, Json]
    values: Mapping[str, Json]  # of the pack's own form
    files: Sequence[File]
    by: Member
    now: datetime
    seen: int

    @property
    def case(self) -> Case:
        return self.found.case

    def text(self, key: str) -> str:
        return str(self.said.get(key, ""))


def button(offer: OfferView, *, inside: bool) -> str:
    rule = VERBS[offer.verb]
    own = (inside and rule.button_inside) or rule.button
    return _(own) if own else offer.title


def follows(offer: OfferView, *, inside: bool) -> str:
    rule = VERBS[offer.verb]
    own = (inside and rule.follows_inside) or rule.follows
    return _(own) if own else ""


def _plain(do: Doing) -> object:
    return handling.do(do.case, do.offer.key, values=do.values, by=do.by, now=do.now, seen=do.seen)


def _open(do: Doing) -> object:
    """The new matter and its page; the case it comes from is tied to it."""
    return internal.open_from(do.case, do.offer.key, values=do.values, by=do.by, now=do.now, seen=do.seen)


def _assign(do: Doing) -> object:
    hands = options.hands(site=do.case.site_id or "", department=None, now=do.now)
    owner = next((one for one in hands if str(one.pk) == do.said["owner"]), None)
    department = do.text("department") if do.said["department"] != (do.case.department_id or "") else ""
    if owner is None and not department:
        raise InvalidForm({"owner": _("Choose a person or another department.")})
    if do.said["owner"] == str(do.case.owner_id):
        owner = None if department else owner
    return handling.assign(do.case, owner=owner, department=department, by=do.by, now=do.now, seen=do.seen)


def _classify(do: Doing) -> object:
    values = {**do.values, **{key: do.said[key] for key in ("category", "product", "class")}}
    return handling.classify(do.case, values=values, by=do.by, now=do.now, seen=do.seen)


def _change_kind(do: Doing) -> object:
    return handling.change_kind(
        do.case, kind=do.text("kind"), reason=do.text("reason"), by=do.by, now=do.now, seen=do.seen
    )


def _ask(do: Doing) -> object:
    return handling.ask(do.case, key=do.offer.key, question=do.text("question"), by=do.by, now=do.now, seen=do.seen)


def _answer(do: Doing) -> object:
    return handling.answer(do.case, words=do.text("words"), files=do.files, by=do.by, now=do.now)


def _tell(do: Doing) -> object:
    """Of a problem, all its complainants at once; what one case does not allow does not stop the others."""
    if not do.case.inside:
        return handling.tell(do.case, words=do.text("words"), by=do.by, now=do.now, seen=do.seen)
    return mass_message.tell(do.case, do.offer.key, words=do.text("words"), by=do.by, now=do.now, seen=do.seen)


def _add(do: Doing) -> object:
    public = do.said["public"] == "yes"
    return handling.add(do.case, words=do.text("words"), files=do.files, by=do.by, now=do.now, public=public)


def _note(do: Doing) -> object:
    return handling.note(do.case, words=do.text("words"), by=do.by, now=do.now)


def _extend(do: Doing) -> object:
    """The unit is the one in which the pack allows this promise to be extended."""
    duty = do.found.procedure.duties.get(do.text("duty"))
    if duty is None or duty.extension is None:
        raise InvalidForm({"duty": _("Choose which promise needs more time.")})
    amount = f"{do.text('number').strip() or 0} {duty.extension.longest.unit}"
    return handling.extend(
        do.case, duty=duty.key, amount=amount, reason=do.text("reason"), by=do.by, now=do.now, seen=do.seen
    )


def _rest(do: Doing) -> object:
    return handling.rest(do.case, reason=do.text("reason"), by=do.by, now=do.now, seen=do.seen)


def _resume(do: Doing) -> object:
    return handling.resume(do.case, by=do.by, now=do.now, seen=do.seen)


def _approve(do: Doing) -> object:
    return decision.approve(do.case, by=do.by, now=do.now, seen=do.seen)


def _return(do: Doing) -> object:
    return decision.send_back(do.case, comment=do.text("comment"), by=do.by, now=do.now, seen=do.seen)


def _decide(do: Doing) -> object:
    return decision.decide(do.case, by=do.by, now=do.now, seen=do.seen)


def _accept(do: Doing) -> object:
    return decision.accept(do.case, values=do.values, by=do.by, now=do.now, seen=do.seen)


def _refuse(do: Doing) -> object:
    return decision.refuse(do.case, reason=do.text("reason"), values=do.values, by=do.by, now=do.now, seen=do.seen)


def _appoint(do: Doing) -> object:
    chosen = {role: do.text(act_forms.ROLE + role) for role in do.offer.act.roles}
    place = {"site": do.case.site_id or "", "department": do.case.department_id or ""}
    people = {str(one.pk): one for one in options.hands(**place, now=do.now)}
    hands = {role: people[key] for role, key in chosen.items() if key in people}
    return handling.appoint(do.case, do.offer.key, hands=hands, by=do.by, now=do.now, seen=do.seen)


def _request(do: Doing) -> object:
    asked = {"department": do.text("to_department"), "question": do.text("question")}
    return consultation.request(do.case, do.offer.key, **asked, by=do.by, now=do.now, seen=do.seen)


def _reply(do: Doing) -> object:
    no = do.text("request")
    if not no.isdecimal():
        raise InvalidForm({"request": _("Choose which request this answers.")})
    return consultation.reply(do.case, int(no), words=do.text("reply"), values=dict(do.values), by=do.by, now=do.now)


def _custody(do: Doing) -> object:
    way = {"item": do.text("item"), "what": do.text("what"), "key": do.offer.key}
    return custody.step(do.case, **way, values=do.values, files=do.files, by=do.by, now=do.now, seen=do.seen)


def _join(do: Doing) -> object:
    return joining.join(do.case, do.text("number"), by=do.by, now=do.now, seen=do.seen)


def _part(do: Doing) -> object:
    return joining.part(do.case, by=do.by, now=do.now, seen=do.seen)


PLAIN = [verb for verb, rule in VERBS.items() if rule.plain]
# What no form of questions can ask.
OWN_PAGE: Mapping[Verb, Callable[[Request, CaseView, OfferView], HttpResponse]] = {"draft": draft.draft}
CALLS: Mapping[Verb, Callable[[Doing], object]] = {
    **dict.fromkeys(PLAIN, _plain),
    "open": _open,
    "assign": _assign,
    "classify": _classify,
    "change kind": _change_kind,
    "ask": _ask,
    "answer": _answer,
    "tell": _tell,
    "add": _add,
    "note": _note,
    "extend": _extend,
    "rest": _rest,
    "resume": _resume,
    "approve": _approve,
    "return": _return,
    "decide": _decide,
    "accept": _accept,
    "refuse": _refuse,
    "appoint": _appoint,
    "request": _request,
    "reply": _reply,
    "custody": _custody,
    "join": _join,
    "part": _part,
}
