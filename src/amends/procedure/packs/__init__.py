"""The packs that we ship, each a folder that a quality manager can read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def folders(wanted: Sequence[str] = ()) -> list[Path]:
    """The folders of these packs, by key or by path; every bundled one when none is named."""
    if not wanted:
        return sorted(path.parent for path in HERE.glob("*/procedure.toml"))
    return [HERE / name if (HERE / name).is_dir() else Path(name) for name in wanted]
