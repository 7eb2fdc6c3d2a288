"""What standings, outcomes and the days of a clock are called: always a word beside the colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext_lazy

from amends.cases.views.case_labels import verdict
from amends.cases.views.case_view import CaseView, PromiseView
from amends.look import dates
from amends.procedure.clock.due import TraceStep
from amends.procedure.schema import Option, Procedure, Text, say

NUMBER = re.compile(r"\b[A-Z]{1,4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


# Made once: a page of a case asks for some hundreds of them.
STANDINGS = {
    "kept": pgettext_lazy("promise", "Kept"),
    "late": pgettext_lazy("promise", "Late"),
    "soon": pgettext_lazy("promise", "Due soon"),
    "running": pgettext_lazy("promise", "On time"),
    "resting": pgettext_lazy("promise", "Waiting"),
    "dropped": pgettext_lazy("promise", "No longer needed"),
}
DAYS = {
    "begins": gettext_lazy("The clock starts here."),
    "start day not counted": gettext_lazy("The first day does not count."),
    "deemed next working day": gettext_lazy("It came after hours, so the clock starts on the next working day."),
    "counted": gettext_lazy("This day counts."),
    "half-day": gettext_lazy("Half a working day."),
    "extra working day": gettext_lazy("An extra working day."),
    "weekend": gettext_lazy("Weekend: does not count."),
    "holiday": gettext_lazy("Public holiday: does not count."),
    "closure": gettext_lazy("We are closed: does not count."),
    "after closing": gettext_lazy("After closing time: does not count."),
    "paused": gettext_lazy("The clock rests."),
    "rolled": gettext_lazy("The end moves to a working day."),
}


def standing(key: str) -> str:
    return str(STANDINGS.get(key, key))


def why(step: TraceStep) -> str:
    """What one day did to the count."""
    return f"{DAYS.get(step.why, step.why)} {step.name}".strip()


def told_of_extension(seen: CaseView, promise: PromiseView) -> bool:
    """Whether a carrier accepted the letter that tells of the delay."""
    extension = seen.procedure.duties[promise.key].extension
    return extension is not None and any(one.letter == extension.letter for one in seen.state.sent)


def passed(promise: PromiseView, now: datetime) -> int:
    """Of a thousand, how much of a promise's time is over."""
    return dates.how_far(promise.owed.since, promise.owed.due.at, now)


def first_line(text: str) -> str:
    """Enough of a long text to know it by, while it is folded."""
    return Truncator(text.strip().split("\n")[0]).chars(90)


def whole(words: str) -> SafeString:
    """The words with their tracking numbers kept on one line each: half a number is read out as none."""
    return mark_safe(NUMBER.sub(r'<span class="unbroken">\g<0></span>', conditional_escape(words)))


def in_tongue(text: Text, language: str) -> str:
    return say(text, language)


def in_its_tongue(text: Text, language: str) -> str:
    """As `in_tongue`, and marked with its own language where it lacks the reader's: a screen reader says it right."""
    other = other_tongue(text, language)
    return _marked(say(text, language), other) if other else say(text, language)


def other_tongue(spoken: Iterable[str], language: str) -> str:
    """The first of these languages where the reader's is not among them; nothing where it is."""
    known = list(spoken)
    return "" if {language, language.split("-")[0]} & {*known} else next(iter(known), "")


def of_pack(words: object, procedure: Procedure | None) -> object:
    """Words of a pack in the page's language, or marked with the pack's first language where it lacks that one."""
    tongue = _page_lacks(procedure)
    return _marked(words, tongue) if tongue and words else words


def lang_of(procedure: Procedure | None) -> str:
    """The attributes of an element that holds nothing but words of this pack."""
    tongue = _page_lacks(procedure)
    return format_html(' lang="{}" dir="{}"', tongue, _direction(tongue)) if tongue else ""


def tells(says: str, procedure: Procedure) -> object:
    """A line of the story: in the pack's own words where one of its acts tells it, in ours elsewhere."""
    language = get_language() or "en"
    told = any(says == say(act.tells, language) for act in procedure.acts.values())
    return of_pack(says, procedure if told else None)


def ltr(value: object) -> SafeString:
    """A number, a password or an address: from left to right in every language, and apart from the words around it."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def said_in(words: str, tongue: str) -> str:
    """Words in a known language, marked with it where the page speaks another."""
    return words if tongue == get_language() else _marked(words, tongue)


def options_in(options: Iterable[Option], language: str) -> list[tuple[str, str]]:
    """The answers a pack offers, as radios and checkboxes take them."""
    return [(option.key, say(option.title, language)) for option in options]


def _page_lacks(procedure: Procedure | None) -> str:
    return other_tongue(procedure.languages, get_language() or "en") if procedure else ""


def _marked(words: object, tongue: str) -> SafeString:
    return format_html('<span lang="{}" dir="{}">{}</span>', tongue, _direction(tongue), words)


def _direction(tongue: str) -> str:
    return "rtl" if get_language_info(tongue)["bidi"] else "ltr"


def day_parts(text: str) -> tuple[str, str, str]:
    """Year, month and day as they were typed, right or wrong."""
    year, month, day = (text or "--").split("-", 2)
    return year, month, day


FILTERS: Mapping[str, Callable[..., object]] = {
    "day_parts": day_parts,
    "standing": standing,
    "outcome": verdict,
    "why": why,
    "passed": passed,
    "first_line": first_line,
    "whole": whole,
    "in_tongue": in_tongue,
    "in_its_tongue": in_its_tongue,
    "of_pack": of_pack,
    "lang_of": lang_of,
    "tells": tells,
    "said_in": said_in,
    "ltr": ltr,
    "options_in": options_in,
}
