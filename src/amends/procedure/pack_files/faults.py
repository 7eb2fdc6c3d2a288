"""What is wrong with a pack: a fault says where and what in plain words; InvalidPack carries all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from amends.procedure.schema import Place


@dataclass(frozen=True, slots=True)
class PackFault:
    place: Place
    says: str

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.place.file, self.place.line) if part)
        return f"{where}: {self.says}" if where else self.says


class InvalidPack(Exception):
    """The pack cannot be used; every fault that was found, in the order of the files."""

    def __init__(self, faults: Iterable[PackFault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda one: (one.place.file, one.place.line, one.says)))
        super().__init__("\n".join(str(one) for one in self.faults))


def meant(word: str, known: Iterable[str]) -> str:
    """The closest known word as a question, or the known words when they are few, or nothing."""
    words = sorted(set(known))
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"; did you mean “{close[0]}”?"
    return f"; there is {enumeration(words)}" if 0 < len(words) <= 12 else ""


def enumeration(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
