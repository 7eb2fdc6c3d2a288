"""Making a complaint: one question a page, the answers looked over, sent once, and the receipt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amends.cases import reading, tracking
from amends.cases.errors import Faulty
from amends.intake import drafts, files, submission, uploads
from amends.intake.models import Draft
from amends.look.house import Request
from amends.portal import cookies, page, questions, summary


def start(request: Request) -> HttpResponse:
    """What will be asked, and that it costs nothing. Starting makes the draft, or goes on with the one there is."""
    now = timezone.now()
    draft = drafts.find(cookies.draft_token(request), now)
    begun = draft is not None and not draft.content.get("sent")
    if request.method != "POST":
        return page.show(request, "start", {"begun": begun, "open": bool(submission.kinds(now))})
    keep = begun and request.POST.get("anew") != "yes"
    content = draft.content if draft and keep else {}
    answer = redirect("portal-question", key=questions.pages(content, now)[0])
    if not keep:
        cookies.keep_draft(answer, drafts.start(now)[1])
    return answer


def question(request: Request, key: str) -> HttpResponse:
    """One question. What was typed is kept before it is checked, so that nothing is ever lost."""
    now = timezone.now()
    draft = drafts.find(cookies.draft_token(request), now)
    if draft is not None and draft.content.get("sent"):
        return redirect("portal-receipt")
    if request.method == "POST":
        return _answered(request, draft, key, now)
    if draft is None:
        return redirect("portal-complain")
    return _ask(request, draft, key, now, {})


def _answered(request: Request, draft: Draft | None, key: str, now: datetime) -> HttpResponse:
    """A draft that lay too long is begun again with what was typed just now."""
    token = b""
    if draft is None:
        draft, token = drafts.start(now)
    _known(draft, key, now)
    form = questions.own_form(draft.content, now) if key == questions.MORE else None
    drafts.fill_in(draft, questions.typed(key, request.POST, form), now=now)
    faults = {**_handle_files(request, draft, now), **questions.faults(key, draft.content, form, now)}
    stays = faults or request.POST.get("do", "on") != "on"
    answer = _ask(request, draft, key, now, faults) if stays else redirect(_next(request, draft, key, now))
    if token:
        cookies.keep_draft(answer, token)
    return answer


def _ask(request: Request, draft: Draft, key: str, now: datetime, faults: dict[str, str]) -> HttpResponse:
    keys = _known(draft, key, now)
    language = page.tongue()
    context: dict[str, Any] = {
        "asked": questions.asked(key, keys), "title": questions.titles()[key], "said": draft.content, "faults": faults,
        "checking": request.GET.get("back") == "check" or request.POST.get("back") == "check", "accept": files.ACCEPT,
        "most": files.MOST, "largest": files.LARGEST, "listed": drafts.listed(draft) if key == "files" else [],
        "form": questions.own_form(draft.content, now) if key == questions.MORE else None, "tongue": language,
        **questions.choices(key, request.organisation, language, now),
    }  # fmt: skip
    return page.show(request, "question", context, status=422 if faults else 200)


def _known(draft: Draft, key: str, now: datetime) -> list[str]:
    """The pages of this draft; where there is one kind only, it is the one."""
    kinds = submission.kinds(now)
    if len(kinds) == 1:
        draft.content = {**draft.content, "kind": next(iter(kinds))}
    keys = questions.pages(draft.content, now)
    if key not in keys:
        raise Http404
    return keys


def _next(request: Request, draft: Draft, key: str, now: datetime) -> str:
    after = questions.asked(key, questions.pages(draft.content, now)).after
    if request.POST.get("back") == "check" or not after:
        return reverse("portal-check")
    return reverse("portal-question", args=[after])


def _handle_files(request: Request, draft: Draft, now: datetime) -> dict[str, str]:
    """Adds and takes away. Each file is judged by itself: one that is not taken does not cost the others."""
    act, _colon, file_id = request.POST.get("do", "").partition(":")
    if act == "remove":
        drafts.remove_file(draft, file_id)
    faults: list[str] = []
    for upload in uploads.of(request.FILES.getlist("files")):
        try:
            drafts.add_files(draft, [upload], now=now)
        except Faulty as fault:
            faults += [line for line in fault.faults["files"].splitlines() if line not in faults]
    return {"files": "\n".join(faults)} if faults else {}


def check(request: Request) -> HttpResponse:
    """All answers once more; sending them happens here and only by a press of the button."""
    now = timezone.now()
    token = cookies.draft_token(request)
    draft = drafts.find(token, now)
    if draft is None:
        return page.show(request, "expired", {"again": reverse("portal-complain")}, status=410)
    if draft.content.get("sent"):
        return redirect("portal-receipt")
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            drafts.send(draft, token, language=page.tongue(), now=now, organisation=request.organisation)
            return redirect("portal-receipt")
        except Faulty as found:
            faults = found.faults
    listed = summary.of_draft(draft, request.organisation, page.tongue(), now)
    links = {reverse("portal-question", args=[questions.page_of(key)]): words for key, words in faults.items()}
    context = {"listed": listed, "links": links, "anonymous": draft.content.get("anonymous") == "yes"}
    return page.show(request, "check", context, status=422 if faults else 200)


def receipt(request: Request) -> HttpResponse:
    """The number and the password, for this browser alone, until the person says that they wrote them down."""
    now = timezone.now()
    token = cookies.draft_token(request)
    draft = drafts.find(token, now)
    if draft is None:
        return page.show(request, "expired", {"again": reverse("portal-track")}, status=410)
    if not draft.content.get("sent"):
        return redirect("portal-complain")
    received = drafts.send(draft, token, language=page.tongue(), now=now)
    if request.method == "POST":
        answer: HttpResponse = redirect("portal-case")
        cookies.forget_draft(answer)
        cookies.keep_pass(answer, tracking.pass_for(received.case, now))
        return answer
    seen = reading.for_complainant(received.case, language=page.tongue(), now=now)
    address = f"{settings.URL}{reverse('portal-track')}"
    context = {"seen": seen, "password": received.password, "address": address, "qr": _qr(address), "now": now}
    return page.show(request, "receipt", context)


def _qr(address: str) -> SafeString:
    """The address of the tracking page alone: a number or a password in an address would end up in logs."""
    code = segno.make(address, error="m")
    drawn = code.svg_inline(scale=4, border=2, omitsize=True, title=_("The address of the tracking page"))
    return mark_safe(drawn)  # drawn by us from our own address
