"""Rows of long tables, written straight as XML: openpyxl takes some 20 times as long."""

from __future__ import annotations

from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from tiesnet.exports.tables.model import WRAPS, Table
from tiesnet.exports.workbook.cells import RISKY, cell_value
from tiesnet.exports.workbook.heights import row_height, text_lines
from tiesnet.exports.workbook.looks import Looks


def rows_xml(table: Table, looks: Looks, first: int = 2) -> str:
    """Give the rows of a table as the XML of a sheet; text is text, as everywhere."""
    letters = [get_column_letter(k) for k in range(1, len(table.columns) + 1)]
    risky = looks.risky.style_id
    ids: dict[int, int] = {}
    lines = []
    values = zip(*(table.rows[column.key].tolist() for column in table.columns), strict=True)
    for place, (label, row) in enumerate(zip(table.rows.index, values, strict=True)):
        number, height = first + place, 1
        cells = []
        for letter, column, value in zip(letters, table.columns, row, strict=True):
            ready = cell_value(value)
            look = looks.of(table, place, label, column, ready)
            if id(look) not in ids:
                ids[id(look)] = look.style_id
            style = ids[id(look)]
            if ready is None:
                cells.append(f'<c r="{letter}{number}" s="{style}"/>')
            elif isinstance(ready, str):
                style = risky if ready.startswith(RISKY) else style
                if column.kind == "text" and column.width >= WRAPS:
                    height = max(height, text_lines(ready, column.width * 1.05))
                cells.append(
                    f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is>'
                    f'<t xml:space="preserve">{escape(ready)}</t></is></c>'
                )
            else:
                cells.append(f'<c r="{letter}{number}" s="{style}"><v>{ready!r}</v></c>')
        tall = f' ht="{row_height(height)}" customHeight="1"' if height > 1 else ""
        lines.append(f'<row r="{number}"{tall}>{"".join(cells)}</row>')
    return "".join(lines)
