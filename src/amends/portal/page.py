"""How a page of the portal is answered: with the ways to reach us at its foot, and kept by no machine in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from amends.cases.views import case_labels
from amends.cases.views.case_view import CaseView, OfferView
from amends.look.status_labels import in_its_tongue
from amends.organisation.models import Channel, Site
from amends.platform import dates
from amends.procedure.schema import say


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach us: what it is called and where it leads."""

    title: str
    address: str
    link: str


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    address: str
    phone: str
    hours: str


class Ways(TypedDict):
    """The public channels, and the places with their hours."""

    ways: list[Way]
    places: list[Place]


def show(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page about one person: `no-store`, so that a shared computer keeps nothing of it."""
    answer = render(request, f"portal/{template}.html", {**ways(), **(context or {})}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def ways() -> Ways:
    language = tongue()
    channels = Channel.objects.filter(public=True).exclude(kind="web").order_by("kind", "key")
    sites = Site.objects.exclude(address="", phone="").order_by("name")
    return {
        "ways": [Way(_title(one, language), one.address, _link(one)) for one in channels],
        "places": [Place(one.name, one.address, one.phone, dates.opening(one.hours)) for one in sites],
    }


def becomes(seen: CaseView, offer: OfferView) -> str:
    """What the case reads after this act, in the words that the complainant knows."""
    to = seen.procedure.acts[offer.key].to
    return say(seen.procedure.stages[to].public, seen.language) if to else ""


def tongue() -> str:
    """The language of this page."""
    return get_language() or "en"


def _title(channel: Channel, language: str) -> str:
    return in_its_tongue(channel.titles, language) or case_labels.channel(channel.kind)


def _link(channel: Channel) -> str:
    starts = {"phone": "tel:", "email": "mailto:"}
    start = starts.get(channel.kind, "")
    address = channel.address.replace(" ", "") if start == "tel:" else channel.address
    return f"{start}{address}" if start and address else ""
