"""TOML with the line of every key: tomllib gives the values, a walk over the same text gives the lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeAlias

Path = tuple[str | int, ...]
Toml: TypeAlias = "str | int | float | date | time | list[Toml] | dict[str, Toml]"  # a moment is a date

TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
      | (?P<newline>(?:\#[^\n]*)?(?:\n|\Z)) | (?P<sign>[\[\]{}=,.]) | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


class Syntax(Exception):
    """The text is not TOML."""

    def __init__(self, line: int, says: str) -> None:
        self.line, self.says = line, says
        super().__init__(says)


def parse(text: str) -> tuple[dict[str, Toml], dict[Path, int]]:
    """The values, and the line on which each key, table and element begins."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text) from None
    return values, _Walk(text).lines()


def _syntax(says: str, text: str) -> Syntax:
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", says)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    reason = says[: found.start()] if found else says
    if "Cannot overwrite" in reason or "Cannot declare" in reason or "Cannot mutate" in reason:
        return Syntax(line, "this is said twice: the same key stands above already")
    return Syntax(line, f"this line is not TOML ({reason})")


@dataclass
class _Walk:
    """One pass over text that is known to be valid TOML."""

    text: str
    found: dict[Path, int] = field(default_factory=dict)
    rows: dict[Path, int] = field(default_factory=dict)  # how many [[…]] of this name so far

    def lines(self) -> dict[Path, int]:
        self.tokens = [*self._tokens(), ("end", "", 0)]
        self.at = 0
        table: Path = ()
        while (mark := self.tokens[self.at][0]) != "end":
            if mark == "[":
                table = self._header()
            elif mark == "newline":
                self.at += 1
            else:
                self._pair(table)
        return self.found

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        """What each is (a sign is its own mark), its words and its line."""
        line = 1
        for token in TOKEN.finditer(self.text):
            kind, words = token.lastgroup or "", token[0]
            yield (words if kind == "sign" else kind), words, line
            if kind == "newline":
                line += 1
            elif kind == "string":
                line += words.count("\n")

    def _sign(self, sign: str) -> bool:
        return self.tokens[self.at][0] == sign

    def _skip_newlines(self) -> None:
        while self.tokens[self.at][0] == "newline":
            self.at += 1

    def _header(self) -> Path:
        line = self.tokens[self.at][2]
        self.at += 1
        many = self._sign("[")
        self.at += many
        path = self._resolved(self._key())
        self.at += 1 + many
        if many:
            self.rows[path] = self.rows.get(path, -1) + 1
            path = (*path, self.rows[path])
        self._note(path, line)
        return path

    def _resolved(self, key: Path) -> Path:
        """A name inside an array of tables belongs to its last row."""
        path: Path = ()
        for at, part in enumerate(key):
            path = (*path, part)
            if path in self.rows and at < len(key) - 1:
                path = (*path, self.rows[path])
        return path

    def _key(self) -> Path:
        parts = [self._word()]
        while self._sign("."):
            self.at += 1
            parts.append(self._word())
        return tuple(parts)

    def _word(self) -> str:
        kind, word, _ = self.tokens[self.at]
        self.at += 1
        return str(tomllib.loads(f"x = {word}")["x"]) if kind == "string" else word

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at][2]
        path = (*table, *self._key())
        self.at += 1  # the equals sign
        self._note(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._sign("["):
            self._array(path)
        elif self._sign("{"):
            self._inline(path)
        else:
            self._scalar()

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while True:
            self._skip_newlines()
            if self._sign("]"):
                break
            self._note((*path, number), self.tokens[self.at][2])
            self._value((*path, number))
            number += 1
            self._skip_newlines()
            self.at += self._sign(",")
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while not self._sign("}"):
            self._pair(path)
            self.at += self._sign(",")
        self.at += 1

    def _scalar(self) -> None:
        """A number or a date may be cut at its point."""
        self.at += 1
        while self.tokens[self.at][0] in (".", "bare"):
            self.at += 1

    def _note(self, path: Path, line: int) -> None:
        """Every table on the way is placed too, at the first line that speaks of it."""
        for length in range(1, len(path)):
            self.found.setdefault(path[:length], line)
        self.found[path] = line
