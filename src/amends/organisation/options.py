"""What a form offers to choose from: categories, products, departments, sites and people, named in one language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import JSONObject

from amends.organisation import access, training
from amends.organisation.models import Category, Department, Member, Organisation, Product, Site

Choice = tuple[str, str]  # key, title


@dataclass(frozen=True, slots=True)
class Choices:
    """Each sorted by its title."""

    category: tuple[Choice, ...]
    product: tuple[Choice, ...]
    department: tuple[Choice, ...]
    site: tuple[Choice, ...]


def everything(language: str) -> Choices:
    """All of them by one query; what is retired is offered no more."""
    ask = (
        Category.objects.filter(retired_on=None).values_list(Value("category"), "key", "titles"),
        Product.objects.filter(retired_on=None).values_list(Value("product"), "key", "titles"),
        Department.objects.values_list(Value("department"), "key", "titles"),
        Site.objects.values_list(Value("site"), "key", JSONObject(name=F("name"))),
    )
    found: dict[str, list[Choice]] = {"category": [], "product": [], "department": [], "site": []}
    for what, key, titles in ask[0].union(*ask[1:]):
        found[what].append((key, _said(titles, language) or key))
    return Choices(**{what: tuple(sorted(rows, key=lambda row: row[1].casefold())) for what, rows in found.items()})


def need_to_know() -> tuple[str, ...]:
    """The roles that open no more than the department and site of whoever holds them; read anew, not kept."""
    return tuple(Organisation.objects.values_list("need_to_know", flat=True).get(id=1))


def people() -> tuple[Member, ...]:
    """Everybody who holds a role, by name: cases lie in their hands, now or some day."""
    members = Member.objects.filter(is_active=True, role_assignments__isnull=False).only("name", "username").distinct()
    return tuple(sorted(members, key=lambda one: str(one).casefold()))


def members() -> tuple[Member, ...]:
    """Everybody who works here, whether they hold a role or not, by name."""
    found = Member.objects.filter(is_active=True).only("name", "username")
    return tuple(sorted(found, key=lambda one: str(one).casefold()))


def names_of(ids: Collection[int]) -> list[str]:
    """The names of these members, sorted; nothing is asked of the database when there are none."""
    found = Member.objects.filter(pk__in=ids).only("name", "username") if ids else ()
    return sorted((str(one) for one in found), key=str.casefold)


def hands(*, site: str, department: str | None, now: datetime) -> tuple[Member, ...]:
    """Into whose hands a case of this site and department may be put; without one, of whichever it will be."""
    members = Member.objects.filter(is_active=True).prefetch_related("role_assignments")
    barred = training.barred(now)
    free = (one for one in members if one.pk not in barred)
    allowed = (one for one in free if access.may_be_given(one, site=site, department=department, now=now))
    return tuple(sorted(allowed, key=lambda one: str(one).casefold()))


def _said(titles: dict[str, str], language: str) -> str:
    return titles.get(language) or titles.get(language.split("-")[0]) or next(iter(titles.values()), "")
