"""The 8D report of an action as a PDF that a screen reader can read; what was not recorded is said to be so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases import vault
from amends.cases.models import Case
from amends.cases.views.case_view import CaseView
from amends.improvement import effectiveness, problems
from amends.organisation.models import Member, Organisation
from amends.platform import author, dates, typesetting
from amends.platform.json_values import Json
from amends.procedure.schema import Option, say

TEMPLATE = Path(__file__).with_name("eight_d.typ")
Lines = tuple[tuple[str, str | Promise], ...]
# Each discipline with the questions of the procedure that answer it, and what each is called here.
DISCIPLINES: tuple[tuple[str, str | Promise, Lines], ...] = (
    ("D0", gettext_lazy("What was done at once"), (("d0_emergency", ""),)),
    ("D1", gettext_lazy("Team"), (("d1_team", ""),)),
    (
        "D2",
        gettext_lazy("The problem"),
        (
            ("d2_problem", gettext_lazy("What, where, when, how much")),
            ("d2_is", gettext_lazy("It is")),
            ("d2_is_not", gettext_lazy("It is not")),
            ("d2_differs", gettext_lazy("What differs")),
        ),
    ),
    (
        "D3",
        gettext_lazy("Containment"),
        (
            ("d3_containment", gettext_lazy("How customers are protected")),
            ("d3_contained_on", gettext_lazy("In effect since")),
        ),
    ),
    (
        "D4",
        gettext_lazy("Root cause"),
        (
            ("five_whys", gettext_lazy("Five times why")),
            ("cause", gettext_lazy("Kind of cause")),
            ("d4_occurrence", gettext_lazy("Why it came to be")),
            ("d4_escape", gettext_lazy("Why it was not noticed")),
            ("d4_system", gettext_lazy("What in our way of working allowed it")),
        ),
    ),
    (
        "D5",
        gettext_lazy("The action that was chosen"),
        (
            ("d5_chosen", gettext_lazy("What, and why this")),
            ("due_on", gettext_lazy("To be done by")),
            ("criterion", gettext_lazy("It worked when")),
            ("criterion_most", gettext_lazy("At most so many complaints a month")),
            ("check_on", gettext_lazy("To be checked on")),
        ),
    ),
    (
        "D6",
        gettext_lazy("Carried out, and whether it worked"),
        (
            ("d6_done", gettext_lazy("What was done")),
            ("implemented_on", gettext_lazy("In effect since")),
            ("before", gettext_lazy("Complaints a month before")),
            ("after", gettext_lazy("Complaints a month since")),
            ("verified_how", gettext_lazy("How this was seen")),
            ("effect", gettext_lazy("What the records say")),
        ),
    ),
    (
        "D7",
        gettext_lazy("So that it stays away"),
        (
            ("d7_standards", gettext_lazy("Standards revised")),
            ("d7_documents", gettext_lazy("Documents improved")),
            ("d7_conclusion", gettext_lazy("What we conclude")),
        ),
    ),
    ("D8", gettext_lazy("Closed"), (("d8_closed", ""),)),
)
FROM_PROBLEM = (
    "d2_problem",
    "d2_is",
    "d2_is_not",
    "d2_differs",
    "five_whys",
    "cause",
    "d4_occurrence",
    "d4_escape",
    "d4_system",
)
DAYS = ("d3_contained_on", "due_on", "check_on", "implemented_on")


@dataclass(frozen=True, slots=True)
class ReportLine:
    label: str
    says: str  # empty: not recorded


@dataclass(frozen=True, slots=True)
class Discipline:
    key: str
    title: str
    lines: tuple[ReportLine, ...]


def is_action(case: Case) -> bool:
    return case.inside and case.pack == problems.PACK and case.kind == problems.ACTION


def report(seen: CaseView, *, today: date) -> tuple[Discipline, ...]:
    """D0 to D8 of an action. What was found out about its problem stands in the problem, and is taken from there."""
    known = {**_of_problem(seen), **{key: value for key, value in seen.values.items() if value}}
    known |= {"d8_closed": known.get("d8_closed") or _closed(seen), "effect": _effect(seen.case, today)}
    people = _people(known.get("d1_team"))
    return tuple(
        Discipline(
            key, str(title), tuple(ReportLine(str(label), _said(one, known, seen, people)) for one, label in lines)
        )
        for key, title, lines in DISCIPLINES
    )


def report_pdf(seen: CaseView, *, today: date) -> bytes:
    """The report on paper, with the action's number and title and the cases that it came from."""
    own = Organisation.objects.get(id=1)
    sheet = {
        "language": seen.language.split("-")[0],
        "organisation": own.name,
        "colour": own.colour,
        "title": _("8D report"),
        "number": seen.case.number,
        "subject": seen.case.words.summary,
        "stage": seen.stage,
        "on": dates.day(today),
        "missing": _("not recorded"),
        "came": _("Opened for %(numbers)s") % {"numbers": ", ".join(_named(seen))} if _named(seen) else "",
        "parts": [
            {"key": one.key, "title": one.title, "lines": [[line.label, line.says] for line in one.lines]}
            for one in report(seen, today=today)
        ],
    }
    return typesetting.pdf(TEMPLATE, "sheet", json.dumps(sheet))


def _named(seen: CaseView) -> list[str]:
    """The cases that the action came from, as far as its reader may see them."""
    return [one for one in seen.case.links if one not in seen.unnamed]


def _of_problem(seen: CaseView) -> dict[str, Json]:
    problem = problems.of_kind(problems.PROBLEM).filter(number__in=_named(seen)[:50]).order_by("-id").first()
    if problem is None:
        return {}
    values = {key: problem.answers.get(key) for key in FROM_PROBLEM}
    opened = vault.opened(values, vault.contents_of(problem.pk))
    return {key: value for key, value in opened.items() if value}


def _closed(seen: CaseView) -> str:
    if not seen.case.closed_at:
        return ""
    return _("%(day)s: %(stage)s") % {"day": dates.day(timezone.localdate(seen.case.closed_at)), "stage": seen.stage}


def _effect(action: Case, today: date) -> str:
    found = effectiveness.effect_of(action, today=today)
    return effectiveness.says(found) if found else ""


def _people(team: Json) -> Mapping[str, str]:
    ids = author.member_ids(_each(team))
    return {member.by: str(member) for member in Member.objects.filter(pk__in=ids)} if ids else {}


def _said(key: str, known: Mapping[str, Json], seen: CaseView, people: Mapping[str, str]) -> str:
    value = known.get(key)
    if not value:
        return ""
    if key in DAYS:
        return dates.day(date.fromisoformat(str(value)))
    options = {one.key: say(one.title, seen.language) for one in _options(key, seen)}
    return ", ".join(options.get(one) or people.get(one) or one for one in _each(value))


def _options(key: str, seen: CaseView) -> Iterator[Option]:
    for form in seen.procedure.forms.values():
        for field in form.fields:
            if field.key == key:
                yield from field.options


def _each(value: Json) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
