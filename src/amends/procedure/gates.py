"""The closed vocabulary of gates: each name, what it demands, and the reason it gives while it is shut."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amends.procedure.language import Gate, Procedure
from amends.procedure.state import State, Who


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is shut: a code with its words (WORDS) and what the words name."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a gate may look at: the state, who asks, what the form brings, the procedure."""

    procedure: Procedure
    state: State
    who: Who
    values: Mapping[str, Any]


Judge = Callable[[Asked, Any], Reason | None]


def N_(words: str) -> str:  # noqa: N802 — the customary mark of words that are translated later, at a face
    return words


# English words of every reason; faces translate the sentence, then fill in the names.
WORDS: Mapping[str, str] = {
    "field empty": N_("“%(field)s” is not filled in yet"),
    "not done": N_("“%(act)s” has not been done yet"),
    "same person": N_("someone other than the person who did “%(act)s” must do this"),
    "not approved": N_("%(roles)s has not approved yet"),
    "no draft": N_("no decision has been drafted yet"),
    "points open": N_("%(count)s of the points raised are not answered yet"),
    "no rounds left": N_("the complainant has used all %(count)s rounds"),
    "rounds left": N_("another round is still possible"),
    "wrong class": N_("only for the class %(classes)s"),
    "question open": N_("the complainant has not answered the question yet"),
    "no question": N_("no question is waiting for an answer"),
    "no owner": N_("nobody is in charge of the case yet"),
    "letter not sent": N_("the letter “%(letter)s” has not been accepted for delivery yet"),
    "already decided": N_("this round's decision has already been sent"),
    "not decided": N_("no decision has been sent in this round yet"),
    "duty not kept": N_("“%(duty)s” was not kept in time"),
    "not your role": N_("only for: %(roles)s"),
    "not this stage": N_("not possible at the stage “%(stage)s”"),
    "resting": N_("the clock rests"),
    "not resting": N_("the clock does not rest"),
    "unreachable": N_("there is no way to reach the complainant except the tracking page"),
}


def shut(asked: Asked, gates: Sequence[Gate]) -> tuple[Reason, ...]:
    """Every reason that holds these gates shut; none when all are open."""
    reasons = (GATES[gate.name].judge(asked, gate.value) for gate in gates)
    return tuple(reason for reason in reasons if reason is not None)


def _filled(asked: Asked, keys: Sequence[str]) -> Reason | None:
    known = {**_facts(asked.state), **asked.state.values, **asked.values}
    for key in keys:
        if known.get(key) in (None, "", [], {}):
            return Reason("field empty", {"field": key})
    return None


def _facts(state: State) -> dict[str, str]:
    return {
        "category": state.category, "product": state.product, "class": state.class_key,
        "department": state.department, "site": state.site, "owner": state.owner,
    }  # fmt: skip


def _done(asked: Asked, act: str) -> Reason | None:
    """Done in the present round: a second round looks again."""
    here = [done for done in asked.state.did(act) if done.round == asked.state.round]
    return None if here else Reason("not done", {"act": act})


def _done_ever(asked: Asked, act: str) -> Reason | None:
    return None if asked.state.did(act) else Reason("not done", {"act": act})


def _other_than(asked: Asked, act: str) -> Reason | None:
    """Someone else than whoever did this act in an earlier round (ISO 10002, objectivity)."""
    earlier = {done.by for done in asked.state.did(act) if done.round < asked.state.round}
    return Reason("same person", {"act": act}) if asked.who.by in earlier else None


def _other_than_now(asked: Asked, act: str) -> Reason | None:
    """Four eyes: someone else than whoever did this act in the present round."""
    now = [done.by for done in asked.state.did(act) if done.round == asked.state.round]
    return Reason("same person", {"act": act}) if now and asked.who.by == now[-1] else None


def _drafted(asked: Asked, _: Any) -> Reason | None:
    return None if asked.state.drafted_no else Reason("no draft", {})


def _approved(asked: Asked, roles: Sequence[str]) -> Reason | None:
    state = asked.state
    if state.approved_no > state.drafted_no > 0:
        return None
    return Reason("not approved", {"roles": ", ".join(roles)})


