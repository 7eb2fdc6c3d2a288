"""Following a case: where it stands, what happened, what was promised; adding to it and answering."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases import tracking
from amends.cases.acts import handling
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.views import case_view
from amends.cases.views.case_view import CaseView
from amends.dispatch import sent_letters
from amends.intake.attachments import files, pending_files
from amends.intake.attachments.pending_files import Pending
from amends.look.middleware import Request
from amends.platform.json_values import Json
from amends.portal import cookies, page, questions

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Only for whoever signed in: the pass names the case, and is renewed with each page."""

    @wraps(view)
    def answered(request: Request, **address: str) -> HttpResponseBase:
        now = timezone.now()
        case = tracking.case_of(request.COOKIES.get(cookies.PASS, ""), now)
        if case is None:
            return _expired(request)
        seen = case_view.for_complainant(case, language=page.tongue(), now=now)
        answer = view(request, seen, now, **address)
        if isinstance(answer, HttpResponse):
            cookies.keep_pass(answer, tracking.pass_for(case, now))
        return answer

    return answered


def _expired(request: Request) -> HttpResponse:
    """What was typed is shown again, to be copied; a page that was only looked at asks to sign in."""
    words = request.POST.get("words") or request.POST.get("reason") or ""
    if request.method != "POST" and not request.COOKIES.get(cookies.PASS):
        return redirect("portal-track")
    return page.show(request, "expired", {"again": reverse("portal-track"), "words": words}, status=403)


@signed_in
def case(request: Request, seen: CaseView, now: datetime, **_address: str) -> HttpResponse:
    lines: list[case_view.EntryView | sent_letters.LetterView] = [line for line in seen.story if line.kind != "sent"]
    lines = sorted([*lines, *sent_letters.letters_to(seen.case)], key=lambda line: line.at, reverse=True)
    context = {"seen": seen, "now": now, "lines": lines, "moves": _moves(seen), "done": request.GET.get("done", "")}
    return page.show(request, "case", context)


@signed_in
def add(request: Request, seen: CaseView, now: datetime, **_address: str) -> HttpResponse:
    return _written(request, seen, now, handling.add, "add", _("Add something"))


@signed_in
def answer(request: Request, seen: CaseView, now: datetime, **_address: str) -> HttpResponse:
    if not seen.question:
        return redirect("portal-case")
    return _written(request, seen, now, handling.answer, "answer", _("Answer our question"))


@signed_in
def act(request: Request, seen: CaseView, now: datetime, *, key: str = "", **_address: str) -> HttpResponse:
    """Any other act that the procedure offers the complainant, such as withdrawing; shown first, then done."""
    move = next((one for one in _moves(seen) if one.key == key), None)
    if move is None:
        return redirect("portal-case")
    faults: dict[str, str] = {}
    values = questions.typed_form(move.form, request.POST)
    reason = request.POST.get("reason", "").replace("\x00", "")
    if request.method == "POST":
        try:
            _do(seen, move, values, reason, now)
            return redirect(f"{reverse('portal-case')}?done=act")
        except InvalidForm as found:
            faults = {key if key == "reason" else f"answers-{key}": words for key, words in found.faults.items()}
        except ActNotAllowed:
            return redirect("portal-case")
    context = {
        "seen": seen,
        "move": move,
        "becomes": page.becomes(seen, move),
        "asks_why": move.verb == "change kind",
        "reason": reason,
        "values": values,
        "faults": faults,
        "names": questions.titles_of(move.form, seen.language),
        "tongue": seen.language,
    }
    return page.show(request, "act", context, status=422 if faults else 200)


@signed_in
def file(request: Request, seen: CaseView, _now: datetime, *, file_id: uuid.UUID, **_address: str) -> FileResponse:
    """The picture drawn anew to look at; their own file to keep. Nothing here is ever run by a browser."""
    found = case_view.file_for_complainant(seen.case, str(file_id))
    if found is None:
        raise Http404
    drawn_only = request.GET.get("show") == "1" or not found.theirs
    if found.picture and drawn_only and not found.shown:
        raise Http404  # not drawn yet, or not to be drawn: the untouched picture is nobody else's
    look = bool(found.shown) and drawn_only
    content = default_storage.open(found.shown if look else found.stored)
    kind = "image/jpeg" if look else found.media_type
    sent = FileResponse(content, as_attachment=not look, filename=found.name, content_type=kind)
    sent["Content-Security-Policy"] = "default-src 'none'; sandbox"
    sent["Cache-Control"] = "no-store"
    return sent


def _moves(seen: CaseView) -> list[case_view.OfferView]:
    return [one for one in seen.offers if one.open and one.verb in ("move", "record", "change kind", "rate")]


def _do(seen: CaseView, move: case_view.OfferView, values: dict[str, Json], reason: str, now: datetime) -> None:
    if move.verb != "change kind":
        handling.do(seen.case, move.key, by="complainant", now=now, values=values)
        return
    to = seen.procedure.acts[move.key].to
    kind = next(one.key for one in seen.procedure.kinds.values() if one.first == to)
    handling.change_kind(seen.case, kind=kind, reason=reason, by="complainant", now=now)


def _written(
    request: Request, seen: CaseView, now: datetime, act: Callable[..., object], template: str, title: str
) -> HttpResponse:
    """Words and files for the case; files that cannot be taken are named, and the words stay."""
    faults: dict[str, str] = {}
    words = request.POST.get("words", "").replace("\x00", "").replace("\r\n", "\n")
    pending = Pending()
    if request.method == "POST":
        pending = pending_files.of_form(request, now=now)
        try:
            pending.must_be_sound()
            act(seen.case, words=words, files=pending.files, by="complainant", now=now)
            pending_files.handed_over(pending.files)
            return redirect(f"{reverse('portal-case')}?done={template}")
        except InvalidForm as found:
            faults = found.faults
        except ActNotAllowed:
            faults = {"words": _("This is no longer possible. The case has moved on.")}
    context = {
        "seen": seen,
        "title": title,
        "words": words,
        "faults": faults,
        "pending": pending.files,
        "accept": files.ACCEPT,
        "most": files.MOST,
        "largest": files.LARGEST,
        "answering": template == "answer",
    }
    return page.show(request, "write", context, status=422 if faults else 200)
