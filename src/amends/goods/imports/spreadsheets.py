"""Files as tables: a workbook becomes plain lines; of plain lines, the encoding and the divider are recognised."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from amends.goods import numbers

ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1254", "gb18030")
DELIMITERS = (",", ";", "\t")
MOST_UNPACKED = 400 * 1024 * 1024
MOST_COLUMNS = 200
MOST_CELLS = 10_000_000
PLACE, ROW = re.compile(rb'<c [^>]{0,60}?\br="([A-Z]{1,3})\d'), re.compile(rb'<row [^>]{0,60}?\br="(\d{1,7})"')
# What damaged workbooks make their readers say.
BROKEN = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, IndexError, OSError, RuntimeError, ValueError)
HIGH = re.compile(rb"[\x80-\xff]+")
csv.field_size_limit(1_000_000)


class Unreadable(Exception):
    """A file that is no table; `reason` is the key of its words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of plain lines, and how to read it."""

    content: bytes
    encoding: str
    delimiter: str


def open_spreadsheet(content: bytes) -> Sheet:
    """Whatever was sent, as plain lines; Unreadable when it is no table."""
    if not content.strip():
        raise Unreadable("empty file")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Sheet(_unfolded(content), "utf-8-sig", ",")
    encoding = _encoding(content)
    return Sheet(content, encoding, _delimiter(content, encoding))


def rows(file: IO[bytes], encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that says anything, with its number as an editor or a spreadsheet shows it."""
    reader = csv.reader(io.TextIOWrapper(file, encoding, newline=""), delimiter=delimiter)
    for cells in reader:
        said = [numbers.tidy(cell) for cell in cells[:MOST_COLUMNS]]
        if any(said):
            yield reader.line_num, said


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in content:
        return _without_mark(content)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030" if _paired(content) else "cp1254"
    return "utf-8-sig"


def _without_mark(content: bytes) -> str:
    """UTF-16 by where the empty bytes of its plain signs stand; anything else with empty bytes is no text."""
    encoding = "utf-16-le" if content.find(b"\x00") % 2 else "utf-16-be"
    try:
        if "\n" in content.decode(encoding):
            return encoding
    except UnicodeDecodeError:
        pass
    raise Unreadable("no table")


def _paired(content: bytes) -> bool:
    """Chinese signs are pairs of high bytes; Turkish letters stand alone among Latin ones."""
    runs = HIGH.findall(content)
    even = sum(len(run) % 2 == 0 for run in runs)
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return even * 2 > len(runs)


def _delimiter(content: bytes, encoding: str) -> str:
    """The one that cuts the first lines into most columns, and each into as many."""
    return max(DELIMITERS, key=lambda one: _columns(content, encoding, one))


def _columns(content: bytes, encoding: str, delimiter: str) -> float:
    reader = rows(io.BytesIO(content), encoding, delimiter)
    widths = [len(cells) for _, cells in (row for row, _ in zip(reader, range(20), strict=False))]
    return widths[0] * sum(one == widths[0] for one in widths) / len(widths) if widths else 0


def _unfolded(content: bytes) -> bytes:
    """The first sheet of a workbook as plain lines; empty ones stay, so that line numbers are those one sees."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    try:
        _check_archive(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False):
                write([_plain(cell) for cell in row[:MOST_COLUMNS]] or [""])
    except BROKEN:
        raise Unreadable("no table") from None
    return out.getvalue().encode()


def _check_archive(content: bytes) -> None:
    """Looks at what a workbook would unpack to before it is unpacked."""
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
            raise Unreadable("too large")
        sheets = [one for one in archive.namelist() if one.startswith("xl/worksheets/") and one.endswith(".xml")]
        if any(_extent(archive, one) > MOST_CELLS for one in sheets):
            raise Unreadable("too large")


def _extent(archive: zipfile.ZipFile, name: str) -> int:
    """How many cells lie between the first and the last: one stray sign in the last corner makes billions."""
    columns, rows, rest = 1, 1, b""
    with archive.open(name) as sheet:
        while piece := sheet.read(1024 * 1024):
            piece = rest + piece
            columns = max([columns, *map(_place, set(PLACE.findall(piece)))])
            rows = max([rows, *map(int, ROW.findall(piece)[-1:])])
            rest = piece[-100:]
    return columns * rows


def _place(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    return reduce(lambda sum_, letter: sum_ * 26 + letter - 64, letters, 0)


def _plain(cell: object) -> str:
    """A cell as text: days by ISO, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return numbers.tidy(str(cell))
