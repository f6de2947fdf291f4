"""Cells that stay what they are: text is never a formula, a number is a number, empty is empty."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, cast
from xml.sax.saxutils import quoteattr

import numpy as np
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from tiesnet.exports.text import FORMULA_STARTS, legal_text, plain_value
from tiesnet.exports.workbook.links import Link, links_xml
from tiesnet.language import say, word

LONGEST = 32_767
CUT = word("[cut: the text is longer than a cell can hold]")
# Excel takes the first for the beginning of a formula, the last for that of an error value.
RISKY = (*FORMULA_STARTS, "\n", "#")
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ROW = re.compile(rb'<row r="(\d+)"')
_END, _NONE = b"</sheetData>", b"<sheetData/>"
# What openpyxl says of the size of a sheet knows nothing of these rows. It may be missing, but a
# wrong one makes some readers stop at the headings.
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
Blocks = Sequence[tuple[int, bytes]]
_PRINTED = re.compile(rb"<(printOptions|pageMargins)")
_CHART_NAME = re.compile(rb'(<(?:[a-z]+:)?cNvPr [^>]*?)name="Chart \d+"')
_EPOCH = (1980, 1, 1, 0, 0, 0)


def cell_value(value: Any) -> str | int | float | None:
    """Turn any value into what a cell may hold; cut text that is too long, and say so."""
    if isinstance(value, (bool, np.bool_)):
        return say("yes") if value else say("no")
    plain = plain_value(value)
    if isinstance(plain, str) and len(plain) > LONGEST:
        cut = f" {say(CUT)}"
        return plain[: LONGEST - len(cut)] + cut
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


def save_bytes(
    workbook: Workbook,
    rows: Mapping[str, Blocks] | None = None,
    links: Mapping[str, Sequence[Link]] | None = None,
    described: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> bytes:
    """Give the bytes of a workbook, the same for the same content.

    Parameters
    ----------
    workbook : Workbook
    rows : mapping of sheet title to (first row, XML), optional
        Rows to put between those the sheet has, see `rows_xml`.
    links : mapping of sheet title to links, optional
        Cells that lead somewhere in the workbook.
    described : mapping of sheet title to (title, description), optional
        What the charts of a sheet are called and show, for who does not see them.

    Notes
    -----
    openpyxl stamps the time of day into the properties and the archive. Both are taken out, since
    a file that is made again must be the same file.
    """
    parts = {f"xl/worksheets/sheet{k}.xml": one for k, one in enumerate(workbook.worksheets, 1)}
    drawn = [one.title for one in workbook.worksheets if one._charts]  # type: ignore[attr-defined]
    drawings = {f"xl/drawings/drawing{k}.xml": title for k, title in enumerate(drawn, 1)}
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as plain:  # packed below, once
        ExcelWriter(workbook, plain).write_data()
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            pieces = [old.read(name)]
            if name in parts:
                title = parts[name].title
                pieces = _with_rows(pieces[0], (rows or {}).get(title, ()))
                pieces[-1] = _with_links(pieces[-1], (links or {}).get(title, ()))
            if name in drawings:
                pieces = [_described(pieces[0], (described or {}).get(drawings[name], ()))]
            if name == "docProps/core.xml":
                pieces = [_STAMPS.sub(b"", pieces[0])]
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            entry.file_size = sum(map(len, pieces))
            with new.open(entry, "w") as file:  # piece by piece: together they take much memory
                for piece in pieces:
                    file.write(piece)
    return packed.getvalue()


def _with_rows(sheet: bytes, blocks: Blocks) -> list[bytes]:
    """Put rows into the XML of a sheet, each block where its first row belongs; give pieces."""
    if not blocks:
        return [sheet]
    sheet = sheet.replace(_NONE, b"<sheetData>" + _END, 1)
    sheet = _DIMENSION.sub(b"", sheet, count=1)
    own = [(int(found[1]), found.start()) for found in _ROW.finditer(sheet)]
    end = sheet.rindex(_END)
    parts: list[bytes] = []
    done = 0
    for first, xml in sorted(blocks):
        place = next((start for number, start in own if number > first), end)
        parts += [sheet[done:place], xml]
        done = place
    return [*parts, sheet[done:]]


def _with_links(sheet: bytes, links: Sequence[Link]) -> bytes:
    """Put links into the XML of a sheet, before how it is printed; every sheet says that."""
    if not links:
        return sheet
    inner, end = links_xml(links).encode(), b"</hyperlinks>"
    behind = sheet.rfind(_END) + 1  # the rows themselves are long, and hold neither
    if (place := sheet.find(end, behind)) >= 0:
        return sheet[:place] + inner + sheet[place:]
    found = _PRINTED.search(sheet, behind)
    place = found.start() if found else len(sheet)
    return sheet[:place] + b"<hyperlinks>" + inner + end + sheet[place:]


def _described(drawing: bytes, texts: Sequence[tuple[str, str]]) -> bytes:
    """Put titles and descriptions at the charts of a drawing, in their order."""
    left = iter(texts)

    def said(found: re.Match[bytes]) -> bytes:
        title, text = next(left, ("", ""))
        if not title:
            return found[0]
        words = f"name={quoteattr(legal_text(title))} descr={quoteattr(legal_text(text))}"
        return found[1] + words.encode()

    return _CHART_NAME.sub(said, drawing)
