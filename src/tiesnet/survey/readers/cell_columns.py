"""Cells of a sheet gathered by column: a code per cell, and each different text once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey import coded
from tiesnet.survey.coded import as_column
from tiesnet.survey.readers.assemble import Grid

DATES = (dt.date, dt.time, dt.timedelta)
_BATCH = 200_000  # cells gathered before they are coded
_WHOLE = 10.0**15
_BLANK = 0  # the code of an empty cell


class CellColumns:
    """The cells of one sheet so far; blank rows, and blank cells at the end of rows, cost nothing.

    Coding happens per batch and column, so that what is done per cell is a look into a table.
    """

    def __init__(self) -> None:
        self.filled = self.span = 0
        self._rows: list[tuple[Any, ...]] = []
        self._numbers: list[int] = []
        self._widest = 0
        self._columns: list[_Column] = []
        self._kept: list[NDArray[np.int64]] = []
        self._dates: set[tuple[int, int]] = set()

    def take(self, number: int, values: tuple[Any, ...]) -> bool:
        """Add a row; says whether a batch was coded, and the counts are therefore up to date."""
        width = len(values)
        if not width:
            return False
        wider = max(width, self._widest) * (len(self._rows) + 1)
        full = wider >= _BATCH
        if full and width > self._widest:  # a wide row is no reason to widen many narrow ones
            self.code()
        self._rows.append(values)
        self._numbers.append(number)
        self._widest = max(width, self._widest)
        if full and len(self._rows) > 1:
            self.code()
        return full

    def code(self) -> None:
        """Code the rows gathered since the last time."""
        rows, self._rows = self._rows, []
        numbers, self._numbers = np.array(self._numbers, dtype=np.int64), []
        self._widest = 0
        self.span += sum(map(len, rows))
        cells = [tuple(column) for column in zip_longest(*rows)]
        while len(self._columns) < len(cells):
            self._columns.append(_Column(sum(map(len, self._kept))))
        parts = [column.coded(part) for column, part in zip(self._columns, cells, strict=False)]
        some = np.zeros(len(rows), dtype=bool)
        for part in parts:
            if part is not None:
                some |= part != _BLANK
                self.filled += int(np.count_nonzero(part))
        for place, column in enumerate(self._columns):
            part = parts[place] if place < len(parts) else None
            column.keep(part, some)
            if part is not None and column.dated:
                self._note_dates(place, cells[place], numbers)
        self._kept.append(numbers[some])

    def _note_dates(self, place: int, cells: Sequence[Any], numbers: NDArray[np.int64]) -> None:
        found = [at for at, value in enumerate(cells) if isinstance(value, DATES)]
        self._dates.update((int(numbers[at]), place) for at in found)

    def grid(self) -> Grid:
        """The cells of the sheet: a long one by columns, a short one row by row."""
        self.code()
        numbers = np.concatenate(self._kept)
        while self._columns and self._columns[-1].blank:
            self._columns.pop()
        columns = [column.end() for column in self._columns]
        if not len(numbers):
            return Grid([], [], ragged=False)
        dates = frozenset(self._dates)
        if len(numbers) <= coded.LONG:
            records = _records(columns, len(numbers))
            return Grid(numbers.tolist(), records, ragged=False, dates=dates)
        header = [texts[codes[0]] for codes, texts in columns]
        frame = pd.DataFrame(
            {place: as_column(codes[1:], texts) for place, (codes, texts) in enumerate(columns)}
        )
        return Grid(numbers, [header], frame, ragged=False, dates=dates)


class _Column:
    """The codes of one column, and the code of each value found in it."""

    def __init__(self, rows_before: int) -> None:
        self.dated = False
        self.blank = True
        self._codes: dict[Any, int] = {None: _BLANK, "": _BLANK}
        self._texts: list[str] = [""]
        self._parts: list[NDArray[np.int32] | int] = [rows_before]

    def coded(self, cells: Sequence[Any]) -> NDArray[np.int32] | None:
        """Codes of a batch of cells; nothing when all are blank."""
        kinds = set(map(type, cells))
        if kinds == {type(None)}:
            return None
        self.dated = any(issubclass(kind, DATES) for kind in kinds)
        if bool in kinds:  # in a table of values, true would be found under 1
            cells = [cell_text(cell) if isinstance(cell, bool) else cell for cell in cells]
        known = self._codes
        for cell in set(cells).difference(known):
            known[cell] = self._code_of(cell_text(cell))
        codes = np.fromiter(map(known.__getitem__, cells), dtype=np.int32, count=len(cells))
        return codes if codes.any() else None

    def _code_of(self, text: str) -> int:
        code = self._codes.get(text)
        if code is None:
            code = len(self._texts) if text.strip() else _BLANK
            self._codes[text] = code
            if code != _BLANK:
                self._texts.append(text)
        return code

    def keep(self, codes: NDArray[np.int32] | None, rows: NDArray[np.bool_]) -> None:
        """Keep the codes of the rows that are not blank."""
        if codes is None:
            self._parts.append(int(np.count_nonzero(rows)))
        else:
            self.blank = False
            self._parts.append(codes[rows])

    def end(self) -> tuple[NDArray[np.int32], list[str]]:
        """All codes of the column and their texts."""
        parts = [np.zeros(p, dtype=np.int32) if isinstance(p, int) else p for p in self._parts]
        self._parts.clear()
        self._codes.clear()
        return np.concatenate(parts), self._texts


def _records(columns: Sequence[tuple[NDArray[np.int32], list[str]]], count: int) -> list[list[str]]:
    cells = [[texts[code] for code in codes.tolist()] for codes, texts in columns]
    records = [list(record) for record in zip(*cells, strict=True)] or [[] for _ in range(count)]
    for record in records:
        while record and not record[-1].strip():
            record.pop()
    return records


def cell_text(value: object) -> str:
    """The text of a cell: whole numbers without a point, dates by ISO; blank cells are empty.

    >>> cell_text(1.0), cell_text(2.5), cell_text(1e-7), cell_text(True), cell_text(" a ")
    ('1', '2.5', '0.0000001', 'TRUE', ' a ')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        return str(np.format_float_positional(value, trim="-"))
    if isinstance(value, dt.datetime):
        return _date_text(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def _date_text(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")
