"""How each verb of a pack is done in the demo's stories: by the very calls that the pages make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict

from amends.cases import internal, queries, relations
from amends.cases.acts import consultation, custody, decision, handling, joining
from amends.cases.acts.perform import By
from amends.cases.models import Case
from amends.demo import organisation_data
from amends.organisation.models import Member
from amends.procedure.schema import Act

Said = Mapping[str, Any]  # a piece of a story, as its file says it


class DraftWords(TypedDict):
    points: list[dict[str, str]]
    summary: str
    alternatives: str


@dataclass(frozen=True, slots=True)
class Doing:
    """One act about to be done: by whom, when, on which case, with what the story says."""

    case: Case
    act: Act
    said: Said
    by: By
    now: datetime
    people: Mapping[str, Member]
    matter: Said  # what the story is about
    language: str


def do(one: Doing) -> str:
    """Does it; the number of the matter that it opened, or nothing."""
    return DEEDS.get(one.act.verb, _plainly)(one) or ""


def draft(case: Case, matter: Said, said: Said, language: str, now: datetime) -> DraftWords:
    """A decision on the one matter, in the complainant's language; the second one with other ways to settle it."""
    if said.get("outcome") == "not upheld":
        point = {"point": matter["words"], "finding": matter["finding"], "outcome": "not upheld"}
        return {"points": [point], "summary": matter["finding"], "alternatives": ""}
    allowed = queries.remedies(case)
    remedy = matter["remedy"] if matter["remedy"] in allowed else next(iter(allowed), "")
    point = {
        "point": matter["words"],
        "finding": matter["finding"],
        "remedy": remedy,
        "outcome": "partly" if case.round == 1 and matter.get("partly") else "upheld",
        "remedy_on": (now + timedelta(days=10)).date().isoformat() if remedy else "",
    }
    point |= {key: matter[key] for key in ("amount", "currency") if remedy and key in matter}
    words = organisation_data.read("words")
    alternatives = words["alternatives"][language] if case.round > 1 else ""
    summary = f"{words['right'][language]} {matter['finding']}"
    return {"points": [point], "summary": summary, "alternatives": alternatives}


def _plainly(one: Doing) -> None:
    handling.do(one.case, one.act.key, values=one.said.get("values", {}), by=one.by, now=one.now)


def _open(one: Doing) -> str:
    values = one.said.get("values", {})
    return internal.open_from(one.case, one.act.key, values=values, by=one.by, now=one.now)[1].number


def _assign(one: Doing) -> None:
    handling.assign(one.case, owner=one.people[one.said["to"]], by=one.by, now=one.now)


def _appoint(one: Doing) -> None:
    hands = {role: one.people[name] for role, name in one.said["hands"].items()}
    handling.appoint(one.case, one.act.key, hands=hands, by=one.by, now=one.now)


def _change_kind(one: Doing) -> None:
    kind = relations.becomes(one.case, one.act.key)
    handling.change_kind(one.case, kind=kind, reason=one.said["reason"], by=one.by, now=one.now)


def _extend(one: Doing) -> None:
    more = {key: one.said[key] for key in ("duty", "amount", "reason")}
    handling.extend(one.case, **more, by=one.by, now=one.now)


def _request(one: Doing) -> None:
    asked = {key: one.said[key] for key in ("department", "question")}
    consultation.request(one.case, one.act.key, **asked, by=one.by, now=one.now)


def _reply(one: Doing) -> None:
    no = relations.requested(one.case)[-1].no
    consultation.reply(one.case, no, words=one.said["words"], values=one.said.get("values"), by=one.by, now=one.now)


def _custody(one: Doing) -> None:
    what = one.said.get("what", "")
    item = "" if what else f"{one.case.number}-1"
    values = one.said.get("values", {})
    custody.step(one.case, one.act.key, item=item, what=what, values=values, by=one.by, now=one.now)


def _draft(one: Doing) -> None:
    written = draft(one.case, one.matter, one.said, one.language, one.now)
    decision.draft(one.case, by=one.by, now=one.now, **written)


def _words(verb: Callable[..., object]) -> Callable[[Doing], None]:
    def deed(one: Doing) -> None:
        verb(one.case, words=one.said["words"], by=one.by, now=one.now)

    return deed


def _ask(one: Doing) -> None:
    handling.ask(one.case, key=one.act.key, question=one.said["question"], by=one.by, now=one.now)


def _rest(one: Doing) -> None:
    handling.rest(one.case, reason=one.said["reason"], by=one.by, now=one.now)


def _resume(one: Doing) -> None:
    handling.resume(one.case, by=one.by, now=one.now)


def _join(one: Doing) -> None:
    assert isinstance(one.by, Member)  # nobody else can
    joining.join(one.case, one.said["number"], by=one.by, now=one.now)


def _classify(one: Doing) -> None:
    handling.classify(one.case, values=one.said["values"], by=one.by, now=one.now)


def _approve(one: Doing) -> None:
    decision.approve(one.case, by=one.by, now=one.now)


def _return(one: Doing) -> None:
    decision.send_back(one.case, comment=one.said["comment"], by=one.by, now=one.now)


def _decide(one: Doing) -> None:
    decision.decide(one.case, by=one.by, now=one.now)


def _accept(one: Doing) -> None:
    decision.accept(one.case, values=one.said.get("values"), by=one.by, now=one.now)


def _refuse(one: Doing) -> None:
    decision.refuse(one.case, reason=one.said.get("reason", ""), by=one.by, now=one.now)


# Each verb by the call that does it; all others are moves and records.
DEEDS: Mapping[str, Callable[[Doing], str | None]] = {
    "open": _open,
    "assign": _assign,
    "appoint": _appoint,
    "classify": _classify,
    "change kind": _change_kind,
    "ask": _ask,
    "answer": _words(handling.answer),
    "add": _words(handling.add),
    "note": _words(handling.note),
    "extend": _extend,
    "rest": _rest,
    "resume": _resume,
    "request": _request,
    "reply": _reply,
    "custody": _custody,
    "join": _join,
    "draft": _draft,
    "approve": _approve,
    "return": _return,
    "decide": _decide,
    "accept": _accept,
    "refuse": _refuse,
}