def _points(asked: Asked, _: Any) -> Reason | None:
    state = asked.state
    missing = state.draft_points - state.draft_answered
    return Reason("points open", {"count": str(missing)}) if missing or not state.draft_points else None


def _rounds_left(asked: Asked, wanted: bool) -> Reason | None:
    left = asked.state.round < asked.procedure.rounds.most
    if left == wanted:
        return None
    most = str(asked.procedure.rounds.most)
    return Reason("no rounds left", {"count": most}) if wanted else Reason("rounds left", {})


def _class_is(asked: Asked, classes: Sequence[str]) -> Reason | None:
    return None if asked.state.class_key in classes else Reason("wrong class", {"classes": ", ".join(classes)})


def _answered(asked: Asked, wanted: bool) -> Reason | None:
    if bool(asked.state.asked_no) != wanted:
        return None
    return Reason("question open", {}) if wanted else Reason("no question", {})


def _owned(asked: Asked, _: Any) -> Reason | None:
    return None if asked.state.owner else Reason("no owner", {})


def _letter_sent(asked: Asked, letter: str) -> Reason | None:
    """In the present stage's time: an earlier round's letter does not count."""
    since = asked.state.stage_since
    sent = any(one.letter == letter and one.at >= since for one in asked.state.sent)
    return None if sent else Reason("letter not sent", {"letter": letter})


def _decided(asked: Asked, wanted: bool) -> Reason | None:
    decided = asked.state.decided_round == asked.state.round
    if decided == wanted:
        return None
    return Reason("not decided", {}) if wanted else Reason("already decided", {})


def _duty_kept(asked: Asked, duty: str) -> Reason | None:
    missed = any(owed.duty == duty and owed.missed_at for owed in asked.state.owed)
    return Reason("duty not kept", {"duty": duty}) if missed else None


def _reachable(asked: Asked, _: Any) -> Reason | None:
    return None if asked.state.carriers else Reason("unreachable", {})


def _resting(asked: Asked, wanted: bool) -> Reason | None:
    if asked.state.resting == wanted:
        return None
    return Reason("not resting", {}) if wanted else Reason("resting", {})


@dataclass(frozen=True, slots=True)
class Vocable:
    """A gate's judge, the shape of its value, and what the value names (for the reader to check)."""

    judge: Judge
    takes: str  # "names" · "name" · "yes or no" · "true"
    of: str  # "fields" · "acts" · "roles" · "classes" · "letters" · "duties" · ""
    says: str


GATES: Mapping[str, Vocable] = {
    "filled": Vocable(_filled, "names", "fields", "these fields are filled in"),
    "done": Vocable(_done, "name", "acts", "this act was done in the present round"),
    "done-ever": Vocable(_done_ever, "name", "acts", "this act was done at any time"),
    "other-than": Vocable(_other_than, "name", "acts", "by someone who did not do this act in an earlier round"),
    "four-eyes": Vocable(_other_than_now, "name", "acts", "by someone other than its last doer in the present round"),
    "drafted": Vocable(_drafted, "true", "", "a decision is drafted"),
    "approved": Vocable(_approved, "names", "roles", "the last draft was approved by one of these roles"),
    "points-answered": Vocable(_points, "true", "", "every point of the draft has a finding, an outcome and a reason"),
    "rounds-left": Vocable(_rounds_left, "yes or no", "", "another round is possible (or is not)"),
    "class-is": Vocable(_class_is, "names", "classes", "the case has one of these classes"),
    "answered": Vocable(_answered, "yes or no", "", "no question is waiting (or one is)"),
    "owned": Vocable(_owned, "true", "", "a person is in charge"),
    "letter-sent": Vocable(_letter_sent, "name", "letters", "this letter was accepted for delivery in this stage"),
    "decided": Vocable(_decided, "yes or no", "", "this round's decision has been sent (or has not)"),
    "duty-kept": Vocable(_duty_kept, "name", "duties", "this duty was never missed"),
    "resting": Vocable(_resting, "yes or no", "", "the clock rests (or runs)"),
    "reachable": Vocable(_reachable, "true", "", "the complainant can be reached outside the tracking page"),
}  # fmt: skip
