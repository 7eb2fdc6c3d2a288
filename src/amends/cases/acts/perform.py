"""How any act is done: the engine is asked, the form is checked, one entry is appended. The verbs are built on this."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases import editions, history, visibility
from amends.cases.acts import answers, recusal
from amends.cases.acts.answers import Cleaned
from amends.cases.errors import ActNotAllowed, Forbidden, InvalidForm
from amends.cases.history import Locked
from amends.cases.known import Known
from amends.cases.models import Attachment, Case
from amends.organisation import access
from amends.organisation.models import Member
from amends.platform import dates
from amends.procedure import engine, promises, stored_fields
from amends.procedure.clock.calendar import Amount
from amends.procedure.payloads import act_payloads, case_payloads, kinds
from amends.procedure.payloads.natures import Private, Value
from amends.procedure.reasons import Reason
from amends.procedure.schema import Act, Form
from amends.procedure.state import State, Who
from amends.procedure.verbs import VERBS, Verb

By = Member | str  # a member, or: complainant · clock · carrier
Values = Mapping[str, Value]  # what somebody filled into a form
VERB_OF: Mapping[str, Verb] = {rule.entry: verb for verb, rule in VERBS.items()}


@dataclass(frozen=True, slots=True)
class File:
    """A file already stored, waiting to belong to a case."""

    id: uuid.UUID
    name: str
    media_type: str
    size: int
    sha256: str
    stored: str
    shown: str = ""
    drawing: str = ""  # waiting · drawn · failed; empty: no picture

    @property
    def reference(self) -> stored_fields.File:
        """How an entry names it: without its own name, which a person gave."""
        return {"file": str(self.id), "sha256": self.sha256}


@contextmanager
def on(case: Case, *, seen: int | None = None) -> Iterator[Locked]:
    """The case locked for one act, in a transaction of its own; with `seen`, refused when others acted since."""
    with transaction.atomic():
        yield history.lock(case.pk, seen=seen)


def by_verb(
    locked: Locked,
    payload: act_payloads.Act,
    *,
    by: By,
    now: datetime,
    values: Values | None = None,
    key: str = "",
) -> Locked:
    """The pack's act that leaves such an entry and is open now; when none is, the reasons of the one nearest to it.

    With `key`, that very act: a pack may have several of one verb, each with a letter of its own.
    """
    asking = who(locked, by, now)
    merged = {**(values or {}), **kinds.fields_of(payload)}
    known, verb = Known(locked.case, now), VERB_OF[payload.KIND]
    shut: list[tuple[Act, tuple[Reason, ...]]] = []
    for act in (one for one in locked.procedure.acts_of(verb) if key in ("", one.key)):
        reasons = engine.reasons(locked.procedure, locked.state, act, asking, merged, known)
        if not reasons:
            return perform(locked, act, payload, by=by, now=now, values=values or {})
        shut.append((act, reasons))
    if not shut:
        raise ActNotAllowed(verb, [Reason("not this stage", {"stage": locked.state.stage})])
    act, reasons = min(shut, key=lambda one: (locked.state.stage not in one[0].stages, len(one[1])))
    raise ActNotAllowed(act.key, reasons)


def perform(
    locked: Locked, act: Act, payload: act_payloads.Act | None = None, *, by: By, now: datetime, values: Values
) -> Locked:
    """This act of the pack; `payload` is what its verb says beside the act's form, for a plain verb nothing."""
    if isinstance(by, Member) and not visibility.may_see(by, locked.case, now, everyone=for_everyone(locked)):
        raise Forbidden(act.key)
    payload = payload or kinds.PLAIN[VERBS[act.verb].entry]()
    given = kinds.fields_of(payload)
    form = locked.procedure.forms.get(act.form or "")
    cleaned = answers.clean(form, values, given=given, policy=policy(locked))
    names_only_seen(form, cleaned, by, now)
    asking = who(locked, by, now)
    said, known = {**cleaned, **given}, Known(locked.case, now)
    reasons = engine.reasons(locked.procedure, locked.state, act, asking, said, known)
    if reasons := (*reasons, *(one for one in _company(locked, act, asking, said, known) if one not in reasons)):
        raise ActNotAllowed(act.key, reasons)
    if isinstance(by, Member):
        recusal.guard(locked, cleaned, by, now)
    entry = _said(act, form, cleaned, payload)
    others = _others(locked, act, by)
    done = history.record(locked, entry, by=author(by), now=now)
    done = recusal.settle(done, now)
    if others:
        for other in others:
            recusal.settle(_together(other, entry, author(by), now), now)
    elif done.state.closed_at or act.verb == "change kind":
        _set_free(done, now)
    if done.case.inside and done.state.ended != locked.state.ended:
        _settle(done, author(by), now)
    return done


def _others(locked: Locked, act: Act, by: By) -> list[Locked]:
    """The cases that this act of a colleague is done to as well; none of them may be about this colleague."""
    if not isinstance(by, Member) or VERBS[act.verb].alone:
        return []
    others = history.lock_joined(locked)
    if any(by.pk in visibility.recused(one.case) for one in others):
        raise Forbidden(act.key)
    return others


def _company(locked: Locked, act: Act, asking: Who, said: Values, known: Known) -> tuple[Reason, ...]:
    """What the cases that are handled with this one call for; asked only where an act makes such a difference."""
    if VERBS[act.verb].alone or not any(gate.when for gate in act.gates):
        return ()
    states = Case.objects.filter(joined_to=locked.case.number).values_list("state", flat=True)
    others = [State.from_json(state) for state in states]
    return engine.shut_to_company(locked.procedure, locked.state, act, others, asking, said, known)


