"""How complaints were handled in the last twelve months, for everybody to read: where the organisation wants it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.platform import dates
from amends.reports import figures, formats
from amends.reports.counting import counts
from amends.reports.periods import Period, months_until
from amends.reports.statistics import FEW, Figure

Words = Callable[[], str]
# What is published, in words for those who complain; the desk has every figure with its formula.
PUBLISHED: tuple[tuple[str, Words], ...] = (
    ("volume", lambda: _("Complaints we received")),
    ("feedback-ratio", lambda: _("Suggestions and praise for each complaint")),
    ("acknowledged-in-time", lambda: _("Told in time that it had arrived")),
    ("final-in-time", lambda: _("Answered in the time we promised")),
    ("days-to-final", lambda: _("Days until our answer, for half of all")),
    ("upheld", lambda: _("We agreed with the complaint")),
    ("partly", lambda: _("We agreed in part")),
    ("second-round", lambda: _("Looked at a second time by somebody else")),
    ("process-satisfaction", lambda: _("Content with how we handled it")),
    ("improvements", lambda: _("Changes begun because of complaints")),
)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published figure: how it is called, what it is, and of how many it says so."""

    title: str
    value: str
    of: str


def rows(today: date) -> list[PublishedRow]:
    """Of whole months only, so that nobody reads an unfinished one; shares of few cases are not said."""
    months = last_year(today)
    found = figures.figures_of(counts.counts_of(months, packs=None, today=months.until))
    return [_row(key, words(), found[key]) for key, words in PUBLISHED]


def last_year(today: date) -> Period:
    """The twelve whole months that lie behind us."""
    return months_until(Period.around(today, "month").before, 12)


def _row(key: str, title: str, figure: Figure) -> PublishedRow:
    definition = figures.FIGURES[key]
    if definition.unit == "share" and figure.denominator < FEW:
        return PublishedRow(title, _("too few to say"), "")
    number = int(figure.denominator)
    of = ngettext("of %(count)s", "of %(count)s", number) % {"count": dates.number(number)}
    return PublishedRow(title, formats.value(definition, figure), of if definition.unit == "share" else "")
