"""The addresses in a header: taken apart as RFC 5322 says, before a single coded word in it is decoded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amends.intake.mail import charsets
from amends.organisation import addresses

LONGEST = 50_000  # of a header; a longer one was made to confuse whoever reads it
LONGEST_NAME = 120
UNSEEN, JOINERS = ("Cc", "Cf"), "\u200c\u200d"  # marks of order and control; what joins letters is a part of a name
LONGEST_WORD = 400  # what is longer is no address
MOST_BROKEN = 20  # quotes and brackets that nothing closes; each is looked for to the end of the header
ANYWHERE = re.compile(r"[^\s<>\"'(),;:\[\]\\]+@[^\s<>\"'(),;:\[\]\\]+")
# A coded word is one piece, also where a careless program left commas, blanks or an @ in it. With brackets or quotes
# in it, it is read in two ways, and so it is no coded word here.
CODED = re.compile(r"=\?[^?\s<>@\"]{1,60}\?[bBqQ]\?[^?<>\"\r\n]*\?=")
WORD = re.compile(r"[^\s\"()<>,;:]+")
ROUTE = re.compile(r"\s*@[^:@<>]*(?:,\s*@[^:@<>]*)*:")  # <@one.example,@two.example:name@three.example>, long obsolete

NONE, SEVERAL, BROKEN, CODED_ADDRESS, UNUSABLE = (
    "sender-none",
    "sender-several",
    "sender-broken",
    "sender-coded",
    "sender-unusable",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the header: word, quoted, comment, angle, space, broken, or one of the signs that divide."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody in a header: the name decoded, the address letter by letter as it stands there."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class AddressList:
    """All that a header names, and why nobody should rely on it."""

    addresses: tuple[Address, ...] = ()
    doubt: str = ""
    candidates: tuple[str, ...] = ()  # whatever stands there like an address, outside of names and comments
    said: str = ""  # what stands there in the place of a name


def parse(value: str) -> AddressList:
    """Who is named in this header, as it came in: folded, coded, and perhaps broken on purpose."""
    text = _unfolded(value)
    if len(text) > LONGEST:
        return AddressList(doubt=BROKEN)
    pieces = _pieces(text)
    read = [_entry(entry) for entry in _entries(pieces)]
    found = _joined(read)
    doubts = [one.doubt for one in read if one.doubt]
    if any(piece.kind == "broken" for piece in pieces) and any("@" in piece.text for piece in pieces):
        doubts.insert(0, BROKEN)
    candidates = tuple(dict.fromkeys(each for one in read for each in one.candidates))
    said = name_of(", ".join(filter(None, (one.said.strip() for one in read))))
    return AddressList(found, next(iter(doubts), ""), candidates, said)


def name_of(text: str) -> str:
    """A name as it is shown: decoded, on one line, without signs that turn the order of letters."""
    said = "".join(
        sign for sign in charsets.header(text) if sign in JOINERS or unicodedata.category(sign) not in UNSEEN
    )
    return " ".join(said.split())[:LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands between two commas."""

    said: str = ""  # the name, undecoded
    address: str = ""
    doubt: str = ""
    candidates: tuple[str, ...] = ()


def _unfolded(value: str) -> str:
    data = value.encode("utf-8", "surrogateescape")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(charsets.LAST_RESORT, "replace")
    return re.sub(r"\r?\n", "", text)


def _pieces(text: str) -> list[Piece]:
    found: list[Piece] = []
    at = broken = 0
    while at < len(text):
        piece, at = _piece(text, at)
        found.append(piece)
        broken += piece.kind == "broken"
        if broken > MOST_BROKEN:
            return [*found, Piece("broken", text[at:])]
    return found


def _piece(text: str, at: int) -> tuple[Piece, int]:
    sign = text[at]
    if sign.isspace():
        return Piece("space", " "), at + 1
    if sign in ",;:":
        return Piece(sign, sign), at + 1
    if sign in '"(<':
        kind, end = {'"': ("quoted", '"'), "(": ("comment", ")"), "<": ("angle", ">")}[sign]
        inside, after = _closed(text, at + 1, end)
        return (Piece(kind, inside), after) if after else (Piece("broken", sign), at + 1)
    found = CODED.match(text, at) or WORD.match(text, at)
    return (Piece("word", found.group()), found.end()) if found else (Piece("broken", sign), at + 1)


