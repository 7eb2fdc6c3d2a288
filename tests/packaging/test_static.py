"""Style sheets and fonts are gathered at start, once for the files there are, and again when one has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

from amends.server.http import static_files


@pytest.fixture
def place(tmp_path: Path, settings) -> Iterator[Path]:
    """With the storage of the real program, a folder to gather into, and one style sheet of its own."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/more.css").write_text("p { color: red }")
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path / "ours"]
    settings.STATIC_ROOT = tmp_path / "gathered"
    staticfiles = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": staticfiles}
    finders.get_finder.cache_clear()
    yield tmp_path
    finders.get_finder.cache_clear()


def address(name: str) -> str:
    """As a process that starts now would read it."""
    return str(CompressedManifestStaticFilesStorage().url(name))


def test_what_pages_name_is_there_after_the_first_start(place: Path) -> None:
    static_files.collect()
    for name in ("look/favicon.svg", "look/look.css", "desk/desk.css", "vendor/inter/inter-latin-wght-normal.woff2"):
        assert (place / "gathered" / static_name(name)).is_file()


def test_a_second_start_gathers_nothing_and_a_changed_file_is_gathered_again(place: Path) -> None:
    static_files.collect()
    first, marked = static_name("more.css"), (place / "gathered" / static_files.MARK).stat().st_mtime_ns
    static_files.collect()
    assert (place / "gathered" / static_files.MARK).stat().st_mtime_ns == marked
    (place / "ours/more.css").write_text("p { color: blue }/* and more */")
    static_files.collect()
    assert static_name("more.css") != first
    assert (place / "gathered" / first).is_file()  # for a page that was sent before


def test_a_folder_that_cannot_be_written_is_told_with_the_setting(place: Path, settings) -> None:
    (place / "file").write_text("no folder")
    settings.STATIC_ROOT = place / "file/static"
    with pytest.raises(SystemExit, match="AMENDS_STATIC"):
        static_files.collect()


def static_name(name: str) -> str:
    return address(name).removeprefix("/static/")
