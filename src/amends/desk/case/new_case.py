"""A new case at the phone or the counter: one page to type in while the person speaks."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from amends.cases.acts import complaint_receipt
from amends.cases.acts.perform import File
from amends.cases.editions import RulesInForce
from amends.cases.errors import InvalidForm
from amends.cases.views import case_labels
from amends.desk import page
from amends.desk.case import act_forms, receipt
from amends.desk.request import Request
from amends.improvement import similarity
from amends.improvement.similarity import Like
from amends.intake import contact, submission
from amends.intake.attachments import files, pending_files
from amends.intake.attachments.pending_files import Pending
from amends.intake.submission import Door
from amends.look import middleware
from amends.organisation import options
from amends.platform.json_values import Json
from amends.procedure.schema import Form, say

NO_FILES = Pending()
CHANNELS = ("phone", "counter", "representative", "technician", "email", "post")
TYPED = (
    "kind",
    "channel",
    "words",
    "wanted",
    "day",
    "month",
    "year",
    "product",
    "category",
    "site",
    "order",
    "batch",
    "name",
    "mobile",
    "email",
    "post",
    "anonymous",
    "for_other",
    "representative_name",
    "representative_relation",
    "language",
    "needs",
    "immediate",
    "on_the_spot",
    "trigger",
    "received_at",
    "typed_late",
)


@dataclass(frozen=True, slots=True)
class NewCaseForm:
    """What stands in the form: its own fields, and the answers to the pack's questions."""

    said: dict[str, str]
    answers: dict[str, Json]

    @property
    def content(self) -> dict[str, Json]:
        return {**self.said, "answers": self.answers}


def new(request: Request) -> HttpResponse:
    """Sent twice, it is one case; what was typed is kept until it is taken in."""
    if request.method != "POST":
        first = {"channel": "phone", "submission": str(uuid.uuid4()), "token": secrets.token_hex(16)}
        said = {**dict.fromkeys(TYPED, ""), **first, "language": page.tongue()}
        return _form(request, NewCaseForm(said, {}), {})
    typed = _typed(request.POST)
    pending = pending_files.of_form(request, now=request.now)
    if request.POST.get("do") == "look":
        likes = _likes(request, typed.said)
        return _form(request, typed, {"files": pending.fault} if pending.fault else {}, likes=likes, pending=pending)
    try:
        pending.must_be_sound()
        answer = _received(request, typed, pending.files)
        pending_files.handed_over(pending.files)
        return answer
    except InvalidForm as fault:
        return _form(request, typed, fault.faults, status=422, pending=pending)


def _received(request: Request, typed: NewCaseForm, kept: Sequence[File]) -> HttpResponse:
    said = typed.said
    faults = {} if said["channel"] in CHANNELS else {"channel": _("Choose how it reached us.")}
    content = typed.content if said["kind"] else NewCaseForm(said, {}).content
    token = _token(said["token"])
    door = Door("phone" if faults else said["channel"], kept, _submission(said["submission"]), token)
    valid = submission.validate(content, door, now=request.now, faults=faults)
    received = complaint_receipt.receive(valid, by=request.user, now=request.now)
    receipt.remember(request, received.case, token)
    return redirect("desk-receipt", number=received.case.number)


def _likes(request: Request, said: Mapping[str, str]) -> tuple[Like, ...]:
    """Before the case is taken in: somebody else may have the same matter, or the same person another one."""
    country = request.organisation.country
    reached, _faults = contact.check({**said, "anonymous": ""}, country=country)
    typed = {**said, **{key: reached.get(key, "") for key in ("email", "mobile")}}
    return similarity.of_typed(typed, member=request.user, language=page.tongue(), now=request.now)


def _form(
    request: Request,
    typed: NewCaseForm,
    faults: dict[str, str],
    *,
    status: int = 200,
    likes: tuple[Like, ...] | None = None,
    pending: Pending = NO_FILES,
) -> HttpResponse:
    said, language = typed.said, page.tongue()
    standing = request.ground.at(request.now)
    kinds = standing.kinds()
    if len(kinds) == 1:
        said["kind"] = next(iter(kinds))
    context = {
        "said": said,
        "answers": typed.answers,
        "faults": faults,
        "known": options.everything(language),
        "accept": files.ACCEPT,
        "pending": pending.files,
        "looked": likes is not None,
        "likes": likes or (),
        "most": files.MOST,
        "largest": files.LARGEST,
        "channels": [(key, case_labels.channel(key)) for key in CHANNELS],
        "kinds": [(one.key, say(one.title, language), say(one.meaning, language)) for one in kinds.values()],
        "tongues": [(key, get_language_info(key)["name_local"]) for key in middleware.spoken(request)],
        "form": _own_form(request, typed, standing) if said["kind"] in kinds else None,
        "triggers": _triggers(typed, language, standing) if kinds else [],
        "latest": timezone.localtime(request.now).strftime("%Y-%m-%dT%H:%M"),
    }
    return page.show(request, "case/new", context, status=status)


def _own_form(request: Request, typed: NewCaseForm, standing: RulesInForce) -> Form | None:
    """The questions that the pack itself has for this kind."""
    return submission.own_form(
        typed.content, channel=typed.said["channel"] or "phone", now=request.now, standing=standing
    )


def _triggers(typed: NewCaseForm, language: str, standing: RulesInForce) -> list[tuple[str, str]]:
    """What can have made somebody bring it, as the procedure that would take the case names it."""
    channel = typed.said["channel"] or "phone"
    pack = submission.procedure(typed.content, channel=channel, standing=standing)
    return [
        (one.key, say(one.title, language))
        for one in pack.triggers.values()
        if not one.channels or channel in one.channels
    ]


def _typed(post: QueryDict) -> NewCaseForm:
    said = {key: page.typed(post, key) for key in (*TYPED, "submission", "token")}
    if said["received_at"]:
        said["received_at"] = page.local(said["received_at"])
    prefix = act_forms.PREFIX
    answers: dict[str, Json] = {
        key.removeprefix(prefix): [*values] if len(values) > 1 else values[0]
        for key, values in post.lists()
        if key.startswith(prefix)
    }
    return NewCaseForm(said, answers)


def _submission(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _token(text: str) -> bytes:
    try:
        return bytes.fromhex(text)[:32] or secrets.token_bytes(16)
    except ValueError:
        return secrets.token_bytes(16)
