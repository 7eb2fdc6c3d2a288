"""The label of an item: its code to read and to scan, what it is, and whose it is; a PDF for a label printer."""

from __future__ import annotations

import io
import json
from pathlib import Path

import segno
from django.utils.translation import gettext as _

from amends.organisation.models import Organisation
from amends.platform import typesetting

TEMPLATE = Path(__file__).with_name("label.typ")


def label_pdf(code: str, *, what: str, address: str, language: str) -> bytes:
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
    return typesetting.pdf(TEMPLATE, "label", json.dumps(label))


def _drawn(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()
