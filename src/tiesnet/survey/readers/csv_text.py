"""CSV files: find encoding and separator by strict rules, read every cell as text."""

from __future__ import annotations

import codecs
import csv
import io
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.assemble import Grid, assemble
from tiesnet.survey.readers.registry import unreadable
from tiesnet.survey.words import counted, quoted

SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
SEPARATORS = (",", ";", "\t", "|")
COLUMNAR_FROM = 100_000
_SAMPLE = 50


def read_csv(path: Path, options: Options, log: Log) -> RawTable:
    """Read one CSV file into text cells, keeping the row numbers a user sees."""
    text = _decoded(path, options, log)
    separator, text = _declared_separator(text)
    if not text.strip():
        return assemble(Grid([], []), path.stem, path.name, "", log)
    separator = separator or find_separator(text)
    grid = None
    if text.count("\n") > COLUMNAR_FROM:
        grid = _columnar(text, separator)
    if grid is None:
        grid = _row_by_row(text, separator, path.name)
    _check_cells(grid, path.name, options)
    _check_quotes(text, grid, path.name, log)
    return assemble(grid, path.stem, path.name, "", log)


def _decoded(path: Path, options: Options, log: Log) -> str:
    size = path.stat().st_size
    if size > options.max_bytes:
        raise unreadable(
            path.name,
            f"{path.name} holds {size:,} bytes, more than the {options.max_bytes:,} allowed.",
            "Split it, or raise max_bytes.",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(
            path.name,
            f"{path.name} cannot be opened ({error.strerror}).",
            "Close it in other programs and check that you may read it.",
        ) from error
    encoding = options.encoding or find_encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise unreadable(
            path.name,
            f"{path.name} cannot be read as text in the encoding {encoding}.",
            "Save it as CSV UTF-8, or name its encoding (encoding=...).",
        ) from error
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise unreadable(
            path.name,
            f"{path.name} is no text file: it holds zero bytes.",
            "Save it as CSV UTF-8 or as .xlsx.",
        )
    if encoding not in ("utf-8", "utf-8-sig"):
        _say_encoding(path.name, encoding, options, log)
    return text


def _say_encoding(file: str, encoding: str, options: Options, log: Log) -> None:
    words = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(encoding, encoding)
    why = "as you asked" if options.encoding else "since it is not valid UTF-8"
    if not options.encoding and encoding == "utf-16":
        why = "as its first bytes say"
    log.add("encoding", Place(file), f"{file} was read as {words}, {why}.")
    log.assume("encoding", f"{file} is written in {words} ({why}).")


def find_encoding(data: bytes) -> str:
    """Tell the encoding: byte order mark, then strict UTF-8, then Windows-1252.

    >>> find_encoding("Peñalver".encode("cp1252")), find_encoding("Peñalver".encode())
    ('cp1252', 'utf-8')
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _declared_separator(text: str) -> tuple[str, str]:
    """Take off a first line ``sep=;``, which spreadsheet programs write and hide."""
    first, _, rest = text.partition("\n")
    line = first.strip("\r").strip('"')
    if line.lower().startswith("sep=") and line[4:] in SEPARATORS:
        return line[4:], rest
    return "", text


def find_separator(text: str) -> str:
    r"""Choose the separator that cuts the first lines into equally many cells.

    >>> find_separator("source;target;strength\nA;B;3,5\nB;C;1,0\n")
    ';'
    """
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths = _widths(text, separator)
        if not widths or widths[0] < 2:
            continue
        even = sum(width == widths[0] for width in widths) / len(widths)
        if (even, widths[0]) > best_score:
            best, best_score = separator, (even, widths[0])
    return best


def _widths(text: str, separator: str) -> list[int]:
    widths = []
    try:
        for record in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) == _SAMPLE:
                break
    except csv.Error:
        return widths
    return widths


def _row_by_row(text: str, separator: str, file: str) -> Grid:
    numbers, records = [], []
    number = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            number += 1
            if any(cell and not cell.isspace() for cell in record):
                numbers.append(number)
                records.append(record)
    except csv.Error as error:
        raise unreadable(
            file,
            f"{file} cannot be cut into cells near row {number + 1}: a cell is endless.",
            "Look for a quotation mark that is not closed.",
        ) from error
    return Grid(numbers, records)


def _columnar(text: str, separator: str) -> Grid | None:
    """Read a long file by columns; nothing when a row does not fit and must be looked at."""
    stream = io.StringIO(text, newline="")
    header = next(csv.reader(stream, delimiter=separator))
    if not any(cell.strip() for cell in header):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.StringIO(text, newline=""),
                sep=separator,
                header=None,
                names=range(len(header)),
                index_col=False,
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
                engine="c",
            )
    except (ValueError, pd.errors.ParserWarning):  # ParserError is a ValueError
        return None
    return Grid(np.arange(1, len(frame) + 1), [header], frame.fillna(""))


def _check_cells(grid: Grid, file: str, options: Options) -> None:
    cells = grid.cells()
    if cells > options.max_cells:
        raise unreadable(
            file,
            f"{file} has {cells:,} cells, more than the {options.max_cells:,} allowed.",
            "Split it, or raise max_cells.",
        )


def _check_quotes(text: str, grid: Grid, file: str, log: Log) -> None:
    """An odd number of quotation marks and a last cell over several lines: one is not closed."""
    if not grid.records or text.count('"') % 2 == 0:
        return
    last = grid.records[-1]
    swallowed = [cell for cell in last if "\n" in cell.rstrip("\r\n")]
    if swallowed and grid.frame is None:
        lines = swallowed[-1].count("\n")
        row = int(grid.numbers[-1])
        log.add(
            "unclosed_quote",
            Place(file, "", row, "", swallowed[-1].split("\n", 1)[0]),
            f"A quotation mark opens in row {row} and is not closed: the "
            f"{counted(lines, 'line')} after {quoted(swallowed[-1].splitlines()[0])} were read as "
            "part of one cell.",
        )
