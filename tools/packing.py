"""The build back end: flit's, behind a look at whether everything is there that a wheel of Amends must bring along."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from flit_core import buildapi
from flit_core.buildapi import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

import node
import words

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]
HERE = Path(__file__).resolve().parent.parent


def build_wheel(
    wheel_directory: str, config_settings: dict[str, str] | None = None, metadata_directory: str | None = None
) -> str:
    """A wheel that serves pages as it is; none at all where a part is missing, for that would show at run time only."""
    if gaps := missing(HERE):
        listed = "\n".join(f"  - {gap}" for gap in gaps)
        sys.exit(
            f"This folder lacks what a wheel of Amends brings along:\n{listed}\nRun “make wheel”: it fetches them."
        )
    name: str = buildapi.build_wheel(wheel_directory, config_settings, metadata_directory)
    return name


def missing(here: Path) -> list[str]:
    """What set-up makes and git does not keep: style sheets, scripts, fonts, translations as programs read them."""
    return [*node.missing(here), *(each.relative_to(here).as_posix() for each in words.stale(here))]
