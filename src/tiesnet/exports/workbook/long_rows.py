"""Rows of tables, written straight as XML: openpyxl takes some 20 times as long."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from tiesnet.exports.tables.model import WRAPS, Column, Table
from tiesnet.exports.text import plain_value
from tiesnet.exports.workbook.cells import RISKY, cell_value
from tiesnet.exports.workbook.heights import row_height, text_lines
from tiesnet.exports.workbook.looks import Looks

_BLOCK = 20_000


class _Cells(NamedTuple):
    """A column of cells: what follows the row in each, and how many lines its text takes.

    Between the number of its row and that of the next cell, so that a row is joined by its number.
    """

    xml: list[str]
    lines: list[int] | None


def rows_xml(
    table: Table, looks: Looks, first: int = 2, tall: bool = False
) -> Iterator[tuple[int, bytes]]:
    """Give the rows of a table as the XML of a sheet; text is text, as everywhere.

    They come in blocks, each with the number of its first row: a million rows as text take
    gigabytes, as bytes a few hundred megabytes.

    Parameters
    ----------
    table : Table
    looks : Looks
        Of the workbook.
    first : int, default 2
        Row of the sheet for the first row of the table.
    tall : bool, default False
        Whether rows with text that wraps get their height also when it takes one line.
    """
    heads = [f'<c r="{get_column_letter(k)}' for k in range(1, len(table.columns) + 1)]
    for start in range(0, len(table.rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        columns = [
            _cells(table, looks, column, part, after)
            for column, after in zip(table.columns, [*heads[1:], ""], strict=True)
        ]
        yield first + start, _joined(columns, heads[0], first + start, tall).encode()


def _joined(columns: Sequence[_Cells], head: str, first: int, tall: bool) -> str:
    """Put the cells of some rows side by side, each row as high as its text."""
    wrapped = [column.lines for column in columns if column.lines is not None]
    most = [max(lines) for lines in zip(*wrapped, strict=True)] if wrapped else []
    parts = []
    for place, row in enumerate(zip(*(column.xml for column in columns), strict=True)):
        number = str(first + place)
        lines = most[place] if most else 1
        height = ""
        if lines > 1 or (tall and most):
            height = f' ht="{row_height(lines):g}" customHeight="1"'
        parts.append(f'<row r="{number}"{height}>{number.join((head, *row))}</row>')
    return "".join(parts)


def _cells(table: Table, looks: Looks, column: Column, part: slice, after: str) -> _Cells:
    if column.kind == "text":
        return _texts(table, looks, column, part, after)
    return _Cells(list(_numbers(table, looks, column, part, after)), None)


def _texts(table: Table, looks: Looks, column: Column, part: slice, after: str) -> _Cells:
    """Give cells of text; what stands in many rows is made once."""
    values = table.rows[column.key].iloc[part].tolist()
    wraps = column.width >= WRAPS
    style = looks.of(table, 0, None, column, None)
    blue = looks.linked(style)
    leads = (looks.leads(table, column) or [None] * len(table.rows))[part]
    made: dict[tuple[str | None, bool], tuple[str, int]] = {}

    def cell(value: Any, led: bool) -> tuple[str, int]:
        ready = cell_value(value)
        lines = 1
        if wraps and isinstance(ready, str):
            whole = plain_value(value)  # before it was cut
            lines = text_lines(str(whole), column.width * 1.05)
        return _cell(ready, blue if led else style, looks) + after, lines

    found = []
    for value, lead in zip(values, leads, strict=True):
        led = lead is not None
        if type(value) is float and math.isnan(value):
            value = None
        elif value is not None and type(value) is not str:
            found.append(cell(value, led))
            continue
        if (value, led) not in made:
            made[value, led] = cell(value, led)
        found.append(made[value, led])
    return _Cells([xml for xml, _ in found], [lines for _, lines in found] if wraps else None)


def _numbers(table: Table, looks: Looks, column: Column, part: slice, after: str) -> Iterator[str]:
    """Give cells of numbers, each in the look of its kind."""
    own = table.rows[column.key].iloc[part]
    bounds = {label for label, key in table.at_least if key == column.key}

    simple = not bounds and not table.fine  # then the kind alone decides
    starts: dict[str, str] = {}
    for place, (label, value) in enumerate(zip(own.index, own.tolist(), strict=True), part.start):
        if type(value) is float:
            ready: Any = value if math.isfinite(value) else None
        else:
            ready = cell_value(value)
        if isinstance(ready, str):
            yield _cell(ready, looks.of(table, place, label, column, ready), looks) + after
            continue
        kind = table.kind(place, column) if simple else ""
        start = starts.get(kind, "")
        if not start:
            look = looks.of(table, place, label, column, ready)
            start = f'" s="{looks.number(look)}'
            if simple:
                starts[kind] = start
        yield f'{start}"/>{after}' if ready is None else f'{start}"><v>{ready!r}</v></c>{after}'


def _cell(ready: str | int | float | None, look: Any, looks: Looks) -> str:
    """Give one cell from behind the number of its row."""
    if ready is None:
        return f'" s="{looks.number(look)}"/>'
    if not isinstance(ready, str):
        return f'" s="{looks.number(look)}"><v>{ready!r}</v></c>'
    style = looks.number(looks.quoted(look) if ready.startswith(RISKY) else look)
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(ready)}</t></is></c>'
