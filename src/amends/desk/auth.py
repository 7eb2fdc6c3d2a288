"""The door of the desk: nobody comes in who is not signed in, and each page asks whether this member may see it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amends.cases.errors import Forbidden
from amends.desk import page
from amends.desk.request import Request
from amends.organisation import access
from amends.organisation.models import Member

Part = str | int | uuid.UUID  # of an address, as the patterns of pages read it
View = Callable[..., HttpResponseBase]
Ask = Callable[[Member, datetime], bool]


def behind(patterns: Sequence[URLPattern], ask: Ask) -> list[URLPattern]:
    """Puts every one of these pages behind the door: a page that is added later is behind it too."""
    for pattern in patterns:
        pattern.callback = _guarded(pattern.callback, ask)
    return list(patterns)


def anyone(member: Member, _now: datetime) -> bool:
    return member.is_active


def owners(member: Member, _now: datetime) -> bool:
    return access.owns_procedure(member)


def readers(member: Member, _now: datetime) -> bool:
    return access.may_read_outbox(member)


def _guarded(view: View, ask: Ask) -> View:
    @wraps(view)
    def answered(request: Request, **address: Part) -> HttpResponseBase:
        visitor: object = request.user
        if not isinstance(visitor, Member):
            return redirect_to_login(request.get_full_path())
        request.now = timezone.now()
        prefetch_related_objects([request.user], "role_assignments")
        if not ask(request.user, request.now):
            return _refused(request)
        try:
            return view(request, **address)
        except (Http404, Forbidden):
            return page.wrong(request, 404, _("There is no page here"), _("The address may be old or mistyped."))

    return answered


def _refused(request: Request) -> HttpResponse:
    if access.may_work(request.user, request.now):
        words = _("Only the owner of the procedure opens this page.")
        return page.wrong(request, 403, _("This page is not for you"), words)
    words = _("You are signed in, but you hold no role yet. Ask the owner of the procedure to give you one.")
    return page.wrong(request, 403, _("You hold no role yet"), words)


def speak(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: at the desk and while signing in and out, members read their own language, as far as it is spoken."""

    def answered(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(("/desk/", "/account/")):
            return answer(request)
        wanted = [getattr(request.user, "language", ""), translation.get_language()]
        language = next((one for one in wanted if one in settings.DESK_LANGUAGES), settings.DESK_LANGUAGES[0])
        with translation.override(language):
            said = answer(request)
        said.headers.setdefault("Content-Language", language)
        return said

    return answered
