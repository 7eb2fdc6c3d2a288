"""How words are folded so that a search finds them in any language, how a search is put, and how words come later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.db import connection

from amends.platform.json_values import Json

WORD = re.compile(r"\w+")
IDEOGRAPHS = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f\U00020000-\U0003ffff]+"
)
# Letters that are one to whoever types them, and that Unicode does not take apart: Turkish dotless i; Arabic alif with
# wasla, final ya, ta marbuta and the stretching sign; ya and kaf as Persian keyboards write them.
ALIKE = {
    ord("\u0131"): "i",
    ord("\u0671"): "\u0627",
    ord("\u0649"): "\u064a",
    ord("\u0629"): "\u0647",
    ord("\u0640"): "",
    ord("\u06cc"): "\u064a",
    ord("\u06a9"): "\u0643",
    **{ord(zero) + number: str(number) for zero in "\u0660\u06f0\u0966" for number in range(10)},
}
LONGEST_WORD = 60
MOST_WORDS = 4000
MOST_SIGNS = 500_000  # a tsvector holds a megabyte; one act adds far less than the other half of it


def fold(text: str) -> str:
    """Without case and accents: dotted and dotless i are one letter, Greek accents and final sigma vanish, Arabic loses
    its vowel signs, wide and narrow signs are one, and every digit is the one of a tracking number."""
    bare = unicodedata.normalize("NFKD", text).translate(ALIKE)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()
    return unicodedata.normalize("NFC", bare)  # Korean syllables are put together again


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


def add(case_id: int, contents: Iterable[Json]) -> None:
    """What people wrote after the receipt: the case is found by it too, and it is erased with the rest of its words."""
    if found := lexemes(*(one for one in contents if isinstance(one, str))):
        with connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE amends_searchindex SET found_by = found_by || array_to_tsvector(%s::text[])
                WHERE case_id = %s AND octet_length(found_by::text) < %s
                """,
                [found, case_id, MOST_SIGNS],
            )


def _words(text: str, *, pairs_only: bool = False) -> Iterator[str]:
    for match in WORD.finditer(fold(text)):
        word = match.group()
        start = 0
        for run in IDEOGRAPHS.finditer(word):
            yield from _latin(word[start : run.start()])
            yield from _pairs(run.group(), pairs_only)
            start = run.end()
        yield from _latin(word[start:])


def _latin(word: str) -> Iterator[str]:
    if word:
        yield word[:LONGEST_WORD]


def _pairs(run: str, pairs_only: bool) -> Iterator[str]:
    if len(run) == 1 or not pairs_only:
        yield from run
    yield from (run[at : at + 2] for at in range(len(run) - 1))
