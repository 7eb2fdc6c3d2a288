"""Bytes from anywhere become words: what was declared is believed first, and nothing is ever refused."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.header import decode_header

# Mail that declares nothing, or a lie, and is not UTF-8 is old; windows-1254 reads all of western Europe and Turkey.
LAST_RESORT = "windows-1254"
SAME = {"iso-8859-8-i": "iso-8859-8", "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": LAST_RESORT}
SAME |= {"ks_c_5601-1987": "cp949", "unicode-1-1-utf-7": "utf-7", "utf8mb4": "utf-8", "cp-850": "cp850"}


def decode(data: bytes, declared: str = "") -> str:
    """The words in these bytes; signs that nothing can read become marks of their absence."""
    named = declared.strip().strip("\"'").lower()
    for charset in filter(None, (SAME.get(named, named), "utf-8")):
        try:
            return tidy(data.decode(charset))
        except (LookupError, ValueError):
            continue
    return tidy(data.decode(LAST_RESORT, "replace"))


def header(value: str) -> str:
    """A header's words, as a person reads them: unfolded, its encoded words decoded, its raw bytes guessed."""
    plain = decode(value.encode("utf-8", "surrogateescape"))
    try:
        pieces = decode_header(plain.replace("\r", "").replace("\n", ""))
    except (HeaderParseError, ValueError, IndexError):
        return " ".join(plain.split())
    said = (one if isinstance(one, str) else _piece(one, charset) for one, charset in pieces)
    return " ".join("".join(said).split())


def tidy(text: str) -> str:
    """Without what no database keeps and no person reads: nulls, halves of signs, and other systems' line ends."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\ufeff", "")
    return clean.encode("utf-8", "replace").decode("utf-8")


def _piece(data: bytes, charset: str | None) -> str:
    # Between encoded words Python hands plain text back as Latin-1 bytes with no charset, made from what we gave it.
    return decode(data, charset) if charset else data.decode("raw-unicode-escape", "replace")
