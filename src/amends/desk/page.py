"""How a page of the desk is answered: in the member's language, kept by no machine in between."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amends.desk.request import Request
from amends.goods import search
from amends.organisation import access

GOODS_KEPT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu."""

    name: str
    address: str
    present: bool


def show(
    request: Request, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page at the desk; what it is given is read by its template alone."""
    works, owns = access.may_work(request.user, request.now), access.owns_procedure(request.user)
    facts = {"now": request.now, "tongue": tongue(), "me": request.user, "works": works, "owns": owns}
    facts |= {"menu": _menu(request, works), "more": _more(request, works, owns), "faults": {}}
    answer = render(request, f"desk/{template}.html", {**facts, **(context or {})}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def wrong(request: Request, status: int, title: str, words: str) -> HttpResponse:
    """Says no more than it must: a case that is not yours looks like one that does not exist."""
    return show(request, "wrong", {"title": title, "words": words}, status=status)


def done(request: HttpRequest, words: str) -> None:
    """A sentence on the next page that says what has been done."""
    messages.success(request, words)


def not_done(request: HttpRequest, words: str) -> None:
    messages.warning(request, words)


def tongue() -> str:
    """The language of this page."""
    return get_language() or "en"


def typed(post: QueryDict, key: str) -> str:
    """The database takes no null characters, and browsers send two characters for each new line."""
    return post.get(key, "").replace("\x00", "").replace("\r\n", "\n")


def faults_of(error: ValidationError) -> dict[str, str]:
    return {key: " ".join(words) for key, words in error.message_dict.items()}


def local(text: str) -> str:
    """A moment from a browser's own field, as the organisation's zone means it; unreadable ones stay as they are."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo else timezone.make_aware(moment)).isoformat()


def _menu(request: HttpRequest, works: bool) -> list[Place]:
    places = [(_("Today"), "desk-today"), (_("Pool"), "desk-pool"), (_("New case"), "desk-new")]
    places.append((_("Our own work"), "desk-work"))
    return [_place(request, name, view) for name, view in places] if works else []


def _more(request: Request, works: bool, owns: bool) -> list[Place]:
    places = [
        (_("Letters to print"), "desk-print", works),
        (_("Outbox"), "desk-outbox", owns),
        (_("Goods"), "desk-goods", owns or (works and _goods_known())),
        (_("Figures"), "desk-figures", access.may_see_figures(request.user, request.now)),
        (_("Trends"), "desk-trends", access.may_see_figures(request.user, request.now)),
        (_("Evidence"), "desk-evidence", access.may_see_evidence(request.user, request.now)),
        (_("Documents"), "desk-documents", not access.may_see_evidence(request.user, request.now)),
        (_("Training"), "desk-training", works and not access.may_see_evidence(request.user, request.now)),
        (_("Procedures"), "desk-procedures", works),
        (_("Prove the procedure"), "desk-prove", works),
        (_("Check the records"), "desk-verify", works),
        (_("Calendars"), "desk-calendars", works),
        (_("Mail that came in"), "desk-incoming", access.may_read_incoming(request.user, request.now)),
        (_("Channels"), "desk-channels", works),
        (_("People"), "desk-people", works),
        (_("Partners"), "desk-partners", owns),
        (_("Organisation"), "desk-organisation", owns),
        (_("Lists to choose from"), "desk-list", owns),
    ]
    return [_place(request, name, view) for name, view, shown in places if shown]


_kept: list[tuple[float, bool]] = []


def _goods_known() -> bool:
    """Asked again once a minute: a menu is on every page, and the first goods come once in a life."""
    now = time.monotonic()
    if not _kept or now - _kept[0][0] >= GOODS_KEPT_SECONDS:
        _kept[:] = [(now, search.anything())]
    return _kept[0][1]


def _place(request: HttpRequest, name: str, view: str) -> Place:
    address = reverse(view, args=["categories"] if view == "desk-list" else [])
    path = request.path_info
    return Place(name, address, path == address if view == "desk-today" else path.startswith(address))
