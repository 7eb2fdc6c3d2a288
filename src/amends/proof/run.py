"""Plays the scenarios of a pack, each in a world that is undone afterwards, and says what became of each statement."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from amends.cases import editions
from amends.intake.attachments.files import forget
from amends.proof import scenarios
from amends.proof.scenarios import Line, Scenario
from amends.proof.step_registry import play
from amends.proof.steps import (
    acts,
    assertions,
    collaboration,
    customers,
    diagram,
    evidence,
    goods,
    internal_cases,
    mail,
    organisation,
    partners,
    retention,
)
from amends.proof.world import World

# Imported for the sentences they register.
NONE: Mapping[str, Mapping[str, str]] = {}
SENTENCE_MODULES = (
    organisation,
    acts,
    assertions,
    collaboration,
    mail,
    goods,
    diagram,
    partners,
    internal_cases,
    evidence,
    customers,
    retention,
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one scenario: nothing when it held, otherwise where and why it did not."""

    scenario: Scenario
    fault: str = ""
    at: int = 0

    @property
    def held(self) -> bool:
        return not self.fault


@dataclass(frozen=True, slots=True)
class ScenarioVerdict:
    """A statement is proven when at least one scenario names it and every one that does has held."""

    statement: str
    verdict: str  # proven · refuted
    scenarios: tuple[str, ...]


def prove(files: Mapping[str, str], *, progress: Callable[[Result], None]) -> tuple[Result, ...]:
    """Plays every scenario of a pack's files."""
    results: list[Result] = []
    for scenario in scenarios.read(files):
        results.append(run(scenario, files))
        progress(results[-1])
    return tuple(results)


def run(scenario: Scenario, files: Mapping[str, str], beside: Mapping[str, Mapping[str, str]] = NONE) -> Result:
    """One scenario in a transaction that is always rolled back; living cases are neither read nor touched.

    `beside`: the files of other packs by their keys, where a scenario shall not meet them as we ship them.
    """
    world = World(files, beside)
    editions.forget_calendars()
    with translation.override("en"), transaction.atomic():
        try:
            return _play(scenario, world)
        finally:
            transaction.set_rollback(True)
            editions.forget_calendars()
            for file in world.files_kept:
                forget(file)
            mail.forget(world.stored)


def verdicts(results: Sequence[Result]) -> tuple[ScenarioVerdict, ...]:
    """Every statement that the scenarios name, in order."""
    by_statement: dict[str, list[Result]] = {}
    for result in results:
        for statement in result.scenario.statements:
            by_statement.setdefault(statement, []).append(result)
    return tuple(
        ScenarioVerdict(
            statement,
            "proven" if all(one.held for one in mine) else "refuted",
            tuple(one.scenario.name for one in mine),
        )
        for statement, mine in sorted(by_statement.items())
    )


def _play(scenario: Scenario, world: World) -> Result:
    line: Line | None = None
    try:
        for line in scenario.lines:
            with transaction.atomic():
                play(world, line)
        world.nothing_unnoticed()
    except AssertionError as fault:
        return Result(scenario, str(fault) or "refuted", line.at if line else 0)
    except Exception as fault:
        where = traceback.extract_tb(fault.__traceback__)[-1]
        return Result(scenario, f"{type(fault).__name__}: {fault} ({where.name})", line.at if line else 0)
    return Result(scenario)
