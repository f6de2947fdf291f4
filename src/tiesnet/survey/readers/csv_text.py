"""CSV files: every cell as text, row by row; long ones by columns."""

from __future__ import annotations

import csv
from pathlib import Path

from tiesnet.language import say
from tiesnet.survey import coded
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.assemble import Grid
from tiesnet.survey.readers.bulk import check_cells, check_columns, read_columns
from tiesnet.survey.readers.csv_source import Source, examine
from tiesnet.survey.readers.registry import unreadable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.words import counted, quoted

SUFFIXES = (".csv", ".tsv", ".txt", ".tab")


def read_csv(path: Path, options: Options, log: Log) -> Sheet:
    """Read one CSV file into text cells, keeping the row numbers a user sees."""
    source = examine(path, options, log)
    grid = read_columns(source, options) if source.lines > coded.LONG else None
    if grid is None:
        grid = _row_by_row(source, options)
    _check_quotes(source, grid, log)
    return Sheet(path.stem, path.name, "", grid)


def _row_by_row(source: Source, options: Options) -> Grid:
    file, most = source.path.name, options.cells
    numbers, records = [], []
    number = cells = 0
    with source.open() as stream:
        try:
            for record in csv.reader(stream, delimiter=source.separator):
                number += 1
                check_columns(file, number, len(record), options)
                if any(cell and not cell.isspace() for cell in record):
                    cells += len(record)
                    if cells <= most:
                        numbers.append(number)
                        records.append(record)
        except csv.Error as error:
            raise unreadable(
                file,
                say(
                    "{file} cannot be cut into cells near row {number}: a cell is endless.",
                    file=file,
                    number=number + 1,
                ),
                say("Look for a quotation mark that is not closed."),
            ) from error
    check_cells(file, cells, most)
    return Grid(numbers, records)


def _check_quotes(source: Source, grid: Grid, log: Log) -> None:
    """An odd number of quotation marks and a last cell over several lines: one is not closed."""
    if source.quotes % 2 == 0 or not len(grid.numbers):
        return
    row, last = grid.last()
    swallowed = [cell for cell in last if "\n" in cell.rstrip("\r\n")]
    if swallowed:
        lines = swallowed[-1].count("\n")
        log.add(
            "unclosed_quote",
            Place(source.path.name, "", row, "", swallowed[-1].split("\n", 1)[0]),
            say(
                "A quotation mark opens in row {row} and is not closed: the {line} after "
                "{swallowed} were read as part of one cell.",
                row=row,
                line=counted(lines, "line"),
                swallowed=quoted(swallowed[-1].splitlines()[0]),
            ),
        )
