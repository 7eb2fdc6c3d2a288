"""The chain of custody of samples and returned goods: every step of an item, and all items by where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from amends.cases import vault, visibility
from amends.cases.acts import custody
from amends.cases.models import Case, Entry
from amends.cases.views import case_labels
from amends.cases.views.case_view import CaseView, EntryView
from amends.organisation.models import Member
from amends.platform.json_values import Json
from amends.procedure.related_gates import ENDS
from amends.procedure.schema import STEPS
from amends.procedure.state import State

PAGE = 50


@dataclass(frozen=True, slots=True)
class Link:
    """One step of an item: what was done, and the line of the story with who, when, words and photos."""

    step: str
    title: str
    line: EntryView


@dataclass(frozen=True, slots=True)
class Chain:
    """An item from its first step to its last; `ahead` are the steps that usually follow."""

    code: str
    what: str
    step: str
    ended: bool
    links: tuple[Link, ...]
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in the list."""

    code: str
    what: str
    step: str
    title: str
    at: datetime
    ended: bool
    number: str  # of the case
    summary: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    rows: tuple[ItemRow, ...]
    after: str


def number_of(code: str) -> str:
    """The number of the case that this item belongs to; empty when there is no such item."""
    found = custody.of_code(code)
    return found[0].number if found else ""


def chain(seen: CaseView, code: str) -> Chain:
    """The item's story, out of the story of its case that this reader sees."""
    code = code.strip().upper()
    told = {line.no: line for line in seen.story}
    entries = [one for one in _entries([seen.case.pk]) if one.fields["item"] == code and one.no in told]
    links = tuple(Link(one.fields["step"], case_labels.step(one.fields["step"]), told[one.no]) for one in entries)
    step = links[-1].step
    return Chain(code, _what(entries, vault.contents_of(seen.case.pk)), step, step in ENDS, links, _ahead(step))


def follows(chain: Chain, step: str) -> bool:
    """Whether this step can still come."""
    return bool(step) and custody.takes(step, at=chain.step)


def item_page(member: Member, *, step: str = "", after: str = "", now: datetime) -> ItemPage:
    """Every item that this member may see, case by case, the newest case first."""
    cases = _with_items(member, step, now)
    if after:
        cases = cases.filter(pk__lt=int(after))
    found = list(cases.select_related("words").order_by("-id")[: PAGE + 1])
    rows = _rows(found[:PAGE], step)
    return ItemPage(rows, str(found[PAGE - 1].pk) if len(found) > PAGE else "")


def _with_items(member: Member, step: str, now: datetime) -> QuerySet[Case]:
    cases = Case.objects.filter(visibility.visible(member, now), state__items__0__isnull=False)
    if step:
        cases = cases.filter(state__items__contains=[{"step": step}])
    return cases


def _rows(cases: list[Case], step: str) -> tuple[ItemRow, ...]:
    keys = [case.pk for case in cases]
    contents = vault.contents_of_many(keys)
    entries: dict[tuple[int, str], list[Entry]] = {}
    for one in _entries(keys):
        entries.setdefault((one.case_id, one.fields["item"]), []).append(one)
    return tuple(
        ItemRow(
            item.code,
            _what(entries.get((case.pk, item.code), []), contents[case.pk]),
            item.step,
            case_labels.step(item.step),
            item.at,
            item.step in ENDS,
            case.number,
            case.words.summary,
        )
        for case in cases
        for item in sorted(State.from_json(case.state).items, key=lambda item: item.code)
        if not step or item.step == step
    )


def _entries(cases: list[int]) -> list[Entry]:
    return list(Entry.objects.filter(case__in=cases, kind="custody").order_by("case", "no"))


def _what(entries: list[Entry], contents: Mapping[str, Json]) -> str:
    """What the item is: said where its chain begins."""
    said = next((one.fields["what"] for one in entries if one.fields.get("what")), None)
    return str(vault.opened_value(said, contents) or "") if said else ""


def _ahead(step: str) -> tuple[str, ...]:
    """The steps on the way to an end; which end it will be, nobody can know."""
    way = STEPS[: -len(ENDS)]
    return tuple(case_labels.step(one) for one in way[way.index(step) + 1 :]) if step in way else ()
