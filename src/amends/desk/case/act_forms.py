"""What a person typed into an act's form: the questions of the pack by their type, and those that each verb brings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from amends.cases.acts import custody
from amends.cases.views.case_view import CaseView, OfferView
from amends.desk import page
from amends.organisation import access, options
from amends.procedure import conflict_of_interest
from amends.procedure.schema import GOODS, Coverage, Field, Form, Verb, say

PREFIX = "answers-"
ROLE = "role-"
# What a verb asks by itself; a pack's form for it leaves these out.
ASKED: Mapping[Verb, tuple[str, ...]] = {
    "assign": ("owner", "department"),
    "classify": ("category", "product", "class"),
    "change kind": ("kind", "reason"),
    "ask": ("question",),
    "answer": ("words", "files"),
    "add": ("words", "public", "files"),
    "note": ("words",),
    "tell": ("words",),
    "extend": ("duty", "number", "reason"),
    "rest": ("reason",),
    "return": ("comment",),
    "refuse": ("reason",),
    "request": ("to_department", "question"),
    "reply": ("request", "reply"),
    "custody": ("item", "what", "files"),
    "join": ("number",),
}


def typed(offer: OfferView, post: QueryDict) -> dict[str, Any]:
    """Everything that stands in the form, right or wrong, under the names of its fields."""
    said: dict[str, Any] = {key: page.typed(post, key) for key in ASKED.get(offer.verb, ()) if key != "files"}
    said |= {ROLE + role: page.typed(post, ROLE + role) for role in offer.act.roles}
    return {**said, **{PREFIX + key: value for key, value in of_pack(offer.form, post).items()}}


def of_pack(form: Form | None, post: QueryDict) -> dict[str, Any]:
    """The values of a pack's own form, by the keys of its fields."""
    return {field.key: _value(field, post) for field in (form.fields if form else ())}


def _value(field: Field, post: QueryDict) -> Any:
    name = PREFIX + field.key
    if field.type in ("choices", "members"):
        return [one.replace("\x00", "") for one in post.getlist(name)]
    return page.typed(post, name)


def first(offer: OfferView, found: CaseView) -> dict[str, Any]:
    """What stands in the form when it opens: what the case is known to be."""
    case = found.case
    if offer.verb == "open":
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
    said = {key: known.get(key) or "" for key in ASKED.get(offer.verb, ())}
    said |= {ROLE + role: found.state.hands.get(role, "").partition(":")[2] for role in offer.act.roles}
    for field in offer.form.fields if offer.form else ():
        said[PREFIX + field.key] = found.values.get(field.key) or "" if offer.verb == "classify" else ""
        if field.type in GOODS:
            said[PREFIX + field.key] = found.values.get(field.key) or ""
        if field.type in ("department", "site", "category", "product"):
            said[PREFIX + field.key] = known[field.type] or ""
    return said


def about(case: Any, form: Form | None) -> dict[str, Any]:
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
    own = {field.key for field in offer.form.fields} if offer.form else set()
    asked = ASKED.get(offer.verb, ())
    same = {"amount": "number"}
    return {
        same.get(key, key) if key not in own or key in asked else PREFIX + key: words for key, words in found.items()
    }


def offered(offer: OfferView, seen: CaseView, now: datetime) -> dict[str, Any]:
    """What this form offers to choose from; nothing is asked of the database that the form does not show."""
    asked = ASKED.get(offer.verb, ())
    types = {field.type for field in offer.form.fields} if offer.form else set()
    context: dict[str, Any] = {
        **_people_and_goods(offer, seen, asked, types, now),
        "asked": asked,
        "known": None,
        "hands": (),
        "classes": (),
        "kinds": (),
        "duties": (),
    }
    if {"department", "category", "to_department"} & {*asked, *types} or {"site", "product"} & types:
        context["known"] = options.everything(seen.language)
    if "owner" in asked:
        context["hands"] = options.hands(site=seen.case.site_id or "", now=now)
    if "class" in asked:
        context["classes"] = [
            (one.key, say(one.title, seen.language), say(one.says, seen.language))
            for one in seen.procedure.classes.values()
            if not one.kinds or seen.case.kind in one.kinds
        ]
    if "kind" in asked:
        context["kinds"] = [
            (one.key, say(one.title, seen.language), say(one.meaning, seen.language))
            for one in seen.procedure.kinds.values()
            if one.key != seen.case.kind
        ]
    if "duty" in asked:
        context["duties"] = [one for one in seen.promises if one.extendable]
    return context


def _people_and_goods(
    offer: OfferView, seen: CaseView, asked: Sequence[str], types: Collection[str], now: datetime
) -> dict[str, Any]:
    """For the acts of several hands: roles, colleagues, the policy, requests that wait, and items on their way."""
    context: dict[str, Any] = {"roles": (), "colleagues": (), "policy": (), "requests": (), "items": ()}
    if offer.act.roles:
        context["roles"] = _roles(offer, seen, now)
    if {"member", "members"} & set(types):
        context["colleagues"] = [(one.by, str(one)) for one in options.people()]
    if "coverage" in types:
        context["policy"] = _policy(seen)
    if "request" in asked:
        context["requests"] = [(str(one.no), one.department, one.question) for one in seen.beside.asked]
    if "item" in asked:
        context |= {"items": _items(offer.act.step, seen), "begins": offer.act.step in custody.FIRST}
    return context


def _items(step: str, seen: CaseView) -> list[tuple[str, str]]:
    """The items of the case that can take this step, and where they stand now."""
    return [
        (one.code, f"{one.code}, {one.what}: {one.title}")
        for one in seen.beside.items
        if custody.takes(step, at=one.step)
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


def _roles(offer: OfferView, seen: CaseView, now: datetime) -> list[tuple[str, str, str, list[Any]]]:
    """Each role that the act gives: its key, title and duty, and who holds it and may be appointed.

    Whom the complaint is about is not offered (ISO 10002, objectivity).
    """
    site = seen.case.site_id or ""
    about = conflict_of_interest.complained_about(seen.procedure, seen.state)
    hands = [one for one in options.hands(site=site, now=now) if one.by not in about]
    return [
        (
            role.key,
            say(role.title, seen.language),
            say(role.duty, seen.language),
            [one for one in hands if role.key in access.roles(one, site=site, now=now)],
        )
        for role in (seen.procedure.roles[key] for key in offer.act.roles)
    ]
