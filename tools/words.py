"""The translations: people write .po files, programs read the .mo files that set-up makes of them."""

from pathlib import Path


def catalogues(here: Path) -> list[Path]:
    return sorted((here / "src/amends/locale").glob("*/LC_MESSAGES/*.po"))


def stale(here: Path) -> list[Path]:
    """What programs would read and is not there, or is older than what people wrote."""
    return [each.with_suffix(".mo") for each in catalogues(here) if not _current(each)]


def _current(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime
