"""Documents in force: what I still have to read, who has read what, and the editions of the procedures beside them."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.assurance import documents, published
from amends.assurance.documents import Document
from amends.cases import handling
from amends.cases.errors import Faulty, Shut
from amends.cases.reading import CaseSeen
from amends.desk import matters, opening, page
from amends.desk.door import Request
from amends.organisation import access
from amends.procedure.language import say


def listed(request: Request) -> HttpResponse:
    """Every member may open it: what is in force is for all who work here."""
    me, today = request.user, timezone.localdate(request.now)
    standing = request.ground.at(request.now)
    rows = documents.reading(request.now, standing=standing)
    procedures = [
        (one, say(one.procedure.title, page.tongue())) for one in published.all_of(request.now, standing=standing)
    ]
    context = {
        "mine": [one for one, left in rows if me in left],
        "mine_procedures": [(one, title) for one, title in procedures if me in one.unread],
        "rows": [(one, left, _old(one, today)) for one, left in rows if one.in_force],
        "drafts": [one for one, _left in rows if not one.in_force],
        "procedures": procedures, "kinds": _kinds(request), "sees": access.may_work(me, request.now),
        "writes": matters.opens(request, documents.PACK, "document"),
        "sees_all": access.may_see_evidence(me, request.now),
    }  # fmt: skip
    return page.show(request, "documents", context)


def shown(request: Request, number: str) -> HttpResponse:
    """One document to read, with the button that says it was read."""
    found = opening.seen(request, number)
    if found.case.pack != documents.PACK:
        raise Http404
    document = documents.of(found.case)
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            handling.do(found.case, _reading(found), by=request.user, now=request.now, seen=_seen(request))
            page.done(request, _("Written down: you have read “%(title)s”.") % {"title": document.title})
            return redirect("desk-documents")
        except Shut as shut:
            reasons = opening.reasons(found, shut)
    must = request.user in documents.unread(document, request.now)
    context = {
        "document": document, "must": must, "reasons": reasons, "kind": _kinds(request).get(document.kind, ""),
        "has_read": request.user.pk in document.read and document.in_force,
    }  # fmt: skip
    return opening.shown(request, "document", found, context, status=409 if reasons else 200)


@require_POST
def read_edition(request: Request, edition: int) -> HttpResponse:
    try:
        published.read(edition, by=request.user, now=request.now)
    except Faulty as fault:
        raise Http404 from fault
    page.done(request, _("Written down: you have read this procedure."))
    return redirect("desk-documents")


def _reading(found: CaseSeen) -> str:
    """The act of the pack by which somebody says that they have read it."""
    return next((act.key for act in found.procedure.acts_of("read")), "read")


def _seen(request: Request) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else None


def _old(one: Document, today: date) -> bool:
    return one.review_on is not None and one.review_on < today


def _kinds(request: Request) -> dict[str, str]:
    """Kinds of documents as the procedure for them names them."""
    procedure = next((one for one in request.ground.at(request.now).insides() if one.key == documents.PACK), None)
    fields = [field for form in procedure.forms.values() for field in form.fields] if procedure else []
    return {one.key: say(one.title, page.tongue()) for it in fields if it.key == "document_kind" for one in it.options}
