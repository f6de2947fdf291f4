"""One sheet of the workbook: a question with its answer, tables and pictures, or a long table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.exports.tables.model import Table
from tiesnet.exports.workbook.chapter_charts import PICTURE_ROWS, SHORT, picture_of
from tiesnet.exports.workbook.charts import draw
from tiesnet.exports.workbook.grid import reach, told, widen, write_grid, write_long_grid
from tiesnet.exports.workbook.looks import Looks
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.prose import opening, paragraph, subheading

MOST_ROWS = 1_048_575
MOST_FROZEN = 180.0  # points: a third of a small screen
Heated = Sequence[Sequence[str]]


def data_sheet(
    sheet: Worksheet,
    table: Table,
    looks: Looks,
    heated: Heated,
    name: str,
    columns: int,
) -> None:
    """Fill a sheet with one table from its first row on, so that other programs can read it."""
    table = told(table)
    last = write_grid(sheet, table, looks, 1, heated, name)
    sheet.freeze_panes = f"{get_column_letter(columns + 1)}2"
    set_page(sheet, last, len(table.columns), head=1)


def long_sheet(
    sheet: Worksheet, table: Table, looks: Looks, name: str, columns: int, upright: bool = False
) -> None:
    """Fill a sheet with a long table; what Excel cannot hold in one sheet goes on in the next."""
    book: Any = sheet.parent
    table = told(table)
    for k, start in enumerate(range(0, max(len(table.rows), 1), MOST_ROWS)):
        part = table.part(start, start + MOST_ROWS)
        more = f" {k + 1}" if k else ""
        page = _next_page(book, f"{sheet.title}{more}") if k else sheet
        last = write_long_grid(page, part, looks, f"{name}{more}".replace(" ", "_"))
        page.freeze_panes = f"{get_column_letter(columns + 1)}2"
        # The code name, last, is for other programs; without it the type can be larger.
        printed = len(table.columns) - upright
        set_page(page, last, printed, head=1, upright=upright)


def _next_page(book: Any, title: str) -> Worksheet:
    page: Worksheet = book.create_sheet(sheet_names([*book.sheetnames, title])[-1])
    return page


def question_sheet(
    sheet: Worksheet, parts: Sequence[Table], looks: Looks, heated: Heated = ()
) -> list[int]:
    """Fill a sheet with a question, its answer and the tables behind it.

    The first column stays in sight; the headings do when there is one table only, since those of
    the first would stand wrongly above the second. On paper the question, or the headings of a
    single table, head every page. A chart of the first table stands below it when it is short,
    else above it. Returns the row of the headings of every table.
    """
    parts = [told(table) for table in parts]
    for k, table in enumerate(parts):
        widen(sheet, table, spill=k > 0)
    top = opening(sheet, parts[0], looks)
    row, heads = top, []
    for k, table in enumerate(parts):
        start = subheading(sheet, row + 1, table, looks) if k else top
        above = k == 0 and len(table.rows) > SHORT and _pictured(sheet, table, looks, top, top)
        start += PICTURE_ROWS if above else 0
        heads.append(start)
        heat = _matrix_heat(table) if k else heated
        row = start
        if len(table.rows):
            row = write_grid(sheet, table, looks, start, heat, table_name(table)) + 1
            if table.note:
                row = paragraph(sheet, row, table.note, looks.quiet, 13.5)
        if k == 0 and not above and _pictured(sheet, table, looks, start, row + 1):
            row += PICTURE_ROWS + 1
    sheet.freeze_panes = f"B{top + 1}" if _keeps_headings(sheet, parts, top) else "B1"
    alone = len(parts) == 1 and len(parts[0].rows) > 0
    set_page(sheet, row, max(reach(sheet, part) for part in parts), head=top if alone else 1)
    return heads


def _pictured(sheet: Worksheet, table: Table, looks: Looks, start: int, row: int) -> bool:
    """Draw the chart of a table at a row, if it has one; above its headings they move down."""
    head = start + PICTURE_ROWS if row == start else start
    picture = picture_of(table, head)
    if picture is not None:
        draw(picture, sheet, sheet, f"A{row}", looks)
    return picture is not None


def _keeps_headings(sheet: Worksheet, parts: Sequence[Table], top: int) -> bool:
    """Tell whether the headings can stay in sight: one table, and not too much text above it."""
    return len(parts) == 1 and len(parts[0].rows) > 0 and _height(sheet, top) <= MOST_FROZEN


def _height(sheet: Worksheet, last: int) -> float:
    """Add up the heights of the first rows, in points."""
    return sum(sheet.row_dimensions[row].height or 15.0 for row in range(1, last + 1))


def _matrix_heat(table: Table) -> Heated:
    """Shade the densities of a stage matrix on one scale."""
    densities = [c.key for c in table.columns if c.key.startswith("density:")]
    return [densities] if densities else ()


def table_name(table: Table) -> str:
    """Name the table of a sheet, as Excel allows it."""
    return "".join(word.capitalize() for word in table.key.split("_"))
