"""Arabic for tests: every word that a complainant meets in Arabic letters that mean nothing, with all six plurals."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

GREEK = Path(__file__).parents[2] / "src/amends/locale/el/LC_MESSAGES/django.po"
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd]|[A-Z]{2}-\w{4}-\w{4}|\W)")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def speak(folder: Path, settings: Any) -> None:
    """Arabic becomes a language of the program, for the length of one test."""
    place = folder / "ar/LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, _catalogue())
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, folder]
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]


def said(words: str) -> str:
    """Each word with a letter for a letter; names in it, numbers and marks stay."""
    return "".join(part if KEPT.fullmatch(part) else _turned(part) for part in KEPT.split(words))


def _catalogue() -> Catalog:
    with GREEK.open("rb") as file:
        known = [one for one in read_po(file) if one.id]
    arabic = Catalog(locale="ar")
    for one in known:
        several = isinstance(one.id, tuple)
        words = tuple(f"{said(one.id[1])}{LETTERS[form]}" for form in range(6)) if several else said(str(one.id))
        arabic.add(one.id, words, context=one.context)
    return arabic


def _turned(word: str) -> str:
    return "".join(letter if letter.isdigit() else LETTERS[ord(letter) % len(LETTERS)] for letter in word)
