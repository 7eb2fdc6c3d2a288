"""What looks at every page is itself looked at: on pages with known faults, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import axe

pytestmark = pytest.mark.browser
FAULTY = """<!doctype html><html lang="en"><head><title>A form</title></head><body><main><h1>A form</h1>
<p style="color: #bbb; background: #fff">Too pale to read</p>
<form><input name="words"><button></button></form>
<img src="data:," width="30" height="30"><ul><p>No item</p></ul></main></body></html>"""
FAULTS = {"label", "button-name", "image-alt", "color-contrast", "list"}
FAULTLESS = """<!doctype html><html lang="en"><head><title>A form</title></head><body><main><h1>A form</h1>
<form><label for="words">Words</label><input id="words" name="words">
<button>Send</button></form></main></body></html>"""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_known_faults_are_found(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page, known = context.new_page(), axe.Knowledge(tmp_path)
    for _again in ("first", "once more, since what is faulty is never known"):
        page.set_content(FAULTY)
        found = axe.faults(page, known, scripts=scripts)
        assert {one.partition(":")[0] for one in found} >= FAULTS, found
    page.set_content(FAULTLESS)
    assert axe.faults(page, known, scripts=scripts) == []
    assert any(tmp_path.iterdir()), "what is faultless is known from now on"
    context.close()
