"""The verbs of handling: what a person does to a case between its receipt and its decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amends.cases import editions, history, tracking, visibility
from amends.cases.acts import perform, recusal
from amends.cases.acts.perform import By, Fields, File
from amends.cases.errors import Faulty, Forbidden, Shut
from amends.cases.history import Locked
from amends.cases.known import Known
from amends.cases.models import Case
from amends.organisation import access, training
from amends.organisation.models import Category, Member, Product
from amends.procedure import conflict_of_interest, engine, promises
from amends.procedure.clock.calendar import Amount
from amends.procedure.reasons import Reason
from amends.procedure.verbs import VERBS


def do(
    case: Case,
    key: str,
    *,
    by: By,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> Case:
    """A move or a record of the pack, by its key, with the values of its form."""
    with perform.on(case, seen=seen) as locked:
        act = locked.procedure.acts[key]
        if not VERBS[act.verb].plain:
            raise Faulty({"act": _("This act has a form of its own.")})
        return perform.perform(locked, act, by=by, now=now, values=values or {}).case


def assign(
    case: Case,
    *,
    by: By,
    now: datetime,
    owner: Member | None = None,
    department: str = "",
    seen: int | None = None,
) -> Case:
    """Puts the case into a person's hands, a department's, or both."""
    with perform.on(case, seen=seen) as locked:
        if owner is not None and not access.may_be_given(owner, **_place(locked, department), now=now):
            raise Faulty({"owner": _("%(name)s holds no role for this case.") % {"name": owner}})
        if owner is not None and owner.pk in training.barred(now):
            raise Faulty({"owner": _("The training of %(name)s has lapsed.") % {"name": owner}})
        fields: Fields = {"owner": owner.by} if owner else {}
        if department:
            fields["department"] = department
        return perform.by_verb(locked, "assign", by=by, now=now, fields=fields).case


def classify(case: Case, *, by: By, now: datetime, values: Mapping[str, Any], seen: int | None = None) -> Case:
    """Category, product, class and what the pack's form asks; the category directs the case to its department (F30)."""
    with perform.on(case, seen=seen) as locked:
        fields: Fields = {key: values[key] for key in ("category", "product", "class") if values.get(key)}
        _known_facts(locked, fields)
        _open_class(locked, fields, values, by, now)
        category = Category.objects.filter(key=fields.get("category", "")).first()
        if category and category.department_id:
            fields["department"] = category.department_id
        return perform.by_verb(locked, "classify", by=by, now=now, fields=fields, values=values).case


def appoint(
    case: Case, key: str, *, hands: Mapping[str, Member], by: By, now: datetime, seen: int | None = None
) -> Case:
    """Gives this case's roles to people who hold them; `key` is the pack's act, which says which roles it gives."""
    with perform.on(case, seen=seen) as locked:
        act = locked.procedure.acts[key]
        faults = {
            f"role-{role}": _("%(name)s does not hold this role.") % {"name": member}
            for role, member in hands.items()
            if role not in act.roles or role not in access.roles(member, **_place(locked), now=now)
        }
        if not hands:
            faults = {f"role-{act.roles[0]}": _("Choose at least one person.")}
        if faults:
            raise Faulty(faults)
        fields = {"hands": {role: member.by for role, member in hands.items()}}
        return perform.perform(locked, act, by=by, now=now, values={}, fields=fields).case


def note_password_seen(case: Case, *, how: str, by: Member, now: datetime) -> Case:
    """Handing a password over shows it to whoever does so; `how` is “spoken” or “printed”.

    Forbidden to whoever may not see the case. These are the only two acts in which anybody here sees one,
    so each stands in the history with a name.
    """
    with perform.on(case) as locked:
        if not visibility.may_see(by, locked.case, now):
            raise Forbidden("password seen")
        return history.record(locked, "password seen", by=by.by, now=now, fields={"how": how}).case


