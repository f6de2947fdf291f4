"""Sentences on a sheet: a title, an answer, how to read what follows."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.heights import text_lines
from tiesnet.exports.workbook.links import location
from tiesnet.exports.workbook.looks import Looks
from tiesnet.language import say

_SPAN_WIDTH = 110.0


def paragraph(sheet: Worksheet, row: int, text: str, style: Any, line: float = 15.0) -> int:
    """Write a sentence across the sheet, wrapped; return the next free row."""
    last, width = _span(sheet)
    put(sheet, row, 1, text, style)
    if last > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = line * text_lines(text, width * 1.02) + 3
    return row + 1


def opening(sheet: Worksheet, table: Table, looks: Looks) -> int:
    """Write question, answer and how to read it; return the first row for the table."""
    put(sheet, 1, 1, table.question or table.title, looks.title)
    sheet.row_dimensions[1].height = 24
    row = 2
    if table.answer:
        row = paragraph(sheet, row, table.answer, looks.answer, 16.5)
    if table.reading:
        row = paragraph(sheet, row, table.reading, looks.quiet, 13.5)
    if looks.home:
        put(sheet, row, 1, say("← {sheet}", sheet=looks.home), looks.back)
        looks.link_to(sheet, f"A{row}", location(looks.home))
    sheet.row_dimensions[row].height = 16 if looks.home else 8
    return row + 1


def subheading(sheet: Worksheet, row: int, table: Table, looks: Looks) -> int:
    """Write the title of a further table on the sheet, with its answer; return the next row."""
    put(sheet, row, 1, table.title, looks.heading)
    sheet.row_dimensions[row].height = 20
    row += 1
    for text in (table.answer, table.reading):
        if text:
            row = paragraph(sheet, row, text, looks.quiet, 13.5)
    return row


def _span(sheet: Worksheet) -> tuple[int, float]:
    """Find how many columns make a comfortable line, and how wide they are together."""
    total = 0.0
    for k in range(1, 40):
        letter = get_column_letter(k)
        if letter not in sheet.column_dimensions:
            break
        width = float(sheet.column_dimensions[letter].width)
        if total and total + width > _SPAN_WIDTH:
            return k - 1, total
        total += width
    else:
        return 39, total
    return max(k - 1, 1), max(total, 13.0)
