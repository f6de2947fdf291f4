"""Long CSV files: read column by column, a code per cell and each distinct text once.

What does not fit into columns of cells (a quotation mark without end, a cell longer than any) is
left to the reader that goes row by row and says what is wrong.
"""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterator
from itertools import compress, islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import localised, say
from tiesnet.progress import tell
from tiesnet.survey.coded import Coded, as_column
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.assemble import Grid
from tiesnet.survey.readers.csv_source import Source
from tiesnet.survey.readers.registry import unreadable

ROWS = 100_000  # read at a time: an interruption waits for no more
_WIDER = re.compile(r"Expected \d+ fields in line \d+, saw (\d+)")
_TRIES, _MOST_BESIDE = 8, 50
_MEGABYTE = 1_000_000
_FIRST = 20  # rows among which a header may stand


def read_columns(source: Source, options: Options) -> Grid | None:
    """Read a long file by columns; nothing when it must be looked at row by row."""
    first = _first(source)
    header = first[0] if first else []
    filled = [sum(bool(cell.strip()) for cell in row) for row in first]
    if not filled or not filled[0] or (filled[0] == 1 and max(filled) > 1):  # a title stands above
        return None
    width, most = len(header), options.csv_cells
    check_columns(source.path.name, 1, width, options)
    for _ in range(_TRIES):
        try:
            columns = _columns(source, width)
            check_cells(source.path.name, len(columns[0].codes) * len(header), most)
            return _grid(source, header, columns)
        except pd.errors.ParserError as error:
            wider = _WIDER.search(str(error))
            width = int(wider[1]) if wider else 0
            if not len(header) < width <= len(header) + _MOST_BESIDE:
                return None
        except ValueError:  # a text no column can hold
            return None
    return None


def check_cells(file: str, cells: int, most: int) -> None:
    """Refuse a file that holds more cells than allowed."""
    if cells > most:
        raise unreadable(
            file,
            say(
                "{file} has {cells} cells, more than the {most} allowed.",
                file=file,
                cells=localised(f"{cells:,}"),
                most=localised(f"{most:,}"),
            ),
            say("Split it, or raise max_cells."),
        )


def check_columns(file: str, row: int, columns: int, options: Options) -> None:
    """Refuse a row that is wider than any table."""
    if columns > options.columns:
        raise unreadable(
            file,
            say(
                "{file} has {columns} cells in row {row}, more than the {columns2} "
                "columns allowed.",
                file=file,
                columns=localised(f"{columns:,}"),
                row=localised(f"{row:,}"),
                columns2=localised(f"{options.columns:,}"),
            ),
            say("Write one row per tie, with the columns source and target, or raise max_cells."),
        )


def _first(source: Source) -> list[list[str]]:
    """The first rows, cell by cell."""
    with source.open() as stream:
        try:
            return list(islice(csv.reader(stream, delimiter=source.separator), _FIRST))
        except csv.Error:
            return []


class _SameHashError(ValueError):
    """Two texts have the same hash, which hardly ever happens."""


