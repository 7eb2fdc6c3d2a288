"""Making a complaint: one question a page, the answers looked over, sent once, and the receipt."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import segno
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amends.cases import tracking
from amends.cases.editions import RulesInForce
from amends.cases.errors import InvalidForm
from amends.cases.retention import origins
from amends.cases.views import case_view
from amends.intake import drafts, submission
from amends.intake.attachments import files, uploads
from amends.intake.models import Draft
from amends.look.middleware import Request
from amends.organisation.models import Site
from amends.portal import check_answers, cookies, page, questions, sign_in
from amends.procedure.schema import Form


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of one draft, by the procedures that stand at this moment."""

    request: Request
    draft: Draft
    key: str
    standing: RulesInForce
    now: datetime

    @property
    def keys(self) -> list[str]:
        return questions.pages(self.draft.content, self.standing, self.now)

    @property
    def form(self) -> Form | None:
        """The pack's own questions, on the page that asks them."""
        if self.key != questions.MORE:
            return None
        return questions.own_form(self.draft.content, self.standing, self.now)

    @property
    def checking(self) -> bool:
        """Whether the person came from the list of answers, and wants to go back there."""
        return "check" in (self.request.GET.get("back"), self.request.POST.get("back"))


def start(request: Request) -> HttpResponse:
    """What will be asked, and that it costs nothing. Starting makes the draft, or goes on with the one there is."""
    now = timezone.now()
    standing = request.ground.at(now)
    draft = drafts.find(cookies.draft_token(request), now)
    begun = draft is not None and not draft.content.get("sent")
    if request.method != "POST" or not standing.rules:
        return page.show(request, "start", {"begun": begun, "open": bool(standing.rules)})
    keep = begun and request.POST.get("anew") != "yes"
    content = draft.content if draft and keep else {}
    answer = redirect("portal-question", key=questions.pages(content, standing, now)[0])
    if not keep:
        made, token = drafts.start(now)
        if place := _place(request):
            drafts.fill_in(made, {"site": place}, now=now)
        cookies.keep_draft(answer, token)
    return answer


def _place(request: Request) -> str:
    """The place whose poster somebody scanned; they can still choose another."""
    key = request.GET.get("site", "")[:40].replace("\x00", "")
    return key if key and Site.objects.filter(pk=key).exists() else ""


def question(request: Request, key: str) -> HttpResponse:
    """One question. A draft that lay too long is begun again with what was typed just now."""
    now = timezone.now()
    draft, token = drafts.find(cookies.draft_token(request), now), b""
    if draft is not None and draft.content.get("sent"):
        return redirect("portal-receipt")
    if draft is None and request.method != "POST":
        return redirect("portal-complain")
    if draft is None:
        draft, token = drafts.start(now)
    asking = _asking(request, draft, key, now)
    answer = _answered(asking) if request.method == "POST" else _ask(asking, {})
    if token:
        cookies.keep_draft(answer, token)
    return answer


def _asking(request: Request, draft: Draft, key: str, now: datetime) -> Asking:
    """Where there is one kind only, it is the one; a page that this draft does not have is not found."""
    standing = request.ground.at(now)
    if len(kinds := standing.kinds()) == 1:
        draft.content = {**draft.content, "kind": next(iter(kinds))}
    asking = Asking(request, draft, key, standing, now)
    if key not in asking.keys:
        raise Http404
    return asking


def _answered(asking: Asking) -> HttpResponse:
    """What was typed is kept before it is checked, so that nothing is ever lost."""
    request, draft = asking.request, asking.draft
    form = asking.form
    drafts.fill_in(draft, questions.typed(asking.key, request.POST, form), now=asking.now)
    faults = _handle_files(request, draft, asking.now)
    faults |= questions.faults(asking.key, draft.content, form, asking.standing, asking.now)
    if faults or request.POST.get("do", "on") != "on":
        return _ask(asking, faults)
    after = questions.question_page(asking.key, asking.keys).after
    return redirect("portal-check") if asking.checking or not after else redirect("portal-question", key=after)


def _ask(asking: Asking, faults: dict[str, str]) -> HttpResponse:
    key, language = asking.key, page.tongue()
    context = {
        "asked": questions.question_page(key, asking.keys),
        "title": questions.titles()[key],
        "said": asking.draft.content,
        "faults": faults,
        "checking": asking.checking,
        "accept": files.ACCEPT,
        "most": files.MOST,
        "largest": files.LARGEST,
        "listed": drafts.files_of(asking.draft) if key == "files" else [],
        "form": asking.form,
        "names": questions.titles_of(asking.form, language),
        "tongue": language,
        **questions.choices(key, asking.standing, language),
    }
    return page.show(asking.request, "question", context, status=422 if faults else 200)


def _handle_files(request: Request, draft: Draft, now: datetime) -> dict[str, str]:
    """Adds and takes away. Each file is judged by itself: one that is not taken does not cost the others."""
    act, _colon, file_id = request.POST.get("do", "").partition(":")
    if act == "remove":
        with suppress(ValidationError):  # no button of ours names such a file
            drafts.remove_file(draft, file_id)
    fault = drafts.add_files(draft, uploads.uploads_of(request.FILES.getlist("files")), now=now)
    return {"files": fault} if fault else {}


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
            network = origins.mark(sign_in.address(request))
            standing = request.ground.at(now)
            drafts.send(draft, token, language=page.tongue(), now=now, standing=standing, network=network)
            return redirect("portal-receipt")
        except InvalidForm as found:
            faults = found.faults
    standing = request.ground.at(now)
    listed = check_answers.of_draft(draft, standing, page.tongue(), now)
    links = {reverse("portal-question", args=[questions.page_of(key)]): words for key, words in faults.items()}
    context = {
        "listed": listed,
        "links": links,
        "anonymous": draft.content.get("anonymous") == "yes",
        "answers_in": _answers_in(draft, standing),
    }
    return page.show(request, "check", context, status=422 if faults else 200)


def _answers_in(draft: Draft, standing: RulesInForce) -> str:
    """The language of our letters, where the procedure that takes this is not written in the complainant's own."""
    procedure = submission.procedure(draft.content, channel="web", standing=standing)
    if procedure.speaks(submission.typed(draft.content, "language") or page.tongue()):
        return ""
    written = {key.split("-")[0]: name for key, name in questions.tongues(standing)}
    return written.get(procedure.languages[0], procedure.languages[0])


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
    seen = case_view.for_complainant(received.case, language=page.tongue(), now=now)
    address = f"{settings.URL}{reverse('portal-track')}"
    context = {"seen": seen, "password": received.password, "address": address, "qr": _qr(address), "now": now}
    return page.show(request, "receipt", context)


def _qr(address: str) -> SafeString:
    """The address of the tracking page alone: a number or a password in an address would end up in logs."""
    code = segno.make(address, error="m")
    drawn = code.svg_inline(scale=4, border=2, omitsize=True, title=_("The address of the tracking page"))
    return mark_safe(drawn)  # drawn by us from our own address
