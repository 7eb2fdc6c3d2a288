"""Signing in with number and password, signing out, and asking for a new password."""

from __future__ import annotations

import math

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from amends.cases import tracking
from amends.cases.acts import handling
from amends.look.middleware import Request
from amends.portal import cookies, page


@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """One answer for an unknown number and a wrong password; the number stays, the password is typed anew."""
    now = timezone.now()
    if request.method != "POST":
        return page.show(request, "sign_in", {"number": "", "faults": {}, "left": "left" in request.GET})
    number, password = request.POST.get("number", "").strip()[:60], request.POST.get("password", "")[:200]
    faults = _empty(number, password)
    where = address(request)
    wait = tracking.must_wait(where, now)
    case = None if faults or wait else tracking.open_case(number, password, address=where, now=now)
    if case is not None:
        answer = redirect("portal-case")
        cookies.keep_pass(answer, tracking.pass_for(case, now))
        return answer
    faults = faults or _refused(wait.total_seconds())
    status = 429 if wait else 422
    return page.show(request, "sign_in", {"number": number, "faults": faults, "left": False}, status=status)


def sign_out(request: Request) -> HttpResponse:
    answer = redirect("portal-track")
    if request.method != "POST":
        return answer
    cookies.forget_pass(answer)
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def password(request: Request) -> HttpResponse:
    """The answer is the same whether the number exists or not, and whether anybody can be reached or not."""
    if request.method != "POST":
        return page.show(request, "password", {"number": "", "faults": {}, "asked": False})
    number = request.POST.get("number", "").strip()[:60]
    if not tracking.tidy_number(number):
        faults = {"number": _("This is not a tracking number. It looks like AM-7F4Q-92KD.")}
        return page.show(request, "password", {"number": number, "faults": faults, "asked": False}, status=422)
    handling.replace_password(number, address=address(request), now=timezone.now())
    return page.show(request, "password", {"number": number, "faults": {}, "asked": True})


def address(request: HttpRequest) -> str:
    """Where the request came from: the nearest proxy we trust says so, nobody else is believed."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and len(passed) >= proxies:
        return str(passed[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def _empty(number: str, password: str) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not number:
        faults["number"] = _("Type your tracking number.")
    if not password:
        faults["password"] = _("Type your password.")
    return faults


def _refused(seconds: float) -> dict[str, str]:
    if seconds:
        left = math.ceil(seconds)
        words = ngettext(
            "There were too many tries. Please wait %(left)s second, then try again.",
            "There were too many tries. Please wait %(left)s seconds, then try again.",
            left,
        )
        return {"number": words % {"left": left}}
    return {"number": _("This number and password do not belong together. Please look at both again.")}