class _Column:
    """The cells of a column so far: a code per cell, each text once.

    A text is known again by two independent hashes of 64 bits. They are kept in order and looked
    up together, which takes a fraction of the time a dictionary of a million names does.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.codes = np.zeros(0, dtype=np.int32)
        self._parts: list[NDArray[np.int32]] = []
        self._hashes = np.zeros(0, dtype=np.int64)
        self._prints = np.zeros(0, dtype=np.uint64)
        self._places = np.zeros(0, dtype=np.int32)  # of their texts

    def take(self, cells: NDArray[np.object_]) -> None:
        """Add the cells of the next rows."""
        place, hashes = pd.factorize(_hashes(cells))
        first = Coded(place, hashes).first_rows()
        if 10 * len(hashes) < len(cells):  # few texts are compared faster than hashed again
            prints = pd.util.hash_array(cells[first], categorize=False)
            same = (cells[first][place] == cells).all()
        else:
            every = pd.util.hash_array(cells, categorize=False)
            prints = every[first]
            same = (prints[place] == every).all()
        if not same:
            raise _SameHashError
        self._parts.append(self._coded(hashes, prints, cells[first])[place])

    def _coded(
        self, hashes: NDArray[np.int64], prints: NDArray[np.uint64], texts: NDArray[np.object_]
    ) -> NDArray[np.int32]:
        """Codes of different texts; those not known yet get theirs in the order given."""
        order = np.argsort(hashes)
        at = np.searchsorted(self._hashes, hashes[order])
        known = np.append(self._hashes, 0)[at] == hashes[order]
        known &= at < len(self._hashes)
        if (self._prints[at[known]] != prints[order[known]]).any():
            raise _SameHashError
        codes = np.empty(len(texts), dtype=np.int32)
        codes[order[known]] = self._places[at[known]]
        new = np.sort(order[~known])
        codes[new] = np.arange(len(self.texts), len(self.texts) + len(new))
        self.texts += texts[new].tolist()
        here, added = at[~known], order[~known]
        self._hashes = np.insert(self._hashes, here, hashes[added])
        self._prints = np.insert(self._prints, here, prints[added])
        self._places = np.insert(self._places, here, codes[added])
        return codes

    def end(self) -> None:
        """Put the codes together when all rows have been read."""
        self.codes = np.concatenate(self._parts)
        self._parts.clear()
        del self._hashes, self._prints, self._places

    def of(self, rows: NDArray[np.bool_]) -> pd.Series:
        """The cells of some rows."""
        return as_column(self.codes if rows.all() else self.codes[rows], self.texts)


def _hashes(cells: NDArray[np.object_]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, cells), dtype=np.int64, count=len(cells))


def _columns(source: Source, width: int) -> list[_Column]:
    columns = [_Column() for _ in range(width)]
    size = source.path.stat().st_size
    for part, read in _parts(source, width):
        tell("Reading, in megabytes", read // _MEGABYTE, size // _MEGABYTE)
        for column, name in zip(columns, part.columns, strict=True):
            column.take(part[name].to_numpy())
    for column in columns:
        column.end()
    return columns


def _parts(source: Source, width: int) -> Iterator[tuple[pd.DataFrame, int]]:
    """Give the rows part by part, and how many bytes have been read."""
    with source.open() as stream, warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        parts = pd.read_csv(
            stream,
            sep=source.separator,
            header=None,
            names=range(width),
            index_col=False,
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            engine="c",
            low_memory=False,
            chunksize=ROWS,
        )
        for part in parts:
            yield part, stream.buffer.tell()


def _grid(source: Source, header: list[str], columns: list[_Column]) -> Grid | None:
    if max(max(map(len, column.texts)) for column in columns) > csv.field_size_limit():
        return None
    span = len(header)
    rows = len(columns[0].codes)
    beside = _filled(columns[span:], rows)
    kept = _filled(columns[:span], rows) & ~beside
    kept[0] = False  # the header
    frame = pd.DataFrame({place: column.of(kept) for place, column in enumerate(columns[:span])})
    numbers = np.append(1, np.flatnonzero(kept) + 1)
    return Grid(numbers, [header], frame, slipped=_records(source, beside))


def _filled(columns: list[_Column], rows: int) -> NDArray[np.bool_]:
    """Which rows hold any text in these columns."""
    filled = np.zeros(rows, dtype=bool)
    for column in columns:
        blank = np.fromiter(map(str.isspace, column.texts), dtype=bool)
        if "" in column.texts:
            blank[column.texts.index("")] = True
        if not blank.all():
            filled |= ~blank[column.codes] if blank.any() else True
    return filled


def _records(source: Source, wanted: NDArray[np.bool_]) -> list[tuple[int, list[str]]]:
    """The rows wanted, cell by cell: how many cells a row has is not seen by columns."""
    if not wanted.any():
        return []
    with source.open() as stream:
        rows = enumerate(csv.reader(stream, delimiter=source.separator), start=1)
        return list(compress(rows, wanted.tobytes()))
