"""Cells that stay what they are: text is never a formula, a number is a number, empty is empty."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from tiesnet.exports.text import FORMULA_STARTS, plain_value

LONGEST = 32_767
CUT = " [cut: the text is longer than a cell can hold]"
# Excel takes the first for the beginning of a formula, the last for that of an error value.
RISKY = (*FORMULA_STARTS, "\n", "#")
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ROW = re.compile(rb'<row r="(\d+)"')
_END, _NONE = b"</sheetData>", b"<sheetData/>"
# What openpyxl says of the size of a sheet knows nothing of these rows. It may be missing, but a
# wrong one makes some readers stop at the headings.
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
Blocks = Sequence[tuple[int, str]]
_EPOCH = (1980, 1, 1, 0, 0, 0)


def cell_value(value: Any) -> str | int | float | None:
    """Turn any value into what a cell may hold; cut text that is too long, and say so."""
    plain = plain_value(value)
    if isinstance(plain, str) and len(plain) > LONGEST:
        return plain[: LONGEST - len(CUT)] + CUT
    return plain


def put(sheet: Worksheet, row: int, column: int, value: Any, style: Any = None) -> Cell:
    """Write one value into one cell.

    Parameters
    ----------
    sheet : Worksheet
        Where.
    row, column : int
        From 1.
    value : object
        Text stays text whatever it begins with; missing and infinite values leave it empty.
    style : cell, optional
        Its look is copied, which is much faster than setting each property.
    """
    cell: Any = sheet.cell(row, column)
    if style is not None:
        cell._style = copy(style._style)
    ready = cell_value(value)
    if ready is None:
        return cast(Cell, cell)
    cell.value = ready
    if isinstance(ready, str):
        cell.data_type = "s"
        if ready.startswith(RISKY):
            cell.quotePrefix = True
    return cast(Cell, cell)


def bold(cell: Cell, size: float | None = None) -> Cell:
    """Make the text of a cell bold, in a size if one is given."""
    font = copy(cell.font)
    cell.font = Font(name=font.name, sz=size or font.sz, b=True, color=font.color)
    return cell


def save_bytes(workbook: Workbook, rows: Mapping[str, Blocks] | None = None) -> bytes:
    """Give the bytes of a workbook, the same for the same content.

    Parameters
    ----------
    workbook : Workbook
    rows : mapping of sheet title to (first row, XML), optional
        Rows to put between those the sheet has, see `rows_xml`.

    Notes
    -----
    openpyxl stamps the time of day into the properties and the archive. Both are taken out, since
    a file that is made again must be the same file.
    """
    late = {
        f"xl/worksheets/sheet{k}.xml": (rows or {}).get(sheet.title, ())
        for k, sheet in enumerate(workbook.worksheets, 1)
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as plain:  # packed below, once
        ExcelWriter(workbook, plain).write_data()
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if late.get(name):
                data = _with_rows(data, late[name])
            if name == "docProps/core.xml":
                data = _STAMPS.sub(b"", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            new.writestr(entry, data)
    return packed.getvalue()


def _with_rows(sheet: bytes, blocks: Blocks) -> bytes:
    """Put rows into the XML of a sheet, each block where its first row belongs."""
    sheet = sheet.replace(_NONE, b"<sheetData>" + _END, 1)
    own = [(int(found[1]), found.start()) for found in _ROW.finditer(sheet)]
    end = sheet.rindex(_END)
    parts, done = [], 0
    for first, xml in sorted(blocks):
        place = next((start for number, start in own if number > first), end)
        parts += [sheet[done:place], xml.encode()]
        done = place
    return _DIMENSION.sub(b"", b"".join([*parts, sheet[done:]]), count=1)
