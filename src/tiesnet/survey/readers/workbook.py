"""Excel workbooks (.xlsx): streamed row by row, every cell as text."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tiesnet.errors import SurveyError
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.archive import Contents, corrupt, inspect
from tiesnet.survey.readers.assemble import Grid
from tiesnet.survey.readers.registry import Reading, reader, unreadable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.words import counted

SUFFIXES = (".xlsx", ".xlsm", ".xltx")
LAST_ROW = 1_048_576
# A row costs as many cells as its last one stands to the right; this bounds hostile sheets.
_SPAN_PER_CELL = 5
_WHOLE = 10.0**15


def sniff(path: Path) -> bool:
    """Whether the file is named as an Excel workbook."""
    return path.is_file() and path.suffix.lower() in SUFFIXES


@reader("Excel workbook", sniff, general=True)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read every sheet of a workbook."""
    contents = inspect(path, options)
    try:
        with _opened(path, data_only=True) as book:
            budget = _Budget(path.name, options.cells)
            grids = {sheet.title: _grid(sheet, budget) for sheet in book.worksheets}
            for sheet in book.worksheets:
                _say_oddities(sheet, path.name, contents, bool(grids[sheet.title].records), log)
        if contents.has_formulas:
            grids = _with_lost_formulas(path, grids)
    except SurveyError:
        raise
    except Exception as error:  # openpyxl fails on damaged files in very many ways
        raise corrupt(path) from error
    sheets = [Sheet(title.strip(), path.name, title, grid) for title, grid in grids.items()]
    return Reading((), path.stem, [path], sheets=sheets)


@contextmanager
def _opened(path: Path, data_only: bool) -> Iterator[Any]:
    import openpyxl

    if not openpyxl.DEFUSEDXML:  # pragma: no cover - defusedxml is a hard dependency
        raise unreadable(path.name, "The package defusedxml is missing.", "Install it with pip.")
    with warnings.catch_warnings(), path.open("rb") as stream:
        # openpyxl warns of styles and validations it does not keep; cells are not touched by it.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)
        try:
            yield book
        finally:
            book.close()


class _Budget:
    """How many cells may still be read from one file."""

    def __init__(self, file: str, cells: int) -> None:
        self.file, self.allowed = file, cells
        self.cells = self.span = 0

    def spend(self, number: int, width: int, filled: int) -> None:
        self.cells += filled
        self.span += width
        if self.cells > self.allowed or self.span > max(self.allowed, 1) * _SPAN_PER_CELL:
            raise unreadable(
                self.file,
                f"{self.file} has more cells than the {self.allowed:,} allowed.",
                "Delete what does not belong to the tables, or raise max_cells.",
            )
        if number > LAST_ROW:
            raise unreadable(
                self.file,
                f"{self.file} has rows beyond {LAST_ROW:,}, which no spreadsheet program writes.",
                "Save it again from a spreadsheet program.",
            )


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    # The stated size of a sheet is often wrong; without it, rows end at their last cell.
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(values_only=True), start=1)


def _grid(sheet: Any, budget: _Budget) -> Grid:
    numbers: list[int] = []
    records: list[list[str]] = []
    dates: set[tuple[int, int]] = set()
    for number, values in _rows(sheet):
        record = [
            "" if value is None else value if value.__class__ is str else cell_text(value)
            for value in values
        ]
        width = len(record)
        while record and not record[-1].strip():
            record.pop()
        budget.spend(number, width, len(record) - record.count(""))
        if not record:
            continue
        numbers.append(number)
        records.append(record)
        dates.update(
            (number, place)
            for place, value in enumerate(values)
            if isinstance(value, (dt.date, dt.time, dt.timedelta))
        )
    return Grid(numbers, records, ragged=False, dates=frozenset(dates))


def cell_text(value: object) -> str:
    """The text of a cell that is no text: whole numbers without a point, dates by ISO.

    >>> cell_text(1.0), cell_text(2.5), cell_text(1e-7), cell_text(True)
    ('1', '2.5', '0.0000001', 'TRUE')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        import numpy as np

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


def _with_lost_formulas(path: Path, grids: dict[str, Grid]) -> dict[str, Grid]:
    """Find formulas whose result is not stored: a cell with a formula, but without a value."""
    marked = {}
    with _opened(path, data_only=False) as book:
        for sheet in book.worksheets:
            grid = grids[sheet.title]
            known = dict(zip(grid.numbers, grid.records, strict=True))
            lost = {
                (number, place)
                for number, values in _rows(sheet)
                for place, value in enumerate(values)
                if value is not None and _blank(known.get(number, ()), place)
            }
            marked[sheet.title] = _with_rows(grid, lost)
    return marked


def _blank(record: Any, place: int) -> bool:
    return place >= len(record) or not record[place]


def _with_rows(grid: Grid, lost: set[tuple[int, int]]) -> Grid:
    """Keep the rows that hold nothing but formulas without a result, so they can be reported."""
    rows = dict(zip(grid.numbers, grid.records, strict=True))
    for number, _ in lost:
        rows.setdefault(number, [])
    numbers = sorted(rows)
    return grid._replace(
        numbers=numbers, records=[rows[k] for k in numbers], formulas=frozenset(lost)
    )


def _say_oddities(sheet: Any, file: str, contents: Contents, filled: bool, log: Log) -> None:
    if not filled:
        return
    place = Place(file, sheet.title)
    if sheet.sheet_state != "visible":
        log.add("hidden_sheet", place, f"The sheet {sheet.title} is hidden; it was looked at.")
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    if merged := contents.merged.get(part):
        shown = ", ".join(merged[:5]) + (", …" if len(merged) > 5 else "")
        log.add(
            "merged_cells",
            place,
            f"{counted(len(merged), 'group')} of merged cells ({shown}): only the first cell of "
            "each holds its value, the others were read as empty.",
        )
