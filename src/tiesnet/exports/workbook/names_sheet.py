"""The sheet of names: one row per uncertain name, with drop-downs for what the user decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.names_rows import CHOICES, COLUMNS, DECIDED, INSTRUCTIONS
from tiesnet.exports.workbook.cells import put, save_bytes
from tiesnet.exports.workbook.heights import row_height, text_lines
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.page import set_page
from tiesnet.language import say

_WIDTHS = {"times": 8.0, "row": 8.0, "decision": 30.0, "note": 20.0, "stands in": 16.0}
_WIDE, _WHY = 30.0, 40.0
_PROMPT_TITLE, _PROMPT = 32, 255  # what Excel takes
_SPAN = 6  # columns the instructions run over


def names_workbook(rows: Sequence[dict[str, Any]], title: str) -> bytes:
    """Give the bytes of the workbook, the same for the same rows."""
    book = Workbook()
    looks = Looks(book)
    book.properties.creator = "tiesnet"
    sheet = book.worksheets[0]
    sheet.title = "Names"
    for k, column in enumerate(COLUMNS, 1):
        wide = _WHY if column.startswith("why") else _WIDE
        sheet.column_dimensions[get_column_letter(k)].width = _WIDTHS.get(column, wide)
    head = _instructions(sheet, looks, title)
    for k, column in enumerate(COLUMNS, 1):
        put(sheet, head, k, column, looks.head_text if k == 1 else looks.head_after)
    for number, row in enumerate(rows, head + 1):
        _row(sheet, number, row, looks)
    if rows:
        _drop_downs(sheet, head + 1, head + len(rows))
        last = get_column_letter(len(COLUMNS))
        sheet.auto_filter.ref = f"A{head}:{last}{head + len(rows)}"
    sheet.freeze_panes = f"B{head + 1}"
    set_page(sheet, head + len(rows), len(COLUMNS), head=head)
    return save_bytes(book)


def _instructions(sheet: Worksheet, looks: Looks, title: str) -> int:
    put(sheet, 1, 1, f"{say('Which names are the same firm?')} {title}".strip(), looks.title)
    sheet.row_dimensions[1].height = 24
    width = sum(sheet.column_dimensions[get_column_letter(k)].width for k in range(1, _SPAN + 1))
    row = 2
    for text in map(say, INSTRUCTIONS):
        put(sheet, row, 1, text, looks.prose)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_SPAN)
        sheet.row_dimensions[row].height = 15.0 * text_lines(text, width) + 3
        row += 1
    return row + 1


def _row(sheet: Worksheet, number: int, row: dict[str, Any], looks: Looks) -> None:
    lines = 1
    for k, column in enumerate(COLUMNS, 1):
        value = row.get(column)
        number_like = column in ("times", "row")
        style = looks.body["count"] if number_like else looks.wrapped_after
        put(sheet, number, k, value, looks.wrapped if k == 1 else style)
        if isinstance(value, str):
            width = sheet.column_dimensions[get_column_letter(k)].width
            lines = max(lines, text_lines(value, width))
    sheet.row_dimensions[number].height = row_height(lines)


def _drop_downs(sheet: Worksheet, first: int, last: int) -> None:
    """Offer in each row its own suggestions; anything else can be typed as well."""
    start, end = (get_column_letter(COLUMNS.index(name) + 1) for name in (CHOICES[0], CHOICES[-1]))
    offered = DataValidation(
        type="list", formula1=f"=${start}{first}:${end}{first}", allow_blank=True
    )
    offered.showErrorMessage = False
    offered.promptTitle = say("Which firm is it?")[:_PROMPT_TITLE]
    offered.prompt = say("Choose from the list, or type the id of a firm, new, or another name.")[
        :_PROMPT
    ]
    offered.showInputMessage = True
    column = get_column_letter(COLUMNS.index(DECIDED) + 1)
    offered.add(f"{column}{first}:{column}{last}")
    sheet.add_data_validation(offered)
