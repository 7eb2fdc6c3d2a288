"""The closed vocabulary of gates: each name, what it demands, and the reason it gives while it is shut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from amends.procedure import related_gates
from amends.procedure.gate_context import GateContext
from amends.procedure.gate_shapes import Answers, Vocable, answers, name, names, true, yes_or_no
from amends.procedure.payloads.natures import Value
from amends.procedure.reasons import Reason
from amends.procedure.schema import Coverage, Gate, Procedure
from amends.procedure.state import State


def shut(asked: GateContext, gates: Sequence[Gate]) -> tuple[Reason, ...]:
    """Every reason that holds these gates shut, each once; none when all are open."""
    reasons: list[Reason] = []
    for gate in gates:
        if not so_answered(_known(asked), gate.when):
            continue
        reason = GATES[gate.name].judge(asked, gate.value)
        if reason is not None and reason not in reasons:
            reasons.append(reason)
    return tuple(reasons)


def so_answered(known: Mapping[str, Value], when: Answers) -> bool:
    """Whether each of these questions has one of these answers; without questions, always."""
    return all(_among(known.get(key), answers) for key, answers in when.items())


def _among(said: Value, answers: Sequence[str]) -> bool:
    """Of several choices, one is enough."""
    return any(one in answers for one in (said if isinstance(said, list) else [said]))


def _known(asked: GateContext) -> dict[str, Value]:
    return {**facts(asked.state), **asked.state.values, **asked.values}


def _filled(asked: GateContext, keys: Sequence[str]) -> Reason | None:
    known = _known(asked)
    for key in keys:
        if known.get(key) in (None, "", [], {}):
            return Reason("field empty", {"field": key})
    return None


def facts(state: State) -> dict[str, str]:
    """What is known of a case beside the answers of its forms."""
    return {
        "category": state.category,
        "product": state.product,
        "class": state.class_key,
        "department": state.department,
        "site": state.site,
        "owner": state.owner,
        "trigger": state.trigger,
    }


def _done(asked: GateContext, act: str) -> Reason | None:
    """Done in the present round: a second round looks again."""
    here = [done for done in asked.state.did(act) if done.round == asked.state.round]
    return None if here else Reason("not done", {"act": act})


def _done_ever(asked: GateContext, act: str) -> Reason | None:
    return None if asked.state.did(act) else Reason("not done", {"act": act})


def _not_done(asked: GateContext, act: str) -> Reason | None:
    """What is asked once in each round is answered once."""
    here = [done for done in asked.state.did(act) if done.round == asked.state.round]
    return Reason("done already", {"act": act}) if here else None


def _other_than(asked: GateContext, act: str) -> Reason | None:
    """Someone else than whoever did this act in an earlier round (ISO 10002, objectivity)."""
    earlier = {done.by for done in asked.state.did(act) if done.round < asked.state.round}
    return Reason("same person", {"act": act}) if asked.who.by in earlier else None


def _other_than_now(asked: GateContext, act: str) -> Reason | None:
    """Four eyes: someone else than whoever did this act in the present round."""
    now = [done.by for done in asked.state.did(act) if done.round == asked.state.round]
    return Reason("same person", {"act": act}) if now and asked.who.by == now[-1] else None


def _drafted(asked: GateContext) -> Reason | None:
    return None if asked.state.drafted_no else Reason("no draft", {})


def _approved(asked: GateContext, roles: Sequence[str]) -> Reason | None:
    state = asked.state
    if state.approved_no > state.drafted_no > 0:
        return None
    return Reason("not approved", {"roles": ", ".join(roles)})


def _points(asked: GateContext) -> Reason | None:
    state = asked.state
    if not state.draft_points:
        return Reason("no draft", {})
    missing = state.draft_points - state.draft_answered
    return Reason("points open", {"count": str(missing)}) if missing else None


def _rounds_left(asked: GateContext, wanted: bool) -> Reason | None:
    left = asked.state.round < asked.procedure.rounds.most
    if left == wanted:
        return None
    most = str(asked.procedure.rounds.most)
    return Reason("no rounds left", {"count": most}) if wanted else Reason("rounds left", {})


def _class_is(asked: GateContext, classes: Sequence[str]) -> Reason | None:
    return None if asked.state.class_key in classes else Reason("wrong class", {"classes": ", ".join(classes)})


def _answered(asked: GateContext, wanted: bool) -> Reason | None:
    if bool(asked.state.asked_no) != wanted:
        return None
    return Reason("question open", {}) if wanted else Reason("no question", {})


def _owned(asked: GateContext) -> Reason | None:
    state = asked.state
    return None if state.owner or state.hands.get(asked.procedure.stages[state.stage].owner) else Reason("no owner", {})


def _letter_sent(asked: GateContext, letter: str) -> Reason | None:
    """In the present stage's time: an earlier round's letter does not count."""
    since = asked.state.stage_since
    sent = any(one.letter == letter and one.at >= since for one in asked.state.sent)
    return None if sent else Reason("letter not sent", {"letter": letter})


def _decided(asked: GateContext, wanted: bool) -> Reason | None:
    decided = asked.state.decided_round == asked.state.round
    if decided == wanted:
        return None
    return Reason("not decided", {}) if wanted else Reason("already decided", {})


def _duty_kept(asked: GateContext, duty: str) -> Reason | None:
    missed = any(owed.duty == duty and owed.missed_at for owed in asked.state.owed)
    return Reason("duty not kept", {"duty": duty}) if missed else None


def _reachable(asked: GateContext) -> Reason | None:
    return None if asked.state.carriers else Reason("unreachable", {})


def _resting(asked: GateContext, wanted: bool) -> Reason | None:
    if asked.state.resting == wanted:
        return None
    return Reason("not resting", {}) if wanted else Reason("resting", {})


def _time_passed(asked: GateContext, duty: str) -> Reason | None:
    """Kept, or its time has run out: how a gate waits without a clock of its own."""
    mine = [owed for owed in asked.state.owed if owed.duty == duty]
    if mine and (mine[-1].met_at or mine[-1].missed_at):
        return None
    return Reason("time runs", {"duty": duty})


def _answered_so(asked: GateContext, wanted: Answers) -> Reason | None:
    known = _known(asked)
    missing = [key for key, answers in wanted.items() if not _among(known.get(key), answers)]
    return Reason("not answered so", {"field": missing[0]}) if missing else None


def covering(procedure: Procedure, values: Mapping[str, Value]) -> Coverage | None:
    """The rule of the policy that somebody named in a form for this case."""
    keys = [one.key for form in procedure.forms.values() for one in form.fields if one.type == "coverage"]
    named = next((said for key in keys if isinstance(said := values.get(key), str) and said), "")
    return procedure.coverage.get(named)


def _covered(asked: GateContext, wanted: bool) -> Reason | None:
    rule = covering(asked.procedure, {**asked.state.values, **asked.values})
    if rule is not None and rule.covered == wanted:
        return None
    return Reason("not covered", {}) if wanted else Reason("is covered", {})


def _appointed(asked: GateContext, roles: Sequence[str]) -> Reason | None:
    missing = [role for role in roles if not asked.state.hands.get(role)]
    return Reason("not appointed", {"roles": ", ".join(missing)}) if missing else None


def _not_about(asked: GateContext, field: str) -> Reason | None:
    """Who is complained about decides nothing (ISO 10002, objectivity)."""
    state = asked.state
    named = state.values.get(field) if state.about is None else list(state.about)
    about = asked.who.by in named if isinstance(named, list) else asked.who.by == named
    return Reason("about yourself", {}) if about and not state.recusal_waived else None


def _replied(asked: GateContext) -> Reason | None:
    waiting = [one for one in asked.state.requests if not one.replied_no]
    return Reason("request open", {}) if waiting else None


def _within_authority(asked: GateContext) -> Reason | None:
    """The most that any role of this person may grant, in each currency of the draft."""
    for currency, amount in asked.state.draft_money.items():
        limits = [
            rule.most
            for rule in asked.procedure.authority
            if rule.currency == currency and rule.role in asked.who.roles
        ]
        if not limits:
            return Reason("no authority", {"currency": currency})
        if Decimal(amount) > max(limits):
            return Reason("beyond authority", {"most": str(max(limits)), "currency": currency})
    return None


def _complete(asked: GateContext) -> Reason | None:
    if not asked.state.drafted_no:
        return Reason("no draft", {})
    lacks = asked.state.draft_lacks
    return Reason("draft lacks", {"lacks": ", ".join(lacks)}) if lacks else None


GATES: Mapping[str, Vocable] = {
    "filled": names(_filled, "fields", "these fields are filled in"),
    "done": name(_done, "acts", "this act was done in the present round"),
    "not-done": name(_not_done, "acts", "this act was not done yet in the present round"),
    "done-ever": name(_done_ever, "acts", "this act was done at any time"),
    "other-than": name(_other_than, "acts", "by someone who did not do this act in an earlier round"),
    "four-eyes": name(_other_than_now, "acts", "by someone other than its last doer in the present round"),
    "drafted": true(_drafted, "a decision is drafted"),
    "approved": names(_approved, "roles", "the last draft was approved by one of these roles"),
    "points-answered": true(_points, "every point of the draft has a finding, an outcome and a reason"),
    "rounds-left": yes_or_no(_rounds_left, "another round is possible (or is not)"),
    "class-is": names(_class_is, "classes", "the case has one of these classes"),
    "answered": yes_or_no(_answered, "no question is waiting (or one is)"),
    "owned": true(_owned, "a person is in charge"),
    "letter-sent": name(_letter_sent, "letters", "this letter was accepted for delivery in this stage"),
    "decided": yes_or_no(_decided, "this round's decision has been sent (or has not)"),
    "duty-kept": name(_duty_kept, "duties", "this duty was never missed"),
    "resting": yes_or_no(_resting, "the clock rests (or runs)"),
    "time-passed": name(_time_passed, "duties", "this duty was kept, or its time has run out"),
    "is": answers(_answered_so, "these questions are answered in one of these ways"),
    "covered": yes_or_no(_covered, "the policy covers the matter (or does not), as assessed"),
    "appointed": names(_appointed, "roles", "somebody is appointed to each of these roles for this case"),
    "not-about": name(_not_about, "fields", "by someone other than the person named in this field"),
    "replied": true(_replied, "every department that was asked has replied"),
    "within-authority": true(_within_authority, "the doer's role may grant the amounts of the draft"),
    "complete": true(_complete, "each upheld point of the draft names its remedy and its day"),
    "goods-at": names(related_gates.goods_at, "steps", "an item of the case has come to one of these steps"),
    "joined": yes_or_no(related_gates.joined, "the case is handled with another one (or on its own)"),
    "goods-settled": true(related_gates.goods_settled, "every item of the case has come to its end"),
    "named": name(related_gates.named, "fields", "by somebody whom this field names"),
    "apart": names(related_gates.apart, "fields", "nobody is named in more than one of these fields"),
    "opened": name(related_gates.opened, "", "a matter of this kind was opened out of the case"),
    "settled": true(related_gates.settled, "every matter that was opened out of the case has ended"),
    "known": name(related_gates.known, "questions", "another room answers this question with yes"),
    "reachable": true(_reachable, "the complainant can be reached outside the tracking page"),
}
