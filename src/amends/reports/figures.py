"""The one table of figures (ISO 10002, 8.3 and 8.4): what each says, how it is counted, of which cases and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amends.reports import statistics
from amends.reports.counting.counts import ACTION, BESIDE, Beside, Counts
from amends.reports.counting.facts import DIMENSIONS
from amends.reports.counting.marks import PACK
from amends.reports.statistics import Figure, Reckon

Unit = Literal["number", "share", "days", "hours", "money", "per thousand", "to one"]
Better = Literal["up", "down", ""]
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. `day` is the rule that says in which period a case is counted; nothing is left to guess."""

    key: str
    title: Words
    formula: Words
    population: Words
    day: Words
    unit: Unit
    reckon: Reckon
    leaves_out: Words = ""
    better: Better = ""
    clause: str = "8.4"
    splits: bool = True  # it can be said of each channel, product, … too; of each procedure it always can
    needs: tuple[Beside, ...] = ()  # what it is made of beside the tallies of the period

    @property
    def dimensions(self) -> tuple[str, ...]:
        """By what it can be split."""
        return (*DIMENSIONS, PACK) if self.splits else (PACK,)


def needs(keys: Iterable[str]) -> list[Beside]:
    """What these figures are made of beside the tallies of a period."""
    wanted = {what for key in keys for what in FIGURES[key].needs}
    return [what for what in BESIDE if what in wanted]


def figures_of(counts: Counts) -> dict[str, Figure]:
    """Every figure of these counts."""
    return {key: one.reckon(counts) for key, one in FIGURES.items()}


RECEIVED = _("by the day it was received")
DUE = _("by the day the promise fell due, and only once that day has come")
ANSWERED = _("by the day the letter with the rating scales came back")
DECIDED = _("by the day of the last decision")
ALL = _("all complaints")
ENDED_BEFORE = _("promises that ended with the case before they were due")

