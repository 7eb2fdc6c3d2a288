"""Training: who needs what by role and has it until when, the sessions, and what the owner asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from amends.assurance import training_sessions
from amends.cases import editions
from amends.cases.errors import InvalidForm
from amends.cases.models import Case
from amends.organisation.models import Member, Organisation, Requirement, RoleAssignment, Trained
from amends.procedure import stored_fields
from amends.procedure.schema import say
from amends.procedure.state import State

SESSIONS = 50
Stands = Literal["valid", "lapsed", "never"]


@dataclass(frozen=True, slots=True)
class Needed:
    """One subject that a person needs for their roles, and how they stand in it."""

    subject: str
    title: str
    until: date | None

    def stands(self, today: date) -> Stands:
        if self.until is None:
            return "never"
        return "valid" if self.until >= today else "lapsed"


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who works here, with what they need and what they have beyond it."""

    member: Member
    needs: tuple[Needed, ...]
    more: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class Session:
    number: str
    title: str
    subject: str
    held_on: date | None
    stage: str
    held: bool  # so that it can be checked
    checked: bool
    passed: int
    attended: int


def learners(titles: Mapping[str, str]) -> list[Learner]:
    """Everybody who holds a role or has a training, by name; `titles` are those of the subjects."""
    wanted = _wanted()
    until: dict[int, dict[str, date]] = {}
    for one in Trained.objects.order_by("until"):
        until.setdefault(one.member_id, {})[one.subject] = one.until
    needs: dict[int, set[str]] = {}
    for member, role in RoleAssignment.objects.values_list("member_id", "role"):
        needs.setdefault(member, set()).update(wanted.get(role, ()))
    people = Member.objects.filter(is_active=True, pk__in={*needs, *until})
    ordered = sorted(people, key=lambda one: str(one).casefold())
    return [_learner(one, needs.get(one.pk, set()), until.get(one.pk, {}), titles) for one in ordered]


def mine(member: Member, titles: Mapping[str, str]) -> Learner:
    """What one member needs and has."""
    wanted = _wanted()
    roles = {one.role for one in member.role_assignments.all()}
    until = {one.subject: one.until for one in Trained.objects.filter(member=member).order_by("until")}
    return _learner(member, {subject for role in roles for subject in wanted.get(role, ())}, until, titles)


def sessions(titles: Mapping[str, str], language: str) -> list[Session]:
    """The sessions, the newest first."""
    cases = (
        Case.objects.filter(pack=training_sessions.PACK, inside=True).select_related("words").order_by("-id")[:SESSIONS]
    )
    return [_session(case, titles, language) for case in cases]


def requirements() -> list[Requirement]:
    return list(Requirement.objects.order_by("role", "subject"))


def require(role: str, subject: str, *, roles: Mapping[str, str], subjects: Mapping[str, str]) -> None:
    """Whoever holds this role needs this training from now on."""
    faults = {}
    if role not in roles:
        faults["role"] = _("Choose a role.")
    if subject not in subjects:
        faults["subject"] = _("Choose a subject.")
    if faults:
        raise InvalidForm(faults)
    Requirement.objects.get_or_create(role=role, subject=subject)


def release(requirement: int) -> None:
    Requirement.objects.filter(pk=requirement).delete()


def trained_only(wanted: bool) -> None:
    """Whether a case is given only to whoever is trained for their roles."""
    Organisation.objects.filter(id=1).update(trained_only=wanted)


def _wanted() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in Requirement.objects.all():
        found.setdefault(one.role, set()).add(one.subject)
    return found


def _learner(member: Member, needs: set[str], until: Mapping[str, date], titles: Mapping[str, str]) -> Learner:
    def needed(subjects: set[str]) -> tuple[Needed, ...]:
        return tuple(Needed(one, titles.get(one, one), until.get(one)) for one in sorted(subjects))

    return Learner(member, needed(needs), needed(set(until) - needs))


def _session(case: Case, titles: Mapping[str, str], language: str) -> Session:
    state, procedure = State.from_json(case.state), editions.procedure(case.edition_id)
    said = state.values
    held_on, passed, attended = stored_fields.chosen(said, "held_on"), said.get("passed"), said.get("attended")
    return Session(
        case.number,
        case.words.summary,
        titles.get(stored_fields.chosen(said, "subject"), ""),
        date.fromisoformat(held_on) if held_on else None,
        say(procedure.stages[case.stage].title, language),
        held=bool(attended) and case.closed_at is None,
        checked=bool(passed),
        passed=len(stored_fields.several(passed)),
        attended=len(stored_fields.several(attended)),
    )
