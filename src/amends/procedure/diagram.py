"""A procedure as people look at it: its stages in order, their promises and ways on, as values and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amends.procedure import diagram_svg
from amends.procedure.clock.calendar import Amount, Unit
from amends.procedure.schema import Act, Duty, Procedure, Stage, say


@dataclass(frozen=True, slots=True)
class Promised:
    """How long a part of the way takes. `public` when the complainant is told of it."""

    duty: str
    title: str
    amount: str
    public: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One act that leads on: what it is called, who may, to which stage, and of which kind the case then is."""

    act: str
    title: str
    who: tuple[str, ...]
    to: str
    to_title: str
    kind: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage, as a row of the text version."""

    stage: str
    title: str
    public: str
    says: str
    owner: str
    clause: str
    closes: bool
    monitored: bool
    promises: tuple[Promised, ...]
    ways: tuple[Way, ...]


def steps(procedure: Procedure, kind: str, language: str) -> tuple[StageRow, ...]:
    """The stages of a kind in the order in which a case meets them; those that close it come last."""
    order = _order(procedure, kind)
    return tuple(_row(procedure, kind, language, procedure.stages[key]) for key in order)


def draw(procedure: Procedure, language: str, visits: Mapping[str, int] | None = None, *, kind: str = "") -> str:
    """The stages of a kind (the first one unless said) as an SVG; `visits` counts the cases that came to each stage."""
    kind = kind or next(iter(procedure.kinds))
    rows = steps(procedure, kind, language)
    name = f"{say(procedure.title, language)}: {say(procedure.kinds[kind].title, language)}"
    return diagram_svg.svg(
        f"drawing-{procedure.key}-{kind}", name, _described(rows), _boxes(rows, visits or {}, language)
    )


def amount_in(amount: Amount, language: str) -> str:
    """A length of time in words of this language; in English where we know none."""
    one, many = UNITS.get(language.split("-")[0], UNITS["en"])[amount.unit]
    return f"{amount.number} {one if amount.number == 1 else many}"


# Turkish counts with the singular, Chinese with a measure word.
UNITS: Mapping[str, Mapping[Unit, tuple[str, str]]] = {
    "en": {
        "hours": ("hour", "hours"),
        "working hours": ("working hour", "working hours"),
        "working days": ("working day", "working days"),
        "calendar days": ("day", "days"),
        "weeks": ("week", "weeks"),
        "months": ("month", "months"),
    },
    "tr": {
        "hours": ("saat", "saat"),
        "working hours": ("çalışma saati", "çalışma saati"),
        "working days": ("iş günü", "iş günü"),
        "calendar days": ("gün", "gün"),
        "weeks": ("hafta", "hafta"),
        "months": ("ay", "ay"),
    },
    "el": {
        "hours": ("ώρα", "ώρες"),
        "working hours": ("εργάσιμη ώρα", "εργάσιμες ώρες"),
        "working days": ("εργάσιμη ημέρα", "εργάσιμες ημέρες"),
        "calendar days": ("ημέρα", "ημέρες"),
        "weeks": ("εβδομάδα", "εβδομάδες"),
        "months": ("μήνας", "μήνες"),
    },
    "zh": {
        "hours": ("小时", "小时"),
        "working hours": ("个工作小时", "个工作小时"),
        "working days": ("个工作日", "个工作日"),
        "calendar days": ("天", "天"),
        "weeks": ("周", "周"),
        "months": ("个月", "个月"),
    },
}


def _order(procedure: Procedure, kind: str) -> list[str]:
    """As far along as the longest way there, so that a short cut puts nothing before its time."""
    reached = _reached(procedure, kind)
    places = {key: number for number, key in enumerate(procedure.stages)}
    far = dict.fromkeys(reached, 0)
    for stage in sorted(reached, key=lambda key: places[key]):
        for act in _leading_on(procedure, kind, stage):
            if act.verb != "change kind" and act.to and places[act.to] > places[stage]:  # not back, to look again
                far[act.to] = max(far[act.to], far[stage] + 1)
    return sorted(reached, key=lambda key: (procedure.stages[key].closes, far[key], places[key]))


def _reached(procedure: Procedure, kind: str) -> set[str]:
    reached = {procedure.kinds[kind].first}
    waiting = list(reached)
    while waiting:
        for act in _leading_on(procedure, kind, waiting.pop()):
            if act.verb != "change kind" and act.to and act.to not in reached:
                reached.add(act.to)
                waiting.append(act.to)
    return reached


def _leading_on(procedure: Procedure, kind: str, stage: str) -> Iterator[Act]:
    for act in procedure.acts.values():
        if act.to and stage in act.stages and (not act.kinds or kind in act.kinds):
            yield act


def _row(procedure: Procedure, kind: str, language: str, stage: Stage) -> StageRow:
    return StageRow(
        stage.key,
        say(stage.title, language),
        say(stage.public, language),
        say(stage.says, language),
        owner=say(procedure.roles[stage.owner].title, language),
        clause=stage.clause,
        closes=stage.closes,
        monitored=stage.monitored,
        promises=tuple(_promises(procedure, kind, language, stage)),
        ways=tuple(_ways(procedure, kind, language, stage)),
    )


def _promises(procedure: Procedure, kind: str, language: str, stage: Stage) -> Iterator[Promised]:
    """What is promised from here on; what is only waited for, or owed after the end to who writes again, is no step."""
    for duty in procedure.duties.values():
        if duty.waits or duty.after_closing:
            continue
        if (not duty.kinds or kind in duty.kinds) and _begins_here(procedure, kind, duty, stage):
            public = duty.public or (duty.part_of != "" and procedure.duties[duty.part_of].public)
            yield Promised(duty.key, say(duty.title, language), amount_in(duty.amount, language), public)


def _begins_here(procedure: Procedure, kind: str, duty: Duty, stage: Stage) -> bool:
    match duty.start.what:
        case "received":
            return stage.key == procedure.kinds[kind].first
        case "entered":
            return stage.key == duty.start.key
        case "act":
            act = procedure.acts[duty.start.key]
            return stage.key == act.to or (act.to is None and stage.key in act.stages)
    return False


def _ways(procedure: Procedure, kind: str, language: str, stage: Stage) -> Iterator[Way]:
    for act in _leading_on(procedure, kind, stage.key):
        to = procedure.stages[act.to or ""]
        becomes = kind
        if act.verb == "change kind":
            becomes = next(one.key for one in procedure.kinds.values() if one.first == act.to)
        title = say(to.title if becomes == kind else procedure.kinds[becomes].title, language)
        yield Way(act.key, say(act.title, language), act.who, to.key, title, becomes)


def _boxes(rows: tuple[StageRow, ...], visits: Mapping[str, int], language: str) -> tuple[diagram_svg.Box, ...]:
    colon = "：" if language.split("-")[0] == "zh" else ": "
    return tuple(
        diagram_svg.Box(
            row.stage,
            row.title,
            small=tuple(f"{one.title}{colon}{one.amount}" for one in row.promises if one.public),
            arrows=tuple((way.title, way.to, way.to_title) for way in row.ways),
            closes=row.closes,
            monitored=row.monitored,
            visits=visits.get(row.stage),
        )
        for row in rows
    )


def _described(rows: tuple[StageRow, ...]) -> str:
    """What the drawing shows, for who cannot see it; the table beside it says the same at length."""
    return " ".join(f"{row.title} → {', '.join(way.to_title for way in row.ways) or '■'}." for row in rows)
