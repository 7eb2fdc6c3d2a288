"""How the state of a clause and the target of an objective are said, the same on a page, in a file and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amends.assurance.matrix import ClauseLine
from amends.assurance.models import Measured, Objective
from amends.reports import formats
from amends.reports.figures import FIGURES, Definition
from amends.reports.periods import Period

# Never that anything conforms: that is for an auditor to say.
STATES: Mapping[str, str | Promise] = {
    "shown": gettext_lazy("shown"),
    "partly": gettext_lazy("partly shown"),
    "missing": gettext_lazy("missing"),
}
REACHED: Mapping[bool | None, str | Promise] = {
    True: gettext_lazy("reached"),
    False: gettext_lazy("missed"),
    None: gettext_lazy("nothing to measure"),
}


def readiness(lines: tuple[ClauseLine, ...]) -> str:
    """In one sentence, without a word of praise."""
    gaps = sum(bool(one.gaps) for one in lines)
    if not gaps:
        return _("Something is shown for each of the %(all)s clauses.") % {"all": len(lines)}
    said = ngettext(
        "%(gaps)s of %(all)s clauses has something missing.",
        "%(gaps)s of %(all)s clauses have something missing.",
        gaps,
    )
    return said % {"gaps": gaps, "all": len(lines)}


def target(one: Objective) -> str:
    """At least 95 %, or at most 14 days."""
    figure = FIGURES[one.figure]
    words = _("at most %(target)s") if figure.better == "down" else _("at least %(target)s")
    return words % {"target": number(figure, one.target)}


def number(figure: Definition, found: float) -> str:
    return formats.number(found, figure.unit)


def period(one: Objective, it: Measured) -> str:
    return formats.period(Period.around(it.since, one.period))  # type: ignore[arg-type]


def came_to(figure: Definition, one: Measured) -> str:
    """What a period came to, with what it stands on."""
    if one.value is None:
        return formats.NONE
    said = number(figure, one.value)
    if figure.unit != "share":
        return said
    whole = {"part": formats.plain(one.numerator, 0), "whole": formats.plain(one.denominator, 0)}
    return f"{said} ({_('%(part)s of %(whole)s') % whole})"
