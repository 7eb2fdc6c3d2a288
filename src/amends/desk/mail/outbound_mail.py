"""What leaves the house: the outbox with every letter whole, and the letters that wait for the printer."""

from __future__ import annotations

import re
import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.acts import handling
from amends.desk import page
from amends.desk.request import Request
from amends.dispatch import outbox_list, sending_limits
from amends.dispatch.letters import letter_pdf, post

AFTER = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(\+00:00)\|[0-9a-f-]{36}\Z")
CARRIERS = ("email", "sms", "post")


def outbox(request: Request) -> HttpResponse:
    """The newest first; those that a limit holds back leave by a press of whoever looked at them."""
    if request.method == "POST":
        count = sending_limits.release(sending_limits.waiting(request.user), now=request.now)
        words = ngettext("%(num)s letter leaves now.", "%(num)s letters leave now.", count)
        page.done(request, words % {"num": count})
        return redirect("desk-outbox")
    held = request.GET.get("held") == "yes"
    words = request.GET.get("words", "").replace("\x00", "")[:200]
    carrier = request.GET.get("carrier", "")
    after = request.GET.get("after", "")
    found = outbox_list.page(
        request.user,
        words=words,
        carrier=carrier if carrier in CARRIERS else "",
        after=after if AFTER.match(after) else "",
        held=held,
    )
    context = {"found": found, "words": words, "chosen": carrier, "carriers": CARRIERS, "held": held}
    return page.show(request, "mail/outbox", context)


def letter(request: Request, message_id: uuid.UUID) -> HttpResponse:
    found = outbox_list.one(request.user, message_id)
    if found is None:
        raise Http404
    return page.show(request, "mail/outbound-letter", {"letter": found})


def to_print(request: Request) -> HttpResponse:
    """Marked as posted, a letter keeps its promise as an accepted e-mail does."""
    if request.method == "POST":
        ids = [one for one in request.POST.getlist("letter") if re.fullmatch("[0-9a-f-]{36}", one)]
        count = post.posted(ids, by=request.user, now=request.now)
        if count:
            words = ngettext("%(count)s letter is marked as posted.", "%(count)s letters are marked as posted.", count)
            page.done(request, words % {"count": count})
        else:
            page.not_done(request, _("Tick the letters that you took to the post."))
        return redirect("desk-print")
    return page.show(request, "mail/print", {"waiting": post.waiting_for(request.user, request.now)})


def paper_copy(request: Request, message_id: uuid.UUID) -> HttpResponse:
    """A letter that carries a password shows it by a press only, and the history says who pressed."""
    message = next((one for one in post.waiting_for(request.user, request.now) if one.pk == message_id), None)
    if message is None:
        raise Http404
    whole = message.secret and request.method == "POST"
    if whole:
        handling.note_password_seen(message.case, how="printed", by=request.user, now=request.now)
    answer = HttpResponse(letter_pdf.letter(message, now=request.now, whole=whole), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{message.case.number}-{message.letter}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
