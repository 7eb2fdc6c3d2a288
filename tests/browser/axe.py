"""What would keep somebody out of a page, as axe finds it; a page that is made as one found faultless is, too.

What is known stands in a folder that all processes of a run share, so that each way to make a page is looked at once,
at each width and in each scheme. Words, numbers, moments and keys may differ, and how often a list says the same:
what is looked for hangs on none of them. Elements, their attributes and classes, their order, the language, the
style sheets and whether two elements share an id do count.
"""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
# What is folded is not shown: there is nothing in it to look at before it is opened.
RUN = """axe.run({exclude: ['details:not([open]) > :not(summary)']}, {resultTypes: ['violations']}).then(
  found => found.violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' ')))"""
CHANGING = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
WORDS = ("value", "content", "datetime", "title", "alt", "aria-label", "placeholder")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class Knowledge:
    """How the pages are made that were found faultless, by a digest each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, digest: str) -> bool:
        return (self.folder / digest).exists()

    def add(self, digest: str) -> None:
        (self.folder / digest).touch()


def faults(page: Page, known: Knowledge, *, shown: Page | None = None, scheme: str = "light") -> list[str]:
    """Each rule that is broken, with up to three places. `shown` is the same page where its own runs no scripts."""
    size = page.viewport_size
    assert size
    digest = hashlib.sha256(f"{size['width']} {scheme} {made(page.content())}".encode()).hexdigest()
    if known.has(digest):
        return []
    looked_at = _shown_again(page, shown) if shown else page
    looked_at.evaluate(SCRIPT)
    found: list[str] = looked_at.evaluate(RUN)
    if not found:
        known.add(digest)
    return found


def made(html: str) -> str:
    """How a page is made. Children of one parent that are made alike count once."""
    reader = _Making()
    reader.feed(html)
    while len(reader.open) > 1:
        reader.close_last()
    return f"{reader.open[0].told()} {len(reader.ids) == len(set(reader.ids))}"


class _Element:
    def __init__(self, head: str) -> None:
        self.head = head
        self.parts: dict[str, None] = {}  # in the order in which they come first

    def told(self) -> str:
        return f"<{self.head}>{hashlib.sha256(''.join(self.parts).encode()).hexdigest()}"


class _Making(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [_Element("")]
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = (f" {key}={_shape(tag, key, value or '')}" for key, value in attrs)
        self.ids += [value or "" for key, value in attrs if key == "id"]
        self.open.append(_Element(tag + "".join(said)))
        if tag in VOID:
            self.close_last()

    def handle_endtag(self, tag: str) -> None:
        if tag in {one.head.partition(" ")[0] for one in self.open}:
            while self.close_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open[-1].parts["words"] = None

    def close_last(self) -> str:
        done = self.open.pop()
        self.open[-1].parts[done.told()] = None
        return done.head.partition(" ")[0]


def _shape(tag: str, key: str, said: str) -> str:
    """Of words and addresses only whether there are any: an empty name keeps somebody out, another one does not."""
    if key in WORDS or (tag, key) == ("a", "href"):
        return "words" if said.strip() else ""
    return CHANGING.sub("#", said)


def _shown_again(page: Page, shown: Page) -> Page:
    words = page.content()
    shown.route(page.url, lambda route: route.fulfill(body=words, content_type="text/html"))
    shown.goto(page.url)
    shown.unroute(page.url)
    return shown
