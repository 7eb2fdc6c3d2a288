"""Paper that people find: the complaint form to fill in by hand, and the poster for a place."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from amends.organisation.models import Organisation, Site
from amends.platform import dates

HERE = Path(__file__).parent
STANDARD = "ua-1"  # PDF/UA: every word tagged, in order, with its language
Sheet = dict[str, Any]


def form(language: str) -> bytes:
    """The complaint form in one language, with where to send it and the way to the same questions on the web."""
    with translation.override(language):
        return _set("form.typ", json.dumps({**_face(language, ""), **_questions()}))


def poster(language: str, site: Site | None) -> bytes:
    """A sheet for the wall: how to complain here, that it is free, and a code that opens the page for this place."""
    with translation.override(language):
        place = site.name if site else ""
        words = {
            "title": _("Something is not right? Tell us."),
            "lead": _("We listen, we look into it, and we answer."),
            "free": _("It costs you nothing, and it is never held against you."),
            "how": _("Point your phone here, or type the address."),
            "ask": _("Or tell anyone who works here. They write it down for you."),
            "promise": _("You get a number at once, and the dates by which we answer."),
            "call": _("Or call us"),
            "place": place,
        }
        face = _face(language, site.pk if site else "")
        face["phone"], face["hours"] = _reached(site, face)
        return _set("poster.typ", json.dumps({**face, **words}))


def _reached(site: Site | None, face: Sheet) -> tuple[str, str]:
    """The place's own line and hours where it has them."""
    phone = (site.phone if site else "") or face["phone"]
    return phone.replace(" ", "\u00a0"), dates.opening(site.hours if site else "") or face["hours"]


def _face(language: str, site: str) -> Sheet:
    organisation = Organisation.objects.get(id=1)
    address = f"{settings.URL}/{language}/complain/" + (f"?site={site}" if site else "")
    return {
        "language": language.split("-")[0],
        "organisation": organisation.name,
        "colour": organisation.colour,
        "address": organisation.address,
        "phone": organisation.phone,
        "email": organisation.email,
        "hours": dates.opening(organisation.hours),
        "web": address.partition("://")[2].partition("?")[0].rstrip("/"),
        "qr": _code(address),
        "qr_says": _("Opens the complaint page: %(address)s") % {"address": address},
    }


def _questions() -> Sheet:
    return {
        "title": _("Complaint or feedback"),
        "lead": _("Fill in what you can. Only the first answer is needed. It costs you nothing."),
        "kind": _("What is it?"),
        "kinds": [_("A complaint"), _("Feedback or an idea")],
        "what": _("What happened?"),
        "when": _("When?"),
        "where": _("Where, and about which product or service?"),
        "order": _("Order or batch number, if you have it"),
        "wanted": _("What would you like us to do?"),
        "you": _("How can we reach you? One way is enough."),
        "name": _("Name"),
        "mobile": _("Mobile"),
        "email_says": _("E-mail"),
        "post": _("Address"),
        "anonymous": _("I want to stay anonymous. I know that you cannot answer me."),
        "send": _("Send it to, or hand it in at"),
        "web_says": _("Or answer the same questions here"),
        "call": _("Or call us"),
        "ours": _("We fill this in"),
        "number": _("Number"),
        "came": _("Came on"),
        "by": _("Typed in by"),
        "more": _("Add more sheets or copies of papers if you like. Please keep the originals."),
    }


def _code(address: str) -> str:
    """Drawn as SVG, dark on white, with the quiet margin that text_messages need."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2, scale=4, xmldecl=False, light="#fff")
    return drawn.getvalue().decode()


@lru_cache(maxsize=64)
def _set(template: str, sheet: str) -> bytes:
    """Kept, since the same sheet is asked for again and again; people's own words are never in it."""
    inputs = {"sheet": sheet}
    try:
        return bytes(_compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD))
    except typst.TypstError:
        # A sign that no font here can draw breaks the standard; the sheet, tagged all the same, is still of use.
        return bytes(_compiler(template).compile(format="pdf", sys_inputs=inputs))


@lru_cache(maxsize=2)
def _compiler(template: str) -> Any:
    return typst.Compiler(str(HERE / template), root=str(HERE), font_paths=[str(settings.FONTS)])
