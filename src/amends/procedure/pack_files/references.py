"""What a pack says in one place about another: every name must be known, and the parts must agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from amends.procedure import verbs
from amends.procedure.gate_context import QUESTIONS
from amends.procedure.pack_files.faults import PackFault, meant
from amends.procedure.pack_files.letters import blanks
from amends.procedure.pack_files.toml_tables import Notes, Reference
from amends.procedure.schema import (
    ACTORS,
    FACTS,
    HAPPENINGS,
    INTAKE_QUESTIONS,
    RECIPIENTS,
    RECUSAL_LETTER,
    REISSUE_LETTER,
    STEPS,
    Act,
    Class,
    Duty,
    Place,
    Procedure,
)

PACK = "procedure.toml"
# Words for many stages at once, in `at` and `from`.
MANY: Mapping[str, tuple[bool, ...]] = {
    "open stages": (False,),
    "closed stages": (True,),
    "all stages": (False, True),
}
# Field types whose answers the organisation keeps itself, so that a pack may name one without listing them.
KEPT_BY_US = frozenset({"department", "site", "category", "product"})
SINGULAR: Mapping[str, str] = {
    "kinds": "kind",
    "roles": "role",
    "stages": "stage",
    "places": "stage",
    "forms": "form",
    "acts": "move or record",
    "duties": "duty",
    "letters": "letter",
    "classes": "class",
    "remedies": "remedy",
    "fields": "field",
    "entries": "kind of entry",
    "actors": "role",
    "recipients": "recipient",
    "told": "role",
    "steps": "step",
    "questions": "question to other rooms",
}


def unknown(procedure: Procedure, references: Iterable[Reference]) -> Iterator[PackFault]:
    """A fault for each word that names nothing."""
    names = _names(procedure)
    for one in references:
        if one.word not in names[one.of]:
            says = f"there is no {SINGULAR[one.of]} “{one.word}”{meant(one.word, names[one.of])}"
            yield PackFault(one.place, says)


def disagreeing(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """A fault for each two parts of a pack that do not fit together."""
    yield from _kinds(procedure, notes)
    yield from _changes_of_kind(procedure, notes)
    yield from _appointments(procedure, notes)
    yield from _fields(procedure, notes)
    yield from _answers(procedure, notes)
    yield from _circles(procedure, notes)
    yield from _letters(procedure)
    yield from _passwords(procedure)


def _names(procedure: Procedure) -> Mapping[str, set[str]]:
    roles, stages = set(procedure.roles), set(procedure.stages)
    fields = {one.key for form in procedure.forms.values() for one in form.fields}
    return {
        "kinds": set(procedure.kinds),
        "roles": roles,
        "stages": stages,
        "forms": set(procedure.forms),
        "places": stages | set(MANY),
        "acts": set(procedure.acts),
        "duties": set(procedure.duties),
        "letters": {name for name, _ in procedure.letters},
        "classes": set(procedure.classes),
        "remedies": set(procedure.remedies),
        "fields": fields | set(FACTS) | set(INTAKE_QUESTIONS),
        "entries": {*verbs.ENTRIES, *HAPPENINGS},
        "actors": roles | set(ACTORS),
        "steps": set(STEPS),
        "questions": set(QUESTIONS),
        "recipients": roles | set(RECIPIENTS),
        "told": roles | {"owner"},
    }


def _kinds(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """A kind begins in a stage that is meant for it."""
    for kind in procedure.kinds.values():
        stage = procedure.stages.get(kind.first)
        if stage and stage.kinds and kind.key not in stage.kinds:
            says = f"“{kind.key}” begins in the stage “{stage.key}”, which is not for this kind"
            yield PackFault(notes.place(("kinds", kind.key, "first")), says)


def _changes_of_kind(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """The new kind is the one that begins where the change leads: it must be one, and not the kind that it was."""
    for act in procedure.acts_of("change kind"):
        becomes = [kind.key for kind in procedure.kinds.values() if kind.first == act.to]
        if len(becomes) != 1 or not act.kinds or becomes[0] in act.kinds:
            says = "a change of kind names the kinds that it changes, and leads to the first stage of one other kind"
            yield PackFault(_place(notes, act), says)


def _appointments(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """A role is given case by case by an act, or held everywhere; never both, and never neither."""
    given = {role for act in procedure.acts_of("appoint") for role in act.roles}
    for role in procedure.roles.values():
        if role.per_case and role.key not in given:
            says = f"nobody can be appointed to “{role.key}”: write an act with the verb “appoint” that gives it"
            yield PackFault(notes.place(("roles", role.key)), says)
        if not role.per_case and role.key in given:
            says = f"“{role.key}” is held everywhere; only a role with per_case = true is given case by case"
            yield PackFault(notes.place(("roles", role.key)), says)


def _fields(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """A case keeps one value for a field's name, so the same name in two forms must be the same type."""
    types: dict[str, str] = {}
    for form in procedure.forms.values():
        for at, one in enumerate(form.fields):
            if one.key == "calendar":
                yield PackFault(
                    notes.place(("forms", form.key, "fields", at)), "the name “calendar” is the engine's own"
                )
            known = types.setdefault(one.key, one.type)
            if known != one.type:
                says = f"the field “{one.key}” is “{known}” in another form and “{one.type}” here"
                yield PackFault(notes.place(("forms", form.key, "fields", at)), says)


