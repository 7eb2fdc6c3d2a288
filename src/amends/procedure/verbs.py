"""The verbs of a pack: what people do to a case, and all that the program must know of each beside its function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# What a person does. A move or a record of the pack is one of these; the pack says who may, where and when.
Verb = Literal[
    "move", "record", "assign", "classify", "change kind", "ask", "answer", "add", "note",
    "extend", "rest", "resume", "draft", "approve", "return", "decide", "accept", "refuse",
    "appoint", "request", "reply", "custody", "join", "part", "rate", "open", "gather", "recur",
    "read", "tell",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerbRule:
    """`alone`: what is said to one complainant, or concerns one case's own goods and company, is done to no other.

    `apart`: staff do it to a case that is handled with another one too: speak with its own complainant, or part it.
    """

    entry: str  # the kind of entry that it leaves behind
    asks: tuple[str, ...] = ()  # what its form asks by itself; a pack's form for it leaves these out
    needs: Literal["", "roles", "step", "opens"] = ""  # what an act of this verb must say in its pack besides
    plain: bool = False  # nothing but the pack's form is needed to do it: `handling.do`
    alone: bool = False
    apart: bool = False
    about: Literal["", "draft", "decision"] = ""  # what has to lie before whoever does it
    previewed: bool = False  # its letters can be read before they leave: none carries what is only now being typed
    spoken: bool = False  # its words are for the complainant to read
    prefilled: bool = False  # its form opens with what the case answered to the same questions before
    # What staff read, in English; it is translated where it is shown. Without a button of its own, a verb bears the
    # title that the pack gives the act.
    button: str = ""
    follows: str = ""  # what comes of it, said above the button
    button_inside: str = ""  # where another thing happens in the organisation's own work
    follows_inside: str = ""
    letter_open: bool = False  # the letter is what it is about: it stands open


def N_(words: str) -> str:  # noqa: N802 - the name by which words are gathered for translation
    return words


VERBS: Mapping[Verb, VerbRule] = {
    "move": VerbRule("moved", plain=True, previewed=True),
    "record": VerbRule("recorded", plain=True, previewed=True),
    "assign": VerbRule("assigned", asks=("owner", "department"), button=N_("Assign the case")),
    "classify": VerbRule(
        "classified", asks=("category", "product", "class"), prefilled=True, button=N_("Save the classification")
    ),
    "change kind": VerbRule("kind changed", asks=("kind", "reason"), alone=True, button=N_("Change the kind")),
    "ask": VerbRule(
        "asked",
        asks=("question",),
        alone=True,
        apart=True,
        spoken=True,
        button=N_("Send this question to the complainant"),
        follows=N_("They read it on the tracking page. Letters go out as the procedure says."),
    ),
    "answer": VerbRule("answered", asks=("words", "files"), alone=True, apart=True, button=N_("Write down the answer")),
    "add": VerbRule(
        "added",
        asks=("words", "public", "files"),
        alone=True,
        apart=True,
        spoken=True,
        button=N_("Add this to the case"),
    ),
    "note": VerbRule("noted", asks=("words",), alone=True, apart=True, button=N_("Save the note")),
    "extend": VerbRule(
        "extended",
        asks=("duty", "number", "reason"),
        spoken=True,
        button=N_("Extend and tell the complainant"),
        follows=N_(
            "A letter with the new date and your reason goes to the complainant."
            " It has to reach them before the old date passes."
        ),
    ),
    "rest": VerbRule("rested", asks=("reason",), button=N_("Let the clock rest")),
    "resume": VerbRule("resumed", button=N_("Let the clock run again")),
    "draft": VerbRule("drafted"),
    "approve": VerbRule("approved", about="draft", previewed=True, button=N_("Approve this decision")),
    "return": VerbRule("returned", asks=("comment",), about="draft", button=N_("Return the draft with this comment")),
    "decide": VerbRule("decided", about="draft", previewed=True, letter_open=True),
    "accept": VerbRule(
        "accepted", alone=True, about="decision", previewed=True, button=N_("Write down that they accept")
    ),
    "refuse": VerbRule(
        "refused", asks=("reason",), alone=True, about="decision", button=N_("Write down that they refuse")
    ),
    "appoint": VerbRule("appointed", asks=("roles",), needs="roles", button=N_("Appoint these people")),
    "request": VerbRule(
        "requested", asks=("to_department", "question"), button=N_("Send this question to the department")
    ),
    "reply": VerbRule("replied", asks=("request", "reply"), button=N_("Write down the reply")),
    "custody": VerbRule(
        "custody", asks=("item", "what", "files"), needs="step", alone=True, button=N_("Write down this step")
    ),
    "join": VerbRule("joined", asks=("number",), alone=True, button=N_("Handle the two together")),
    "part": VerbRule("parted", alone=True, apart=True, button=N_("Handle it on its own")),
    "rate": VerbRule("rated", plain=True, alone=True),
    "open": VerbRule("opened", needs="opens", alone=True),
    "gather": VerbRule("linked", plain=True, alone=True),
    "recur": VerbRule("recurred", plain=True, alone=True),
    "read": VerbRule("read", plain=True),
    "tell": VerbRule(
        "told",
        asks=("words",),
        alone=True,
        apart=True,
        spoken=True,
        button=N_("Send these words to the complainant"),
        follows=N_("They get these words in a letter and on the tracking page."),
        button_inside=N_("Send these words to every complainant"),  # of a problem
        follows_inside=N_(
            "Every complainant of this problem gets these words in a letter and on the tracking page."
            " Name nobody, and promise only what holds for all."
        ),
    ),
}
ENTRIES = frozenset(rule.entry for rule in VERBS.values())
