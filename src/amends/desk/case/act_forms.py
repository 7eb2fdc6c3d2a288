"""What a person typed into an act's form: the questions of the pack by their type, and those that each verb brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias, TypedDict

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.acts import custody
from amends.cases.views.case_types import Case
from amends.cases.views.case_view import CaseView, OfferView, PromiseView
from amends.desk import page
from amends.look import dates
from amends.organisation import access, options
from amends.organisation.models import Member
from amends.platform.json_values import Json
from amends.procedure import conflict_of_interest
from amends.procedure.diagram import amount_in
from amends.procedure.schema import GOODS, Coverage, Field, Form, say
from amends.procedure.verbs import VERBS

PREFIX = "answers-"
ROLE = "role-"
SEVERAL_FIELDS = frozenset({"files", "roles"})  # what a verb asks for in fields of other names
SAME = {"amount": "number", "words": "reply"}  # what a room calls what the page calls so
CHOSEN_ALONE = ("kind", "duty", "request", "item")  # where there is one to choose from, it is chosen
NOTHING: Mapping[str, Promise | str] = {
    "request": gettext_lazy("No department was asked, or each has replied."),
    "item": gettext_lazy("No item of this case can take this step now."),
    "duty": gettext_lazy("No promise of this case can be extended now."),
}


RoleChoice: TypeAlias = tuple[str, str, str, list[tuple[str, str]]]  # field, title, duty, who may be appointed
# The value, what it is called, and what it means, as far as it needs saying.
Choices: TypeAlias = Sequence[tuple[str, str]] | Sequence[tuple[str, str, str]] | Sequence[RoleChoice]


class Offered(TypedDict):
    """What a form offers to choose from."""

    asks: Sequence[str]
    choices: dict[str, Choices]
    begins: bool
    known: options.Choices | None
    colleagues: Sequence[tuple[str, str]]
    policy: Sequence[tuple[str, str, str]]


def typed(offer: OfferView, post: QueryDict) -> dict[str, Json]:
    """Everything that stands in the form, right or wrong, under the names of its fields."""
    said: dict[str, Json] = {key: page.typed(post, key) for key in _named(offer)}
    said |= {ROLE + role: page.typed(post, ROLE + role) for role in offer.act.roles}
    return {**said, **{PREFIX + key: value for key, value in of_pack(offer.form, post).items()}}


def of_pack(form: Form | None, post: QueryDict) -> dict[str, Json]:
    """The values of a pack's own form, by the keys of its fields."""
    return {field.key: _value(field, post) for field in (form.fields if form else ())}


def _value(field: Field, post: QueryDict) -> Json:
    name = PREFIX + field.key
    if field.type in ("choices", "members"):
        return [one.replace("\x00", "") for one in post.getlist(name)]
    return page.typed(post, name)


def first(offer: OfferView, found: CaseView) -> dict[str, Json]:
    """What stands in the form when it opens: what the case is known to be."""
    case = found.case
    if offer.act.opens:
        return about(case, offer.form)
    known = {
        "category": case.category_id,
        "product": case.product_id,
        "department": case.department_id,
        "site": case.site_id,
        "class": case.class_key,
        "owner": str(case.owner_id or ""),
        "public": "",
    }
    said: dict[str, Json] = {key: known.get(key) or "" for key in _named(offer)}
    said |= {ROLE + role: found.state.hands.get(role, "").partition(":")[2] for role in offer.act.roles}
    for field in offer.form.fields if offer.form else ():
        said[PREFIX + field.key] = found.values.get(field.key) or "" if VERBS[offer.verb].prefilled else ""
        if field.type in GOODS:
            said[PREFIX + field.key] = found.values.get(field.key) or ""
        if field.type in ("department", "site", "category", "product"):
            said[PREFIX + field.key] = known[field.type] or ""
    return said


def about(case: Case, form: Form | None) -> dict[str, Json]:
    """A matter that is opened out of a case is about the same category, product, department and site."""
    known = {
        "category": case.category_id,
        "product": case.product_id,
        "department": case.department_id,
        "site": case.site_id,
    }
    return {PREFIX + field.key: known.get(field.type) or "" for field in (form.fields if form else ())}


def faults(offer: OfferView, found: Mapping[str, str]) -> dict[str, str]:
    """Faults under the names of the fields on the page, whatever room found them."""
    return {_name(offer, key): words for key, words in found.items()}


def _name(offer: OfferView, key: str) -> str:
    asks = VERBS[offer.verb].asks
    if key not in asks and any(key == field.key for field in (offer.form.fields if offer.form else ())):
        return PREFIX + key
    return SAME[key] if SAME.get(key) in asks else key


def _named(offer: OfferView) -> list[str]:
    """What the verb asks by itself, each in a field of that name."""
    return [key for key in VERBS[offer.verb].asks if key not in SEVERAL_FIELDS]