def _answers(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """An answer that a gate, a notice or an advice waits for must be one that can be given."""
    can_be, free = _can_be_answered(procedure), _answered_freely(procedure)
    for place, wanted in _waited_for(procedure, notes):
        for key in free & wanted.keys():
            yield PackFault(place, f"“{key}” has no answers to choose from, so nothing can wait for one")
        for key, answers in wanted.items():
            for answer in answers:
                if key in can_be and answer not in can_be[key]:
                    yield PackFault(place, f"“{key}” is never answered “{answer}”{meant(answer, can_be[key])}")


def _can_be_answered(procedure: Procedure) -> dict[str, set[str]]:
    """The answers of each question that has only some."""
    found = {"trigger": set(procedure.triggers), "class": set(procedure.classes), "on_the_spot": {"yes", "no"}}
    for one in (field for form in procedure.forms.values() for field in form.fields):
        if one.type == "yes or no":
            found[one.key] = {"yes", "no"}
        elif one.type == "coverage":
            found[one.key] = set(procedure.coverage)
        elif one.options:
            found.setdefault(one.key, set()).update(option.key for option in one.options)
    return found


def _answered_freely(procedure: Procedure) -> set[str]:
    """Questions whose answer nobody can know beforehand: words, days, amounts, people, numbers of goods."""
    asked = {one.key for form in procedure.forms.values() for one in form.fields if one.type not in KEPT_BY_US}
    return (asked | set(INTAKE_QUESTIONS)) - _can_be_answered(procedure).keys() - set(FACTS)


def _waited_for(procedure: Procedure, notes: Notes) -> Iterator[tuple[Place, Mapping[str, tuple[str, ...]]]]:
    guarded: list[Act | Class] = [*procedure.acts.values(), *procedure.classes.values()]
    for gate in (gate for one in guarded for gate in one.gates):
        yield gate.place, gate.when
        if gate.name == "is" and isinstance(gate.value, Mapping):
            yield gate.place, gate.value
    for at, notice in enumerate(procedure.notices):
        yield notes.place(("notices", at)), notice.when
    for at, advice in enumerate(procedure.guidance):
        yield notes.place(("guidance", at)), advice.when


def _circles(procedure: Procedure, notes: Notes) -> Iterator[PackFault]:
    """A duty cannot begin when it falls due itself, nor be a part of itself, on whatever way round."""
    for duty in procedure.duties.values():
        if duty.key in _chain(procedure, duty, lambda one: one.start.key if one.start.what == "due" else ""):
            yield PackFault(notes.place(("duties", duty.key, "from")), f"“{duty.key}” waits for its own due moment")
        if duty.key in _chain(procedure, duty, lambda one: one.part_of):
            yield PackFault(notes.place(("duties", duty.key, "part_of")), f"“{duty.key}” is a part of itself")


def _chain(procedure: Procedure, duty: Duty, follow: Callable[[Duty], str]) -> list[str]:
    """The duties that this one hangs on, one after the other, until one is met twice."""
    found: list[str] = []
    key = follow(duty)
    while key in procedure.duties and key not in found:
        found.append(key)
        key = follow(procedure.duties[key])
    return found


def _letters(procedure: Procedure) -> Iterator[PackFault]:
    sent = {one.letter for one in procedure.notices} | {REISSUE_LETTER, RECUSAL_LETTER}
    sent |= {duty.extension.letter for duty in procedure.duties.values() if duty.extension}
    for (name, _), letter in procedure.letters.items():
        if name not in sent:
            yield PackFault(letter.place, f"no notice and no extension ever sends the letter “{name}”")
    if not procedure.inside and (REISSUE_LETTER, procedure.languages[0]) not in procedure.letters:
        says = f"the letter “{REISSUE_LETTER}” is missing: it goes out by itself when a new password is issued"
        yield PackFault(Place(PACK, 1), says)


def _passwords(procedure: Procedure) -> Iterator[PackFault]:
    """The password exists in the clear only when it is made: on receipt, and when a new one is issued."""
    later = {one.letter for one in procedure.notices if one.on.what != "received"}
    for (name, _), letter in procedure.letters.items():
        if "password" in blanks(letter) and name in later:
            says = "{{password}} can stand only in a letter that is sent on receipt, and in “new-password”"
            yield PackFault(letter.place, says)


def _place(notes: Notes, act: Act) -> Place:
    return notes.place(("moves" if act.to else "records", act.key))
