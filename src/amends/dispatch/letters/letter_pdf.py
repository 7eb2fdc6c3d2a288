"""Letters and decisions on paper: tagged PDF that a screen reader reads, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amends.cases.views.case_labels import verdict
from amends.cases.views.case_view import CaseView, DecisionView, PointView
from amends.dispatch.letters import markdown_blocks, post, render
from amends.dispatch.models import Message
from amends.organisation.models import Organisation
from amends.platform import dates, json_values
from amends.procedure.schema import Route, say

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARD = "ua-1"  # PDF/UA: every word tagged, in order, with its language
REGIONS = {"zh-hans": "cn"}  # the same sign is drawn in another way in Japan
Sheet = dict[str, Any]


def decision(seen: CaseView) -> bytes:
    """The decision in force, as the page shows it: each point, then what the complainant can do now."""
    said = seen.decision
    if said is None:
        raise ValueError(f"{seen.case.number} has no decision yet")
    with translation.override(seen.language):
        sheet = _sheet(
            seen.language,
            seen.case.number,
            on=timezone.localdate(said.at),
            subject=_("Our decision"),
            to=_address(seen.values.get("contact")),
        )
        sheet |= {"lead": _("This is each thing you told us, what we found, and why."), **_decided(said)}
        sheet["next"], sheet["routes"] = _next(seen), [_route(one, seen.language) for one in seen.routes]
        return _set(sheet)


def letter(message: Message, *, now: datetime, whole: bool = False) -> bytes:
    """A letter for a window envelope; only the `whole` one shows the password that it carries."""
    content = json_values.inside(message.content.content)
    with translation.override(message.language):
        subject = str(content.get("subject", ""))
        to = str(content.get("to", ""))
        sheet = _sheet(message.language, message.case.number, on=timezone.localdate(now), subject=subject, to=to)
        sheet["blocks"] = list(markdown_blocks.blocks_of(render.MARKDOWN.parse(post.text(message, whole=whole))))
        return _set(sheet)


def _set(sheet: Sheet) -> bytes:
    """Set by Typst; what people wrote goes in as data, so that no sign in it can mean anything."""
    inputs = {"sheet": json.dumps(sheet)}
    try:
        return bytes(_compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD))
    except typst.TypstError:
        # A sign that no font here can draw breaks the standard; the letter, tagged all the same, has to leave.
        return bytes(_compiler().compile(format="pdf", sys_inputs=inputs))


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """Knows the fonts; making it costs a hundred times more than setting a letter."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(settings.FONTS)])


def _sheet(language: str, number: str, *, on: date, subject: str, to: str) -> Sheet:
    organisation = Organisation.objects.get(id=1)
    reference = [(_("Number"), number), (_("Date"), dates.day(on))]
    reference += [(_("Questions? Ask"), organisation.signs)] if organisation.signs else []
    reference += [(_("Phone"), "\n".join(filter(None, (organisation.phone, dates.opening(organisation.hours)))))]
    return {
        "language": language.split("-")[0],
        "region": REGIONS.get(language),
        "organisation": organisation.name,
        "number": number,
        "subject": subject,
        "to": to,
        "sender": _sender(organisation),
        "routes": [],
        "reference": [row for row in reference if row[1]],
        "lead": "",
        "points": [],
        "alternatives": "",
        "summary": "",
        "blocks": [],
        "next": [],
        "greeting": _("With kind regards"),
        "signs": organisation.signs or organisation.name,
        "foot": " · ".join(filter(None, (organisation.name, organisation.email, organisation.website))),
        "words": {
            "alternatives": _("Other ways to settle this"),
            "summary": _("In short"),
            "what": _("What"),
            "next": _("What you can do now"),
            "said": _("Words"),
            "routes": _("Who else can hear you"),
        },
    }


def _decided(said: DecisionView) -> Sheet:
    points = [{"point": one.point, "rows": list(_rows(one))} for one in said.points]
    return {"points": points, "alternatives": said.alternatives, "summary": said.summary}


def _rows(point: PointView) -> Iterator[tuple[str, str]]:
    yield _("What we found"), point.finding or "–"
    yield _("Our decision"), verdict(point.outcome) or "–"
    if remedy := ": ".join(filter(None, (point.remedy, point.money, point.remedy_words))):
        yield _("What we will do"), remedy
    if point.remedy_on:
        yield _("By"), dates.day(date.fromisoformat(point.remedy_on))


def _next(seen: CaseView) -> list[str]:
    """The same as on the page: yes, no, or nothing for now; and who else can hear them."""
    verbs = {one.verb for one in seen.offers if one.open}
    address = f"{settings.URL}/{seen.language}/track/"
    said = [_("You can tell us yes or no with your number and password: %(address)s") % {"address": address}]
    if not verbs & {"accept", "refuse"}:
        said = [seen.status_says]
    if "refuse" in verbs and seen.rounds_left:
        said.append(_("If you say no, someone else looks at it again, with other ways to settle it."))
    elif "refuse" in verbs:
        said.append(
            _("This was our last decision. If you refuse it, you can take your complaint to an independent body.")
        )
    if "accept" in verbs:
        said.append(_("If you do not answer, we never count that as a yes."))
    return said


def _route(route: Route, language: str) -> Sheet:
    reached = " · ".join(filter(None, (route.url, route.phone)))
    parts = (say(route.says, language), say(route.limit, language), reached)
    own = language in route.title
    return {
        "title": say(route.title, language),
        "says": "\n".join(part for part in parts if part),
        "language": (language if own else next(iter(route.title))).split("-")[0],  # for a screen reader
    }


def _sender(organisation: Organisation) -> str:
    """One line above the address; many write their name into their address too."""
    place = organisation.address.replace("\n", ", ")
    return place if place.startswith(organisation.name) else ", ".join(filter(None, (organisation.name, place)))


def _address(contact: object) -> str:
    known = contact if isinstance(contact, dict) else {}
    name, post = str(known.get("name", "")), str(known.get("post", ""))
    return post if name and post.startswith(name) else "\n".join(filter(None, (name, post)))
