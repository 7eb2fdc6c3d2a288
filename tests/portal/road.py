"""The road of a submission, watched: which modules a press of the button enters, from the page to the entry."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

BEGINS, HANDED, ENDS = (
    ("amends.portal.complain", "check"),  # the page
    ("amends.intake.drafts", "send"),  # it hands the submission over
    ("amends.cases.history", "begin"),  # its first entry
)
ROOMS = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text())
LAYERS: list[str] = ROOMS["tool"]["importlinter"]["contracts"][0]["layers"]
FLOORS = {room: -at for at, layer in enumerate(LAYERS) for room in layer.replace("|", " ").split()}


def of(press: Callable[[], object], *, since: tuple[str, str] = HANDED) -> list[str]:
    """Each module of ours of which a function is called between these two calls, in the order of first entering.

    The page stands first: its own questions to the request (cookie, address, language) come before the submission
    is handed over, and are counted with `since=BEGINS`.
    """
    with _watched() as calls:
        press()
    began, ended = calls.index(since), calls.index(ENDS)
    return list(dict.fromkeys([BEGINS[0], *(module for module, _function in calls[began : ended + 1])]))


def climbs(modules: Sequence[str]) -> list[tuple[str, str]]:
    """Where the next module stands in a room above the one before it."""
    return [(one, after) for one, after in pairwise(modules) if floor(after) > floor(one)]


def floor(module: str) -> int:
    return FLOORS[module.split(".")[1]]


@contextmanager
def _watched() -> Iterator[list[tuple[str, str]]]:
    calls: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith("amends."):
            calls.append((module, frame.f_code.co_name))

    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)
