"""What a text with number and password asks for: a status is told, a rating is taken. Nothing of it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _

from amends.cases import editions, reply_address, tracking
from amends.cases.acts import handling
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.models import Case
from amends.cases.views import wording
from amends.organisation.models import Organisation
from amends.procedure.schema import SCALE, Act, Procedure
from amends.procedure.state import State

LONGEST = 200
VERBS = {"status": "status", "durum": "status", "rate": "rate", "puan": "rate"}
ASKED = re.compile(rf"\s*({'|'.join(VERBS)})\b[\s:]*(.*)", re.IGNORECASE | re.DOTALL)
RATING = re.compile(r"(.*?)((?:(?:^|[\s,;:./-]+)\d{1,3})*)[\s.!]*", re.DOTALL)
PASSWORD = re.compile(r"\b(?:[0-9A-Z]{4}[- ]){3}[0-9A-Z]{4}\b|\b[0-9A-Z]{16}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SmsCommand:
    """What the first word asks for, and what stands behind it."""

    verb: str
    word: str  # as they wrote it
    proof: str  # number and password
    steps: tuple[str, ...] = ()  # the answers of a rating


def command_of(words: str) -> SmsCommand | None:
    """What this text asks for; "Status of my sofa?" is a sentence, and stays one."""
    found = ASKED.fullmatch(words[:LONGEST])
    if found is None:
        return None
    word, said = found.groups()
    verb = VERBS[word.lower()]
    rating = RATING.fullmatch(said) if verb == "rate" else None
    proof, steps = rating.groups() if rating else (said, "")
    meant = _number_of(proof) or not _signs(proof) or PASSWORD.search(words)
    return SmsCommand(verb, word, proof, _steps(steps)) if meant else None


def answer(one: SmsCommand, *, sender: str, now: datetime) -> str:
    """What they are told; the same words for an unknown number, a wrong password and one try too many."""
    signs = _signs(one.proof)
    number, password = signs[: -tracking.PASSWORD_SIGNS], signs[-tracking.PASSWORD_SIGNS :]
    case = tracking.open_case(number, password, address=f"sms:{sender}", now=now)
    if case is None:
        with translation.override(_first_language()):
            return _not_opened(one.verb)
    with translation.override(case.language):
        return _rated(case, one.steps, now) if one.verb == "rate" else _status(case)


def without_password(words: str) -> str:
    """The words as they may be kept: a password is not, wherever in them it stands."""
    return PASSWORD.sub("…", words)


def _signs(said: str) -> str:
    return "".join(sign for sign in said if sign.isalnum())


def _steps(said: str) -> tuple[str, ...]:
    """The answers one by one; also where they are written as one figure: 543."""
    found = re.findall(r"\d+", said)
    return tuple(found[0]) if len(found) == 1 else tuple(found)


def _number_of(proof: str) -> str:
    signs = _signs(proof)
    return tracking.tidy_number(signs[: -tracking.PASSWORD_SIGNS]) or tracking.tidy_number(signs)


def _not_opened(verb: str) -> str:
    if verb == "rate":
        return _("We cannot take a rating with this number and password. Write: RATE number password 5 4 3")
    return _("We cannot tell a status with this number and password. Write: STATUS number password")


def _status(case: Case) -> str:
    status, due = reply_address.said_of(case, language=case.language)
    if due is None:
        return f"{case.number}: {status}"
    told = {"number": case.number, "status": status, "day": formats.date_format(due, "j F Y")}
    return _("%(number)s: %(status)s. Next step promised by %(day)s.") % told


def _rated(case: Case, steps: tuple[str, ...], now: datetime) -> str:
    """Does what the tracking page would do with these answers, in the order in which it asks."""
    procedure = editions.procedure(case.edition_id)
    act = _act(procedure, State.from_json(case.state).stage)
    if act is None:
        return _("We do not ask how it went with %(number)s.") % {"number": case.number}
    scales = _scales(procedure, act)
    if len(steps) != len(scales) or not set(steps) <= {str(step) for step in SCALE}:
        return _miscounted(len(scales))
    try:
        with transaction.atomic():
            handling.do(case, act.key, by="complainant", now=now, values=dict(zip(scales, steps, strict=True)))
    except ActNotAllowed as shut:
        return _shut(case, procedure, shut)
    except InvalidForm:  # the form asks for more than figures
        return _("Please tell us how it went with %(number)s on your tracking page.") % {"number": case.number}
    return _("Thank you. We have your answers on %(number)s.") % {"number": case.number}


def _act(procedure: Procedure, stage: str) -> Act | None:
    """The act that takes a rating at this stage; elsewhere the first one, which says why it is shut."""
    acts = procedure.acts_of("rate")
    return next((one for one in acts if stage in one.stages), next(iter(acts), None))


def _scales(procedure: Procedure, act: Act) -> list[str]:
    form = procedure.forms.get(act.form or "")
    return [field.key for field in form.fields if field.type == "scale"] if form else []


def _miscounted(count: int) -> str:
    wanted = {"count": count, "worst": SCALE[0], "best": SCALE[-1]}
    words = _("Please end your text with %(count)s figures from %(worst)s (bad) to %(best)s (good), one a question.")
    return words % wanted


def _shut(case: Case, procedure: Procedure, shut: ActNotAllowed) -> str:
    named = {"number": case.number}
    codes = {reason.code for reason in shut.reasons}
    if "done already" in codes:
        return _("We have your answers on %(number)s already. Thank you.") % named
    if "not this stage" in codes:
        return _("%(number)s is not finished yet. Please tell us how it went once it is.") % named
    why = "; ".join(map(wording.Names(procedure, case.language).reason, shut.reasons))
    return _("We cannot take a rating of %(number)s now: %(why)s.") % {**named, "why": why}


def _first_language() -> str:
    return next(iter(Organisation.objects.values_list("languages", flat=True).get(id=1)), "en")