def _closed(text: str, at: int, end: str) -> tuple[str, int]:
    """What stands inside, up to the sign that closes it, and the place after it; 0 where nothing closes it."""
    inside: list[str] = []
    depth, quoted = 1, False
    while at < len(text):
        sign = text[at]
        if sign == "\\" and end != ">" and at + 1 < len(text):
            inside.append(text[at + 1])
            at += 2
            continue
        quoted ^= end == ">" and sign == '"'
        depth += (end == ")" and sign == "(") - (sign == end and not quoted)
        if not depth:
            return "".join(inside), at + 1
        inside.append(sign)
        at += 1
    return "", 0


def _entries(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Divided at commas; the name of a group, up to its colon, is nobody's."""
    entries: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind in (",", ";"):
            entries.append([])
        elif piece.kind == ":":
            addressed = any("@" in one.text for one in entries[-1] if one.kind in ("word", "angle"))
            entries[-1] = [*entries[-1], Piece("broken", ":")] if addressed else []
        else:
            entries[-1].append(piece)
    return entries


def _entry(pieces: Sequence[Piece]) -> _Entry:
    angles = [one.text for one in pieces if one.kind == "angle"]
    loose = tuple(one for piece in pieces for one in _loose(piece))
    if not angles:
        return _bare(pieces, loose)
    said = "".join(one.text for one in pieces if one.kind in ("word", "quoted", "space")) or _comment(pieces)
    written = [spec for one in angles if (spec := _spec(one))]
    candidates = tuple(filter(None, map(addresses.plain, [*written, *loose])))
    if len({one.lower() for one in [*written, *loose]}) > 1:
        return _Entry(said, doubt=SEVERAL, candidates=candidates)
    if not written:
        return _Entry(said, doubt=BROKEN if any("@" in one for one in angles) else "", candidates=candidates)
    return _judged(said, written[0], candidates)


def _loose(piece: Piece) -> list[str]:
    """What looks like an address in a word that nothing quotes and nothing codes."""
    word = piece.kind == "word" and len(piece.text) <= LONGEST_WORD and not CODED.fullmatch(piece.text)
    return ANYWHERE.findall(piece.text) if word else []


def _bare(pieces: Sequence[Piece], loose: tuple[str, ...]) -> _Entry:
    """An address without brackets; with other words beside it, nobody can say where it begins and ends."""
    text = "".join(one.text if one.kind != "quoted" else f'"{one.text}"' for one in pieces if one.kind != "comment")
    spec = _spec(text)
    candidates = tuple(filter(None, map(addresses.plain, [spec, *loose])))
    if "@" not in spec:
        return _Entry(text.replace('"', ""), doubt=_hidden(text))
    if re.search(r"\s", spec):
        return _Entry(ANYWHERE.sub("", text).replace('"', ""), doubt=BROKEN, candidates=candidates)
    return _judged(_comment(pieces), spec, candidates)


def _judged(said: str, spec: str, candidates: tuple[str, ...]) -> _Entry:
    if address := addresses.plain(spec):
        return _Entry(said, address, candidates=candidates)
    return _Entry(said, doubt=CODED_ADDRESS if "=?" in spec else UNUSABLE, candidates=candidates)


def _hidden(text: str) -> str:
    """An address that shows only once the words are decoded: whole headers are coded so by careless programs."""
    return CODED_ADDRESS if "=?" in text and "@" in charsets.header(text) else ""


def _spec(text: str) -> str:
    """The address alone: without comments, without an obsolete route, without blanks around its dots."""
    pieces = (one for one in _pieces(ROUTE.sub("", text, count=1)) if one.kind != "comment")
    bare = "".join(f'"{one.text}"' if one.kind == "quoted" else one.text for one in pieces)
    return re.sub(r"\s*([.@])\s*", r"\1", bare.strip())


def _comment(pieces: Sequence[Piece]) -> str:
    """The name as it stood in the years before names had a place of their own: name@example.org (Ayşe)."""
    return " ".join(one.text for one in pieces if one.kind == "comment")


def _joined(read: Sequence[_Entry]) -> tuple[Address, ...]:
    """A name with an unquoted comma (Yılmaz, Ayşe <…>) is one name, not two people."""
    found: list[Address] = []
    before: list[str] = []
    for one in read:
        if not one.address:
            before = [*before, one.said.strip()] if one.said.strip() and not one.doubt else []
            continue
        found.append(Address(name_of(", ".join([*before, one.said.strip()])), one.address))
        before = []
    unique = {one.address.lower(): one for one in reversed(found)}
    return tuple(reversed(unique.values()))
