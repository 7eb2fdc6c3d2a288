"""What was chosen in an entry, as staff read it: what brought the case, each answer of a form by its title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from amends.cases.models import Entry
from amends.cases.views.wording import Names
from amends.platform import dates
from amends.procedure.schema import Field
from amends.procedure.stored_fields import Answer

CHOSEN = (
    "choice",
    "choices",
    "yes or no",
    "coverage",
    "member",
    "members",
    "date",
    "number",
    "money",
    "cases",
    "scale",
    "department",
)
NAMES_CASES = ("linked", "recurred")  # the sentence of these entries names the cases; once is enough


def chosen(entry: Entry, names: Names) -> tuple[tuple[str, str], ...]:
    """Each with its label. Words that people wrote are not here: they are in the vault."""
    return tuple((names.field(key), said) for key, said in _chosen(entry, names) if said)


def _chosen(entry: Entry, names: Names) -> Iterator[tuple[str, str]]:
    trigger = names.procedure.triggers.get(entry.fields.get("trigger", ""))
    if trigger:
        yield "trigger", names.text(trigger.title)
    answers = entry.fields.get("form", {})
    if entry.kind == "received" and "on_the_spot" in answers:
        yield "on_the_spot", _yes_or_no(answers["on_the_spot"])
    for field in _fields(names):
        if field.key in answers and not (field.type == "cases" and entry.kind in NAMES_CASES):
            yield field.key, _title(field, answers[field.key], names)


def _fields(names: Names) -> Iterator[Field]:
    seen: set[str] = set()  # two forms may ask the same
    for form in names.procedure.forms.values():
        for field in form.fields:
            if field.type in CHOSEN and field.key not in seen:
                seen.add(field.key)
                yield field


def _title(field: Field, answer: Answer, names: Names) -> str:
    if field.type == "yes or no":
        return _yes_or_no(answer)
    if field.type in ("member", "members"):
        return ", ".join(names.person(str(one)) for one in (answer if isinstance(answer, list) else [answer]))
    if field.type == "date":
        return dates.day(date.fromisoformat(str(answer)))
    if field.type == "department":
        return names.title("department", str(answer))
    if field.type == "coverage":
        rule = names.procedure.coverage.get(str(answer))
        return names.text(rule.title) if rule else str(answer)
    titles = {option.key: names.text(option.title) for option in field.options}
    given = answer if isinstance(answer, list) else [str(answer)]
    return ", ".join(titles.get(one, one) for one in given)


def _yes_or_no(answer: Answer) -> str:
    return _("Yes") if answer == "yes" else _("No")
