"""The verbs of handling: what a person does to a case between its receipt and its decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from amends.cases import editions, history, tracking, visibility
from amends.cases.acts import perform, recusal
from amends.cases.acts.perform import By, File, Values
from amends.cases.errors import ActNotAllowed, Forbidden, InvalidForm
from amends.cases.history import Locked
from amends.cases.known import Known
from amends.cases.models import Case
from amends.organisation import access, training
from amends.organisation.models import Category, Department, Member, Product
from amends.procedure import conflict_of_interest, engine, promises
from amends.procedure.clock.calendar import Amount
from amends.procedure.payloads import act_payloads, case_payloads
from amends.procedure.payloads.natures import Private
from amends.procedure.reasons import Reason
from amends.procedure.verbs import VERBS

Handed = Literal["spoken", "printed"]


def do(
    case: Case,
    key: str,
    *,
    by: By,
    now: datetime,
    values: Values | None = None,
    seen: int | None = None,
) -> Case:
    """A move or a record of the pack, by its key, with the values of its form."""
    with perform.on(case, seen=seen) as locked:
        act = locked.procedure.acts[key]
        if not VERBS[act.verb].plain:
            raise InvalidForm({"act": _("This act has a form of its own.")})
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
            raise InvalidForm({"owner": _("%(name)s holds no role for this case.") % {"name": owner}})
        if owner is not None and owner.pk in training.barred(now):
            raise InvalidForm({"owner": _("The training of %(name)s has lapsed.") % {"name": owner}})
        if department and not Department.objects.filter(pk=department).exists():
            raise InvalidForm({"department": _("Choose one of the answers offered.")})
        said = act_payloads.Assigned(owner=owner.by if owner else None, department=department or None)
        return perform.by_verb(locked, said, by=by, now=now).case


def classify(case: Case, *, by: By, now: datetime, values: Values, seen: int | None = None) -> Case:
    """Category, product, class and what the pack's form asks; the category directs the case to its department (F30)."""
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Classified(
            category=_chosen(values, "category"),
            product=_chosen(values, "product"),
            class_key=_chosen(values, "class"),
        )
        _known_facts(locked, said)
        _open_class(locked, said, values, by, now)
        category = Category.objects.filter(key=said.category or "").first()
        if category and category.department_id:
            said = replace(said, department=category.department_id)
        return perform.by_verb(locked, said, by=by, now=now, values=values).case


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
            raise InvalidForm(faults)
        said = act_payloads.Appointed(hands={role: member.by for role, member in hands.items()})
        return perform.perform(locked, act, said, by=by, now=now, values={}).case


def note_password_seen(case: Case, *, how: Handed, by: Member, now: datetime) -> Case:
    """Handing a password over shows it to whoever does so; `how` is “spoken” or “printed”.

    Forbidden to whoever may not see the case. These are the only two acts in which anybody here sees one,
    so each stands in the history with a name.
    """
    with perform.on(case) as locked:
        if not visibility.may_see(by, locked.case, now):
            raise Forbidden("password seen")
        return history.record(locked, case_payloads.PasswordSeen(how=how), by=by.by, now=now).case


def name_complained_about(
    case: Case, *, members: Iterable[Member], reason: str, by: Member, now: datetime, seen: int | None = None
) -> Case:
    """Says which colleagues a complaint is about, or that it is about none; from then on they have no door to it.

    InvalidForm with every fault; Forbidden to whom it is about, and for the organisation's own work.
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
            raise InvalidForm(faults)
        said = case_payloads.ComplainedAbout(about=about, reason=perform.typed_words(reason, "reason", 2_000))
        return recusal.settle(history.record(locked, said, by=by.by, now=now), now).case


def change_kind(case: Case, *, kind: str, reason: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """Feedback recognised as a complaint, or the other way: with a reason, and clocks that count from receipt."""
    with perform.on(case, seen=seen) as locked:
        if kind not in locked.procedure.kinds or kind == locked.state.kind:
            raise InvalidForm({"kind": _("Choose the other kind.")})
        first = locked.procedure.kinds[kind].first
        said = act_payloads.KindChanged(kind=kind, reason=perform.typed_words(reason, "reason"), to=first)
        return perform.by_verb(locked, said, by=by, now=now).case


def ask(case: Case, *, question: str, by: By, now: datetime, seen: int | None = None, key: str = "") -> Case:
    """A question to the complainant; `key` is the pack's act where it has several."""
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Asked(question=perform.typed_words(question, "question"))
        return perform.by_verb(locked, said, by=by, now=now, key=key).case


