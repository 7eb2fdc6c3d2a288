"""What standings, outcomes and the days of a clock are called: always a word beside the colour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amends.cases.reading import CaseSeen, PromiseSeen
from amends.cases.wording import verdict
from amends.look import dates
from amends.procedure.due import Step
from amends.procedure.language import Option, Text, say


def standing(key: str) -> str:
    known = {
        "kept": pgettext("promise", "Kept"), "late": pgettext("promise", "Late"),
        "soon": pgettext("promise", "Due soon"),
        "running": pgettext("promise", "On time"), "resting": pgettext("promise", "Waiting"),
        "dropped": pgettext("promise", "No longer needed"),
    }  # fmt: skip
    return known.get(key, key)


def why(step: Step) -> str:
    """What one day did to the count."""
    said = {
        "begins": _("The clock starts here."), "start day not counted": _("The first day does not count."),
        "deemed next working day": _("It came after hours, so the clock starts on the next working day."),
        "counted": _("This day counts."), "half-day": _("Half a working day."),
        "extra working day": _("An extra working day."), "weekend": _("Weekend: does not count."),
        "holiday": _("Public holiday: does not count."), "closure": _("We are closed: does not count."),
        "after closing": _("After closing time: does not count."), "paused": _("The clock rests."),
        "rolled": _("The end moves to a working day."),
    }  # fmt: skip
    return f"{said.get(step.why, step.why)} {step.name}".strip()


def told_of_extension(seen: CaseSeen, promise: PromiseSeen) -> bool:
    """Whether a carrier accepted the letter that tells of the delay."""
    extension = seen.procedure.duties[promise.key].extension
    return extension is not None and any(one.letter == extension.letter for one in seen.state.sent)


def passed(promise: PromiseSeen, now: datetime) -> int:
    """Of a thousand, how much of a promise's time is over."""
    return dates.how_far(promise.owed.since, promise.owed.due.at, now)


def first_line(text: str) -> str:
    """Enough of a long text to know it by, while it is folded."""
    return Truncator(text.strip().split("\n")[0]).chars(90)


def in_tongue(text: Text, language: str) -> str:
    return say(text, language)


def options_in(options: Iterable[Option], language: str) -> list[tuple[str, str]]:
    """The answers a pack offers, as radios and checkboxes take them."""
    return [(option.key, say(option.title, language)) for option in options]


FILTERS: dict[str, Any] = {
    "standing": standing,
    "outcome": verdict,
    "why": why,
    "passed": passed,
    "first_line": first_line,
    "in_tongue": in_tongue,
    "options_in": options_in,
}
