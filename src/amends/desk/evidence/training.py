"""Training: who needs what and has it until when, the sessions with their check, and what the owner asks for."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.assurance import examples, training, training_sessions
from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.case import case_access, internal_cases
from amends.desk.request import Request
from amends.organisation import access
from amends.procedure.schema import say


def index(request: Request) -> HttpResponse:
    return _page(request, {"role": "", "subject": ""}, {})


@require_POST
def require(request: Request) -> HttpResponse:
    """A role needs a training from now on, or no more; or whether only the trained get a case."""
    if (taken := request.POST.get("take", "")).isdecimal():
        training.release(int(taken))
        page.done(request, _("This training is asked for no more."))
        return redirect("desk-training")
    if request.POST.get("do") == "rule":
        training.trained_only(request.POST.get("trained_only") == "yes")
        page.done(request, _("The rule is changed."))
        return redirect("desk-training")
    said = {key: page.typed(request.POST, key) for key in ("role", "subject")}
    try:
        subjects = _subjects(request)
        training.require(said["role"], said["subject"], roles=_roles(request), subjects=subjects)
        page.done(request, _("Whoever holds this role needs this training now."))
        return redirect("desk-training")
    except InvalidForm as fault:
        return _page(request, said, fault.faults)


def check(request: Request, number: str) -> HttpResponse:
    """Three real cases without names: what would you have done, and what was done."""
    found = case_access.view_of(request, number)
    if found.case.pack != training_sessions.PACK:
        raise Http404
    drawn = examples.draw(found.case.number, language=page.tongue(), now=request.now)
    open_for = next((one for one in found.offers if one.key == "check" and one.open), None)
    return case_access.show(
        request, "evidence/training-check", found, {"examples": drawn, "offer": open_for, "names": _names()}
    )


def _page(request: Request, said: dict[str, str], faults: dict[str, str]) -> HttpResponse:
    language, roles = page.tongue(), _roles(request)
    subjects = _subjects(request)
    asked = [
        (one, roles.get(one.role, one.role), subjects.get(one.subject, one.subject)) for one in training.requirements()
    ]
    learners = training.learners(subjects)
    context = {
        "learners": learners,
        "named": [one for one in learners if one.needs or one.more],
        "sessions": training.sessions(subjects, language),
        "asked": asked,
        "roles": sorted(roles.items(), key=lambda one: one[1]),
        "subjects": list(subjects.items()),
        "said": said,
        "faults": faults,
        "today": timezone.localdate(request.now),
        "trained_only": request.organisation.trained_only,
        "arranges": internal_cases.opens(request, training_sessions.PACK, "session"),
        "sees_all": access.may_see_evidence(request.user, request.now),
    }
    return page.show(request, "evidence/training", context, status=422 if faults else 200)


def _roles(request: Request) -> dict[str, str]:
    """The roles of every procedure in force, by key."""
    standing = request.ground.at(request.now)
    return {
        key: say(role.title, page.tongue())
        for one in (*standing.insides(), *standing.outsides())
        for key, role in one.roles.items()
    }


def _subjects(request: Request) -> dict[str, str]:
    return training_sessions.subjects(request.now, page.tongue(), standing=request.ground.at(request.now))


def _names() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "category": _("Category"),
        "product": _("Product or service"),
        "class": _("Class"),
        "channel": _("Channel"),
    }
