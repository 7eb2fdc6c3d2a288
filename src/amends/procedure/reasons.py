"""Why an act is shut: each reason by its code, and the words it is said in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is shut: a code with its words (WORDS) and what the words name."""

    code: str
    names: Mapping[str, str]


def N_(words: str) -> str:  # noqa: N802 — the customary mark of words that are translated later, at a face
    return words


# English words of every reason; faces translate the sentence, then fill in the names.
WORDS: Mapping[str, str] = {
    "field empty": N_("“%(field)s” is not filled in yet"),
    "not done": N_("“%(act)s” has not been done yet"),
    "done already": N_("“%(act)s” has been done already"),
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
    "time runs": N_("the time for “%(duty)s” has not passed yet"),
    "not answered so": N_("“%(field)s” is not answered as it must be for this"),
    "not covered": N_("our policy does not cover this"),
    "is covered": N_("our policy covers this"),
    "not appointed": N_("nobody is appointed yet as: %(roles)s"),
    "about yourself": N_("the complaint is about you: someone else must do this"),
    "request open": N_("a department has not replied yet"),
    "beyond authority": N_("the amount is more than your authority of %(most)s %(currency)s"),
    "no authority": N_("you may not grant money in %(currency)s"),
    "draft lacks": N_("the decision is not complete: %(lacks)s"),
    "goods not there": N_("no item has come so far: %(steps)s"),
    "goods on the way": N_("an item is still on its way"),
    "not joined": N_("it is not handled together with another case"),
    "handled together": N_("it is handled together with %(number)s: act there, or handle it apart first"),
    "not named": N_("only for whom “%(field)s” names"),
    "named twice": N_("the same person is named in: %(fields)s"),
    "nothing opened": N_("nothing of this kind was opened yet: %(kind)s"),
    "not settled": N_("not settled yet: %(numbers)s"),
    "still open": N_("the case is still open"),
    "on hold": N_("this case is on hold: lift the hold first"),
    "not on hold": N_("its words are not kept longer"),
    "erased": N_("its words were erased"),
    "not trained": N_("your training for this role is missing or has lapsed"),
    "not shipped": N_("our records show no shipment of this order yet"),
    "unreachable": N_("there is no way to reach the complainant except the tracking page"),
}
