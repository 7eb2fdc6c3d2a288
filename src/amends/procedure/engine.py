"""The engine: from a procedure and a history, what the state is, what may happen next, and who must be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from amends.platform.author import Author
from amends.procedure import conflict_of_interest, gates, promises, reducers
from amends.procedure.clock.calendar import Calendar
from amends.procedure.gate_context import UNKNOWN, GateContext, Known
from amends.procedure.payloads.natures import Private, Value
from amends.procedure.reasons import Reason
from amends.procedure.schema import GOODS, REISSUE_LETTER, Act, Anchor, Form, Guidance, Notice, Procedure, Route
from amends.procedure.state import Done, Event, State, Who
from amends.procedure.verbs import VERBS

SEVERAL = re.compile(r"[,;\n]")  # one field may name several lots
OUTSIDE = frozenset({"complainant", "department", "clock", "watch"})


@dataclass(frozen=True, slots=True)
class Offer:
    """An act at the present stage: open when no reason holds it shut."""

    act: Act
    reasons: tuple[Reason, ...]

    @property
    def open(self) -> bool:
        return not self.reasons


def fold(procedure: Procedure, calendars: Mapping[str, Calendar], events: Iterable[Event]) -> State:
    """The state that a whole history adds up to."""
    state: State | None = None
    for event in events:
        state = apply(procedure, calendars, state, event)
    if state is None:
        raise ValueError("a case has at least the entry that received it")
    return state


def apply(procedure: Procedure, calendars: Mapping[str, Calendar], before: State | None, event: Event) -> State:
    """The state after one more event. Calendars are keyed "key/version"; `received` and `recalculated` name theirs."""
    after = _received(procedure, calendars, event) if before is None else _changed(procedure, before, event)
    return promises.follow(procedure, calendars[after.calendar], before, after, event)


def offers(
    procedure: Procedure, state: State, who: Who, values: Mapping[str, Value] | None = None, known: Known = UNKNOWN
) -> tuple[Offer, ...]:
    """Every act of this person's face at the present stage, the prompted first, each with its reasons when shut."""
    mine = [act for act in procedure.acts.values() if _here(act, state) and _face(act, who)]
    offered = [Offer(act, reasons(procedure, state, act, who, values or {}, known)) for act in mine]
    return tuple(sorted(offered, key=lambda offer: (not (offer.open and offer.act.prompt), not offer.open)))


def reasons(
    procedure: Procedure, state: State, act: Act, who: Who, values: Mapping[str, Value], known: Known = UNKNOWN
) -> tuple[Reason, ...]:
    """Why this person cannot do this act now; nothing when they can. Enforced at the act, not in a form."""
    who = standing(procedure, state, who)
    found: list[Reason] = []
    if state.joined and not VERBS[act.verb].apart and Author.parse(who.by).is_staff:
        found.append(Reason("handled together", {"number": state.joined}))
    if state.erased_at:
        found.append(Reason("erased", {}))
    if not _here(act, state):
        title = procedure.stages[state.stage].title
        found.append(Reason("not this stage", {"stage": next(iter(title.values()), state.stage)}))
    if not _allowed(procedure, act, state, who):
        found.append(Reason("not your role", {"roles": ", ".join(act.who)}))
    return (*found, *gates.shut(GateContext(procedure, state, who, values, known), act.gates))


def standing(procedure: Procedure, state: State, who: Who) -> Who:
    """Somebody with the roles that count here: one that is given for each case, only to whom it was given in this."""
    everywhere = {role for role in who.roles if role in procedure.roles and not procedure.roles[role].per_case}
    return replace(who, roles=frozenset(everywhere | {role for role, by in state.hands.items() if by == who.by}))


def shut_to_company(
    procedure: Procedure,
    state: State,
    act: Act,
    others: Iterable[State],
    who: Who,
    values: Mapping[str, Value],
    known: Known = UNKNOWN,
) -> tuple[Reason, ...]:
    """Why this may not be done to the cases handled with this one: what one of them calls for, the leading one needs.

    A serious case that is joined to a light one is still a serious case.
    """
    states = list(others)
    called = [gate for gate in act.gates if gate.when and any(_so_answered(other, gate.when) for other in states)]
    asked = GateContext(procedure, state, standing(procedure, state, who), values, known)
    return gates.shut(asked, [replace(gate, when={}) for gate in called])


