"""A page of HTML as plain words: links and lists stay readable, scripts and hidden things are gone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

TAGS = {
    "a",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "center",
    "section",
    "article",
}
BLOCKS = TAGS - {"a", "img", "td", "th", "br", "li", "hr"}
HIDDEN = {"script", "style", "head", "title", "template", "noscript"}
LONGEST_PAGE = 5_000_000


def of_html(page: str) -> str:
    """What a person would read aloud of the page."""
    clean = nh3.clean(
        page[:LONGEST_PAGE],
        tags=TAGS,
        attributes={"a": {"href"}, "img": {"alt"}},
        clean_content_tags=HIDDEN,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.words()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.lists: list[int] = []  # of the lists we are in, the number of the next item; 0 for dots
        self.quoted = 0
        self.link = ""
        self.linked = ""

    def words(self) -> str:
        text = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n(?:>* *\n){2,}", "\n\n", text).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in BLOCKS:
            self._line()
        self.quoted += tag == "blockquote"
        if tag in ("ul", "ol"):
            self.lists.append(int(tag == "ol"))
        elif tag == "a":
            self.link, self.linked = said.get("href") or "", ""
        elif tag == "img":
            self.handle_data(said.get("alt") or "")
        else:
            self._mark(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag in BLOCKS:
            self._line()
            if tag in ("p", "h1", "h2", "h3"):
                self._line(always=True)
        if tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        said = re.sub(r"[ \t\r\n\u00a0\u200b]+", " ", data)
        if self.lines[-1] in ("", ">" * self.quoted + " " * bool(self.quoted)):
            said = said.lstrip()
        self.linked += said
        self.lines[-1] += said

    def _mark(self, tag: str) -> None:
        if tag == "br":
            self._line(always=True)
        elif tag == "li":
            self._line()
            self.lines[-1] += "  " * (len(self.lists) - 1) + self._bullet()
        elif tag == "hr":
            self._line()
            self.lines[-1] += "----"
        elif tag in ("td", "th") and self.lines[-1].strip("> "):
            self.lines[-1] += "  "

    def _bullet(self) -> str:
        if not self.lists or not self.lists[-1]:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1] - 1}. "

    def _end_link(self) -> None:
        bare = self.link.removeprefix("mailto:").removeprefix("tel:")
        if bare and bare.rstrip("/") != self.linked.strip().rstrip("/"):
            self.lines[-1] += f" ({bare})"
        self.link = ""

    def _line(self, *, always: bool = False) -> None:
        start = ">" * self.quoted + " " * bool(self.quoted)
        if always or self.lines[-1].strip("> "):
            self.lines.append(start)
        else:
            self.lines[-1] = start
