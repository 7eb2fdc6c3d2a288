"""Mail that came in: what a person has to look at, what was kept aside and why, and one message whole."""

from __future__ import annotations

import re
import uuid
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypedDict

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import editions, queries, visibility
from amends.cases.errors import ActNotAllowed, Forbidden, InvalidForm
from amends.cases.views import case_view, masking
from amends.cases.views.case_view import CaseView
from amends.desk import page
from amends.desk.mail import mail_labels
from amends.desk.request import Request
from amends.intake import submission
from amends.intake.mail import daily_look, inbound_mail, process_mail, to_case
from amends.intake.mail.daily_look import LookDue
from amends.intake.models import Incoming, MailLook
from amends.organisation import access, staff
from amends.organisation import inbound_channels as organisation_ways
from amends.organisation.models import Member
from amends.procedure.schema import say

AFTER = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(\+00:00)\|[0-9a-f-]{36}\Z")
WHICH = ("look", "aside", "all")


class DailyLook(TypedDict):
    """Who owes the daily look, what is owed now, and who looked lately."""

    owed: LookDue | None
    mine: bool
    role: str
    role_title: str
    roles: list[tuple[str, str]]
    looks: list[tuple[MailLook, Member | str, int]]


def index(request: Request) -> HttpResponse:
    """What to look at first; with a press, the owner names who looks, and whoever looked says so."""
    if request.method == "POST":
        return _told(request)
    which = request.GET.get("which", "look")
    which = which if which in WHICH else "look"
    after = request.GET.get("after", "")
    found = inbound_mail.page(request.user, which=which, after=after if AFTER.match(after) else "")
    rows = [(one, mail_labels.sort(one.sort), mail_labels.reason(one.reason), _may_be_case(one)) for one in found.rows]
    chosen = [(key, mail_labels.which(key)) for key in WHICH]
    context = {
        "rows": rows,
        "after": found.after,
        "which": which,
        "chosen": chosen,
        "days": settings.ASIDE_DAYS,
        "forgotten": 0 if which == "look" else inbound_mail.forgotten(),
        **_watch(request),
    }
    return page.show(request, "mail/inbound-mails", context)


def _told(request: Request) -> HttpResponse:
    if request.POST.get("do") == "role":
        if access.owns_procedure(request.user):
            daily_look.choose(page.typed(request.POST, "role"), known=_roles(request))
            page.done(request, _("It is written down who looks at the mail."))
    elif count := daily_look.look(request.POST.getlist("seen"), by=request.user, now=request.now):
        words = ngettext(
            "You looked at %(num)s message. That is written down.",
            "You looked at %(num)s messages. That is written down.",
            count,
        )
        page.done(request, words % {"num": count})
    else:
        page.not_done(request, _("Somebody has looked at these already."))
    return redirect("desk-incoming")


def _watch(request: Request) -> DailyLook:
    past = daily_look.lately()
    named = staff.members_of(one.by for one, _days in past)
    roles = _roles(request)
    return {
        "owed": daily_look.owed(request.now),
        "mine": daily_look.owes(request.user, request.now),
        "role": daily_look.role(),
        "role_title": roles.get(daily_look.role(), ""),
        "roles": sorted(roles.items(), key=lambda one: one[1]),
        "looks": [(one, named.get(one.by, one.by), days) for one, days in past],
    }


def _roles(request: Request) -> dict[str, str]:
    """The titles of the roles of every procedure in force, by key."""
    return {
        key: say(role.title, page.tongue())
        for rule in request.ground.at(request.now).rules
        for key, role in editions.procedure(rule.edition_id).roles.items()
    }


def _may_be_case(one: Incoming) -> bool:
    return one.way == "email" and one.case_id is None and inbound_mail.undecided(one)


def message(request: Request, message_id: uuid.UUID) -> HttpResponse:
    """One message: put aside, made a case, or attached to one. A second press of the button changes nothing."""
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            with inbound_mail.deciding(message_id) as one:
                return _settled(request, one)
        except InvalidForm as fault:
            faults = fault.faults
        except ActNotAllowed:
            faults = {"number": _("This case takes nothing more.")}
        except Incoming.DoesNotExist:
            page.not_done(request, _("Somebody has dealt with this message already."))
            return redirect("desk-incoming")
    return _shown(request, _one(request, message_id), faults)


def _one(request: Request, message_id: uuid.UUID) -> Incoming:
    """The message, unless it belongs to a case about whoever asks."""
    kept = Incoming.objects.exclude(inbound_mail.FORGOTTEN).filter(visibility.not_recused(request.user, "case__"))
    found = kept.filter(pk=message_id).select_related("case", "mailbox", "gateway").first()
    if found is None:
        raise Http404
    return found


