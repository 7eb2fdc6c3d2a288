"""The words a procedure pack is written in: frozen values that a reader makes and an engine obeys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from amends.procedure.clock.calendar import Amount
from amends.procedure.verbs import Verb

# What a gate asks for: nothing more · yes or no · a name · several names · these answers to these questions.
Demand: TypeAlias = bool | str | tuple[str, ...] | Mapping[str, tuple[str, ...]]
Text = Mapping[str, str]  # language code -> words
NOTHING: Text = {}

FieldType = Literal[
    "text", "long text", "choice", "choices", "yes or no", "date", "number", "money",
    "person", "department", "site", "category", "product", "file", "member", "coverage", "order", "shipment", "lot",
    "members", "cases", "scale",
]  # fmt: skip
# What is chosen, counted or checked against our own lists is a fact. All else a person typed: it goes to the vault.
FACT_TYPES = frozenset({
    "choice", "choices", "yes or no", "date", "number", "money", "scale", "coverage",
    "department", "site", "category", "product", "member", "members", "cases",
})  # fmt: skip
PRIVATE_TYPES: frozenset[str] = frozenset(get_args(FieldType)) - FACT_TYPES
WRITTEN = frozenset({"text", "long text", "person"})  # in which people write sentences or names

# Facts of a case beside its form's values, and what the intake asks everybody: gates may ask for both.
FACTS = ("category", "product", "class", "department", "site", "owner", "trigger")
INTAKE_QUESTIONS = (
    "words", "wanted", "happened_on", "product", "order", "batch", "contact", "representative", "language", "needs",
    "files", "immediate", "on_the_spot",
)  # fmt: skip
# Field types that name goods: an order, a shipment or a lot, by the number it is known under.
GOODS = ("order", "shipment", "lot")
# The way of a sample or of goods that come back, in this order; the last three are ends.
STEPS = ("asked", "sent", "received", "stored", "tested", "disposed", "credited", "returned")

CHANNELS = (
    "web",
    "phone",
    "counter",
    "email",
    "post",
    "representative",
    "technician",
    "partner",
    "api",
    "spreadsheet",
)
CARRIERS = ("sms", "email", "post", "page", "spoken")

# What a scale runs over: 1 is the worst, 5 the best.
SCALE = (1, 2, 3, 4, 5)

# Entries that no act leaves: doors, carriers and the clock write them.
HAPPENINGS = (
    "received", "sent", "bounced", "undelivered", "warned", "missed", "passed", "escalated", "extended", "recalculated",
    "contact changed", "password issued", "gathered", "settled", "unsettled",
)  # fmt: skip

# Whom a letter can go to beside the roles. `told`: those whom the entry itself names, as a rung of a ladder does.
RECIPIENTS = ("complainant", "owner", "department", "told")
# Who may act beside the roles. `department`: whoever there was asked, without an account; `watch`: the program itself,
# when what it watches for comes to pass (a matching complaint after an action was found effective).
ACTORS = ("complainant", "owner", "staff", "department", "watch")
# Goes out by itself, in every procedure, when a new tracking password is issued.
REISSUE_LETTER = "new-password"
RECUSAL_LETTER = "conflict-of-interest"  # a pack need not have it; the tracking page says it besides

# Every word that a letter may leave open; the room that writes letters fills each of them.
PLACEHOLDERS = frozenset(
    [
        "organisation",
        "number",
        "password",
        "tracking_url",
        "public_url",
        "kind",
        "received_on",
        "words",
        "status",
        "status_says",
        "promises",
        "next_due",
        "due_on",
        "question",
        "decision",
        "decision_summary",
        "remedy",
        "rounds_left",
        "routes",
        "reason",
        "new_due_on",
        "handler",
        "phone",
        "address",
        "hours",
        "date",
        "coverage",
        "department",
        "request_url",
        "request_due_on",
        "item",
        "message",
        "promise",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the pack a thing was said, so that a fault can point at it."""

    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class Field:
    key: str
    type: FieldType
    title: Text
    hint: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    required: bool = False  # to do the act this form belongs to; receiving a complaint requires only its words
    longest: int = 20_000
    measures: Literal["", "process", "outcome"] = ""  # of a scale: what the answer says something about (8.3)