def shut_to_class(
    procedure: Procedure, state: State, klass: str, who: Who, values: Mapping[str, Value], known: Known = UNKNOWN
) -> list[Reason]:
    """Why the case may not be given this class yet; a class that blames the customer is guarded so."""
    asked = GateContext(procedure, state, standing(procedure, state, who), values, known)
    return list(gates.shut(asked, procedure.classes[klass].gates))


def holder(procedure: Procedure, state: State) -> str:
    """Whoever owes the next step: the one appointed to the stage's role in this case, or whoever it was given to.

    Nobody whom the complaint is about: then it is owed by the role again.
    """
    barred = conflict_of_interest.recused(procedure, state)
    held = (state.hands.get(procedure.stages[state.stage].owner, ""), state.owner)
    return next((one for one in held if one and one not in barred), "")


def goods(procedure: Procedure, words: Mapping[str, Value]) -> tuple[str, ...]:
    """The orders, shipments and lots that these answers name, each as "lot:L77", as its number is compared.

    People type them, so an entry keeps a reference: whoever asks opens the vault first.
    """
    named = {(what, _word(words.get(key))) for key, what in goods_fields(procedure)}
    found = {f"{what}:{tidy}" for what, said in named for tidy in map(tidy_number, SEVERAL.split(said)) if tidy}
    return tuple(sorted(found))


def goods_fields(procedure: Procedure) -> frozenset[tuple[str, str]]:
    """Each field that asks for goods, and what for: what everybody is asked, and what the forms of the pack ask."""
    asked = {(one.key, one.type) for form in procedure.forms.values() for one in form.fields if one.type in GOODS}
    return frozenset({("order", "order"), ("batch", "lot"), *asked})


def _word(value: Value) -> str:
    said = value.content if isinstance(value, Private) else value
    return said if isinstance(said, str) else ""


def tidy_number(number: str) -> str:
    """A number of goods as it is compared: without regard to case, spaces and dashes."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


def missing(form: Form | None, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The required fields of a form that these values leave empty."""
    fields = form.fields if form else ()
    return tuple(one.key for one in fields if one.required and values.get(one.key) in (None, "", [], {}))


def notices(procedure: Procedure, before: State | None, after: State, event: Event) -> tuple[Notice, ...]:
    """The letters that follow from this event."""
    said = tuple(
        notice
        for notice in procedure.notices
        if (not notice.kinds or after.kind in notice.kinds)
        and (not notice.rounds or after.round in notice.rounds)
        and _so_answered(after, notice.when)
        and (not notice.duties or event.fields.get("duty") in notice.duties)
        and promises.happens(notice.on, before, after, event)
    )
    return (*said, *_delays(procedure, event), *_passwords(event), *conflict_of_interest.notices(procedure, event))


def guidance(procedure: Procedure, state: State) -> tuple[Guidance, ...]:
    """What the pack advises for a matter like this one, between apology and compensation (S45)."""
    return tuple(one for one in procedure.guidance if _so_answered(state, one.when))


def _so_answered(state: State, when: Mapping[str, tuple[str, ...]]) -> bool:
    return gates.so_answered({**gates.facts(state), **state.values}, when)


def _delays(procedure: Procedure, event: Event) -> tuple[Notice, ...]:
    """An extension names its own letter, which tells the new date before the old one passes (G35, G36)."""
    duty = procedure.duties.get(event.fields.get("duty", "")) if event.kind == "extended" else None
    if duty is None or duty.extension is None:
        return ()
    return (Notice(Anchor("entry", "extended"), duty.extension.letter),)


def _passwords(event: Event) -> tuple[Notice, ...]:
    """A new password goes out by itself, to the contact on file."""
    return (Notice(Anchor("entry", event.kind), REISSUE_LETTER),) if event.kind == "password issued" else ()


def routes(procedure: Procedure, country: str) -> tuple[Route, ...]:
    """The outside bodies that can hear somebody in this country."""
    return tuple(one for one in procedure.routes.values() if not one.countries or country in one.countries)


def rounds_left(procedure: Procedure, state: State) -> int:
    """How many more times the complainant may refuse before only outside bodies remain."""
    return max(procedure.rounds.most - state.round, 0)


