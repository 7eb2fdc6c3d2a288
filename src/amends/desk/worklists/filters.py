"""What the pool is asked for, read from its address, and said back as chips that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.cases.editions import RulesInForce
from amends.cases.queries import FILTERS, CaseFilter
from amends.cases.views import case_labels
from amends.organisation import options
from amends.organisation.models import Member
from amends.organisation.options import Choice
from amends.procedure.schema import CHANNELS, say

KEY = re.compile(r"(none|[\w-]{1,60})\Z")
AFTER = re.compile(r"(-|[0-9T:.+-]{10,40})?\|\d{1,18}\Z")
DUE = ("late", "today", "week")
ORDER = (
    "stage",
    "due",
    "owner",
    "department",
    "category",
    "product",
    "channel",
    "kind",
    "class_key",
    "site",
    "pack",
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One filter with what it offers; `value` is the choice in force."""

    key: str
    title: str
    options: tuple[Choice, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: what it says, and the address of the list without it."""

    says: str
    without: str


def wanted(asked: QueryDict, member: Member) -> CaseFilter:
    """What the address asks for; what makes no sense in it is left out."""
    said = {key: asked.get(key, "") for key in FILTERS if KEY.match(asked.get(key, ""))}
    if said.get("owner") == "me":
        said["owner"] = str(member.pk)
    elif not re.fullmatch(r"none|\d{1,9}", said.get("owner", "none")):
        del said["owner"]
    due = asked.get("due", "")
    after = asked.get("after", "")
    return CaseFilter(
        filters=said,
        words=asked.get("words", "").replace("\x00", "")[:200],
        due=due if due in DUE else "",
        closed=asked.get("closed") == "yes",
        after=after if _readable(after) else "",
    )


def query(wanted: CaseFilter, **changed: str) -> str:
    """The address of this list, with some of it changed; an empty value takes a filter out."""
    said = {**wanted.filters, "words": wanted.words, "due": wanted.due, "closed": "yes" if wanted.closed else ""}
    return urlencode({key: value for key, value in {**said, **changed}.items() if value})


def offered(
    wanted: CaseFilter, people: tuple[Member, ...], known: options.Choices, *, language: str, standing: RulesInForce
) -> list[Offered]:
    """Every filter, with the choices that this house has."""
    titles = _titles()
    options = {**_of_packs(language, standing), **_of_house(people, known)}
    values = {**wanted.filters, "due": wanted.due}
    shown = [key for key in ORDER if len(options[key]) > 1 or values.get(key)]
    return [Offered(key, titles[key], options[key], values.get(key, "")) for key in shown]


def chips(wanted: CaseFilter, filters: list[Offered]) -> list[Chip]:
    found = []
    if wanted.words:
        found.append(Chip(_("Words: %(words)s") % {"words": wanted.words}, query(wanted, words="")))
    for one in filters:
        if one.value:
            said = dict(one.options).get(one.value, one.value)
            found.append(Chip(f"{one.title}: {said}", query(wanted, **{one.key: ""})))
    if wanted.closed:
        found.append(Chip(_("Closed ones too"), query(wanted, closed="")))
    return found


def _titles() -> Mapping[str, str]:
    return {
        "stage": _("Stage"),
        "due": _("Due"),
        "owner": _("Person in charge"),
        "department": _("Department"),
        "category": _("Category"),
        "product": _("Product or service"),
        "channel": _("Channel"),
        "kind": _("Kind"),
        "class_key": _("Class"),
        "site": _("Site"),
        "pack": _("Procedure"),
    }


def _of_packs(language: str, standing: RulesInForce) -> dict[str, tuple[Choice, ...]]:
    """Stages, kinds and classes by the procedures in force; where two have the same key, the first one's title."""
    stages: dict[str, str] = {}
    kinds: dict[str, str] = {}
    classes: dict[str, str] = {}
    packs: dict[str, str] = {}
    for rule in standing.rules:
        pack = editions.procedure(rule.edition_id)
        packs.setdefault(pack.key, say(pack.title, language))
        for found, parts in ((stages, pack.stages), (kinds, pack.kinds), (classes, pack.classes)):
            for key, part in parts.items():
                found.setdefault(key, say(part.title, language))
    return {
        "stage": tuple(stages.items()),
        "kind": tuple(kinds.items()),
        "class_key": tuple(classes.items()),
        "pack": tuple(packs.items()),
    }


def _of_house(people: tuple[Member, ...], known: options.Choices) -> dict[str, tuple[Choice, ...]]:
    nobody, none = ("none", _("nobody yet")), ("none", _("none yet"))
    return {
        "due": (("late", _("late")), ("today", _("today or late")), ("week", _("in the next seven days"))),
        "owner": (nobody, *((str(one.pk), str(one)) for one in people)),
        "department": (none, *known.department),
        "category": (none, *known.category),
        "product": known.product,
        "channel": tuple((key, case_labels.channel(key)) for key in CHANNELS),
        "site": known.site,
    }


def _readable(after: str) -> bool:
    if not AFTER.match(after):
        return False
    due = after.rpartition("|")[0]
    try:
        return due in ("", "-") or datetime.fromisoformat(due).tzinfo is not None
    except ValueError:
        return False
