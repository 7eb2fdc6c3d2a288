"""What complainants say of the process and of the outcome, kept apart; and how many of those asked say anything."""

from __future__ import annotations

from collections.abc import Iterator

from amends.procedure.state import Event
from amends.reports.counting.marks import Mark
from amends.reports.counting.timeline import Timeline

LETTER = "satisfaction"  # the letter by which a complainant is asked
RATED, SILENT = "rated", "silent"


def marks(case: Timeline) -> Iterator[Mark]:
    """Each scale of the last answer on its day; and on the day they were asked, whether they answered."""
    ratings = list(case.events("rated"))
    asked = _asked(case)
    if asked:
        yield Mark(case.day(asked.at), "asked", RATED if ratings else SILENT)
    if ratings:
        yield from _scales(case, ratings[-1])


def _asked(case: Timeline) -> Event | None:
    """The first letter that asked; a case that the clock alone closed was not settled with anybody."""
    if case.endings and case.endings[-1].event.by == "clock":
        return None
    letters = (event for event in case.events("sent") if event.fields.get("letter") == LETTER)
    return next((event for event in letters if event.fields.get("to_whom") == "complainant"), None)


def _scales(case: Timeline, rating: Event) -> Iterator[Mark]:
    """One voice a person, however many questions: the whole steps of what they answered on average."""
    answers = rating.fields.get("form", {})
    said: dict[str, list[int]] = {}
    for form in case.procedure.forms.values():
        for field in form.fields:
            if field.type == "scale" and field.measures and field.key in answers:
                said.setdefault(field.measures, []).append(int(str(answers[field.key])))
    for measure, steps in said.items():
        yield Mark(case.day(rating.at), measure, str(sum(steps) // len(steps)))