def _said(act: Act, form: Form | None, cleaned: Cleaned, payload: act_payloads.Act) -> act_payloads.Act:
    """What the entry of an act says: the act, its answers, and the facts, ties and stage that they bring along."""
    named = linked(form, cleaned)
    return replace(
        payload,
        act=act.key,
        form=cleaned or payload.form,
        department=_fact(cleaned, "department") or payload.department,
        site=_fact(cleaned, "site") or payload.site,
        links=[*(payload.links or ()), *named] if named else payload.links,
        to=act.to or payload.to,
    )


def _fact(cleaned: Cleaned, key: str) -> str:
    said = cleaned.get(key)
    return said if isinstance(said, str) else ""


def _settle(done: Locked, by: str, now: datetime) -> None:
    """Wherever this matter was opened, its end is written down, so that nothing is closed over what is not settled."""
    parents = Case.objects.filter(number__in=done.state.links).values_list("pk", flat=True)
    for parent in history.lock_many(parents):
        if any(one.number == done.case.number for one in parent.state.opened):
            payload = case_payloads.Settled if done.state.ended else case_payloads.Unsettled
            history.record(parent, payload(number=done.case.number, ended=done.state.ended), by=by, now=now)


def linked(form: Form | None, cleaned: Cleaned) -> list[str]:
    """The numbers of other cases that a form names."""
    asked = [cleaned.get(one.key) for one in form.fields if one.type == "cases"] if form else []
    return [number for answer in asked if isinstance(answer, list) for number in answer]


def names_only_seen(form: Form | None, cleaned: Cleaned, by: By, now: datetime) -> None:
    """InvalidForm where a colleague names a case that they may not see: it looks like one that does not exist."""
    if not isinstance(by, Member) or not (unseen := visibility.unseen(by, linked(form, cleaned), now)):
        return
    asked = [(one.key, cleaned.get(one.key)) for one in form.fields if one.type == "cases"] if form else []
    named = {key: [one for one in said if one in unseen] for key, said in asked if isinstance(said, list)}
    raise InvalidForm({key: answers.no_such_case(numbers) for key, numbers in named.items() if numbers})


def for_everyone(locked: Locked) -> bool:
    return locked.procedure.kinds[locked.state.kind].everyone


def _together(other: Locked, entry: act_payloads.Act, by: str, now: datetime) -> Locked:
    """What staff do to the leading case is done to each that is handled with it; their own dates stay their own."""
    match entry:
        case act_payloads.Approved() | act_payloads.Returned() | act_payloads.Decided():
            entry = replace(entry, draft=other.state.drafted_no)
        case act_payloads.Extended(duty=duty, amount=amount):
            one = next((owed for owed in other.state.open_duties if owed.duty == duty), None)
            if one is None:
                return other
            rule, calendar = other.procedure.duties[duty], editions.CALENDARS[other.state.calendar]
            due = promises.extended_due(calendar, rule, one.due, Amount.parse(amount))
            entry = replace(entry, cycle=one.cycle, due=due.at.isoformat())
    return history.record(other, entry, by=by, now=now)


def _set_free(done: Locked, now: datetime) -> None:
    """The leading case ended by its complainant, or is another kind now: the others are handled on their own again."""
    for other in history.lock_joined(done):
        history.record(other, act_payloads.Parted(leading=done.case.number), by="clock", now=now)


def policy(locked: Locked) -> frozenset[str]:
    """The rules of coverage that stood on the day the case was received."""
    day = locked.state.received_on
    return frozenset(rule.key for rule in locked.procedure.coverage.values() if rule.stands(day))


def author(by: By) -> str:
    return by.by if isinstance(by, Member) else by


def who(locked: Locked, by: By, now: datetime) -> Who:
    """The engine's word for whoever acts."""
    if isinstance(by, Member):
        return staff(by, site=locked.state.site, department=locked.state.department, now=now)
    return Who(by)


def staff(member: Member, *, site: str, department: str, now: datetime) -> Who:
    """The engine's word for a member, with the roles that count for a case of this site and department."""
    return Who(member.by, access.roles(member, site=site, department=department, now=now))


def typed_words(words: str, key: str, longest: int = 20_000) -> Private:
    words = words.strip().replace("\x00", "")
    if not words:
        raise InvalidForm({key: _("Write something here.")})
    if len(words) > longest:
        most = {"most": dates.number(longest), "now": dates.number(len(words))}
        raise InvalidForm({key: _("Use at most %(most)s characters; this has %(now)s.") % most})
    return Private("words", words)


def attach(case: Case, files: Sequence[File], *, by: str, now: datetime, public: bool = True) -> None:
    if files and Attachment.objects.filter(pk__in=[file.id for file in files]).exists():
        raise InvalidForm({"files": _("These files were sent already.")})  # the button was pressed twice
    Attachment.objects.bulk_create(
        Attachment(
            id=file.id,
            case=case,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            stored=file.stored,
            shown=file.shown,
            drawing=file.drawing,
            by=by,
            at=now,
            public=public,
        )
        for file in files
    )


def file_references(files: Sequence[File]) -> list[stored_fields.File]:
    return [file.reference for file in files]
