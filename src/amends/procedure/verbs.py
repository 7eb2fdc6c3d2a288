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


VERBS: Mapping[Verb, VerbRule] = {
    "move": VerbRule("moved", plain=True, previewed=True),
    "record": VerbRule("recorded", plain=True, previewed=True),
    "assign": VerbRule("assigned", asks=("owner", "department")),
    "classify": VerbRule("classified", asks=("category", "product", "class"), prefilled=True),
    "change kind": VerbRule("kind changed", asks=("kind", "reason"), alone=True),
    "ask": VerbRule("asked", asks=("question",), alone=True, apart=True, spoken=True),
    "answer": VerbRule("answered", asks=("words", "files"), alone=True, apart=True),
    "add": VerbRule("added", asks=("words", "public", "files"), alone=True, apart=True, spoken=True),
    "note": VerbRule("noted", asks=("words",), alone=True, apart=True),
    "extend": VerbRule("extended", asks=("duty", "number", "reason"), spoken=True),
    "rest": VerbRule("rested", asks=("reason",)),
    "resume": VerbRule("resumed"),
    "draft": VerbRule("drafted"),
    "approve": VerbRule("approved", about="draft", previewed=True),
    "return": VerbRule("returned", asks=("comment",), about="draft"),
    "decide": VerbRule("decided", about="draft", previewed=True),
    "accept": VerbRule("accepted", alone=True, about="decision", previewed=True),
    "refuse": VerbRule("refused", asks=("reason",), alone=True, about="decision"),
    "appoint": VerbRule("appointed", asks=("roles",), needs="roles"),
    "request": VerbRule("requested", asks=("to_department", "question")),
    "reply": VerbRule("replied", asks=("request", "reply")),
    "custody": VerbRule("custody", asks=("item", "what", "files"), needs="step", alone=True),
    "join": VerbRule("joined", asks=("number",), alone=True),
    "part": VerbRule("parted", alone=True, apart=True),
    "rate": VerbRule("rated", plain=True, alone=True),
    "open": VerbRule("opened", needs="opens", alone=True),
    "gather": VerbRule("linked", plain=True, alone=True),
    "recur": VerbRule("recurred", plain=True, alone=True),
    "read": VerbRule("read", plain=True),
    "tell": VerbRule("told", asks=("words",), alone=True, apart=True, spoken=True),
}
ENTRIES = frozenset(rule.entry for rule in VERBS.values())
