"""What a browser keeps for the portal: the token of a complaint on its way, and the pass of an opened case."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amends.cases import tracking
from amends.intake import drafts

DRAFT, PASS = "amends_draft", "amends_pass"  # names, not secrets
REQUEST, PARTNER = "amends_request", "amends_partner"
A_DAY_SECONDS = 86_400
A_YEAR_SECONDS = 365 * A_DAY_SECONDS


def draft_token(request: HttpRequest) -> bytes:
    try:
        return bytes.fromhex(request.COOKIES.get(DRAFT, ""))
    except ValueError:
        return b""


def keep_draft(answer: HttpResponse, token: bytes) -> None:
    _keep(answer, DRAFT, token.hex(), drafts.KEPT.total_seconds())


def forget_draft(answer: HttpResponse) -> None:
    answer.delete_cookie(DRAFT, samesite="Lax")


def keep_pass(answer: HttpResponse, given: str) -> None:
    """Renewed with each page, so that half an hour without a sign ends the session."""
    _keep(answer, PASS, given, tracking.PASS_LASTS.total_seconds())


def forget_pass(answer: HttpResponse) -> None:
    answer.delete_cookie(PASS, samesite="Lax")


def keep_request(answer: HttpResponse, given: str) -> None:
    _keep(answer, REQUEST, given, A_DAY_SECONDS)


def keep_partner(answer: HttpResponse, given: str) -> None:
    """As long as the phone keeps it: the link itself says when it ends."""
    _keep(answer, PARTNER, given, A_YEAR_SECONDS)


def _keep(answer: HttpResponse, name: str, value: str, seconds: float) -> None:
    answer.set_cookie(name, value, max_age=int(seconds), httponly=True, samesite="Lax", secure=settings.SECURE)
