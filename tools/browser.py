"""Finds a Chromium that starts, or fetches one in whichever way works on this machine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import node

# The same Chromium without windows is first: a page costs it a third less.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/snap/bin/chromium",
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
PATIENCE_SECONDS = 300


def known(venv: Path) -> str | None:
    """The browser found before, if it is still there."""
    note = venv / "chromium"
    return path if note.exists() and Path(path := note.read_text()).exists() else None


def make_driver_start(venv: Path, install_node: Callable[[], None]) -> None:
    """Playwright brings a Node that lacks a library on the barest systems; notes one that starts instead."""
    own = next(venv.glob("lib/python*/site-packages/playwright/driver/node"), None)
    if own and not node.version_of(own):
        other = node.own_node() or str(node.wheel_folder(venv / "bin", install_node) / "bin/node")
        (venv / "playwright-node").write_text(other)
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = other


def find(venv: Path, apt_get: Callable[..., None] | None) -> None:
    packaged = apt_get or (lambda *_words: None)
    for fetch in (
        lambda: None,
        lambda: packaged("install", SHELLS[0]),
        lambda: fetch_by_playwright(venv),
        lambda: packaged("install", "chromium"),
    ):
        fetch()
        for path in candidates(venv):
            if starts(path):
                (venv / "chromium").write_text(path)
                return
    print(
        "! No Chromium was found and none could be fetched, so tests in a browser will be skipped.\n"
        "  Install one (on Debian: apt-get install chromium) and run this again.",
        file=sys.stderr,
    )


def candidates(venv: Path) -> Iterator[str]:
    yield from filter(None, map(shutil.which, (*SHELLS, *NAMES)))
    yield from (place for place in PLACES if Path(place).exists())
    asked = subprocess.run([venv / "bin/python", "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    if asked.stdout.strip() and Path(asked.stdout.strip()).exists():
        yield asked.stdout.strip()


def fetch_by_playwright(venv: Path) -> None:
    command = [venv / "bin/playwright", "install", "chromium"]
    try:
        subprocess.run(command, capture_output=True, timeout=PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        print("! Playwright's own Chromium did not arrive in time.", file=sys.stderr)


def starts(path: str) -> bool:
    """Whether it draws a page: a browser may be there without the libraries that it needs."""
    command = [path, "--headless", "--disable-gpu", "--no-sandbox", "--dump-dom", "data:text/html,here"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "here" in done.stdout
