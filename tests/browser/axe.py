"""What would keep somebody out of a page, as axe finds it; what was found faultless once is not looked at again.

What is known stands in a folder that all processes of a run share. Words, numbers, moments and keys may differ from
page to page, and how often a list says the same: what is looked for hangs on none of them. Elements, their attributes
and classes, their order, the direction, the style sheets and whether two elements share an id do count.

Contrast hangs on less: on an element and what it stands in. It is looked at, and takes the longest by far, where a page
has an element in a place that no faultless page had, at this width and in this scheme.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

SCRIPT = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
# What is folded is not shown: there is nothing in it to look at before it is opened.
RUN = """rules => axe.run(
  {exclude: ['details:not([open]) > :not(summary)']}, {resultTypes: ['violations'], rules, preload: false}
).then(
  found => found.violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' ')))"""
# A page without scripts calls back no timer, and axe would wait for ever: what it puts off comes as soon as it can.
WITHOUT_TIMERS = "window.setTimeout = put_off => { Promise.resolve().then(put_off); return 1 };\n"
WITHOUT_CONTRAST = {"color-contrast": {"enabled": False}}
SPOKEN = frozenset(key for key, _name in settings.LANGUAGES)  # each is a language that a screen reader knows
CHANGING = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
WORDS = ("value", "content", "datetime", "title", "alt", "aria-label", "placeholder")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class Knowledge:
    """What was found faultless, by digests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: set[str] = set()

    def has(self, digest: str) -> bool:
        if digest not in self.read and (self.folder / digest).exists():
            self.read.add(digest)
        return digest in self.read

    def add(self, digest: str) -> None:
        (self.folder / digest).touch()
        self.read.add(digest)


@dataclass
class Making:
    """How a page is made."""

    page: str  # children of one parent that are made alike count once
    places: set[str] = field(default_factory=set)  # of each element that holds words: itself and what it stands in


def faults(page: Page, known: Knowledge, *, scripts: bool = True, scheme: str = "light") -> list[str]:
    """Each rule that is broken, with up to three places; `scripts` says whether the page runs its own."""
    size = page.viewport_size
    assert size
    screen, made = f"{size['width']} {scheme}", making(page.content())
    whole, places = _digest(screen, made.page), [_digest(screen, "place", one) for one in sorted(made.places)]
    if known.has(whole):
        return []
    rules = WITHOUT_CONTRAST if all(map(known.has, places)) else {}
    page.evaluate(SCRIPT if scripts else WITHOUT_TIMERS + SCRIPT)
    found: list[str] = page.evaluate(RUN, rules)
    if not found:
        for one in (whole, *places):
            known.add(one)
    return found


def making(html: str) -> Making:
    reader = _Reader()
    reader.feed(html)
    while len(reader.open) > 1:
        reader.close_last()
    page = json.dumps([reader.open[0].told(), len(reader.ids) == len(set(reader.ids))])
    return Making(page, reader.places)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class _Element:
    def __init__(self, head: str) -> None:
        self.head = head
        self.parts: dict[str, None] = {}  # in the order in which they come first

    def told(self) -> str:
        return f"<{self.head}>{hashlib.sha256(''.join(self.parts).encode()).hexdigest()}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [_Element("")]
        self.ids: list[str] = []
        self.places: set[str] = set()

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
            self.places.add(">".join(one.head for one in self.open))

    def close_last(self) -> str:
        done = self.open.pop()
        self.open[-1].parts[done.told()] = None
        return done.head.partition(" ")[0]


def _shape(tag: str, key: str, said: str) -> str:
    """Of words and addresses only whether there are any: an empty name keeps somebody out, another one does not."""
    if key in ("lang", "hreflang") and said in SPOKEN:
        return "a language"
    if key in WORDS or (tag, key) == ("a", "href"):
        return "words" if said.strip() else ""
    return CHANGING.sub("#", said)