def name_complained_about(
    case: Case, *, members: Iterable[Member], reason: str, by: Member, now: datetime, seen: int | None = None
) -> Case:
    """Says which colleagues a complaint is about, or that it is about none; from then on they have no door to it.

    Faulty with every fault; Forbidden to whom it is about, and for the organisation's own work.
    """
    with perform.on(case, seen=seen) as locked:
        if not visibility.may_see(by, locked.case, now) or locked.case.inside:
            raise Forbidden("complained about")
        about = sorted({member.by for member in members})
        faults = {}
        if set(about) == conflict_of_interest.complained_about(locked.procedure, locked.state):
            faults["about"] = _("Choose whom it is about: as it stands, nothing would change.")
        elif not recusal.may_change(locked, by, now):
            faults["about"] = recusal.only_above()
        if not reason.strip():
            faults["reason"] = _("Write something here.")
        if faults:
            raise Faulty(faults)
        fields: Fields = {"about": about, "reason": perform.said(reason, "reason", 2_000)}
        return recusal.settle(history.record(locked, "complained about", by=by.by, now=now, fields=fields), now).case


def change_kind(case: Case, *, kind: str, reason: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """Feedback recognised as a complaint, or the other way: with a reason, and clocks that count from receipt."""
    with perform.on(case, seen=seen) as locked:
        if kind not in locked.procedure.kinds or kind == locked.state.kind:
            raise Faulty({"kind": _("Choose the other kind.")})
        fields = {
            "kind": kind,
            "reason": perform.said(reason, "reason"),
            "to": locked.procedure.kinds[kind].first,
        }
        return perform.by_verb(locked, "change kind", by=by, now=now, fields=fields).case


def ask(case: Case, *, question: str, by: By, now: datetime, seen: int | None = None, key: str = "") -> Case:
    """A question to the complainant; `key` is the pack's act where it has several."""
    with perform.on(case, seen=seen) as locked:
        fields = {"question": perform.said(question, "question")}
        return perform.by_verb(locked, "ask", by=by, now=now, fields=fields, key=key).case


def tell(case: Case, *, words: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """Words to the complainant that need no answer; the pack's letter brings them by every way they gave us."""
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, "tell", by=by, now=now, fields={"words": perform.said(words, "words")}).case


def answer(case: Case, *, words: str, by: By, now: datetime, files: Sequence[File] = ()) -> Case:
    with perform.on(case) as locked:
        fields = {
            "words": perform.said(words, "words"),
            "question": locked.state.asked_no,
            "files": perform.listed(files),
        }
        perform.attach(locked.case, files, by=perform.author(by), now=now)
        return perform.by_verb(locked, "answer", by=by, now=now, fields=fields).case


def add(case: Case, *, words: str = "", files: Sequence[File] = (), by: By, now: datetime, public: bool = True) -> Case:
    """Words or files added to the case, by the complainant or by staff."""
    with perform.on(case) as locked:
        if not words.strip() and not files:
            raise Faulty({"words": _("Write something or choose a file.")})
        fields: Fields = {"files": perform.listed(files), "public": public}
        if words.strip():
            fields["words"] = perform.said(words, "words")
        perform.attach(locked.case, files, by=perform.author(by), now=now, public=public)
        return perform.by_verb(locked, "add", by=by, now=now, fields=fields).case


def note(case: Case, *, words: str, by: By, now: datetime) -> Case:
    with perform.on(case) as locked:
        return perform.by_verb(locked, "note", by=by, now=now, fields={"words": perform.said(words, "words")}).case


def extend(case: Case, *, duty: str, amount: str, reason: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """More time for one promise, before it passes, within what the pack allows; the letter that tells of it follows."""
    with perform.on(case, seen=seen) as locked:
        fields = _extension(locked, duty, amount, reason, now)
        return perform.by_verb(locked, "extend", by=by, now=now, fields=fields).case


def rest(case: Case, *, reason: str, by: By, now: datetime, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, "rest", by=by, now=now, fields={"reason": perform.said(reason, "reason")}).case


def resume(case: Case, *, by: By, now: datetime, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, "resume", by=by, now=now, fields={}).case


def issue_password(case: Case, *, by: By, now: datetime) -> Case:
    """A new tracking password, sent to the contact on file and shown to nobody; the old one ends."""
    with perform.on(case) as locked:
        if not locked.state.carriers:
            raise Shut("issue-password", [Reason("unreachable", {})])
        tracking.issue(locked.case, now=now)
        return history.record(locked, "password issued", by=perform.author(by), now=now, fields={}).case


def replace_password(number: str, *, address: str, now: datetime) -> None:
    """Somebody lost the password. Whether the number exists shows nowhere: the answer is the same."""
    if tracking.must_wait(address, now):
        return
    tracking.count_try(number, address, now)
    case = tracking.replaceable(number, now)
    if case is None:
        return
    with suppress(Shut):
        issue_password(case, by="complainant", now=now)


def recalculate(case: Case, *, calendar: str, why: str, by: By, now: datetime, statutory: bool = False) -> Case:
    """Counts the open promises anew by another calendar version; statutory ones only when said so, with the reason."""
    with perform.on(case) as locked:
        fields = {"calendar": calendar, "why": why, "statutory": statutory}
        return history.record(locked, "recalculated", by=perform.author(by), now=now, fields=fields).case


def _place(locked: Locked, department: str = "") -> Mapping[str, str]:
    """Where the case is, or will be when it goes to another department: what the roles are asked for."""
    return {"site": locked.state.site, "department": department or locked.state.department}


def _known_facts(locked: Locked, fields: Fields) -> None:
    faults: dict[str, str] = {}
    if fields.get("category") and not Category.objects.filter(key=fields["category"]).exists():
        faults["category"] = _("Choose one of the answers offered.")
    if fields.get("product") and not Product.objects.filter(key=fields["product"]).exists():
        faults["product"] = _("Choose one of the answers offered.")
    if fields.get("class") and fields["class"] not in locked.procedure.classes:
        faults["class"] = _("Choose one of the answers offered.")
    if faults:
        raise Faulty(faults)


def _open_class(locked: Locked, fields: Fields, values: Mapping[str, Any], by: By, now: datetime) -> None:
    """A class may have gates of its own, such as evidence and a second person before a customer is blamed."""
    if klass := fields.get("class"):
        asking = perform.who(locked, by, now)
        if why := engine.shut_to_class(locked.procedure, locked.state, klass, asking, values, Known(now)):
            raise Shut("classify", why)


def _extension(locked: Locked, duty: str, amount: str, reason: str, now: datetime) -> Fields:
    words = {
        "no extension": _("The procedure does not allow this promise to be extended."),
        "not open": _("This promise is not open."),
        "extended before": _("This promise was extended as often as the procedure allows."),
        "too late": _("The date has passed; it can no longer be extended."),
    }
    if why := promises.may_extend(locked.procedure, locked.state, duty, now):
        raise Faulty({"duty": words[why]})
    rule = locked.procedure.duties[duty]
    assert rule.extension is not None
    faults: dict[str, str] = {}
    try:
        length = Amount.parse(amount)
        if length.unit != rule.extension.longest.unit or not 0 < length.number <= rule.extension.longest.number:
            raise ValueError
    except ValueError:
        faults["amount"] = _("At most %(longest)s.") % {"longest": rule.extension.longest}
    if not reason.strip():
        faults["reason"] = _("Write something here.")
    if faults:
        raise Faulty(faults)
    one = next(owed for owed in locked.state.open_duties if owed.duty == duty)
    calendar = editions.CALENDARS[locked.state.values["calendar"]]
    due = promises.extended_due(calendar, rule, one.due, length)
    return {
        "duty": duty,
        "cycle": one.cycle,
        "amount": str(length),
        "due": due.at.isoformat(),
        "reason": perform.said(reason, "reason"),
        "letter": rule.extension.letter,
    }
