"""What a case can be likened by: keyed hashes of its contact and its words, made after receipt, erased with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db.models import Exists, Max, OuterRef
from django.utils.crypto import salted_hmac

from amends.cases import failures, search_index, vault
from amends.cases.models import Case
from amends.cases.retention import erasure
from amends.improvement.models import Trace
from amends.platform import json_values

STEP = "tracing"  # of failures
BATCH = 25  # letters and promises do not wait for many: a trace takes a millisecond or two
BEHIND = 1000  # numbers are given before they are stored: so far back a case may still appear
LETTERS = 5  # a text is the set of all its runs of so many letters
SHORTEST, LONGEST = 30, 6000  # letters of a text that is worth comparing, and that are read of it
BINS, ROWS = 48, 3  # a sketch has so many parts; texts that share a band of so many are compared
WIDE = 6  # parts of a band that only texts which are nearly one share
EMPTY = -1


def step(now: datetime) -> int:
    """The worker's step: cases that came in since are traced. Doing it twice changes nothing."""
    floor = (Trace.objects.aggregate(last=Max("pk"))["last"] or 0) - BEHIND
    traced = Exists(Trace.objects.filter(pk=OuterRef("pk")))
    waiting = Case.objects.filter(inside=False).exclude(traced).order_by("pk")
    return failures.in_turn(STEP, waiting, _traced, now=now, most=BATCH, since=max(floor, 0))


class PersonalWords(TypedDict):
    """What of a case only its vault holds, as far as fingerprints are made of it."""

    contact: Mapping[str, str] | None
    words: str | None


def _traced(ids: Sequence[int]) -> int:
    cases = list(Case.objects.filter(pk__in=ids).order_by("pk").only("received_on", "state"))
    contents = vault.contents_of_many(ids)
    made = [_trace(case, _values(case, contents[case.pk])) for case in cases]
    Trace.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def forget(now: datetime) -> int:
    """The worker's step: of what was erased nothing is traced; the empty row stays, so that none is made anew."""
    nothing: dict[str, list[int]] = {"contacts": [], "texts": [], "letters": [], "sketch": []}
    return Trace.objects.filter(pk__in=erasure.lately(now).values("pk")).exclude(**nothing).update(**nothing)


def renew(case_id: int) -> None:
    """Whoever changes how a person is reached calls this: the case is traced anew at the next step."""
    Trace.objects.filter(pk=case_id).delete()


def contacts(contact: Mapping[str, str] | None) -> list[int]:
    """One mark for the e-mail address and one for the mobile number, however they are typed."""
    known = contact or {}
    email, mobile = known.get("email", "").strip().casefold(), _digits(known.get("mobile", ""))
    return [_mark(f"{what}:{value}") for what, value in (("email", email), ("mobile", mobile)) if value]


def sketch(words: str | None) -> list[int]:
    """The least hash of each of 48 parts (one permutation hashing): what two share estimates what their texts share."""
    text = " ".join(search_index.fold((words or "")[:LONGEST]).split())
    if len(text) < SHORTEST:
        return []
    least = [EMPTY] * BINS
    for run in {text[at : at + LETTERS] for at in range(len(text) - LETTERS + 1)}:
        value, at = divmod(_mark(run, "text") & 0x7FFFFFFFFFFFFFFF, BINS)
        value &= 0x7FFFFFFF
        if least[at] == EMPTY or value < least[at]:
            least[at] = value
    return _filled(least)


def texts(sketched: Sequence[int], months: Sequence[date]) -> list[int]:
    """A mark for each band of a sketch in each of these months."""
    return [_mark(f"{month:%Y-%m}:{band}") for month in months for band in _bands(sketched, ROWS)]


def letters(sketched: Sequence[int]) -> list[int]:
    """A mark for each wide band of a sketch."""
    return [_mark(f"letter:{band}") for band in _bands(sketched, WIDE)]


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of two texts is the same, from 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / BINS if one and other else 0.0


def _trace(case: Case, values: PersonalWords) -> Trace:
    sketched = sketch(values.get("words"))
    return Trace(
        case_id=case.pk,
        received_on=case.received_on,
        contacts=contacts(values.get("contact")),
        texts=texts(sketched, [case.received_on]),
        letters=letters(sketched),
        sketch=sketched,
    )


def _values(case: Case, contents: vault.Contents) -> PersonalWords:
    said = vault.opened({key: case.answers.get(key) for key in ("contact", "words")}, contents)
    contact = {key: json_values.text(value) for key, value in json_values.inside(said["contact"]).items()}
    return {"contact": contact, "words": json_values.text(said["words"])}


def _bands(sketched: Sequence[int], of: int) -> Iterator[str]:
    for at in range(0, len(sketched), of):
        yield f"{at}:{sketched[at : at + of]}"


def _filled(least: list[int]) -> list[int]:
    """A part that no run fell into borrows from the next one that has any, so that short texts compare too."""
    doubled = [*least, *least]
    return [next(value for value in doubled[at:] if value != EMPTY) for at in range(BINS)]


def _digits(mobile: str) -> str:
    """Compared by its last nine digits: with or without the country's own."""
    return "".join(sign for sign in search_index.fold(mobile) if sign.isdigit())[-9:]


def _mark(said: str, of: str = "trace") -> int:
    """A number that says nothing without the installation's secret."""
    made = hashlib.blake2b(said.encode(), digest_size=8, key=_key(of)).digest()
    return int.from_bytes(made, signed=True)


def _key(of: str) -> bytes:
    if of not in _keys:
        _keys[of] = salted_hmac(f"amends.{of}", "", algorithm="sha256").digest()
    return _keys[of]


_keys: dict[str, bytes] = {}
