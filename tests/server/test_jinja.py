"""Pages are compiled once for a version of the program, and compiled anew where nothing can be kept."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader

from amends.server.http import jinja


def test_what_was_compiled_is_there_for_the_next_start_and_a_changed_page_is_compiled_anew(
    tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    said = {"page.html": "The first words."}
    assert jinja.environment(loader=DictLoader(said)).get_template("page.html").render() == "The first words."
    kept = list(tmp_path.glob("templates/*/*"))
    assert len(kept) == 1
    written = kept[0].read_bytes()
    kept[0].write_bytes(written.replace(b"The first words.", b"The other words."))
    assert jinja.environment(loader=DictLoader(said)).get_template("page.html").render() == "The other words."
    said["page.html"] = "Changed."
    assert jinja.environment(loader=DictLoader(said)).get_template("page.html").render() == "Changed."


def test_a_page_is_shown_although_nothing_can_be_kept(
    tmp_path: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATA = tmp_path
    pages = jinja.environment(loader=DictLoader({"page.html": "Words."}))
    (folder,) = tmp_path.glob("templates/*")
    folder.rmdir()
    with caplog.at_level(logging.WARNING):
        assert pages.get_template("page.html").render() == "Words."
    assert "cannot be kept (FileNotFoundError)" in caplog.text
    (tmp_path / "file").write_text("")
    settings.DATA = tmp_path / "file"
    assert jinja.environment(loader=DictLoader({"page.html": "Words."})).get_template("page.html").render() == "Words."
