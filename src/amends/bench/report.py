"""Figures as they come, printed at once with what they are measured against, and kept as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Report:
    figures: dict[str, dict[str, str | float | None]] = field(default_factory=dict)

    def say(self, figure: str, value: float, unit: str, *, against: float | None = None, of: str = "") -> None:
        """A figure; with what it is measured against, also the ratio of the two."""
        ratio = round(value / against, 3) if against else None
        self.figures[figure] = {"value": round(value, 2), "unit": unit, "ratio": ratio, "against": of or None}
        beside = f"   {ratio:.2f} × {of} ({against:.1f})" if ratio is not None and against is not None else ""
        print(f"  {figure:58} {value:10.1f} {unit:9}{beside}", flush=True)

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