def _here(act: Act, state: State) -> bool:
    return state.stage in act.stages and (not act.kinds or state.kind in act.kinds)


def _face(act: Act, who: Who) -> bool:
    """Each face is offered its own acts; staff see all that staff could do, shut ones with reasons."""
    outside = _outside(who)
    return outside in act.who if outside else bool(set(act.who) - OUTSIDE)


def _outside(who: Who) -> str:
    """Who is not staff: the complainant, a department that was asked, and the clock, which does no act at all."""
    kind = Author.parse(who.by).kind
    return kind if kind in OUTSIDE else ""


def _allowed(procedure: Procedure, act: Act, state: State, who: Who) -> bool:
    if outside := _outside(who):
        return outside in act.who
    return (
        "staff" in act.who
        or ("owner" in act.who and who.by == holder(procedure, state))
        or bool(who.roles & set(act.who))
    )


def _received(procedure: Procedure, calendars: Mapping[str, Calendar], event: Event) -> State:
    said = event.fields
    received_at = datetime.fromisoformat(said["received_at"])
    zone = ZoneInfo(calendars[said["calendar"]].zone)
    kind = said["kind"]
    return State(
        kind=kind, stage=procedure.kinds[kind].first, stage_since=event.at, received_at=received_at,
        received_on=received_at.astimezone(zone).date(), channel=said["channel"], language=said["language"],
        last_no=event.no, hands=dict(said.get("hands", {})), carriers=tuple(said.get("carriers", ())),
        anonymous=bool(said.get("anonymous")), class_key=said.get("class", ""), links=tuple(said.get("links", ())),
        values={**said.get("form", {}), "calendar": said["calendar"]},
        category=said.get("category", ""), product=said.get("product", ""), department=said.get("department", ""),
        site=said.get("site", ""), owner=said.get("owner", ""), trigger=said.get("trigger", ""),
    )  # fmt: skip


def _changed(procedure: Procedure, state: State, event: Event) -> State:
    said = event.fields
    values = {**state.values, **said.get("form", {})}
    state = replace(state, last_no=event.no, values=values, approved_no=_approved(procedure, state, values))
    if state.about is not None and conflict_of_interest.asking_about(procedure) & said.get("form", {}).keys():
        state = replace(state, about=None)  # whoever may has answered the pack's own question since
    state = replace(
        state, category=said.get("category", state.category), product=said.get("product", state.product),
        department=said.get("department", state.department), site=said.get("site", state.site),
        owner=said.get("owner", state.owner), trigger=said.get("trigger", state.trigger),
    )  # fmt: skip
    if "class" in said:
        state = replace(state, class_key=said["class"])
    if "links" in said:
        state = replace(state, links=tuple(dict.fromkeys((*state.links, *said["links"]))))
    state = _by_kind(state, event)
    state = _noted(state, event)
    # An escalation names in `to` whom it told; only an act leads to a stage.
    return _moved(procedure, state, event) if event.act and said.get("to") else state


def _approved(procedure: Procedure, state: State, values: Mapping[str, Value]) -> int:
    """What was approved was the rule of the policy that stood there then; of another rule the approval says nothing."""
    if not state.approved_no:
        return 0
    same = gates.covering(procedure, values) == gates.covering(procedure, state.values)
    return state.approved_no if same else 0


def _noted(state: State, event: Event) -> State:
    if not event.act:
        return state
    done = Done(event.no, event.act, event.by, event.at, state.round, state.stage)
    return replace(state, done=(*state.done, done))


def _moved(procedure: Procedure, state: State, event: Event) -> State:
    stage = procedure.stages[event.fields["to"]]
    act = procedure.acts.get(event.act)
    state = replace(state, stage=stage.key, stage_since=event.at)
    if act and act.new_round:
        state = replace(
            state, round=state.round + 1, drafted_no=0, approved_no=0, draft_points=0, draft_answered=0,
            draft_lacks=(), draft_money={},
        )  # fmt: skip
    if stage.closes:
        return replace(state, closed_at=event.at, ended=stage.outcome or stage.key)
    return replace(state, closed_at=None, ended="")


def _by_kind(state: State, event: Event) -> State:
    change = reducers.CHANGES.get(event.kind)
    return replace(state, **change(state, event, event.fields)) if change else state


def local_day(calendar: Calendar, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(calendar.zone)).date()
