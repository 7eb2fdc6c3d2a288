"""How far a replay is: a bar with the time that is left on a terminal, a line now and then everywhere else."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

WIDTH = 40
SOONEST = 0.03  # of the whole: before that nobody can tell how long it will take
LINES = 10


@dataclass
class Bar:
    """Told the part that is done, from 0 to 1."""

    begun: float = field(default_factory=time.monotonic)
    shown: int = -1  # the last step that was shown

    def __call__(self, part: float) -> None:
        terminal = sys.stderr.isatty()
        step = int(part * (200 if terminal else LINES))
        if step == self.shown:
            return
        self.shown = step
        print(self._bar(part) if terminal else self._line(part), end=self._end(part), file=sys.stderr, flush=True)

    def _bar(self, part: float) -> str:
        full = int(WIDTH * part)
        return f"\r  {'█' * full}{'·' * (WIDTH - full)} {part:4.0%}{self._left(part):24}"

    def _line(self, part: float) -> str:
        return f"  {part:4.0%}{self._left(part)}"

    def _left(self, part: float) -> str:
        if part < SOONEST or part >= 1:
            return ""
        seconds = (time.monotonic() - self.begun) * (1 - part) / part
        return f", {seconds / 60:.0f} minutes left" if seconds > 100 else f", {seconds:.0f} seconds left"

    def _end(self, part: float) -> str:
        return "\n" if part >= 1 or not sys.stderr.isatty() else ""