def offered(offer: OfferView, seen: CaseView, now: datetime) -> Offered:
    """What this form offers to choose from; nothing is asked of the database that the form does not show."""
    asks = VERBS[offer.verb].asks
    types = {field.type for field in offer.form.fields} if offer.form else set()
    lists = {"department", "category", "to_department"} & {*asks, *types} or {"site", "product"} & types
    return {
        "asks": asks,
        "choices": {key: CHOICES[key](offer, seen, now) for key in asks if key in CHOICES},
        "begins": begins(offer),
        "known": options.everything(seen.language) if lists else None,
        "colleagues": [(one.by, str(one)) for one in options.people()] if {"member", "members"} & types else (),
        "policy": _policy(seen) if "coverage" in types else (),
    }


def begins(offer: OfferView) -> bool:
    """Whether the step can be the first of a new item."""
    return offer.act.step in custody.FIRST


def missing(offer: OfferView, choices: Mapping[str, Choices]) -> str:
    """Why the form cannot be filled in: there is nothing to choose from; empty when there is."""
    lacking = (key for key in NOTHING if key in choices and not choices[key])
    return next((str(NOTHING[key]) for key in lacking if not begins(offer)), "")


def chosen_alone(offer: OfferView, choices: Mapping[str, Choices]) -> dict[str, str]:
    """What is chosen before anybody chooses."""
    alone = {key: choices[key] for key in CHOSEN_ALONE if len(choices.get(key, ())) == 1}
    return {key: only[0][0] for key, only in alone.items() if not begins(offer)}


def _hands(_offer: OfferView, seen: CaseView, now: datetime) -> list[tuple[str, str]]:
    return _people(options.hands(site=seen.case.site_id or "", now=now))


def _people(members: Iterable[Member]) -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in members]


def _classes(_offer: OfferView, seen: CaseView, _now: datetime) -> list[tuple[str, str, str]]:
    return [
        (one.key, say(one.title, seen.language), say(one.says, seen.language))
        for one in seen.procedure.classes.values()
        if not one.kinds or seen.case.kind in one.kinds
    ]


def _kinds(_offer: OfferView, seen: CaseView, _now: datetime) -> list[tuple[str, str, str]]:
    return [
        (one.key, say(one.title, seen.language), say(one.meaning, seen.language))
        for one in seen.procedure.kinds.values()
        if one.key != seen.case.kind
    ]


def _duties(_offer: OfferView, seen: CaseView, _now: datetime) -> list[tuple[str, str, str]]:
    return [(one.key, one.title, _how_long(one, seen)) for one in seen.promises if one.extendable]


def _how_long(promise: PromiseView, seen: CaseView) -> str:
    rule = seen.procedure.duties[promise.key].extension
    longest = amount_in(rule.longest, seen.language) if rule else ""
    day = dates.day(dates.due_day(promise.owed.due.at))
    return _("now by %(day)s; at most %(longest)s more") % {"day": day, "longest": longest}


def _requests(_offer: OfferView, seen: CaseView, _now: datetime) -> list[tuple[str, str, str]]:
    return [(str(one.no), one.department, one.question) for one in seen.beside.asked]


def _items(offer: OfferView, seen: CaseView, _now: datetime) -> list[tuple[str, str]]:
    """The items of the case that can take this step, and where they stand now."""
    return [
        (one.code, f"{one.code}, {one.what}: {one.title}")
        for one in seen.beside.items
        if custody.takes(offer.act.step, at=one.step)
    ]


def _policy(seen: CaseView) -> list[tuple[str, str, str]]:
    """The rules that stood on the day of receipt."""
    return [
        (one.key, say(one.title, seen.language), _judged(one, seen.language))
        for one in seen.procedure.coverage.values()
        if one.stands(seen.state.received_on)
    ]


def _judged(rule: Coverage, language: str) -> str:
    """What choosing this rule says, and why: nobody should say no to a customer by mistake."""
    words = _("We cover it. %(why)s") if rule.covered else _("We do not cover it. %(why)s")
    return words % {"why": say(rule.says, language)}


def _roles(offer: OfferView, seen: CaseView, now: datetime) -> list[RoleChoice]:
    """Each role that the act gives: its field, title and duty, and who holds it and may be appointed.

    Whom the complaint is about is not offered (ISO 10002, objectivity).
    """
    site = seen.case.site_id or ""
    about = conflict_of_interest.complained_about(seen.procedure, seen.state)
    hands = [one for one in options.hands(site=site, now=now) if one.by not in about]
    return [
        (
            ROLE + role.key,
            say(role.title, seen.language),
            say(role.duty, seen.language),
            _people(one for one in hands if role.key in access.roles(one, site=site, now=now)),
        )
        for role in (seen.procedure.roles[key] for key in offer.act.roles)
    ]


CHOICES: Mapping[str, Callable[[OfferView, CaseView, datetime], Choices]] = {
    "owner": _hands,
    "class": _classes,
    "roles": _roles,
    "kind": _kinds,
    "duty": _duties,
    "request": _requests,
    "item": _items,
}
