"""Documents in force, the procedures among them: what I still have to read, who has read what, and each to read."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance.documents import document_control, document_register, procedure_documents
from amends.cases.acts import handling
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.views.case_view import CaseView
from amends.desk import page
from amends.desk.case import case_access, internal_cases
from amends.desk.request import Request
from amends.desk.settings import procedures
from amends.organisation import access


def index(request: Request) -> HttpResponse:
    """Every member may open it: what is in force is for all who work here."""
    me, today = request.user, timezone.localdate(request.now)
    words, after = request.GET.get("words", "").strip(), request.GET.get("after", "")
    shelf = _shelf(request, words, after)
    context = {
        "shelf": shelf,
        "rows": [(one, one.old(today)) for one in shelf.in_force],
        "words": words,
        "whole": not words and not after,
        "next": _next(words, shelf.after),
        "sees": access.may_work(me, request.now),
        "writes": internal_cases.opens(request, document_control.PACK, "document"),
        "sees_all": access.may_see_evidence(me, request.now),
    }
    return page.show(request, "evidence/documents", context)


def detail(request: Request, number: str) -> HttpResponse:
    """One document to read, with the button that says it was read."""
    found = case_access.view_of(request, number)
    if found.case.pack != document_control.PACK:
        raise Http404
    document = document_control.document_of(found.case)
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            handling.do(found.case, _reading(found), by=request.user, now=request.now, seen=_seen(request))
            page.done(request, _("Written down: you have read “%(title)s”.") % {"title": document.title})
            return redirect("desk-documents")
        except ActNotAllowed as shut:
            reasons = case_access.reasons(found, shut)
    kinds = document_register.kinds_of(request.ground.at(request.now), page.tongue())
    must = request.user in document_control.unread(document, request.now)
    context = {
        "document": document,
        "must": must,
        "reasons": reasons,
        "kind": kinds.get(document.kind, ""),
        "has_read": request.user.pk in document.read and document.in_force,
    }
    return case_access.show(request, "evidence/document", found, context, status=409 if reasons else 200)


def edition(request: Request, edition: int) -> HttpResponse:
    """A procedure to read, whole: published to everybody who works here, whatever they may do at the desk."""
    if request.method == "POST":
        try:
            procedure_documents.read(edition, by=request.user, now=request.now)
        except InvalidForm as fault:
            raise Http404 from fault
        page.done(request, _("Written down: you have read this procedure."))
        return redirect("desk-documents")
    told = procedures.edition_page(request, edition)
    current = next((one for one in procedure_documents.all_of(request.now) if one.edition_id == edition), None)
    context = {
        **told,
        "current": current,
        "must": current is not None and request.user in current.unread,
        "has_read": current is not None and request.user in current.read,
        "works": access.may_work(request.user, request.now),
    }
    return page.show(request, "evidence/edition", context)


def _shelf(request: Request, words: str, after: str) -> document_register.Shelf:
    standing, language = request.ground.at(request.now), page.tongue()
    if not words and not after:
        return document_register.shelf(request.user, request.now, language=language, standing=standing)
    return document_register.search(request.now, words=words, after=after, language=language, standing=standing)


def _next(words: str, after: str) -> str:
    said = {"words": words, "after": after}
    return "?" + urlencode({key: value for key, value in said.items() if value}) if after else ""


def _reading(found: CaseView) -> str:
    """The act of the pack by which somebody says that they have read it."""
    return next((act.key for act in found.procedure.acts_of("read")), "read")


def _seen(request: Request) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else None