_TABLE = (
    Definition(
        "volume", _("Complaints received"), _("the number of complaints"), ALL, RECEIVED, "number",
        statistics.number("received"), _("feedback"),
    ),
    Definition(
        "per-1000-orders", _("Complaints per 1,000 orders"), _("complaints received ÷ orders × 1,000"), ALL, RECEIVED,
        "per thousand", statistics.per_thousand("orders"), _("periods in which the orders of a month were not entered"),
        better="down", splits=False,
        needs=("base",),
    ),
    Definition(
        "per-1000-customers", _("Complaints per 1,000 customers"), _("complaints received ÷ customers × 1,000"), ALL,
        RECEIVED, "per thousand", statistics.per_thousand("customers"),
        _("periods in which the customers of a month were not entered"), better="down", splits=False,
        needs=("base",),
    ),
    Definition(
        "feedback-ratio", _("Feedback for each complaint"), _("feedback received ÷ complaints received"),
        _("all complaints and all feedback"), RECEIVED, "to one", statistics.feedback,
    ),
    Definition(
        "acknowledged-in-time", _("Acknowledged in time"),
        _("acknowledgements given before they were due ÷ all that fell due"), _("promises to acknowledge"), DUE,
        "share",
        statistics.share(("acknowledgement", "kept"), ("acknowledgement",)), ENDED_BEFORE, better="up",
    ),
    Definition(
        "days-to-final", _("Days to the final answer, median"),
        _("half of the complaints had their last answer within this many calendar days"),
        _("complaints that were finally answered, or closed without an answer"), _("by the day of the final answer"),
        "days", statistics.quantile("final", 0.5),
        _("complaints that still wait: see those open by age"), better="down",
    ),
    Definition(
        "days-to-final-p90", _("Days to the final answer, 90th percentile"),
        _("nine of ten complaints had their last answer within this many calendar days"),
        _("complaints that were finally answered, or closed without an answer"), _("by the day of the final answer"),
        "days", statistics.quantile("final", 0.9),
        _("complaints that still wait: see those open by age"), better="down",
    ),
    Definition(
        "final-in-time", _("Answered in time"),
        _(
            "answers given before they were due, extensions included ÷ all that fell due; what is still open and "
            "late fails"
        ),
        _("promises to answer, in every round"), DUE, "share", statistics.share(("answer", "kept"), ("answer",)),
        ENDED_BEFORE, better="up",
    ),
    Definition(
        "first-contact", _("Settled at first contact"),
        _("settled where it was raised, or agreed to in the first round without a further word ÷ all that closed"),
        _("complaints that are closed"), _("by the day it closed"), "share",
        statistics.share(("first contact",), ("closed",)), _("complaints that stay open after the last round"),
        better="up", clause="7.5",
    ),
    Definition(
        "open", _("Open complaints by age"), _("complaints that were open at the end of the period"),
        _("all complaints, also those open after the last refusal"), _("the last day of the period"), "number",
        statistics.still_open,
        better="down", clause="7.3", splits=False,
        needs=("open",),
    ),
    Definition(
        "updates-missed", _("Updates missed"), _("updates not given in time ÷ all that fell due"),
        _("promises to look in or tell how it goes"), DUE, "share", statistics.share(("update", "late"), ("update",)),
        ENDED_BEFORE, better="down", clause="7.3",
    ),
    Definition(
        "extensions", _("Answers extended"), _("answers whose time was extended ÷ all that fell due"),
        _("promises to answer, in every round"), DUE, "share", statistics.share(("extended",), ("answer",)),
        ENDED_BEFORE,
        better="down",
    ),
    Definition(
        "second-round", _("Looked at again"), _("refused or taken up again ÷ all that were decided"),
        _("complaints with a decision"), _("by the day of the first decision"), "share",
        statistics.share(("again",), ("first decision",)), better="down", clause="7.9",
    ),
    Definition(
        "upheld", _("Upheld"), _("last decision upheld ÷ all decided"), _("complaints with a decision"), DECIDED,
        "share",
        statistics.share(("decided", "upheld"), ("decided",)), clause="7.8",
    ),
    Definition(
        "partly", _("Partly upheld"), _("last decision partly upheld ÷ all decided"), _("complaints with a decision"),
        DECIDED, "share", statistics.share(("decided", "partly"), ("decided",)), clause="7.8",
    ),
    Definition(
        "not-upheld", _("Not upheld"), _("last decision not upheld ÷ all decided"), _("complaints with a decision"),
        DECIDED, "share", statistics.share(("decided", "not upheld"), ("decided",)), clause="7.8",
    ),
    Definition(
        "overturned", _("Turned round in a second look"),
        _("at last upheld, wholly or partly ÷ all that were first not upheld and decided again"),
        _("complaints that were not upheld at first, refused and decided again"), DECIDED, "share",
        statistics.share(("second look", "overturned"), ("second look",)), better="down", clause="4.7",
    ),
    Definition(
        "overturned-outside", _("Turned round by a body outside"),
        _("upheld outside, wholly or partly ÷ all whose result outside was recorded"),
        _("complaints that a body outside decided"), _("by the day the result was recorded"), "share",
        statistics.share(("outside look", "overturned"), ("outside look",)),
        _("results that nobody recorded as upheld or not"), better="down", clause="7.9",
    ),
    Definition(
        "remedy", _("Money granted"), _("the sum of the amounts in last decisions, by currency"),
        _("complaints with a decision"), DECIDED, "money", statistics.granted, _("remedies without an amount"),
    ),
    Definition(
        "cost", _("Money granted for each complaint"), _("money granted ÷ complaints decided, by currency"),
        _("complaints with a decision"), DECIDED, "money", statistics.cost, _("remedies without an amount"),
        better="down",
    ),
    Definition(
        "recurrence", _("The same again within 90 days"),
        _("a complaint about the same product and category within the 90 days before ÷ all that name both"),
        _("complaints with a product and a category"), RECEIVED, "share",
        statistics.share(("recurrence", "again"), ("recurrence", "named")), _("complaints that name only one, or none"),
        better="down", clause="8.2", splits=False,
        needs=("again",),
    ),
    Definition(
        "actions-on-time", _("Actions kept in time"),
        _("promises of actions kept before they were due ÷ all that fell due"),
        _("actions against causes"), DUE, "share", statistics.share(("promise", "kept"), ("promise",), kind=ACTION),
        ENDED_BEFORE, better="up", clause="8.7", splits=False,
    ),
    Definition(
        "actions-effective", _("Actions that worked"), _("found effective, and nothing came back since ÷ all checks"),
        _("checks of whether an action worked"), _("by the day of the check"), "share",
        statistics.share(("checked", "effective"), ("checked",), kind=ACTION),
        _("actions that were withdrawn before a check"), better="up", clause="8.7", splits=False,
    ),
    Definition(
        "process-satisfaction", _("Content with how it was handled"),
        _("those who answered 4 or more of 5 on average ÷ all who answered"),
        _("complainants who told us, about how we handled it"), ANSWERED, "share", statistics.satisfied("process"),
        better="up", clause="8.3",
    ),
    Definition(
        "outcome-satisfaction", _("Content with the outcome"),
        _("those who answered 4 or more of 5 on average ÷ all who answered"),
        _("complainants who told us, about what came of it"), ANSWERED, "share", statistics.satisfied("outcome"),
        better="up", clause="8.3",
    ),
    Definition(
        "response-rate", _("Asked complainants who answered"), _("complainants who answered ÷ all who were asked"),
        _("complainants whom we asked after their case was closed"), _("by the day they were asked"), "share",
        statistics.share(("asked", "rated"), ("asked",)), _("cases that the clock alone closed"), better="up",
        clause="8.3",
    ),
    Definition(
        "unowned", _("Hours in nobody's hands"), _("the hours in which no person held the open case, added up"),
        _("times without a person that are over"), _("by the day somebody took it, or it closed"), "hours",
        statistics.unowned,
        _("cases that nobody has taken yet"), better="down", clause="4.12",
    ),
    Definition(
        "reclassified", _("Classified anew"),
        _("kind, category, product or class changed after staff had set it ÷ all received"), ALL, RECEIVED, "share",
        statistics.share(("reclassified",), ("received",)), better="down", clause="8.2",
    ),
    Definition(
        "acknowledged-late", _("Acknowledged late"), _("the number of acknowledgements late or missing"),
        _("promises to acknowledge"), DUE, "number", statistics.number("acknowledgement", "late"), ENDED_BEFORE,
        better="down",
    ),
    Definition(
        "resolved-late", _("Answered late"), _("the number of answers late or missing"),
        _("promises to answer, in every round"), DUE, "number", statistics.number("answer", "late"), ENDED_BEFORE,
        better="down",
    ),
    Definition(
        "wrong-priority", _("Wrongly prioritised"),
        _("the number whose severity or class was changed after it was set"),
        ALL, RECEIVED, "number", statistics.number("wrong priority"), better="down", clause="7.5",
    ),
    Definition(
        "at-receipt", _("Settled at the point of receipt"), _("the number that was settled where it was raised"), ALL,
        RECEIVED, "number", statistics.number("at receipt"), better="up",
    ),
    Definition(
        "outside", _("Sent to bodies outside"), _("the number that stayed open after the last round"), ALL,
        _("by the day of the last refusal"), "number", statistics.number("outside"), better="down", clause="7.9",
    ),
    Definition(
        "repeats", _("Repeat complaints"),
        _("the number about the same product and category as one in the 90 days before"),
        _("complaints with a product and a category"), RECEIVED, "number", statistics.number("recurrence", "again"),
        better="down", clause="8.2", splits=False,
        needs=("again",),
    ),
    Definition(
        "improvements", _("Improvements begun because of complaints"),
        _("the number of matters opened from complaints"),
        ALL, _("by the day it was opened"), "number", statistics.number("opened"), better="up", clause="8.7",
    ),
)  # fmt: skip
FIGURES: Mapping[str, Definition] = {one.key: one for one in _TABLE}
HEADLINES = (
    "volume", "open", "acknowledged-in-time", "final-in-time", "days-to-final", "days-to-final-p90", "first-contact",
    "second-round", "process-satisfaction", "outcome-satisfaction", "recurrence", "actions-effective",
)  # fmt: skip
# Those that tell procedures apart at a glance.
BY_PROCEDURE = (
    "volume", "open", "acknowledged-in-time", "final-in-time", "days-to-final", "second-round", "process-satisfaction",
)  # fmt: skip
