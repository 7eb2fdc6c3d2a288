"""What somebody wrote anew in an answer: the quoted letter below it, and the signature's legal prose, are cut away."""

from __future__ import annotations

import re
from functools import lru_cache

from mailparser_reply import EmailReplyParser
from mailparser_reply.constants import MAIL_LANGUAGES

LONGEST = 200_000
# Where a mail program says that the rest is quoted, in languages that the library does not know.
HEADINGS = re.compile(
    r"^[ \t>]*(?:"
    r".{0,200}\b(?:tarihinde|tarihli)\b.{0,200}\b(?:yazdı|şöyle yazdı|şunu yazdı|şunları yazdı)\s*:?"  # tr
    r"|-{2,}\s*(?:Özgün İleti|Orijinal Mesaj|Özgün Mesaj|İletilen ileti|Αρχικό μήνυμα|الرسالة الأصلية)\s*-{2,}"
    r"|(?:Στις|Την|Το)\b.{0,200}\bέγραψε\s*:?"  # el
    r"|El\b.{0,200}\n?.{0,100}\bescribió\s*:"  # es, where it is broken over two lines
    r"|(?:في|بتاريخ)\s.{0,200}\s(?:كتب|كتبت)\b.{0,100}:?"  # ar
    r"|-{2,}\s*Original Message\s*-{2,}"
    r")[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


def reply_text_of(text: str) -> str:
    """The new words; the whole text where nothing else would be left, as when somebody answers between the lines."""
    text = text[:LONGEST]
    head = text
    if heading := HEADINGS.search(text):
        head = text[: heading.start()]
    try:
        new = str(_parser().parse_reply(head) or "").strip()
    except (re.error, RecursionError, AttributeError, IndexError):
        new = head.strip()
    return new or head.strip() or text.strip()


@lru_cache(maxsize=1)
def _parser() -> EmailReplyParser:
    return EmailReplyParser(languages=[key for key in MAIL_LANGUAGES if key != "david"])
