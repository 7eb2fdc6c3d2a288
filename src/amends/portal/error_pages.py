"""When something goes wrong: a page in the person's language that says what, and keeps what they typed."""

from __future__ import annotations

import re

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from amends.portal import page

# Pages whose form may be sent again from the page that says it did not arrive. Deciding is never among them:
# a press there must follow the decision itself.
RESENT = re.compile(r"^/[a-z-]+/(complain/|track/(add/|answer/|password/)?$)")


@requires_csrf_token
def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The sign that a form came from our own page was missing or old: most often cookies, or a page left open."""
    del reason
    again = bool(RESENT.match(request.path))
    typed = [(key, value) for key, values in request.POST.lists() for value in values] if again else []
    kept = [(key, value) for key, value in typed if key not in ("csrfmiddlewaretoken", "password")]
    words = (
        _("Your browser did not send this page's security token. Nothing that you typed is lost.")
        if again
        else _("Your browser did not send this page's security token. Nothing was done. Go back and try again.")
    )
    return _say(request, 403, _("This page was open for too long"), words, resend=kept)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many files, too long a text, or a request that no page of ours makes."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent, TooManyFieldsSent)):
        title, words = _("This is too much at once"), _("Go back, and send fewer files or a shorter text.")
        return _say(request, 413, title, words)
    return _say(request, 400, _("We could not read this"), _("Please go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _say(request, 403, _("This page is not for you"), _("Sign in to see it, or go back to the start."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _say(request, 404, _("There is no page here"), _("The address may be old, or a sign in it may be missing."))


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed on our side; perhaps the database is gone, so the page must do without it."""
    title, words = _("Something went wrong on our side"), _("We are sorry. Please try again in a few minutes.")
    try:
        return _say(request, 500, title, words)
    except DatabaseError:
        bare = {"title": title, "words": words, "resend": [], "status": 500, "ways": [], "places": []}
        return render(request, "portal/wrong.html", bare, status=500)


def _say(
    request: HttpRequest, status: int, title: str, words: str, resend: list[tuple[str, str]] | None = None
) -> HttpResponse:
    context = {"title": title, "words": words, "resend": resend or [], "status": status}
    return page.show(request, "wrong", context, status=status)
