"""Letters of a pack: a head of subject and SMS, a line of dashes, and a body whose blanks are of a closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from amends.procedure.pack_files.faults import PackFault, enumeration, meant
from amends.procedure.schema import PLACEHOLDERS, Letter, Place

BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MOST_SEGMENTS = 3
# What one SMS segment holds without loss: the letters of GSM 03.38. Turkish ş ğ ı İ and ç are not among them.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€\f")
# How long a blank usually becomes, to judge an SMS before anybody is named in it.
USUAL_LENGTH: Mapping[str, int] = {
    "organisation": 20,
    "number": 12,
    "password": 19,
    "tracking_url": 40,
    "public_url": 40,
    "status": 20,
    "kind": 10,
    "next_due": 26,
    "due_on": 26,
    "new_due_on": 26,
    "received_on": 26,
    "phone": 16,
    "rounds_left": 1,
    "date": 26,
}


def read_letters(
    files: Mapping[str, str], languages: Sequence[str]
) -> tuple[dict[tuple[str, str], Letter], list[PackFault]]:
    """Every letter under letters/<language>/, and what is wrong with them."""
    letters: dict[tuple[str, str], Letter] = {}
    faults: list[PackFault] = []
    for path in sorted(files):
        parts = PurePosixPath(path).parts
        if len(parts) != 3 or parts[0] != "letters" or not path.endswith(".md"):
            continue
        language, name = parts[1], PurePosixPath(path).stem
        if language not in languages:
            faults.append(
                PackFault(Place(path), f"the pack names {enumeration(languages)}; “{language}” is none of them")
            )
        letters[name, language] = _letter(name, language, path, files[path], faults)
    return letters, [*faults, *_missing(letters, languages)]


def segments(words: str) -> int:
    """How many SMS segments these words take: 160 letters of GSM 03.38 in one, 153 in many; else 70 and 67."""
    gsm = all(letter in GSM or letter in GSM_TWICE for letter in words)
    length = len(words) + (sum(letter in GSM_TWICE for letter in words) if gsm else 0)
    single, many = (160, 153) if gsm else (70, 67)
    return 1 if length <= single else -(-length // many)


def blanks(letter: Letter) -> frozenset[str]:
    """The words that this letter leaves open."""
    return frozenset(BLANK.findall(f"{letter.subject}\n{letter.sms}\n{letter.body}"))


def _letter(name: str, language: str, path: str, text: str, faults: list[PackFault]) -> Letter:
    lines = text.splitlines()
    end = next((at for at, line in enumerate(lines) if at and line.strip() == "---"), None)
    if end is None:
        faults.append(PackFault(Place(path, 1), "a line “---” must stand between the head and the letter"))
        end = 0
    head = dict(_head(path, lines[:end], faults))
    body = "\n".join(lines[end + 1 :]).strip()
    faults.extend(_faults(path, lines, end, head, body))
    return Letter(name, language, head.get("subject", ""), head.get("sms", ""), body, Place(path, 1))


def _head(path: str, lines: Sequence[str], faults: list[PackFault]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        key, colon, words = line.partition(":")
        key = key.strip()
        if line.strip() in ("", "---"):
            continue
        if not colon or key not in ("subject", "sms"):
            faults.append(PackFault(Place(path, number), f"the head of a letter says “subject” and “sms”, not “{key}”"))
        elif key in seen:
            faults.append(PackFault(Place(path, number), f"“{key}” is said twice"))
        else:
            seen.add(key)
            yield key, words.strip()


def _faults(path: str, lines: Sequence[str], end: int, head: Mapping[str, str], body: str) -> Iterator[PackFault]:
    if not head.get("subject"):
        yield PackFault(Place(path, 1), "the letter has no subject")
    if not body:
        yield PackFault(Place(path, end + 1), "the letter says nothing")
    for number, line in enumerate(lines, start=1):
        yield from (PackFault(Place(path, number), says) for says in _blank_faults(line))
    taken = segments(BLANK.sub(lambda blank: "x" * USUAL_LENGTH.get(blank[1], 24), head.get("sms", "")))
    if taken > MOST_SEGMENTS:
        number = next(at for at, line in enumerate(lines, start=1) if line.startswith("sms"))
        yield PackFault(
            Place(path, number), f"the SMS takes {taken} segments; {MOST_SEGMENTS} are the most. {_why(head['sms'])}"
        )


def _why(sms: str) -> str:
    strange = sorted({letter for letter in sms if letter not in GSM and letter not in GSM_TWICE})
    return f"{enumeration(strange)} leave only 70 letters in a segment" if strange else "A segment holds 160 letters"


def _blank_faults(line: str) -> Iterator[str]:
    for word in BLANK.findall(line):
        if word not in PLACEHOLDERS:
            yield f"nothing fills in {{{{{word}}}}}{meant(word, PLACEHOLDERS)}"
    if "{{" in BLANK.sub("", line) or "}}" in BLANK.sub("", line):
        yield "double braces that open must close on the same line"


def _missing(letters: Mapping[tuple[str, str], Letter], languages: Sequence[str]) -> Iterator[PackFault]:
    for name in dict.fromkeys(name for name, _ in letters):
        for language in languages:
            if (name, language) not in letters:
                says = f"the pack names {enumeration(languages)}; the letter “{name}” is missing in “{language}”"
                yield PackFault(Place(f"letters/{language}/{name}.md"), says)
