"""The tables of a survey as sheets to fill in: a bold header that stays, and plain cells."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.workbook.cells import bold, put, save_bytes

_WIDEST = 48


def survey_workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Give survey tables as the bytes of a workbook, one sheet per table in the order given."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, table in tables.items():
        _fill(workbook.create_sheet(name), table)
    return save_bytes(workbook)


def _fill(sheet: Worksheet, table: pd.DataFrame) -> None:
    for column, name in enumerate(table.columns, start=1):
        bold(put(sheet, 1, column, str(name)))
        values = table[name].tolist()
        for row, value in enumerate(values, start=2):
            put(sheet, row, column, value)
        longest = max([len(str(name)), *(len(str(value)) for value in values)])
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, _WIDEST)
    sheet.freeze_panes = "A2"
