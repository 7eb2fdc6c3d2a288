"""Whose page this is: the organisation, loaded once a request, and its zone, in which every moment is said."""

from __future__ import annotations

import hashlib
import time
import zoneinfo
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation.trans_real import parse_accept_lang_header

from amends.cases import editions
from amends.cases.editions import RulesOfOrganisation
from amends.look import colour
from amends.organisation.models import Organisation

AMONG_US = ("/desk/", "/account/")  # where members read their own language


class Request(HttpRequest):
    """A request that knows whose house it came to."""

    ground: RulesOfOrganisation
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Language:
    key: str
    name: str  # in that language itself
    address: str  # of this same page
    present: bool


class BaseFacts(TypedDict):
    """What base.html needs."""

    organisation: Organisation
    colour_mark: str
    logo_mark: str
    languages: SimpleLazyObject[list[Language]]


def open_house(answer: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Middleware: the organisation, its time zone and a language it speaks, for the length of one request."""

    def answered(request: Request) -> HttpResponse:
        request.ground = _ground()
        request.organisation = request.ground.organisation
        if elsewhere := _unspoken(request):
            return HttpResponseRedirect(elsewhere)
        with timezone.override(zoneinfo.ZoneInfo(request.organisation.zone)):
            return answer(request)

    return answered


_kept: list[tuple[float, RulesOfOrganisation]] = []


def _ground() -> RulesOfOrganisation:
    """Read again when it has been kept for a moment: what an owner changes shows on every server within it."""
    now = time.monotonic()
    if not _kept or now - _kept[0][0] >= settings.GROUND_KEPT_SECONDS:
        _kept[:] = [(now, editions.ground())]
    return _kept[0][1]


def context(request: HttpRequest) -> BaseFacts:
    """A page that failed before the house was opened still gets a face."""
    organisation = getattr(request, "organisation", None) or _unfounded()
    return {
        "organisation": organisation,
        "colour_mark": colour.mark(organisation.colour),
        "logo_mark": hashlib.sha256((organisation.logo.name or "").encode()).hexdigest()[:12],
        "languages": SimpleLazyObject(lambda: languages(request)),  # not every page offers a choice
    }


def spoken(request: HttpRequest) -> list[str]:
    """The languages that the organisation offers, a procedure in force is written in, and the program knows."""
    ground: RulesOfOrganisation | None = getattr(request, "ground", None)
    return known(ground.offered(timezone.now()) if ground else _unfounded().languages)


def known(languages: Iterable[str]) -> list[str]:
    """Those of these languages that the program's own pages speak; English where there is none."""
    ours = dict(settings.LANGUAGES)
    return [language for language in languages if language in ours] or ["en"]


def wanted(request: HttpRequest) -> str:
    """The first language of the browser that the organisation speaks; its own first one where there is none."""
    offered = spoken(request)
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(LookupError):
            if (language := translation.get_supported_language_variant(code)) in offered:
                return language
    return offered[0]


def _unspoken(request: Request) -> str:
    """Where a page in a language that the organisation does not offer is found; other pages just speak a known one."""
    language = translation.get_language_from_path(request.path_info)
    if language and language not in (offered := spoken(request)):
        return f"/{offered[0]}/{request.get_full_path().lstrip('/').partition('/')[2]}"
    if not language and not request.path_info.startswith(AMONG_US):
        translation.activate(wanted(request))
    return ""


def languages(request: HttpRequest) -> list[Language]:
    """The same page in each language; a page without a language in its address leads to the front in that language."""
    present = translation.get_language()
    start, _, rest = request.path_info.lstrip("/").partition("/")
    rest = rest if start in dict(settings.LANGUAGES) else ""
    return [
        Language(key, translation.get_language_info(key)["name_local"], f"/{key}/{rest}", key == present)
        for key in spoken(request)
    ]


def _unfounded() -> Organisation:
    """Before anyone has set the program up."""
    return Organisation(name="Amends", languages=["en"])
