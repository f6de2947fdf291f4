"""Write a `Table` into a sheet: headings with units and definitions, rows, filter, heat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as Range
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.tables.model import WRAPS, Column, Table, longest
from tiesnet.exports.text import legal_text
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import LINE, text_lines
from tiesnet.exports.workbook.links import location
from tiesnet.exports.workbook.long_rows import rows_xml
from tiesnet.exports.workbook.looks import Looks, heat
from tiesnet.language import say

NUMBER_WIDTH, WIDEST, UNSET_WIDTH = 10.5, 44.0, 8.5


def write_grid(
    sheet: Worksheet,
    table: Table,
    looks: Looks,
    top: int = 1,
    heated: Sequence[Sequence[str]] = (),
    name: str = "",
) -> int:
    """Write headings now, and rows when `save_bytes` is given those of `looks`.

    Parameters
    ----------
    sheet : Worksheet
        Where.
    table : Table
        What; a table without rows gets its headings only.
    looks : Looks
        Of the sheet's workbook.
    top : int, default 1
        Row of the headings.
    heated : sequence of sequence of str
        Keys of the columns shaded by value; neighbours in one group share a scale.
    name : str, optional
        Makes it a real Excel table of that name, with filter buttons.

    Returns
    -------
    int
        The last row written.
    """
    headings = _head(sheet, table, looks, top)
    last = _rows(sheet, table, looks, top)
    if last > top:
        for keys in heated:
            _heat(sheet, table, keys, top + 1, last)
        if name:
            _filter(sheet, name, headings, top, last)
    return last


def write_long_grid(sheet: Worksheet, table: Table, looks: Looks, name: str) -> int:
    """Write a long table, its rows as low as they can be; return the last one."""
    headings = _head(sheet, table, looks, 1)
    last = _rows(sheet, table, looks, 1, tall=False)
    if last > 1:
        _filter(sheet, name, headings, 1, last)
    return last


def _head(sheet: Worksheet, table: Table, looks: Looks, top: int) -> list[str]:
    headings = unique_headings(table.columns)
    if not _widths(sheet):
        widen(sheet, table)
    for k, (column, heading) in enumerate(zip(table.columns, headings, strict=True), 1):
        _heading(sheet, top, k, column, heading, looks)
    if _spills(sheet, table):
        put(sheet, top, len(headings), headings[-1], looks.head_spill)
        headings = headings[:-1]
    sheet.row_dimensions[top].height = LINE * _lines(sheet, headings) + 4
    return unique_headings(table.columns)


def _spills(sheet: Worksheet, table: Table) -> bool:
    """Tell whether the text of the last column runs on over the empty cells beside it."""
    if not table.columns or table.columns[-1].kind != "text":
        return False
    width = sheet.column_dimensions[get_column_letter(len(table.columns))].width
    return bool(width < _wanted(table, table.columns[-1]))


def unique_headings(columns: Sequence[Column]) -> list[str]:
    """Give label and unit on two lines; Excel wants every heading of a table to differ."""
    taken: set[str] = set()
    headings: list[str] = []
    for column in columns:
        label, k = legal_text(column.label) or say("Column {n}", n=len(headings) + 1), 2
        heading = f"{label}\n{column.unit}" if column.unit else label
        while heading.casefold() in taken:
            heading, k = f"{label} ({k})\n{column.unit}".rstrip("\n"), k + 1
        taken.add(heading.casefold())
        headings.append(heading)
    return headings


def widen(sheet: Worksheet, table: Table, spill: bool = False) -> None:
    """Make columns as wide as their content wants, never narrower than they are already.

    With `spill`, text in the last column may run on over the empty cells beside it.
    """
    for k, column in enumerate(table.columns, 1):
        last = k == len(table.columns) and column.kind == "text"
        if spill and last and column.width < WRAPS:  # text that wraps needs its width
            continue
        letter = get_column_letter(k)
        set_already = sheet.column_dimensions[letter].width if letter in _widths(sheet) else 0.0
        sheet.column_dimensions[letter].width = max(set_already, _wanted(table, column))


def reach(sheet: Worksheet, table: Table) -> int:
    """Count the columns a table covers, those its last text runs over included."""
    last = len(table.columns)
    if not last or not _spills(sheet, table):
        return last
    left = float(longest(table.rows[table.columns[-1].key]))
    while left > 0:
        letter = get_column_letter(last)
        known = letter in _widths(sheet)
        left -= sheet.column_dimensions[letter].width if known else UNSET_WIDTH
        last += 1
    return last - 1


def _widths(sheet: Worksheet) -> set[str]:
    return {letter for letter, size in sheet.column_dimensions.items() if size.customWidth}


def _wanted(table: Table, column: Column) -> float:
    if column.width:
        return float(column.width)
    word = max((len(part) for part in column.label.split()), default=0) + 3.5
    if column.kind != "text":
        return max(NUMBER_WIDTH, word)
    most = longest(table.rows[column.key])
    return min(max(word, most + 3.0, len(column.label) / 2 + 3), WIDEST)


def _lines(sheet: Worksheet, headings: Sequence[str]) -> int:
    lines = 1
    for k, heading in enumerate(headings, 1):
        width = sheet.column_dimensions[get_column_letter(k)].width - 2.0
        lines = max(lines, sum(_wrapped(part, width) for part in heading.split("\n")))
    return lines


def _wrapped(text: str, width: float) -> int:
    """Count the lines a text takes, words kept whole."""
    lines, used = 1, 0.0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0.0
        used += len(word) + (1 if used else 0)
    return lines


def _heading(
    sheet: Worksheet, row: int, k: int, column: Column, heading: str, looks: Looks
) -> None:
    text = looks.head_text if k == 1 else looks.head_after
    style = text if column.kind == "text" else looks.head_number
    cell = put(sheet, row, k, heading, style)
    words = "\n".join(part for part in (column.definition, _from(column)) if part)
    if words:
        note = Comment(legal_text(words), "tiesnet")
        note.width = 320
        note.height = 30 + 16 * text_lines(words, 46)
        cell.comment = note
    if row == 1 and k == 1 and looks.home not in ("", sheet.title):
        looks.link_to(sheet, "A1", location(looks.home), say("Back to {sheet}", sheet=looks.home))
    elif column.metric in looks.meanings and _fits(sheet, cell, heading):
        place = location(looks.terms, f"A{looks.meanings[column.metric]}")
        looks.link_to(sheet, cell.coordinate, place, say("What it means and where it is from"))


def _fits(sheet: Worksheet, cell: Cell, heading: str) -> bool:
    """Tell whether a heading takes one line: LibreOffice breaks no text that leads somewhere."""
    width = sheet.column_dimensions[cell.column_letter].width
    return "\n" not in heading and len(heading) + 3.5 <= width


def _from(column: Column) -> str:
    return say("Source: {source}", source=column.source) if column.source else ""


def told(table: Table) -> Table:
    """Give the same table with the words of ours in its cells in the language written in."""
    ours = [column.key for column in table.columns if column.words]
    if not ours or not len(table.rows):
        return table
    said = {key: [say(v) if isinstance(v, str) else v for v in table.rows[key]] for key in ours}
    columns = {
        key: pd.Series(values, index=table.rows.index, dtype="object")
        for key, values in said.items()
    }
    return replace(table, rows=table.rows.assign(**columns))


def _rows(sheet: Worksheet, table: Table, looks: Looks, top: int, tall: bool = True) -> int:
    """Make the rows ready for `save_bytes`, and what they lead to; return the last one."""
    if len(table.rows):
        looks.rows.setdefault(sheet.title, []).extend(rows_xml(table, looks, top + 1, tall))
    for k, column in enumerate(table.columns, 1):
        letter = get_column_letter(k)
        for row, place in enumerate(looks.leads(table, column) or (), top + 1):
            if place is not None:
                looks.link_to(sheet, f"{letter}{row}", place)
    return top + len(table.rows)


def _heat(sheet: Worksheet, table: Table, keys: Sequence[str], first: int, last: int) -> None:
    places = [k for k, column in enumerate(table.columns, 1) if column.key in keys]
    if places:
        start, end = get_column_letter(places[0]), get_column_letter(places[-1])
        sheet.conditional_formatting.add(f"{start}{first}:{end}{last}", heat())


def _filter(sheet: Worksheet, name: str, headings: Sequence[str], top: int, last: int) -> None:
    """Make a range a real Excel table; line ends in headings are written as Excel writes them."""
    end = get_column_letter(len(headings))
    area = Range(displayName=name, ref=f"A{top}:{end}{last}")
    area.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    area.autoFilter = AutoFilter(ref=area.ref)
    area.tableColumns = [
        TableColumn(id=k, name=heading.replace("\n", "_x000a_"))
        for k, heading in enumerate(headings, 1)
    ]
    sheet.add_table(area)