@dataclass(frozen=True, slots=True)
class Form:
    key: str
    fields: tuple[Field, ...]
    title: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a person brings: a complaint, feedback, … each with its own register (ISO 10002, 3.2 and 3.5)."""

    key: str
    title: Text
    meaning: Text
    register: Text
    first: str  # the stage it begins in
    form: str | None = None  # questions of the pack beside those every complaint is asked
    who: tuple[str, ...] = ()  # of an inside pack: who may open one; empty: whoever holds the first stage's role
    everyone: bool = False  # of an inside pack: every member may see it, as a document that all must read


@dataclass(frozen=True, slots=True)
class Role:
    key: str
    title: Text
    duty: Text = field(default_factory=dict)
    site_bound: bool = False  # holds for one site only, as a technician at a factory
    per_case: bool = False  # counts only in the cases for which its holder was appointed
    above: bool = False  # stands above those who handle: may change whom a complaint is about


@dataclass(frozen=True, slots=True)
class Stage:
    key: str
    title: Text
    public: Text  # the status exactly as the complainant reads it
    says: Text  # one sentence for the complainant: what happens now
    owner: str  # the role that owes the next step
    clause: str = ""
    kinds: tuple[str, ...] = ()
    closes: bool = False  # the case is finished here
    outcome: str = ""  # how it ended, when it closes
    monitored: bool = False  # stays open after the last round (ISO 10002, 7.9)


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of a closed vocabulary; what it means is in gates.py, nowhere else."""

    name: str
    value: Demand = True
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # asked only where these answers were given
    place: Place = field(default=Place(), compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """What it asks for, where it asks for one or several by name."""
        if isinstance(self.value, str):
            return (self.value,)
        return self.value if isinstance(self.value, tuple) else ()


@dataclass(frozen=True, slots=True)
class Act:
    """A move (has `to`) or a record (has none): who may do what, where, with which form, behind which gates."""

    key: str
    verb: Verb
    title: Text
    who: tuple[str, ...]  # roles, or: complainant · owner (who holds the case) · staff (anyone) · department
    stages: tuple[str, ...]  # where it may be done
    to: str | None = None
    form: str | None = None
    gates: tuple[Gate, ...] = ()
    kinds: tuple[str, ...] = ()  # empty: every kind
    tells: Text = field(default_factory=dict)  # the sentence the complainant reads in the story; empty: staff only
    help: Text = field(default_factory=dict)
    prompt: bool = False  # the next step to offer large when it is open
    new_round: bool = False
    clause: str = ""
    roles: tuple[str, ...] = ()  # that this act appoints
    step: str = ""  # that this act writes into the custody of an item
    opens: str = ""  # "pack kind" of the inside matter that this act opens: an action, a nonconformity, …


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment: received · stage entered or left · act done · letter accepted · entry of a kind · due of a duty ·
    the day that was answered in a field of a form."""

    what: Literal["received", "entered", "left", "act", "letter", "entry", "due", "field"]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: so long before (warning) or after (escalation) the due moment, these are told."""

    amount: Amount
    to: tuple[str, ...]  # owner · role keys


@dataclass(frozen=True, slots=True)
class Extension:
    times: int
    longest: Amount
    letter: str  # tells the complainant of the delay and the new date, before the old one passes


@dataclass(frozen=True, slots=True)
class Duty:
    """A promise with a moment: what, by when counted from which anchor, what keeps it, who hears when it is late."""

    key: str
    title: Text
    amount: Amount
    start: Anchor
    met: tuple[Anchor, ...]
    kinds: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    start_counts: bool = False
    roll: Literal["none", "next working day", "previous working day"] = "none"
    closes: Literal["end of day", "close of business"] = "end of day"
    after_hours_next: bool = False
    statutory: bool = False  # never rests
    public: bool = False  # the complainant is promised this
    repeats: bool = False  # begins again when met, as a regular update
    waits: bool = False  # no promise but a time to let pass: it is never late, and no date to work towards
    each: bool = False  # one for every request, kept by the reply to that very one
    after_closing: bool = False  # owed even when the case is closed, as to somebody who writes again
    part_of: str = ""  # the total it belongs to
    before: bool = False  # counted back from the day in the field: the last moment for it
    counts_as: Literal["", "acknowledgement", "answer", "update"] = ""  # which figure of clause 8.4 it is measured in
    warn: tuple[Rung, ...] = ()
    escalate: tuple[Rung, ...] = ()
    extension: Extension | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often a decision may be refused before only external routes remain. Silence is never consent."""

    most: int = 1


@dataclass(frozen=True, slots=True)
class Approval:
    """Who must approve which draft before it leaves."""

    of: str  # "decision"
    by: tuple[str, ...]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """On which entry, which letter goes to whom by which carriers (every one the person can be reached by)."""

    on: Anchor
    letter: str
    to: tuple[str, ...] = ("complainant",)  # RECIPIENTS or role keys
    by: tuple[str, ...] = ("sms", "email")
    kinds: tuple[str, ...] = ()
    rounds: tuple[int, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # only where these answers were given
    duties: tuple[str, ...] = ()  # only where the entry is about one of these promises


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    language: str
    subject: str
    sms: str
    body: str  # Markdown with {{placeholders}} of a closed list
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Route:
    """A body outside that can hear the matter (ISO 10003): what it is, how to reach it, until when."""

    key: str
    title: Text
    says: Text
    url: str = ""
    phone: str = ""
    limit: Text = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Class:
    """A class of complaint and the remedies it allows."""

    key: str
    title: Text
    says: Text
    remedies: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()  # what must be true before a case may be given this class


@dataclass(frozen=True, slots=True)
class Term:
    """A word that means the same on every page, and what it means (ISO 10002, 3)."""

    key: str
    title: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """What made somebody bring the case, stored on it at intake."""

    key: str
    title: Text
    channels: tuple[str, ...] = ()  # empty: any; the first that fits is taken where nobody is asked


@dataclass(frozen=True, slots=True)
class Coverage:
    """One rule of the organisation's policy: what is covered or not, since and until when, and the reason to tell."""

    key: str
    title: Text
    covered: bool
    says: Text
    since: date
    until: date | None = None

    def stands(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Authority:
    """Up to which amount a role may grant a remedy in money."""

    role: str
    most: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """From apology to compensation: where these answers were given, these remedies are the usual ones, and why."""

    when: Mapping[str, tuple[str, ...]]
    remedies: tuple[str, ...]
    says: Text


@dataclass(frozen=True, slots=True)
class Review:
    key: str
    title: Text
    every: Literal["week", "month", "quarter", "year"]
    owner: str
    clause: str = ""
    kind: str = ""  # of the reviews' own pack: how it is held; empty: the one of its length
    sample: tuple[str, ...] = ()  # closed cases of these classes are drawn at random and looked at again
    sample_size: int = 5


@dataclass(frozen=True, slots=True)
class Retention:
    keep: Amount
    start: Literal["received", "closed"] = "closed"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a garbled or silent passage of the source was read, kept where the owner sees it."""

    statement: str
    says: str


@dataclass(frozen=True)
class Procedure:
    """One edition of what an organisation promised."""

    key: str
    edition: str
    effective: date
    languages: tuple[str, ...]
    title: Text
    purpose: Text
    source: str
    checked: date
    kinds: Mapping[str, Kind]
    roles: Mapping[str, Role]
    stages: Mapping[str, Stage]
    forms: Mapping[str, Form]
    acts: Mapping[str, Act]
    duties: Mapping[str, Duty]
    notices: tuple[Notice, ...]
    letters: Mapping[tuple[str, str], Letter]  # (name, language)
    rounds: Rounds = Rounds()
    classes: Mapping[str, Class] = field(default_factory=dict)
    remedies: Mapping[str, Text] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    triggers: Mapping[str, Trigger] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    authority: tuple[Authority, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    routes: Mapping[str, Route] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    retention: Retention | None = None
    readings: tuple[Reading, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    principles: tuple[Text, ...] = ()  # promises in words: free of charge, impartial, confidential …
    inside: bool = False  # work of the organisation itself, without a complainant: an action, a review, an audit

    def speaks(self, language: str) -> bool:
        """Whether its letters and pages stand in this language; “zh” is written for who reads “zh-hans”."""
        return bool({language, language.split("-")[0]} & set(self.languages))

    def acts_of(self, verb: Verb) -> tuple[Act, ...]:
        return tuple(act for act in self.acts.values() if act.verb == verb)


def say(text: Text, language: str) -> str:
    """The words in this language, or in the pack's first one where they are missing."""
    return text.get(language) or text.get(language.split("-")[0]) or next(iter(text.values()), "")
