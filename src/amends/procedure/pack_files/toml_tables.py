"""A table of a pack while it is read: each key is asked for by its type, and what is wrong is noted, never raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeGuard, TypeVar

from amends.procedure.clock.calendar import Amount
from amends.procedure.pack_files.faults import PackFault, enumeration, meant
from amends.procedure.pack_files.toml_lines import Path, Toml
from amends.procedure.schema import NOTHING, Anchor, Place, Text

T = TypeVar("T")
ALWAYS = date(1, 1, 1)  # stands in for a date that is missing; a pack with faults is never used
NO_TIME = Amount(0, "hours")
NOWHERE = Anchor("received")


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that must be the name of something said elsewhere in the pack."""

    place: Place
    word: str
    of: str  # "stages" · "roles" · "acts" · …


@dataclass
class Notes:
    """What reading a pack gathers: its lines, its faults, and the words that point to other places."""

    file: str
    lines: Mapping[Path, int]
    languages: tuple[str, ...] = ()
    inside: bool = False  # a pack without complainants has no words for them
    faults: list[PackFault] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))

    def wrong(self, path: Path, says: str) -> None:
        self.faults.append(PackFault(self.place(path), says))


class Table:
    """One table. `close` notes the keys that nobody asked for."""

    def __init__(self, notes: Notes, path: Path, data: Mapping[str, Toml]) -> None:
        self.notes, self.path, self.data = notes, path, data
        self.asked: set[str] = set()

    @property
    def name(self) -> str:
        return str(self.path[-1]) if self.path else ""

    def place(self, key: str | None = None) -> Place:
        return self.notes.place(self.path if key is None else (*self.path, key))

    def wrong(self, says: str, key: str | None = None) -> None:
        self.notes.wrong(self.path if key is None else (*self.path, key), says)

    def close(self) -> None:
        for key in self.data.keys() - self.asked:
            self.wrong(f"the key “{key}” means nothing here{meant(key, self.asked)}", key)

    def has(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.data

    def word(self, key: str, default: str | None = None, *, of: str = "", among: Iterable[str] = ()) -> str:
        """A single word or sentence; without a default it must be there."""
        word = self._take(key, str, "words in quotation marks", "" if default is None else default, default is None)
        self._point(word, of, (*self.path, key))
        if word and among and word not in set(among):
            self.wrong(f"“{word}” is not one of {enumeration(among)}", key)
            return default or ""
        return word

    def words(self, key: str, *, of: str = "", among: Iterable[str] = (), needed: bool = False) -> tuple[str, ...]:
        """A list of words, such as roles or stages."""
        found = self._list(key, needed)
        known = set(among)
        for at, word in enumerate(found):
            if not isinstance(word, str):
                self.notes.wrong((*self.path, key, at), f"“{key}” is a list of words, and this is none of them")
            elif found.index(word) < at:
                self.notes.wrong((*self.path, key, at), f"“{word}” stands twice in “{key}”")
            elif known and word not in known:
                self.notes.wrong((*self.path, key, at), f"“{word}” is not known as one of “{key}”{meant(word, known)}")
            else:
                self._point(word, of, (*self.path, key, at))
        return tuple(word for word in found if isinstance(word, str))

    def flag(self, key: str) -> bool:
        return self._take(key, bool, "true or false", False)

    def whole(self, key: str, default: int, *, least: int = 1) -> int:
        number = self._take(key, int, "a whole number", default)
        if isinstance(number, bool) or number < least:
            self.wrong(f"“{key}” must be a whole number of at least {least}", key)
            return default
        return number

    def money(self, key: str) -> Decimal:
        """An amount in a currency's own unit, as words or as a whole number: "250.50" or 250."""
        said = self._take(key, (str, int), 'an amount like "250.50"', "0", True)
        try:
            amount = Decimal(str(said))
            if amount.is_finite() and amount >= 0 and not isinstance(said, bool):
                return amount
        except InvalidOperation:
            pass
        self.wrong(f'“{key}” must be an amount like "250.50"', key)
        return Decimal(0)

    def point(self, key: str, of: str) -> None:
        """This key is itself the name of something said elsewhere in the pack."""
        self._point(key, of, (*self.path, key))

    def day(self, key: str, *, needed: bool = True) -> date:
        found = self._take(key, date, "a date like 2026-01-31", ALWAYS, needed)
        if isinstance(found, datetime):
            self.wrong(f"“{key}” is a day, without a time", key)
            return ALWAYS
        return found

    def text(self, key: str, *, needed: bool = True) -> Text:
        """The same words in every language that the pack names; plain words when it names only one."""
        if not self.has(key):
            if needed:
                self.wrong(f"“{key}” is missing")
            return NOTHING
        said = self.data[key]
        if isinstance(said, str) and len(self.notes.languages) == 1:
            said = {self.notes.languages[0]: said}
        words = (
            {language: one for language, one in said.items() if isinstance(one, str)} if isinstance(said, dict) else {}
        )
        if not isinstance(said, dict) or len(words) < len(said):
            self.wrong(f'“{key}” must be words by language, like {{ en = "…" }}', key)
            return NOTHING
        self._languages(key, words)
        return words

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of sentences, each in every language."""
        inside = Table(self.notes, (*self.path, key), dict(enumerate(self._list(key, needed=False))))  # type: ignore[arg-type]
        return tuple(inside.text(at) for at in inside.data)

    def amount(self, key: str, *, needed: bool = True) -> Amount:
        said = self._take(key, str, 'a length of time in quotation marks, like "4 working days"', "", needed)
        try:
            return Amount.parse(said) if said else NO_TIME
        except ValueError as error:
            self.wrong(str(error).rstrip("."), key)
            return NO_TIME

    def anchor(self, key: str) -> Anchor:
        said = self._take(key, str, 'a moment in quotation marks, like "entered assessment"', "", True)
        return self._anchor(said, (*self.path, key)) if said else NOWHERE

    def anchors(self, key: str) -> tuple[Anchor, ...]:
        return tuple(self._anchor(said, (*self.path, key, at)) for at, said in enumerate(self.words(key, needed=True)))

    def tables(self, key: str) -> tuple[Table, ...]:
        """[key.one], [key.two], …: each with its name."""
        said = self._take(key, dict, "tables", {})
        return tuple(self._table((key, name), one) for name, one in said.items() if self._is_table(one, (key, name)))

    def rows(self, key: str, *, needed: bool = False) -> tuple[Table, ...]:
        """[[key]] or an inline list of tables."""
        said = self._list(key, needed)
        return tuple(self._table((key, at), one) for at, one in enumerate(said) if self._is_table(one, (key, at)))

    def table(self, key: str) -> Table | None:
        said = self.data[key] if self.has(key) else None
        return self._table((key,), said) if said is not None and self._is_table(said, (key,)) else None

    def _take(self, key: str, kind: type[T] | tuple[type[T], ...], called: str, default: T, needed: bool = False) -> T:
        if not self.has(key):
            if needed:
                self.wrong(f"“{key}” is missing")
            return default
        said = self.data[key]
        if not isinstance(said, kind):
            self.wrong(f"“{key}” must be {called}", key)
            return default
        if needed and said == "":
            self.wrong(f"“{key}” is empty", key)
        found: T = said
        return found

    def _list(self, key: str, needed: bool) -> list[Toml]:
        found: list[Toml] = self._take(key, list, "a list in square brackets", [], needed)
        if needed and key in self.data and found == []:
            self.wrong(f"“{key}” is empty", key)
        return found

    def _table(self, path: Path, data: Mapping[str, Toml]) -> Table:
        return Table(self.notes, (*self.path, *path), data)

    def _is_table(self, said: Toml, path: Path) -> TypeGuard[dict[str, Toml]]:
        if isinstance(said, dict):
            return True
        self.notes.wrong((*self.path, *path), f"“{path[0]}” must hold tables, and this is none")
        return False

    def _point(self, word: str, of: str, path: Path) -> None:
        if word and of:
            self.notes.references.append(Reference(self.notes.place(path), word, of))

    def _languages(self, key: str, said: Mapping[str, str]) -> None:
        names = enumeration(self.notes.languages)
        for language in self.notes.languages:
            if not said.get(language, "").strip():
                self.wrong(f"the pack names {names}; “{language}” is missing in “{key}”", key)
        for language in said.keys() - set(self.notes.languages):
            self.wrong(f"the pack names {names}; “{language}” in “{key}” is none of them", key)

    def _anchor(self, said: str, path: Path) -> Anchor:
        what, _, key = said.partition(" ")
        if what not in ANCHORS or bool(key) != (what != "received"):
            shapes = ", ".join(f"“{one} …”" if one != "received" else "“received”" for one in ANCHORS)
            self.notes.wrong(path, f"“{said}” is not a moment of a case: write one of {shapes}")
            return NOWHERE
        self._point(key, ANCHORS[what], path)
        return Anchor(what, key)  # type: ignore[arg-type]


# Each kind of moment, and what its second word names.
ANCHORS: Mapping[str, str] = {
    "received": "",
    "entered": "stages",
    "left": "stages",
    "act": "acts",
    "letter": "letters",
    "entry": "entries",
    "due": "duties",
    "field": "fields",
}