def raw(request: Request, message_id: uuid.UUID) -> HttpResponseBase:
    """The very bytes, to be kept as a file; nothing here is ever run by a browser.

    Not while they hold a password that opens a case: mail that quotes our letter, or came back with it, does.
    """
    one = _one(request, message_id)
    if not one.stored:
        raise Http404
    if any(said != hidden for said, hidden in _hidden(one)):
        words = _("It quotes a tracking password that still opens a case. Send the complainant a new one first.")
        return page.wrong(request, 409, _("This message is not handed out as it came"), words)
    ending = "eml" if one.way == "email" else "txt"
    sent = FileResponse(
        default_storage.open(one.stored),
        as_attachment=True,
        filename=f"message-{one.pk}.{ending}",
        content_type="application/octet-stream",
    )
    sent["Content-Security-Policy"] = "default-src 'none'; sandbox"
    sent["Cache-Control"] = "no-store"
    return sent


def _hidden(one: Incoming) -> list[tuple[str, str]]:
    """What the message says, and the same with dots for each password that opens a case."""
    mail, numbers = inbound_mail.mail(one), [one.case.number] if one.case else []
    return [(said, masking.masked(said, numbers)) for said in (mail.words, mail.report, mail.subject)]


def _settled(request: Request, one: Incoming) -> HttpResponse:
    match request.POST.get("do"):
        case "case":
            return _became(request, one)
        case "attach":
            return _attached(request, one)
    inbound_mail.settle(one, by=request.user.by, now=request.now)
    page.done(request, _("The message is put aside. It stays here, under “Kept aside and all”."))
    return redirect("desk-incoming")


def _became(request: Request, one: Incoming) -> HttpResponse:
    mail = inbound_mail.mail(one)
    kind = page.typed(request.POST, "kind") or to_case.kind_of(mail, organisation_ways.kinds_by_address())
    answer_to = page.typed(request.POST, "answer_to")
    case = to_case.case(one, mail, kind=kind, by=request.user, now=request.now, answer_to=answer_to)
    inbound_mail.settle(one, by=request.user.by, now=request.now, case=case, sort="complaint")
    page.done(request, _("The message is a case now: %(number)s.") % {"number": case.number})
    if not mail.address and not answer_to:
        page.not_done(request, _("Nobody gets the number: the message names no address that we can be sure of."))
    return redirect("desk-case", case.number)


def _attached(request: Request, one: Incoming) -> HttpResponse:
    case = _seen(request, page.typed(request.POST, "number")).case
    sort = process_mail.attach(case, inbound_mail.mail(one), by=_author(request), now=request.now)
    inbound_mail.settle(one, by=request.user.by, now=request.now, case=case, sort=sort)
    page.done(request, _("The message belongs to %(number)s now.") % {"number": case.number})
    return redirect("desk-case", case.number)


def _author(request: Request) -> Member | Literal["complainant"]:
    """Words of the complainant stay theirs, whoever found out which case they belong to."""
    return "complainant" if request.POST.get("whose") == "complainant" else request.user


def _seen(request: Request, number: str) -> CaseView:
    case = queries.by_number(number.strip())
    if case is not None:
        with suppress(Forbidden):
            return case_view.for_staff(case, request.user, language=page.tongue(), now=request.now)
    raise InvalidForm({"number": _("There is no case of this number that you see.")})


def _shown(request: Request, one: Incoming, faults: dict[str, str]) -> HttpResponse:
    words, report, _subject = (hidden for _said, hidden in _hidden(one))
    mail = replace(inbound_mail.mail(one), words=words, report=report)
    kinds = [(kind.key, say(kind.title, page.tongue())) for kind in submission.kinds(request.now).values()]
    context = {
        "one": one,
        "mail": mail,
        "head_from": mail.headers.get("from") if mail.doubt and one.way == "email" else "",
        "sort": mail_labels.sort(one.sort),
        "reason": mail_labels.reason(one.reason),
        "faults": faults,
        "kinds": kinds,
        "kind": page.typed(request.POST, "kind") or (kinds[0][0] if kinds else ""),
        "number": page.typed(request.POST, "number") or (one.case.number if one.case else ""),
        "open": inbound_mail.undecided(one),
        "answer_to": page.typed(request.POST, "answer_to"),
        "candidates": [(each, each) for each in mail.candidates] if not mail.address else [],
        "whose": page.typed(request.POST, "whose") or "complainant",
    }
    return page.show(request, "mail/inbound-mail", context, status=422 if faults else 200)
