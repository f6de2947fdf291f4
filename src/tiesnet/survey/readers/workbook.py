"""Excel workbooks (.xlsx): streamed row by row, every cell as text."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tiesnet.errors import SurveyError
from tiesnet.language import localised, say
from tiesnet.progress import tell
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.questionnaire.book import FORM_SHEET
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.archive import Contents, corrupt, inspect
from tiesnet.survey.readers.assemble import Grid
from tiesnet.survey.readers.cell_columns import CellColumns
from tiesnet.survey.readers.marks import NO_MARKS, Marks
from tiesnet.survey.readers.merged import with_merged
from tiesnet.survey.readers.oddities import say_hidden, say_merged
from tiesnet.survey.readers.registry import Reading, reader, unreadable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.words import listed

SUFFIXES = (".xlsx", ".xlsm", ".xltx")
LAST_ROW = 1_048_576
# A row costs as many cells as its last one stands to the right; this bounds hostile sheets.
_SPAN_PER_CELL = 5


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
            _check_sheets(book, path.name, contents)
            grids = {sheet.title: _grid(sheet, budget, contents) for sheet in book.worksheets}
            # Forms of ours are full of hidden and merged cells, on purpose.
            for sheet in book.worksheets if FORM_SHEET not in grids else ():
                grids[sheet.title] = _with_oddities(
                    sheet, path.name, contents, grids[sheet.title], log
                )
        if contents.has_formulas:
            grids = _with_lost_formulas(path, grids, contents)
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
        raise unreadable(
            path.name, say("The package defusedxml is missing."), say("Install it with pip.")
        )
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

    def check(self, cells: int, span: int) -> None:
        """Refuse a sheet that holds too much, together with the sheets before."""
        cells, span = cells + self.cells, span + self.span
        if cells > self.allowed or span > max(self.allowed, 1) * _SPAN_PER_CELL + LAST_ROW:
            raise unreadable(
                self.file,
                say(
                    "{file} has more cells than the {allowed} allowed.",
                    file=self.file,
                    allowed=localised(f"{self.allowed:,}"),
                ),
                say("Delete what does not belong to the tables, or raise max_cells."),
            )

    def spend(self, cells: int, span: int) -> None:
        """Count the cells of a sheet that was read to its end."""
        self.check(cells, span)
        self.cells, self.span = self.cells + cells, self.span + span


def _check_sheets(book: Any, file: str, contents: Contents) -> None:
    """Refuse sheets that are missing, or that are one sheet under several names."""
    known = {str(title) for title in book.sheetnames}
    missing = [name for name in dict.fromkeys(contents.listed) if name not in known]
    parts = [_part(sheet) for sheet in book.worksheets]
    titles = [str(title).casefold() for title in book.sheetnames]
    problem = ""
    if missing:
        problem = say(
            "{file} lists the sheets {missing}, which are not in it.",
            file=file,
            missing=listed(missing),
        )
    elif len(set(titles)) < len(titles) or len(set(parts)) < len(parts):
        problem = say(
            "{file} has several sheets of one name, or one sheet under several names.", file=file
        )
    elif odd := [part for part in parts if not contents.marks.get(part, NO_MARKS).ascending]:
        title = book.worksheets[parts.index(odd[0])].title
        problem = say(
            "{file} has rows in the sheet {title} that do not stand in their order.",
            file=file,
            title=title,
        )
    if problem:
        repair = say("Open it in a spreadsheet program, save it again as .xlsx, and read that.")
        raise unreadable(file, problem, repair)


def _part(sheet: Any) -> str:
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _marks(sheet: Any, contents: Contents) -> Marks:
    return contents.marks.get(_part(sheet), NO_MARKS)


def _rows(sheet: Any, file: str, last: int | None) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Give the rows up to the last that holds a value; a million formatted ones may follow."""
    # The stated size of a sheet is often wrong; without it, rows end at their last cell.
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if last is not None and number > last:
            return
        if number > LAST_ROW:
            raise unreadable(
                file,
                say(
                    "{file} has rows beyond {last_row}, which no spreadsheet program writes.",
                    file=file,
                    last_row=localised(f"{LAST_ROW:,}"),
                ),
                say("Save it again from a spreadsheet program."),
            )
        yield number, values


def _grid(sheet: Any, budget: _Budget, contents: Contents) -> Grid:
    last = _marks(sheet, contents).last
    stated = min(last or sheet.max_row or 0, LAST_ROW)
    cells = CellColumns()
    for number, values in _rows(sheet, budget.file, last):
        if cells.take(number, values):
            budget.check(cells.filled, cells.span)
            tell("Reading, in rows", number, max(number, stated))
    grid = cells.grid()
    budget.spend(cells.filled, cells.span)
    return grid


def _with_lost_formulas(path: Path, grids: dict[str, Grid], contents: Contents) -> dict[str, Grid]:
    """Find formulas whose result is not stored: a cell with a formula, but without a value."""
    marked = {}
    with _opened(path, data_only=False) as book:
        for sheet in book.worksheets:
            grid = grids[sheet.title]
            filled = grid.filled()
            lost = {
                (number, place)
                for number, values in _rows(sheet, path.name, _marks(sheet, contents).last)
                for place, value in enumerate(values)
                if value is not None and not filled(number, place)
            }
            marked[sheet.title] = _with_rows(grid, lost)
    return marked


def _with_rows(grid: Grid, lost: set[tuple[int, int]]) -> Grid:
    """Keep the rows that hold nothing but formulas without a result, so they can be reported."""
    if grid.frame is not None:
        return grid._replace(formulas=frozenset(lost))
    rows = dict(zip(grid.numbers, grid.records, strict=True))
    for number, _ in lost:
        rows.setdefault(number, [])
    numbers = sorted(rows)
    return grid._replace(
        numbers=numbers, records=[rows[k] for k in numbers], formulas=frozenset(lost)
    )


def _with_oddities(sheet: Any, file: str, contents: Contents, grid: Grid, log: Log) -> Grid:
    """Fill merged cells, and say what of a sheet is hidden or merged."""
    if not len(grid.numbers):
        return grid
    place, marks = Place(file, sheet.title), _marks(sheet, contents)
    if sheet.sheet_state != "visible":
        log.add(
            "hidden_sheet",
            place,
            say("The sheet {title} is hidden; it was looked at.", title=sheet.title),
        )
    say_hidden(place, grid, marks, log)
    grid, filled = with_merged(grid, marks.merged)
    say_merged(place, marks.merged, filled, log)
    return grid
