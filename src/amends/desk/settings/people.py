"""The people who work here, the roles they hold, for which site and department; and each member's own settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from amends.assurance import training, training_sessions
from amends.assurance.training import Needed
from amends.cases import editions
from amends.desk import page
from amends.desk.request import Request
from amends.desk.settings import areas
from amends.organisation import changes, options
from amends.organisation.models import Member, RoleAssignment
from amends.procedure.schema import Role, say

ROLE = ("role", "site", "department", "since", "until")
NOTHING: Mapping[str, str] = {}
GIVEN = {"department": "for_department"}  # a role's own department, beside that of whoever holds it
FIELDS = ("username", "name", "email", "language", "department", "standing")


class Learnt(TypedDict):
    """What I need for my roles and have learnt, and until when."""

    needs: tuple[Needed, ...]
    more: tuple[Needed, ...]
    today: date


class Offered(TypedDict):
    known: options.Choices
    languages_known: list[tuple[str, str]]
    standings: list[tuple[str, str]]


def index(request: Request) -> HttpResponse:
    """Those who work here first, then those who left."""
    members = Member.objects.prefetch_related("role_assignments__site", "role_assignments__department").select_related(
        "department"
    )
    roles = _roles(request)
    rows = [(one, _held(one.role_assignments.all(), roles)) for one in members.order_by("-is_active", "name")]
    return page.show(request, "settings/people", {"rows": rows})


@sensitive_post_parameters("password")
def new(request: Request) -> HttpResponse:
    said = {**dict.fromkeys(FIELDS, ""), "language": page.tongue(), "standing": "staff"}
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in FIELDS}
        try:
            made = changes.welcome({**said, "password": request.POST.get("password", "")}, now=request.now)
            page.done(request, _("%(name)s can sign in. Now give them a role.") % {"name": made})
            return redirect("desk-person", member_id=made.pk)
        except ValidationError as fault:
            faults = page.faults_of(fault)
    return page.show(
        request, "settings/person_new", {**_offered(), "said": said, "faults": faults}, status=_status(faults)
    )


def change(request: Request, member_id: int) -> HttpResponse:
    one = _member(member_id)
    said = _known_of(one)
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in FIELDS if key != "username"}
        try:
            changes.member(one, said)
            page.done(request, _("%(name)s is changed.") % {"name": one})
            return redirect("desk-person", member_id=one.pk)
        except ValidationError as fault:
            faults = page.faults_of(fault)
    return _person(request, one, said, faults)


@require_POST
def roles(request: Request, member_id: int) -> HttpResponse:
    """Gives a role, or takes one."""
    one = _member(member_id)
    taken = request.POST.get("take", "")
    if taken.isdecimal():
        changes.take(one, int(taken))
        page.done(request, _("The role is taken. It no longer opens anything."))
        return redirect("desk-person", member_id=one.pk)
    given = {key: page.typed(request.POST, GIVEN.get(key, key)) for key in ROLE}
    try:
        role = _known(request).get(given["role"])
        changes.give(one, **given, site_bound=role is not None and role.site_bound)
        page.done(request, _("The role is given."))
        return redirect("desk-person", member_id=one.pk)
    except ValidationError as fault:
        return _person(request, one, _known_of(one), {}, given=given, given_faults=page.faults_of(fault))


@require_POST
def standing(request: Request, member_id: int) -> HttpResponse:
    """Somebody leaves, or comes back."""
    one = _member(member_id)
    try:
        if request.POST.get("do") == "leave":
            changes.leave(one)
            page.done(request, _("%(name)s can no longer sign in. What they did stays theirs.") % {"name": one})
        else:
            changes.come_back(one)
            page.done(request, _("%(name)s can sign in again.") % {"name": one})
    except ValidationError as fault:
        page.not_done(request, " ".join(fault.messages))
    return redirect("desk-person", member_id=one.pk)


def me(request: Request) -> HttpResponse:
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            changes.speak(request.user, request.POST.get("language", ""), known=dict(_languages()))
            return redirect("desk-me")
        except ValidationError as fault:
            faults = page.faults_of(fault)
    known = _roles(request)
    role_assignments = _held(request.user.role_assignments.select_related("site", "department"), known)
    context = {
        "languages_known": _languages(),
        "faults": faults,
        "role_assignments": role_assignments,
        **_learnt(request),
    }
    return page.show(
        request, "settings/me", {**context, "second": is_mfa_enabled(request.user)}, status=_status(faults)
    )


def _learnt(request: Request) -> Learnt:
    mine = training.mine(
        request.user, training_sessions.subjects(request.now, page.tongue(), standing=request.ground.at(request.now))
    )
    return {"needs": mine.needs, "more": mine.more, "today": timezone.localdate(request.now)}


def _known_of(one: Member) -> dict[str, str]:
    known = {"name": one.name, "email": one.email, "language": one.language, "standing": one.standing}
    return {**known, "department": one.department_id or ""}


def _person(
    request: Request,
    one: Member,
    said: Mapping[str, str],
    faults: dict[str, str],
    *,
    given: Mapping[str, str] = NOTHING,
    given_faults: Mapping[str, str] = NOTHING,
) -> HttpResponse:
    """`given`: what was typed to give a role; its fields stand beside those of the member, two of one name."""
    known = _roles(request)
    context = {
        **_offered(),
        "person": one,
        "said": said,
        "faults": faults,
        "given": {GIVEN.get(key, key): value for key, value in given.items()},
        "given_faults": {GIVEN.get(key, key): words for key, words in given_faults.items()},
        "role_assignments": _held(one.role_assignments.select_related("site", "department"), known),
        "roles": sorted(known.items(), key=lambda role: role[1]),
    }
    return page.show(request, "settings/person", context, status=422 if faults or given_faults else 200)


def _held(
    role_assignments: Iterable[RoleAssignment], titles: Mapping[str, str]
) -> list[tuple[str, str, RoleAssignment]]:
    """Each role by its title, what it opens, and the row."""
    return [(titles.get(one.role, one.role), areas.area_of(one, page.tongue()), one) for one in role_assignments]


def _member(member_id: int) -> Member:
    one = Member.objects.filter(pk=member_id).first()
    if one is None:
        raise Http404
    return one


def _roles(request: Request) -> dict[str, str]:
    """The titles of the roles of every procedure in force, by key."""
    return {key: say(role.title, page.tongue()) for key, role in _known(request).items()}


def _known(request: Request) -> dict[str, Role]:
    return {
        key: role
        for rule in editions.in_force(request.now)
        for key, role in editions.procedure(rule.edition_id).roles.items()
    }


def _offered() -> Offered:
    return {
        "known": options.everything(page.tongue()),
        "languages_known": _languages(),
        "standings": [(key, str(words)) for key, words in Member.STANDINGS],
    }


def _languages() -> list[tuple[str, str]]:
    return [(key, get_language_info(key)["name_local"]) for key in settings.DESK_LANGUAGES]


def _status(faults: dict[str, str]) -> int:
    return 422 if faults else 200
