"""The values of dimensions as people name them: departments, products and people by title, keys nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.cases.models import Edition
from amends.cases.views import case_labels
from amends.organisation.models import Category, Department, Member, Product, Site
from amends.procedure.schema import say
from amends.reports.counting.marks import PACK

NOBODY = ""
TITLED: Mapping[str, type[Department] | type[Product] | type[Category]] = {
    "department": Department,
    "product": Product,
    "category": Category,
}


def titles(dimension: str, values: Iterable[str], *, language: str, packs: Iterable[str] = ()) -> dict[str, str]:
    """Each value by its title; the empty one says what is missing."""
    known = {value for value in values if value}
    found = _found(dimension, known, language, packs)
    return {**{value: found.get(value) or value for value in known}, NOBODY: _missing(dimension)}


def _found(dimension: str, known: set[str], language: str, packs: Iterable[str]) -> dict[str, str]:
    if model := TITLED.get(dimension):
        rows = model.objects.filter(pk__in=known).values_list("pk", "titles")
        return {key: say(words, language) for key, words in rows}
    if dimension == "site":
        return dict(Site.objects.filter(pk__in=known).values_list("pk", "name"))
    if dimension == "owner":
        members = Member.objects.filter(pk__in=[int(one) for one in known if one.isdecimal()])
        return {str(member.pk): str(member) for member in members}
    if dimension == "class":
        return _classes(known, language, packs)
    if dimension == PACK:
        return procedures(known, language)
    speak = SPOKEN.get(dimension, str)
    return {value: speak(value) for value in known}


def _classes(known: set[str], language: str, packs: Iterable[str]) -> dict[str, str]:
    procedures = [found for pack in packs if (found := editions.newest(pack))]
    return {key: say(one.classes[key].title, language) for one in procedures for key in known & one.classes.keys()}


def procedures(known: Collection[str], language: str) -> dict[str, str]:
    """By the newest edition of each, read together."""
    if not known:
        return {}
    newest = Edition.objects.filter(key__in=known).order_by("key", "-published_at").distinct("key")
    return {key: say(editions.procedure(pk).title, language) for key, pk in newest.values_list("key", "pk")}


def pack(key: str, language: str) -> str:
    """A procedure by the title of its newest edition, also when it is in force no more."""
    found = editions.newest(key)
    return say(found.title, language) if found else key


def _tongue(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _vulnerable(value: str) -> str:
    return _("yes") if value == "yes" else _("no")


def _missing(dimension: str) -> str:
    return _("nobody") if dimension == "owner" else _("not said")


SPOKEN: Mapping[str, Callable[[str], str]] = {
    "channel": case_labels.channel,
    "language": _tongue,
    "vulnerable": _vulnerable,
    "outcome": case_labels.outcome,
}