def tell(case: Case, *, words: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """Words to the complainant that need no answer; the pack's letter brings them by every way they gave us."""
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Told(words=perform.typed_words(words, "words"))
        return perform.by_verb(locked, said, by=by, now=now).case


def answer(case: Case, *, words: str, by: By, now: datetime, files: Sequence[File] = ()) -> Case:
    with perform.on(case) as locked:
        said = act_payloads.Answered(
            words=perform.typed_words(words, "words"),
            question=locked.state.asked_no,
            files=perform.file_references(files),
        )
        perform.attach(locked.case, files, by=perform.author(by), now=now)
        return perform.by_verb(locked, said, by=by, now=now).case


def add(case: Case, *, words: str = "", files: Sequence[File] = (), by: By, now: datetime, public: bool = True) -> Case:
    """Words or files added to the case, by the complainant or by staff."""
    with perform.on(case) as locked:
        if not words.strip() and not files:
            raise InvalidForm({"words": _("Write something or choose a file.")})
        typed = perform.typed_words(words, "words") if words.strip() else None
        said = act_payloads.Added(words=typed, files=perform.file_references(files), public=public)
        perform.attach(locked.case, files, by=perform.author(by), now=now, public=public)
        return perform.by_verb(locked, said, by=by, now=now).case


def note(case: Case, *, words: str, by: By, now: datetime) -> Case:
    with perform.on(case) as locked:
        said = act_payloads.Noted(words=perform.typed_words(words, "words"))
        return perform.by_verb(locked, said, by=by, now=now).case


def extend(case: Case, *, duty: str, amount: str, reason: str, by: By, now: datetime, seen: int | None = None) -> Case:
    """More time for one promise, before it passes, within what the pack allows; the letter that tells of it follows."""
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, _extension(locked, duty, amount, reason, now), by=by, now=now).case


def rest(case: Case, *, reason: str, by: By, now: datetime, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        said = act_payloads.Rested(reason=perform.typed_words(reason, "reason"))
        return perform.by_verb(locked, said, by=by, now=now).case


def resume(case: Case, *, by: By, now: datetime, seen: int | None = None) -> Case:
    with perform.on(case, seen=seen) as locked:
        return perform.by_verb(locked, act_payloads.Resumed(), by=by, now=now).case


def issue_password(case: Case, *, by: By, now: datetime) -> Case:
    """A new tracking password, sent to the contact on file and shown to nobody; the old one ends."""
    with perform.on(case) as locked:
        if not locked.state.carriers:
            raise ActNotAllowed("issue-password", [Reason("unreachable", {})])
        tracking.issue(locked.case, now=now)
        return history.record(locked, case_payloads.PasswordIssued(), by=perform.author(by), now=now).case


def replace_password(number: str, *, address: str, now: datetime) -> None:
    """Somebody lost the password. Whether the number exists shows nowhere: the answer is the same."""
    if tracking.must_wait(address, now):
        return
    tracking.count_try(number, address, now)
    case = tracking.replaceable(number, now)
    if case is None:
        return
    with suppress(ActNotAllowed):
        issue_password(case, by="complainant", now=now)


def recalculate(case: Case, *, calendar: str, why: str, by: By, now: datetime, statutory: bool = False) -> Case:
    """Counts the open promises anew by another calendar version; statutory ones only when said so, with the reason."""
    with perform.on(case) as locked:
        said = case_payloads.Recalculated(calendar=calendar, why=Private("words", why), statutory=statutory)
        return history.record(locked, said, by=perform.author(by), now=now).case


def _place(locked: Locked, department: str = "") -> Mapping[str, str]:
    """Where the case is, or will be when it goes to another department: what the roles are asked for."""
    return {"site": locked.state.site, "department": department or locked.state.department}


def _chosen(values: Values, key: str) -> str | None:
    said = values.get(key)
    return said if isinstance(said, str) and said else None


def _known_facts(locked: Locked, said: act_payloads.Classified) -> None:
    faults: dict[str, str] = {}
    if said.category and not Category.objects.filter(key=said.category).exists():
        faults["category"] = _("Choose one of the answers offered.")
    if said.product and not Product.objects.filter(key=said.product).exists():
        faults["product"] = _("Choose one of the answers offered.")
    if said.class_key and said.class_key not in locked.procedure.classes:
        faults["class"] = _("Choose one of the answers offered.")
    if faults:
        raise InvalidForm(faults)


def _open_class(locked: Locked, said: act_payloads.Classified, values: Values, by: By, now: datetime) -> None:
    """A class may have gates of its own, such as evidence and a second person before a customer is blamed."""
    if klass := said.class_key:
        asking = perform.who(locked, by, now)
        if why := engine.shut_to_class(locked.procedure, locked.state, klass, asking, values, Known(locked.case, now)):
            raise ActNotAllowed("classify", why)


def _extension(locked: Locked, duty: str, amount: str, reason: str, now: datetime) -> act_payloads.Extended:
    words = {
        "no extension": _("The procedure does not allow this promise to be extended."),
        "not open": _("This promise is not open."),
        "extended before": _("This promise was extended as often as the procedure allows."),
        "too late": _("The date has passed; it can no longer be extended."),
    }
    if why := promises.may_extend(locked.procedure, locked.state, duty, now):
        raise InvalidForm({"duty": words[why]})
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
        raise InvalidForm(faults)
    one = next(owed for owed in locked.state.open_duties if owed.duty == duty)
    calendar = editions.CALENDARS[locked.state.calendar]
    due = promises.extended_due(calendar, rule, one.due, length)
    return act_payloads.Extended(
        duty=duty,
        cycle=one.cycle,
        amount=str(length),
        due=due.at.isoformat(),
        reason=perform.typed_words(reason, "reason"),
        letter=rule.extension.letter,
    )
