"""Files as manufacturers export them, and the road that each takes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from amends.goods.imports import import_jobs, run_import
from amends.goods.imports.import_kinds import KINDS
from amends.goods.models import Import

NOW = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
ORDERS = """Order number,Customer number,Company,Order date,Line,Product code,Product name,Quantity,Unit
1001,C-17,Hotel Lagoon,2026-02-16,1,FAB-20,Velvet blue,120,m
1001,C-17,Hotel Lagoon,2026-02-16,2,FAB-31,Linen sand,40.5,m
1002,C-22,,2026-02-18,1,FAB-20,Velvet blue,60,m
"""
SHIPMENTS = """Shipment number,Order number,Shipping date,Carrier,Delivered on,Line,Product code,Lot,Quantity,Unit
S-1,1001,2026-03-03,Northway,2026-03-05,1,FAB-20,L-77,120,m
S-1,1001,2026-03-03,Northway,2026-03-05,2,FAB-31,L-78,40.5,m
S-2,1002,,,,1,FAB-20,L-77,60,m
"""
INSPECTIONS = """Record number,Lot,Inspection date,Characteristic,Limit,Measured,Result
Q-9,L-77,2026-02-27,Colour fastness,at least 4,4-5,pass
Q-9,L-77,2026-02-27,Shrinkage,at most 3 %,3.8 %,fail
"""


def begun(kind: str, text: str | bytes, name: str = "export.csv") -> Import:
    return import_jobs.begin(kind, text.encode() if isinstance(text, str) else text, name=name, by=None, now=NOW)


def checked(kind: str, text: str | bytes, **columns: int) -> Import:
    one = begun(kind, text)
    import_jobs.check(one, {**one.match["columns"], **columns}, forms=import_jobs.forms(one))
    return carried(one)


def taken(kind: str, text: str | bytes) -> Import:
    one = checked(kind, text)
    import_jobs.take_over(one, by=None)
    return carried(one)


def carried(one: Import) -> Import:
    return run_import.carry_out(one, now=NOW, progress=lambda _done, _of: None)


def everything() -> None:
    for kind, text in (("orders", ORDERS), ("shipments", SHIPMENTS), ("inspections", INSPECTIONS)):
        assert taken(kind, text).state == "done"


def title(kind: str, key: str) -> str:
    return str(KINDS[kind].column(key).title)


def workbook(rows: Sequence[Sequence[Any]], corner: str = "") -> bytes:
    """The smallest workbook that there is; with something in a far corner, if so wished."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    if corner:
        lines += f'<row r="{corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{corner}"><v>1</v></c></row>'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{lines}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, (int, float)):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def _relation(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{space}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )
