"""How each value of the language is written in a pack: one function reads one kind of table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from babel.core import get_global

from amends.procedure.gate_shapes import Vocable
from amends.procedure.gates import GATES
from amends.procedure.pack_files.faults import enumeration, meant
from amends.procedure.pack_files.toml_tables import NO_TIME, Table
from amends.procedure.schema import (
    CARRIERS,
    CHANNELS,
    STEPS,
    Act,
    Approval,
    Authority,
    Class,
    Coverage,
    Demand,
    Duty,
    Extension,
    Field,
    FieldType,
    Form,
    Gate,
    Guidance,
    Kind,
    Notice,
    Option,
    Reading,
    Retention,
    Review,
    Role,
    Route,
    Rung,
    Stage,
    Text,
    Trigger,
)
from amends.procedure.verbs import VERBS, Verb

FIELD_TYPES: tuple[str, ...] = get_args(FieldType)
COUNTED = ("acknowledgement", "answer", "update")
CURRENCIES = frozenset(get_global("all_currencies"))


def kind(table: Table) -> Kind:
    return Kind(
        table.name, table.text("title"), table.text("meaning"), table.text("register"),
        first=table.word("first", of="stages"), form=table.word("form", "", of="forms") or None,
        who=table.words("who", of="actors"), everyone=table.flag("everyone"),
    )  # fmt: skip


def role(table: Table) -> Role:
    flags = (table.flag(one) for one in ("site_bound", "per_case", "above"))
    return Role(table.name, table.text("title"), table.text("duty", needed=False), *flags)


def stage(table: Table) -> Stage:
    one = Stage(
        table.name, table.text("title"), table.text("public", needed=not table.notes.inside),
        table.text("says", needed=not table.notes.inside),
        owner=table.word("owner", of="roles"), clause=table.word("clause", ""),
        kinds=table.words("kinds", of="kinds"), closes=table.flag("closes"), outcome=table.word("outcome", ""),
        monitored=table.flag("monitored"),
    )  # fmt: skip
    if one.closes and one.monitored:
        table.wrong("a stage that closes the case cannot be monitored as well", "monitored")
    if one.outcome and not one.closes:
        table.wrong("only a stage with closes = true has an outcome", "outcome")
    return one


def form(table: Table) -> Form:
    fields = tuple(_field(row) for row in _named(table.rows("fields", needed=True)))
    return Form(table.name, fields, table.text("title", needed=False))


def act(table: Table, *, moves: bool) -> Act:
    """A move says from where to where; a record says at which stages, and moves nothing."""
    usual = "move" if moves else "record"
    verb = cast(Verb, table.word("verb", usual, among=VERBS) or usual)
    needs = VERBS[verb].needs
    stages = table.words("from" if moves else "at", of="places", needed=True)
    if not moves and "to" in table.data:
        table.wrong("a record leads nowhere; write it under [moves] when it has a “to”", "to")
        table.asked.add("to")
    return Act(
        table.name, verb, table.text("title"), who=table.words("who", of="actors", needed=True),
        stages=stages, to=table.word("to", of="stages") if moves else None,
        form=table.word("form", "", of="forms") or None, gates=tuple(_gates(table)),
        kinds=table.words("kinds", of="kinds"), tells=table.text("tells", needed=False),
        help=table.text("help", needed=False), prompt=table.flag("prompt"), new_round=table.flag("new_round"),
        clause=table.word("clause", ""),
        roles=table.words("roles", of="roles", needed=True) if needs == "roles" else (),
        step=table.word("step", among=STEPS) if needs == "step" else "",
        opens=table.word("opens") if needs == "opens" else "",
    )  # fmt: skip


def duty(table: Table) -> Duty:
    amount = table.amount("amount")
    start = table.anchor("from")
    if amount.number == 0 and amount is not NO_TIME and start.what != "field":
        table.wrong("a promise needs a length of time greater than nothing", "amount")
    return Duty(
        table.name, table.text("title"), amount, start=start, met=table.anchors("met"),
        kinds=table.words("kinds", of="kinds"), classes=table.words("classes", of="classes"),
        channels=table.words("channels", among=CHANNELS),
        start_counts=table.flag("start_counts"),
        roll=table.word("roll", "none", among=("none", "next working day", "previous working day")),  # type: ignore[arg-type]
        closes=table.word("closes", "end of day", among=("end of day", "close of business")),  # type: ignore[arg-type]
        after_hours_next=table.flag("after_hours_next"), statutory=table.flag("statutory"), public=table.flag("public"),
        repeats=table.flag("repeats"), waits=table.flag("waits"), each=table.flag("each"),
        after_closing=table.flag("after_closing"), part_of=table.word("part_of", "", of="duties"),
        before=table.flag("before"), counts_as=table.word("counts_as", "", among=COUNTED),  # type: ignore[arg-type]
        warn=_ladder(table, "warn", "before"), escalate=_ladder(table, "escalate", "after"),
        extension=_extension(table), clause=table.word("clause", ""),
    )  # fmt: skip


def notice(table: Table) -> Notice:
    return Notice(
        table.anchor("on"), table.word("letter", of="letters"),
        to=table.words("to", of="recipients") if table.has("to") else ("complainant",),
        by=table.words("by", among=CARRIERS) if table.has("by") else ("sms", "email"),
        kinds=table.words("kinds", of="kinds"), rounds=tuple(_rounds(table)), when=_when(table),
        duties=table.words("duties", of="duties"),
    )  # fmt: skip


def approval(table: Table) -> Approval:
    of = table.word("of", among=("decision",))
    return Approval(of, table.words("by", of="roles", needed=True), table.words("kinds", of="kinds"))


def klass(table: Table) -> Class:
    return Class(
        table.name, table.text("title"), table.text("says"), table.words("remedies", of="remedies"),
        kinds=table.words("kinds", of="kinds"), gates=tuple(_gates(table)),
    )  # fmt: skip


def trigger(table: Table) -> Trigger:
    return Trigger(table.name, table.text("title"), table.words("channels", among=CHANNELS))


def coverage(table: Table) -> Coverage:
    return Coverage(
        table.name, table.text("title"), table.flag("covered"), table.text("says"), since=table.day("since"),
        until=table.day("until") if table.has("until") else None,
    )  # fmt: skip


def authority(table: Table) -> Authority:
    currency = table.word("currency")
    if currency not in CURRENCIES:
        table.wrong(f"“{currency}” is no currency: write its three letters, like EUR", "currency")
    return Authority(table.word("role", of="roles"), table.money("most"), currency)


def guidance(table: Table) -> Guidance:
    return Guidance(_when(table, needed=True), table.words("remedies", of="remedies", needed=True), table.text("says"))


def _when(table: Table, *, needed: bool = False) -> dict[str, tuple[str, ...]]:
    """For which answers this stands; where it is said, it names at least one question."""
    inside = table.table("when")
    if (needed or inside) and not (inside and inside.data):
        table.wrong('“when” must say which answers this is for, like when = { severity = ["minor"] }')
    return _answers(inside) if inside else {}


def _answers(table: Table) -> dict[str, tuple[str, ...]]:
    """Answers by the key of their question: { severity = ["minor", "serious"] }."""
    for key in table.data:
        table.point(key, "fields")
    return {key: table.words(key, needed=True) for key in table.data}


def route(table: Table) -> Route:
    return Route(
        table.name, table.text("title"), table.text("says"), url=table.word("url", ""), phone=table.word("phone", ""),
        limit=table.text("limit", needed=False), countries=table.words("countries"), checked=table.day("checked"),
    )  # fmt: skip


def review(table: Table) -> Review:
    every = table.word("every", among=("week", "month", "quarter", "year"))
    return Review(
        table.name, table.text("title"), every, table.word("owner", of="roles"), table.word("clause", ""),  # type: ignore[arg-type]
        kind=table.word("kind", ""), sample=table.words("sample", of="classes"),
        sample_size=table.whole("sample_size", 5),
    )  # fmt: skip


def retention(table: Table) -> Retention:
    return Retention(table.amount("keep"), table.word("from", "closed", among=("received", "closed")))  # type: ignore[arg-type]


def reading(table: Table) -> Reading:
    return Reading(table.word("statement"), table.word("says"))


def remedies(table: Table) -> dict[str, Text]:
    return {key: table.text(key) for key in table.data}


def _field(table: Table) -> Field:
    kind = table.word("type", among=FIELD_TYPES)
    options = _options(table)
    if kind in ("choice", "choices") and len(options) < 2:
        table.wrong(f"a {kind} needs at least two options")
    if options and kind not in ("choice", "choices"):
        table.wrong(f"a field of the type “{kind}” has no options", "options")
    return Field(
        table.word("key"), kind, table.text("title"), table.text("hint", needed=False), options,  # type: ignore[arg-type]
        required=table.flag("required"), longest=table.whole("longest", 20_000),
        measures=table.word("measures", "", among=("process", "outcome")),  # type: ignore[arg-type]
    )  # fmt: skip


def _options(table: Table) -> tuple[Option, ...]:
    inside = table.table("options")
    return tuple(Option(key, inside.text(key)) for key in inside.data) if inside else ()


def _named(rows: tuple[Table, ...]) -> Iterator[Table]:
    """Each row of a form has a name of its own."""
    seen: set[str] = set()
    for row in rows:
        name = str(row.data.get("key"))
        if name in seen:
            row.wrong(f"the field “{name}” stands twice in this form", "key")
        seen.add(name)
        yield row
        row.close()


def _gates(table: Table) -> Iterator[Gate]:
    for row in table.rows("gates"):
        names, when = [name for name in row.data if name != "when"], _when(row)
        if len(names) != 1:
            row.wrong('a gate is one name and one value, like { filled = ["category"] }')
        for name in names:
            if name in GATES:
                yield Gate(name, _demand(row, name, GATES[name]), when, row.place())
            else:
                row.wrong(f"there is no gate “{name}”{meant(name, GATES)}")


def _demand(row: Table, name: str, gate: Vocable) -> Demand:
    """The value of a gate, in the shape that its vocable takes."""
    match gate.takes:
        case "names":
            return row.words(name, of=gate.of, needed=True)
        case "name":
            return row.word(name, of=gate.of)
        case "answers":
            inside = row.table(name)
            return _answers(inside) if inside else {}
        case _:
            wanted = row.data[name]
            if wanted is not True and not (wanted is False and gate.takes == "yes or no"):
                shape = "true or false" if gate.takes == "yes or no" else "true"
                row.wrong(f"the gate “{name}” takes {shape}", name)
            return wanted is True


def _ladder(table: Table, key: str, side: str) -> tuple[Rung, ...]:
    rungs = []
    for row in table.rows(key):
        rungs.append(Rung(row.amount(side), row.words("to", of="told", needed=True)))
        row.close()
    return tuple(rungs)


def _extension(table: Table) -> Extension | None:
    inside = table.table("extension")
    if inside is None:
        return None
    found = Extension(inside.whole("times", 1), inside.amount("longest"), inside.word("letter", of="letters"))
    inside.close()
    return found


def _rounds(table: Table) -> Iterator[int]:
    table.has("rounds")
    said = table.data.get("rounds", [])
    numbers = said if isinstance(said, list) else [said]
    for one in numbers:
        if not isinstance(one, int) or isinstance(one, bool) or one < 1:
            table.wrong(f"“rounds” is a list of whole numbers from 1, like {enumeration(['[1]'])}", "rounds")
        else:
            yield one
