"""Tables that leave the page: the same rows as CSV and as a workbook, safe to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

Cell = str | int | float | None
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take these for a formula


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. `notes` say how it was counted, and travel with the numbers."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()


def as_csv(*found: Table) -> bytes:
    """With the mark that spreadsheet programs need to read letters beyond English; several below one another."""
    text = io.StringIO()
    writer = csv.writer(text)
    for at, table in enumerate(found):
        if len(found) > 1:
            writer.writerows([[]] * bool(at) + [[_safe(table.title)]])
        writer.writerow([_safe(head) for head in table.heads])
        writer.writerows([[_safe(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(*found: Table) -> bytes:
    """A sheet for each: the title, the table with its heads fixed, and the notes below."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for table in found:
            _sheet(book, table)
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
    for at, head in enumerate(table.heads):
        sheet.write_string(2, at, head, bold)
    for down, row in enumerate(table.rows, 3):
        for at, cell in enumerate(row):
            if cell is not None:
                sheet.write(down, at, cell)
    for down, note in enumerate(table.notes, 4 + len(table.rows)):
        sheet.write_string(down, 0, note)
    sheet.freeze_panes(3, 1)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, max(len(table.heads) - 1, 1), 16)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell
