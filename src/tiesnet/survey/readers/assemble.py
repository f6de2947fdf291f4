"""From a grid of cells to a `RawTable`: header, width, cells that stand outside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import localised, say, say_n
from tiesnet.survey.coded import empty, filled, replaced, rows_where
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import LONGEST_CELL, LONGEST_HEADER, RawTable
from tiesnet.survey.words import counted, quoted


class Grid(NamedTuple):
    """Non-empty rows with their numbers; below the header a long file comes as a frame.

    In a ragged grid (CSV) a row longer than the header has probably slipped; in a sheet the
    cells beyond the header merely stand beside the table. Of a frame the rows that have slipped
    stand apart, with their numbers.
    """

    numbers: Sequence[int] | NDArray[np.int64]
    records: Sequence[Sequence[str]]
    frame: pd.DataFrame | None = None
    slipped: Sequence[tuple[int, Sequence[str]]] = ()
    ragged: bool = True
    dates: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()

    def filled(self) -> Callable[[int, int], bool]:
        """A test whether the cell of a row number and column holds any text."""
        at = {int(number): k for k, number in enumerate(self.numbers)}
        if self.frame is None:
            return lambda row, column: (
                row in at and column < len(record := self.records[at[row]]) and record[column] != ""
            )
        first, width = len(self.records), len(self.frame.columns)
        blank = [empty(self.frame[column]) for column in self.frame.columns]
        return lambda row, column: (
            row in at
            and column < width
            and (at[row] < first or not bool(blank[column][at[row] - first]))
        )

    def last(self) -> tuple[int, list[str]]:
        """The last row that is not empty, and its number."""
        if self.frame is None or self.frame.empty:
            number, cells = int(self.numbers[-1]), list(self.records[-1])
        else:
            cells = [str(self.frame[column].iat[-1]) for column in self.frame.columns]
            number = int(self.numbers[-1])
        return max([(number, cells), *((n, list(record)) for n, record in self.slipped[-1:])])


def assemble(grid: Grid, name: str, file: str, sheet: str, log: Log) -> RawTable:
    """Take the first row as the header and the rest as the table."""
    if not len(grid.numbers):
        frame = pd.DataFrame(dtype=object)
        return RawTable(name, file, sheet, [], frame, np.zeros(0, dtype=np.int64))
    headers = _headers(grid, file, sheet, log)
    span = len(headers)
    while headers and not headers[-1]:
        headers.pop()
    for number, record in grid.slipped:
        _say_too_many(Place(file, sheet, number, "", _beyond(record, span)[0]), span, record, log)
    if grid.frame is not None:
        frame, numbers = grid.frame, np.asarray(grid.numbers[1:], dtype=np.int64)
    else:
        frame, numbers = _from_records(grid, span, file, sheet, log)
    frame = _without_stray_columns(frame, numbers, headers, (file, sheet), log)
    frame = _without_long_cells(frame, numbers, headers, (file, sheet), log)
    if len(frame.columns) and len(frame):
        # A row with nothing but a formula without a result stays, so that it can be reported.
        some = filled(frame) | np.isin(numbers, _rows(grid.formulas))
        frame, numbers = frame[some].reset_index(drop=True), numbers[some]
    return RawTable(
        name,
        file,
        sheet,
        headers,
        frame,
        numbers,
        int(grid.numbers[0]),
        grid.dates,
        grid.formulas,
    )


def _headers(grid: Grid, file: str, sheet: str, log: Log) -> list[str]:
    """Take the header row; a header that is longer than any question is cut."""
    headers = [str(cell).strip() for cell in grid.records[0]]
    long = [header for header in headers if len(header) > LONGEST_HEADER]
    if long:
        place = Place(file, sheet, int(grid.numbers[0]), long[0], long[0])
        others = say_n(len(long) - 1, ", as {n} more header", ", as {n} more headers")
        others = others if len(long) > 1 else ""
        text = say(
            "The header {long} was cut after {longest_header} characters{others}.",
            long=quoted(long[0]),
            longest_header=localised(f"{LONGEST_HEADER:,}"),
            others=others,
        )
        log.add("cell_too_long", place, text)
    return [header[:LONGEST_HEADER].strip() for header in headers]


def _from_records(
    grid: Grid, span: int, file: str, sheet: str, log: Log
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Give all rows the header's width; rows that are longer are reported."""
    rows: list[list[Any]] = []
    numbers: list[int] = []
    beside: dict[int, tuple[int, str, int]] = {}
    for number, record in zip(grid.numbers[1:], grid.records[1:], strict=True):
        extra = _beyond(record, span)
        if extra and grid.ragged:
            _say_too_many(Place(file, sheet, int(number), "", extra[0]), span, record, log)
            continue
        if extra:
            _note_beside(beside, int(number), record, span)
            if not any(cell.strip() for cell in record[:span]):
                continue
        rows.append([*record[:span], *[""] * (span - len(record))])
        numbers.append(int(number))
    for column, (row, value, count) in beside.items():
        _say_beside(Place(file, sheet, row, "", value), column, count, log)
    frame = pd.DataFrame(rows, columns=range(span), dtype=object)
    return frame, np.array(numbers, dtype=np.int64)


def _beyond(record: Sequence[str], span: int) -> list[str]:
    return [cell for cell in record[span:] if cell.strip()]


def _say_too_many(place: Place, span: int, record: Sequence[str], log: Log) -> None:
    log.add(
        "too_many_cells",
        place,
        say(
            "Row {row} has {n} cells, the header has {span}; its cells have probably "
            "slipped, so the row was left out.",
            row=place.row,
            n=len(record),
            span=span,
        ),
        say("Put text that holds the separator between quotation marks, or delete the extra cell."),
    )


def _note_beside(
    beside: dict[int, tuple[int, str, int]], row: int, record: Sequence[str], span: int
) -> None:
    for column in range(span, len(record)):
        if record[column].strip():
            first, value, count = beside.get(column, (row, record[column], 0))
            beside[column] = (first, value, count + 1)


def _say_beside(place: Place, column: int, count: int, log: Log) -> None:
    log.add(
        "cell_outside_table",
        place,
        say_n(
            count,
            "{n} cell in column {column} stands under no header and was not read; the first is "
            "{value}.",
            "{n} cells in column {column} stand under no header and were not read; the first is "
            "{value}.",
            column=column_letter(column),
            value=quoted(place.value),
        ),
        say("Give the column a header, or delete what stands there."),
    )


def _without_stray_columns(
    frame: pd.DataFrame,
    numbers: NDArray[np.int64],
    headers: Sequence[str],
    where: tuple[str, str],
    log: Log,
) -> pd.DataFrame:
    """Report and leave out columns without a header that hold cells."""
    kept = [k for k, header in enumerate(headers) if header]
    for column in frame.columns:
        if column in kept:
            continue
        at = rows_where(frame[column], lambda text: text.strip() != "")
        if len(at):
            value = str(frame[column].iat[at[0]])
            place = Place(*where, int(numbers[at[0]]), "", value)
            _say_beside(place, int(column), len(at), log)
    return frame[kept]


def _without_long_cells(
    frame: pd.DataFrame,
    numbers: NDArray[np.int64],
    headers: Sequence[str],
    where: tuple[str, str],
    log: Log,
) -> pd.DataFrame:
    """Cut texts beyond what a spreadsheet's cell can hold; the first of a column is reported."""
    for column in frame.columns:
        at = rows_where(frame[column], bool, among=_too_long)
        if len(at):
            value, row = str(frame[column].iat[at[0]]), int(numbers[at[0]])
            others = say(
                ", as {more_cell} of this column", more_cell=counted(len(at) - 1, "more cell")
            ) * (len(at) > 1)
            text = say(
                "The cell was cut after {longest_cell} characters{others}.",
                longest_cell=localised(f"{LONGEST_CELL:,}"),
                others=others,
            )
            log.add("cell_too_long", Place(*where, row, headers[column], value), text)
            frame[column] = replaced(frame[column], lambda text: text[:LONGEST_CELL])
    return frame


def _too_long(texts: list[str]) -> list[str]:
    if max(map(len, texts), default=0) <= LONGEST_CELL:
        return []
    return [text for text in texts if len(text) > LONGEST_CELL]


def _rows(cells: frozenset[tuple[int, int]]) -> list[int]:
    return sorted({row for row, _ in cells})


def column_letter(position: int) -> str:
    """The letters of a column as spreadsheets show them.

    >>> column_letter(0), column_letter(27), column_letter(16383)
    ('A', 'AB', 'XFD')
    """
    letters, rest = "", position + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
