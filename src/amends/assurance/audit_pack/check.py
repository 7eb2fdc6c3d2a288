"""Checks an audit pack with nothing but Python: every file, every chain of entries, and the drawing of the sample.

It lies in each pack as `check.py`; the program that makes the packs draws by the same lines.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:  # in a pack this file stands alone
    from amends.platform.json_values import Json

SUMS, DRAWING, REGISTER, SAMPLE = "SHA256SUMS", "drawing.json", "register.csv", "sample.csv"
HISTORIES = ("sample", "own-work")
FIRST = b"\0" * 32  # what the first entry of a history is chained to
BY_VALUE = ("procedure", "channel", "product")  # each value is a stratum of its own
BY_FACT = ("late", "refused", "not_upheld", "second_round", "outside", "without_answer")  # those that say yes


class ChainEntry(TypedDict):
    """One entry as a history of the pack has it."""

    no: int
    kind: str
    by: str
    at: str
    fields: Mapping[str, Json]
    digest: str


class ChainHistory(TypedDict):
    number: str
    digest: str
    entries: list[ChainEntry]


def draw(rows: Iterable[Mapping[str, str]], *, seed: str, size: int) -> dict[str, list[str]]:
    """Number of each case drawn -> the strata that it was drawn from.

    Within a stratum the cases stand in the order of the SHA-256 of "seed/stratum/number"; the first `size` are drawn.
    Nobody can choose that order, and anybody can repeat it.
    """
    found: dict[str, list[str]] = {}
    for stratum, numbers in sorted(strata(rows).items()):
        for number in sorted(numbers, key=lambda one: _lot(seed, stratum, one))[:size]:
            found.setdefault(number, []).append(stratum)
    return dict(sorted(found.items()))


def strata(rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """Each stratum with the numbers of its cases."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for stratum in _strata_of(row):
            found.setdefault(stratum, []).append(row["number"])
    return found


def chained(previous: bytes, number: str, entry: ChainEntry) -> bytes:
    """The digest of an entry: over the one before it, the case's number and everything that the entry says."""
    said = [number, entry["no"], entry["kind"], entry["by"], entry["at"], entry["fields"]]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + text.encode()).digest()


def main() -> int:
    """Says what was found; 0 only when everything agrees."""
    place = Path(__file__).resolve().parent
    findings = [*_files(place), *_histories(place), *_drawing(place)]
    for finding in findings:
        print(finding)
    print("everything agrees" if not findings else f"{len(findings)} things do not agree")
    return 1 if findings else 0


def _files(place: Path) -> Iterator[str]:
    """Each file is the one that was put in, and none was added."""
    lines = (place / SUMS).read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _gap, name in (line.partition("  ") for line in lines)}
    there = {one.relative_to(place).as_posix() for one in place.rglob("*") if one.is_file()} - {SUMS}
    for name in sorted(there ^ set(listed)):
        yield f"{name}: {'not listed' if name in there else 'missing'}"
    for name in sorted(there & set(listed)):
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != listed[name]:
            yield f"{name}: not the file that was put in"
    print(f"{len(listed)} files looked at")


def _histories(place: Path) -> Iterator[str]:
    """Each digest fits what its entry says and the digest before it."""
    files = [file for folder in HISTORIES for file in sorted((place / folder).glob("*.json"))]
    for file in files:
        yield from _chain(file.relative_to(place).as_posix(), json.loads(file.read_text(encoding="utf-8")))
    print(f"{len(files)} histories looked at")


def _chain(name: str, history: ChainHistory) -> Iterator[str]:
    digest = FIRST
    for at, entry in enumerate(history["entries"], 1):
        digest = chained(digest, history["number"], entry)
        if entry["no"] != at or digest.hex() != entry["digest"]:
            yield f"{name}: entry {at} does not fit its digest"
            return
    if digest.hex() != history["digest"]:
        yield f"{name}: the end of the history is missing"


def _drawing(place: Path) -> Iterator[str]:
    """The same seed draws the same cases from the register, and every one of them is there."""
    said = json.loads((place / DRAWING).read_text(encoding="utf-8"))
    again = draw(_rows(place / REGISTER), seed=said["seed"], size=said["size"])
    kept = {row["number"]: row["strata"].split("; ") for row in _rows(place / SAMPLE)}
    if again != kept:
        yield f"{SAMPLE}: the register and the seed draw other cases"
    for number in again:
        if not (place / "sample" / f"{number}.json").exists():
            yield f"sample/{number}.json: drawn and missing"
    print(f"{len(again)} cases drawn again")


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _strata_of(row: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{column} {row[column]}" for column in BY_VALUE if row[column])
    yield from (column for column in BY_FACT if row[column] == "yes")


def _lot(seed: str, stratum: str, number: str) -> str:
    return hashlib.sha256(f"{seed}/{stratum}/{number}".encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
