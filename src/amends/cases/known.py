"""What other rooms know about a case and whoever acts on it: their answers to the questions that gates ask.

The rooms that know stand above this one too, so the server names their table in its settings (GATE_ANSWERS).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from amends.cases.models import Case
from amends.procedure.gate_context import GateContext
from amends.procedure.state import Who

Answer = Callable[[GateContext, Case, datetime], bool]


class Known:
    """The answers for one act or page of one case: each question is asked once, and only where a gate asks it."""

    def __init__(self, case: Case, now: datetime) -> None:
        self._case, self._now = case, now
        self._answered: dict[tuple[str, Who], bool] = {}

    def says(self, question: str, asked: GateContext) -> bool:
        key = (question, asked.who)
        if key not in self._answered:
            self._answered[key] = answers()[question](asked, self._case, self._now)
        return self._answered[key]


@cache
def answers() -> Mapping[str, Answer]:
    found: Mapping[str, Answer] = import_string(settings.GATE_ANSWERS)
    return found
