"""The questions of a complaint as pages: which come in which order, and what was typed into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.http import QueryDict
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.acts import answers
from amends.cases.editions import RulesInForce
from amends.cases.errors import InvalidForm
from amends.intake import submission
from amends.look import middleware
from amends.look.status_labels import in_its_tongue, other_tongue, said_in
from amends.organisation.models import Product, Site
from amends.platform.json_values import Json
from amends.procedure.schema import Form, Kind, say

FIELDS: Mapping[str, tuple[str, ...]] = dict(submission.PAGES)
# Every house asks for one or both of these before it is known which procedure takes the matter.
KINDS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "complaint": (gettext_lazy("Complaint"), gettext_lazy("Something is not right, and you want it put right.")),
    "feedback": (
        gettext_lazy("Feedback"),
        gettext_lazy("A suggestion, a thought or praise, with nothing to be put right."),
    ),
}
MORE = "more"  # the page of the pack's own questions


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page among the others: where it stands, what comes before and after."""

    key: str
    number: int
    count: int
    before: str
    after: str


class Offered(TypedDict, total=False):
    """What a page offers to choose from."""

    kinds: list[tuple[str, str, str]]
    products: list[tuple[str, str, str]]
    sites: list[tuple[str, str]]
    tongues: list[tuple[str, str]]


def pages(content: Mapping[str, Json], standing: RulesInForce, now: datetime) -> list[str]:
    """The pages of this complaint. Nobody is asked to choose where there is one choice."""
    keys = [key for key, _fields in submission.PAGES]
    if len(standing.kinds()) < 2:
        keys.remove("kind")
    form = own_form(content, standing, now)
    return [*keys, MORE] if form and form.fields else keys


def question_page(key: str, keys: list[str]) -> QuestionPage:
    at = keys.index(key)
    return QuestionPage(
        key,
        at + 1,
        len(keys),
        keys[at - 1] if at else "",
        keys[at + 1] if at + 1 < len(keys) else "",
    )


def own_form(content: Mapping[str, Json], standing: RulesInForce, now: datetime) -> Form | None:
    """The pack's own questions for what was chosen so far; none before a kind is chosen."""
    if content.get("kind") not in standing.kinds():
        return None
    return submission.own_form(content, channel="web", now=now, standing=standing)


def typed(key: str, post: QueryDict, form: Form | None) -> dict[str, Json]:
    """What was typed on a page, right or wrong; a box that is not ticked is empty."""
    if key == MORE:
        return {"answers": typed_form(form, post)}
    return {name: _tidy(post.get(name, "")) for name in FIELDS[key] if name != "files"}


def typed_form(form: Form | None, post: QueryDict, prefix: str = "answers-") -> dict[str, Json]:
    """The values of a form of the pack; a date is typed as day, month and year."""
    found: dict[str, Json] = {}
    for field in form.fields if form else ():
        name = f"{prefix}{field.key}"
        if field.type == "choices":
            found[field.key] = [_tidy(one) for one in post.getlist(name)]
        elif field.type == "date":
            parts = [_tidy(post.get(f"{name}-{part}", "")).strip() for part in ("year", "month", "day")]
            found[field.key] = "-".join(part.zfill(2) for part in parts) if any(parts) else ""
        else:
            found[field.key] = _tidy(post.get(name, ""))
    return found


def titles_of(form: Form | None, tongue: str, prefix: str = "answers-") -> dict[str, str]:
    """What each question of the pack's own form is called, for a summary of faults that may read alike."""
    return {f"{prefix}{one.key}": in_its_tongue(one.title, tongue) for one in form.fields} if form else {}


def faults(
    key: str, content: Mapping[str, Json], form: Form | None, standing: RulesInForce, now: datetime
) -> dict[str, str]:
    if key != MORE:
        return submission.check(content, key, now=now, standing=standing)
    try:
        given = content.get("answers")
        answers.clean(form, given if isinstance(given, dict) else {})
    except InvalidForm as found:
        return {f"answers-{name}": words for name, words in found.faults.items()}
    return {}


def page_of(field: str) -> str:
    """The page on which a field with a fault is found."""
    return next((key for key, names in submission.PAGES if field in names), MORE)


def choices(key: str, standing: RulesInForce, language: str) -> Offered:
    if key == "kind":
        kinds = standing.kinds().values()
        return {"kinds": [(one.key, *kind_in(one, language)) for one in kinds]}
    if key == "about":
        products = Product.objects.filter(retired_on=None)
        return {
            "products": sorted((_product(one, language) for one in products), key=lambda one: one[1].casefold()),
            "sites": [(one.key, one.name) for one in Site.objects.order_by("name")],
        }
    if key == "help":
        return {"tongues": [(one, said_in(name, one)) for one, name in tongues(standing)]}
    return {}


def _product(product: Product, language: str) -> tuple[str, str, str]:
    return product.key, say(product.titles, language), other_tongue(product.titles, language)


def kind_in(kind: Kind, language: str) -> tuple[str, str]:
    """What a kind is called and means; in words of our own where its procedure does not speak the reader's language."""
    if kind.key in KINDS and other_tongue(kind.title, language):
        title, meaning = KINDS[kind.key]
        return str(title), str(meaning)
    return in_its_tongue(kind.title, language), in_its_tongue(kind.meaning, language)


def tongues(standing: RulesInForce) -> list[tuple[str, str]]:
    """The languages that we can write in, each by its own name."""
    return [(key, translation.get_language_info(key)["name_local"]) for key in middleware.known(standing.offered())]


def titles() -> dict[str, str]:
    """Each page's question, as its heading and in the list of answers."""
    return {
        "kind": _("What do you want to send us?"),
        "words": _("What happened?"),
        "when": _("When did it happen?"),
        "about": _("What is it about?"),
        "wanted": _("What would you like us to do?"),
        "files": _("Do you have photos or papers that help?"),
        "contact": _("How can we reach you?"),
        "help": _("Is there anything that makes this hard for you?"),
        MORE: _("A few more questions"),
    }


def _tidy(text: str) -> str:
    """The database takes no null characters, and browsers send two characters for each new line."""
    return text.replace("\x00", "").replace("\r\n", "\n")
