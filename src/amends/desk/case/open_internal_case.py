"""An act that opens an internal case out of another, as a corrective action: it asks what that procedure asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from amends.cases import internal
from amends.cases.views.case_view import OfferView


def asking(offer: OfferView, now: datetime) -> OfferView | None:
    """The offer with the questions of the procedure that the opened case will follow; None where none is in force."""
    pack, key = offer.act.opens.split()
    try:
        procedure, kind = internal.form_of(pack, key, now)
    except LookupError:
        return None
    return replace(offer, form=procedure.forms.get(kind.form or ""))


def still_asking(present: OfferView | None, answered: OfferView) -> OfferView:
    """The offer as it stands now, with the questions that were answered: none is forgotten after a fault."""
    return replace(present, form=answered.form) if present else answered
