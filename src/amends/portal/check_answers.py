"""What a person told us, as a list to look over: each answer with its question and the page to change it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from amends.cases.editions import RulesInForce
from amends.intake import drafts, submission
from amends.intake.models import Draft
from amends.look import dates
from amends.organisation.models import Product, Site
from amends.platform.json_values import Json
from amends.portal import questions
from amends.procedure.schema import Field, say


@dataclass(frozen=True, slots=True)
class Answer:
    title: str
    words: str
    page: str


def of_draft(draft: Draft, standing: RulesInForce, language: str, now: datetime) -> list[Answer]:
    """Every page with what was answered on it; an empty one says so, and can still be filled."""
    said = draft.content
    titles = questions.titles()
    words: Mapping[str, Callable[[], str]] = {
        "kind": lambda: _kind(said, language, standing),
        "words": lambda: submission.typed(said, "words"),
        "when": lambda: _when(said),
        "about": lambda: _about(said, language),
        "wanted": lambda: submission.typed(said, "wanted"),
        "files": lambda: "\n".join(f"{one.name} ({dates.size(one.size)})" for one in drafts.files_of(draft)),
        "contact": lambda: _contact(said),
        "help": lambda: _help(said, standing),
        questions.MORE: lambda: _more(said, language, standing, now),
    }
    return [Answer(titles[key], words[key](), key) for key in questions.pages(said, standing, now)]


def _kind(said: Mapping[str, Json], language: str, standing: RulesInForce) -> str:
    kind = standing.kinds().get(_text(said, "kind"))
    return questions.kind_in(kind, language)[0] if kind else ""


def _when(said: Mapping[str, Json]) -> str:
    typed = [_text(said, key) for key in ("year", "month", "day")]
    try:
        return dates.day(date(*(int(one) for one in typed)))
    except ValueError:
        return " ".join(filter(None, reversed(typed)))


def _about(said: Mapping[str, Json], language: str) -> str:
    product = Product.objects.filter(pk=_text(said, "product") or "-").first()
    site = Site.objects.filter(pk=_text(said, "site") or "-").first()
    lines = [say(product.titles, language) if product else "", site.name if site else ""]
    lines += [_("Order: %(order)s") % {"order": said["order"]}] if said.get("order") else []
    lines += [_("Batch: %(batch)s") % {"batch": said["batch"]}] if said.get("batch") else []
    return "\n".join(line for line in lines if line)


def _contact(said: Mapping[str, Json]) -> str:
    lines = [_text(said, key) for key in ("name", "mobile", "email", "post")]
    lines += [_("You stay anonymous.")] if said.get("anonymous") == "yes" else []
    return "\n".join(line for line in lines if line)


def _help(said: Mapping[str, Json], standing: RulesInForce) -> str:
    lines = [_text(said, "needs")]
    if said.get("for_other") == "yes":
        names = (_text(said, "representative_name"), _text(said, "representative_relation"))
        lines.append(_("Written for someone else by: %(names)s") % {"names": ", ".join(filter(None, names))})
    if tongue := dict(questions.tongues(standing)).get(_text(said, "language")):
        lines.append(_("We write to you in: %(language)s") % {"language": tongue})
    return "\n".join(line for line in lines if line)


def _more(said: Mapping[str, Json], language: str, standing: RulesInForce, now: datetime) -> str:
    form = questions.own_form(said, standing, now)
    given = said.get("answers")
    given = given if isinstance(given, dict) else {}
    lines = [
        f"{say(field.title, language)}: {_value(field, given[field.key], language)}"
        for field in (form.fields if form else ())
        if given.get(field.key)
    ]
    return "\n".join(lines)


def _value(field: Field, value: Json, language: str) -> str:
    titles = {option.key: say(option.title, language) for option in field.options}
    if isinstance(value, list):
        return ", ".join(titles.get(str(one), str(one)) for one in value)
    text = str(value)
    if field.type == "yes or no":
        return _("yes") if text == "yes" else _("no")
    return dates.day(text) or text if field.type == "date" else titles.get(text, text)


def _text(said: Mapping[str, Json], key: str) -> str:
    return str(said.get(key) or "").strip()
