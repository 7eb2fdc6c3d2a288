"""How words are folded so that a search finds them in any language, and how a search is put to the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"\w+")
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]+")
LONGEST_WORD = 60
MOST_WORDS = 4000


def fold(text: str) -> str:
    """Without case and accents: Turkish dotted and dotless i are one letter, Greek accents and final sigma vanish."""
    bare = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "i"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def lexemes(*texts: str) -> list[str]:
    """What a case is found by: folded words, and for writing without spaces single signs and pairs."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _words(text):
            found[word] = None
            if len(found) >= MOST_WORDS:
                return list(found)
    return list(found)


def query(search: str) -> str:
    """A tsquery: every word must be there, the last one may be only its beginning. Empty when nothing can be asked."""
    words = list(_words(search, pairs_only=True))
    if not words:
        return ""
    quoted = ["'" + word.replace("\\", "").replace("'", "''") + "'" for word in words]
    last = quoted[-1] + ("" if IDEOGRAPHS.match(words[-1]) else ":*")
    return " & ".join([*quoted[:-1], last])


def _words(text: str, *, pairs_only: bool = False) -> Iterator[str]:
    for match in WORD.finditer(fold(text)):
        word = match.group()[:LONGEST_WORD]
        start = 0
        for run in IDEOGRAPHS.finditer(word):
            yield from _latin(word[start : run.start()])
            yield from _pairs(run.group(), pairs_only)
            start = run.end()
        yield from _latin(word[start:])


def _latin(word: str) -> Iterator[str]:
    if word:
        yield word


def _pairs(run: str, pairs_only: bool) -> Iterator[str]:
    if len(run) == 1 or not pairs_only:
        yield from run
    yield from (run[at : at + 2] for at in range(len(run) - 1))
