"""The label of an item: its code to read and to scan, what it is, and whose it is; a PDF for a label printer."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils.translation import gettext as _

from amends.organisation.models import Organisation

TEMPLATE = Path(__file__).with_name("label.typ")
STANDARD = "ua-1"  # PDF/UA: every word tagged, in order, with its language


def printed(code: str, *, what: str, address: str, language: str) -> bytes:
    """One label of 100 × 50 mm; `address` is the page that scanning it opens. No name of any person is on it."""
    label = {
        "language": language.split("-")[0],
        "code": code,
        "what": what,
        "qr": _drawn(address),
        "organisation": Organisation.objects.get(id=1).name,
        "says": _("Scan to see where it has been"),
        "alternative": _("The address of this item’s page"),
        "title": _("Label of %(code)s") % {"code": code},
    }
    inputs = {"label": json.dumps(label)}
    try:
        return bytes(_compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD))
    except typst.TypstError:
        # A sign that no font here can draw breaks the standard; the label, tagged all the same, is still of use.
        return bytes(_compiler().compile(format="pdf", sys_inputs=inputs))


def _drawn(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """Knows the fonts; making it costs a hundred times more than setting a label."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(settings.FONTS)])
